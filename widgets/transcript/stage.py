"""Everything laid out at a width: where columns and rows stand, and where in them a word is."""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from app.script import Direction, direction_of
from db.tokens import Position, Tier
from widgets.transcript.blocks import Block
from widgets.transcript.columns import Column, Place
from widgets.transcript.heights import Heights
from widgets.transcript.labels import Labels
from widgets.transcript.look import Type
from widgets.transcript.pages import Pages
from widgets.transcript.remarks import Remark

MOST_LAYOUTS = 600
"""Pieces that are kept laid out."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece in its row: `x` and `y` from the row's top left corner, and the name to be shown above it."""

    tier: Tier
    block: Block
    x: float
    y: int
    name: str | None
    remark: Remark | None = None
    """A correction, right below the piece."""

    def rects(self, start: Position, end: Position) -> list[QRectF]:
        """What a stretch covers of this piece, in the row's coordinates."""
        first = start.offset if start.ordinal == self.block.ordinal else 0
        last = end.offset if end.ordinal == self.block.ordinal else self.block.last
        if start.ordinal > self.block.ordinal or end.ordinal < self.block.ordinal:
            return []
        return [rect.translated(self.x, self.y) for rect in self.block.rects(first, last)]


@dataclass(frozen=True, slots=True)
class RowLayout:
    """A row laid out."""

    placed: tuple[Placed, ...]
    height: int
    top: int
    """Where the row itself begins, below the room that parts it from another speaker's."""
    text_top: int
    """Where the first line of text begins; the time stands beside it."""
    start_ms: int | None


class Stage:
    """Columns side by side at one width, with one type. A change of any of these makes a new stage."""

    def __init__(self, pages: Pages, type: Type, width: int, mirrored: bool = False) -> None:
        self.pages, self.type, self.width, self.mirrored = pages, type, width, mirrored
        self._rows: OrderedDict[int, RowLayout] = OrderedDict()
        self._layouts = 0
        self._place_columns()
        self.label = Labels(type, self.column_width).get
        self.heights = Heights(self._estimates())

    # columns

    def _place_columns(self) -> None:
        type, count = self.type, max(len(self.pages.tiers), 1)
        room = self.width - type.gutter - 2 * type.margin - type.between * (count - 1)
        column = min(max(room / count, type.letter_width["ltr"] * 8), type.widest)
        # The gutter stays at the edge, and so do the columns: the eye finds the times in a straight line.
        self.column_width = column
        self._lefts: dict[Tier, float] = {}
        x = float(type.margin + type.gutter)
        for tier in self.pages.tiers:
            self._lefts[tier] = self.width - x - column if self.mirrored else x
            x += column + type.between
        self.gutter = (self.width - type.margin - type.gutter) if self.mirrored else type.margin
        self.spine = None
        if count > 1:
            middle = type.margin + type.gutter + column + type.between / 2
            self.spine = self.width - middle if self.mirrored else middle

    def left(self, tier: Tier) -> float:
        """Where a column begins."""
        return self._lefts[tier]

    def tier_at(self, x: float) -> Tier | None:
        """The column that is nearest; None in the gutter."""
        if self.gutter <= x < self.gutter + self.type.gutter - self.type.pad or not self._lefts:
            return None
        return min(self._lefts, key=lambda tier: abs(x - self._lefts[tier] - self.column_width / 2))

    # rows

    def row(self, row: int) -> RowLayout:
        """A row, laid out now or a little while ago."""
        laid = self._rows.get(row)
        if laid is not None:
            self._rows.move_to_end(row)
            return laid
        laid = self._rows[row] = self._lay(row)
        self._layouts += len(laid.placed)
        while self._layouts > MOST_LAYOUTS and len(self._rows) > 1:
            self._layouts -= len(self._rows.popitem(last=False)[1].placed)
        return laid

    def measure(self, row: int) -> int:
        """The true height of a row."""
        return self.row(row).height

    def laid_out(self) -> int:
        """How many pieces are laid out."""
        return self._layouts

    def _lay(self, row: int) -> RowLayout:
        type, pages = self.type, self.pages
        blocks = {
            tier: [
                (piece, Block(pages.columns[tier], piece, self.column_width, type)) for piece in pages.pieces(tier, row)
            ]
            for tier in pages.tiers
        }
        heads = self._heads(blocks)
        above = (type.turn if heads else 0) if row else type.margin
        top = above + type.pad + (type.name_height if heads else 0)
        placed: list[Placed] = []
        bottom = top + round(min(type.line.values()))
        for tier, own in blocks.items():
            y = top
            for index, (piece, block) in enumerate(own):
                name = pages.columns[tier].speaker_at(piece) if index else heads.get(tier)
                if index:
                    y += type.gap + (type.name_height if name else 0)
                remark = self._remark(pages.columns[tier], block)
                placed.append(Placed(tier, block, self._lefts[tier], y, name, remark))
                y += block.height + (remark.height if remark else 0)
            bottom = max(bottom, y)
        return RowLayout(tuple(placed), bottom + type.pad, above, top, pages.start_ms(row))

    def _remark(self, column: Column, block: Block) -> Remark | None:
        """The correction of a segment, below its last piece."""
        reading = column.readings.get(block.ordinal)
        if reading is None or block.last < len(column.segments[block.ordinal].text):
            return None
        return Remark(reading, self.column_width, self.type, right=block.direction == "rtl")

    def _heads(self, blocks: dict[Tier, list[tuple[int, Block]]]) -> dict[Tier, str]:
        """The names above the first pieces of a row. A name that both tiers share is shown in its own script's."""
        heads: dict[Tier, str] = {}
        for tier, own in blocks.items():
            if own and (name := self.pages.columns[tier].speaker_at(own[0][0])):
                heads[tier] = name
        names = set(heads.values())
        if len(heads) > 1 and len(names) == 1:
            way = direction_of(names.pop())
            keep = next((tier for tier in heads if blocks[tier][0][1].direction == way), next(iter(heads)))
            heads = {keep: heads[keep]}
        return heads

    # places

    def place_of(self, tier: Tier, place: Position) -> tuple[int, Placed]:
        """The row and the piece in which a code point stands."""
        row = self.pages.row_of(tier, place)
        own = [one for one in self.row(row).placed if one.tier == tier]
        inside = (one for one in own if one.block.start <= place and place < one.block.end)
        return row, next(inside, next((one for one in reversed(own) if one.block.ordinal == place.ordinal), own[-1]))

    def word_rects(self, tier: Tier, word: Place) -> tuple[int, list[QRectF]]:
        """The row of a word and what it covers there."""
        column = self.pages.columns[tier]
        start, end = column.start_of(word), column.end_of(word)
        row, placed = self.place_of(tier, start)
        return row, placed.rects(start, end)

    def position_at(self, row: int, tier: Tier, point: QPointF) -> Position | None:
        """The code point of a tier that is nearest to a point of a row."""
        own = [one for one in self.row(row).placed if one.tier == tier]
        if not own:
            return None
        one = next((one for one in own if point.y() < one.y + one.block.height), own[-1])
        return Position(one.block.ordinal, one.block.offset_at(point - QPointF(one.x, one.y)))

    def hit(self, row: int, tier: Tier, point: QPointF) -> Place | None:
        """The word exactly under a point."""
        place = self.position_at(row, tier, point)
        word = self.pages.columns[tier].word_at(place) if place else None
        if word is None:
            return None
        _, rects = self.word_rects(tier, word)
        slack = self.type.letter_width["ltr"] * 0.6
        return word if any(rect.adjusted(-slack, 0, slack, 0).contains(point) for rect in rects) else None

    # estimates

    def _estimates(self) -> NDArray[np.int64]:
        type, pages = self.type, self.pages
        tallest = np.full(len(pages), round(min(type.line.values())), np.int64)
        for tier in pages.tiers:
            column = pages.columns[tier]
            way = _usual_direction(column)
            lines = np.ceil(column.piece_lengths() * (type.letter_width[way] * 1.06 / self.column_width))
            heights = np.maximum(lines, 1).astype(np.int64) * round(type.line[way])
            tallest = np.maximum(tallest, pages.sums(tier, heights + type.gap) - type.gap)
        turns = max((pages.columns[tier].turn_rate() for tier in pages.tiers), default=0.0)
        return tallest + 2 * type.pad + round(turns * (type.turn + type.name_height))


def _usual_direction(column: Column) -> Direction:
    sample = (segment.text for segment in column.segments[:20])
    return direction_of(" ".join(sample), column.language)
