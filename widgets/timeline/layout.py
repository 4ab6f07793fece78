"""Where each happening lies on the line of time: its lane, its row in the lane, its extent and its label."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.chronology import KINDS, Happening, Kind
from widgets.timeline.axis import Axis

ROW, HEAD, GAP = 24, 26, 10
_DOT = 9.0
_BETWEEN = 14.0
_BESIDE = 6.0
_LONGEST_LABEL = 320.0
_OPEN = 60.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One happening as it is drawn, in pixels from the top left of the chart."""

    happening: Happening
    left: float
    right: float
    top: float
    label_left: float
    label_width: float
    fades_left: bool
    """Whether its beginning is not known."""
    fades_right: bool

    @property
    def is_inside(self) -> bool:
        """Whether its words stand within its extent."""
        return self.left < self.label_left < self.right


@dataclass(frozen=True, slots=True)
class Lane:
    """All happenings of one kind."""

    kind: Kind
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole chart."""

    lanes: tuple[Lane, ...]
    shapes: tuple[Shape, ...]
    height: float


def lay_out(
    happenings: Sequence[Happening], kinds: Sequence[Kind], axis: Axis, width_of: Callable[[str], float]
) -> Layout:
    """Lay these kinds under each other; within a lane nothing covers anything else's words."""
    lanes: list[Lane] = []
    shapes: list[Shape] = []
    top = 0.0
    for kind in (kind for kind in KINDS if kind in kinds):
        mine = [one for one in happenings if one.kind == kind]
        if not mine:
            continue
        placed = sorted((_place(one, axis, width_of(one.title)) for one in mine), key=lambda place: place.begin)
        rows = _Rows()
        for place in placed:
            row = rows.take(place.begin, place.end)
            shapes.append(place.shape(top + HEAD + row * ROW))
        height = HEAD + rows.count * ROW + GAP
        lanes.append(Lane(kind, top, height))
        top += height
    return Layout(tuple(lanes), tuple(shapes), top)


class _Place(NamedTuple):
    """Where on the line one lies, and what it takes of a row."""

    happening: Happening
    left: float
    right: float
    label_left: float
    label_width: float

    @property
    def begin(self) -> float:
        """Where it or its label begins."""
        return min(self.left, self.label_left)

    @property
    def end(self) -> float:
        """Where the next in the row may begin."""
        return max(self.right, self.label_left + self.label_width) + _BETWEEN

    def shape(self, top: float) -> Shape:
        """As it is drawn in its row."""
        of = self.happening
        open_left, open_right = of.first is None, of.last is None
        return Shape(of, self.left, self.right, top, self.label_left, self.label_width, open_left, open_right)


class _Rows:
    """Gives each the uppermost row that is free; they must come by their beginning."""

    def __init__(self) -> None:
        self.count = 0
        self._taken: list[tuple[float, int]] = []
        self._free: list[int] = []

    def take(self, begin: float, end: float) -> int:
        """The number of a row that is free from the beginning on."""
        while self._taken and self._taken[0][0] <= begin:
            heapq.heappush(self._free, heapq.heappop(self._taken)[1])
        if not self._free:
            self._free.append(self.count)
            self.count += 1
        row = heapq.heappop(self._free)
        heapq.heappush(self._taken, (end, row))
        return row


def _place(one: Happening, axis: Axis, width: float) -> _Place:
    left, right = _extent(one, axis)
    label = min(width, _LONGEST_LABEL)
    return _Place(one, left, right, _label_left(left, right, label, axis.width), label)


def _label_left(left: float, right: float, width: float, end: float) -> float:
    """Inside a long bar, where it is in sight; else after it, or before it where the chart ends too soon."""
    if right - left > width + 16:
        return min(max(left + 8, 8), right - width - 8)
    before = left - _BESIDE - width
    return before if right + _BESIDE + width > end and 0 <= left <= end and before > 0 else right + _BESIDE


def _extent(one: Happening, axis: Axis) -> tuple[float, float]:
    known = one.first or one.last
    assert known is not None
    first = axis.x(one.first.toordinal()) if one.first else min(0.0, axis.x(known.toordinal()) - _OPEN)
    last = axis.x(one.last.toordinal() + 1) if one.last else max(axis.width, axis.x(known.toordinal()) + _OPEN)
    if last - first < _DOT:
        middle = (first + last) / 2
        return middle - _DOT / 2, middle + _DOT / 2
    return first, last
