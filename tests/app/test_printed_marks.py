"""Ellipses and brackets that a text brought along become tokens that say whose they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import collecting, printed_marks, quoting, rendition
from app.gaps import gaps_in
from app.problems import Refused
from app.words import words_of
from db.records import Segment, Transcript, Word
from db.tokens import Bracket, Passage, Position, Sic, Span
from db.tokens import Ellipsis as InheritedEllipsis

TEXT = "[The drone] exists, it's been launched...[Drones] targeted al-Asad [Air Base], of [sic] two or three meters."
ARABIC = "قلنا له نوافق... [هادي] العامري"


@pytest.fixture
def quote_of(case):
    def make(*texts, translator=None):
        segments = tuple(
            Segment(n * 9000, n * 9000 + 8000, text, "GUEST", tuple(Word(a, b) for a, b in words_of(text)))
            for n, text in enumerate(texts)
        )
        with case.step("test", "Test"):
            medium = collecting.add_published(case, "The analysis of 7 June")
            content = case.contents.keep_segments(segments)
            case.transcripts.add(
                Transcript("t", medium.id, "t", "translation", "en", content, None, "test", translator=translator)
            )
            whole = Passage("t", Position(0, 0), Position(len(texts) - 1, len(texts[-1])))
            return quoting.mark(case, whole)

    return make


def take_over(case, quote, source="The analysis"):
    with case.step("test", "Test"):
        return printed_marks.take_over(case, quote.id, source)


def kinds(quote):
    return [
        (type(token).__name__, getattr(token, "text", None) or getattr(token, "inherited_from", None))
        for token in quote.tokens.translation
    ]


def read(case, quote):
    return rendition.render(quote.tokens.translation, "house", gaps_in(case.transcripts.segments)).text


def test_the_marks_are_found_as_they_stand(quote_of):
    assert printed_marks.marks_in(quote_of(TEXT)) == ["[The drone]", "...", "[Drones]", "[Air Base]", "[sic]"]


def test_each_mark_becomes_what_it_is_and_says_whose(case, quote_of):
    quote = take_over(case, quote_of(TEXT))

    assert kinds(quote) == [
        ("Bracket", "The drone"),
        ("Span", "exists, it's been launched"),
        ("Ellipsis", "The analysis"),
        ("Bracket", "Drones"),
        ("Span", "targeted al-Asad"),
        ("Bracket", "Air Base"),
        ("Span", ", of"),
        ("Sic", None),
        ("Span", "two or three meters."),
    ]
    assert [token.by for token in quote.tokens.translation if isinstance(token, Bracket)] == ["The analysis"] * 3
    assert read(case, quote) == TEXT
    assert printed_marks.marks_in(quote) == []


def test_what_an_inherited_ellipsis_hides_nobody_here_knows(case, quote_of):
    shown = rendition.render(take_over(case, quote_of(TEXT)).tokens.translation, "house")

    assert (shown.unknown_omissions, shown.inserted_words) == (1, 5)
    assert shown.omissions[0].inherited_from == "The analysis"


def test_arabic_marks_over_several_segments(case, quote_of):
    quote = take_over(case, quote_of(ARABIC, "نعم…لا"))

    assert [kind for kind, _ in kinds(quote)] == ["Span", "Ellipsis", "Bracket", "Span", "Ellipsis", "Span"]


def test_the_translator_is_proposed_else_the_medium(case, quote_of):
    assert printed_marks.source_of(case, quote_of(TEXT, translator="A. Translator")) == "A. Translator"


def test_without_a_translator_the_medium_is_proposed(case, quote_of):
    assert printed_marks.source_of(case, quote_of(TEXT)) == "The analysis of 7 June"


@pytest.mark.parametrize(
    ("text", "source", "why"),
    [("No marks here.", "X", "No ellipsis"), (TEXT, " ", "Somebody put"), ("[All of it] ...", "X", "Nothing but")],
)
def test_what_cannot_be_is_refused_and_changes_nothing(case, quote_of, text, source, why):
    quote = quote_of(text)
    with pytest.raises(Refused, match=why):
        take_over(case, quote, source)
    assert case.quotes.get(quote.id).tokens == quote.tokens


def test_undo_makes_them_words_again(case, quote_of):
    quote = quote_of(TEXT)
    take_over(case, quote)
    case.ledger.undo()
    assert case.quotes.get(quote.id).tokens == quote.tokens


_WORDS = st.lists(st.sampled_from(["war", "هدنة", "...", "…", "[we]", "[sic]", "😀", ". . .", "end."]), min_size=1)


@given(_WORDS.filter(lambda words: any(word[0] not in "[.…" for word in words)))
def test_the_words_stay_in_their_order_and_no_mark_is_lost(words):
    span = Span("t", Position(0, 0), Position(0, len(" ".join(words))), " ".join(words))
    segments = [Segment(0, 1000, span.text, None, ())]
    parted = list(printed_marks.parted(span, "X", segments))

    said = " ".join(token.text for token in parted if isinstance(token, Span))
    assert "".join(said.split()) == "".join(word for word in words if word not in _MARKS)
    brackets = sum(isinstance(token, Bracket | Sic) for token in parted)
    assert brackets == words.count("[we]") + words.count("[sic]")
    ellipses = sum(isinstance(token, InheritedEllipsis) for token in parted)
    assert ellipses == words.count("...") + words.count("…") + words.count(". . .")


_MARKS = {"...", "…", "[we]", "[sic]", ". . ."}
