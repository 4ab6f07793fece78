"""A segment's text as it is drawn: hidden characters made visible, and offsets carried over exactly.

The case counts code points and Qt counts UTF-16 units. What would turn the reading order or not be seen at all
(overrides and isolates, control characters) is drawn as a small name, so a drawn text may be longer than its source.
"""

import re
from bisect import bisect_right

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_BREAK = "\u2028"
_NAMES = {
    "\t": " ",
    "\n": _LINE_BREAK,
    "\x0b": _LINE_BREAK,
    "\x0c": _LINE_BREAK,
    "\r": _LINE_BREAK,
    "\x85": _LINE_BREAK,
    "\u2028": _LINE_BREAK,
    "\u2029": _LINE_BREAK,
    "\u200b": "‹ZWSP›",
    "\u202a": "‹LRE›",
    "\u202b": "‹RLE›",
    "\u202c": "‹PDF›",
    "\u202d": "‹LRO›",
    "\u202e": "‹RLO›",
    "\u2060": "‹WJ›",
    "\u2066": "‹LRI›",
    "\u2067": "‹RLI›",
    "\u2068": "‹FSI›",
    "\u2069": "‹PDI›",
    "\ufeff": "‹BOM›",
    "\x7f": "␡",
}


class Shown:
    """A text as Qt draws it, with `to_drawn` and `to_source` between code points and UTF-16 units."""

    __slots__ = ("_drawn", "_source", "marks", "text")

    def __init__(self, source: str) -> None:
        self.text = source
        self.marks: tuple[tuple[int, int], ...] = ()
        """Where the small names of hidden characters stand in the drawn text: first unit and how many."""
        self._source = source
        self._drawn: list[int] | None = None
        """For each code point, and for the end, the UTF-16 unit at which it is drawn; None if they are the same."""
        if source.isascii() and source.isprintable():
            return
        if _HIDDEN.search(source) or max(source, default="") > "\uffff":
            self._carry()

    def to_drawn(self, offset: int) -> int:
        """Where a code point is drawn, in UTF-16 units; the nearest end if it lies outside."""
        offset = min(max(offset, 0), len(self._source))
        return offset if self._drawn is None else self._drawn[offset]

    def to_source(self, unit: int) -> int:
        """The code point that is drawn at a UTF-16 unit, also from within a surrogate pair or a small name."""
        if self._drawn is None:
            return min(max(unit, 0), len(self._source))
        return max(bisect_right(self._drawn, unit) - 1, 0)

    def _carry(self) -> None:
        drawn = [0]
        pieces: list[str] = []
        marks: list[tuple[int, int]] = []
        source = self._source
        for index, letter in enumerate(source):
            piece = letter
            if _HIDDEN.match(letter):
                second = letter == "\n" and source[index - 1 : index] == "\r"
                piece = "" if second else _visible(letter)
            units = len(piece) + (piece > "\uffff")
            if piece not in (letter, "", " ", _LINE_BREAK):
                marks.append((drawn[-1], units))
            pieces.append(piece)
            drawn.append(drawn[-1] + units)
        self.text = "".join(pieces)
        self.marks = tuple(marks)
        self._drawn = drawn


def _visible(letter: str) -> str:
    code = ord(letter)
    if letter in _NAMES:
        return _NAMES[letter]
    if code < 0x20:
        return chr(0x2400 + code)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"‹{code:04X}›"
