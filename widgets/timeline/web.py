"""The network on the screen: three columns of names, and lines between them whose stroke says what they mean."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.network import Network, Node, Tie
from widgets import plain, theme
from widgets.drawn import Picture

_ROW, _TOP, _SIDE, _FOOT = 34, 40, 18, 40
_SHARES = (0.20, 0.34, 0.26)
"""Of the width, what each column of names takes; the lines have the rest."""
_STROKES = {
    "inculpatory": Qt.PenStyle.SolidLine,
    "exculpatory": Qt.PenStyle.DashLine,
    "mixed": Qt.PenStyle.DashDotLine,
    "neutral": Qt.PenStyle.DotLine,
}


@dataclass(frozen=True, slots=True)
class Words:
    """What the columns and the strokes are called."""

    columns: tuple[str, str, str]
    polarities: dict[str, str]
    """By code; the key "" is for a line of no polarity."""
    count: Callable[[int], str]


class NetworkChart(QAbstractScrollArea):
    """Shows a network; what is tied to the chosen name stands out."""

    chosen = Signal(object)
    """The node, or None."""
    activated = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._network = Network(((), (), ()), (), is_grouped=False)
        self._places: dict[str, QRectF] = {}
        self._nodes: list[Node] = []
        self._current: str | None = None
        self._lit: set[str] = set()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Network of people, quotes and incidents"))
        self.viewport().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        theme.watcher().changed.connect(self.viewport().update)

    def set_words(self, words: Words) -> None:
        """In the words of the case that is open."""
        self._words = words

    def show_network(self, network: Network) -> None:
        """Show another one; the chosen name stays chosen if it is in it."""
        self._network = network
        self._nodes = [node for column in network.columns for node in column]
        if self.current is None:
            self._current = None
        self._lit = network.tied_to(self._current) if self._current else set()
        self._arrange()

    @property
    def network(self) -> Network:
        """What is shown."""
        return self._network

    @property
    def current(self) -> Node | None:
        """The name that is chosen."""
        return next((node for node in self._nodes if node.key == self._current), None)

    def choose(self, key: str | None) -> None:
        """Choose a name, and bring it into sight."""
        if key == self._current:
            return
        self._current = key
        self._lit = self._network.tied_to(key) if key else set()
        place = self._places.get(key or "")
        bar = self.verticalScrollBar()
        if place is not None and not bar.value() <= place.top() - _TOP <= bar.value() + bar.pageStep() - _ROW:
            bar.setValue(round(place.center().y() - bar.pageStep() / 2))
        self.viewport().update()
        self.chosen.emit(self.current)

    def picture(self) -> Picture:
        """All of it."""
        size = QSize(self.viewport().width(), self._height() + _FOOT)

        def draw(painter: QPainter) -> None:
            self._draw_heads(painter)
            self._draw(painter)
            self._draw_key(painter, self._height())

        return Picture(self.accessibleName(), size, self.palette().color(QPalette.ColorRole.Base), draw)

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The heads of the columns stay, the names scroll."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.palette().color(QPalette.ColorRole.Base))
        height = self.viewport().height()
        painter.save()
        painter.setClipRect(QRectF(0, _TOP, self.viewport().width(), height - _TOP - _FOOT))
        painter.translate(0, -self.verticalScrollBar().value())
        self._draw(painter)
        painter.restore()
        self._draw_heads(painter)
        self._draw_key(painter, height - _FOOT)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same names on another width."""
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the name that is there, or none."""
        node = self._at(event.position())
        self.choose(node.key if node else None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to it."""
        node = self._at(event.position())
        if node is not None:
            self.activated.emit(node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down within a column, left and right to the nearest name of the next one; Enter goes there."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(0, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk(1 if key == Qt.Key.Key_Right else -1, 0)
        elif key == Qt.Key.Key_Escape and self._current is not None:
            self.choose(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.activated.emit(self.current)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for some names."""
        return QSize(900, 480)

    # inside

    def _height(self) -> int:
        return _TOP + _ROW * max((len(column) for column in self._network.columns), default=0) + 12

    def _arrange(self) -> None:
        width, height = self.viewport().width(), self._height() - 12
        between = (width - 2 * _SIDE) * (1 - sum(_SHARES)) / 2
        left = float(_SIDE)
        self._places = {}
        for share, column in zip(_SHARES, self._network.columns, strict=True):
            wide = (width - 2 * _SIDE) * share
            # A short column spreads out beside a long one, but stays together.
            step = min((height - _TOP) / max(len(column), 1), _ROW * 2.5)
            top = _TOP + ((height - _TOP) - step * len(column)) / 2
            for row, node in enumerate(column):
                self._places[node.key] = QRectF(left, top + row * step + (step - _ROW) / 2 + 3, wide, _ROW - 6)
            left += wide + between
        room = self.viewport().height() - _TOP - _FOOT
        bar = self.verticalScrollBar()
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(_ROW)
        bar.setRange(0, max(0, height - _TOP - room + 12))
        self.viewport().update()

    def _draw_heads(self, painter: QPainter) -> None:
        painter.setFont(plain.strong(self.font()))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        width = self.viewport().width() - 2 * _SIDE
        between = width * (1 - sum(_SHARES)) / 2
        left = float(_SIDE)
        for share, title in zip(_SHARES, self._words.columns, strict=True):
            place = QRectF(left, 0, width * share, _TOP)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, title)
            left += width * share + between

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # What stands out is drawn last, over the rest.
        for tie in sorted(self._network.ties, key=self._is_lit):
            self._draw_tie(painter, tie)
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        for node in self._nodes:
            self._draw_node(painter, node, metrics)

    def _draw_tie(self, painter: QPainter, tie: Tie) -> None:
        one, other = self._places[tie.one], self._places[tie.other]
        if one.left() > other.left():
            one, other = other, one
        begin, end = QPointF(one.right(), one.center().y()), QPointF(other.left(), other.center().y())
        middle = (begin.x() + end.x()) / 2
        path = QPainterPath(begin)
        path.cubicTo(QPointF(middle, begin.y()), QPointF(middle, end.y()), end)
        colour = QColor(self._colour(tie))
        if self._lit and not self._is_lit(tie):
            colour.setAlpha(40)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(colour, min(1.3 + 0.5 * (tie.count - 1), 5.0), self._stroke(tie))
        painter.setPen(pen)
        painter.drawPath(path)

    def _draw_node(self, painter: QPainter, node: Node, metrics: QFontMetricsF) -> None:
        place = self._places[node.key]
        role = self.palette().color
        faint = bool(self._lit) and node.key not in self._lit
        text = role(QPalette.ColorRole.PlaceholderText if faint else QPalette.ColorRole.Text)
        is_current = node.key == self._current
        painter.setPen(
            QPen(role(QPalette.ColorRole.Highlight) if is_current else theme.colour("border"), 1.6 if is_current else 1)
        )
        painter.setBrush(role(QPalette.ColorRole.Base) if faint else theme.colour("soft"))
        painter.drawRoundedRect(place, 5, 5)
        inner = place.adjusted(10, 0, -10, 0)
        if node.kind == "quotes":
            count = self._words.count(node.count)
            painter.setPen(role(QPalette.ColorRole.PlaceholderText))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
            inner.setRight(inner.right() - metrics.horizontalAdvance(count) - 8)
        painter.setPen(text)
        said = plain.safe(metrics.elidedText(node.title, Qt.TextElideMode.ElideRight, inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, said)

    def _draw_key(self, painter: QPainter, top: float) -> None:
        """What the strokes mean."""
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(QPointF(0, top), QPointF(self.viewport().width(), top))
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        used = {tie.polarity or "" for tie in self._network.ties if tie.kind == "link"}
        x = float(_SIDE)
        for code, word in self._words.polarities.items():
            if code not in used:
                continue
            tie = Tie("", "", "link", polarity=code or None)
            painter.setPen(QPen(self._colour(tie), 1.8, self._stroke(tie)))
            painter.drawLine(QPointF(x, top + _FOOT / 2), QPointF(x + 34, top + _FOOT / 2))
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            wide = metrics.horizontalAdvance(word)
            painter.drawText(QRectF(x + 42, top, wide + 4, _FOOT), Qt.AlignmentFlag.AlignVCenter, word)
            x += 42 + wide + 26

    def _colour(self, tie: Tie) -> QColor:
        if tie.kind != "link":
            return theme.colour("wave")
        return {
            "inculpatory": theme.colour("problem"),
            "exculpatory": theme.colour("good"),
            "mixed": self.palette().color(QPalette.ColorRole.Accent),
        }.get(tie.polarity or "", theme.colour("wave_played"))

    def _stroke(self, tie: Tie) -> Qt.PenStyle:
        return _STROKES.get(tie.polarity or "", Qt.PenStyle.SolidLine)

    def _is_lit(self, tie: Tie) -> bool:
        return tie.one in self._lit and tie.other in self._lit

    def _at(self, place: QPointF) -> Node | None:
        if not _TOP <= place.y() <= self.viewport().height() - _FOOT:
            return None
        at = QPointF(place.x(), place.y() + self.verticalScrollBar().value())
        return next((node for node in self._nodes if self._places[node.key].contains(at)), None)

    def _walk(self, columns: int, rows: int) -> None:
        current = self.current
        if current is None:
            if self._nodes:
                self.choose(self._nodes[0].key)
            return
        column = min(max(current.column + columns, 0), 2)
        names = self._network.columns[column]
        if column == current.column:
            at = names.index(current) + rows
            self.choose(names[min(max(at, 0), len(names) - 1)].key)
        elif names:
            y = self._places[current.key].center().y()
            self.choose(min(names, key=lambda node: abs(self._places[node.key].center().y() - y)).key)
