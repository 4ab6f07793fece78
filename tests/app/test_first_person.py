"""Which words may say “we”; a person decides, so what may be another word says that it may."""

import pytest

from app.first_person import standing

SURE = "We us our ours OUR we’re let's nous nos نحن ونحن نَحْنُ لنا إنّنا فإننا علينا لدينا عندنا بيننا أنفسنا كنا אנחנו"
WEAK = "US عملياتنا استهدفنا قلنا سلاحنا بلدنا قيادتنا لقواتنا نستهدف سنضرب وسنقاتل نوافق نريد"
NONE = """
    war weapon weather west use U.S. أنا هنا وهنا أحيانا لبنان دنيا حرب النظام نظام النفط ونهايتها نتيجة نعم ناقلات
    القانون مواطنا ما נצח
"""


@pytest.mark.parametrize("word", SURE.split())
def test_some_words_can_be_nothing_else(word):
    assert standing(word) == "sure"


@pytest.mark.parametrize("word", WEAK.split())
def test_endings_and_prefixes_may_be_other_words(word):
    assert standing(word) == "weak"


@pytest.mark.parametrize("word", NONE.split())
def test_false_friends_are_not_offered(word):
    assert standing(word) is None


def test_persian_we_is_arabic_what():
    assert standing("ما", "fa-IR") == "sure"
    assert standing("ما", "ar") is None
    assert standing("نفت", "fa") is None
