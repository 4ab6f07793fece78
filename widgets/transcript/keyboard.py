"""What the keyboard does to the transcript: everything that the mouse can do."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from widgets.transcript.chosen import Chosen
from widgets.transcript.mouse import MouseArea
from widgets.transcript.steps import STEPS

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class KeyboardArea(MouseArea):
    """Chooses with keys as well.

    Arrows go by word and line, with Ctrl by sentence; Home and End along the line, with Ctrl to the ends of all; Shift
    selects on the way. Alt+Left and Alt+Right change the column. Enter plays from the word, Alt+Enter its sentence,
    Ctrl+Enter opens its quote. Escape lets go of the selection, then follows what is being said.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._x = 0.0
        """Where steps up and down try to stay."""
        self._x_of: Chosen | None = None
        """What the last such step chose: from anywhere else they begin with an x of its own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything that the mouse can do."""
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        control, alt = bool(modifiers & _CONTROL), bool(modifiers & _ALT)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.matches(QKeySequence.StandardKey.ZoomIn) or (control and key == Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_by(-1)
        elif control and key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(modifiers)
        elif alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._cross(to_right=key == Qt.Key.Key_Right)
        elif not alt and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._page(1 if key == Qt.Key.Key_PageDown else -1, bool(modifiers & _SHIFT))
        elif not alt and (key, control) in STEPS:
            self._step(key, control, bool(modifiers & _SHIFT))
        else:
            return False
        return True

    def _escape(self) -> bool:
        """First let go of the selection, then go back to what is being said."""
        if self.selection() is not None:
            self.clear_selection()
        elif not self.following and self._spoken is not None:
            self.set_following(True)
        else:
            return False
        return True

    def _enter(self, modifiers: Qt.KeyboardModifier) -> None:
        if chosen := self._cursor():
            if modifiers & _CONTROL:
                self._open_mark(chosen.tier, chosen.focus)
            else:
                self._activate(chosen.tier, chosen.focus, sentence=bool(modifiers & _ALT))

    def _step(self, key: Qt.Key, control: bool, extend: bool) -> None:
        chosen = self._cursor()
        if chosen is None:
            return
        if self._chosen is None and not extend:
            self._go(chosen)
            return
        if self._chosen is None or self._chosen != self._x_of:
            start = self._pages.columns[chosen.tier].start_of(chosen.focus)
            self._x = self._spot(chosen.tier, start)[2].center().x()
        word = STEPS[key, control](self._stage, chosen.tier, chosen.focus, self._x)
        if word is not None:
            self._go(chosen.led_to(word) if extend else Chosen(chosen.tier, word, word))
            self._x_of = self._chosen if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) else None

    def _page(self, pages: int, extend: bool) -> None:
        """A viewport further, with the cursor at the same height if there is one."""
        step = pages * self.verticalScrollBar().pageStep()
        self._yield()
        chosen = self._chosen
        if chosen is None:
            self.scroll_by(step)
            return
        start = self._pages.columns[chosen.tier].start_of(chosen.focus)
        row, _, rect = self._spot(chosen.tier, start)
        self._roll.settle()
        y = self._top_of(row)
        point = rect.center() + QPointF(0, y if y is not None else 0)
        before = self._roll.row, self._roll.pixel
        self.scroll_by(step)
        if before == (self._roll.row, self._roll.pixel):
            # There is no further page: go to the first or the last line of this one.
            point.setY(self._roll.view_height if pages > 0 else 0)
        word = self._nearest(chosen.tier, point)
        if word is not None:
            self._go(chosen.led_to(word) if extend else Chosen(chosen.tier, word, word))

    def _cross(self, to_right: bool) -> None:
        """To the column on that side, beside the cursor."""
        chosen = self._cursor()
        other = next((tier for tier in self._pages.tiers if chosen and tier != chosen.tier), None)
        if chosen is None or other is None:
            return
        if (self._stage.left(other) > self._stage.left(chosen.tier)) != to_right:
            return
        start = self._pages.columns[chosen.tier].start_of(chosen.focus)
        row, _, rect = self._spot(chosen.tier, start)
        column = self._pages.columns[other]
        place = self._stage.position_at(row, other, QPointF(self._stage.left(other), rect.center().y()))
        word = column.word_at(place) if place is not None else None
        if word is not None:
            self._go(Chosen(other, word, word))
