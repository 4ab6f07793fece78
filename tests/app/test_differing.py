"""What a reader must see who compares texts."""

from hypothesis import given
from hypothesis import strategies as st

from app.differing import differences


def words(*texts: str) -> list[list[str]]:
    return [[text[start:end] for start, end in found] for text, found in zip(texts, differences(texts), strict=True)]


def test_a_word_more_is_marked_where_it_stands():
    assert words("the truce is over", "the truce is over now") == [[], ["now"]]


def test_words_that_were_put_in_brackets_are_marked_whole():
    assert words("In [the group] this period", "In this period") == [["[the group]"], []]


def test_neighbours_are_marked_as_one_stretch():
    assert words("Air Base (night)", "Air Base at the airport") == [["(night)"], ["at the airport"]]


def test_an_ellipsis_without_blanks_is_a_sign_of_its_own():
    assert words("is over...Now", "is over Now") == [["..."], []]


def test_arabic_words_are_compared_whole():
    assert words("انتهت الهدنة الآن", "انتهت الحرب الآن") == [["الهدنة"], ["الحرب"]]


def test_of_three_texts_each_shows_what_any_other_lacks():
    assert words("a strike", "a raid", "a strike") == [["strike"], ["raid"], ["strike"]]


@given(st.lists(st.text(alphabet="ab []. \n", max_size=20), min_size=1, max_size=4))
def test_the_stretches_are_in_order_within_the_text_and_only_where_texts_differ(texts):
    for text, found in zip(texts, differences(texts), strict=True):
        assert list(found) == sorted(found)
        assert all(0 <= start < end <= len(text) for start, end in found)
        if len(set(texts)) == 1:
            assert not found
