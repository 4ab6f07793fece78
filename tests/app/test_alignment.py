from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.alignment import Row, counterpart, rows
from db.records import Segment
from db.tokens import Position, Tier

times = st.one_of(st.none(), st.integers(-1000, 20_000))
texts = st.sampled_from(["", "one", "one two three", "قلنا له نوافق بشرط واحد.", "😀 yes, and no", "...", "a\nb c"])
tiers = st.lists(st.builds(Segment, times, times, texts), max_size=12)


@dataclass(frozen=True)
class Stretch:
    start: Position
    end: Position


def cue(start_ms: int | None, end_ms: int | None, text: str = "some words") -> Segment:
    return Segment(start_ms, end_ms, text)


@given(tiers, tiers)
def test_each_segment_of_either_tier_stands_in_exactly_one_row_and_in_order(
    original: list[Segment], translation: list[Segment]
) -> None:
    found = rows(original, translation)

    for tier, segments in (("original", original), ("translation", translation)):
        ranges = [row.of(tier) for row in found]
        assert [ordinal for first, last in ranges for ordinal in range(first, last)] == list(range(len(segments)))
        for ordinal in range(len(segments)):
            first, last = found[found.row_of(tier, ordinal)].of(tier)
            assert first <= ordinal < last
    assert all(row.original[0] < row.original[1] or row.translation[0] < row.translation[1] for row in found)


@given(tiers, tiers, st.data())
def test_a_proposed_counterpart_is_a_stretch_of_whole_words(
    original: list[Segment], translation: list[Segment], data: st.DataObject
) -> None:
    tier: Tier = data.draw(st.sampled_from(["original", "translation"]))
    mine, others = (original, translation) if tier == "original" else (translation, original)
    if not mine:
        return
    places = st.integers(0, len(mine) - 1).flatmap(
        lambda ordinal: st.builds(Position, st.just(ordinal), st.integers(0, len(mine[ordinal].text)))
    )
    start, end = sorted([data.draw(places), data.draw(places)])

    found = counterpart(Stretch(start, end), mine, others, rows(original, translation), tier)

    if found is not None:
        assert found[0] < found[1]
        for place in found:
            assert 0 <= place.offset <= len(others[place.ordinal].text)
        assert others[found[0].ordinal].text[found[0].offset].strip()
        assert others[found[1].ordinal].text[found[1].offset - 1].strip()


def test_cues_at_the_same_times_stand_side_by_side() -> None:
    cues = [cue(0, 900), cue(1000, 1900), cue(2000, 2900)]

    assert list(rows(cues, cues)) == [Row((i, i + 1), (i, i + 1)) for i in range(3)]


def test_two_cues_within_one_share_its_row() -> None:
    found = rows([cue(0, 4000), cue(4000, 6000)], [cue(0, 2000), cue(2000, 4000), cue(4100, 6000)])

    assert list(found) == [Row((0, 1), (0, 2)), Row((1, 2), (2, 3))]


def test_a_cue_that_nothing_answers_to_stands_alone_where_it_is_said() -> None:
    found = rows([cue(0, 1000), cue(5000, 6000)], [cue(0, 1000), cue(2500, 3000), cue(5000, 6000)])

    assert list(found) == [Row((0, 1), (0, 1)), Row((1, 1), (1, 2)), Row((1, 2), (2, 3))]


def test_cues_that_begin_a_little_late_stay_in_step() -> None:
    original = [cue(i * 1000, i * 1000 + 950) for i in range(50)]
    translation = [cue(i * 1000 + 120, i * 1000 + 1010) for i in range(50)]

    assert list(rows(original, translation)) == [Row((i, i + 1), (i, i + 1)) for i in range(50)]


def test_an_untimed_translation_of_as_many_segments_is_paired_one_by_one() -> None:
    found = rows(
        [cue(0, 10), cue(10, 20)], [cue(None, None, "a much longer text than the other"), cue(None, None, "b")]
    )

    assert list(found) == [Row((0, 1), (0, 1)), Row((1, 2), (1, 2))]


def test_an_untimed_translation_of_other_segments_is_placed_by_length() -> None:
    halves = [cue(0, 1000, "x" * 50), cue(1000, 2000, "x" * 50)]
    quarters = [cue(None, None, "y" * 25) for _ in range(4)]

    assert list(rows(halves, quarters)) == [Row((0, 1), (0, 2)), Row((1, 2), (2, 4))]


def test_one_tier_alone_has_a_row_a_segment() -> None:
    assert list(rows([cue(0, 1), cue(1, 2)], [])) == [Row((0, 1), (0, 0)), Row((1, 2), (0, 0))]
    assert list(rows([], [])) == []


ORIGINAL = [cue(0, 1000, "قلنا له نوافق بشرط واحد."), cue(1000, 2000, "انتهت الهدنة. الآن هي حرب.")]
TRANSLATION = [
    cue(0, 1000, "We told him we agree on one condition."),
    cue(1000, 2000, "The truce is over. Now it's war."),
]


def said(found: tuple[Position, Position] | None, segments: list[Segment]) -> str:
    assert found is not None
    start, end = found
    if start.ordinal == end.ordinal:
        return segments[start.ordinal].text[start.offset : end.offset]
    return f"{segments[start.ordinal].text[start.offset :]} … {segments[end.ordinal].text[: end.offset]}"


def test_a_whole_segment_answers_to_a_whole_segment() -> None:
    whole = Stretch(Position(0, 0), Position(0, len(ORIGINAL[0].text) - 1))

    found = counterpart(whole, ORIGINAL, TRANSLATION, rows(ORIGINAL, TRANSLATION))

    assert said(found, TRANSLATION) == "We told him we agree on one condition"


def test_a_sentence_answers_to_a_sentence() -> None:
    second = Stretch(Position(1, ORIGINAL[1].text.index("الآن")), Position(1, len(ORIGINAL[1].text) - 1))

    found = counterpart(second, ORIGINAL, TRANSLATION, rows(ORIGINAL, TRANSLATION))

    assert said(found, TRANSLATION) == "Now it's war"


def test_the_proposal_works_from_the_translation_too() -> None:
    first = Stretch(Position(1, 0), Position(1, len("The truce is over")))

    found = counterpart(first, TRANSLATION, ORIGINAL, rows(ORIGINAL, TRANSLATION), "translation")

    assert said(found, ORIGINAL) == "انتهت الهدنة"


def test_a_stretch_over_two_segments_answers_over_two() -> None:
    both = Stretch(Position(0, 0), Position(1, len("انتهت الهدنة")))

    found = counterpart(both, ORIGINAL, TRANSLATION, rows(ORIGINAL, TRANSLATION))

    assert said(found, TRANSLATION) == "We told him we agree on one condition. … The truce is over"


@pytest.mark.parametrize("other", [[], [cue(0, 1000, "...")]])
def test_where_nothing_answers_nothing_is_proposed(other: list[Segment]) -> None:
    whole = Stretch(Position(0, 0), Position(0, 4))

    assert counterpart(whole, ORIGINAL, other, rows(ORIGINAL, other)) is None
