"""Words and their times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.words import Piece, estimate, timed_words, words_of
from db.records import Segment, Word
from db.words import pack


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said: «no», twice.", ["He", "said", "no", "twice"]),
        ("A-1234 at 10:35, 12.5.2023", ["A-1234", "at", "10:35", "12.5.2023"]),
        ("don't wait--what? so...and — yes", ["don't", "wait", "what", "so", "and", "yes"]),
        ("5% of $100 & #7", ["5%", "of", "$100", "#7"]),
        ("ماذا حدث؟ كَتَبَ،", ["ماذا", "حدث", "كَتَبَ"]),
        ("\u202bمرحبا\u202c (Google)", ["مرحبا", "Google"]),
        ("e\u0301te\u0301 😀 family", ["e\u0301te\u0301", "family"]),
        ("", []),
        (" ... - ؟ ", []),
    ],
)
def test_words_are_found(text, words):
    assert [text[start:end] for start, end in words_of(text)] == words


@given(st.text())
def test_words_are_in_order_apart_and_never_blank(text):
    at = 0
    for start, end in words_of(text):
        assert at <= start < end <= len(text)
        assert any(letter.isalnum() for letter in text[start:end])
        assert not text[start:end].isspace()
        at = end


def test_words_without_times_share_the_segments_time_by_length():
    segment = estimate(Segment(1000, 2000, "one three"))

    assert segment.words == (Word(0, 3, 1000, 1400, True), Word(4, 9, 1400, 2000, True))


def test_a_given_time_is_kept_and_the_gaps_are_filled():
    given = (Word(0, 1), Word(2, 3, 1500, 1600, confidence=90), Word(4, 5, confidence=20), Word(6, 7, 1900, None))

    words = estimate(Segment(1000, 2000, "a b c d", words=given)).words

    assert words == (
        Word(0, 1, 1000, 1500, True),
        Word(2, 3, 1500, 1600, confidence=90),
        Word(4, 5, 1600, 1900, True, 20),
        Word(6, 7, 1900, 2000, True),
    )


def test_without_the_segments_times_nothing_is_placed():
    assert estimate(Segment(None, None, "one two")).words == (Word(0, 3), Word(4, 7))


def test_pieces_of_a_word_make_one_word_as_sure_as_the_least_sure():
    words = timed_words("A-1234 yes", [Piece(0, 1, 0, 10, 90), Piece(1, 6, 10, 40, 50), Piece(7, 10, 40, 60)])

    assert words == (Word(0, 6, 0, 40, False, 50), Word(7, 10, 40, 60))


def test_a_piece_of_several_words_gives_its_edges():
    words = timed_words("a big moon", [Piece(0, 10, 100, 400)])

    assert words == (Word(0, 1, 100, None), Word(2, 5), Word(6, 10, None, 400))


TIMES = st.none() | st.integers(0, 100_000)


@given(
    st.text("ab ,-é\u0301ن", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), TIMES, TIMES, st.none() | st.integers(0, 100)), max_size=10),
    st.integers(0, 50_000),
    st.integers(0, 50_000),
)
def test_whatever_a_file_gives_the_words_can_be_kept(text, given, start_ms, length):
    edges = sorted({min(one[0], len(text)) for one in given} | {len(text)})
    pieces = [
        Piece(start, end, begins, ends if begins is None or ends is None else max(begins, ends), level)
        for start, end, (_, begins, ends, level) in zip(edges, edges[1:], given, strict=False)
    ]

    segment = estimate(Segment(start_ms, start_ms + length, text, words=timed_words(text, pieces)))

    pack(segment.words)
    assert [(word.start, word.end) for word in segment.words] == words_of(text)
    assert all(word.start_ms is not None and word.end_ms is not None for word in segment.words)
