"""Block F: what was said in the half minute before the passage and after it."""

from collections.abc import Sequence

from app.citation import clock, language
from app.script import count_words, direction_of, flowing
from app.sheet.reading import Reading
from app.sheet.values import Line, Surroundings
from db.records import Quote, Segment
from db.tokens import Position, Span, Tier

REACH_MS = 30_000
UNTIMED_SEGMENTS = 3
"""How many segments are shown on either side where a transcript has no times."""
_MOST_SEGMENTS = 60
_LONGEST = 1200
"""Code points of one line; a transcript may be one line of ten megabytes."""


def surroundings(reading: Reading, quote: Quote, tier: Tier) -> Surroundings | None:
    """What stands around the quote's words in one tier; None if it has none there."""
    spans = list(quote.tokens.spans(tier))
    if not spans:
        return None
    first, last = min(spans, key=lambda span: span.start), max(spans, key=lambda span: span.end)
    transcript = reading.transcript(first.transcript_id)
    segments = reading.segments(first.transcript_id)
    timed = first.start_ms is not None and last.end_ms is not None
    named = language(transcript.language) if transcript.language else "language not stated"
    return Surroundings(
        title=named,
        language=transcript.language,
        before=_before(first, segments, transcript.language),
        after=_after(last, segments, transcript.language),
        extent=f"{REACH_MS // 1000} seconds" if timed else f"{UNTIMED_SEGMENTS} segments: the words have no times",
    )


def _before(span: Span, segments: Sequence[Segment], tag: str | None) -> tuple[Line, ...]:
    if span.start.ordinal >= len(segments):
        return ()
    lines = [_line(segments[span.start.ordinal], 0, span.start, tag)]
    for ordinal in range(span.start.ordinal - 1, max(-1, span.start.ordinal - _MOST_SEGMENTS), -1):
        segment = segments[ordinal]
        if span.start_ms is None or segment.end_ms is None:
            if span.start.ordinal - ordinal > UNTIMED_SEGMENTS:
                break
        elif segment.end_ms <= span.start_ms - REACH_MS:
            break
        lines.append(_line(segment, 0, None, tag))
    return tuple(line for line in reversed(lines) if count_words(line.text))


def _after(span: Span, segments: Sequence[Segment], tag: str | None) -> tuple[Line, ...]:
    if span.end.ordinal >= len(segments):
        return ()
    lines = [_line(segments[span.end.ordinal], span.end.offset, None, tag)]
    for ordinal in range(span.end.ordinal + 1, min(len(segments), span.end.ordinal + _MOST_SEGMENTS)):
        segment = segments[ordinal]
        if span.end_ms is None or segment.start_ms is None:
            if ordinal - span.end.ordinal > UNTIMED_SEGMENTS:
                break
        elif segment.start_ms >= span.end_ms + REACH_MS:
            break
        lines.append(_line(segment, 0, None, tag))
    return tuple(line for line in lines if count_words(line.text))


def _line(segment: Segment, first: int, until: Position | None, tag: str | None) -> Line:
    text = flowing(segment.text[first : until.offset if until else None])
    if len(text) > _LONGEST:
        kept = text[-_LONGEST:] if until else text[:_LONGEST]
        cut = f"(here {len(text) - _LONGEST} more characters are not shown)"
        text = f"{cut} {kept}" if until else f"{kept} {cut}"
    time = clock(segment.start_ms) if segment.start_ms is not None and not first else None
    return Line(time, segment.speaker, text, direction_of(text, tag))
