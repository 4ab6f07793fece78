"""Which way a text runs, where its sentences end, and how many words it has."""

import re
import unicodedata
from typing import Literal

from app.words import words_of

Direction = Literal["ltr", "rtl"]

RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "syr", "ug", "ur", "yi"})
SENTENCE_ENDS = ".?!؟۔…"
CLOSING = ".,;:!?%)]}’”»›…،؛؟۔٪"
"""What stands close to the word before it."""
OPENING = "([{“‘«‹¿¡-–—/"
"""What stands close to the word after it."""
STRAIGHT_QUOTES = "\"'"
"""Opening or closing: only the white space around them tells."""
_QUOTES = "\"'’”»›)]}"
_JOINERS = "\u200c\u200d"
_THREE_LETTERS = dict(
    pair.split()
    for pair in (
        *("ar ara", "ckb ckb", "de deu", "en eng", "es spa", "fa fas", "fr fra", "he heb", "it ita", "ku kur"),
        *("ps pus", "pt por", "ru rus", "so som", "tr tur", "uk ukr", "ur urd", "zh zho"),
    )
)
_BREAKS = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
# A full stop after one letter or a title ends no sentence: "the U.S. presence", "Mr. Ameri".
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Sen|Gov|St|No|Fig|cf|vs))\.\Z")
_END = re.compile(rf"[{re.escape(SENTENCE_ENDS)}](?=[{re.escape(_QUOTES)}]*(?:\s|\Z))")


def direction_of(text: str, language: str | None = None) -> Direction:
    """The way a text runs: as its first letter with a direction does; without one as its language does."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
            case _:
                pass
    return "rtl" if primary(language) in RTL_LANGUAGES else "ltr"


def primary(language: str | None) -> str:
    """The first part of a language tag, in lower case: `ar` of `ar-IQ`."""
    return re.split(r"[-_]", language.strip().lower())[0] if language else ""


def three_letters(language: str | None) -> str:
    """The language as ISO 639-2 names it, as files of video do: `ara` of `ar-IQ`; `und` if it isn't known."""
    code = primary(language)
    return _THREE_LETTERS.get(code) or (code if len(code) == 3 and code.isascii() and code.isalpha() else "und")


def flowing(text: str) -> str:
    """The text as one line without white space at its ends: line breaks of cues are no part of what was said."""
    return _BREAKS.sub(" ", text).strip(" ")


def count_words(text: str) -> int:
    """How many words, by the one measure that the whole program uses."""
    return len(words_of(text))


def is_of_word(letter: str) -> bool:
    """Whether a code point is part of a word: letters, digits, vowel signs and other marks, joiners."""
    return letter in _JOINERS or unicodedata.category(letter)[0] in "LNM" if letter else False


def ends_sentence(text: str) -> bool:
    """Whether the text ends with the end of a sentence, quotation marks after it aside."""
    return text.rstrip().rstrip(_QUOTES)[-1:] in tuple(SENTENCE_ENDS)


def sentence_end_in(text: str) -> str | None:
    """The mark that ends the first sentence to end within the text, or None if none does."""
    for match in _END.finditer(text):
        if match.group() != "." or not _ABBREVIATION.search(text[: match.end()]):
            return match.group()
    return None
