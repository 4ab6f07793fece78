"""Coordinates as tables write them, turned into decimal degrees."""

import re

from app.incident_tables.digits import western

_DECIMAL = re.compile(r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEWnsew]?)\Z")
_SIXTIETHS = re.compile(
    r"""(\d{1,3})\s*[°d:]\s*(\d{1,2})(?:\s*['′m:]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*["″s]?)?)?\s*([NSEWnsew]?)\Z"""
)


class NoPlace(ValueError):
    """Why a text is no coordinate."""


def degrees(text: str, limit: int) -> str | None:
    """Decimal degrees between -limit and limit as text; None for an empty one, NoPlace for what is none."""
    said = western(text).strip().replace("−", "-").replace("٫", ".")
    if not said:
        return None
    found = _DECIMAL.match(said)
    if found is not None:
        number, side = found[1].replace(",", ".").removeprefix("+"), found[2]
        value = float(number)
    elif found := _SIXTIETHS.match(said):
        minutes, seconds, side = int(found[2]), float((found[3] or "0").replace(",", ".")), found[4]
        if minutes > 59 or seconds >= 60:
            raise NoPlace(f"“{said}” has more than 59 minutes or seconds")
        value = int(found[1]) + minutes / 60 + seconds / 3600
        number = f"{value:.6f}".rstrip("0").rstrip(".")
    else:
        raise NoPlace(f"“{said[:40]}” is no coordinate")
    if side and (side.upper() in "NS") != (limit == 90):
        raise NoPlace(f"“{said}” lies on the wrong axis")
    if side and value < 0:
        raise NoPlace(f"“{said}” says its side twice, by a minus and by a letter")
    if side and side.upper() in "SW":
        value, number = -value, f"-{number}"
    if not -limit <= value <= limit:
        raise NoPlace(f"“{said}” lies outside -{limit} to {limit}")
    return number
