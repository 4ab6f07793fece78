"""Which marks lie on a stretch of text, and in which lane each is drawn so that overlapping ones stay apart."""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from db.tokens import Position
from widgets.transcript.values import Mark

LANES = 4
"""So many underlines fit between two lines of text; a fifth overlapping mark shares the first lane."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A mark in its lane."""

    mark: Mark
    lane: int


_Place = tuple[int, int]


class Marked:
    """The marks of one tier, found by place."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        ordered = sorted(
            (mark for mark in marks if mark.start < mark.end),
            key=lambda mark: (*_place(mark.start), *_place(mark.end), mark.quote_id),
        )
        self._laid = [Laid(mark, lane) for mark, lane in zip(ordered, _lanes(ordered), strict=True)]
        self._starts = [_place(mark.start) for mark in ordered]
        self._latest = list(accumulate((_place(mark.end) for mark in ordered), max))

    def __len__(self) -> int:
        return len(self._laid)

    def between(self, start: Position, end: Position) -> list[Laid]:
        """The marks that share a code point with a stretch, by where they begin."""
        first = bisect_right(self._latest, _place(start))
        last = bisect_left(self._starts, _place(end))
        return [laid for laid in self._laid[first:last] if laid.mark.end > start]

    def at(self, place: Position) -> list[Mark]:
        """The marks on one code point, the shortest first."""
        found = [laid.mark for laid in self.between(place, Position(place.ordinal, place.offset + 1))]
        return sorted(found, key=_length)


def _place(position: Position) -> _Place:
    return position.ordinal, position.offset


def _length(mark: Mark) -> tuple[int, int]:
    return mark.end.ordinal - mark.start.ordinal, mark.end.offset - mark.start.offset


def _lanes(marks: Iterable[Mark]) -> Iterator[int]:
    """The lowest lane that is free where each mark begins."""
    free: list[int] = []
    busy: list[tuple[_Place, int]] = []
    used = 0
    for mark in marks:
        while busy and busy[0][0] <= _place(mark.start):
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            lane = heapq.heappop(free)
        else:
            lane = used
            used += 1
        heapq.heappush(busy, (_place(mark.end), lane))
        yield lane % LANES
