from dataclasses import replace

from app.timeline import SHORT_PAUSE_MS, WordTimes
from db.records import Segment, Word
from db.tokens import Position
from db.words import PackedWords, pack


def timed(text: str, *times: tuple[int, int]) -> Segment:
    words: list[Word] = []
    offset = 0
    for word, (start_ms, end_ms) in zip(text.split(), times, strict=True):
        words.append(Word(offset, offset + len(word), start_ms, end_ms))
        offset += len(word) + 1
    return Segment(times[0][0], times[-1][1], text, None, tuple(words))


def test_the_word_under_the_clock_is_found_with_its_place() -> None:
    times = WordTimes([timed("one two", (0, 100), (100, 250)), timed("three", (900, 1000))])

    word = times.at(150)

    assert word is not None
    assert (word.ordinal, word.word, word.start, word.end) == (0, 1, Position(0, 4), Position(0, 7))
    assert not word.estimated
    assert times.at(900) is not None
    assert times.at(900).ordinal == 1


def test_a_word_ends_where_the_next_begins() -> None:
    times = WordTimes([timed("one two", (0, 100), (100, 250))])

    assert [times.at(ms).word for ms in (0, 99, 100, 249)] == [0, 0, 1, 1]


def test_a_short_pause_keeps_the_word_before_it_and_a_long_one_does_not() -> None:
    times = WordTimes([timed("one two", (0, 100), (600, 700))])

    assert times.at(100 + SHORT_PAUSE_MS - 1).word == 0
    assert times.at(100 + SHORT_PAUSE_MS) is None
    assert times.at(-1) is None
    assert times.at(5000) is None


def test_of_two_speakers_the_one_who_began_last_is_lit_and_then_the_first_again() -> None:
    times = WordTimes([timed("loooong", (0, 1000)), timed("short", (200, 300))])

    assert [times.at(ms).ordinal for ms in (100, 250, 500)] == [0, 1, 0]


def test_segments_out_of_order_are_found_by_time() -> None:
    times = WordTimes([timed("late", (1000, 1100)), timed("early", (0, 100))])

    assert times.at(50).ordinal == 1
    assert times.at(1050).ordinal == 0


def test_words_without_times_are_placed_within_their_segment_and_say_so() -> None:
    times = WordTimes([Segment(0, 1000, "four equal long word")])

    assert len(times) == 4
    assert times.at(950).word == 3
    assert times.at(950).estimated


def test_what_has_no_time_at_all_is_never_said() -> None:
    times = WordTimes([Segment(None, None, "no time here"), Segment(0, 10, "")])

    assert len(times) == 0
    assert times.at(0) is None


def test_words_as_the_case_keeps_them_are_found_alike() -> None:
    plain = [timed("one two", (0, 100), (100, 250)), timed("three", (900, 1000)), Segment(2000, 2100, "no words")]
    packed = [replace(one, words=PackedWords(pack(one.words))) for one in plain]

    for some in (packed, packed[:2]):
        assert [WordTimes(some).at(ms) for ms in (0, 150, 950, 2050)] == [
            WordTimes(plain[: len(some)]).at(ms) for ms in (0, 150, 950, 2050)
        ]


def test_a_word_with_a_time_is_found_beside_one_without() -> None:
    times = WordTimes([Segment(None, None, "one two", None, (Word(0, 3), Word(4, 7, 500, 600)))])

    assert times.at(550).word == 1
    assert len(times) == 1
