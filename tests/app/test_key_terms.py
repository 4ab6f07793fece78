"""Key terms: noted once, taken over elsewhere, and only of words that the quote holds."""

import pytest

from app import collecting, key_terms, quoting, restoring
from app.passages import Passage, find_words
from app.problems import Refused
from db.errors import NoSuchRecord
from db.records import Segment, Transcript

ARABIC = "انتهت الهدنة مع فصائل المقاومة، والمُقاوَمة جاهزة."
OTHER = "قال إن المقاومه لا تقبل الهدنة."


def spoken(case, id, text):
    """A quote of everything that is said in a recording of its own."""
    medium = collecting.add_published(case, id)
    segments = (Segment(0, 9000, text, "GUEST"),)
    content = case.contents.keep_segments(segments)
    case.transcripts.add(Transcript(id, medium.id, id, "original", "ar", content, None, "test"))
    return quoting.mark(case, Passage(id, *find_words(text, segments)))


@pytest.fixture
def quotes(case, do):
    return [do(spoken, id, text) for id, text in (("first", ARABIC), ("second", OTHER))]


def test_a_term_is_noted_changed_and_taken_away(case, do, quotes):
    made = do(key_terms.add, quotes[0].id, " المقاومة ", transliteration="al-muqāwama", meaning=" ")
    assert (made.text, made.transliteration, made.meaning) == ("المقاومة", "al-muqāwama", None)
    assert do(key_terms.change, made.id, meaning="the resistance", note="").meaning == "the resistance"
    assert do(key_terms.change, made.id, text="فصائل المقاومة").text == "فصائل المقاومة"
    do(key_terms.remove, made.id)
    assert case.argument.key_terms.all() == []
    case.undo()
    assert [one.text for one in case.argument.key_terms.of(quotes[0].id)] == ["فصائل المقاومة"]


def test_what_another_quote_says_of_the_word_is_taken_over_however_it_is_spelled(do, quotes):
    do(key_terms.add, quotes[0].id, "المقاومة", transliteration="al-muqawama", meaning="the resistance")
    again = do(key_terms.add, quotes[1].id, "المقاومه", transliteration="al-muqāwama")
    assert (again.transliteration, again.meaning) == ("al-muqāwama", "the resistance")


def test_words_that_are_selected_are_taken_as_they_stand(case, do, quotes):
    span = quotes[0].tokens.original[0]
    passage = Passage(span.transcript_id, *find_words("الهدنة", case.transcripts.segments(span.transcript_id)))
    assert do(key_terms.add_passage, quotes[0].id, passage).text == "الهدنة"


@pytest.mark.parametrize("text", ["", "  ", "...", "السلام", "الهدنة فصائل", "مقاوم", "ا" * 121])
def test_only_words_of_the_quote_are_its_terms(case, do, quotes, text):
    with pytest.raises(Refused):
        do(key_terms.add, quotes[0].id, text)
    term = do(key_terms.add, quotes[0].id, "الهدنة")
    with pytest.raises(Refused):
        do(key_terms.change, term.id, text=text)
    assert case.argument.key_terms.all() == [term]


def test_a_term_is_noted_once(do, quotes):
    do(key_terms.add, quotes[0].id, "المقاومة")
    with pytest.raises(Refused, match="already"):
        do(key_terms.add, quotes[0].id, "المُقاوَمة")
    with pytest.raises(NoSuchRecord):
        do(key_terms.add, "nobody", "المقاومة")


def test_a_quote_takes_its_terms_along_and_one_that_was_cut_says_so(case, do, quotes):
    term = do(key_terms.add, quotes[0].id, "الهدنة", meaning="the truce")
    assert key_terms.stands(quotes[0], term)
    assert not key_terms.stands(quotes[0], key_terms.KeyTerm("x", quotes[0].id, "السلام"))
    act = list(case.ledger.acts())[-1].id
    do(key_terms.change, term.id, meaning="the peace")
    act = list(case.ledger.acts())[-1].id
    do(restoring.restore, act, "key_term", term.id, "meaning")
    assert case.argument.key_terms.get(term.id).meaning == "the truce"
    do(quoting.delete, quotes[0].id)
    assert case.argument.key_terms.all() == []
    case.undo()
    assert case.argument.key_terms.get(term.id).meaning == "the truce"
