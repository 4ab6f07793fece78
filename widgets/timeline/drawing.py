"""Draws the line of time, on the screen or into a picture."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPalette, QPen

from app.chronology import Kind
from widgets import plain, theme
from widgets.timeline.axis import Axis
from widgets.timeline.layout import HEAD, ROW, Layout, Shape

SCALE = 34
"""Pixels that the scale takes above the lanes."""
_BAR = 11
_FADE = 26.0


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours and letters that it is drawn in."""

    palette: QPalette
    font: QFont
    titles: dict[Kind, str]

    def of(self, kind: Kind) -> QColor:
        """The colour of a kind."""
        return {
            "statement": self.palette.color(QPalette.ColorRole.Highlight),
            "incident": theme.colour("problem"),
            "detail": self.palette.color(QPalette.ColorRole.Accent),
            "law": theme.colour("good"),
            "office": theme.colour("wave"),
        }[kind]


def draw_scale(painter: QPainter, axis: Axis, height: float, ink: Ink) -> None:
    """The ticks with their dates, and a thin line from each through the chart."""
    painter.setFont(ink.font)
    soft, line = ink.palette.color(QPalette.ColorRole.PlaceholderText), theme.colour("grid")
    for tick in axis.ticks():
        x = axis.x(tick.day)
        painter.setPen(QPen(line, 1.4 if tick.is_large else 0.8))
        painter.drawLine(QPointF(x, SCALE - 6), QPointF(x, height))
        painter.setPen(ink.palette.color(QPalette.ColorRole.Text) if tick.is_large else soft)
        painter.drawText(QRectF(x - 60, 4, 120, SCALE - 12), Qt.AlignmentFlag.AlignCenter, tick.label)
    painter.setPen(QPen(line, 1))
    painter.drawLine(QPointF(0, SCALE), QPointF(axis.width, SCALE))


def draw(painter: QPainter, layout: Layout, axis: Axis, ink: Ink, chosen: str | None, sight: range) -> None:
    """The lanes with what is in them, from the painter's origin; `sight`: the pixels from the top that are seen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for lane in layout.lanes:
        painter.setPen(ink.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(plain.strong(ink.font))
        place = QRectF(10, lane.top, axis.width - 20, HEAD)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, ink.titles[lane.kind])
        painter.setPen(QPen(theme.colour("border"), 1))
        bottom = lane.top + lane.height
        painter.drawLine(QPointF(0, bottom), QPointF(axis.width, bottom))
    painter.setFont(ink.font)
    metrics = QFontMetricsF(ink.font)
    for shape in layout.shapes:
        if sight.start - ROW < shape.top < sight.stop:
            _draw_shape(painter, shape, ink, metrics, chosen=shape.happening.record_id == chosen)


def _draw_shape(painter: QPainter, shape: Shape, ink: Ink, metrics: QFontMetricsF, *, chosen: bool) -> None:
    one = shape.happening
    colour = ink.of(one.kind)
    middle = shape.top + ROW / 2
    label = QRectF(shape.label_left, shape.top, shape.label_width + 2, ROW)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover"))
        around = label.united(QRectF(shape.left, shape.top, shape.right - shape.left, ROW))
        painter.drawRoundedRect(around.adjusted(-6, 1, 6, -1), 4, 4)
    if shape.right - shape.left <= _BAR and not one.is_doubtful:
        painter.setPen(QPen(ink.palette.color(QPalette.ColorRole.Base), 1.5))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF((shape.left + shape.right) / 2, middle), 5, 5)
    else:
        _draw_bar(painter, shape, colour, middle)
    painter.setPen(ink.palette.color(QPalette.ColorRole.Text))
    text = plain.isolated(metrics.elidedText(one.title, Qt.TextElideMode.ElideRight, shape.label_width + 1))
    lifted = label.translated(0, -_BAR / 2 - 2) if shape.is_inside else label
    painter.drawText(lifted, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, text)


def _draw_bar(painter: QPainter, shape: Shape, colour: QColor, middle: float) -> None:
    """A bar; soft where its end is open, hatched where the source is in doubt, hollow where it is some day within."""
    one = shape.happening
    bar = QRectF(shape.left, middle - _BAR / 2, shape.right - shape.left, _BAR)
    if shape.is_inside:
        bar = bar.translated(0, _BAR / 2 - 1)
    clear = QColor(colour)
    clear.setAlpha(0)
    solid = QColor(colour)
    solid.setAlpha(150 if one.is_lasting else 70)
    paint = QLinearGradient(bar.topLeft(), bar.topRight())
    fade = min(_FADE / max(bar.width(), 1), 0.45)
    soft_left, soft_right = shape.fades_left or one.is_doubtful, shape.fades_right or one.is_doubtful
    paint.setColorAt(0, clear if soft_left else solid)
    paint.setColorAt(fade, solid)
    paint.setColorAt(1 - fade, solid)
    paint.setColorAt(1, clear if soft_right else solid)
    firm = not (soft_left or soft_right)
    painter.setPen(QPen(colour, 1.2) if firm and not one.is_lasting else Qt.PenStyle.NoPen)
    painter.setBrush(paint)
    painter.drawRoundedRect(bar, 3, 3)
    if one.is_doubtful:
        painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar, 3, 3)
