"""Which word is being said at this millisecond."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from operator import le

from app.words import estimate
from db import words
from db.records import Segment
from db.tokens import Position
from db.words import UNTIMED_MS, Columns, PackedWords

SHORT_PAUSE_MS = 150
"""A pause too short to notice belongs to the word before it; else the light would flicker between words."""


@dataclass(frozen=True, slots=True)
class WordAt:
    """A word that is being said."""

    ordinal: int
    word: int
    """Which of the segment's words it is."""
    start: Position
    end: Position
    start_ms: int
    end_ms: int
    estimated: bool
    """True where its time was interpolated within its segment."""


class WordTimes:
    """All timed words of a tier, packed and sorted by the time at which they begin; found by bisection."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        columns, indexes = _columns(segments)
        order = _order(columns.start_ms)
        self._ordinals, self._words = _arranged(columns.ordinals, order), _arranged(indexes, order)
        self._starts, self._ends = _arranged(columns.starts, order), _arranged(columns.ends, order)
        self._start_ms, self._end_ms = _arranged(columns.start_ms, order), _arranged(columns.end_ms, order)
        self._estimated = _arranged(array("B", columns.estimated), order)
        self._latest = array("q", accumulate(self._end_ms, max))

    def __len__(self) -> int:
        return len(self._start_ms)

    def at(self, ms: int) -> WordAt | None:
        """The word that is being said; of several at once the one that began last. None in silence."""
        last = bisect_right(self._start_ms, ms) - 1
        place = last
        # Where speakers overlap, an earlier and longer word may still be going on.
        while place >= 0 and self._latest[place] > ms:
            if self._end_ms[place] > ms:
                return self[place]
            place -= 1
        if last >= 0 and ms - self._latest[last] < SHORT_PAUSE_MS:
            return self[bisect_right(self._latest, self._latest[last] - 1)]
        return None

    def __getitem__(self, place: int) -> WordAt:
        ordinal = self._ordinals[place]
        return WordAt(
            ordinal,
            self._words[place],
            Position(ordinal, self._starts[place]),
            Position(ordinal, self._ends[place]),
            self._start_ms[place],
            self._end_ms[place],
            bool(self._estimated[place]),
        )


def _columns(segments: Sequence[Segment]) -> tuple[Columns, "array[int]"]:
    """All words that have a time, and which of its segment's words each is."""
    packed = [segment.words for segment in segments if isinstance(segment.words, PackedWords) and segment.words]
    if len(packed) == len(segments):
        columns = words.columns(own.blob for own in packed)
        if UNTIMED_MS not in columns.start_ms and UNTIMED_MS not in columns.end_ms:
            return columns, array("i", chain.from_iterable(map(range, map(len, packed))))
    timed = [
        (ordinal, index, word, word.start_ms, word.end_ms)
        for ordinal, segment in enumerate(segments)
        for index, word in enumerate(estimate(segment).words)
        if word.start_ms is not None and word.end_ms is not None
    ]
    columns = Columns(
        array("I", [one[0] for one in timed]),
        array("I", [one[2].start for one in timed]),
        array("I", [one[2].end for one in timed]),
        array("q", [one[3] for one in timed]),
        array("q", [one[4] for one in timed]),
        bytes([one[2].estimated for one in timed]),
    )
    return columns, array("i", [one[1] for one in timed])


def _order(start_ms: "array[int]") -> Sequence[int] | None:
    """The places by time; None if they are in order already, as nearly always."""
    in_order = all(map(le, start_ms, islice(start_ms, 1, None)))
    return None if in_order else sorted(range(len(start_ms)), key=start_ms.__getitem__)


def _arranged(values: "array[int]", order: Sequence[int] | None) -> "array[int]":
    return values if order is None else array(values.typecode, [values[place] for place in order])
