"""A published quotation upon its printed text and upon what was said."""

from app import rendition
from app.published import Printed, segment_of, text_of, tokens_in_print, tokens_said, words_piece
from app.words import words_of
from db.records import Segment, Word
from db.tokens import Bracket, Ellipsis, Span

DOTS = Printed("ellipsis", "...")


def bracket(text):
    return Printed("bracket", text, type="clarifies")


def said(*texts):
    return [Segment(0, 1, text, words=tuple(Word(a, b) for a, b in words_of(text))) for text in texts]


def read(tokens, segments):
    return rendition.render(tokens, "house", {"t": segments}).text


def in_print(*pieces):
    segments = [segment_of(pieces, None)]
    tokens = tokens_in_print(pieces, "t", 0, segments, "W")
    assert read(tokens, segments) == text_of(pieces)
    return tokens


def test_the_printed_text_reads_as_it_is_printed():
    pieces = (
        bracket("The drone"),
        words_piece(" exists"),
        DOTS,
        bracket("Drones"),
        words_piece(" hit it "),
        bracket("x"),
    )
    tokens = in_print(*pieces, words_piece(", and went."))

    assert [type(token) for token in tokens] == [Bracket, Span, Ellipsis, Bracket, Span, Bracket, Span]
    assert [token.leads for token in tokens if isinstance(token, Bracket)] == [False, True, False]
    assert tokens[-1].text == ", and went."


def test_italics_are_emphasis_of_the_original_and_their_asterisks_are_gone():
    tokens = in_print(words_piece("by the *fasail* "), bracket("armed groups"), words_piece(" of the *muqawama*."))

    assert [token.text for token in tokens if isinstance(token, Span) and token.emphasis == "original"] == [
        *("fasail", "muqawama"),
    ]


def test_an_ellipsis_that_hides_words_of_the_transcript_is_resolved():
    segments = said("We are ready.", "Who sent you?", "The minister sent him.")

    found = tokens_said((words_piece("We are ready"), DOTS, words_piece("The minister sent him.")), "t", segments, "W")

    assert found.whole
    assert [type(token) for token in found.tokens] == [Span, Span]
    assert read(found.tokens, segments) == "We are ready...The minister sent him."


def test_an_ellipsis_that_hides_nothing_there_stays_the_publication_s():
    segments = said("The truce is over. Now it's war.")

    found = tokens_said((words_piece("The truce is over"), DOTS, words_piece("now it’s war.")), "t", segments, "W")

    assert [type(token) for token in found.tokens] == [Span, Ellipsis, Span]
    assert found.tokens[1] == Ellipsis("W")
    assert read(found.tokens, segments) == "The truce is over...Now it's war."


def test_a_bracket_in_the_place_of_a_spoken_word_replaces_it():
    segments = said("We told him we agree.")

    found = tokens_said((words_piece("We told "), bracket("Ameri"), words_piece(" we agree")), "t", segments, "W")

    assert found.tokens[1] == Bracket("Ameri", "clarifies", "W", replaces=True)
    assert read(found.tokens, segments) == "We told [Ameri] we agree"


def test_a_bracket_that_adds_words_replaces_nothing():
    segments = said("The minister sent Ameri.")

    found = tokens_said(
        (words_piece("The minister sent "), bracket("his rival"), words_piece(" Ameri.")), "t", segments, "W"
    )

    assert found.tokens[1] == Bracket("his rival", "clarifies", "W")
    assert read(found.tokens, segments) == "The minister sent [his rival] Ameri."


def test_a_bracket_whose_words_were_said_is_no_bracket_and_that_is_told():
    segments = said("The circumstances are complicated, and so on.")
    pieces = (words_piece("The circumstances "), bracket("are complicated"), words_piece(", and so on."))

    found = tokens_said(pieces, "t", segments, "W")

    assert [type(token) for token in found.tokens] == [Span]
    assert found.tokens[0].text == "The circumstances are complicated, and so on."
    assert any("[are complicated]" in line for line in found.differences)


def test_other_words_of_the_transcript_are_quoted_and_told():
    segments = said("The prime minister should form a committee.")

    found = tokens_said((words_piece("The PM should form a committee."),), "t", segments, "W")

    assert found.whole
    assert found.tokens[0].text == "The prime minister should form a committee."
    assert found.differences == ("Printed “PM”: the transcript has “prime minister”.",)


def test_a_quotation_said_in_part_keeps_the_part_alone():
    segments = said("And then the drone exists, it's been launched. Yes.")
    pieces = (
        bracket("The drone"),
        words_piece(" exists, it's been launched"),
        DOTS,
        words_piece("Something else again"),
    )

    found = tokens_said(pieces, "t", segments, "W")

    assert not found.whole
    assert read(found.tokens, segments) == "the drone exists, it's been launched"


def test_what_is_not_said_has_no_tokens():
    found = tokens_said((words_piece("Nothing of the kind was said"),), "t", said("And the rest of the day."), "W")

    assert found.tokens == ()
    assert not found.whole
