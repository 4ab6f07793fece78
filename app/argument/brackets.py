"""The bracket test: whether what is linked to a quotation still holds when the inserted words are taken out.

Nobody but a reviewer can say what a link rests on, so a reviewer's answer always decides. Where there is none yet, the
reason that was written for the link is compared with the words, by rules that are the same each time:

1. A link that carries nothing, or whose quote has no bracket that supplies meaning, has nothing to lose: it holds.
2. Where the reason cites words: if they were said, the link holds; if they stand there only with brackets, it falls.
3. A bracket that opens a sentence supplies what the sentence is about, so the whole sentence rests on it; a bracket
   within a sentence bears the clause it stands in. If a telling word of the reason is said only where the words rest on
   a bracket, or only within one, the link falls; if all of them are said elsewhere, it holds.
4. Where the reason and the quotation have no word in common, nobody can tell: it is in doubt.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.argument.wording import Piece, Wording, cited, folded, stands, stem, telling

Holding = Literal["holds", "falls", "doubt"]
_MEANING = "supplies_meaning"
_SENTENCE_END = re.compile(r"[.!?؟]+(?=[\"'”’»)\]]*(?:\s+[^a-z\s]|\s*$))|[;:؛]")
_CLAUSE_END = re.compile(r"[,،]")


@dataclass(frozen=True, slots=True)
class Test:
    """How a link fares without the inserted words, and by what that is told."""

    holding: Holding
    why: str
    judged: bool = False
    """Whether a reviewer said so."""


@dataclass(frozen=True, slots=True)
class Rests:
    """Which words of a quotation, as stems, rest on inserted meaning, and which were said free of it."""

    on_brackets: frozenset[str]
    free: frozenset[str]


def fate(words: Wording, reason: str | None, judged: int | None = None, *, carries: bool = True) -> Test:
    """How a link with this reason fares; `judged` is the reviewer's own answer, `carries` whether it has any weight."""
    if judged is not None:
        return Test("holds" if judged else "falls", "A reviewer has judged so.", judged=True)
    meaning = [piece for piece in words.inserted if piece.type == _MEANING]
    if not meaning:
        return Test("holds", "No inserted words supply meaning here.")
    if not carries:
        return Test("holds", "It carries nothing that could fall.")
    return _by_citation(words, reason or "") or _by_words(words, reason or "")


@lru_cache(4096)
def rests(words: Wording) -> Rests:
    """Which words rest on a bracket that supplies meaning."""
    bound, free = set[str](), set[str]()
    for pieces in words.tiers:
        for sentence in _sentences(pieces):
            opens = isinstance(sentence[0][0], Piece) if sentence and sentence[0] else False
            for clause in sentence:
                is_bound = opens or any(isinstance(part, Piece) for part in clause)
                for part in clause:
                    if isinstance(part, Piece):
                        bound |= {stem(word) for word in folded(part.text)}
                    else:
                        (bound if is_bound else free).add(stem(part))
    return Rests(frozenset(bound), frozenset(free))


def _by_citation(words: Wording, reason: str) -> Test | None:
    said, read = words.stretches(), words.stretches(with_inserted=True)
    holds: str | None = None
    for citation in cited(reason):
        parts = folded(citation)
        if stands(parts, said):
            holds = holds or citation
        elif stands(parts, read):
            return Test("falls", f"It cites “{citation}”, which stands there only with the inserted words.")
    return Test("holds", f"It cites “{holds}”, which was said.") if holds else None


def _by_words(words: Wording, reason: str) -> Test:
    found = rests(words)
    bound = [word for word in telling(reason) if stem(word) in found.on_brackets - found.free]
    if bound:
        quoted = ", ".join(f"“{word}”" for word in bound)
        return Test("falls", f"Where it speaks of {quoted}, what is meant was put in.")
    free = [word for word in telling(reason) if stem(word) in found.free]
    if free:
        quoted = ", ".join(f"“{word}”" for word in free[:4])
        return Test("holds", f"What it speaks of ({quoted}) was said without them.")
    return Test("doubt", "Its reason names none of the words; a reviewer must judge.")


def _sentences(pieces: tuple[Piece, ...]) -> list[list[list[str | Piece]]]:
    """Sentences of clauses of words, and of the inserted pieces that supply meaning, in order."""
    sentences: list[list[list[str | Piece]]] = [[[]]]

    def end_sentence() -> None:
        if any(sentences[-1]):
            sentences.append([[]])

    for piece in pieces:
        if piece.kind == "left out":
            end_sentence()
        elif piece.kind == "put in":
            if piece.type == _MEANING:
                sentences[-1][-1].append(piece)
        else:
            for number, sentence in enumerate(_SENTENCE_END.split(piece.text)):
                if number:
                    end_sentence()
                for place, clause in enumerate(_CLAUSE_END.split(sentence)):
                    if place and sentences[-1][-1]:
                        sentences[-1].append([])
                    sentences[-1][-1] += folded(clause)
    return [[clause for clause in sentence if clause] for sentence in sentences if any(sentence)]
