"""Painting a row: tints under the text, the text with selection and spoken word, underlines, and the cursor."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout

from db.tokens import Position, Tier
from widgets.transcript.labels import Label
from widgets.transcript.look import Colours
from widgets.transcript.marked import Laid, Marked
from widgets.transcript.stage import Placed, RowLayout, Stage

Stretch = tuple[Position, Position]

_PATTERNS = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


@dataclass(slots=True)
class Scene:
    """What there is to be seen besides the text."""

    marks: dict[Tier, Marked] = field(default_factory=dict[Tier, Marked])
    found: dict[Tier, Marked] = field(default_factory=dict[Tier, Marked])
    selected: tuple[Tier, Stretch] | None = None
    spoken: tuple[Tier, Stretch] | None = None
    spoken_row: int | None = None
    cursor: tuple[Tier, Stretch] | None = None
    """The word under the keyboard's cursor, where it is to be shown."""


class RowPainter:
    """Paints rows of a stage; the painter's origin is the row's top left corner."""

    def __init__(self, painter: QPainter, stage: Stage, scene: Scene, colours: Colours) -> None:
        self._painter, self._stage, self._scene, self._colours = painter, stage, scene, colours

    def paint(self, row: int, laid: RowLayout, clip: QRectF) -> None:
        """What lies in a rectangle of the row."""
        stage = self._stage
        if row == self._scene.spoken_row:
            self._light(laid)
        if laid.start_ms is not None and clip.left() < stage.gutter + stage.type.gutter and clip.right() > stage.gutter:
            self._time(laid, laid.start_ms, row == self._scene.spoken_row)
        reach = stage.type.between / 2
        for placed in laid.placed:
            if placed.x - reach <= clip.right() and placed.x + stage.column_width + reach >= clip.left():
                if placed.name and clip.top() < placed.y:
                    self._name(placed, placed.name)
                if clip.bottom() >= placed.y - reach:
                    self._piece(placed, clip)

    def _light(self, laid: RowLayout) -> None:
        """The row that is being said: a band, and a bar at its beginning."""
        stage, height = self._stage, laid.height - laid.top
        bar = max(round(stage.type.lane), 3)
        x = stage.width - bar if stage.mirrored else 0
        self._painter.fillRect(QRectF(0, laid.top, stage.width, height), self._colours.row)
        self._painter.fillRect(QRectF(x, laid.top, bar, height), self._colours.accent)

    def _time(self, laid: RowLayout, start_ms: int, spoken: bool) -> None:
        stage, type = self._stage, self._stage.type
        label = stage.label(clock(start_ms), "time")
        room = type.gutter - type.lane * 7
        x = stage.gutter + (type.gutter - room if stage.mirrored else room - label.width)
        self._label(label, x, laid.text_top + type.ascent, self._colours.accent if spoken else self._colours.muted)

    def _name(self, placed: Placed, name: str) -> None:
        type = self._stage.type
        label = self._stage.label(name, "name")
        x = placed.x + (self._stage.column_width - label.width if placed.block.direction == "rtl" else 0)
        self._label(label, x, placed.y - type.name_height + label.ascent + type.lane, self._colours.name)

    def _label(self, label: Label, x: float, baseline: float, colour: QColor) -> None:
        self._painter.setFont(label.font)
        self._painter.setPen(colour)
        self._painter.drawStaticText(QPointF(x, baseline - label.ascent), label.text)

    # text

    def _piece(self, placed: Placed, clip: QRectF) -> None:
        scene, colours, painter = self._scene, self._colours, self._painter
        block = placed.block
        marks = scene.marks[placed.tier].between(block.start, block.end) if placed.tier in scene.marks else []
        for laid in marks:
            tint = colours.mark_current if laid.mark.current else colours.mark
            for rect in placed.rects(laid.mark.start, laid.mark.end):
                painter.fillRect(self._letters(placed, rect), tint)
        if placed.tier in scene.found:
            self._found(placed, scene.found[placed.tier].between(block.start, block.end))
        inks: list[QTextLayout.FormatRange] = []
        if (stretch := _of(scene.selected, placed)) and (rects := placed.rects(*stretch)):
            for rect in rects:
                painter.fillRect(rect, colours.selected)
            inks.append(_ink(placed, stretch, colours.selected_ink))
        if (stretch := _of(scene.spoken, placed)) and (rects := placed.rects(*stretch)):
            self._pill(placed, rects, colours.spoken)
            inks.append(_ink(placed, stretch, colours.spoken_ink))
        painter.setPen(colours.ink)
        block.layout.draw(painter, QPointF(placed.x, placed.y), inks, clip)
        for laid in marks:
            self._underline(placed, laid)
        self._correct(placed)
        if (stretch := _of(scene.cursor, placed)) and (rects := placed.rects(*stretch)):
            self._outline(placed, rects, colours.accent, 1.6)

    def _correct(self, placed: Placed) -> None:
        """Strike out the words that a correction replaces, and write below how it should read."""
        column, block, painter = self._stage.pages.columns[placed.tier], placed.block, self._painter
        reading = column.readings.get(block.ordinal)
        if reading is None:
            return
        painter.setPen(QPen(self._colours.accent, max(self._stage.type.lane * 0.5, 1.2)))
        # In Arabic the letters join on the line: there the stroke runs above it.
        height = 0.46 if block.direction == "rtl" else 0.62
        for first, last in reading.wrong:
            for rect in placed.rects(Position(block.ordinal, first), Position(block.ordinal, last)):
                letters = self._letters(placed, rect)
                y = letters.top() + letters.height() * height
                painter.drawLine(QPointF(letters.left(), y), QPointF(letters.right(), y))
        remark = placed.remark
        if remark is None:
            return
        top, lane = placed.y + block.height, self._stage.type.lane
        x = placed.x + (self._stage.column_width - lane if remark.right else 0)
        painter.fillRect(QRectF(x, top, max(lane * 0.7, 2), remark.height - lane), self._colours.accent)
        for number, (layout, y) in enumerate(remark.layouts):
            painter.setPen(self._colours.ink if number else self._colours.muted)
            layout.draw(painter, QPointF(placed.x + remark.left, top + y))

    def _letters(self, placed: Placed, rect: QRectF) -> QRectF:
        """The part of a line that letters fill, without the room for underlines below."""
        baseline = placed.y + placed.block.baseline(rect.translated(0, -placed.y))
        bottom = baseline + placed.block.descent()
        return QRectF(rect.left(), rect.top(), rect.width(), bottom - rect.top())

    def _pill(self, placed: Placed, rects: Iterable[QRectF], colour: QColor, reach: float = 1.0) -> None:
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        self._rounded(placed, rects, reach)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _outline(
        self, placed: Placed, rects: Iterable[QRectF], colour: QColor, width: float, reach: float = 1.0
    ) -> None:
        self._painter.setPen(QPen(colour, width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._rounded(placed, rects, reach)

    def _rounded(self, placed: Placed, rects: Iterable[QRectF], reach: float) -> None:
        lane = self._stage.type.lane
        side = spill(lane) * reach
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect in rects:
            box = self._letters(placed, rect).adjusted(-side, 0, side, lane * 0.5)
            self._painter.drawRoundedRect(box, lane * 1.5, lane * 1.5)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _found(self, placed: Placed, hits: Iterable[Laid]) -> None:
        for laid in hits:
            rects = placed.rects(laid.mark.start, laid.mark.end)
            self._pill(placed, rects, self._colours.found, 0.4)
            self._outline(placed, rects, self._colours.found_line, 2.2 if laid.mark.current else 1.0, 0.4)

    def _underline(self, placed: Placed, laid: Laid) -> None:
        lane, mark = self._stage.type.lane, laid.mark
        thick = lane * (0.85 if mark.current else 0.5)
        pen = QPen(self._colours.line, max(thick, 1.0), _PATTERNS[laid.lane % len(_PATTERNS)])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        for rect in placed.rects(mark.start, mark.end):
            y = self._letters(placed, rect).bottom() + lane * (0.3 + laid.lane) + thick / 2
            self._painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def spill(lane: float) -> float:
    """How far the light around a word reaches beyond its letters."""
    return lane * 0.8


def clock(ms: int) -> str:
    """A time as it stands in the gutter: 0:05, 12:40, 1:02:03."""
    sign, seconds = ("-" if ms < 0 else ""), abs(ms) // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    head = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{sign}{head}:{seconds % 60:02d}"


def paint_empty(
    painter: QPainter, rect: QRectF, fonts: tuple[QFont, QFont], colours: Colours, texts: tuple[str, str]
) -> None:
    """What to do, in the middle of an empty view. The texts are plain."""
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    boxes: list[Callable[[float], None]] = []
    height = 0.0
    width = min(rect.width() * 0.8, 420.0)
    for font, colour, text in zip(fonts, (colours.ink, colours.muted), texts, strict=True):
        metrics = QFontMetricsF(font)
        size = metrics.boundingRect(QRectF(0, 0, width, 1e6), flags, text)
        box = QRectF(rect.center().x() - width / 2, 0, width, size.height())

        def draw(top: float, font: QFont = font, colour: QColor = colour, text: str = text, box: QRectF = box) -> None:
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(box.translated(0, top), int(flags), text)

        boxes.append(draw)
        height += size.height() + metrics.height() * 0.4
    top = rect.center().y() - height / 2
    for draw, font, text in zip(boxes, fonts, texts, strict=True):
        draw(top)
        top += (
            QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e6), flags, text).height()
            + QFontMetricsF(font).height() * 0.4
        )


def _of(marked: tuple[Tier, Stretch] | None, placed: Placed) -> Stretch | None:
    return marked[1] if marked is not None and marked[0] == placed.tier else None


def _ink(placed: Placed, stretch: Stretch, colour: QColor) -> QTextLayout.FormatRange:
    block = placed.block
    start = max(stretch[0], block.start)
    end = min(stretch[1], block.end)
    ink = QTextLayout.FormatRange()
    ink.start = block.to_drawn(start.offset)
    ink.length = block.to_drawn(end.offset) - ink.start
    style = QTextCharFormat()
    style.setForeground(QBrush(colour))
    ink.format = style
    return ink
