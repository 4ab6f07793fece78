"""Draws a row of the room's list: what it is about on the first line, which record on the second."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.script import direction_of
from widgets import icons, plain
from widgets.models.choice_delegate import draw, mixed, smaller
from widgets.together.entries import ENTRY, Entry

_SIDE, _TOP, _ICON, _LANE = 12, 8, 16, 3


class EntryDelegate(QStyledItemDelegate):
    """Headings small and quiet, rows of two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line for a heading, else two."""
        entry: Entry = index.data(ENTRY)
        small = QFontMetrics(smaller(option.font)).height()
        if entry.kind == "head":
            return QSize(240, small + 2 * _TOP + 2)
        return QSize(240, QFontMetrics(option.font).height() + small + 3 + 2 * _TOP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.kind == "head":
            self._heading(painter, option, entry)
        else:
            self._row(painter, option, entry)
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        palette: QPalette = option.palette
        box: QRect = option.rect
        font = smaller(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.fillRect(box, palette.color(QPalette.ColorRole.AlternateBase))
        painter.setPen(palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText))
        inner = box.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        left = self._at_end(painter, inner, entry.remark, font, option.direction)
        draw(painter, left, entry.title, font, option.direction)

    def _row(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        palette: QPalette = option.palette
        box: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        base, accent = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Highlight)
        strong = palette.color(QPalette.ColorRole.Text)
        soft = mixed(strong, base, 0.38)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, mixed(base, accent, 0.16 if chosen else 0.06))
        if chosen:
            lane = QRect(box.right() - _LANE + 1 if mirrored else box.left(), box.top(), _LANE, box.height())
            painter.fillRect(lane, accent)
        painter.setPen(mixed(strong, base, 0.86))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        place = QRect(inner.right() - _ICON + 1 if mirrored else inner.left(), inner.top() + 1, _ICON, _ICON)
        icons.get(entry.icon, QPalette.ColorRole.ButtonText).paint(painter, place)
        inner = inner.adjusted(0, 0, -_ICON - 10, 0) if mirrored else inner.adjusted(_ICON + 10, 0, 0, 0)
        self._lines(painter, option, entry, inner, strong, soft)

    def _lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        entry: Entry,
        inner: QRect,
        strong: QColor,
        soft: QColor,
    ) -> None:
        font = QFont(option.font)
        small = smaller(option.font)
        painter.setPen(soft)
        first = QRect(inner)
        first.setHeight(QFontMetrics(font).height())
        left = self._at_end(painter, first, entry.remark, small, option.direction)
        if entry.kind != "news":
            font.setWeight(QFont.Weight.DemiBold)
        painter.setPen(strong)
        draw(painter, left, entry.title, font, option.direction)
        painter.setPen(soft)
        # The words of a quote stand at the side from which they are read.
        rtl = direction_of(entry.detail) == "rtl"
        direction = Qt.LayoutDirection.RightToLeft if rtl else option.direction
        draw(painter, inner.adjusted(0, first.height() + 3, 0, 0), entry.detail, small, direction)

    def _at_end(self, painter: QPainter, line: QRect, text: str, font: QFont, direction: Qt.LayoutDirection) -> QRect:
        """Draw a remark at the end of a line; returns what is left of the line."""
        if not text:
            return line
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        text = plain.isolated(text)
        width = QFontMetrics(font).horizontalAdvance(text) + 2
        side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        painter.setFont(font)
        painter.drawText(line, int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter), text)
        return line.adjusted(width + 12, 0, 0, 0) if mirrored else line.adjusted(0, 0, -width - 12, 0)
