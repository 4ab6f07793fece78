"""How well a record fits what is being typed into a field that searches as one types."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from db import folding

T = TypeVar("T")
_NO_FIT = 99


def matching(typed: str, items: Iterable[T], words_of: Callable[[T], Sequence[str]]) -> list[T]:
    """The items in which every typed word stands, those that fit best first, otherwise in the order given.

    `words_of` gives an item's texts, its title first: a title that begins so goes before one that holds it, and that
    before a match in the rest. Arabic and Latin spellings are folded as in the search.
    """
    wanted = folding.fold(typed).split()
    if not wanted:
        return list(items)
    ranked = [(_rank(wanted, words_of(item)), item) for item in items]
    fitting = [pair for pair in ranked if pair[0] < _NO_FIT]
    return [pair[1] for pair in sorted(fitting, key=lambda pair: pair[0])]


def _rank(wanted: Sequence[str], texts: Sequence[str]) -> int:
    folded = [folding.fold(text) for text in texts]
    if not all(any(word in text for text in folded) for word in wanted):
        return _NO_FIT
    title = folded[0] if folded else ""
    if title.startswith(" ".join(wanted)):
        return 0
    if all(any(part.startswith(word) for part in title.split()) for word in wanted):
        return 1
    return 2 if all(word in title for word in wanted) else 3
