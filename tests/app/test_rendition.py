"""Quotes as they read: from tokens to house style and Bluebook."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.passages import Passage, cut, find_words
from app.rendition import NBSP, Rendition, Style, render
from db.records import Segment
from db.tokens import Bracket, Position, Sic, Span, Token
from db.tokens import Ellipsis as Inherited

ARTICLE = json.loads(
    (Path(__file__).parent.parent / "files" / "sheets" / "article_quotes.json").read_text(encoding="utf-8")
)
NAMES = [quote["id"] for quote in ARTICLE["quotes"]]


def said(text: str, *parts: str | Token) -> tuple[list[Token], dict[str, list[Segment]]]:
    """Tokens whose strings are cut out of a transcript; a line feed in the text starts a new segment."""
    segments = [Segment(i * 4000, i * 4000 + 3000, line) for i, line in enumerate(text.split("\n"))]
    tokens: list[Token] = []
    for part in parts:
        if isinstance(part, str):
            start, end = find_words(part, segments)
            tokens.append(cut(Passage("t", start, end), segments))
        else:
            tokens.append(part)
    return tokens, {"t": segments}


def house(text: str, *parts: str | Token) -> str:
    tokens, segments = said(text, *parts)
    return render(tokens, "house", segments).text


def bluebook(text: str, *parts: str | Token) -> str:
    tokens, segments = said(text, *parts)
    return render(tokens, "bluebook", segments).text.replace(NBSP, "~")


def insert(text: str, **values: bool) -> Bracket:
    return Bracket(text, "clarifies", "Hana", **values)


# the article


def of_article(quote: dict) -> tuple[list[Token], dict[str, list[Segment]]]:
    """The published segments as tokens over one transcript that holds only the published words, in one line."""
    tokens: list[Token] = []
    text = ""
    for part in quote["segments"]:
        value = part["value"]
        if part["type"] == "ellipsis":
            tokens.append(Inherited("Militia Spotlight, 7 June 2021"))
        elif part["type"] == "bracket":
            tokens.append(Bracket(value[1:-1], "clarifies", "Militia Spotlight"))
        else:
            for number, run in enumerate(value.split("*")):
                start, text = Position(0, len(text)), text + run
                if run.strip():
                    emphasis = "original" if number % 2 else None
                    tokens.append(Span("t", start, Position(0, len(text)), run, emphasis=emphasis))
    return tokens, {"t": [Segment(None, None, text)]}


def article(quote: dict, style: Style = "house") -> Rendition:
    tokens, segments = of_article(quote)
    return render(tokens, style, segments)


@pytest.mark.parametrize("quote", ARTICLE["quotes"], ids=NAMES)
def test_the_published_quotes_are_reproduced_to_the_letter(quote: dict):
    rendition = article(quote)

    assert rendition.marked("*") == quote["text_as_published"]
    assert rendition.text == quote["text_as_published"].replace("*", "")


@pytest.mark.parametrize("quote", ARTICLE["quotes"], ids=NAMES)
def test_they_are_also_reproduced_from_a_transcript_that_holds_the_published_text(quote: dict):
    published = quote["text_as_published"].replace("*", "")
    segments, tokens, at = [Segment(None, None, published)], list[Token](), 0
    for part in quote["segments"]:
        value = part["value"].replace("*", "")
        if part["type"] == "text":
            tokens.append(cut(Passage("t", Position(0, at), Position(0, at + len(value))), segments))
        elif part["type"] == "bracket":
            tokens.append(Bracket(value[1:-1], "clarifies"))
        else:
            tokens.append(Inherited("the article"))
        at += len(value)

    rendition = render(tokens, "house", {"t": segments})

    assert rendition.text == published
    assert rendition.omitted_words == 0
    assert rendition.unknown_omissions == quote["counts"]["ellipses"]


@pytest.mark.parametrize("quote", ARTICLE["quotes"], ids=NAMES)
def test_the_share_of_inserted_words_agrees_with_the_count_by_hand(quote: dict):
    rendition = article(quote)

    counts = quote["counts"]
    assert rendition.inserted_words == counts["bracket_words"]
    # Whoever counted took "U.S." for two words.
    assert rendition.words + rendition.inserted_words == counts["words"] - rendition.text.count("U.S.")
    assert round(rendition.inserted_share, 3) == pytest.approx(counts["bracket_share"], abs=0.002)


def test_the_article_in_bluebook_style():
    rendition = article(ARTICLE["quotes"][1], "bluebook")

    assert rendition.text.replace(NBSP, "~").startswith("The truce is over~.~.~. now it's war~.~.~. Except")
    assert rendition.parenthetical == "(emphasis in original) (omissions in original)"
    assert not rendition.is_block
    assert article(ARTICLE["quotes"][0], "bluebook").is_block


# omissions

TRUCE = "The truce is over, now it's war. We said we are ready.\nExcept for the embassy, any presence is a target."


def test_spans_that_touch_read_as_one():
    assert house(TRUCE, "The truce is", "over, now it's war.") == "The truce is over, now it's war."
    assert house(TRUCE, "we are ready.", "Except for") == "we are ready. Except for"


def test_between_spans_that_do_not_touch_an_ellipsis_appears_by_itself():
    assert house(TRUCE, "The truce is over", "it's war.") == "The truce is over...it's war."
    assert bluebook(TRUCE, "The truce is over", "it's war.") == "The truce is over~.~.~. it's war."


def test_an_ellipsis_knows_the_words_and_the_seconds_that_it_hides():
    tokens = [
        Span("t", Position(0, 0), Position(0, 17), "The truce is over", 0, 1500),
        Span("t", Position(0, 28), Position(0, 32), "war.", 2750, 3000),
    ]

    (omission,) = render(tokens, "house", {"t": [Segment(0, 3000, TRUCE)]}).omissions

    assert (omission.text, omission.words) == (", now it's ", 2)
    assert (omission.start_ms, omission.end_ms, omission.duration_ms) == (1500, 2750, 1250)


def test_a_left_out_comma_is_an_omission_too():
    assert house(TRUCE, "over", "now it's") == "over...now it's"


def test_bluebook_keeps_the_end_of_a_sentence_that_was_left_out_as_a_fourth_period():
    assert bluebook(TRUCE, "The truce is over", "We said we are ready.") == (
        "The truce is over~.~.~.~. We said we are ready."
    )
    assert bluebook("Is it over now? It is war.", "Is it over", "It is war.") == "Is it over~.~.~.~? It is war."


def test_bluebook_puts_the_ellipsis_after_the_period_of_a_sentence_that_is_quoted_whole():
    assert bluebook(TRUCE, "now it's war.", "Except for the embassy") == "now it's war.~.~.~. Except for the embassy"


def test_an_abbreviation_ends_no_sentence():
    text = "They met Mr. Ameri in the U.S. embassy. Then they left."
    assert bluebook(text, "met", "embassy.") == "met~.~.~. embassy."


def test_bluebook_never_opens_a_quotation_with_an_ellipsis():
    assert bluebook(TRUCE, Inherited("the article"), "now it's war.") == "now it's war."
    assert house(TRUCE, Inherited("the article"), "now it's war.") == "...now it's war."


def test_bluebook_marks_a_sentence_that_is_quoted_from_its_start_but_not_to_its_end():
    assert bluebook(TRUCE, "We said we are") == "We said we are~.~.~.~."
    assert bluebook(TRUCE, "said we are") == "said we are"
    assert bluebook(TRUCE, "We said we are ready.") == "We said we are ready."
    assert house(TRUCE, "We said we are") == "We said we are"


def test_fifty_words_make_a_block_in_bluebook_only():
    text = " ".join(["word"] * 50)
    tokens, segments = said(text, text)
    assert render(tokens, "bluebook", segments).is_block
    assert not render(tokens, "house", segments).is_block
    assert not render(said(text, " ".join(["word"] * 49))[0], "bluebook", segments).is_block


def test_what_is_not_known_to_touch_is_an_omission_of_unknown_extent():
    tokens = [Span("t", Position(0, 0), Position(0, 3), "One"), Span("t", Position(9, 0), Position(9, 3), "two")]

    rendition = render(tokens)

    assert rendition.text == "One...two"
    assert rendition.unknown_omissions == 1


def test_without_the_transcript_a_short_gap_is_known_from_what_the_spans_keep():
    tokens, _ = said(TRUCE, "The truce is over", "it's war.")
    (omission,) = render(tokens).omissions
    assert omission.text == ", now "


def test_parts_in_backward_order_get_an_ellipsis_and_a_warning():
    tokens, segments = said(TRUCE, "We said", "The truce")
    rendition = render(tokens, "house", segments)
    assert rendition.text == "We said...The truce"
    assert rendition.omissions[0].reason == "backward"
    assert "earlier" in rendition.warnings[0]


def test_parts_of_two_transcripts_get_an_ellipsis_and_a_warning():
    tokens = [Span("t", Position(0, 0), Position(0, 3), "One"), Span("u", Position(0, 3), Position(0, 6), "two")]
    rendition = render(tokens)
    assert rendition.text == "One...two"
    assert rendition.warnings


# brackets, sic, emphasis


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["The truce", insert("of 2020"), "is over"], "The truce [of 2020] is over"),
        (["The truce is over", insert("he said"), ", now"], "The truce is over [he said], now"),
        ([insert("Then"), "we are ready."], "[Then] we are ready."),
        (["embassy", insert("itself"), ", any"], "embassy [itself], any"),
        (["The truce", Sic(), "is over"], "The truce [sic] is over"),
        (["The truce", Sic(), insert("of 2020"), "is over"], "The truce [sic] [of 2020] is over"),
        (["We said", insert("that"), "are ready."], "We said [that]...are ready."),
        (["We said", insert("they", leads=True), "are ready."], "We said...[they] are ready."),
        (["We said", insert("they", replaces=True), "are ready."], "We said [they] are ready."),
    ],
)
def test_brackets_stand_where_a_reader_expects_them(parts: list[str | Token], expected: str):
    assert house(TRUCE, *parts) == expected


def test_a_bracket_that_replaces_part_of_a_word_stands_close_to_the_rest():
    segments = [Segment(None, None, "because the truce is over")]
    tokens = [
        Bracket("T", "grammar", "Hana", replaces=True),
        cut(Passage("t", Position(0, 9), Position(0, 16)), segments),
        Bracket("d", "grammar", "Hana", replaces=True),
        cut(Passage("t", Position(0, 18), Position(0, 25)), segments),
    ]
    assert render(tokens, "house", {"t": segments}).text == "[T]he truc[d] is over"


def test_a_bracket_that_replaces_keeps_the_words_that_it_stands_for():
    tokens, segments = said(TRUCE, "We said", insert("they", replaces=True), "are ready.")
    (omission,) = render(tokens, "house", segments).omissions
    assert (omission.reason, omission.text, omission.words) == ("replaced", " we ", 1)


def test_a_straight_quotation_mark_stays_on_its_side():
    text = 'He said "war is here" and left.'
    assert house(text, "He said", insert("that"), '"war is here"', insert("now"), "and left.") == (
        'He said [that] "war is here" [now] and left.'
    )
    assert house(text, 'He said "', insert("the"), "war is here", insert("too"), '" and') == (
        'He said "[the] war is here [too]" and'
    )


def test_bluebook_sets_an_ellipsis_beside_a_bracket_apart():
    assert bluebook(TRUCE, "We said", insert("they", leads=True), "are ready.") == "We said~.~.~. [they] are ready."


def test_emphasis_is_carried_and_named():
    segments = [Segment(None, None, "by the fasail of Iraq")]
    parts = [(0, 6, None), (7, 13, "added"), (14, 21, None)]
    tokens = [cut(Passage("t", Position(0, a), Position(0, b)), segments, e) for a, b, e in parts]

    rendition = render(tokens, "house", {"t": segments})

    assert rendition.text == "by the fasail of Iraq"
    assert rendition.marked() == "by the *fasail* of Iraq"
    assert rendition.parenthetical == "(emphasis added)"


def test_a_part_without_a_word_hides_nothing_of_what_is_left_out():
    segments = [Segment(None, None, "one two three")]
    tokens = [cut(Passage("t", Position(0, a), Position(0, b)), segments) for a, b in ((0, 3), (8, 13))]
    tokens[1:1] = [Span("t", Position(0, 5), Position(0, 5), "", prefix="one t", suffix="wo three")]
    (omission,) = render(tokens, "house", {"t": segments}).omissions
    assert (omission.text, omission.words) == (" two ", 1)


# Arabic

HUDNA = "انتهت الهدنة، الآن هي حرب. قلنا: نحن مستعدون.\nباستثناء السفارة الأمريكية، كل تواجد هو هدف."


def test_arabic_closes_up_and_keeps_its_commas():
    assert house(HUDNA, "انتهت الهدنة", insert("هدنة ٢٠٢٠"), "، الآن") == "انتهت الهدنة [هدنة ٢٠٢٠]، الآن"
    assert house(HUDNA, "انتهت الهدنة", "حرب.") == "انتهت الهدنة...حرب."
    assert bluebook(HUDNA, "انتهت الهدنة", "قلنا:") == "انتهت الهدنة~.~.~.~. قلنا:"


def test_a_bracket_within_an_arabic_word_keeps_its_letters_and_marks_together():
    segments = [Segment(None, None, "وَالحَربُ")]
    tokens = [
        cut(Passage("t", Position(0, 0), Position(0, 2)), segments),
        Bracket("هذه", "clarifies"),
        cut(Passage("t", Position(0, 2), Position(0, 9)), segments),
    ]
    assert render(tokens, "house", {"t": segments}).text == "وَ[هذه]الحَربُ"


def test_arabic_without_full_stops_is_not_taken_for_an_unfinished_sentence():
    assert bluebook("قلنا نحن مستعدون لهذا", "قلنا نحن") == "قلنا نحن"


# walks

ALPHABET = st.sampled_from([*"abT .,?\"'…é7😀ابَ؟", "\r\n", "\n", "👩\u200d🚀", "e\u0301", "\u202b", "\u200f"])
TEXTS = st.lists(st.lists(ALPHABET, max_size=30).map("".join), min_size=1, max_size=4)
INSERTED = st.builds(
    Bracket,
    st.sampled_from(["x", "two words", "هذه", "😀", "T"]),
    st.just("clarifies"),
    st.none(),
    st.booleans(),
    st.booleans(),
)
OTHERS = st.one_of(INSERTED, st.just(Sic()), st.just(Inherited("an article")))


@st.composite
def walks(draw: st.DrawFn) -> tuple[list[Token], dict[str, list[Segment]]]:
    segments = [Segment(None, None, text) for text in draw(TEXTS)]
    places = [Position(i, j) for i, one in enumerate(segments) for j in range(len(one.text) + 1)]
    tokens: list[Token] = []
    for _ in range(draw(st.integers(1, 5))):
        tokens += draw(st.lists(OTHERS, max_size=2))
        start, end = sorted((draw(st.sampled_from(places)), draw(st.sampled_from(places))))
        text = "\n".join(
            one.text[start.offset if i == start.ordinal else 0 : end.offset if i == end.ordinal else None]
            for i, one in enumerate(segments)
            if start.ordinal <= i <= end.ordinal
        )
        prefix, suffix = segments[start.ordinal].text[: start.offset], segments[end.ordinal].text[end.offset :]
        tokens.append(Span("t", start, end, text, prefix=prefix[-32:], suffix=suffix[:32]))
    return tokens, {"t": segments}


def words_of(rendition: Rendition) -> list[str]:
    return [piece.text for piece in rendition.pieces if piece.kind == "words"]


def bare(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=300)
@given(walks())
def test_without_ellipses_and_brackets_the_text_is_that_of_the_spans(quote: tuple[list[Token], dict]):
    tokens, segments = quote
    for style in ("house", "bluebook"):
        rendition = render(tokens, style, segments)
        spoken = "".join(words_of(rendition))
        assert bare(spoken) == bare("".join(token.text for token in tokens if isinstance(token, Span)))
        assert rendition.text == "".join(piece.before + piece.text for piece in rendition.pieces)
        assert all(piece.before in ("", " ", NBSP) for piece in rendition.pieces)


@settings(max_examples=300)
@given(walks())
def test_a_style_never_alters_words_brackets_or_what_is_omitted(quote: tuple[list[Token], dict]):
    tokens, segments = quote
    ours, theirs = render(tokens, "house", segments), render(tokens, "bluebook", segments)
    assert words_of(ours) == words_of(theirs)
    assert [p.bracket for p in ours.pieces if p.bracket] == [p.bracket for p in theirs.pieces if p.bracket]
    assert (ours.words, ours.inserted_words) == (theirs.words, theirs.inserted_words)
    opens = ours.pieces[0].kind == "ellipsis" if ours.pieces else False
    assert ours.omissions[opens:] == theirs.omissions


@settings(max_examples=300)
@given(walks())
def test_every_word_between_the_first_and_the_last_is_quoted_or_omitted(quote: tuple[list[Token], dict]):
    """With spans in order, spoken and omitted text together are the transcript's text, offset by offset."""
    tokens, segments = quote
    spans = [token for token in tokens if isinstance(token, Span) and token.text.strip()]
    if not spans or any(one.end > other.start for one, other in pairwise(spans)):
        return
    nothing = [token for token in tokens if isinstance(token, Span) and not token.text]
    tokens = sorted([*spans, *nothing], key=lambda one: (one.start, one.end))
    whole = "\n".join(one.text for one in segments["t"])
    rendition = render(tokens, "house", segments)
    found = "".join((p.omission.text or "") if p.omission else p.text for p in rendition.pieces)
    start = sum(len(one.text) + 1 for one in segments["t"][: spans[0].start.ordinal]) + spans[0].start.offset
    end = sum(len(one.text) + 1 for one in segments["t"][: spans[-1].end.ordinal]) + spans[-1].end.offset
    assert bare(found) == bare(whole[start:end])
