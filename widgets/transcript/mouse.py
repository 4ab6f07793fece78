"""What the mouse does to the transcript: click to play, drag to select, twice for a word, thrice for a sentence."""

from PySide6.QtCore import QElapsedTimer, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from widgets.transcript.choosing import ChoosingArea
from widgets.transcript.chosen import Chosen

_EDGE_TICK_MS = 30
_FASTEST = 60.0
"""Pixels a tick, when the mouse is held far beyond the edge."""
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class MouseArea(ChoosingArea):
    """Chooses with the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPointF | None = None
        self._last = QPointF()
        """Where the mouse was dragged to."""
        self._doubled = QPointF()
        """Where the last double click was."""
        self._since_press, self._since_double = QElapsedTimer(), QElapsedTimer()
        self._dragging = False
        self._edge = QTimer(self)
        self._edge.setInterval(_EDGE_TICK_MS)
        self._edge.timeout.connect(self._drag_on)

    def _let_go(self) -> None:
        """Forget a press that is not over yet."""
        self._pressed, self._dragging = None, False
        self._edge.stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or go on with Shift."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_third(event.position()):
            self.select_sentence()
            return
        self._pressed, self._dragging = event.position(), False
        self._since_press.start()
        tier = self._stage.tier_at(event.position().x())
        if tier is None:
            return
        if event.modifiers() & _SHIFT and self._chosen is not None:
            if (word := self._nearest(self._chosen.tier, event.position())) is not None:
                self._choose(self._chosen.led_to(word))
                self._dragging = True
        elif (word := self._nearest(tier, event.position())) is not None:
            self._choose(Chosen(tier, word, word))

    def _is_third(self, point: QPointF) -> bool:
        soon = self._since_double.isValid() and not self._since_double.hasExpired(QApplication.doubleClickInterval())
        self._since_double.invalidate()
        return soon and (point - self._doubled).manhattanLength() < QApplication.startDragDistance()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select up to the word under the mouse."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            gutter = self._stage.tier_at(event.position().x()) is None
            shape = Qt.CursorShape.PointingHandCursor if gutter else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape if len(self._pages) else Qt.CursorShape.ArrowCursor)
            return
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if (far or self._dragging) and self._chosen is not None:
            self._dragging = True
            self._last = event.position()
            self._drag_to(self._last)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that led nowhere was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, dragged = self._pressed, self._dragging
        self._let_go()
        if not dragged:
            self._click(pressed, event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        tier = self._stage.tier_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and tier is not None:
            word = self._nearest(tier, event.position())
            if word is not None:
                self._choose(Chosen(tier, word, word, True))
                self._pressed, self._dragging = event.position(), True
                self._doubled = event.position()
                self._since_double.start()

    def _click(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        at = self._row_at(point.y())
        if at is None:
            return
        row, top = at
        tier = self._stage.tier_at(point.x())
        if tier is None:
            start_ms = self._pages.start_ms(row)
            if start_ms is not None:
                self.seek_wanted.emit(start_ms)
            return
        word = self._stage.hit(row, tier, point - QPointF(0, top))
        if word is not None:
            self._activate(tier, word, sentence=bool(modifiers & _ALT))
            self._open_mark(tier, word)

    def _drag_to(self, point: QPointF) -> None:
        assert self._chosen is not None
        word = self._nearest(self._chosen.tier, point)
        if word is not None and not (self._chosen.extended and self._chosen.focus == word):
            self._choose(self._chosen.led_to(word))
        outside = point.y() < 0 or point.y() > self._roll.view_height
        if outside and not self._edge.isActive():
            self._yield()
            self._edge.start()
        elif not outside:
            self._edge.stop()

    def _drag_on(self) -> None:
        """Scroll on while the mouse is held beyond the edge."""
        point = self._last
        beyond = point.y() if point.y() < 0 else max(point.y() - self._roll.view_height, 0)
        if beyond:
            self.scroll_by(round(max(-_FASTEST, min(beyond / 2, _FASTEST))) or 1)
            self._drag_to(point)

    def _is_held(self) -> bool:
        # A click seeks; if the text moved at once, the second click of two would hit another word.
        again = QApplication.doubleClickInterval()
        return self._pressed is not None or (self._since_press.isValid() and not self._since_press.hasExpired(again))
