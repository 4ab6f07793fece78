"""Folding for search, and finding folded words in text as it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.folding import find, fold, fold_mapped, fold_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الهُدْنَةُ", "الهدنة"),
        ("الهـــدنة", "الهدنة"),
        ("أحمد", "احمد"),
        ("إلى", "الي"),
        ("آخر", "اخر"),
        ("ٱلله", "الله"),
        ("مستشفى", "مستشفي"),
        ("الهدنه", "الهدنة"),
        ("بغداد کبیر", "بغداد كبير"),
        ("مسؤول", "مسوول"),
        ("ﻻ", "لا"),
        ("أ", "ا\u0654"),
        ("١٢/٥/٢٠٢٣", "12/5/2023"),
        ("۱۲", "12"),
        ("\u202bنعم\u202c", "نعم"),
        ("می\u200cخواهم", "میخواهم"),
        ("José", "JOSE"),
        ("Straße", "STRASSE"),
        ("ﬁre", "fire"),
        ("İstanbul", "istanbul"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("قلب", "كلب"), ("سماء", "سما"), ("cat", "cut"), ("A-1234", "A 1234")])
def test_different_words_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_folding_does_not_look_at_neighbours(one, other):
    assert fold(one + other) == fold(one) + fold(other)


@given(st.text())
def test_each_folded_letter_knows_where_it_came_from(text):
    folded, origin = fold_mapped(text)

    assert folded == fold(text)
    assert len(origin) == len(folded)
    assert origin == sorted(origin)
    assert all(letter in fold(text[place]) for letter, place in zip(folded, origin, strict=True))


def test_a_word_is_folded_without_the_punctuation_around_it():
    assert fold_word("«الهُدْنَة؟»") == "الهدنه"
    assert fold_word("(A-1234),") == "a-1234"
    assert fold_word("...") == ""


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        (["هدنة"], "انتهت الهُدْنَةُ. الآن", ["هُدْنَةُ"]),
        (["الهدنه"], "والهدنةِ 😀 الهدنة", ["الهدنةِ", "الهدنة"]),
        (["jose"], "😀 José, JOSE\u0301!", ["José", "JOSE\u0301"]),
        (["dro"], "A drone; the undrowned", ["dro"]),
        (["a-1234"], "by A–1234 or a 1234, not AA-1234", ["A–1234", "a 1234"]),
        (["12"], "١٢ مايو 112", ["١٢"]),
        (["في"], "في الفترة وفي", ["في"]),
        (["strasse"], "Die Straße", ["Straße"]),
        (["fi"], "ﬁre", ["ﬁ"]),
        (["truce", "end"], "Truce ended", ["Truce", "end"]),
        (["the", "then"], "then", ["then"]),
        (["", "?", "-"], "anything?", []),
        ([], "anything", []),
    ],
)
def test_folded_words_are_found_in_the_text_as_it_stands(query, text, found):
    assert [text[start:end] for start, end in find(query, text)] == found


@given(st.lists(st.text(min_size=1, max_size=6), max_size=3), st.text(max_size=60))
def test_ranges_are_in_order_and_apart(query, text):
    ranges = find(query, text)

    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(before[1] < after[0] for before, after in pairwise(ranges))


@given(st.text(st.sampled_from("abcàéالهدنةىأ\u064e\u0640😀 .-1٢"), max_size=40))
def test_every_word_of_a_text_is_found_in_it(text):
    for word in fold(text).split():
        if any(letter.isalnum() for letter in word):
            assert find([word], text)
