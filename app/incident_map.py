"""A map of incidents as a plain picture: points, a graticule and a scale, drawn offline without any background."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from app import dates
from app.visible import on_one_line
from db.records import Incident

_WIDTH, _HEAD, _FOOT, _EDGE = 1080, 64, 74, 24
_MAP_LEFT, _MAP_SIZE = 66, 560
_LIST_LEFT = _MAP_LEFT + _MAP_SIZE + 34
_ROW = 40
_SMALLEST = 0.1
"""Degrees; a map of one place shows so much around it."""
_AROUND = 0.14
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30)
_KM_OF_DEGREE = 111.195
_TOGETHER = 15
"""Pixels within which several incidents share one mark."""
_LONGEST = 52
_LISTED = 60
"""Incidents that are listed beside the map; the others are counted."""
_WIDEST = 14
"""Characters of a mark; where more incidents share it, it says how many."""


@dataclass(frozen=True, slots=True)
class Colours:
    """What it is drawn in."""

    paper: str = "#ffffff"
    ground: str = "#f4f6f8"
    line: str = "#c9d1d9"
    text: str = "#1f2328"
    soft: str = "#59636e"
    mark: str = "#b3261e"
    on_mark: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where on the picture a place lies: equirectangular, true to scale along the middle."""

    south: float
    north: float
    west: float
    east: float

    @property
    def middle(self) -> float:
        """The latitude along which distances are true."""
        return max(-80.0, min(80.0, (self.south + self.north) / 2))

    @property
    def per_degree(self) -> float:
        """Pixels of a degree of latitude."""
        width = (self.east - self.west) * math.cos(math.radians(self.middle))
        return _MAP_SIZE / max(width, self.north - self.south)

    @property
    def size(self) -> tuple[float, float]:
        """Pixels of the map."""
        across = (self.east - self.west) * math.cos(math.radians(self.middle)) * self.per_degree
        return across, (self.north - self.south) * self.per_degree

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Pixels from the picture's corner."""
        x = (longitude - self.west) * math.cos(math.radians(self.middle)) * self.per_degree
        return _MAP_LEFT + x, _HEAD + (self.north - latitude) * self.per_degree


@dataclass(frozen=True, slots=True)
class _Point:
    number: int
    incident: Incident
    latitude: float
    longitude: float


def draw(incidents: Iterable[Incident], title: str, colours: Colours | None = None) -> str:
    """The map as an SVG text; incidents without coordinates are counted below it. The same for the same incidents."""
    ink = colours or Colours()
    known = list(incidents)
    placed = [one for one in known if one.latitude and one.longitude]
    points = _points(placed)
    parts: list[str] = []
    bottom = float(_HEAD + _MAP_SIZE // 2)
    if points:
        frame = _frame(points)
        bottom = _HEAD + frame.size[1]
        parts += _graticule(frame, ink)
        parts += _scale(frame, ink)
        parts += _marks(frame, points, ink)
        parts += _list(points, ink)
        about = (
            f"Equirectangular projection, true to scale along {_degrees(frame.middle, 0.01, 'NS')}. WGS 84. "
            "No background map; nothing was fetched."
        )
    else:
        parts.append(_text(_WIDTH / 2, _HEAD + 120, "No incident has coordinates yet.", ink.soft, 16, "middle"))
        about = "Enter latitude and longitude of an incident in decimal degrees (WGS 84)."
    height = max(bottom + _FOOT + 44, _HEAD + min(len(points), _LISTED + 1) * _ROW + 44)
    left_out = len(known) - len(points)
    if left_out:
        said = "1 incident has" if left_out == 1 else f"{left_out} incidents have"
        about += f" {said} no coordinates and {'is' if left_out == 1 else 'are'} not shown."
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height:.0f}" '
            f'viewBox="0 0 {_WIDTH} {height:.0f}" font-family="Noto Sans, Noto Sans Arabic, sans-serif">',
            f'<rect width="{_WIDTH}" height="{height:.0f}" fill="{ink.paper}"/>',
            _text(_MAP_LEFT, 38, title, ink.text, 19, weight="bold"),
            *parts,
            _text(_MAP_LEFT, height - 18, about, ink.soft, 12),
            "</svg>",
            "",
        ]
    )


def _points(incidents: Sequence[Incident]) -> list[_Point]:
    """Numbered by date; longitudes are counted on beyond 180 where the incidents lie on both sides of it."""
    ordered = sorted(incidents, key=lambda one: (one.date is None, one.date or "", one.title, one.id))
    at = [(float(one.latitude or 0), float(one.longitude or 0)) for one in ordered]
    around = sorted({longitude for _, longitude in at})
    gaps = [(b - a, b) for a, b in pairwise(around)]
    widest, start = max(gaps, default=(0.0, -180.0))
    crosses = bool(around) and widest > 360 - (around[-1] - around[0])
    return [
        _Point(number, one, latitude, longitude + 360 if crosses and longitude < start else longitude)
        for number, (one, (latitude, longitude)) in enumerate(zip(ordered, at, strict=True), 1)
    ]


def _frame(points: Sequence[_Point]) -> _Frame:
    latitudes, longitudes = [one.latitude for one in points], [one.longitude for one in points]
    middle = math.cos(math.radians(max(-80.0, min(80.0, (min(latitudes) + max(latitudes)) / 2))))
    high = max((max(latitudes) - min(latitudes)) * (1 + 2 * _AROUND), _SMALLEST)
    wide = max((max(longitudes) - min(longitudes)) * (1 + 2 * _AROUND), _SMALLEST / middle)
    # Square on the ground, as the picture has room for; never more than the whole Earth.
    high, wide = min(max(high, wide * middle), 180.0), min(max(wide, high / middle), 360.0)
    north = min((min(latitudes) + max(latitudes)) / 2 + high / 2, 90.0)
    south = max((min(latitudes) + max(latitudes)) / 2 - high / 2, -90.0)
    across = (min(longitudes) + max(longitudes)) / 2
    return _Frame(south, north, across - wide / 2, across + wide / 2)


def _graticule(frame: _Frame, ink: Colours) -> list[str]:
    width, height = frame.size
    right, bottom = _MAP_LEFT + width, _HEAD + height
    parts = [f'<rect x="{_MAP_LEFT}" y="{_HEAD}" width="{width:.1f}" height="{height:.1f}" fill="{ink.ground}"/>']
    step = _step(frame.north - frame.south)
    for latitude in _ticks(frame.south, frame.north, step):
        y = frame.at(latitude, frame.west)[1]
        parts.append(_line(_MAP_LEFT, y, right, y, ink.line))
        parts.append(_text(_MAP_LEFT - 7, y + 4, _degrees(latitude, step, "NS"), ink.soft, 11, "end"))
    step = _step(frame.east - frame.west)
    for longitude in _ticks(frame.west, frame.east, step):
        x = frame.at(frame.south, longitude)[0]
        parts.append(_line(x, _HEAD, x, bottom, ink.line))
        east = (longitude + 180) % 360 - 180
        parts.append(_text(x, bottom + 16, _degrees(east, step, "EW"), ink.soft, 11, "middle"))
    parts.append(
        f'<rect x="{_MAP_LEFT}" y="{_HEAD}" width="{width:.1f}" height="{height:.1f}" fill="none" '
        f'stroke="{ink.soft}" stroke-width="1"/>'
    )
    return parts


def _scale(frame: _Frame, ink: Colours) -> list[str]:
    """A bar of a round length, in two halves."""
    per_km = frame.per_degree / _KM_OF_DEGREE
    wanted = _MAP_SIZE / 4 / per_km
    base = 10 ** math.floor(math.log10(wanted))
    length = max(base * factor for factor in (1, 2, 5) if base * factor <= wanted)
    y, middle, end = _HEAD + frame.size[1] + 38, _MAP_LEFT + length * per_km / 2, _MAP_LEFT + length * per_km
    said = f"{length:g} km" if length >= 1 else f"{length * 1000:g} m"
    return [
        f'<rect x="{_MAP_LEFT}" y="{y:.1f}" width="{middle - _MAP_LEFT:.1f}" height="6" fill="{ink.text}"/>',
        f'<rect x="{middle:.1f}" y="{y:.1f}" width="{end - middle:.1f}" height="6" fill="{ink.paper}" '
        f'stroke="{ink.text}" stroke-width="1"/>',
        _text(_MAP_LEFT, y + 21, "0", ink.soft, 11, "middle"),
        _text(end, y + 21, said, ink.soft, 11, "middle"),
    ]


def _marks(frame: _Frame, points: Sequence[_Point], ink: Colours) -> list[str]:
    """A mark for each place, with the numbers of the incidents there."""
    groups: list[tuple[float, float, list[int]]] = []
    for point in points:
        x, y = frame.at(point.latitude, point.longitude)
        near = next((group for group in groups if math.hypot(group[0] - x, group[1] - y) < _TOGETHER), None)
        if near is None:
            groups.append((x, y, [point.number]))
        else:
            near[2].append(point.number)
    parts: list[str] = []
    for x, y, numbers in groups:
        said = _runs(numbers)
        said = said if len(said) <= _WIDEST else f"{len(numbers)} ×"
        half = max(10.0, 4.2 * len(said) + 5)
        parts.append(
            f'<rect x="{x - half:.1f}" y="{y - 10:.1f}" width="{2 * half:.1f}" height="20" rx="10" fill="{ink.mark}" '
            f'stroke="{ink.paper}" stroke-width="1.5"/>'
        )
        parts.append(_text(x, y + 4, said, ink.on_mark, 11.5, "middle", "bold"))
    return parts


def _runs(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as 1–3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _list(points: Sequence[_Point], ink: Colours) -> list[str]:
    parts: list[str] = []
    for row, point in enumerate(points[:_LISTED]):
        y = _HEAD + 14 + row * _ROW
        one = point.incident
        when = dates.in_words(one.date) if one.date else "date not known"
        where = f"{one.latitude}, {one.longitude}"
        parts += [
            _text(_LIST_LEFT + 22, y, str(point.number), ink.mark, 13, "end", "bold"),
            _text(_LIST_LEFT + 32, y, _cut(one.title), ink.text, 13),
            _text(_LIST_LEFT + 32, y + 16, _cut(f"{when} · {where}", _LONGEST + 8), ink.soft, 11),
        ]
    if len(points) > _LISTED:
        more = f"and {len(points) - _LISTED} more, by date"
        parts.append(_text(_LIST_LEFT + 32, _HEAD + 14 + _LISTED * _ROW, more, ink.soft, 13))
    return parts


def _cut(text: str, longest: int = _LONGEST) -> str:
    line = on_one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _step(extent: float) -> float:
    return next((step for step in _STEPS if extent / step <= 6), 45)


def _ticks(first: float, last: float, step: float) -> list[float]:
    return [number * step for number in range(math.ceil(first / step), math.floor(last / step) + 1)]


def _degrees(value: float, step: float, sides: str) -> str:
    places = 0 if step >= 1 else 1 if step * 10 % 1 == 0 else 2
    said = f"{abs(value):.{places}f}"
    side = "" if float(said) == 0 else f" {sides[0] if value > 0 else sides[1]}"
    return f"{said}°{side}"


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="0.8"/>'


def _text(
    x: float, y: float, text: str, colour: str, size: float, anchor: str = "start", weight: str = "normal"
) -> str:
    said = escape(on_one_line(text))
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{colour}">{said}</text>'
    )
