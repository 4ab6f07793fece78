"""Figures of a case: words marked by hand-counted tables, and judgements of records and of passages."""

import pytest

from app.comparing import compare
from app.same_passage import Marked, matches
from db.records import Link, Quote
from db.tokens import Position, Span, Tokens
from tests.db.test_merge import Desk

# What the desk's transcript says, segment by segment; its words are parted by white space.
#   0: The truce is over, now it's war.      7 words
#   1: انتهت الهدنة، الآن هي حرب.             5
#   2: We said 😀 we are ready.              6
#   3: A-1234 at 10:35                       3


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def words(desk, *spans):
    """Tokens of (segment, first offset, last offset)."""
    return Tokens(original=tuple(Span(desk.transcript_id, Position(n, a), Position(n, b), "x") for n, a, b in spans))


def mark(desk, name, id, *spans, **fields):
    with desk.step(name) as case:
        case.quotes.add(Quote(id, desk.media_id, words(desk, *spans), **fields))


def compared(desk):
    desk.take("hana", "omar")
    with desk.open("hana") as case:
        return compare(case)


def test_words_are_counted_one_by_one(desk):
    # The desk's own quote q0, "The truce", is Hana's: words 1 and 2 of 21.
    mark(desk, "omar", "by omar", (0, 4, 12), (2, 0, 2))  # truce, is, We

    found = compared(desk)

    # Both: 1 (truce). Hana alone: 1 (The). Omar alone: 2 (is, We). Neither: 17.
    assert (found.marks.units, found.marks.alike) == (21, 18)
    (pair,) = found.marks.pairs
    # Observed 18/21; by chance 2/21 * 3/21 + 19/21 * 18/21 = 348/441.
    assert pair.kappa.value == pytest.approx((18 / 21 - 348 / 441) / (1 - 348 / 441), abs=1e-6)
    # Alpha: 42 values, 5 of them "marked", 37 not; 6 of the 42 lie in units that differ.
    assert found.marks.alpha.value == pytest.approx(1 - (42 - 1) * 6 / (2 * 5 * 37), abs=1e-6)
    assert [(one.transcript_id, one.found) for one in found.transcripts] == [(desk.transcript_id, found.marks)]
    assert [name for _, name in found.reviewers] == ["Hana", "Omar"]


def test_a_word_that_is_cut_is_marked_and_white_space_is_no_word(desk):
    mark(desk, "omar", "by omar", (0, 3, 6))  # " tr"

    found = compared(desk)

    assert (found.marks.units, found.marks.alike) == (21, 20)


def test_a_transcript_that_one_never_marked_says_nothing_of_them(desk):
    found = compared(desk)

    assert found.marks.units == 0
    assert str(found.marks.alpha) == "not defined, because no unit was judged by two reviewers"
    assert found.transcripts == ()


def test_several_quotes_of_a_reviewer_count_as_one_marking(desk):
    mark(desk, "hana", "more", (0, 0, 3), (0, 10, 12))  # The (again), is
    mark(desk, "omar", "by omar", (0, 0, 12))  # The truce is

    found = compared(desk)

    assert (found.marks.units, found.marks.alike, found.marks.alpha.value) == (21, 21, 1.0)


def test_judgements_of_one_record_and_of_one_passage_are_compared(desk):
    mark(desk, "hana", "hana 1", (2, 0, 7), capacity="individual")  # We said
    mark(desk, "omar", "omar 1", (2, 0, 7), capacity="individual")
    mark(desk, "hana", "hana 2", (1, 0, 13), capacity="individual")  # two words
    mark(desk, "omar", "omar 2", (1, 0, 5), capacity="both")  # the first of them: half of the words
    mark(desk, "hana", "hana 3", (3, 0, 15), capacity="unclear")
    mark(desk, "omar", "omar 3", (3, 0, 6), capacity="unclear")  # a third: another passage
    for name, value in (("hana", "both"), ("omar", "both")):
        with desk.step(name) as case:
            case.quotes.change("q0", capacity=value)

    found = compared(desk)

    assert [(one.one, one.other, one.share) for one in found.matches] == [
        ("hana 1", "omar 1", 1.0),
        ("hana 2", "omar 2", 0.5),
    ]
    capacity = next(one.found for one in found.judgements if one.field == "capacity")
    assert (capacity.units, capacity.alike) == (3, 2)
    # individual-individual, individual-both, both-both: observed 2/3, by chance 2/3 * 1/3 + 1/3 * 2/3 = 4/9.
    assert capacity.pairs[0].kappa.value == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9), abs=1e-6)
    assert found.dissents == ()
    (one,) = found.apart
    assert (one.table, one.field, one.stands) == ("quote", "capacity", None)
    assert [(voice.record_id, voice.value) for voice in one.voices] == [("hana 2", "individual"), ("omar 2", "both")]


def test_links_of_one_passage_to_one_incident_are_compared(desk):
    mark(desk, "hana", "h", (2, 0, 7))
    mark(desk, "omar", "o", (2, 0, 7))
    with desk.step("hana") as case:
        case.links.add(Link("h1", "h", "i0", relation="context", weight=1))
        case.links.add(Link("h2", "h", "i0", relation="praises", weight=3))
        case.links.add(Link("h3", "h", "i1", relation="praises", weight=3))
    with desk.step("omar") as case:
        case.links.add(Link("o1", "o", "i0", relation="praises", weight=4))
        case.links.add(Link("o2", "o", "i0", relation="denies", weight=0))
        case.links.add(Link("o3", "o", "i2", relation="praises", weight=3))

    found = compared(desk)

    relation, weight = (
        next(one.found for one in found.judgements if one.field == name) for name in ("relation", "weight")
    )
    assert (relation.units, relation.alike, weight.units, weight.level) == (2, 1, 2, "ordinal")
    assert {(one.field, *(voice.record_id for voice in one.voices)) for one in found.apart} == {
        ("weight", "h2", "o1"),
        ("weight", "h1", "o2"),
        ("relation", "h1", "o2"),
    }


def test_every_copy_finds_the_same(desk):
    mark(desk, "hana", "h", (2, 0, 7), capacity="both")
    mark(desk, "omar", "o", (2, 0, 7), capacity="unclear")
    mark(desk, "zoe", "z", (2, 0, 2), capacity="both")
    here = compared(desk)
    desk.take("hana", "zoe")
    desk.take("zoe", "omar")
    desk.take("zoe", "hana")
    found = []
    for name in ("hana", "zoe"):
        with desk.open(name) as case:
            found.append(compare(case))

    assert found[0] == found[1] != here
    assert len(found[0].marks.pairs) == 3


def marked(id, by, *numbers):
    return Marked(id, by, "t", frozenset(numbers))


def test_quotes_are_matched_one_to_one_the_most_alike_first():
    pairs = matches(
        [
            marked("a1", "a", 1, 2, 3, 4),
            marked("a2", "a", 3, 4, 5, 6),
            marked("b1", "b", 1, 2, 3, 4, 5),
            marked("b2", "b", 3, 4),
            marked("b3", "b", 90),
            marked("c1", "c", 3, 4),
            Marked("elsewhere", "b", "t2", frozenset({1, 2, 3, 4})),
        ]
    )

    assert [(one.one, one.other) for one in pairs] == [("b2", "c1"), ("a1", "b1"), ("a1", "c1"), ("a2", "b2")]


def test_of_equals_the_ids_decide_whatever_the_order():
    marks = [marked(f"{who}{n}", who, 1, 2) for who in "ab" for n in range(3)]

    for order in (marks, marks[::-1], marks[3:] + marks[:3]):
        assert [(one.one, one.other) for one in matches(order)] == [("a0", "b0"), ("a1", "b1"), ("a2", "b2")]
