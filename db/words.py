"""The words of a segment as one small blob: where they stand in the text and when they are said.

Version 1, little-endian: a version byte, a byte of flags (bit 0: confidences follow), then per word four 32-bit
numbers: start and end offset, start and end time in milliseconds. A time that is not known is all ones below the top
bit; the top bit of the start time says that the times were estimated. Confidences come last, a byte a word, 255 where
there is none.
"""

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count, islice
from operator import ge, gt
from typing import overload

from db.errors import BadValue
from db.records import Word

VERSION = 1
LATEST_MS = 0x7FFF_FFFE
"""The latest time that can be kept, about 24 days."""
UNTIMED_MS = 0x7FFF_FFFF
"""What stands in the columns for a time that is not known."""

_HAS_CONFIDENCE = 1
_UNTIMED = UNTIMED_MS
_ESTIMATED = 0x8000_0000
_NO_CONFIDENCE = 255
_LARGEST_OFFSET = 0xFFFF_FFFF
_EMPTY = bytes((VERSION, 0))
_AT_ONCE = 10_000
_DISORDER = "words that overlap, or that end before they begin"


@dataclass(frozen=True, slots=True)
class Columns:
    """The words of many segments side by side, without a Python object for each."""

    ordinals: "array[int]"
    """The segment, counted from 0, that each word belongs to."""
    starts: "array[int]"
    ends: "array[int]"
    start_ms: "array[int]"
    """`UNTIMED_MS` where a word has no time."""
    end_ms: "array[int]"
    estimated: bytes
    """1 for each word whose times were estimated."""


def pack(words: Sequence[Word]) -> bytes:
    """The blob of these words; BadValue if they overlap, go backwards, or hold what the blob can't.

    Words that were never unpacked keep their blob: one that came from elsewhere is first given to `check`.
    """
    if isinstance(words, PackedWords):
        return words.blob
    if not words:
        return _EMPTY
    numbers: list[int] = []
    before = 0
    for word in words:
        start, end = word.start, word.end
        if not before <= start < end <= _LARGEST_OFFSET:
            raise BadValue(f"a word from {start} to {end} after one that ends at {before}")
        before = end
        start_ms = _UNTIMED if word.start_ms is None else word.start_ms
        end_ms = _UNTIMED if word.end_ms is None else word.end_ms
        if not (0 <= start_ms <= _UNTIMED and 0 <= end_ms <= _UNTIMED and (start_ms <= end_ms or start_ms == _UNTIMED)):
            raise BadValue(f"a word from {start_ms} to {end_ms} ms")
        if word.start_ms == _UNTIMED or word.end_ms == _UNTIMED:
            raise BadValue(f"a time later than {LATEST_MS} ms")
        numbers += (start, end, start_ms | _ESTIMATED if word.estimated else start_ms, end_ms)
    flags, confidences = 0, b""
    if any(word.confidence is not None for word in words):
        flags, confidences = _HAS_CONFIDENCE, _confidences(words)
    return bytes((VERSION, flags)) + _little(array("I", numbers)).tobytes() + confidences


def unpack(blob: bytes) -> tuple[Word, ...]:
    """The words of a blob that `pack` made; BadValue if it isn't one."""
    if blob == _EMPTY:
        return ()
    numbers, confidences = _parts(blob)
    levels = confidences or bytes((_NO_CONFIDENCE,)) * (len(numbers) // 4)
    words: list[Word] = []
    before = 0
    for start, end, flagged, end_ms, level in zip(
        numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4], levels, strict=True
    ):
        start_ms = flagged & _UNTIMED
        if not before <= start < end or end_ms > _UNTIMED or (end_ms < start_ms != _UNTIMED):
            raise BadValue(_DISORDER)
        before = end
        words.append(
            Word(
                start,
                end,
                None if start_ms == _UNTIMED else start_ms,
                None if end_ms == _UNTIMED else end_ms,
                flagged >= _ESTIMATED,
                None if level == _NO_CONFIDENCE else level,
            )
        )
    return tuple(words)


class PackedWords(Sequence[Word]):
    """The words of a blob, unpacked when somebody looks at them: opening a transcript makes no million objects."""

    __slots__ = ("_words", "blob")

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self._words: tuple[Word, ...] | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """All of them; BadValue if the blob isn't one that `pack` made."""
        if self._words is None:
            self._words = unpack(self.blob)
        return self._words

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        return self.words[index]

    def __len__(self) -> int:
        return (len(self.blob) - 2) // (17 if self.blob[1:2] == b"\x01" else 16)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __eq__(self, other: object) -> bool:
        return self.words == (other.words if isinstance(other, PackedWords) else other)

    def __hash__(self) -> int:
        return hash(self.words)

    def __repr__(self) -> str:
        return repr(self.words)


def check(blobs: Iterable[bytes]) -> None:
    """BadValue unless each is a blob that `pack` could have made."""
    left = iter(blobs)
    while some := list(islice(left, _AT_ONCE)):
        if not _are_plain(some):
            columns(some)


def _are_plain(blobs: list[bytes]) -> bool:
    """Whether all are in order, found out at once; False of any that must be looked at one by one."""
    if any(len(blob) % 16 != 2 or blob[:2] != _EMPTY for blob in blobs):
        return False
    numbers = array("I")
    numbers.frombytes(b"".join([blob[2:] for blob in blobs]))
    _little(numbers)
    starts, ends, flagged, end_ms = numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4]
    # Only where a segment begins may a word start before the last one ended.
    firsts = set(accumulate((len(blob) - 2) // 16 for blob in blobs))
    backwards = compress(count(1), map(gt, ends, islice(starts, 1, None)))
    return not (
        any(map(ge, starts, ends))
        or max(end_ms, default=0) > _UNTIMED
        or any(map(gt, map(_UNTIMED.__and__, flagged), end_ms))
        or not firsts.issuperset(backwards)
    )


def columns(blobs: Iterable[bytes]) -> Columns:
    """The words of many segments at once: a million words in a fraction of a second."""
    numbers, ordinals = array("I"), array("I")
    for ordinal, blob in enumerate(blobs):
        if blob != _EMPTY:
            own, _ = _parts(blob)
            numbers.extend(own)
            ordinals.extend(array("I", (ordinal,)) * (len(own) // 4))
    starts, ends, flagged, end_ms = numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4]
    start_ms = array("I", map(_UNTIMED.__and__, flagged))
    backwards = compress(count(1), map(gt, ends, islice(starts, 1, None)))
    if (
        any(map(ge, starts, ends))
        or max(end_ms, default=0) > _UNTIMED
        or any(ordinals[place] == ordinals[place - 1] for place in backwards)
        or any(start_ms[place] != _UNTIMED for place in compress(count(), map(gt, start_ms, end_ms)))
    ):
        raise BadValue(_DISORDER)
    return Columns(ordinals, starts, ends, start_ms, end_ms, bytes(map(_ESTIMATED.__le__, flagged)))


def _parts(blob: bytes) -> tuple["array[int]", bytes]:
    if len(blob) < 2 or blob[0] != VERSION or blob[1] & ~_HAS_CONFIDENCE:
        raise BadValue("not the words of a segment, or of a later version")
    size = 17 if blob[1] else 16
    total, rest = divmod(len(blob) - 2, size)
    if rest or (blob[1] and not total):
        raise BadValue("the words of a segment are cut off")
    numbers = array("I")
    numbers.frombytes(blob[2 : 2 + 16 * total])
    confidences = blob[2 + 16 * total :]
    if confidences and any(level > 100 and level != _NO_CONFIDENCE for level in confidences):
        raise BadValue("a confidence above 100")
    return _little(numbers), confidences


def _confidences(words: Sequence[Word]) -> bytes:
    levels = [_NO_CONFIDENCE if word.confidence is None else word.confidence for word in words]
    if not all(0 <= level <= 100 or level == _NO_CONFIDENCE for level in levels) or any(
        word.confidence == _NO_CONFIDENCE for word in words
    ):
        raise BadValue("a confidence outside 0 to 100")
    return bytes(levels)


def _little(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
