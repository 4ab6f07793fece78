"""Which runs of a text go from left to right, and which from right to left, for formats that must be told."""

import unicodedata
from itertools import groupby

from app.script import Direction


def one_way(text: str, base: Direction) -> list[tuple[str, Direction]]:
    """The text cut into runs of one direction; what has none goes with both its neighbours, or with the paragraph."""
    found: list[tuple[str, Direction]] = []
    at = 0
    # Cut in slices: letters put together one by one would be copied again with each.
    for way, run in groupby(_ways(text, base)):
        length = sum(1 for _ in run)
        found.append((text[at : at + length], way))
        at += length
    return found


def _ways(text: str, base: Direction) -> list[Direction]:
    strong: list[Direction | None] = []
    last: Direction | None = None
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                last = "ltr"
            case "R" | "AL":
                last = "rtl"
            case "EN" | "AN" | "NSM":
                pass
            case _:
                strong.append(None)
                continue
        strong.append(last or base)
    ways: list[Direction] = []
    following = base
    for way in reversed(strong):
        following = way or following
        ways.append(following)
    ways.reverse()
    before = base
    for index, way in enumerate(strong):
        if way is None:
            ways[index] = before if before == ways[index] else base
        else:
            before = way
    return ways
