"""Draws one quote of the list: when and by whom, what was said in both languages, what hangs on it."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.script import Direction
from app.visible import on_one_line
from widgets import plain
from widgets.models import times
from widgets.models.choice_delegate import mixed, smaller
from widgets.models.quote_model import ROW
from widgets.models.quote_rows import QuoteRow
from widgets.models.stills import SIZE, Stills

_SIDE, _TOP, _LANE, _LINES = 10, 8, 3, 3


class QuoteDelegate(QStyledItemDelegate):
    """A few lines in the colours of the palette."""

    def __init__(self, parent: QObject | None = None, stills: Stills | None = None) -> None:
        super().__init__(parent)
        self._stills = stills
        self.fits_rows = True
        """Whether each row is only as high as its words need; a very long list opens faster without."""
        self.disputed: set[str] = set()
        """The quotes about which reviewers differ and nobody has decided yet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As many lines as the words need, up to three, or always three."""
        font: QFont = option.font
        small = QFontMetrics(smaller(font)).lineSpacing()
        row: QuoteRow = index.data(ROW)
        lines, badges = _LINES, True
        if self.fits_rows and isinstance(option.widget, QAbstractItemView):
            width = option.widget.viewport().width() - 2 * _SIDE - self._slot(row)
            lines = sum(_shares(row, font, width))
            badges = bool(self._badges(row))
        height = lines * QFontMetrics(font).lineSpacing() + small + 3 + (small + 5 if badges else 0)
        if self._slot(row):
            height = max(height, SIZE.height())
        return QSize(240, height + 2 * _TOP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        row: QuoteRow = index.data(ROW)
        palette: QPalette = option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        box: QRect = option.rect
        base = palette.color(QPalette.ColorRole.Base)
        accent = palette.color(QPalette.ColorRole.Highlight)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            painter.fillRect(box, mixed(base, accent, 0.16 if chosen else 0.06))
        lane = QRect(box.right() - _LANE + 1 if mirrored else box.left(), box.top(), _LANE, box.height())
        if chosen:
            painter.fillRect(lane, accent)
        strong = palette.color(QPalette.ColorRole.Text)
        soft = mixed(strong, base, 0.38)
        painter.setPen(mixed(strong, base, 0.86))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        slot = self._slot(row)
        if slot:
            self._still(painter, inner, row, mixed(soft, base, 0.82), mirrored=mirrored)
            inner = inner.adjusted(0, 0, -slot, 0) if mirrored else inner.adjusted(slot, 0, 0, 0)
        self._head(painter, inner, row, option.font, strong, soft, mirrored)
        self._words(painter, inner, row, option.font, strong, soft)
        self._foot(painter, inner, row, option.font, soft, base, mirrored)
        painter.restore()

    def _slot(self, row: QuoteRow) -> int:
        """How much room the picture takes, with the gap to the words."""
        has = self._stills is not None and self._stills.has(row.media_id, row.start_ms)
        return SIZE.width() + _SIDE if has else 0

    def _still(self, painter: QPainter, inner: QRect, row: QuoteRow, ground: QColor, *, mirrored: bool) -> None:
        """The first frame, or the place where it will be."""
        left = inner.right() + 1 - SIZE.width() if mirrored else inner.left()
        place = QRect(QPoint(left, inner.top() + 2), SIZE)
        picture = self._stills.of(row.media_id, row.start_ms) if self._stills is not None else None
        painter.fillRect(place, ground)
        if picture is not None:
            size = picture.size().scaled(SIZE, Qt.AspectRatioMode.KeepAspectRatio)
            inside = QRect(QPoint(0, 0), size)
            inside.moveCenter(place.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(inside, picture)

    def _head(
        self, painter: QPainter, inner: QRect, row: QuoteRow, font: QFont, strong: QColor, soft: QColor, mirrored: bool
    ) -> None:
        small = smaller(font)
        metrics = QFontMetrics(small)
        line = QRect(inner.left(), inner.top(), inner.width(), metrics.lineSpacing())
        painter.setFont(small)
        painter.setPen(soft)
        when = plain.isolated(times.between(row.start_ms, row.end_ms))
        width = metrics.horizontalAdvance(when)
        painter.drawText(line, _side(mirrored), when)
        status = row.status_label
        painter.drawText(line, _side(not mirrored), status)
        taken = metrics.horizontalAdvance(status) + 12
        bold = QFont(small)
        bold.setWeight(QFont.Weight.DemiBold)
        who = on_one_line(row.speaker) or self.tr("speaker not named")
        middle = line.adjusted(width + 10, 0, -taken, 0)
        middle = line.adjusted(taken, 0, -width - 10, 0) if mirrored else middle
        painter.setFont(bold if row.speaker else small)
        painter.setPen(strong if row.speaker else soft)
        shown = QFontMetrics(painter.font()).elidedText(who, Qt.TextElideMode.ElideRight, middle.width())
        painter.drawText(middle, _side(mirrored), shown)

    def _words(self, painter: QPainter, inner: QRect, row: QuoteRow, font: QFont, strong: QColor, soft: QColor) -> None:
        head = QFontMetrics(smaller(font)).lineSpacing() + 3
        spacing = QFontMetrics(font).lineSpacing()
        top = inner.top() + head
        both = bool(row.original and row.translation)
        texts = (
            (row.original, row.directions[0], soft if both else strong),
            (row.translation, row.directions[1], strong),
        )
        for (text, direction, colour), lines in zip(texts, _shares(row, font, inner.width()), strict=True):
            if lines:
                painter.setPen(colour)
                box = QRectF(inner.left(), top, inner.width(), lines * spacing)
                draw_lines(painter, box, text, font, direction, lines)
                top += lines * spacing

    def _foot(
        self, painter: QPainter, inner: QRect, row: QuoteRow, font: QFont, soft: QColor, base: QColor, mirrored: bool
    ) -> None:
        small = smaller(font)
        metrics = QFontMetrics(small)
        line = QRect(inner.left(), inner.bottom() - metrics.height() + 1, inner.width(), metrics.height())
        painter.setFont(small)
        left, right = line.left(), line.right() + 1
        for badge in self._badges(row):
            width = metrics.horizontalAdvance(badge) + 12
            if right - left < width:
                break
            box = QRect(right - width if mirrored else left, line.top(), width, line.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(soft, base, 0.82))
            painter.drawRoundedRect(QRectF(box), 4, 4)
            painter.setPen(soft)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge)
            left, right = (left, right - width - 6) if mirrored else (left + width + 6, right)

    def _badges(self, row: QuoteRow) -> list[str]:
        said = [
            self.tr("needs your decision") if row.id in self.disputed else "",
            times.counted(row.incidents, self.tr("1 incident"), self.tr("{} incidents")) if row.incidents else "",
            times.counted(row.elements, self.tr("1 element"), self.tr("{} elements")) if row.elements else "",
            self.tr("[ ] words put in") if row.has_brackets else "",
            row.quote.marking or "",
            row.title,
        ]
        return [plain.isolated(text) for text in said if text]


def _shares(row: QuoteRow, font: QFont, width: int) -> tuple[int, int]:
    """How many lines the original and the translation get: of both together at most three."""
    if row.original and row.translation:
        return 1, _lines(row.translation, font.toString(), width, _LINES - 1)
    return (
        _lines(row.original, font.toString(), width, _LINES) if row.original else 0,
        _lines(row.translation, font.toString(), width, _LINES) if row.translation else 0,
    )


@lru_cache(maxsize=4096)
def _lines(text: str, font: str, width: int, most: int) -> int:
    """How many lines a text needs, no more than `most`; long texts are not measured."""
    if len(text) > 60 * most or width <= 0:
        return most
    shape = QFont()
    shape.fromString(font)
    advance = QFontMetrics(shape).horizontalAdvance(on_one_line(text))
    # Words that don't fit go to the next line whole, so a full line is never quite full.
    return next((lines for lines in range(1, most) if advance <= width * (lines if lines == 1 else lines * 0.92)), most)


def draw_lines(painter: QPainter, box: QRectF, text: str, font: QFont, direction: Direction, lines: int) -> int:
    """Plain text in at most so many lines, the last one cut short; returns how many it took."""
    layout = QTextLayout(on_one_line(text), font)
    option = QTextOption()
    rtl = direction == "rtl"
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    spacing = QFontMetrics(font).lineSpacing()
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        if count == lines - 1:
            start = line.textStart()
            layout.endLayout()
            rest = QFontMetrics(font).elidedText(layout.text()[start:], Qt.TextElideMode.ElideRight, int(box.width()))
            return _with_last(painter, box, layout.text()[:start] + rest, font, option, lines)
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, count * spacing))
        count += 1
    layout.endLayout()
    layout.draw(painter, box.topLeft())
    return count


def _with_last(painter: QPainter, box: QRectF, text: str, font: QFont, option: QTextOption, lines: int) -> int:
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    spacing = QFontMetrics(font).lineSpacing()
    layout.beginLayout()
    for count in range(lines):
        line = layout.createLine()
        if not line.isValid():
            lines = count
            break
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, count * spacing))
    layout.endLayout()
    layout.draw(painter, box.topLeft())
    return lines


def _side(at_end: bool) -> int:
    """Alignment at the left, or (for a mirrored row's start, or a row's end) at the right."""
    side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
