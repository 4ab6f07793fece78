import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette

from db.records import Segment
from db.tokens import Position
from widgets.transcript.columns import LONGEST_PIECE, Column
from widgets.transcript.heights import Heights
from widgets.transcript.look import colours, contrast
from widgets.transcript.marked import LANES, Marked
from widgets.transcript.pages import MOST_PIECES, Pages
from widgets.transcript.painting import clock
from widgets.transcript.roll import Roll
from widgets.transcript.shown import Shown
from widgets.transcript.values import Mark, TierText

letters = st.sampled_from(
    [
        *"ab \n\r\t",
        "\r\n",
        "م",
        "\u064e",
        "é",
        "e\u0301",
        "😀",
        "👩\u200d🚀",
        "\u202e",
        "\u2066",
        "\x00",
        "\x1b",
        "\ufeff",
    ]
)
texts = st.lists(letters, max_size=30).map("".join)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


# offsets


@given(texts)
def test_every_code_point_is_found_again_where_it_is_drawn(text: str) -> None:
    shown = Shown(text)

    for offset, letter in enumerate(text):
        second_of_a_line_break = letter == "\n" and text[offset - 1 : offset] == "\r"
        assert second_of_a_line_break or shown.to_source(shown.to_drawn(offset)) == offset
    assert shown.to_drawn(0) == 0
    assert shown.to_drawn(len(text)) == units(shown.text)
    assert shown.to_source(units(shown.text)) == len(text)


@given(texts)
def test_drawn_offsets_only_grow(text: str) -> None:
    drawn = [Shown(text).to_drawn(offset) for offset in range(len(text) + 1)]

    assert drawn == sorted(drawn)


@given(st.text(max_size=30))
def test_nothing_that_turns_the_reading_order_is_drawn(text: str) -> None:
    drawn = Shown(text).text

    assert not set(drawn) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x00\x1b\r\n")


def test_an_emoji_is_two_units_and_one_code_point() -> None:
    shown = Shown("a😀b")

    assert [shown.to_drawn(offset) for offset in range(4)] == [0, 1, 3, 4]
    assert [shown.to_source(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


def test_an_override_is_drawn_by_its_name_and_keeps_its_place() -> None:
    shown = Shown("pay\u202etfel")

    assert shown.text == "pay‹RLO›tfel"
    assert shown.marks == ((3, 5),)
    assert shown.to_drawn(4) == 8
    assert shown.to_source(5) == 3


def test_joiners_and_direction_marks_that_harm_nobody_stay() -> None:
    assert Shown("می\u200cخواهم \u200f").text == "می\u200cخواهم \u200f"


# marks


def mark(quote: str, start: int, end: int) -> Mark:
    return Mark(quote, Position(0, start), Position(0, end))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=20), st.integers(0, 60))
def test_the_marks_at_a_place_are_those_that_cover_it(spans: list[tuple[int, int]], offset: int) -> None:
    marks = [mark(str(number), start, start + length) for number, (start, length) in enumerate(spans)]

    found = Marked(marks).at(Position(0, offset))

    expected = {one.quote_id for one in marks if one.start.offset <= offset < one.end.offset}
    assert {one.quote_id for one in found} == expected


def test_overlapping_marks_lie_in_lanes_of_their_own() -> None:
    marked = Marked([mark("a", 0, 10), mark("b", 5, 15), mark("c", 8, 9), mark("d", 10, 20)])

    lanes = {laid.mark.quote_id: laid.lane for laid in marked.between(Position(0, 0), Position(0, 30))}

    assert lanes == {"a": 0, "b": 1, "c": 2, "d": 0}
    assert max(lanes.values()) < LANES


# columns and pages


def column(*texts: str, speaker: str | None = None) -> Column:
    segments = [Segment(i * 1000, i * 1000 + 900, text, speaker) for i, text in enumerate(texts)]
    return Column("original", TierText("t", None, segments))


def test_a_sentence_goes_over_segments_and_ends_with_its_mark() -> None:
    words = column("One. Two goes", "on to here. Three", "ends")

    assert words.sentence((0, 1)) == ((0, 1), (1, 2))
    assert words.sentence((0, 0)) == ((0, 0), (0, 0))
    assert words.sentence((2, 0)) == ((1, 3), (2, 0))


def test_words_with_marks_inside_stay_whole() -> None:
    words = column("case A-1234 at 10:35 don't")

    assert [word.end - word.start for word in words.words(0)] == [4, 6, 2, 5, 5]


def test_walking_goes_over_segments_without_words() -> None:
    words = column("one", "...", "", "two")

    assert words.after((0, 0)) == (3, 0)
    assert words.before((3, 0)) == (0, 0)
    assert words.after((3, 0)) is None


def test_a_huge_line_is_cut_into_pieces_that_hold_every_letter_once() -> None:
    text = "word " * 5000
    huge = column("before", text, "after")

    spans = [huge.span_of(piece) for piece in range(huge.piece_count())]

    assert max(last - first for _, first, last in spans) <= LONGEST_PIECE * 1.3
    assert "".join(text[first:last] for ordinal, first, last in spans if ordinal == 1) == text
    for piece, (ordinal, first, last) in enumerate(spans):
        assert huge.piece_of(Position(ordinal, first)) == piece
        assert huge.piece_of(Position(ordinal, last - 1)) == piece


def test_no_row_holds_more_than_can_be_laid_out_at_once() -> None:
    many = column(*["few words"] * 500)
    one = Column("translation", TierText("x", None, [Segment(0, 500_000, "all of it at once " * 20)]))

    pages = Pages({"original": many, "translation": one})

    assert max(len(pages.pieces("original", row)) for row in range(len(pages))) <= MOST_PIECES
    assert [piece for row in range(len(pages)) for piece in pages.pieces("original", row)] == list(range(500))
    assert sum(len(pages.pieces("translation", row)) for row in range(len(pages))) == one.piece_count()


# the roll


@given(
    st.lists(st.integers(1, 300), min_size=1, max_size=60),
    st.integers(50, 400),
    st.lists(st.integers(-3000, 3000), max_size=12),
)
def test_the_roll_never_leaves_its_ends_and_short_moves_are_exact(
    true_heights: list[int], view_height: int, moves: list[int]
) -> None:
    import numpy as np

    roll = Roll(Heights(np.full(len(true_heights), 80, np.int64)), lambda row: true_heights[row])
    roll.view_height = view_height
    total = sum(true_heights)
    roll.settle()

    for move in moves:
        before = sum(true_heights[: roll.row]) + roll.pixel
        roll.move(move)
        now = sum(true_heights[: roll.row]) + roll.pixel
        assert 0 <= now <= max(total - view_height, 0)
        if abs(move) <= 2 * view_height:
            assert now == min(max(before + move, 0), max(total - view_height, 0))
        assert 0 <= roll.value <= max(roll.highest_value, 0)


# looks


def test_times_read_as_people_write_them() -> None:
    assert [clock(ms) for ms in (0, 65_900, 3_723_000, -1500)] == ["0:00", "1:05", "1:02:03", "-0:01"]


THEMES = {
    "light": ("#ffffff", "#1c1e21", "#2f6fd6", "#ffffff"),
    "dark": ("#16181c", "#e6e7ea", "#4f8df0", "#0b0d10"),
    "stark": ("#000000", "#ffffff", "#ffff00", "#ffffff"),
    "stark light": ("#ffffff", "#000000", "#ffff00", "#ffffff"),
}


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_what_lies_behind_it(theme: str) -> None:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in zip((role.Base, role.Text, role.Highlight, role.HighlightedText), THEMES[theme], strict=True):
        palette.setColor(name, QColor(value))
    palette.setColor(role.Accent, QColor(THEMES[theme][2]))

    seen = colours(palette)

    for ink in (seen.ink, seen.muted, seen.name, seen.accent):
        assert contrast(ink, seen.paper) >= 4.5
    assert contrast(seen.selected_ink, seen.selected) >= 4.5
    assert contrast(seen.spoken_ink, seen.spoken) >= 4.5
    for ground in (seen.mark, seen.mark_current, seen.found, seen.row):
        assert contrast(seen.ink, ground) >= 4.5
    assert contrast(seen.line, seen.paper) >= 3.0
