"""What is said at a time, and between two."""

from app.heard import Saying, between
from db.records import Segment, Word
from db.tokens import Position

TIMED = Segment(
    1000, 3000, "one two three", words=(Word(0, 3, 1000, 1400), Word(4, 7, 1500, 1900), Word(8, 13, 2000, 2900))
)
ESTIMATED = Segment(5000, 6000, "four five")
UNTIMED = Segment(None, None, "no times")
SEGMENTS = (TIMED, UNTIMED, ESTIMATED)


def test_the_segment_that_is_being_said() -> None:
    saying = Saying(SEGMENTS)

    assert saying.at(999) == ""
    assert saying.at(1000) == "one two three"
    assert saying.at(3000) == ""
    assert saying.at(5500) == "four five"
    assert Saying(()).at(0) == ""


def test_a_word_belongs_to_a_span_if_its_greater_part_does() -> None:
    assert between(SEGMENTS, 1300, 2400) == (Position(0, 4), Position(0, 7))
    assert between(SEGMENTS, 1100, 2500) == (Position(0, 0), Position(0, 13))


def test_a_span_may_reach_over_segments_with_estimated_words() -> None:
    assert between(SEGMENTS, 1900, 6000) == (Position(0, 8), Position(2, 9))


def test_silence_holds_no_words() -> None:
    assert between(SEGMENTS, 3000, 5000) is None
