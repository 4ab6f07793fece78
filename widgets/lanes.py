"""How stretches of time that overlap are laid under each other, and where a scale has its ticks."""

from collections.abc import Sequence
from dataclasses import dataclass

_STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a quote on the line of time, and what to say of it."""

    quote_id: str
    start_ms: int
    end_ms: int
    text: str = ""


def in_lanes(stretches: Sequence[Stretch]) -> list[int]:
    """For each stretch its lane, the first one that is free. The parts of one quote may share a lane."""
    lanes = [0] * len(stretches)
    ends: list[int] = []
    for place in sorted(range(len(stretches)), key=lambda n: (stretches[n].start_ms, -stretches[n].end_ms)):
        stretch = stretches[place]
        lane = next((n for n, end in enumerate(ends) if end <= stretch.start_ms), len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = max(stretch.end_ms, stretch.start_ms + 1)
        lanes[place] = lane
    return lanes


def ticks(start_ms: float, end_ms: float, most: int) -> list[int]:
    """Round times within a stretch, at most so many."""
    length = max(1.0, end_ms - start_ms)
    step = next((round(step * 1000) for step in _STEPS_S if length / (step * 1000) <= most), round(length) or 1)
    first = -(-start_ms // step) * step
    return list(range(round(first), round(end_ms) + 1, step))
