"""The words of a title as far as they tell one thing from another, whatever the spelling or the script.

A name from Arabic is written in many ways: al-Asad, el Assad, Al Asad, الأسد. Of each word is kept what nearly all of
them share: its consonants, each sound by one letter, without the article. So different words may meet too; who uses
this asks for several words, or for a date beside them.
"""

import re
import unicodedata
from functools import lru_cache

from db.folding import fold

_ARTICLES = frozenset(
    (
        *("al", "el", "il", "ul", "as", "es", "ash", "esh", "ar", "er", "an", "en", "ad", "ed", "az", "ez", "at", "et"),
        *("the", "of", "on", "in", "a", "and", "to", "by", "from", "with", "near", "for", "against"),
        *("في", "علي", "من", "الي", "ال", "و"),
    )
)
"""Articles before any letter, and words that tell nothing apart."""
_ARABIC = str.maketrans(
    {
        **dict.fromkeys("اعوي", "a"),
        **dict.fromkeys("ءؤئ", ""),
        **dict.fromkeys("تطث", "t"),
        **dict.fromkeys("دذض", "d"),
        **dict.fromkeys("سشص", "s"),
        **dict.fromkeys("زظژ", "z"),
        **dict.fromkeys("كقخ", "k"),
        **dict.fromkeys("غگ", "g"),
        **dict.fromkeys("حه", "h"),
        **dict(zip("بپجچرفلمن", "bpjjrflmn", strict=True)),
    }
)
_SOUNDS = (("kh", "k"), ("gh", "g"), ("sh", "s"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("ch", "j"))
_LETTERS = str.maketrans({"q": "k", "c": "k", "v": "f", "x": "ks", **dict.fromkeys("eiouwy", "a")})
_WITHIN = re.compile(r"['’‘`´ʾʿʼʻ\u02be\u02bf]")
_RUN = re.compile(r"[^\W_]+")
_DOUBLE = re.compile(r"(.)\1+")
_ARABIC_ARTICLE = re.compile(r"[وفبكل]?ال(?=.{2})")


def keys(text: str) -> frozenset[str]:
    """The words of a text, each as the key that its other spellings have too."""
    words = _RUN.findall(_WITHIN.sub("", fold(text)))
    return frozenset(key for word in words if word not in _ARTICLES and (key := _key(word)))


@lru_cache(20_000)
def _key(word: str) -> str:
    if any(letter.isdigit() for letter in word):
        return word
    name = unicodedata.name(word[0], "")
    if name.startswith("ARABIC"):
        word = _ARABIC_ARTICLE.sub("", word, count=1) if len(word) > 4 else word
        word = word[:-1] if len(word) > 3 and word.endswith("ه") else word
        return _skeleton(word.translate(_ARABIC))
    if not name.startswith("LATIN"):
        return word
    word = _DOUBLE.sub(r"\1", word)
    if len(word) > 5 and word.startswith(("al", "el")):
        word = word[2:]
    if len(word) > 4:
        word = word.removesuffix("s").removesuffix("h")
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return _skeleton(word.translate(_LETTERS))


def _skeleton(word: str) -> str:
    """The consonants, and a vowel where the word begins with one."""
    return _DOUBLE.sub(r"\1", word[:1] + word[1:].replace("a", ""))
