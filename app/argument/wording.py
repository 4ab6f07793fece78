"""What of a quotation was said and what was put in, as words that can be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app import rendition
from app.cited import cited as cited
from app.cited import folded as folded
from app.cited import telling as telling
from db.tokens import TIERS, Bracket, Token, Tokens

_SUFFIXES = ("ly", "ing", "ed", "es", "s", "e")
_SHORTEST = 4
"""Letters that a stem keeps at least."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that were said, or that somebody put in, or a place where something was left out."""

    kind: Literal["said", "put in", "left out"]
    text: str = ""
    type: str = ""
    """Of what was put in: `supplies_meaning`, `clarifies`, `grammar`, `translator_note`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A quotation in all its languages: one row of pieces for each."""

    tiers: tuple[tuple[Piece, ...], ...] = ()

    @property
    def inserted(self) -> tuple[Piece, ...]:
        """Everything that was put in."""
        return tuple(piece for pieces in self.tiers for piece in pieces if piece.kind == "put in")

    def stretches(self, *, with_inserted: bool = False) -> tuple[tuple[str, ...], ...]:
        """The folded words between one omission and the next: those that were said, or all that are read."""
        return _stretches(self, with_inserted)


@lru_cache(4096)
def _stretches(words: Wording, with_inserted: bool) -> tuple[tuple[str, ...], ...]:
    """Remembered, since every link of a quote asks for them."""
    found: list[list[str]] = []
    for pieces in words.tiers:
        found.append([])
        for piece in pieces:
            if piece.kind == "left out":
                found.append([])
            elif piece.kind == "said" or with_inserted:
                found[-1] += folded(piece.text)
    return tuple(tuple(stretch) for stretch in found if stretch)


def wording(tokens: Tokens) -> Wording:
    """What was said and what was put in, of both tiers."""
    return Wording(tuple(pieces_of(tokens.of(tier)) for tier in TIERS if tokens.of(tier)))


def pieces_of(tokens: Sequence[Token]) -> tuple[Piece, ...]:
    """The pieces of one tier, with an omission wherever a reader sees one."""
    found: list[Piece] = []
    for piece in rendition.render(tokens).pieces:
        if piece.kind == "words":
            found.append(Piece("said", piece.text))
        elif piece.kind == "ellipsis":
            found.append(Piece("left out"))
        elif piece.kind == "bracket" and isinstance(piece.bracket, Bracket):
            found.append(Piece("put in", piece.bracket.text, piece.bracket.type))
    return tuple(found)


@lru_cache(8192)
def stem(word: str) -> str:
    """A Latin word without its commonest endings, so that “launch” meets “launched”; crude, and the same each time."""
    before = ""
    while word != before:
        before = word
        ending = next((one for one in _SUFFIXES if word.endswith(one) and len(word) - len(one) >= _SHORTEST), "")
        word = word.removesuffix(ending)
    return word


def stems(words: Iterable[str]) -> set[str]:
    """The stems of some words."""
    return {stem(word) for word in words}


def stands(words: Sequence[str], stretches: Iterable[Sequence[str]]) -> bool:
    """Whether the words stand in one of the stretches, one right after the other."""
    count = len(words)
    wanted = tuple(words)
    return any(
        tuple(stretch[start : start + count]) == wanted
        for stretch in stretches
        for start in range(len(stretch) - count + 1)
    )
