"""Ellipses and brackets that a published text brought along: told apart from the words, with who put them there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.passages import cut, position_at
from app.problems import Refused
from db.casefile import CaseFile
from db.records import Quote, Segment
from db.tokens import TIERS, Bracket, Passage, Sic, Span, Token
from db.tokens import Ellipsis as InheritedEllipsis

_MARK = re.compile(r"\[(?P<inserted>[^\[\]\n]{1,300})\]|\.{3,}|…|\.[ \u00a0]\.[ \u00a0]\.")


def marks_in(quote: Quote) -> list[str]:
    """The ellipses and brackets that stand among the quoted words as if they had been said."""
    return [mark.group() for span in quote.tokens.spans() for mark in _MARK.finditer(span.text)]


def source_of(case: CaseFile, quote: Quote) -> str:
    """Who probably put them there: the translator of the words, if one is named, else the medium they are read in."""
    spans = [span for span in quote.tokens.spans() if _MARK.search(span.text)]
    for span in spans:
        transcript = case.transcripts.find(span.transcript_id)
        if transcript is not None and transcript.translator:
            return transcript.translator
    return case.media.get(quote.media_id).title


def take_over(case: CaseFile, quote_id: str, source: str) -> Quote:
    """The quote in which marks of the text itself are inherited ellipses and brackets, put in by `source`.

    An inherited ellipsis hides words that nobody here knows; inherited brackets count as inserted words, so that they
    fall where the evidence is read without such.
    """
    by = " ".join(source.split())
    if not by:
        raise Refused("Somebody put these marks into the text.", "Say who: a publication, or a translator.")
    quote = case.quotes.get(quote_id)
    tokens = quote.tokens
    for tier in TIERS:
        told_apart = [
            part
            for token in tokens.of(tier)
            for part in (
                parted(token, by, case.transcripts.segments(token.transcript_id))
                if isinstance(token, Span)
                else (token,)
            )
        ]
        tokens = tokens.with_tier(tier, tuple(told_apart))
    if tokens == quote.tokens:
        raise Refused("No ellipsis and no brackets stand in these words.", "There is nothing to take over.")
    if not any(tokens.spans()):
        raise Refused("Nothing but such marks stands in this quote.", "Quote words as well.")
    return case.quotes.change(quote.id, tokens=tokens)


def parted(span: Span, by: str, segments: Sequence[Segment]) -> Iterator[Token]:
    """A span of a transcript cut at its marks, with a token in the place of each."""
    at = 0
    for mark in _MARK.finditer(span.text):
        before = _piece(span, at, mark.start(), segments)
        yield from before
        inserted = mark.group("inserted")
        if inserted is None:
            yield InheritedEllipsis(by)
        elif inserted.strip().casefold() == "sic":
            yield Sic()
        else:
            yield Bracket(" ".join(inserted.split()), "clarifies", by, leads=not before)
        at = mark.end()
    yield from [span] if at == 0 else _piece(span, at, len(span.text), segments)


def _piece(span: Span, first: int, last: int, segments: Sequence[Segment]) -> list[Span]:
    """The words between two code points of a span, as no span or one; the video frame stays with the first of them."""
    if not span.text[first:last].strip():
        return []
    passage = Passage(span.transcript_id, position_at(span, first, segments), position_at(span, last, segments))
    piece = cut(passage, segments, span.emphasis)
    return [replace(piece, frame=span.frame, frame_pts=span.frame_pts)] if piece.start == span.start else [piece]
