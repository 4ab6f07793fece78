"""A quote's words as they are laid out to be read, and back from a place on the screen to the token it belongs to.

Qt counts UTF-16 units, the case file code points: only this module knows both.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.rendition import Piece, Rendition
from app.visible import visible
from db.tokens import Span, Token

_BLANKS = frozenset(" \t\n\v\f\r\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the spoken words: which token, and before which of its code points."""

    token: int
    offset: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece as it stands on the screen, in UTF-16 units, end exclusive."""

    piece: Piece
    start: int
    end: int
    text: str
    offsets: tuple[int, ...]
    """For each code point that is shown the offset in the token's text, and at the end the one after the last."""

    @property
    def has_words(self) -> bool:
        """Whether these words were said."""
        return self.piece.kind == "words" and self.piece.token is not None

    def offset_at(self, unit: int) -> int:
        """The offset in the token's text at a place on the screen, which is held within the run."""
        shown = code_points(self.text, min(max(unit, self.start), self.end) - self.start)
        return self.offsets[shown]


class Laid:
    """The pieces of one tier one after the other."""

    def __init__(self, rendition: Rendition, tokens: Sequence[Token]) -> None:
        runs: list[Run] = []
        at = 0
        for piece in rendition.pieces:
            at += units(piece.before)
            token = tokens[piece.token] if piece.token is not None else None
            text, offsets = _shown(piece.text, token.text if isinstance(token, Span) else piece.text)
            runs.append(Run(piece, at, at + units(text), text, offsets))
            at += units(text)
        self.runs = tuple(runs)

    @cached_property
    def starts(self) -> list[int]:
        """Where each run begins."""
        return [run.start for run in self.runs]

    def run_at(self, unit: int) -> Run | None:
        """The run that a place stands in; at an edge the one before it, unless that has no room for a caret."""
        if not self.runs:
            return None
        index = max(bisect_right(self.starts, unit) - 1, 0)
        run = self.runs[index]
        if unit == run.start and index and self.runs[index - 1].end == unit and not run.has_words:
            return self.runs[index - 1]
        return run

    def spot_at(self, unit: int) -> Spot | None:
        """The spoken words at a place, or the nearest before it, or the first."""
        words = [run for run in self.runs if run.has_words]
        if not words:
            return None
        inside = [run for run in words if run.start <= unit <= run.end]
        before = [run for run in words if run.end <= unit]
        run = inside[0] if inside else before[-1] if before else words[0]
        assert run.piece.token is not None
        return Spot(run.piece.token, run.offset_at(unit))

    def stretches(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """The spoken words between two places: token, first offset, last offset, one entry a token."""
        found: list[tuple[int, int, int]] = []
        for run in self.runs:
            begin, end = max(first, run.start), min(last, run.end)
            if run.has_words and begin < end and run.piece.token is not None:
                found.append((run.piece.token, run.offset_at(begin), run.offset_at(end)))
        return found

    def parts(self) -> list[list[Run]]:
        """The runs between ellipses: what was said in one go, with what was put in there."""
        found: list[list[Run]] = [[]]
        for run in self.runs:
            if run.piece.kind == "ellipsis":
                found.append([])
            else:
                found[-1].append(run)
        return [part for part in found if part]

    def part_of(self, run: Run) -> int | None:
        """The number of the part that a run belongs to, from 0; None for an ellipsis."""
        return next((number for number, part in enumerate(self.parts()) if run in part), None)


def units(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def code_points(text: str, units_wanted: int) -> int:
    """How many code points of a text lie before a UTF-16 unit."""
    taken = 0
    for index, letter in enumerate(text):
        if taken >= units_wanted:
            return index
        taken += 2 if letter > "\uffff" else 1
    return len(text)


def _shown(flowing: str, text: str) -> tuple[str, tuple[int, ...]]:
    """What is shown of a piece, control characters made visible, with where each code point stands in the token."""
    letters: list[str] = []
    offsets: list[int] = []
    at = 0
    for letter in flowing:
        while at < len(text) and text[at] in _BLANKS and letter != " ":
            at += 1
        mark = visible(letter)
        letters.append(mark)
        offsets += [at] * len(mark)
        at += 1
        while letter == " " and at < len(text) and text[at] in _BLANKS:
            at += 1
    return "".join(letters), (*offsets, at)
