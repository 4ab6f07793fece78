"""Where a key takes the cursor: from word to word, line to line, sentence to sentence, column to column."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt

from db.tokens import Position, Tier
from widgets.transcript.columns import Place
from widgets.transcript.stage import Placed, Stage

_FARTHEST_EMPTY = 200
"""Segments without words over which a step up or down looks for the next line."""

Step = Callable[[Stage, Tier, Place, float], Place | None]
"""From a word to another, or None at the end. The number is the x that steps up and down try to keep."""


def left(stage: Stage, tier: Tier, word: Place, _: float) -> Place | None:
    """The word to the left, which is the next one where the text runs from right to left."""
    column = stage.pages.columns[tier]
    return column.after(word) if _runs_left(stage, tier, word) else column.before(word)


def right(stage: Stage, tier: Tier, word: Place, _: float) -> Place | None:
    """The word to the right."""
    column = stage.pages.columns[tier]
    return column.before(word) if _runs_left(stage, tier, word) else column.after(word)


def sentence_left(stage: Stage, tier: Tier, word: Place, _: float) -> Place | None:
    """The beginning of a sentence, towards the left."""
    return _sentence(stage, tier, word, forward=_runs_left(stage, tier, word))


def sentence_right(stage: Stage, tier: Tier, word: Place, _: float) -> Place | None:
    """The beginning of a sentence, towards the right."""
    return _sentence(stage, tier, word, forward=not _runs_left(stage, tier, word))


def up(stage: Stage, tier: Tier, word: Place, x: float) -> Place | None:
    """The word above."""
    return _line(stage, tier, word, x, -1)


def down(stage: Stage, tier: Tier, word: Place, x: float) -> Place | None:
    """The word below."""
    return _line(stage, tier, word, x, 1)


def home(stage: Stage, tier: Tier, word: Place, _: float) -> Place | None:
    """The first word of the line."""
    _, placed, offset = _spot(stage, tier, word)
    return stage.pages.columns[tier].word_at(Position(word[0], placed.block.line_ends(offset)[0]))


def end(stage: Stage, tier: Tier, word: Place, _: float) -> Place | None:
    """The last word of the line."""
    _, placed, offset = _spot(stage, tier, word)
    return stage.pages.columns[tier].word_at(Position(word[0], placed.block.line_ends(offset)[1]))


def first(stage: Stage, tier: Tier, _word: Place, _: float) -> Place | None:
    """The first word of all."""
    return stage.pages.columns[tier].first_from(0)


def last(stage: Stage, tier: Tier, _word: Place, _: float) -> Place | None:
    """The last word of all."""
    column = stage.pages.columns[tier]
    return column.last_until(len(column) - 1)


STEPS: dict[tuple[Qt.Key, bool], Step] = {
    (Qt.Key.Key_Left, False): left,
    (Qt.Key.Key_Right, False): right,
    (Qt.Key.Key_Up, False): up,
    (Qt.Key.Key_Down, False): down,
    (Qt.Key.Key_Home, False): home,
    (Qt.Key.Key_End, False): end,
    (Qt.Key.Key_Left, True): sentence_left,
    (Qt.Key.Key_Right, True): sentence_right,
    (Qt.Key.Key_Home, True): first,
    (Qt.Key.Key_End, True): last,
}
"""What each key does, without and with Ctrl."""


def _runs_left(stage: Stage, tier: Tier, word: Place) -> bool:
    return _spot(stage, tier, word)[1].block.direction == "rtl"


def _spot(stage: Stage, tier: Tier, word: Place) -> tuple[int, Placed, int]:
    """A word's row, its piece, and its first code point."""
    start = stage.pages.columns[tier].start_of(word)
    return *stage.place_of(tier, start), start.offset


def _sentence(stage: Stage, tier: Tier, word: Place, *, forward: bool) -> Place | None:
    column = stage.pages.columns[tier]
    begins, ends = column.sentence(word)
    if forward:
        return column.after(ends)
    if begins != word:
        return begins
    before = column.before(word)
    return column.sentence(before)[0] if before else None


def _line(stage: Stage, tier: Tier, word: Place, x: float, step: int) -> Place | None:
    column = stage.pages.columns[tier]
    _, placed, offset = _spot(stage, tier, word)
    line = placed.block.line_of(offset) + step
    piece = column.piece_of(placed.block.start)
    for _ in range(_FARTHEST_EMPTY):
        if not 0 <= line < placed.block.layout.lineCount():
            piece += step
            if not 0 <= piece < column.piece_count():
                return None
            ordinal, offset, _ = column.span_of(piece)
            _, placed = stage.place_of(tier, Position(ordinal, offset))
            line = 0 if step > 0 else max(placed.block.layout.lineCount() - 1, 0)
        y = (line + 0.5) * stage.type.line[placed.block.direction]
        place = Position(placed.block.ordinal, placed.block.offset_at(QPointF(x - placed.x, y)))
        if found := column.word_at(place):
            return found
        line += step
    return None
