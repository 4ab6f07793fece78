"""Where two versions of a text differ, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
# A vowel sign or a joiner belongs to its letter: parted from it, Arabic would fall to pieces.
_WORDS = re.compile(r"\s+|(?:\w[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]*)+|[^\w\s]")
_MOST = 4000
"""Words; longer texts are compared as wholes, for the comparison is quadratic."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both versions, or of one of them."""

    kind: Kind
    text: str


def between(before: str, after: str) -> tuple[Piece, ...]:
    """The later version, with what is gone of the earlier one before what came in its place."""
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    if len(one) + len(other) > _MOST:
        return _pieces(before, after)
    found: tuple[Piece, ...] = ()
    gone = new = ""
    for what, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        mine, yours = "".join(one[i:j]), "".join(other[k:m])
        # White space between two changes is part of them: a replaced phrase is read as one.
        if what == "equal" and not (mine.isspace() and (gone or new) and j < len(one) and m < len(other)):
            found += _pieces(gone, new, mine)
            gone = new = ""
        else:
            gone, new = gone + mine, new + yours
    return found + _pieces(gone, new)


def in_marks(pieces: tuple[Piece, ...]) -> str:
    """The difference as plain text: what is gone between `[-` and `-]`, what is new between `{+` and `+}`."""
    marks = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(f"{marks[piece.kind][0]}{piece.text}{marks[piece.kind][1]}" for piece in pieces)


def _pieces(gone: str, new: str, same: str = "") -> tuple[Piece, ...]:
    pieces = (Piece("gone", gone), Piece("new", new), Piece("same", same))
    return tuple(piece for piece in pieces if piece.text)
