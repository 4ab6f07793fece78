"""Which words say “we”: those that can be nothing else, and those that may as well be another word.

Arabic hides most of them in endings (-nā) and prefixes (n-), which other words have too: such a word is weak. Nothing
here says whom one means, nor that a weak one is one: a person does.
"""

from typing import Literal

from app.script import direction_of, primary
from db.folding import fold_word

Standing = Literal["sure", "weak"]


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold_word(word) for word in words.split())


_LATIN = _folded("we us our ours ourselves we're we've we'll we'd let's nous nos notre notres")
_ARABIC = _folded(
    """
    نحن إننا أننا لأننا بأننا لكننا كأننا ليتنا لعلنا لنا بنا منا فينا معنا عنا إلينا علينا لدينا عندنا
    بيننا كلنا جميعنا أنفسنا وحدنا إيانا حولنا أمامنا ضدنا مثلنا غيرنا كنا لسنا
    """
)
"""Pronouns, and prepositions and particles that carry one."""
_HEBREW = _folded("אנחנו אנו שלנו לנו אותנו איתנו אצלנו")
_PERSIAN = _folded("ما ماها مان")
"""Only where the language is said to be Persian: the first is Arabic for “what”."""
_PERSIAN_LANGUAGES = ("fa", "prs", "per", "fas")
_NO_ENDING = _folded(
    """
    أنا هنا هاهنا ههنا أحيانا دنا سنا مينا سينا لبنا زنا جنى أدنى فيينا مجانا عيانا علنا وطنا زمنا ثمنا
    مواطنا أمنا حسنا ممكنا عدوانا بيانا إيمانا قرآنا إنسانا مكانا ميدانا سلطانا ضمانا برلمانا حنا
    """
)
"""Words that end in -nā of themselves, as “here” and “I” do, and the commonest accusatives."""
_NO_VERB = _folded(
    """
    نفط نفس نوع نظام نحو ناس نار نهار نهاية نصر نظر نتيجة نشاط نقطة نفوذ نداء نزاع نسبة نصف نهج نية نعم
    نساء نائب نجاح نجف ندم نسخة نشر نص نطاق نظرية نقاش نقد نقص نقل نمو نوايا نووي نووية نور نهر نبي نصرة
    نزول نفي نضال نكبة نينوى ناطق نقابة نخبة نماذج نموذج نصيحة نهائي نهائية نواب
    """
)
"""Nouns that begin with n-."""
_NOUN_STEMS = tuple(_folded("نهاي نتيج نظام نظري نشاط نفوذ نقط نسبت نصيح نووي نوايا نواح نواب"))
"""How longer nouns that begin with n- begin, whatever is joined to them."""
_NOUN_ENDINGS = tuple(fold_word(word) for word in ("ات", "ية"))
_AND = ("و", "ف")
_WILL, _THE, _OUR, _WE = "س", "ال", "نا", "ن"
_SHORTEST = 4
"""Letters that an Arabic word has at least, for an ending or a prefix of it to be taken for a pronoun."""


def standing(word: str, language: str | None = None) -> Standing | None:
    """How surely a word says “we”; None where nobody could take it for one. `language` is a BCP 47 tag, if known."""
    if direction_of(word) == "rtl":
        folded = fold_word(word)
        if primary(language) in _PERSIAN_LANGUAGES:
            return "sure" if folded in _PERSIAN else None
        return "sure" if folded in _HEBREW else _in_arabic(folded)
    if word.isupper() and fold_word(word) == "us":
        return "weak"  # In capitals it is mostly a country.
    return "sure" if fold_word(word.replace("’", "'").replace("\u02bc", "'")) in _LATIN else None


def _in_arabic(word: str) -> Standing | None:
    bare = word[1:] if word[:1] in _AND and len(word) > 3 else word
    if {word, bare} & _ARABIC:
        return "sure"
    if {word, bare} & (_NO_ENDING | _NO_VERB):
        return None
    if bare.endswith(_OUR) and len(bare) >= _SHORTEST and not bare.startswith(_THE):
        return "weak"
    verb = bare[1:] if bare.startswith(_WILL + _WE) else bare
    is_verb = verb.startswith(_WE) and len(verb) >= _SHORTEST and verb not in _NO_VERB and not _is_noun(verb)
    return "weak" if is_verb else None


def _is_noun(word: str) -> bool:
    """A noun that is known, or one with an ending that no verb of the present has."""
    return word.startswith(_NOUN_STEMS) or (word.endswith(_NOUN_ENDINGS) and len(word) > _SHORTEST)
