"""Dates as tables write them, turned into EDTF with as much doubt as they leave."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from app.incident_tables.digits import western

Order = Literal["day first", "month first"]
ORDERS: tuple[Order, Order] = ("day first", "month first")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_CIRCA = re.compile(r"\A(?:c\.|ca\.?|circa|about|around|approx\.?|approximately|~)\s*", re.IGNORECASE)
_TIME = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:Z| ?UTC|[+-]\d\d:?\d\d)?\Z", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\Z")
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})(?:\2(\d{1,2}))?\Z")
_WORDS = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_NAME},?[ -](?P<year>\d{{4}})\Z", re.IGNORECASE),
    re.compile(rf"{_NAME} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\Z", re.IGNORECASE),
    re.compile(rf"{_NAME}[ -](?P<year>\d{{4}})\Z", re.IGNORECASE),
)
_PERIOD = re.compile(r"(?: (?:-|–|to|until) |/(?=\d{4}-))")


class Unreadable(ValueError):
    """Why a text is no date."""


def order_of(texts: Iterable[str]) -> Order | None:
    """Whether days or months stand first in a column such as 13/06/2021; None if nothing there tells."""
    votes = {"day first": 0, "month first": 0}
    for text in texts:
        found = _NUMBERS.match(_bare(text)[0])
        if found is not None:
            one, other = int(found[1]), int(found[3])
            votes["day first"] += one > 12 >= other
            votes["month first"] += other > 12 >= one
    if bool(votes["day first"]) == bool(votes["month first"]):
        return None
    return "day first" if votes["day first"] else "month first"


def edtf(text: str, order: Order | None = None) -> str | None:
    """The date in EDTF; None for an empty text, Unreadable for one that is no date.

    Where days and months can't be told apart, both dates are given as one or the other: `[2021-01-06,2021-06-01]`.
    """
    said, circa, doubted = _bare(text)
    if not said:
        return None
    ends = _PERIOD.split(said)
    if len(ends) == 2:
        first, last = edtf(ends[0], order), edtf(ends[1], order)
        if not (first and last) or first[0] == "[" or last[0] == "[":
            raise Unreadable(f"“{text.strip()}” is no period that can be read")
        return f"{first}/{last}"
    found = _plain(said, order)
    if found is None:
        raise Unreadable(f"“{text.strip()}” is no date that can be read")
    if found[0] == "[":
        return found
    return found + {(True, True): "%", (True, False): "~", (False, True): "?", (False, False): ""}[circa, doubted]


def parts(year: str, month: str, day: str, *, approximate: bool = False) -> str | None:
    """A date in three columns; 0 and nothing stand for what is not known."""
    numbers = [_number(one) for one in (year, month, day)]
    if not numbers[0]:
        if any(numbers):
            raise Unreadable("a month or a day without a year")
        return None
    known = numbers[: numbers.index(0)] if 0 in numbers else numbers
    return _iso(*known) + ("~" if approximate else "")


def coarser(edtf_date: str, precision: str) -> str:
    """A date no more precise than it is said to be: `day`, `days`, `week`, `month` or `year`."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", edtf_date):
        return edtf_date
    match precision:
        case "days" | "week":
            return f"{edtf_date}~"
        case "month":
            return edtf_date[:7]
        case "year":
            return edtf_date[:4]
        case _:
            return edtf_date


def _bare(text: str) -> tuple[str, bool, bool]:
    """The text without time of day and without what says that it is not sure: circa, and a question mark."""
    said = " ".join(western(text).split())
    circa = bool(_CIRCA.match(said)) or said.endswith("~")
    doubted = said.endswith(("?", "(?)"))
    said = _CIRCA.sub("", said).removesuffix("~").removesuffix("(?)").removesuffix("?").strip()
    return _TIME.sub("", said), circa, doubted


def _plain(said: str, order: Order | None) -> str | None:
    if re.fullmatch(r"\d{4}", said):
        return said
    if found := _YEAR_FIRST.match(said):
        return _iso(int(found[1]), int(found[3]), *([int(found[4])] if found[4] else []))
    if found := _NUMBERS.match(said):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        readings = {
            _iso(year, month, day)
            for month, day, first in ((other, one, "day first"), (one, other, "month first"))
            if order in (None, first) and month <= 12
        }
        if not readings:
            raise Unreadable(f"“{said}” has no month where one is expected")
        return readings.pop() if len(readings) == 1 else f"[{','.join(sorted(readings))}]"
    for pattern in _WORDS:
        if found := pattern.match(said):
            day = found.groupdict().get("day")
            month = _MONTHS.index(found["month"].lower()) + 1
            return _iso(int(found["year"]), month, *([int(day)] if day else []))
    return None


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise Unreadable(f"there is no day {day} in month {month} of {year}") from None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def _number(text: str) -> int:
    said = western(text).strip().removesuffix(".0")
    if not said or said.lower() in ("na", "n/a", "unknown", "-99", "-9"):
        return 0
    if not said.isascii() or not said.isdigit():
        raise Unreadable(f"“{said}” is no number of a year, month or day")
    return int(said)
