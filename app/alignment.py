"""Which segments of an original and of its translation belong beside each other."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, overload

import numpy as np
from numpy.typing import NDArray

from app.words import words_of
from db.records import Segment
from db.tokens import Position, Tier

_Ints = NDArray[np.int64]
_Floats = NDArray[np.float64]

_CLAUSE_MARKS = frozenset(".,;:?!،؛؟۔…—–")
_NEAR_A_CLAUSE = 0.2
"""How far, as a share of a row's text, the edge of a clause is looked for where the stretch has one too."""


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
    starts, other_starts = [one.start_ms for one in original], [one.start_ms for one in translation]
    if starts == other_starts:
        return Rows(*_one_by_one(count, other_count))
    extents, others = _times(original, starts), _times(translation, other_starts)
    if extents is None or others is None:
        if count == other_count:
            return Rows(*_one_by_one(count, other_count))
        extents, others = _shares(original), _shares(translation)
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
    start = words.starting(_edge_at(stretch.start, from_segments, rows[first].of(tier)))
    ending = words if first == last else _RowWords(to_segments, *_range(rows, other, last))
    end = ending.ending(_edge_at(stretch.end, from_segments, rows[last].of(tier)))
    if start is None:
        start = _edge_word(to_segments, range(_range(rows, other, first)[0], len(to_segments)))
    if end is None:
        end = _edge_word(to_segments, range(_range(rows, other, last)[1] - 1, -1, -1))
    if start is None or end is None or start[0] >= end[1]:
        return None
    return start[0], end[1]


_Place = tuple[Position, Position]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A cut between two words: which share of the row's letters stands before it, and whether a clause ends there."""

    share: float
    of_clause: bool


class _RowWords:
    """The words of one row of a tier, with the cuts between them."""

    def __init__(self, segments: Sequence[Segment], first: int, last: int) -> None:
        self._ends: list[Position] = []
        self.starts: list[Position] = []
        self._shares: list[float] = []
        self._clauses: list[int] = [0]
        total = max(sum(len(segments[ordinal].text) + 1 for ordinal in range(first, last)), 1)
        done = 0
        for ordinal in range(first, last):
            text = segments[ordinal].text
            for (start, end), (following, _) in pairwise([*words_of(text), (len(text), 0)]):
                self.starts.append(Position(ordinal, start))
                self._ends.append(Position(ordinal, end))
                self._shares.append((done + start) / total)
                if not _CLAUSE_MARKS.isdisjoint(text[end:following]):
                    self._clauses.append(len(self.starts))
            done += len(text) + 1
        self._shares.append(1.0)

    def edge(self, cut: int) -> _Edge:
        """The cut before a word, or after the last one."""
        count = len(self.starts)
        share = 0.0 if not cut else 1.0 if cut >= count else self._shares[cut]
        return _Edge(share, cut in self._clauses or cut in (0, count))

    def starting(self, edge: _Edge) -> _Place | None:
        """The word after a cut like that one."""
        place = min(self._cut(edge), len(self.starts) - 1)
        return (self.starts[place], self._ends[place]) if self.starts else None

    def ending(self, edge: _Edge) -> _Place | None:
        """The word before a cut like that one."""
        place = max(self._cut(edge) - 1, 0)
        return (self.starts[place], self._ends[place]) if self.starts else None

    def _cut(self, edge: _Edge) -> int:
        """Before which word the row is cut."""
        count = len(self.starts)
        if edge.share <= 0 or edge.share >= 1:
            return 0 if edge.share <= 0 else count

        def distance(cut: int) -> float:
            return abs(self._shares[cut] - edge.share)

        clause = min((*self._clauses, count), key=distance)
        if edge.of_clause and distance(clause) <= _NEAR_A_CLAUSE:
            return clause
        return min(range(count + 1), key=distance)


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


def _edge_at(place: Position, segments: Sequence[Segment], row: tuple[int, int]) -> _Edge:
    """Where a place cuts the words of its row."""
    words = _RowWords(segments, *row)
    return words.edge(bisect_left(words.starts, place))


def _one_by_one(count: int, other_count: int) -> tuple[_Ints, _Ints]:
    size = max(count, other_count) + 1
    none = np.zeros(size, np.int64)
    return (np.arange(size) if count else none, np.arange(size) if other_count else none)


def _times(segments: Sequence[Segment], starts: Sequence[int | None]) -> tuple[_Floats, _Floats] | None:
    """When each segment begins and ends, in order and without gaps of knowledge; None if nothing is known."""
    start = np.array(starts, np.float64)
    end = np.array([one.end_ms for one in segments], np.float64)
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
    lengths = np.array([len(one.text) for one in segments], np.float64) + 1
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
