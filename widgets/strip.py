"""The recording as a line: its sound, the quotes on it, and where one is."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.media.waveform import Peaks
from app.playback import Playback
from widgets import plain, theme
from widgets.controls import clock
from widgets.lanes import Stretch, in_lanes, ticks
from widgets.models import times

_WAVE, _LANE, _FOOT, _MOST_LANES = 46, 6, 17, 5
_CLOSEST_MS = 2000
_AT_THE_TICK = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class InSight:
    """The stretch of time that is in sight."""

    start_ms: float
    end_ms: float

    @property
    def length(self) -> float:
        """How much of it."""
        return max(1.0, self.end_ms - self.start_ms)


class Strip(QWidget):
    """A click goes there; dragging scrubs; the wheel with Ctrl zooms; a click on a quote chooses it."""

    quote_clicked = Signal(str)

    def __init__(self, playback: Playback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._peaks: Peaks | None = None
        self._stretches: list[Stretch] = []
        self._lanes: list[int] = []
        self._current: str | None = None
        self._span: tuple[int, int] | None = None
        self._in_ms: int | None = None
        self.in_sight = InSight(0, 1)
        self._drawn_at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Time line with the quotes"))
        # Time runs from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        playback.time_changed.connect(self._move)
        playback.opened.connect(self._reset)
        playback.closed.connect(self._reset)
        playback.loop_changed.connect(self._set_span)
        theme.watcher().changed.connect(self.update)

    def set_peaks(self, peaks: Peaks | None) -> None:
        """The sound, when it has been read."""
        self._peaks = peaks
        self.update()

    def set_quotes(self, stretches: Iterable[Stretch]) -> None:
        """Where the quotes lie."""
        self._stretches = list(stretches)
        self._lanes = in_lanes(self._stretches)
        self.updateGeometry()
        self.update()

    def set_current(self, quote_id: str | None) -> None:
        """Which quote stands out."""
        self._current = quote_id
        self.update()

    def set_in(self, ms: int | None) -> None:
        """Where the reviewer set "in", while "out" is still to come."""
        self._in_ms = ms
        self.update()

    def zoom(self, factor: float, around_ms: float | None = None) -> None:
        """See more (factor over 1) or less time, around a place."""
        whole = float(self._playback.duration_ms)
        if whole <= 0:
            return
        around = self._playback.time_ms if around_ms is None else around_ms
        length = min(max(self.in_sight.length * factor, min(_CLOSEST_MS, whole)), whole)
        share = (around - self.in_sight.start_ms) / self.in_sight.length
        self._look_at(around - share * length, length)

    def sizeHint(self) -> QSize:
        """High enough for the sound and the lanes."""
        lanes = min(max(self._lanes, default=0) + 1, _MOST_LANES)
        return QSize(320, _WAVE + lanes * _LANE + 6 + _FOOT)

    def minimumSizeHint(self) -> QSize:
        """As high, but narrower."""
        return QSize(120, self.sizeHint().height())

    # drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it all; a few hundred lines at most."""
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        if not self._playback.is_open:
            return
        self._draw_span(painter)
        self._draw_wave(painter)
        self._draw_ticks(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_quotes(painter)
        self._draw_head(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(palette.color(QPalette.ColorRole.Accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _draw_span(self, painter: QPainter) -> None:
        tint = QColor(self.palette().color(QPalette.ColorRole.Accent))
        if self._span:
            tint.setAlpha(46)
            left, right = self._x(self._span[0]), self._x(self._span[1])
            painter.fillRect(QRectF(left, 0, right - left, self.height() - _FOOT), tint)
        if self._in_ms is not None:
            tint.setAlpha(255)
            painter.fillRect(QRectF(self._x(self._in_ms) - 1, 0, 2, self.height() - _FOOT), tint)

    def _draw_wave(self, painter: QPainter) -> None:
        middle = _WAVE / 2
        played, still = theme.colour("wave_played"), theme.colour("wave")
        head = self._x(self._playback.time_ms)
        if self._peaks is None or not len(self._peaks.highest):
            painter.fillRect(QRectF(0, middle, self.width(), 1), still)
            return
        edges = (
            np.linspace(self.in_sight.start_ms, self.in_sight.end_ms, self.width() + 1) / self._peaks.step_ms
        ).astype(np.int64)
        count = len(self._peaks.highest)
        firsts = np.clip(edges[:-1], 0, count - 1)
        highest = np.maximum.reduceat(self._peaks.highest, firsts).astype(np.float64)
        lowest = np.minimum.reduceat(self._peaks.lowest, firsts).astype(np.float64)
        scale = (middle - 3) / max(24.0, float(np.abs(self._peaks.highest).max()))
        beyond = edges[:-1] >= count
        for x, (high, low, outside) in enumerate(zip(highest * scale, lowest * scale, beyond, strict=True)):
            tall = 1.0 if outside else max(1.0, high - low)
            top = middle if outside else middle - max(high, 0.5)
            painter.fillRect(QRectF(x, top, 1, tall), played if x < head else still)

    def _draw_ticks(self, painter: QPainter) -> None:
        painter.setFont(theme.figures(plain.scaled(self.font(), 0.82)))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        top = self.height() - _FOOT
        for ms in ticks(self.in_sight.start_ms, self.in_sight.end_ms, max(1, self.width() // 76)):
            x = self._x(ms)
            painter.fillRect(QRectF(x, top, 1, 4), theme.colour("border"))
            box = QRectF(x + 3, top + 1, 70, _FOOT - 1)
            if box.left() + 34 < self.width():
                painter.drawText(box, _AT_THE_TICK, times.short(ms))

    def _draw_quotes(self, painter: QPainter) -> None:
        role = QPalette.ColorRole
        strong, soft = self.palette().color(role.Accent), QColor(self.palette().color(role.Highlight))
        painter.setPen(Qt.PenStyle.NoPen)
        for stretch, lane in zip(self._stretches, self._lanes, strict=True):
            current = stretch.quote_id == self._current
            painter.setBrush(strong if current else soft)
            painter.drawRoundedRect(self._box(stretch, lane), 2, 2)

    def _draw_head(self, painter: QPainter) -> None:
        x = self._x(self._playback.time_ms)
        colour = self.palette().color(QPalette.ColorRole.Text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRect(QRectF(x - 0.75, 0, 1.5, self.height() - _FOOT))
        painter.drawPolygon(QPolygonF([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 6)]))

    def _box(self, stretch: Stretch, lane: int) -> QRectF:
        left, right = self._x(stretch.start_ms), self._x(stretch.end_ms)
        top = _WAVE + 3 + min(lane, _MOST_LANES - 1) * _LANE
        return QRectF(left, top, max(3.0, right - left), _LANE - 2)

    # the mouse and the keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a quote, or go there."""
        if event.button() != Qt.MouseButton.LeftButton or not self._playback.is_open:
            return
        stretch = self._at(event.position())
        if stretch is not None:
            self.quote_clicked.emit(stretch.quote_id)
        else:
            self._playback.seek(self._ms(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub while the button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton and event.position().y() < _WAVE:
            self._playback.seek(self._ms(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See the whole recording again."""
        if self._at(event.position()) is None:
            self._look_at(0, float(self._playback.duration_ms))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl zoom, without it move along."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(0.8 if turned > 0 else 1.25, self._ms(event.position().x()))
        else:
            self._look_at(self.in_sight.start_ms - turned / 120 * self.in_sight.length / 10, self.in_sight.length)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go a second on or back, plus and minus zoom."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._playback.back(1000 if key == Qt.Key.Key_Left else -1000)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(0.8 if key == Qt.Key.Key_Plus else 1.25)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._playback.seek(0 if key == Qt.Key.Key_Home else self._playback.duration_ms)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The time under the mouse, and the quote."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._playback.is_open:
            place = QPointF(event.pos())
            stretch = self._at(place)
            said = clock(round(self._ms(place.x()))) if stretch is None else stretch.text
            plain.show_tip(event.globalPos(), said, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Nothing moves but the scale."""
        super().resizeEvent(event)
        self.update()

    # inside

    def _reset(self) -> None:
        self._peaks = None
        self._in_ms = None
        self._look_at(0, float(self._playback.duration_ms))

    def _look_at(self, start_ms: float, length: float) -> None:
        whole = float(max(1, self._playback.duration_ms))
        length = min(max(length, 1.0), whole)
        start = min(max(0.0, start_ms), whole - length)
        self.in_sight = InSight(start, start + length)
        self.update()

    def _move(self, ms: int) -> None:
        if not self.in_sight.start_ms <= ms <= self.in_sight.end_ms:
            self._look_at(ms - self.in_sight.length / 10, self.in_sight.length)
            return
        x = round(self._x(ms))
        if x != self._drawn_at:
            low, high = sorted((x, self._drawn_at))
            self.update(max(0, low - 7), 0, min(high - low + 14, self.width()), self.height())
            self._drawn_at = x

    def _set_span(self, span: tuple[int, int] | None) -> None:
        self._span = span
        self.update()

    def _at(self, place: QPointF) -> Stretch | None:
        for stretch, lane in zip(self._stretches, self._lanes, strict=True):
            if self._box(stretch, lane).adjusted(-1, -1, 1, 1).contains(place):
                return stretch
        return None

    def _x(self, ms: float) -> float:
        return (ms - self.in_sight.start_ms) / self.in_sight.length * self.width()

    def _ms(self, x: float) -> float:
        share = min(max(x, 0.0), float(self.width())) / max(1, self.width())
        return self.in_sight.start_ms + share * self.in_sight.length
