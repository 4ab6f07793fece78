"""Which word is being said at this millisecond."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.words import estimate
from db.records import Segment
from db.tokens import Position

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

    def __init__(self, segments: Iterable[Segment]) -> None:
        ordinals, words = array("i"), array("i")
        starts, ends = array("i"), array("i")
        start_ms, end_ms, estimated = array("q"), array("q"), bytearray()
        for ordinal, segment in enumerate(segments):
            own = segment.words
            if not own or any(word.start_ms is None or word.end_ms is None for word in own):
                own = estimate(segment).words
            for index, word in enumerate(own):
                if word.start_ms is not None and word.end_ms is not None:
                    ordinals.append(ordinal)
                    words.append(index)
                    starts.append(word.start)
                    ends.append(word.end)
                    start_ms.append(word.start_ms)
                    end_ms.append(word.end_ms)
                    estimated.append(word.estimated)
        order = _order(start_ms)
        self._ordinals, self._words = _arranged(ordinals, order), _arranged(words, order)
        self._starts, self._ends = _arranged(starts, order), _arranged(ends, order)
        self._start_ms, self._end_ms = _arranged(start_ms, order), _arranged(end_ms, order)
        self._estimated = bytes(estimated) if order is None else bytes([estimated[place] for place in order])
        self._latest = _running_maximum(self._end_ms)

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


def _order(start_ms: "array[int]") -> Sequence[int] | None:
    """The places by time; None if they are in order already, as nearly always."""
    in_order = all(map(int.__le__, start_ms, start_ms[1:]))
    return None if in_order else sorted(range(len(start_ms)), key=start_ms.__getitem__)


def _arranged(values: "array[int]", order: Sequence[int] | None) -> "array[int]":
    return values if order is None else array(values.typecode, [values[place] for place in order])


def _running_maximum(values: "array[int]") -> "array[int]":
    latest: array[int] = array(values.typecode)
    best = -(2**63)
    for value in values:
        best = max(best, value)
        latest.append(best)
    return latest
