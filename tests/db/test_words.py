"""The packed words of a segment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import words
from db.errors import BadValue
from db.records import Word


@st.composite
def sentences(draw) -> tuple[Word, ...]:
    """Words in order, with and without times and confidences."""
    made: list[Word] = []
    at = 0
    for _ in range(draw(st.integers(0, 12))):
        start = at + draw(st.integers(0, 3))
        at = start + draw(st.integers(1, 20))
        start_ms = draw(st.none() | st.integers(0, words.LATEST_MS))
        end_ms = draw(st.none() | st.integers(start_ms or 0, words.LATEST_MS))
        made.append(Word(start, at, start_ms, end_ms, draw(st.booleans()), draw(st.none() | st.integers(0, 100))))
    return tuple(made)


@given(sentences())
def test_what_is_packed_is_unpacked(sentence):
    assert words.unpack(words.pack(sentence)) == sentence


@given(st.lists(sentences(), max_size=5))
def test_columns_hold_the_same_words(segments):
    columns = words.columns(words.pack(sentence) for sentence in segments)

    known = [
        (
            ordinal,
            word.start,
            word.end,
            words.UNTIMED_MS if word.start_ms is None else word.start_ms,
            words.UNTIMED_MS if word.end_ms is None else word.end_ms,
            word.estimated,
        )
        for ordinal, sentence in enumerate(segments)
        for word in sentence
    ]
    assert known == list(
        zip(
            columns.ordinals,
            columns.starts,
            columns.ends,
            columns.start_ms,
            columns.end_ms,
            map(bool, columns.estimated),
            strict=True,
        )
    )


def test_the_bytes_are_those_of_version_1():
    blob = words.pack((Word(0, 2, 1000, 1500, True, 90), Word(3, 4)))

    assert blob == bytes.fromhex(
        "01 01  00000000 02000000 e8030080 dc050000  03000000 04000000 ffffff7f ffffff7f  5a ff"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        (Word(0, 0),),
        (Word(-1, 2),),
        (Word(3, 2),),
        (Word(0, 3), Word(2, 4)),
        (Word(4, 5), Word(0, 1)),
        (Word(0, 1, 5, 4),),
        (Word(0, 1, -1, 4),),
        (Word(0, 1, 0, words.LATEST_MS + 1),),
        (Word(0, 1 << 32),),
        (Word(0, 1, confidence=101),),
        (Word(0, 1, confidence=255),),
        (Word(0, 1, confidence=-1),),
    ],
)
def test_words_that_can_not_be_are_refused(sentence):
    with pytest.raises(BadValue):
        words.pack(sentence)


GOOD = words.pack((Word(0, 2, 10, 20), Word(3, 5, 20, 30)))


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"\1",
        b"\0\0",
        b"\2\0",
        b"\1\2",
        b"\1\1",
        GOOD[:-1],
        GOOD + b"\0",
        GOOD[:2] + GOOD[18:] + GOOD[2:18],
        b"\1\0" + bytes(16),
        GOOD[:-1] + b"\x80",
        b"\1\1" + GOOD[2:] + b"\x65\xff",
    ],
)
def test_a_blob_that_we_did_not_write_is_refused(blob):
    with pytest.raises(BadValue):
        words.unpack(blob)
    with pytest.raises(BadValue):
        words.columns([GOOD, blob])


@given(st.binary(max_size=80))
def test_no_bytes_break_it(blob):
    try:
        sentence = words.unpack(blob)
    except BadValue:
        with pytest.raises(BadValue):
            words.columns([blob])
    else:
        assert words.pack(sentence) == blob or all(word.confidence is None for word in sentence)
