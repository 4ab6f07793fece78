"""The rows of the view: pieces of both tiers that stand beside each other."""

import numpy as np
from numpy.typing import NDArray

from app import alignment
from db.tokens import TIERS, Position, Tier
from widgets.transcript.columns import Column

_Ints = NDArray[np.int64]

MOST_PIECES = 12
"""A row is laid out whole, so one with more pieces is shown as several."""


class Pages:
    """One or two columns cut into rows."""

    def __init__(self, columns: dict[Tier, Column]) -> None:
        self.columns = columns
        self._edges = _edges(columns)

    def __len__(self) -> int:
        return max((len(edges) - 1 for edges in self._edges.values()), default=0)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers that are there, the original first."""
        return tuple(tier for tier in TIERS if tier in self.columns)

    def pieces(self, tier: Tier, row: int) -> range:
        """The pieces of one tier in a row."""
        edges = self._edges[tier]
        return range(int(edges[row]), int(edges[row + 1]))

    def row_of(self, tier: Tier, place: Position) -> int:
        """The row that holds a place."""
        piece = self.columns[tier].piece_of(place)
        return int(np.searchsorted(self._edges[tier], piece, "right")) - 1

    def sums(self, tier: Tier, values: _Ints) -> _Ints:
        """A value of each piece, summed for each row."""
        totals = np.concatenate([np.zeros(1, np.int64), np.cumsum(values)])
        return np.diff(totals[self._edges[tier]])

    def start_ms(self, row: int) -> int | None:
        """When a row begins to be said."""
        for tier in self.tiers:
            for piece in self.pieces(tier, row):
                ordinal, first, _ = self.columns[tier].span_of(piece)
                if not first and (start_ms := self.columns[tier].segments[ordinal].start_ms) is not None:
                    return start_ms
        return None


def _edges(columns: dict[Tier, Column]) -> dict[Tier, _Ints]:
    if not columns:
        return {}
    if len(columns) == 1:
        ((tier, column),) = columns.items()
        return {tier: np.arange(column.piece_count() + 1)}
    edges = alignment.rows(columns["original"].segments, columns["translation"].segments).edges
    in_pieces = {
        tier: edge if (first := columns[tier].first_pieces) is None else first[edge] for tier, edge in edges.items()
    }
    counts = np.maximum(*(np.diff(edge) for edge in in_pieces.values()))
    if not len(counts) or int(counts.max()) <= MOST_PIECES:
        return in_pieces
    parts = np.where(counts > MOST_PIECES, -(-counts // (MOST_PIECES // 2)), 1)
    return {tier: _divided(edge, parts) for tier, edge in in_pieces.items()}


def _divided(edges: _Ints, parts: _Ints) -> _Ints:
    """The same rows, each cut evenly into so many."""
    row = np.repeat(np.arange(len(parts)), parts)
    part = np.arange(len(row)) - np.repeat(np.cumsum(parts) - parts, parts)
    size = np.diff(edges)[row]
    return np.append(edges[row] + size * part // parts[row], edges[-1])
