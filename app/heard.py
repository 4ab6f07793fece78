"""What is said at a time, and between two times."""

from bisect import bisect_right
from collections.abc import Sequence

from app.words import estimate
from db.records import Segment
from db.tokens import Position


class Saying:
    """The segments of a tier by the time at which they begin."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        timed = [(one.start_ms, number) for number, one in enumerate(segments) if one.start_ms is not None]
        timed.sort()
        self._segments = segments
        self._starts = [start for start, _ in timed]
        self._numbers = [number for _, number in timed]

    def at(self, ms: int) -> str:
        """The text of the segment that is being said, the latest of several; empty in silence."""
        place = bisect_right(self._starts, ms) - 1
        if place < 0:
            return ""
        segment = self._segments[self._numbers[place]]
        return segment.text if segment.end_ms is None or ms < segment.end_ms else ""


def between(segments: Sequence[Segment], start_ms: int, end_ms: int) -> tuple[Position, Position] | None:
    """The first and last place of the words of which the greater part is said between two times."""
    first: Position | None = None
    last: Position | None = None
    for ordinal, segment in enumerate(segments):
        if segment.start_ms is None or segment.end_ms is None:
            continue
        if segment.end_ms <= start_ms or segment.start_ms >= end_ms:
            continue
        for word in segment.words or estimate(segment).words:
            if word.start_ms is not None and word.end_ms is not None:
                middle = (word.start_ms + word.end_ms) / 2
                if start_ms <= middle < end_ms:
                    first = first or Position(ordinal, word.start)
                    last = Position(ordinal, word.end)
    return None if first is None or last is None else (first, last)
