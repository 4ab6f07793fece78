"""Block F, second part: what is to be read with the passage by the rule of completeness."""

from app import companions
from app.citation import clock, language
from app.script import direction_of, flowing
from app.sheet import marking
from app.sheet.reading import Reading
from app.sheet.values import Companion, Line
from db import claims
from db.records import Quote
from db.tokens import TIERS, Span, Tokens

_TITLES = {
    "question": "The question asked",
    "before": "Said before",
    "after": "Said after",
    "completeness": "To be read with it",
    "subject": "Another statement on the subject",
}


def together(reading: Reading, quote: Quote, *, with_notes: bool) -> tuple[Companion, ...]:
    """Every companion of a quote, in the order in which a reader wants them."""
    found = reading.case.argument.companions.of(quote.id)
    ordered = sorted(found, key=lambda one: companions.KINDS.index(one.kind) if one.kind in companions.KINDS else 9)
    return tuple(_one(reading, quote, one, with_notes=with_notes) for one in ordered)


def _one(reading: Reading, quote: Quote, one: claims.Companion, *, with_notes: bool) -> Companion:
    other = reading.case.quotes.find(one.other_quote_id) if one.other_quote_id else None
    tokens = other.tokens if other else one.tokens or Tokens()
    lines = [line for tier in TIERS for line in _lines(reading, one, tokens, tier)]
    source = ""
    media_ids = {reading.transcript(span.transcript_id).media_id for span in tokens.spans()}
    if other is not None:
        source = other.title or "another quote"
    if media_ids and media_ids != {quote.media_id}:
        media = reading.case.media.get(sorted(media_ids)[0])
        source = f"{source}, {media.title}" if source else media.title
    note = marking.note(reading, "companion", one.id, "note", one.note) if with_notes else None
    return Companion(_TITLES.get(one.kind, one.kind), source, tuple(lines), note)


def _lines(reading: Reading, one: claims.Companion, tokens: Tokens, tier: str) -> list[Line]:
    spans = [
        token for token in tokens.of("original" if tier == "original" else "translation") if isinstance(token, Span)
    ]
    if not spans:
        return []
    transcript = reading.transcript(spans[0].transcript_id)
    text = flowing(companions.words_of(reading.case, one, "original" if tier == "original" else "translation"))
    time = clock(spans[0].start_ms) if spans[0].start_ms is not None else None
    named = language(transcript.language) if transcript.language else None
    return [Line(time, named, text, direction_of(text, transcript.language))]
