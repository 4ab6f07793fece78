"""Cutting a passage out of a transcript: its exact text, its times, what stands around it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from app.problems import Refused
from db.records import Segment, Word
from db.tokens import Passage as Passage
from db.tokens import Position, Span

CONTEXT = 32
"""Code points of prefix and suffix that a span keeps, so that it can be found again in another edition of the text."""


_RUN = re.compile(r"\S+")
_STRAY_MS = 60_000


def cut(passage: Passage, segments: Sequence[Segment], emphasis: str | None = None) -> Span:
    """The span of a passage without the white space at its ends; Refused if no word is left."""
    _check(passage, segments)
    start, end = _trimmed(passage.start, passage.end, segments)
    if start >= end:
        raise Refused("There are no words in this selection.", "Select at least one word.")
    first, last = _edge_words(start, end, segments)
    before = segments[start.ordinal].text[: start.offset]
    after = segments[end.ordinal].text[end.offset :]
    return Span(
        transcript_id=passage.transcript_id,
        start=start,
        end=end,
        text=text_between(start, end, segments),
        start_ms=first.start_ms if first else segments[start.ordinal].start_ms,
        end_ms=last.end_ms if last else segments[end.ordinal].end_ms,
        estimated=bool((first and first.estimated) or (last and last.estimated)),
        prefix=before[-CONTEXT:],
        suffix=after[:CONTEXT],
        emphasis=emphasis,
    )


def text_between(start: Position, end: Position, segments: Sequence[Segment]) -> str:
    """The exact text from one place to another; segments are joined by a line feed."""
    return "\n".join(segments[ordinal].text[first:last] for ordinal, first, last in pieces(start, end, segments))


def pieces(start: Position, end: Position, segments: Sequence[Segment]) -> Iterator[tuple[int, int, int]]:
    """The part of each segment that lies between two places: ordinal, first offset, last offset (exclusive)."""
    for ordinal in range(start.ordinal, end.ordinal + 1):
        first = start.offset if ordinal == start.ordinal else 0
        last = end.offset if ordinal == end.ordinal else len(segments[ordinal].text)
        yield ordinal, first, last


def position_at(span: Span, offset: int, segments: Sequence[Segment]) -> Position:
    """Where a code point of the span's text stands in the transcript."""
    left = offset
    for ordinal, first, last in pieces(span.start, span.end, segments):
        if left <= last - first:
            return Position(ordinal, first + left)
        left -= last - first + 1
    return span.end


def words_between(start: Position, end: Position, segments: Sequence[Segment]) -> list[Word]:
    """The words that have at least one code point between two places."""
    return [
        word
        for ordinal, first, last in pieces(start, end, segments)
        for word in segments[ordinal].words
        if word.start < last and word.end > first
    ]


def find_words(wanted: str, segments: Sequence[Segment], nth: int = 1) -> tuple[Position, Position]:
    """Where a text stands for the nth time, white space of any length counting as one blank; Refused if it doesn't."""
    texts = [(ordinal, text) for ordinal, one in enumerate(segments) if (text := " ".join(one.text.split()))]
    starts = [0, *accumulate(len(text) + 1 for _, text in texts)]
    whole = " ".join(text for _, text in texts)
    needle = " ".join(wanted.split())
    found = -1
    for _ in range(nth):
        found = whole.find(needle, found + 1) if needle else -1
        if found < 0:
            times = "" if nth == 1 else f" {nth} times"
            raise Refused(f"These words do not stand in the transcript{times}.", "Copy them from it exactly.")

    def place(at: int) -> Position:
        index = bisect_right(starts, at) - 1
        ordinal = texts[index][0]
        return Position(ordinal, _offset(segments[ordinal].text, at - starts[index]))

    last = place(found + len(needle) - 1)
    return place(found), Position(last.ordinal, last.offset + 1)


def between_times(start_ms: int, end_ms: int, segments: Sequence[Segment]) -> tuple[Position, Position]:
    """The words that are mostly said between two times; Refused if there are none."""
    found = [
        (ordinal, word)
        for ordinal, segment in enumerate(segments)
        if _is_near(segment, start_ms, end_ms)
        for word in segment.words
        if word.start_ms is not None
        and word.end_ms is not None
        and start_ms <= (word.start_ms + word.end_ms) / 2 < end_ms
    ]
    if not found:
        raise Refused("No word is said between these times.", "Choose other times.")
    (first, one), (last, other) = found[0], found[-1]
    return Position(first, one.start), Position(last, other.end)


def _is_near(segment: Segment, start_ms: int, end_ms: int) -> bool:
    """Whether its words, which may stray from it a little, can lie between two times: most segments needn't be read."""
    first, last = segment.start_ms, segment.end_ms
    return first is None or last is None or (first - _STRAY_MS < end_ms and last + _STRAY_MS > start_ms)


def _offset(text: str, flat: int) -> int:
    """Where a code point of the text with single blanks stands in the text itself."""
    for run in _RUN.finditer(text):
        length = run.end() - run.start()
        if flat < length:
            return run.start() + flat
        if flat == length:
            return run.end()  # The blank after it.
        flat -= length + 1
    return len(text)


def _check(passage: Passage, segments: Sequence[Segment]) -> None:
    for place in (passage.start, passage.end):
        if not (0 <= place.ordinal < len(segments) and 0 <= place.offset <= len(segments[place.ordinal].text)):
            raise Refused("This place is not in the transcript.", "Select the words again.")


def _trimmed(start: Position, end: Position, segments: Sequence[Segment]) -> tuple[Position, Position]:
    while start < end and not _letter_at(start, segments).strip():
        start = _after(start, segments)
    while start < end and not _letter_before(end, segments).strip():
        end = _before(end, segments)
    return start, end


def _letter_at(place: Position, segments: Sequence[Segment]) -> str:
    return segments[place.ordinal].text[place.offset : place.offset + 1]


def _letter_before(place: Position, segments: Sequence[Segment]) -> str:
    return segments[place.ordinal].text[place.offset - 1 : place.offset] if place.offset else ""


def _after(place: Position, segments: Sequence[Segment]) -> Position:
    if place.offset < len(segments[place.ordinal].text):
        return Position(place.ordinal, place.offset + 1)
    return Position(place.ordinal + 1, 0)


def _before(place: Position, segments: Sequence[Segment]) -> Position:
    if place.offset:
        return Position(place.ordinal, place.offset - 1)
    return Position(place.ordinal - 1, len(segments[place.ordinal - 1].text))


def _edge_words(start: Position, end: Position, segments: Sequence[Segment]) -> tuple[Word | None, Word | None]:
    words = words_between(start, end, segments)
    return (words[0], words[-1]) if words else (None, None)
