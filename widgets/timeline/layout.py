"""Where each happening lies on the line of time: its lane, its row in the lane, its extent and its label."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.chronology import KINDS, Happening, Kind
from widgets.timeline.axis import Axis

ROW, HEAD, GAP = 24, 26, 10
_DOT = 9.0
_BETWEEN = 14.0
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
        rows: list[float] = []
        for one in mine:
            left, right = _extent(one, axis)
            label_width = min(width_of(one.title), _LONGEST_LABEL)
            # A long bar holds its own words, where they are in sight.
            inside = right - left > label_width + 16
            label_left = min(max(left + 8, 8), right - label_width - 8) if inside else right + 6
            end = right if inside else label_left + label_width
            row = next((n for n, taken in enumerate(rows) if taken + _BETWEEN <= left), len(rows))
            if row == len(rows):
                rows.append(0)
            rows[row] = end
            place = top + HEAD + row * ROW
            shapes.append(Shape(one, left, right, place, label_left, label_width, one.first is None, one.last is None))
        height = HEAD + len(rows) * ROW + GAP
        lanes.append(Lane(kind, top, height))
        top += height
    return Layout(tuple(lanes), tuple(shapes), top)


def _extent(one: Happening, axis: Axis) -> tuple[float, float]:
    known = one.first or one.last
    assert known is not None
    first = axis.x(one.first.toordinal()) if one.first else min(0.0, axis.x(known.toordinal()) - _OPEN)
    last = axis.x(one.last.toordinal() + 1) if one.last else max(axis.width, axis.x(known.toordinal()) + _OPEN)
    if last - first < _DOT:
        middle = (first + last) / 2
        return middle - _DOT / 2, middle + _DOT / 2
    return first, last
