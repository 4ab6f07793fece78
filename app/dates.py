"""Dates as a source gives them, no more precise than known: EDTF (ISO 8601-2:2019) checked, bounded, put into words."""

import re
import warnings
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache
from types import ModuleType
from typing import Any, cast

from app.problems import Refused

OPEN = ".."
"""An end that has not come; where nobody knows the end, nothing is written."""
_LONGEST = 80
"""No date is longer; the grammar is not let loose on more."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS_OF_YEAR = {
    **{21 + i: name for i, name in enumerate(_SEASONS)},
    **{25 + i: f"{name} (northern hemisphere)" for i, name in enumerate(_SEASONS)},
    **{29 + i: f"{name} (southern hemisphere)" for i, name in enumerate(_SEASONS)},
    **{33 + i: f"{nth} quarter of" for i, nth in enumerate(("first", "second", "third", "fourth"))},
    **{37 + i: f"{nth} third of" for i, nth in enumerate(("first", "second", "third"))},
    **{40 + i: f"{nth} half of" for i, nth in enumerate(("first", "second"))},
}
_DATE = re.compile(
    r"(?P<q0>[?~%]?)(?P<year>-?[0-9X]{4})(?P<r0>[?~%]?)"
    r"(?:-(?P<q1>[?~%]?)(?P<month>[0-9X]{2})(?P<r1>[?~%]?)"
    r"(?:-(?P<q2>[?~%]?)(?P<day>[0-9X]{2})(?P<r2>[?~%]?))?)?\Z"
)
_PLAIN = re.compile(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?[?~%]?\Z", re.ASCII)
"""The dates that nearly every source gives; they need no grammar, which takes some milliseconds for each."""
_FULL_DAY = re.compile(r"(?<![-\d])([1-9]\d{3}|0\d{2}[1-9])-(\d\d)-(\d\d)")
_INSTANT = re.compile(r"(?P<date>[^T]+)T(?P<time>\d\d:\d\d:\d\d)(?P<zone>Z|[+-]\d\d(?::\d\d)?)?\Z")
_QUALIFIERS = {"~": "approximate", "?": "uncertain", "%": "approximate and uncertain"}
_WHOLE = {"~": "circa {}", "?": "{} (uncertain)", "%": "circa {} (uncertain)"}


def check(text: str | None) -> str | None:
    """The date without white space around it; Refused if it isn't EDTF. None, "not known", passes."""
    if text is None:
        return None
    wanted = text.strip()
    if not _is_edtf(wanted):
        raise Refused(
            f"“{wanted[:_LONGEST]}” is not a date that can be kept.",
            "Write it as precisely as it is known and no more: 2021-06-01, 2020-11, 2020, or 2021-06-01~ for circa.",
        )
    earliest, latest = bounds(wanted)
    if earliest and latest and earliest > latest:
        raise Refused(f"The period “{wanted}” ends before it begins.", "Write the earlier date first.")
    return wanted


def check_end(text: str | None) -> str | None:
    """The same for the end of a period, which may also be “..”: it lasts still (EDTF, the open end of an interval)."""
    return OPEN if text is not None and text.strip() == OPEN else check(text)


def in_words(text: str) -> str:
    """The date in English words, with the precision that it has; what isn't EDTF comes back as it is."""
    wanted = text.strip()
    return _in_words(wanted) if _is_edtf(wanted) else text


def moment_in_words(at: str) -> str:
    """An instant that the program itself took, in ISO 8601 and UTC, to the second: "1 June 2021, 20:15:00 UTC"."""
    return _in_words(f"{at[:19]}Z")


def bounds(text: str) -> tuple[date | None, date | None]:
    """The first and the last day that the date may mean; None where it is open, unknown or beyond the calendar."""
    if "/" in text:
        first, _, last = text.partition("/")
        return bounds(first)[0] if first else None, bounds(last)[1] if last else None
    if text[:1] in ("[", "{"):
        items = [item.strip() for item in text[1:-1].split(",")]
        firsts = [bounds(item.partition("..")[0])[0] for item in items]
        lasts = [bounds(item.rpartition("..")[2])[1] for item in items]
        return (
            None if None in firsts else min(cast("list[date]", firsts)),
            None if None in lasts else max(cast("list[date]", lasts)),
        )
    if text in ("", "..") or not _is_edtf(text):
        return None, None
    if plain := _PLAIN.match(text):
        return _days_of(*(int(part) if part else None for part in plain.groups()))
    parsed = _parse(text)
    return _day(parsed.lower_strict()), _day(parsed.upper_strict())


def _days_of(year: int | None, month: int | None, day: int | None) -> tuple[date | None, date | None]:
    """The first and the last day of a year, a month or a day."""
    assert year is not None
    last = day or monthrange(year, month or 12)[1]
    return date(year, month or 1, day or 1), date(year, month or 12, last)


@cache
def _grammar() -> ModuleType:
    """The grammar, built when the first date is met: that takes a quarter of a second."""
    with warnings.catch_warnings():
        # edtf 5.0.2 draws warnings from pyparsing 3.3 for names that it gives to parts of its grammar.
        warnings.simplefilter("ignore")
        import edtf
    return edtf


def _parse(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _grammar().parse_edtf(text)


@lru_cache(1024)
def _is_edtf(text: str) -> bool:
    if not text or len(text) > _LONGEST or not text.isascii():
        return False
    is_set = text[0] == "[" and "," in text and text[-1] == "]" and not set(text) & set(_QUALIFIERS)
    ends = text[1:-1].split(",") if is_set else text.split("/")
    if len(ends) <= 2 and all(_PLAIN.match(end) for end in ends):
        return all(_is_plain(end) for end in ends)
    try:
        _parse(text)
    except (_grammar().EDTFParseException, ValueError, TypeError, AttributeError, RecursionError):
        return False
    days = _FULL_DAY.findall(re.sub("[?~%]", "", text))
    return all(_day([int(part) for part in day]) for day in days)


def _is_plain(text: str) -> bool:
    found = _PLAIN.match(text)
    return found is not None and (not found[3] or _day([int(part) for part in found.groups()]) is not None)


def _day(moment: Any) -> date | None:
    try:
        return date(moment[0], moment[1], moment[2])
    except (ValueError, TypeError, OverflowError):
        return None


def _in_words(text: str) -> str:
    if "/" in text:
        return _interval(*text.split("/", 1))
    if text[:1] in ("[", "{"):
        joint = " or " if text[0] == "[" else " and "
        return joint.join(_member(item.strip()) for item in text[1:-1].split(","))
    if instant := _INSTANT.match(text):
        zone = (instant["zone"] or "").replace("Z", "UTC")
        zone = f"UTC{zone}" if zone[:1] in ("+", "-") else zone or "time zone not stated"
        return f"{_in_words(instant['date'])}, {instant['time']} {zone}"
    if found := _DATE.match(text):
        return _date(found)
    return f"year {text[1:]}" if re.fullmatch(r"Y-?\d+", text) else f"{text} (EDTF)"


def _interval(first: str, last: str) -> str:
    if first in ("", "..") or last in ("", ".."):
        known = first if first not in ("", "..") else last
        if known in ("", ".."):
            return "dates not stated"
        other = {"": ", {} not stated", "..": ""}
        if known is first:
            return f"from {_in_words(first)} onwards" + other[last].format("end")
        return f"until {_in_words(last)}" + other[first].format("beginning")
    return f"from {_in_words(first)} to {_in_words(last)}"


def _member(item: str) -> str:
    first, dots, last = item.partition("..")
    if not dots:
        return _in_words(item)
    if not (first and last):
        return f"{_in_words(first)} or later" if first else f"{_in_words(last)} or earlier"
    return f"any time from {_in_words(first)} to {_in_words(last)}"


def _date(found: re.Match[str]) -> str:
    names = [name for name in ("year", "month", "day") if found[name]]
    said = _calendar(found["year"], found["month"], found["day"])
    qualified = dict.fromkeys(names, "")
    for number, name in enumerate(names):
        # On its left a mark qualifies this part alone, on its right this part and all larger ones.
        if found[f"q{number}"]:
            qualified[name] = found[f"q{number}"]
        if found[f"r{number}"]:
            qualified.update(dict.fromkeys(names[: number + 1], found[f"r{number}"]))
    marks = set(qualified.values())
    if len(marks) == 1:
        return _WHOLE.get(marks.pop(), "{}").format(said)
    doubts = [f"{name} {_QUALIFIERS[mark]}" for name, mark in qualified.items() if mark]
    return f"{said} ({', '.join(doubts)})"


def _calendar(year: str, month: str | None, day: str | None) -> str:
    said = _year(year)
    if month is None:
        return said
    if "X" in month:
        return f"{said} (month and day not stated)" if day else f"{said} (month not stated)"
    if int(month) > 12:
        return f"{_PARTS_OF_YEAR.get(int(month), 'part')} {said}"
    name = _MONTHS[int(month) - 1]
    if day is None:
        return f"{name} {said}"
    return f"{name} {said} (day not stated)" if "X" in day else f"{int(day)} {name} {said}"


def _year(year: str) -> str:
    unknown = year.count("X")
    if unknown == 4:
        return "a year not stated"
    if unknown:
        known = year.rstrip("X")
        if "X" in known:
            return f"year {year}"
        return f"{known}0s" if unknown == 1 else f"between {known}{'0' * unknown} and {known}{'9' * unknown}"
    number = int(year)
    # EDTF counts astronomically: year 0 is 1 BCE.
    return str(number) if number > 0 else f"{1 - number} BCE"
