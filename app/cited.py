"""Words that can be compared, and those that a remark cites between quotation marks."""

import re

from app.words import words_of
from db.folding import fold_word

_CITED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“]+)“")
_EMPTY = frozenset(
    """a an and any are as at be been being both but by can could did do does done down for from had has have he her his
    how i if in into is it its itself like made make makes making many may me might more most much must my need needs no
    none nor not now of off on one only open or other our out over own say saying says see shall she should so some such
    than that the their them then there these they this those through to too under until up upon us very was we were
    what when where whether which while who whom whose why will with without would you your""".split()  # noqa: SIM905
)
"""Words that say nothing by themselves of what a remark is about."""


def folded(text: str) -> list[str]:
    """The words of a text, folded as the search folds them."""
    words = (fold_word(text[start:end]) for start, end in words_of(text))
    return [word for word in words if word]


def telling(text: str) -> list[str]:
    """The folded words of a text that say what it is about, each once."""
    return list(dict.fromkeys(word for word in folded(text) if word not in _EMPTY and len(word) > 1))


def cited(text: str) -> list[str]:
    """What stands between quotation marks, cut at its ellipses."""
    inner = (next(group for group in found.groups() if group is not None) for found in _CITED.finditer(text))
    parts = (part.strip() for one in inner for part in re.split(r"\.\s*\.\s*\.|…", one))
    return [part for part in parts if folded(part)]
