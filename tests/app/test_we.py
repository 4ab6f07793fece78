"""The “we” ledger: found by rule, tagged by a person."""

import pytest

from app import collecting, quoting, we
from app.passages import Passage, find_words
from app.problems import Refused
from app.words import words_of
from db.records import Segment, Transcript, Word

TEXT = "We struck it, and our men. The US knows us."


@pytest.fixture
def quote(case):
    def made(text, language="en"):
        words = tuple(Word(a, b, i * 400, i * 400 + 300) for i, (a, b) in enumerate(words_of(text)))
        segments = (Segment(0, 9000, text, "GUEST", words),)
        kept = case.contents.keep_segments(segments)
        medium = collecting.add_published(case, "Interview")
        case.transcripts.add(Transcript("t", medium.id, "t", "original", language, kept, None, "test"))
        return quoting.mark(case, Passage("t", *find_words(text, segments)))

    with case.step("test", "Test"):
        yield made


def test_english_first_person_plurals_are_found_in_order(case, quote):
    found = we.of(case, quote(TEXT).id)

    assert [(one.number, one.text, one.is_weak) for one in found] == [
        (1, "We", False),
        (2, "our", False),
        (3, "US", True),
        (4, "us", False),
    ]
    assert (found[0].start_ms, found[0].end_ms) == (0, 300)


def test_a_tag_is_kept_changed_and_taken_away(case, quote):
    id = quote(TEXT).id

    made = we.tag(case, id, 2, "own organisation", " he  speaks for it ")
    again = we.tag(case, id, 2, "unclear")

    assert (made.text, made.basis) == ("our", "he speaks for it")
    assert again.id == made.id
    assert [one.tagged and one.tagged.referent for one in we.of(case, id)] == [None, "unclear", None, None]
    we.untag(case, id, 2)
    assert case.argument.we_references.of(id) == []


def test_what_cannot_be_tagged_is_refused(case, quote):
    id = quote(TEXT).id

    with pytest.raises(Refused, match="number 5"):
        we.tag(case, id, 5, "self")
    with pytest.raises(Refused, match="no pronoun referent"):
        we.tag(case, id, 1, "everybody")
    with pytest.raises(Refused, match="Nobody"):
        we.untag(case, id, 1)


def test_a_tag_on_words_that_were_left_out_strays(case, quote):
    made = quote(TEXT)
    we.tag(case, made.id, 1, "self")

    quoting.leave_out(case, made.id, "original", [(0, 0, 2)])

    assert [one.text for one in we.of(case, made.id)] == ["our", "US", "us"]
    assert [one.text for one in we.strays(case, made.id)] == ["We"]


def test_a_quote_is_deleted_with_its_tags(case, quote):
    made = quote(TEXT)
    we.tag(case, made.id, 1, "self")

    quoting.delete(case, made.id)

    assert case.argument.we_references.all() == []
    assert case.quotes.all() == []
