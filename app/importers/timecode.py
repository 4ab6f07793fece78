"""Reading times that people and programs wrote by hand."""

import math
import re
from dataclasses import dataclass

from db.words import LATEST_MS

_LOOSE = re.compile(r"([-+\u2212]?)(?:([0-9]{1,9}):)?([0-9]{1,9}):([0-9]{1,9})(?:([,.:;])([0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class Time:
    """A time in milliseconds, which may be negative, and how it was written."""

    ms: int
    mark: str
    """What stands before the fraction; empty if there is none."""
    odd: bool = False
    """True if minutes or seconds pass 59, or the fraction doesn't have three digits."""


def read(text: str) -> Time | None:
    """`1:02:03,450`, `02:03.45`, `-0:00:01,000`; None if the text is no time."""
    match = _LOOSE.fullmatch(text)
    if not match:
        return None
    sign, hours, minutes, seconds, mark, fraction = match.groups()
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    ms = whole * 1000 + (int(fraction[:3].ljust(3, "0")) if fraction else 0)
    odd = int(seconds) > 59 or (hours is not None and int(minutes) > 59) or len(fraction or "") != 3
    return Time(-ms if sign in ("-", "\u2212") else ms, mark or "", odd)


def of_seconds(value: object) -> int | None:
    """Milliseconds of a number of seconds; None for what is no finite number or beyond any recording."""
    if isinstance(value, str):
        try:
            value = float(value[:40])
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return round(value * 1000) if abs(value) * 1000 <= LATEST_MS else None
