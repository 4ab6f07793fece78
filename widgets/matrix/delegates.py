"""Draws the matrix: elements with their place in the tree, what is missing in words, and the signs of the cells."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.argument.gaps import Standing
from app.argument.matrix import Cell, Change
from app.script import direction_of
from db.records import Element
from widgets import plain, theme
from widgets.matrix import marks, words
from widgets.matrix.model import CELL, CHANGE, GAP, NODE, STANDING, MatrixModel
from widgets.models.choice_delegate import mixed

_Index = QModelIndex | QPersistentModelIndex
_INDENT, _SIDE, _LEVEL = 14, 8, 62


class CellDelegate(QStyledItemDelegate):
    """A sign on its ground; outlined where the reading changed it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw it."""
        _ground(painter, option)
        cell: Cell | None = index.data(CELL)
        change: Change | None = index.data(CHANGE)
        box = QRectF(option.rect).adjusted(0, 0, -1, -1)
        palette = option.palette
        if cell is not None:
            marks.draw_cell(painter, box, cell, palette, plain.scaled(option.font, 0.92))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if change is not None:
            style = Qt.PenStyle.DotLine if change.is_doubt else Qt.PenStyle.SolidLine
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 2, style))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 5, 5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.restore()


class ElementDelegate(QStyledItemDelegate):
    """An element, or what it lacks, on two or three lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw it."""
        _ground(painter, option)
        standing: Standing = index.data(STANDING)
        element: Element = index.data(NODE)
        model = index.model()
        assert isinstance(model, MatrixModel)
        if index.column() == GAP:
            self._gap(painter, option, standing, str(index.data() or ""))
        else:
            self._element(painter, option, element, standing, is_parent=element.path in model.parents)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def _element(
        self, painter: QPainter, option: QStyleOptionViewItem, element: Element, standing: Standing, *, is_parent: bool
    ) -> None:
        palette = option.palette
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if is_parent else QFont.Weight.Normal)
        text, muted = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.PlaceholderText)
        box: QRect = option.rect.adjusted(_SIDE, 5, -_SIDE, -4)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        depth = element.path.count("/") * _INDENT if element.parent else 0
        box.adjust(0, 0, -depth, 0) if mirrored else box.adjust(depth, 0, 0, 0)
        small = plain.scaled(option.font, 0.86)
        is_element = element.kind != "incident"
        below = [element.code if is_element else element.text, words.kind(element.kind), "⚠" if element.verify else ""]
        line = QFontMetrics(small).height()
        painter.setFont(font)
        painter.setPen(text if standing.counts or not is_element else muted)
        taken = _lines(painter, box.adjusted(0, 0, 0, -line), element.title, 2)
        painter.setFont(small)
        painter.setPen(muted)
        foot = QRect(box.left(), box.top() + taken + 1, box.width(), line)
        painter.drawText(foot, _start(), QFontMetrics(small).elidedText(
            "  ·  ".join(part for part in below if part), Qt.TextElideMode.ElideRight, foot.width()))  # fmt: skip

    def _gap(self, painter: QPainter, option: QStyleOptionViewItem, standing: Standing, said: str) -> None:
        palette = option.palette
        box: QRect = option.rect.adjusted(_SIDE, 6, -_SIDE, -4)
        if standing.counts:
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            left = box.right() - _LEVEL if mirrored else box.left()
            marks.draw_level(painter, QRectF(left, box.top() + 1, _LEVEL, 5), standing.level, palette)
            box.adjust(0, 10, 0, 0)
        painter.setFont(plain.scaled(option.font, 0.92))
        role = QPalette.ColorRole.Text if standing.counts else QPalette.ColorRole.PlaceholderText
        painter.setPen(theme.colour("problem") if standing.contested else palette.color(role))
        _lines(painter, box, said, 3)


def _ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    palette = option.palette
    base = palette.color(QPalette.ColorRole.Base)
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(option.rect, mixed(base, palette.color(QPalette.ColorRole.Highlight), 0.08) if chosen else base)
    painter.setPen(QPen(theme.colour("border"), 1))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    painter.drawLine(option.rect.topRight(), option.rect.bottomRight())


def _start() -> int:
    return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


def _lines(painter: QPainter, box: QRect, text: str, most: int) -> int:
    """Text on as many lines as fit, the last one cut with an ellipsis; returns how high it is."""
    metrics = painter.fontMetrics()
    fits = max(1, min(most, box.height() // metrics.lineSpacing()))
    shown: list[str] = []
    rest = text.split()
    while rest and len(shown) < fits:
        line = rest.pop(0)
        if len(shown) == fits - 1:
            shown.append(metrics.elidedText(" ".join([line, *rest]), Qt.TextElideMode.ElideRight, box.width()))
            break
        while rest and metrics.horizontalAdvance(f"{line} {rest[0]}") <= box.width():
            line += f" {rest.pop(0)}"
        shown.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, box.width()))
    # Each text runs its own way, and begins where the table begins.
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
    ways = {"ltr": Qt.LayoutDirection.LeftToRight, "rtl": Qt.LayoutDirection.RightToLeft}
    option.setTextDirection(ways[direction_of(text)])
    option.setWrapMode(QTextOption.WrapMode.ManualWrap)
    painter.drawText(QRectF(box), "\n".join(shown), option)
    return len(shown) * metrics.lineSpacing()
