"""Which words of a few texts are not in all of them: what a reader must see who compares."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from app.words import words_of

Range = tuple[int, int]
"""Code points, end exclusive."""
_LONGEST = 4000
"""Tokens that are compared; beyond that, comparing would take longer than reading."""


def differences(texts: Sequence[str]) -> tuple[tuple[Range, ...], ...]:
    """For each text the stretches that another one does not have at that place."""
    tokens = [_tokens(text) for text in texts]
    found: list[tuple[Range, ...]] = []
    for number, (text, own) in enumerate(zip(texts, tokens, strict=True)):
        alone: set[int] = set()
        for other, theirs in zip(texts, tokens, strict=True):
            if other != text:
                alone |= _missing(text, own, other, theirs)
        found.append(_joined(tokens[number], alone))
    return tuple(found)


def _tokens(text: str) -> list[Range]:
    """The words, and each run of other signs between them."""
    found: list[Range] = []
    at = 0
    for start, end in words_of(text):
        found += _signs(text, at, start)
        found.append((start, end))
        at = end
    return [*found, *_signs(text, at, len(text))]


def _signs(text: str, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    for at in range(start, end):
        if text[at].isspace():
            continue
        if found and found[-1][1] == at and text[found[-1][0]] == text[at]:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _missing(text: str, own: list[Range], other: str, theirs: list[Range]) -> set[int]:
    """The numbers of the own tokens that the other text does not have there."""
    if len(own) > _LONGEST or len(theirs) > _LONGEST:
        return set(range(len(own)))
    first = [text[start:end] for start, end in own]
    second = [other[start:end] for start, end in theirs]
    same: set[int] = set()
    for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        same.update(range(block.a, block.a + block.size))
    return set(range(len(own))) - same


def _joined(tokens: list[Range], alone: set[int]) -> tuple[Range, ...]:
    found: list[Range] = []
    before = -2
    for number in sorted(alone):
        start, end = tokens[number]
        if number == before + 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        before = number
    return tuple(found)
