"""A viewport over rows of text: laid out only where seen, scrolled exactly, lit where it is being said."""

from PySide6.QtCore import QAbstractAnimation, QEvent, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QPushButton, QStyle, QWidget

from app.timeline import WordAt
from db.tokens import Position, Tier
from widgets.transcript.look import LEAST_ZOOM, MOST_ZOOM, Type, colours
from widgets.transcript.pages import Pages
from widgets.transcript.painting import RowPainter, Scene, paint_empty, spill
from widgets.transcript.roll import Roll
from widgets.transcript.stage import Placed, Stage

_ZOOM_STEP = 1.1
_NOTCH = 120
_READING_SIZE = 1.1
"""A text that is read for hours is a little larger than the window's own."""
_ARABIC_SIZE = 1.14
"""Arabic letters are smaller than Latin ones of the same nominal size."""
_COMFORT = 0.08, 0.66
"""While the view follows, the spoken word stays between these heights of the viewport; else its row is brought to"""
_FOLLOW_AT = 0.24
"""this one."""


class TranscriptArea(QAbstractScrollArea):
    """What is seen of a transcript, and where. What the reviewer does with it is the view's."""

    following_changed = Signal(bool)
    """Whether the view goes along with what is being said."""
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latin, self._arabic = self._of_window(_READING_SIZE), self._of_window(_READING_SIZE * _ARABIC_SIZE)
        self._own_fonts = True
        self._zoom = 1.0
        self._turned = 0
        self._pages = Pages({})
        self._scene = Scene()
        self._spoken: tuple[Tier, WordAt] | None = None
        self._following = True
        self._syncing = False
        self._mirrored = False
        self._empty_texts = ("", "")
        self._colours = colours(self.palette())
        self._glide = QVariantAnimation(self)
        self._glide.valueChanged.connect(self._when_gliding)
        self._glided = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._return = QPushButton(self)
        self._return.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._return.setCursor(Qt.CursorShape.ArrowCursor)
        self._return.clicked.connect(self._follow_again)
        self._return.hide()
        self._type = Type(self._latin, self._arabic, self._zoom)
        self._stage = Stage(self._pages, self._type, 0)
        self._roll = Roll(self._stage.heights, self._stage.measure)
        self._rebuild()

    # fonts, zoom, colours

    def set_fonts(self, latin: QFont, arabic: QFont) -> None:
        """The fonts of the texts; each falls back to the other's families."""
        self._own_fonts = False
        self._latin, self._arabic = QFont(latin), QFont(arabic)
        self._retype()

    @property
    def zoom(self) -> float:
        """1.0 is the size of the fonts themselves."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Make the text larger or smaller."""
        zoom = round(min(max(zoom, LEAST_ZOOM), MOST_ZOOM), 3)
        if zoom != self._zoom:
            self._zoom = zoom
            self._retype()
            self.zoom_changed.emit(zoom)

    def zoom_by(self, steps: int) -> None:
        """So many steps larger, or smaller."""
        self.set_zoom(self._zoom * _ZOOM_STEP**steps)

    def set_empty_text(self, title: str, advice: str) -> None:
        """What an empty view says: that there is nothing, and what to do about it."""
        self._empty_texts = title, advice
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, the application's font and its direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colours = colours(self.palette())
            self.viewport().update()
        elif event.type() == QEvent.Type.FontChange and self._own_fonts:
            self._latin, self._arabic = self._of_window(_READING_SIZE), self._of_window(_READING_SIZE * _ARABIC_SIZE)
            self._retype()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._rebuild()

    def _of_window(self, size: float) -> QFont:
        font = QFont(self.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * size)
        return font

    def _retype(self) -> None:
        self._type = Type(self._latin, self._arabic, self._zoom)
        self._rebuild()

    # layout

    def _set_pages(self, pages: Pages) -> None:
        self._spoken = None
        self._scene = Scene()
        self._pages = Pages({})
        # Never "as needed": a bar that comes and goes changes the width, and with it every line.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if len(pages) else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self._pages = pages
        self._rebuild(keep_place=False)

    def _rebuild(self, keep_place: bool = True) -> None:
        """Everything anew for this width and type; the row at the top stays at the top."""
        self._stop_gliding()
        row, share = 0, 0.0
        if keep_place and len(self._roll.heights):
            row, share = self._roll.row, self._roll.pixel / max(self._roll.heights[self._roll.row], 1)
        self._mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._stage = Stage(self._pages, self._type, self.viewport().width(), self._mirrored)
        self._roll = Roll(self._stage.heights, self._stage.measure)
        self._roll.view_height = self.viewport().height()
        if len(self._pages):
            self._roll.row = row
            self._roll.pixel = int(share * self._roll.height(row)) if share else 0
            self._roll.settle()
        self._sync_bar()
        self._place_return()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again if the width changed."""
        super().resizeEvent(event)
        if self._stage.width != self.viewport().width():
            self._rebuild()
            return
        self._roll.view_height = self.viewport().height()
        self._roll.settle()
        self._sync_bar()
        self._place_return()

    # scrolling

    def scroll_by(self, pixels: int) -> None:
        """Go down by so many pixels, or up."""
        if len(self._pages):
            self._roll.move(pixels)
            self._after_scroll()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The scroll bar was moved: by the wheel, the mouse, or another program for the disabled."""
        if not self._syncing and len(self._pages):
            self._yield()
            self._roll.move(self.verticalScrollBar().value() - self._roll.value)
            self._after_scroll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # A touchpad sends a notch in many small parts.
            self._turned += event.angleDelta().y()
            steps = int(self._turned / _NOTCH)
            self._turned -= steps * _NOTCH
            if steps:
                self.zoom_by(steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def _after_scroll(self) -> None:
        self._sync_bar()
        self.viewport().update()
        self._show_return()

    def _sync_bar(self) -> None:
        """Tell the scroll bar the truth; not while it is held, or it would slip from under the mouse."""
        bar, roll = self.verticalScrollBar(), self._roll
        if bar.isSliderDown():
            return
        self._syncing = True
        # Rows that are measured on the way change the whole, so measure what will be seen before asking for it.
        self._visible = roll.visible()
        bar.setRange(0, roll.highest_value)
        bar.setPageStep(max(roll.view_height - round(self._type.line["ltr"]), 1))
        bar.setSingleStep(round(self._type.line["ltr"]))
        bar.setValue(roll.value)
        self._syncing = False

    def _row_at(self, y: float) -> tuple[int, int] | None:
        """The row at a height of the viewport, and where it begins there; the nearest if there is none."""
        rows = self._roll.visible()
        if not rows:
            return None
        return next((one for one in reversed(rows) if one[1] <= y), rows[0])

    def _top_of(self, row: int) -> int | None:
        """Where a row begins in the viewport, if it is in it."""
        return next((y for seen, y in self._roll.visible() if seen == row), None)

    def _spot(self, tier: Tier, place: Position) -> tuple[int, Placed, QRectF]:
        """The row, the piece and the rectangle (within the row) of a code point."""
        row, placed = self._stage.place_of(tier, place)
        rects = placed.rects(place, Position(place.ordinal, place.offset + 1))
        line = self._type.line[placed.block.direction]
        return row, placed, rects[0] if rects else QRectF(placed.x, placed.y, 1, line)

    def _bring(
        self, tier: Tier, place: Position, band: tuple[float, float], target: float, glide: bool = False
    ) -> bool:
        """Scroll a place into a band of the viewport, if it is not in it; says whether it had to."""
        row, _, rect = self._spot(tier, place)
        height = self._roll.view_height
        top = self._top_of(row)
        if top is not None and band[0] * height <= top + rect.top() and top + rect.bottom() <= band[1] * height:
            return False
        aim = round(target * height - (rect.top() if rect.top() > height / 2 else 0))
        if glide and top is not None and self._can_glide():
            self._glide_by(top - aim)
            return True
        self._stop_gliding()
        self._roll.show(row, aim)
        self._after_scroll()
        return True

    # gliding: a short move that the eye can follow

    def _can_glide(self) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.isVisible() and self.style().styleHint(hint, None, self) > 0

    def _glide_by(self, pixels: int) -> None:
        self._glide.stop()
        self._glided = 0
        self._glide.setDuration(220)
        self._glide.setStartValue(0)
        self._glide.setEndValue(pixels)
        self._glide.start()

    def _stop_gliding(self) -> None:
        if self._glide.state() != QAbstractAnimation.State.Stopped:
            self._glide.stop()

    def _when_gliding(self, value: int) -> None:
        step, self._glided = int(value) - self._glided, int(value)
        if step:
            self.scroll_by(step)

    # what is being said

    def set_spoken(self, word: WordAt | None, tier: Tier | None = None) -> None:
        """Light the word that is being said; of the original if there is one, unless a tier is named."""
        tiers = self._pages.tiers
        tier = tier or (tiers[0] if tiers else None)
        if word is not None and (tier not in tiers or not 0 <= word.ordinal < len(self._pages.columns[tier])):
            word = None
        if self._spoken == ((tier, word) if word and tier else None):
            return
        self._update_stretch(self._scene.spoken)
        self._scene.spoken = None
        if word is None or tier is None:
            # The row stays marked through a silence.
            self._spoken = None
            return
        self._spoken = tier, word
        self._scene.spoken = tier, (word.start, word.end)
        self._light_row(self._pages.row_of(tier, word.start))
        self._update_stretch(self._scene.spoken)
        if self._following and not self._is_held():
            self._bring(tier, word.start, _COMFORT, _FOLLOW_AT, glide=True)
        elif self._return.isHidden():
            self._show_return()

    @property
    def following(self) -> bool:
        """Whether the view goes along with what is being said. It stops as soon as the reviewer scrolls."""
        return self._following

    def set_following(self, following: bool) -> None:
        """Go along with what is being said, or stay."""
        if not following:
            self._stop_gliding()
        if following != self._following:
            self._following = following
            self.following_changed.emit(following)
            self._show_return()
        if following and self._spoken:
            tier, word = self._spoken
            self._bring(tier, word.start, _COMFORT, _FOLLOW_AT, glide=True)

    def _yield(self) -> None:
        """The reviewer looks elsewhere: stay there."""
        self.set_following(False)

    def _is_held(self) -> bool:
        """Whether the text must not move now, because the mouse is dragging over it."""
        return False

    def _follow_again(self) -> None:
        self.set_following(True)

    def _light_row(self, row: int) -> None:
        before, self._scene.spoken_row = self._scene.spoken_row, row
        if before != row:
            for one in (before, row):
                if one is not None and (top := self._top_of(one)) is not None:
                    self.viewport().update(0, top, self.viewport().width(), self._roll.height(one))

    def _update_stretch(self, stretch: tuple[Tier, tuple[Position, Position]] | None) -> None:
        """Paint again where some words of one segment stand, and nothing else."""
        if stretch is None:
            return
        tier, (start, end) = stretch
        top = self._top_of(self._pages.row_of(tier, start))
        if top is None:
            return
        _, placed = self._stage.place_of(tier, start)
        reach = spill(self._type.lane) + 2
        for rect in placed.rects(start, end):
            box = rect.translated(0, top).adjusted(-reach, -2, reach, self._type.lane * 2)
            self.viewport().update(box.toAlignedRect())

    def _show_return(self) -> None:
        self._return.setVisible(not self._following and self._spoken is not None)
        self._place_return()

    def _place_return(self) -> None:
        if not self._return.isHidden():
            self._return.setText(self.tr("Back to what is being said"))
            self._return.adjustSize()
            area = self.viewport().geometry()
            x = area.left() + (area.width() - self._return.width()) // 2
            self._return.move(x, area.bottom() - self._return.height() - self._type.margin // 2)
            self._return.raise_()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that are seen, and of them what has changed."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._colours.paper)
        if not len(self._pages):
            fonts = self._type.title, self._type.font("ltr")
            paint_empty(painter, QRectF(self.viewport().rect()), fonts, self._colours, self._empty_texts)
            return
        rows = RowPainter(painter, self._stage, self._scene, self._colours)
        box = event.rect()
        for row, top in self._roll.visible():
            if top <= box.bottom() and top + self._roll.height(row) > box.top():
                painter.translate(0, top)
                rows.paint(row, self._stage.row(row), QRectF(box.translated(0, -top)))
                painter.translate(0, -top)
        if self._stage.spine is not None:
            painter.setPen(QPen(self._colours.faint, 1))
            painter.drawLine(QPointF(self._stage.spine, box.top()), QPointF(self._stage.spine, box.bottom() + 1))
