"""Marking, adding, bracketing, stressing: the text always follows from the transcript."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import collecting, law, linking, people, quoting
from app.passages import Passage, between_times, cut, find_words, position_at, text_between, words_between
from app.problems import Refused
from app.words import words_of
from db.records import Segment, Transcript, Word
from db.tokens import Bracket, Position, Sic, Span

ORIGINAL = ("انتهت الهدنة. الآن هي حرب.", "باستثناء السفارة 😀 وقاعدة بلد،", "هو هدف للفصائل.")
TRANSLATION = ("The truce is over. Now it's war.", "Except for the embassy 😀 and Balad base,", "it is a target.")


def segments_of(texts):
    made = []
    for number, text in enumerate(texts):
        start = number * 5000
        words = tuple(Word(a, b, start + i * 400, start + i * 400 + 300) for i, (a, b) in enumerate(words_of(text)))
        made.append(Segment(start, start + 4500, text, "GUEST", words))
    return tuple(made)


@pytest.fixture
def tiers(case):
    def add(case, kind, texts, of=None):
        return case.transcripts.add(
            Transcript(
                kind,
                medium.id,
                kind,
                kind,
                "ar",
                case.contents.keep_segments(segments_of(texts)),
                None,
                "test",
                translation_of=of,
            )
        )

    with case.step("test", "Test"):
        medium = collecting.add_published(case, "Interview")
        original = add(case, "original", ORIGINAL)
        return original, add(case, "translation", TRANSLATION, original.id)


def passage(words, transcript="translation", texts=TRANSLATION):
    return Passage(transcript, *find_words(words, segments_of(texts)))


def texts_of(quote, tier="translation"):
    return [
        token.text if isinstance(token, Span | Bracket) else type(token).__name__ for token in quote.tokens.of(tier)
    ]


def test_a_mark_keeps_the_words_their_times_and_what_stands_around(do, tiers):
    quote = do(quoting.mark, passage("truce is over. Now"))

    (span,) = quote.tokens.translation
    assert (span.text, span.prefix, span.suffix) == ("truce is over. Now", "The ", " it's war.")
    assert (span.start_ms, span.end_ms, span.estimated) == (400, 1900, False)


def test_a_mark_in_both_tiers_is_one_quote(do, tiers):
    quote = do(quoting.mark, passage("The truce is over."), passage("انتهت الهدنة.", "original", ORIGINAL))

    assert texts_of(quote) == ["The truce is over."]
    assert texts_of(quote, "original") == ["انتهت الهدنة."]
    with pytest.raises(Refused):
        do(quoting.mark, passage("truce"), passage("war."))


def test_parts_stand_in_the_order_of_speech_and_grow_together(do, tiers):
    quote = do(quoting.mark, passage("it is a target."))
    quote = do(quoting.add_part, quote.id, passage("The truce"))
    assert texts_of(quote) == ["The truce", "it is a target."]

    quote = do(quoting.add_part, quote.id, passage("is over."))
    assert texts_of(quote) == ["The truce is over.", "it is a target."]

    quote = do(quoting.add_part, quote.id, passage("over. Now it's war."))
    assert texts_of(quote) == ["The truce is over. Now it's war.", "it is a target."]
    with pytest.raises(Refused):
        do(quoting.add_part, quote.id, passage("truce"))


def test_a_bracket_parts_a_span_and_taking_it_out_heals_it(do, tiers):
    quote = do(quoting.mark, passage("Except for the embassy 😀 and Balad base,"))
    index, first, _ = quoting.find_in_quote(quote.tokens.translation, "and Balad")

    quote = do(quoting.bracket, quote.id, "translation", index, first, "[in Baghdad]", "clarifies")
    assert texts_of(quote) == ["Except for the embassy 😀", "in Baghdad", "and Balad base,"]
    assert quote.tokens.translation[1] == Bracket("in Baghdad", "clarifies", "Reviewer")

    quote = do(quoting.remove_part, quote.id, "translation", 1)
    assert texts_of(quote) == ["Except for the embassy 😀 and Balad base,"]


def test_a_bracket_may_stand_for_words(do, tiers):
    quote = do(quoting.mark, passage("it is a target."))
    index, first, last = quoting.find_in_quote(quote.tokens.translation, "it")

    quote = do(quoting.bracket, quote.id, "translation", index, first, "Any base", "supplies_meaning", last - first)

    assert texts_of(quote) == ["Any base", "is a target."]
    assert quote.tokens.translation[0].replaces


def test_a_part_that_is_added_later_goes_behind_the_bracket_of_the_one_before(do, tiers):
    quote = do(quoting.mark, passage("The truce"))
    quote = do(quoting.bracket, quote.id, "translation", 0, len("The truce"), "of June", "clarifies")
    quote = do(quoting.add_part, quote.id, passage("it is a target."))

    assert texts_of(quote) == ["The truce", "of June", "it is a target."]


def test_emphasis_is_on_the_words_chosen_and_can_be_taken_away(do, tiers):
    quote = do(quoting.mark, passage("The truce is over."))
    quote = do(quoting.emphasise, quote.id, "translation", 0, 4, 9)
    assert [(s.text, s.emphasis) for s in quote.tokens.translation] == [
        ("The", None),
        ("truce", "added"),
        ("is over.", None),
    ]

    quote = do(quoting.emphasise, quote.id, "translation", 1, 0, 5, None)
    assert texts_of(quote) == ["The truce is over."]


def test_sic_follows_the_word(do, tiers):
    quote = do(quoting.mark, passage("Now it's war."))
    quote = do(quoting.sic, quote.id, "translation", 0, len("Now it's"))
    assert texts_of(quote) == ["Now it's", "Sic", "war."]
    assert quote.tokens.translation[1] == Sic()
    with pytest.raises(Refused):
        do(quoting.sic, quote.id, "translation", 0, 0)


def test_the_last_words_cannot_be_taken_out(do, tiers):
    quote = do(quoting.mark, passage("war."))
    with pytest.raises(Refused):
        do(quoting.remove_part, quote.id, "translation", 0)


def test_words_of_another_recording_are_refused(case, do, tiers):
    with case.step("test", "Test"):
        other = collecting.add_published(case, "Other")
        content = case.contents.keep_segments(segments_of(TRANSLATION))
        case.transcripts.add(Transcript("elsewhere", other.id, "t", "translation", "en", content, None, "test"))
    quote = do(quoting.mark, passage("war."))

    with pytest.raises(Refused):
        do(quoting.add_part, quote.id, passage("truce", "elsewhere"))


def test_unknown_codes_are_refused_with_the_list(do, tiers):
    quote = do(quoting.mark, passage("war."))
    with pytest.raises(Refused, match="representative"):
        do(quoting.describe, quote.id, capacity="emperor")
    assert do(quoting.describe, quote.id, capacity="both", marking="TLP:RED").capacity == "both"


def test_deleting_takes_the_links_along_and_undo_brings_both_back(case, do, tiers):
    quote = do(quoting.mark, passage("war."))
    do(linking.to_element, quote.id, "us_fre_801d2", "A.2", "supports", weight=3)

    do(quoting.delete, quote.id)
    assert case.links.all() == []
    case.undo()

    assert case.quotes.get(quote.id) == quote
    assert case.links.all()[0].weight == 3


def test_a_person_who_speaks_cannot_be_removed(do, tiers):
    person = do(people.add_person, "Qais al-Khazali")
    do(quoting.mark, passage("war."), speaker_id=person.id)
    with pytest.raises(Refused):
        do(people.remove_person, person.id)


def test_every_framework_that_ships_can_be_chosen(case, do):
    for offer in law.offers():
        framework = do(law.choose, offer.id)
        assert len(case.frameworks.elements(framework.id)) >= 4
    assert sum(len(case.frameworks.elements(f.id)) for f in case.frameworks.all()) == 264
    assert len(law.offers()) == 18


letters = st.text(
    alphabet=st.sampled_from(list("ab.,'A1-\n\r\u0301 \u200f\u0627\u0644\u0651\u202e😀\ufeff")), min_size=1, max_size=20
)


@given(texts=st.lists(letters, min_size=1, max_size=4), data=st.data())
def test_a_cut_passage_is_exactly_the_text_between_its_places(texts, data):
    segments = segments_of(texts)
    places = [Position(n, at) for n, text in enumerate(texts) for at in range(len(text) + 1)]
    start = data.draw(st.sampled_from(places))
    end = data.draw(st.sampled_from([place for place in places if place >= start]))
    try:
        span = cut(Passage("t", start, end), segments)
    except Refused:
        assert not text_between(start, end, segments).strip()
        return

    assert span.text == text_between(start, end, segments).strip()
    assert start <= span.start < span.end <= end
    assert (segments[span.start.ordinal].text[: span.start.offset]).endswith(span.prefix)
    for offset in range(len(span.text)):
        place = position_at(span, offset, segments)
        letter = segments[place.ordinal].text[place.offset : place.offset + 1]
        assert letter == span.text[offset] or (letter == "" and span.text[offset] == "\n")


def test_words_between_two_times_are_those_that_are_mostly_said_then():
    segments = segments_of(TRANSLATION)
    start, end = between_times(390, 1300, segments)
    assert text_between(start, end, segments) == "truce is"
    assert [w.start_ms for w in words_between(start, end, segments)] == [400, 800]
    with pytest.raises(Refused):
        between_times(4600, 4700, segments)


def test_words_are_found_across_segments_and_the_nth_time():
    segments = segments_of(("one two", "three two", "three"))
    assert find_words("two three", segments) == (Position(0, 4), Position(1, 5))
    assert find_words("two  three", segments, 2) == (Position(1, 6), Position(2, 5))
    with pytest.raises(Refused):
        find_words("two three", segments, 3)
    with pytest.raises(Refused):
        find_words(" ", segments)
