"""Other statements that may be on the subject of a quote: quotes, and words in any recording that nobody has marked."""

import pytest

from app import companions, other_statements, quoting, tiers
from app.passages import Passage, find_words
from app.words import words_of
from db.identity import new_id
from db.records import Media, Segment, Transcript, Word

JUNE = (
    ("HOST", "What do you say of the drones at the refinery?"),
    ("GUEST", "The drones that struck the refinery were ours."),
    ("GUEST", "Good evening to all who are watching."),
)
NOVEMBER = (
    ("MAN", "We spoke of the weather for a while."),
    ("MAN", "Again I say it: the refinery was struck by drones."),
    ("MAN", "The refinery is far away."),
)


class Recordings:
    """Recordings of one case, a segment a second."""

    def __init__(self, case):
        self.case = case

    def add(self, title, said, *, language="en", of=None):
        case = self.case
        segments = tuple(
            Segment(n * 1000, n * 1000 + 900, text, voice, tuple(Word(a, b) for a, b in words_of(text)))
            for n, (voice, text) in enumerate(said)
        )
        with case.step("test", "Test"):
            medium_id = of.media_id if of else case.media.add(Media(new_id(), title)).id
            kind = "translation" if of else "original"
            content = case.contents.keep_segments(segments)
            above = of.id if of else None
            return case.transcripts.add(
                Transcript(new_id(), medium_id, title, kind, language, content, None, "test", translation_of=above)
            )

    def passage(self, transcript, words):
        return Passage(transcript.id, *find_words(words, self.case.transcripts.segments(transcript.id)))

    def quote(self, transcript, words):
        with self.case.step("test", "Test"):
            return quoting.mark(self.case, self.passage(transcript, words))

    def passages(self, quote):
        found = other_statements.passages(self.case, self.case.quotes.get(quote.id))
        return [(one.place.transcript_id, one.place.ordinal, one.words) for one in found]


@pytest.fixture
def recordings(case):
    return Recordings(case)


def test_what_nobody_marked_is_found_in_another_recording(recordings):
    june, november = recordings.add("June", JUNE), recordings.add("November", NOVEMBER)
    quote = recordings.quote(june, JUNE[1][1])

    # Of its own recording the question is another voice's, and the greeting is of something else.
    assert recordings.passages(quote) == [(november.id, 1, ("struck", "drones", "refinery"))]


def test_what_is_marked_is_offered_as_the_quote_that_it_is(case, recordings):
    june, november = recordings.add("June", JUNE), recordings.add("November", NOVEMBER)
    quote = recordings.quote(june, JUNE[1][1])
    other = recordings.quote(november, "the refinery was struck by drones")

    assert recordings.passages(quote) == []
    assert other_statements.quotes(case, quote) == [
        other_statements.OtherQuote(other.id, ("drones", "refinery", "struck"))
    ]


def test_what_is_taken_is_offered_no_more(case, recordings):
    june = recordings.add("June", JUNE)
    november = recordings.add("November", NOVEMBER)
    quote = recordings.quote(june, JUNE[1][1])
    (found,) = other_statements.passages(case, quote)
    with case.step("test", "Test"):
        made = companions.add_passage(case, quote.id, "subject", found.passage, found.counterpart)

    assert companions.words_of(case, made, "original") == NOVEMBER[1][1]
    assert found.place.media_id == november.media_id
    assert recordings.passages(quote) == []


def test_both_languages_of_one_stretch_are_offered_once_and_together(case, recordings):
    arabic = [("أ", "قلنا ذلك سابقا"), ("أ", "والطائرات أصابت المصفاة الكبيرة")]
    english = [("A", "We said so before."), ("A", "And the aircraft struck the large refinery.")]
    original = recordings.add("Later", arabic, language="ar")
    translation = recordings.add("Later, in English", english, of=original)
    first = recordings.add("First", [("ب", "الطائرات أصابت المصفاة")], language="ar")
    said = recordings.add("First, in English", [("B", "Our aircraft struck that refinery.")], of=first)
    with case.step("test", "Test"):
        passage = recordings.passage(first, "الطائرات أصابت المصفاة")
        quote = quoting.mark(case, passage, tiers.counterpart(case, passage))
    assert next(quote.tokens.spans("translation")).transcript_id == said.id

    (found,) = other_statements.passages(case, quote)
    assert {found.place.transcript_id, found.counterpart.transcript_id} == {original.id, translation.id}
    assert found.place.ordinal == found.counterpart.start.ordinal == 1


def test_a_word_that_stands_in_many_places_says_nothing_of_a_subject(recordings):
    june = recordings.add("June", JUNE)
    many = [("MAN", f"The refinery was struck, they say, day {n} of them.") for n in range(30)]
    recordings.add("Every day", many)
    assert recordings.passages(recordings.quote(june, JUNE[1][1])) == []


def test_a_word_is_a_word_and_nothing_of_an_index_query(recordings):
    odd = [("GUEST", 'The NEAR "refinery*" OR drones^2 -struck NOT column:refinery')]
    one, other = recordings.add("One", odd), recordings.add("Other", odd)
    assert [found[:2] for found in recordings.passages(recordings.quote(one, odd[0][1]))] == [(other.id, 0)]
