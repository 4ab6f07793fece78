"""A piece of a segment laid out: its lines, the rectangles of any of its words, and what lies under a point."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextLine, QTextOption

from app.script import Direction, direction_of
from db.tokens import Position
from widgets.transcript.columns import Column
from widgets.transcript.look import Type
from widgets.transcript.shown import Shown

_TOUCHING = 0.75
"""Pixels between two runs of glyphs that still count as one stretch."""


class Block:
    """Lines of text at a width; its own coordinates begin at its top left corner. Offsets are the segment's."""

    __slots__ = ("_line_height", "_rects", "_shown", "direction", "first", "height", "last", "layout", "ordinal")

    def __init__(self, column: Column, piece: int, width: float, type: Type) -> None:
        self.ordinal, self.first, self.last = column.span_of(piece)
        text = column.segments[self.ordinal].text
        self.direction: Direction = direction_of(text, column.language)
        self._shown = Shown(text[self.first : self.last])
        self._rects: dict[tuple[int, int], list[QRectF]] = {}
        self._line_height = type.line[self.direction]
        self.layout = QTextLayout(self._shown.text, type.font(self.direction))
        self.layout.setTextOption(_option(self.direction))
        self.layout.setCacheEnabled(True)
        if self._shown.marks:
            self.layout.setFormats(_small_names(self._shown.marks))
        self.height = self._lay(width, type.ascent)

    def _lay(self, width: float, ascent: float) -> int:
        y = 0.0
        self.layout.beginLayout()
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width)
            # Lines keep their distance also where another font steps in for one letter.
            line.setPosition(QPointF(0, y + ascent - line.ascent()))
            y += self._line_height
        self.layout.endLayout()
        return round(max(y, self._line_height))

    # where the text is

    def rects(self, start: int, end: int) -> list[QRectF]:
        """The rectangles that some code points of the segment cover, a line each or more where directions mix."""
        key = max(start, self.first), min(end, self.last)
        if key not in self._rects:
            self._rects[key] = self._rects_between(*map(self.to_drawn, key)) if key[0] < key[1] else []
        return self._rects[key]

    def _rects_between(self, start: int, end: int) -> list[QRectF]:
        rects: list[QRectF] = []
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                top = number * self._line_height
                rects += (
                    QRectF(left, top, right - left, self._line_height) for left, right in _extents(line, first, last)
                )
        return rects

    def baseline(self, rect: QRectF) -> float:
        """The baseline of the line that a rectangle lies on."""
        line = self.layout.lineAt(min(int(rect.top() / self._line_height + 0.5), self.layout.lineCount() - 1))
        return line.y() + line.ascent()

    def descent(self) -> float:
        """How far letters reach below the baseline."""
        return self.layout.lineAt(0).descent() if self.layout.lineCount() else 0.0

    def to_drawn(self, offset: int) -> int:
        """A code point of the segment as a UTF-16 unit of the layout."""
        return self._shown.to_drawn(offset - self.first)

    def to_source(self, unit: int) -> int:
        """A UTF-16 unit of the layout as a code point of the segment."""
        return self.first + self._shown.to_source(unit)

    def offset_at(self, point: QPointF) -> int:
        """The code point under a point, or the nearest of the nearest line."""
        count = self.layout.lineCount()
        if not count:
            return self.first
        line = self.layout.lineAt(min(max(int(point.y() // self._line_height), 0), count - 1))
        unit = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
        # Beside the text Qt answers with the end of the line, which is the next line's first letter.
        unit = min(unit, line.textStart() + max(line.textLength() - 1, 0))
        return min(self.first + self._shown.to_source(unit), max(self.last - 1, self.first))

    def line_of(self, offset: int) -> int:
        """The line on which a code point stands."""
        line = self.layout.lineForTextPosition(self.to_drawn(offset))
        return line.lineNumber() if line.isValid() else max(self.layout.lineCount() - 1, 0)

    def line_ends(self, offset: int) -> tuple[int, int]:
        """The first and the last code point of the line on which one stands."""
        line = self.layout.lineAt(self.line_of(offset))
        first, count = line.textStart(), max(line.textLength() - 1, 0)
        return self.first + self._shown.to_source(first), self.first + self._shown.to_source(first + count)

    @property
    def start(self) -> Position:
        """Where the piece begins."""
        return Position(self.ordinal, self.first)

    @property
    def end(self) -> Position:
        """Where it ends."""
        return Position(self.ordinal, self.last)


def _extents(line: QTextLine, first: int, last: int) -> list[tuple[float, float]]:
    """Left and right of each stretch that a range covers on a line.

    `cursorToX` of the two ends marks the wrong text where directions mix; the runs of glyphs do not.
    """
    boxes = sorted(
        (box.left(), box.right())
        for run in line.glyphRuns(first, last - first)
        if (box := run.boundingRect()).width() > 0
    )
    merged: list[tuple[float, float]] = []
    for left, right in boxes:
        if merged and left <= merged[-1][1] + _TOUCHING:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _option(direction: Direction) -> QTextOption:
    rtl = direction == "rtl"
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    # Without AlignAbsolute, Qt turns "right" into "left" for a text that runs from right to left.
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _small_names(marks: Sequence[tuple[int, int]]) -> list[QTextLayout.FormatRange]:
    """Names of hidden characters, smaller, and struck through: nobody shall take them for words."""
    style = QTextCharFormat()
    style.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -2)
    style.setFontUnderline(True)
    style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    formats: list[QTextLayout.FormatRange] = []
    for start, length in marks:
        one = QTextLayout.FormatRange()
        one.start, one.length, one.format = start, length, style
        formats.append(one)
    return formats
