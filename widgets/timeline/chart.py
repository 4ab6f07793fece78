"""The line of time on the screen: zoomed with the wheel, dragged along, walked through with the arrows."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.chronology import KINDS, Chronology, Happening, Kind
from widgets import plain, theme
from widgets.drawn import Picture
from widgets.timeline import axis as axes
from widgets.timeline.axis import Axis
from widgets.timeline.drawing import SCALE, Ink, draw, draw_scale
from widgets.timeline.layout import ROW, Layout, Shape, lay_out

_STEP = 1.25


class TimelineChart(QAbstractScrollArea):
    """Shows a chronology; one happening is chosen."""

    chosen = Signal(object)
    """The happening, or None."""
    activated = Signal(object)

    def __init__(self, titles: dict[Kind, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._happenings: tuple[Happening, ...] = ()
        self._kinds: Collection[Kind] = KINDS
        self._axis = axes.around(None, None, 100)
        self._layout = Layout((), (), 0)
        self._current: str | None = None
        self._dragged: QPointF | None = None
        self._fits = True
        self._widths: dict[str, float] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Line of time"))
        # Time runs from left to right in every language.
        self.viewport().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        theme.watcher().changed.connect(self.viewport().update)

    def show_chronology(self, chronology: Chronology, kinds: Collection[Kind]) -> None:
        """Show these kinds; the stretch of time stays, unless all of it was in sight."""
        self._happenings, self._kinds = chronology.dated, kinds
        if self._fits:
            self.fit()
        else:
            self._arrange()

    def fit(self) -> None:
        """Bring everything into sight."""
        shown = self._shown()
        days = [day for one in shown for day in (one.first, one.last) if day]
        self._axis = axes.around(min(days, default=None), max(days, default=None), self.viewport().width())
        self._fits = True
        self._arrange()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """See more (factor over 1) or less time, around a pixel."""
        self._fits = False
        self._axis = self._axis.zoomed(factor, self.viewport().width() / 2 if x is None else x)
        self._arrange()

    @property
    def current(self) -> Happening | None:
        """The one that is chosen."""
        return next((one for one in self._happenings if one.record_id == self._current), None)

    def choose(self, record_id: str | None) -> None:
        """Choose a happening, and bring it into sight."""
        if record_id == self._current:
            return
        self._current = record_id
        shape = next((one for one in self._layout.shapes if one.happening.record_id == record_id), None)
        if shape is not None:
            self._reveal(shape)
        self.viewport().update()
        self.chosen.emit(self.current)

    def picture(self) -> Picture:
        """All of it, as high as it needs to be."""
        return Picture(
            self.tr("Line of time"), self._whole(), self.palette().color(QPalette.ColorRole.Base), self._draw_on
        )

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the scale, and below it what is in sight of the lanes."""
        painter = QPainter(self.viewport())
        ink = self._ink()
        height = self.viewport().height()
        painter.fillRect(self.viewport().rect(), self.palette().color(QPalette.ColorRole.Base))
        draw_scale(painter, self._axis, height, ink)
        painter.setClipRect(QRectF(0, SCALE + 1, self._axis.width, height))
        above = self.verticalScrollBar().value()
        painter.translate(0, SCALE - above)
        draw(painter, self._layout, self._axis, ink, self._current, range(above, above + height))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same days on another width, or all of them."""
        super().resizeEvent(event)
        self._axis = Axis(self._axis.first, self._axis.last, max(self.viewport().width(), 1))
        if self._fits:
            self.fit()
        else:
            self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms, sideways it moves, else it scrolls."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if turned.y() < 0 else 1 / _STEP, event.position().x())
        elif turned.x():
            self._move(-turned.x())
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is there, or begin to drag."""
        shape = self._at(event.position())
        if shape is not None:
            self.choose(shape.happening.record_id)
        self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the time along."""
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._move(self._dragged.x() - event.position().x())
            self._dragged = event.position()
        else:
            over = self._at(event.position()) is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.OpenHandCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Dragged far enough."""
        self._dragged = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to what is there."""
        shape = self._at(event.position())
        if shape is not None:
            self.activated.emit(shape.happening)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from one to the next, plus and minus zoom, 0 shows all, Enter goes there."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(_STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.activated.emit(self.current)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tip with the date in words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            shape = self._at(QPointF(event.pos()))
            said = f"{shape.happening.title}\n{shape.happening.in_words}" if shape else ""
            plain.show_tip(event.globalPos(), said, self)
            return True
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:
        """Room for some lanes."""
        return QSize(900, 480)

    # inside

    def _ink(self) -> Ink:
        return Ink(self.palette(), self.font(), self._titles)

    def _shown(self) -> list[Happening]:
        return [one for one in self._happenings if one.kind in self._kinds]

    def _whole(self) -> QSize:
        return QSize(round(self._axis.width), round(self._layout.height) + SCALE + 8)

    def _draw_on(self, painter: QPainter) -> None:
        draw_scale(painter, self._axis, self._whole().height(), self._ink())
        painter.translate(0, SCALE)
        draw(painter, self._layout, self._axis, self._ink(), None, range(self._whole().height()))

    def _arrange(self) -> None:
        self._layout = lay_out(self._shown(), list(self._kinds), self._axis, self._width_of)
        room = self.viewport().height() - SCALE
        self.verticalScrollBar().setPageStep(max(room, 1))
        self.verticalScrollBar().setSingleStep(ROW)
        self.verticalScrollBar().setRange(0, max(0, round(self._layout.height) - room))
        self.viewport().update()

    def _width_of(self, title: str) -> float:
        if title not in self._widths:
            self._widths[title] = QFontMetricsF(self.font()).horizontalAdvance(title)
        return self._widths[title]

    def _move(self, pixels: float) -> None:
        self._fits = False
        self._axis = self._axis.moved(pixels)
        self._arrange()

    def _at(self, place: QPointF) -> Shape | None:
        x, y = place.x(), place.y() - SCALE + self.verticalScrollBar().value()
        for shape in self._layout.shapes:
            left = min(shape.left, shape.label_left)
            right = max(shape.right, shape.label_left + shape.label_width)
            if shape.top <= y < shape.top + ROW and left - 4 <= x <= right + 4 and place.y() > SCALE:
                return shape
        return None

    def _step(self, by: int) -> None:
        shown = sorted(self._shown(), key=lambda one: KINDS.index(one.kind))
        if not shown:
            return
        ids = [one.record_id for one in shown]
        at = ids.index(self._current) if self._current in ids else -1 if by > 0 else len(ids)
        self.choose(ids[min(max(at + by, 0), len(ids) - 1)])

    def _reveal(self, shape: Shape) -> None:
        bar = self.verticalScrollBar()
        if not bar.value() <= shape.top <= bar.value() + bar.pageStep() - ROW:
            bar.setValue(round(shape.top - bar.pageStep() / 2))
        if shape.right < 0 or shape.left > self._axis.width:
            self._move((shape.left + shape.right) / 2 - self._axis.width / 2)
