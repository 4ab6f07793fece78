"""The signs of the matrix: shapes that are told apart without colour, as deep in colour as the evidence is strong."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPalette, QPen, QPolygonF

from app.argument.matrix import Cell
from widgets import theme
from widgets.models.choice_delegate import mixed

SIZE = 13.0


def draw_cell(painter: QPainter, box: QRectF, cell: Cell, palette: QPalette, font: QFont) -> None:
    """A cell's ground, its sign, its weight, and how many links it stands for."""
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    inner = box.adjusted(3, 3, -3, -3)
    path = QPainterPath()
    path.addRoundedRect(inner, 5, 5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    direction = cell.direction
    if direction == "contested":
        half = QRectF(inner.left(), inner.top(), inner.width() / 2, inner.height())
        other = half.translated(inner.width() / 2, 0)
        painter.fillRect(half, mixed(base, supporting(palette), depth(cell.support)))
        painter.fillRect(other, mixed(base, opposing(palette), depth(cell.against)))
        _part(painter, half, "supports", cell.support, palette, font)
        _part(painter, other, "contradicts", cell.against, palette, font)
        painter.setPen(QPen(base, 2))
        painter.drawLine(QPointF(other.left(), inner.top()), QPointF(other.left(), inner.bottom()))
    else:
        painter.fillRect(inner, ground(cell, palette))
        _part(painter, inner, direction, cell.against if direction == "contradicts" else cell.support, palette, font)
    painter.restore()
    count = cell.count + (cell.fallen if direction == "none" else 0)
    if count > 1:
        painter.setFont(font)
        painter.setPen(text)
        painter.drawText(inner.adjusted(5, 0, -5, -1), _END, f"×{count}")
    if cell.doubtful:
        painter.setFont(font)
        painter.setPen(text)
        painter.drawText(inner.adjusted(5, 1, -5, 0), _TOP, "?")


_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
_BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_TOP = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


def ground(cell: Cell, palette: QPalette) -> QColor:
    """How deep the colour of a cell is."""
    base = palette.color(QPalette.ColorRole.Base)
    if cell.direction in ("supports", "partly"):
        return mixed(base, supporting(palette), depth(cell.support))
    if cell.direction == "contradicts":
        return mixed(base, opposing(palette), depth(cell.against))
    if cell.direction == "none":
        return base
    return mixed(base, palette.color(QPalette.ColorRole.Text), 0.06)


def supporting(palette: QPalette) -> QColor:
    """The colour of what supports: blue, which every eye tells from the other."""
    return palette.color(QPalette.ColorRole.Highlight)


def opposing(palette: QPalette) -> QColor:
    """The colour of what speaks against."""
    return palette.color(QPalette.ColorRole.Accent)


def depth(weight: int) -> float:
    """The share of colour for a weight of 0 to 4."""
    return (0.10, 0.17, 0.28, 0.42, 0.58)[weight]


def _part(painter: QPainter, box: QRectF, direction: str, weight: int, palette: QPalette, font: QFont) -> None:
    """A sign with its weight beside it, in the middle of a box."""
    text = palette.color(QPalette.ColorRole.Text)
    number = str(weight) if weight else ""
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(number) + 4 if number else 0
    left = box.center().x() - (SIZE + width) / 2
    sign = QRectF(left, box.center().y() - SIZE / 2, SIZE, SIZE)
    draw_sign(painter, sign, direction, text)
    if number:
        painter.setPen(text)
        beside = QRectF(sign.right() + 4, box.top(), width + 4, box.height())
        painter.drawText(beside, _BESIDE, number)


def draw_sign(painter: QPainter, box: QRectF, direction: str, colour: QColor) -> None:
    """Up: supports; up and half full: in part; down: contradicts; a rhomb: limits; a ring: neutral; a cross: fallen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    inner = box.adjusted(1, 1.5, -1, -1.5)
    up = QPolygonF([inner.bottomLeft(), QPointF(inner.center().x(), inner.top()), inner.bottomRight()])
    down = QPolygonF([inner.topLeft(), QPointF(inner.center().x(), inner.bottom()), inner.topRight()])
    if direction == "supports":
        painter.drawPolygon(up)
    elif direction == "partly":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(up)
        whole, lower = QPainterPath(), QPainterPath()
        whole.addPolygon(up)
        lower.addRect(QRectF(inner.left(), inner.top() + inner.height() * 0.55, inner.width(), inner.height() * 0.45))
        painter.fillPath(whole.intersected(lower), colour)
    elif direction == "contested":
        painter.drawPolygon(up.translated(-box.width() * 0.3, 0))
        painter.drawPolygon(down.translated(box.width() * 0.3, 0))
    elif direction == "contradicts":
        painter.drawPolygon(down)
    elif direction == "qualifies":
        middle = inner.center()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ends = (QPointF(middle.x(), inner.top()), QPointF(inner.right(), middle.y()))
        more = (QPointF(middle.x(), inner.bottom()), QPointF(inner.left(), middle.y()))
        painter.drawPolygon(QPolygonF([*ends, *more]))
    elif direction == "neutral":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(inner.adjusted(1.5, 1, -1.5, -1))
    else:
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    painter.restore()


def draw_level(painter: QPainter, box: QRectF, level: int, palette: QPalette) -> None:
    """Four steps, of which as many are full as the evidence reaches."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    width, gap = (box.width() - 6) / 4, 2
    for step in range(4):
        full = step < level
        colour = supporting(palette) if full else theme.colour("border")
        painter.fillRect(QRectF(box.left() + step * (width + gap), box.top(), width, box.height()), colour)
    painter.restore()
