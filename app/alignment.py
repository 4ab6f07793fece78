"""Which segments of an original and of its translation belong beside each other."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Protocol, overload

import numpy as np
from numpy.typing import NDArray

from app.words import words_of
from db.records import Segment
from db.tokens import Position, Tier

_Ints = NDArray[np.int64]
_Floats = NDArray[np.float64]

_CLAUSE_MARKS = frozenset(".,;:?!،؛؟۔…—–")
_NEAR_A_CLAUSE = 0.12
"""How far, as a share of a row's text, a proposed edge moves to meet the edge of a clause."""


@dataclass(frozen=True, slots=True)
class Row:
    """Segments that stand beside each other: first and last (exclusive) of each tier. One side may be empty."""

    original: tuple[int, int]
    translation: tuple[int, int]

    def of(self, tier: Tier) -> tuple[int, int]:
        """The segments of one tier."""
        return self.original if tier == "original" else self.translation


class Rows(Sequence[Row]):
    """Rows in order; each segment of either tier stands in exactly one. Made on demand: there may be 100,000."""

    def __init__(self, original: _Ints, translation: _Ints) -> None:
        self.edges: dict[Tier, _Ints] = {"original": original, "translation": translation}
        """For each tier where each row begins, and at the end where the last one ends."""

    def __len__(self) -> int:
        return len(self.edges["original"]) - 1

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        original, translation = self.edges["original"], self.edges["translation"]
        return Row(
            (int(original[place]), int(original[place + 1])), (int(translation[place]), int(translation[place + 1]))
        )

    def row_of(self, tier: Tier, ordinal: int) -> int:
        """The row in which a segment stands."""
        return int(np.searchsorted(self.edges[tier], ordinal, "right")) - 1


class Stretch(Protocol):
    """Anything from one place to another: a selection, a passage, a span."""

    @property
    def start(self) -> Position:
        """Its first place."""
        ...

    @property
    def end(self) -> Position:
        """The place after its last."""
        ...


def rows(original: Sequence[Segment], translation: Sequence[Segment]) -> Rows:
    """The two tiers in step.

    Segments stand in one row if the middle of one lies within the time of the other. Without times they are paired one
    by one if there are as many on either side, and else by how far each is from the beginning, counted in letters.
    """
    count, other_count = len(original), len(translation)
    if not count or not other_count:
        return Rows(*_one_by_one(count, other_count))
    extents, others = _times(original), _times(translation)
    if extents is None or others is None:
        if count == other_count:
            return Rows(np.arange(count + 1), np.arange(count + 1))
        extents, others = _shares(original), _shares(translation)
    elif count == other_count and np.array_equal(extents[0], others[0]):
        return Rows(np.arange(count + 1), np.arange(count + 1))
    return Rows(*_in_step(extents, others))


def counterpart(
    stretch: Stretch,
    from_segments: Sequence[Segment],
    to_segments: Sequence[Segment],
    rows: Rows,
    tier: Tier = "original",
) -> tuple[Position, Position] | None:
    """A proposal for the words of the other tier that say the same as a stretch of `tier`; None if there are none.

    Whole rows answer to whole rows. Within a row the edge is placed in proportion, and moved to the edge of a clause
    if one is near: a person must look at it.
    """
    other: Tier = "translation" if tier == "original" else "original"
    if stretch.start >= stretch.end or not rows:
        return None
    first, last = rows.row_of(tier, stretch.start.ordinal), rows.row_of(tier, stretch.end.ordinal)
    words = _RowWords(to_segments, *_range(rows, other, first))
    start = words.starting(_share_before(stretch.start, from_segments, rows[first].of(tier)))
    ending = words if first == last else _RowWords(to_segments, *_range(rows, other, last))
    end = ending.ending(_share_before(stretch.end, from_segments, rows[last].of(tier)))
    if start is None:
        start = _edge_word(to_segments, range(_range(rows, other, first)[0], len(to_segments)))
    if end is None:
        end = _edge_word(to_segments, range(_range(rows, other, last)[1] - 1, -1, -1))
    if start is None or end is None or start[0] >= end[1]:
        return None
    return start[0], end[1]


_Place = tuple[Position, Position]


class _RowWords:
    """The words of one row of a tier, each with its share of the row's letters before and after it."""

    def __init__(self, segments: Sequence[Segment], first: int, last: int) -> None:
        self._places: list[_Place] = []
        self._before: list[float] = []
        self._clause_ends: list[int] = []
        total = max(sum(len(segments[ordinal].text) + 1 for ordinal in range(first, last)), 1)
        done = 0
        for ordinal in range(first, last):
            text = segments[ordinal].text
            spans = words_of(text)
            for (start, end), (following, _) in pairwise([*spans, (len(text), 0)]):
                self._places.append((Position(ordinal, start), Position(ordinal, end)))
                self._before.append((done + start) / total)
                if not _CLAUSE_MARKS.isdisjoint(text[end:following]):
                    self._clause_ends.append(len(self._places))
            done += len(text) + 1

    def starting(self, share: float) -> _Place | None:
        """The word with which a stretch begins that leaves out this share of the row."""
        return self._places[min(self._cut(share), len(self._places) - 1)] if self._places else None

    def ending(self, share: float) -> _Place | None:
        """The word with which a stretch ends that takes this share of the row."""
        return self._places[max(self._cut(share) - 1, 0)] if self._places else None

    def _cut(self, share: float) -> int:
        """Before which word the row is cut."""
        count = len(self._places)
        if share <= 0 or share >= 1:
            return 0 if share <= 0 else count
        edges = [*self._before, 1.0]
        place = bisect_left(edges, share)
        if place and share - edges[place - 1] < edges[place] - share:
            place -= 1
        clauses = [0, *self._clause_ends, count]
        nearest = min(clauses, key=lambda clause: abs(edges[clause] - share))
        return nearest if abs(edges[nearest] - share) <= _NEAR_A_CLAUSE else place


def _range(rows: Rows, tier: Tier, row: int) -> tuple[int, int]:
    return rows[row].of(tier)


def _edge_word(segments: Sequence[Segment], ordinals: range) -> _Place | None:
    """The first word of the segments in a direction; its last words stand for it when walking back."""
    for ordinal in ordinals:
        spans = words_of(segments[ordinal].text)
        if spans:
            start, end = spans[0 if ordinals.step > 0 else -1]
            return Position(ordinal, start), Position(ordinal, end)
    return None


def _share_before(place: Position, segments: Sequence[Segment], row: tuple[int, int]) -> float:
    """How much of a row's letters stand before a place, 0 and 1 meaning that no word does, or every word."""
    words = [Position(ordinal, start) for ordinal in range(*row) for start, _ in words_of(segments[ordinal].text)]
    before = bisect_left(words, place)
    if not before or before == len(words):
        return 0.0 if not before else 1.0
    total = sum(len(segments[ordinal].text) + 1 for ordinal in range(*row))
    done = sum(len(segments[ordinal].text) + 1 for ordinal in range(row[0], place.ordinal))
    return (done + place.offset) / total


def _one_by_one(count: int, other_count: int) -> tuple[_Ints, _Ints]:
    size = max(count, other_count) + 1
    none = np.zeros(size, np.int64)
    return (np.arange(size) if count else none, np.arange(size) if other_count else none)


def _times(segments: Sequence[Segment]) -> tuple[_Floats, _Floats] | None:
    """When each segment begins and ends, in order and without gaps of knowledge; None if nothing is known."""
    start = np.array(list(map(attrgetter("start_ms"), segments)), np.float64)
    end = np.array(list(map(attrgetter("end_ms"), segments)), np.float64)
    known = ~np.isnan(start)
    if not known.any():
        return None
    if not known.all():
        before, _ = _shares(segments)
        start = np.interp(before, before[known], start[known])
    start = np.maximum.accumulate(start)
    following = np.append(start[1:], start[-1] + 1)
    end = np.where(np.isnan(end), following, end)
    return start, np.maximum(end, start + 1)


def _shares(segments: Sequence[Segment]) -> tuple[_Floats, _Floats]:
    """Where each segment begins and ends as a share of all letters."""
    lengths = np.array(list(map(len, map(attrgetter("text"), segments))), np.float64) + 1
    ends = np.cumsum(lengths)
    return (ends - lengths) / ends[-1], ends / ends[-1]


def _in_step(one: tuple[_Floats, _Floats], other: tuple[_Floats, _Floats]) -> tuple[_Ints, _Ints]:
    """Where the rows begin in two tiers whose segments are linked wherever the middle of one lies in the other."""
    linked, links = _links(one, other)
    back, back_links = _links(other, one)
    left = np.concatenate([linked, back_links])
    right = np.concatenate([links, back])
    order = np.lexsort((right, left))
    left, right = left[order], right[order]
    groups = _groups(left, right)
    return _edges(groups, (one[0], other[0]))


def _links(one: tuple[_Floats, _Floats], other: tuple[_Floats, _Floats]) -> tuple[_Ints, _Ints]:
    """Pairs in which the middle of a segment lies within a segment of the other tier."""
    middle = np.maximum.accumulate((one[0] + one[1]) / 2)
    place = np.searchsorted(other[0], middle, "right") - 1
    inside = (place >= 0) & (middle < other[1][place])
    return np.flatnonzero(inside), place[inside]


def _groups(left: _Ints, right: _Ints) -> tuple[_Ints, _Ints, _Ints, _Ints]:
    """Pairs, sorted, as groups that no pair crosses: first and last (exclusive) of either side."""
    if not len(left):
        none = np.zeros(0, np.int64)
        return none, none, none, none
    highest = np.maximum.accumulate(right)
    lowest = np.minimum.accumulate(right[::-1])[::-1]
    breaks = np.flatnonzero((left[1:] > left[:-1]) & (lowest[1:] > highest[:-1])) + 1
    firsts = np.concatenate([[0], breaks])
    lasts = np.concatenate([breaks, [len(left)]]) - 1
    return left[firsts], left[lasts] + 1, lowest[firsts], highest[lasts] + 1


def _edges(groups: tuple[_Ints, _Ints, _Ints, _Ints], starts: tuple[_Floats, _Floats]) -> tuple[_Ints, _Ints]:
    """Groups, and between them each segment that has no partner, by time."""
    first, last, other_first, other_last = groups
    alone, slot = _alone(first, last, len(starts[0]))
    other_alone, other_slot = _alone(other_first, other_last, len(starts[1]))
    counts = np.concatenate([last - first, np.ones(len(alone), np.int64), np.zeros(len(other_alone), np.int64)])
    other_counts = np.concatenate(
        [other_last - other_first, np.zeros(len(alone), np.int64), np.ones(len(other_alone), np.int64)]
    )
    slots = np.concatenate([np.arange(len(first)) * 2 + 1, slot, other_slot])
    times = np.concatenate([np.zeros(len(first)), starts[0][alone], starts[1][other_alone]])
    order = np.lexsort((times, slots))
    return _summed(counts[order]), _summed(other_counts[order])


def _alone(first: _Ints, last: _Ints, count: int) -> tuple[_Ints, _Ints]:
    """The segments of a tier that are in no group, and the slot between the groups that each falls into."""
    inside = np.zeros(count + 1, np.int64)
    np.add.at(inside, first, 1)
    np.add.at(inside, last, -1)
    alone = np.flatnonzero(np.cumsum(inside)[:count] == 0)
    return alone, np.searchsorted(last, alone, "right") * 2


def _summed(counts: _Ints) -> _Ints:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
