"""Folds text for searching, so that the Arabic spellings of one word meet, and finds folded words in unfolded text.

Marks (tashkeel, accents, niqqud) and format characters (bidi controls, joiners) are dropped, so is tatweel; the forms
of alef are one, so are alef maqsura, Persian yeh and yeh, teh marbuta and heh, the kafs; a hamza on its seat is a mark;
digits of any script are ASCII; the rest is case-folded compatibility decomposition. Every character folds by itself:
that makes folding idempotent and lets each folded character remember where it came from.
"""

import re
import unicodedata
from collections.abc import Iterable

_LETTERS = {
    "\u0671": "\u0627",  # alef wasla
    "\u0672": "\u0627",
    "\u0673": "\u0627",
    "\u0674": "",  # high hamza
    "\u0649": "\u064a",  # alef maqsura
    "\u06cc": "\u064a",  # Persian yeh
    "\u06d2": "\u064a",  # yeh barree
    "\u06a9": "\u0643",  # Persian kaf
    "\u06aa": "\u0643",
    "\u0629": "\u0647",  # teh marbuta
    "\u06c1": "\u0647",  # heh goal
    "\u06c3": "\u0647",
    "\u06be": "\u0647",
    "\u06d5": "\u0647",
    "\u0640": "",  # tatweel
}
_DROPPED = ("M", "Cf")


class _Folds(dict[int, str]):
    """Code point to its folded text, filled as letters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        return folded


def _fold_letter(letter: str) -> str:
    if "\ufe70" <= letter <= "\ufe7f":  # presentation forms of tashkeel decompose into a blank and a mark
        return ""
    before, folded = "", letter
    while folded != before:
        before = folded
        plain = unicodedata.normalize("NFKD", folded).casefold()
        folded = "".join(_fold_part(part) for part in unicodedata.normalize("NFKD", plain))
    return folded


def _fold_part(part: str) -> str:
    if part in _LETTERS:
        return _LETTERS[part]
    if unicodedata.category(part).startswith(_DROPPED):
        return ""
    value = unicodedata.decimal(part, None)
    return part if value is None else str(value)


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The text as the search index holds it; folding twice changes nothing."""
    return text.translate(_FOLDS)


def fold_word(word: str) -> str:
    """A word folded, without the punctuation around it."""
    folded = fold(word)
    first, last = 0, len(folded)
    while first < last and not folded[first].isalnum():
        first += 1
    while last > first and not folded[last - 1].isalnum():
        last -= 1
    return folded[first:last]


def fold_mapped(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the offset in `text` that it came from."""
    parts = [_FOLDS[ord(letter)] for letter in text]
    return "".join(parts), [offset for offset, part in enumerate(parts) for _ in part]


def is_anywhere(folded: str) -> bool:
    """True for a folded word that is looked up anywhere in a word: Arabic joins its article and conjunctions to it."""
    return len(folded) >= 3 and any("\u0600" <= letter <= "\u06ff" for letter in folded)


def find(query_words: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in the unfolded text: code point ranges, in order, none touching another.

    They are found as the search finds them: an Arabic word of three letters and more anywhere in a word, any other at
    the beginning of a word. A range takes in the marks that follow its last letter.
    """
    patterns = [pattern for word in query_words if (pattern := _pattern(fold(word)))]
    if not patterns:
        return []
    folded, origin = fold_mapped(text)
    hits: list[tuple[int, int]] = []
    for pattern in patterns:
        for match in pattern.finditer(folded):
            start, end = origin[match.start()], origin[match.end() - 1] + 1
            while end < len(text) and not _FOLDS[ord(text[end])]:
                end += 1
            hits.append((start, end))
    return _merged(hits)


def _pattern(word: str) -> re.Pattern[str] | None:
    if not any(letter.isalnum() for letter in word):
        return None
    if is_anywhere(word):
        return re.compile(re.escape(word))
    runs = re.findall(r"[^\W_]+", word)  # as FTS5 cuts "A-1234": what is no letter or digit only separates
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(re.escape(run) for run in runs))


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
