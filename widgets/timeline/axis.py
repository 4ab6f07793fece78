"""A stretch of days as pixels, and where a scale of years, months or days has its ticks."""

from dataclasses import dataclass
from datetime import date

_LEAST_DAYS = 4.0
_ROOM = 84
"""Pixels that a tick with its label needs."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the scale."""

    day: int
    label: str
    is_large: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Which days are in sight, on how many pixels. Days are counted as `date.toordinal` does."""

    first: float
    last: float
    width: float

    def x(self, day: float) -> float:
        """Where a day begins."""
        return (day - self.first) * self.width / self.length

    def day(self, x: float) -> float:
        """Which day lies at a pixel."""
        return self.first + x * self.length / self.width

    @property
    def length(self) -> float:
        """How many days are in sight."""
        return self.last - self.first

    def zoomed(self, factor: float, around_x: float) -> "Axis":
        """See more (factor over 1) or fewer days, around a pixel."""
        around = self.day(around_x)
        length = min(max(self.length * factor, _LEAST_DAYS), 400 * 366.0)
        first = around - (around - self.first) * length / self.length
        return Axis(first, first + length, self.width)

    def moved(self, pixels: float) -> "Axis":
        """Look further on."""
        days = pixels * self.length / self.width
        return Axis(self.first + days, self.last + days, self.width)

    def ticks(self) -> list[Tick]:
        """Round dates in sight, as many as there is room for."""
        most = max(2, int(self.width // _ROOM))
        if self.length <= most * 1.5:
            return self._days(1)
        for step in (2, 7, 14):
            if self.length / step <= most:
                return self._days(step)
        for months in (1, 3, 6):
            if self.length / (30.4 * months) <= most:
                return self._months(months)
        years = next((n for n in (1, 2, 5, 10, 20, 50, 100) if self.length / (365.25 * n) <= most), 200)
        return self._months(12 * years)

    def _days(self, step: int) -> list[Tick]:
        begin, end = _within(self.first), _within(self.last)
        found: list[Tick] = []
        for number in range(begin, end + 1):
            day = date.fromordinal(number)
            if step == 1 or ((day.day - 1) % step == 0 and day.day + step <= 32):
                label = f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if day.day == 1 or not found else "")
                found.append(Tick(number, label, day.day == 1))
        return found

    def _months(self, step: int) -> list[Tick]:
        begin, end = date.fromordinal(_within(self.first)), date.fromordinal(_within(self.last))
        found: list[Tick] = []
        for number in range(begin.year * 12, end.year * 12 + 12):
            if number % step:
                continue
            year, month = divmod(number, 12)
            if not 1 <= year <= 9999:
                continue
            day = date(year, month + 1, 1)
            if begin <= day <= end:
                label = str(year) if month == 0 else f"{_MONTHS[month]}" + (f" {year}" if not found else "")
                found.append(Tick(day.toordinal(), label, month == 0))
        return found


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _within(day: float) -> int:
    return int(min(max(day, 1), date.max.toordinal()))


def around(first: date | None, last: date | None, width: float) -> Axis:
    """An axis that shows these days with a margin; the present year if there are none."""
    begin = (first or date.today().replace(month=1, day=1)).toordinal()
    end = (last or date.today().replace(month=12, day=31)).toordinal() + 1
    margin = max((end - begin) * 0.06, 3.0)
    return Axis(begin - margin, end + margin, max(width, 1.0))
