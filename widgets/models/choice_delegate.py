"""Draws one choice of a picker: title and remark on the first line, what tells it from others on the second."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets import plain
from widgets.models.choice_model import CHOICE, CREATE, RECENT
from widgets.models.choices import Choice

_SIDE, _TOP, _INDENT = 12, 6, 14


class ChoiceDelegate(QStyledItemDelegate):
    """Two lines, in the colours of the palette."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line or two."""
        choice: Choice = index.data(CHOICE)
        height = QFontMetrics(option.font).height() + 2 * _TOP  # pyright: ignore[reportAttributeAccessIssue]
        if choice.detail:
            height += QFontMetrics(smaller(option.font)).height() + 1  # pyright: ignore[reportAttributeAccessIssue]
        return QSize(200, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        choice: Choice = index.data(CHOICE)
        palette: QPalette = option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.highlight())
            painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 5, 5)
        strong = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        soft = mixed(strong, palette.color(QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Base), 0.34)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        indent = 0 if index.data(RECENT) else choice.depth * _INDENT
        inner = option.rect.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        inner = inner.adjusted(0, 0, -indent, 0) if mirrored else inner.adjusted(indent, 0, 0, 0)
        font = QFont(option.font)
        if choice.key == CREATE:
            font.setWeight(QFont.Weight.DemiBold)
        remark = choice.badge or (self.tr("recent") if index.data(RECENT) else "")
        title = self._with_remark(painter, inner, remark or choice.when, font, soft, mirrored, boxed=bool(remark))
        painter.setPen(strong)
        draw(painter, title, choice.title, font, option.direction)
        if choice.detail:
            below = inner.adjusted(0, QFontMetrics(font).height() + 1, 0, 0)
            painter.setPen(soft)
            draw(painter, below, choice.detail, smaller(font), option.direction)
        painter.restore()

    def _with_remark(
        self, painter: QPainter, inner: QRect, remark: str, font: QFont, colour: QColor, mirrored: bool, *, boxed: bool
    ) -> QRect:
        """Draw the remark (or a time, which has no box) at the end of the line; returns what is left for the title."""
        if not remark:
            return inner
        small = smaller(font)
        width = QFontMetrics(small).horizontalAdvance(remark) + (12 if boxed else 0)
        line = QRect(inner)
        line.setHeight(QFontMetrics(font).height())
        badge = QRect(line.left() if mirrored else line.right() - width + 1, line.top(), width, line.height())
        painter.setPen(colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if boxed:
            painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(small)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, f"{plain.FSI}{one_line(remark)}{plain.PDI}")
        return line.adjusted(width + 8, 0, 0, 0) if mirrored else line.adjusted(0, 0, -width - 8, 0)


def draw(painter: QPainter, box: QRect, text: str, font: QFont, direction: Qt.LayoutDirection) -> None:
    """One line of plain text from the start of its box, cut short where it is too long."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    line = QRect(box.left(), box.top(), box.width(), metrics.height())
    shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, line.width())
    start = Qt.AlignmentFlag.AlignRight if direction == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
    flags = start | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(line, int(flags), f"{plain.FSI}{shown}{plain.PDI}")


def one_line(text: str) -> str:
    """Plain text on one line, with the isolates that keep names in their own direction."""
    return " ".join(plain.safe(text).split())


def smaller(font: QFont) -> QFont:
    """The font for what is said beside the point."""
    return plain.scaled(font, 0.9)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two of the palette: so much of the other one."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )
