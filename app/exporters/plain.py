"""Untrusted text made fit to print in any format, without losing a letter of it."""

import re

from app.visible import visible

_OPENERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CLOSERS = frozenset(_OPENERS.values())
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
"""XML 1.0 can't hold them; they mean nothing anywhere."""


def plain(text: str) -> str:
    """The text with control characters shown as symbols and line breaks made one kind.

    Marks that steer the direction of writing stay where they are closed line by line, as Arabic subtitles have them; an
    override, or a mark that would reach into what follows, is shown instead.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_line(line) for line in lines)


def _line(line: str) -> str:
    line = _NO_CHARACTERS.sub("\ufffd", line)
    if _STEERING.search(line) and _is_closed(line):
        return "".join(
            part if _STEERING.match(part) else visible(part) for part in re.split(f"({_STEERING.pattern})", line)
        )
    return visible(line)


def _is_closed(line: str) -> bool:
    """Whether every embedding and isolate is closed in order, and nothing is overridden."""
    expected: list[str] = []
    for letter in line:
        if letter in _OPENERS:
            expected.append(_OPENERS[letter])
        elif letter in _CLOSERS:
            if not expected or expected.pop() != letter:
                return False
        elif letter in "\u202d\u202e":
            return False
    return not expected
