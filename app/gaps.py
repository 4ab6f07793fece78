"""What lies between two parts of a quote: the words that were left out, and for how long they were spoken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.passages import CONTEXT, text_between
from db.records import Segment
from db.tokens import Position, Span

Order = Literal["onward", "backward", "elsewhere"]
"""Whether the second span follows the first, does not, or stands in another transcript."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The stretch from the end of one span to the start of the next."""

    order: Order
    text: str | None
    """The exact text; None if nobody here knows it."""
    start_ms: int | None = None
    end_ms: int | None = None
    estimated: bool = False


Gaps = Callable[[Span, Span], Gap]
Transcripts = Mapping[str, Sequence[Segment]]
"""Segments by the id of their transcript."""


def gaps_in(segments_of: Callable[[str], Sequence[Segment]]) -> Gaps:
    """Gaps as the transcripts have them; each transcript is asked for once."""
    known: dict[str, Sequence[Segment]] = {}

    def gap(one: Span, other: Span) -> Gap:
        if one.transcript_id not in known:
            known[one.transcript_id] = segments_of(one.transcript_id)
        return between(one, other, known[one.transcript_id])

    return gap


def between(one: Span, other: Span, segments: Sequence[Segment] | None = None) -> Gap:
    """The gap between two spans; without segments, as far as what the spans keep of their surroundings tells."""
    if one.transcript_id != other.transcript_id:
        return Gap("elsewhere", None)
    if other.start < one.end:
        return Gap("backward", None)
    estimated = one.estimated or other.estimated
    times = (one.end_ms, other.start_ms)
    if times[0] is None or times[1] is None or times[1] < times[0]:
        times = (None, None)
    return Gap("onward", _text(one, other, segments), *times, estimated=estimated)


def _text(one: Span, other: Span, segments: Sequence[Segment] | None) -> str | None:
    if one.end == other.start:
        return ""
    if segments is not None and _is_in(one.end, segments) and _is_in(other.start, segments):
        return text_between(one.end, other.start, segments)
    if one.end.ordinal == other.start.ordinal:
        length = other.start.offset - one.end.offset
        if length <= len(one.suffix):
            return one.suffix[:length]
        return other.prefix[-length:] if length <= len(other.prefix) else None
    rest_is_known = len(one.suffix) < CONTEXT and len(other.prefix) == other.start.offset
    if other.start.ordinal == one.end.ordinal + 1 and rest_is_known:
        return f"{one.suffix}\n{other.prefix}"
    return None


def _is_in(place: Position, segments: Sequence[Segment]) -> bool:
    return place.ordinal < len(segments) and place.offset <= len(segments[place.ordinal].text)
