"""What of a quotation was said and what was put in, as words that can be compared."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app import rendition
from app.words import words_of
from db.folding import fold_word
from db.tokens import TIERS, Bracket, Token, Tokens

_CITED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“]+)“")
_SUFFIXES = ("ly", "ing", "ed", "es", "s", "e")
_SHORTEST = 4
"""Letters that a stem keeps at least."""
_EMPTY = frozenset(
    """a an and any are as at be been being both but by can could did do does done down for from had has have he her his
    how i if in into is it its itself like made make makes making many may me might more most much must my need needs no
    none nor not now of off on one only open or other our out over own say saying says see shall she should so some such
    than that the their them then there these they this those through to too under until up upon us very was we were
    what when where whether which while who whom whose why will with without would you your""".split()  # noqa: SIM905
)
"""Words that say nothing by themselves of what a remark is about."""


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


def folded(text: str) -> list[str]:
    """The words of a text, folded as the search folds them."""
    words = (fold_word(text[start:end]) for start, end in words_of(text))
    return [word for word in words if word]


def telling(text: str) -> list[str]:
    """The folded words of a text that say what it is about, each once."""
    return list(dict.fromkeys(word for word in folded(text) if word not in _EMPTY and len(word) > 1))


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


def cited(text: str) -> list[str]:
    """What stands between quotation marks, cut at its ellipses."""
    inner = (next(group for group in found.groups() if group is not None) for found in _CITED.finditer(text))
    parts = (part.strip() for one in inner for part in re.split(r"\.\s*\.\s*\.|…", one))
    return [part for part in parts if folded(part)]


def stands(words: Sequence[str], stretches: Iterable[Sequence[str]]) -> bool:
    """Whether the words stand in one of the stretches, one right after the other."""
    count = len(words)
    wanted = tuple(words)
    return any(
        tuple(stretch[start : start + count]) == wanted
        for stretch in stretches
        for start in range(len(stretch) - count + 1)
    )
