"""The transcript: an original and its translation side by side in step, the spoken word lit, quotes marked."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QElapsedTimer, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.passages import text_between
from db.tokens import TIERS, Position, Tier
from widgets.transcript.accessible import announce, make_audible, tell_cursor
from widgets.transcript.area import TranscriptArea
from widgets.transcript.chosen import Chosen
from widgets.transcript.columns import Column, Place
from widgets.transcript.marked import Marked
from widgets.transcript.pages import Pages
from widgets.transcript.stage import Placed
from widgets.transcript.steps import STEPS
from widgets.transcript.values import Mark, TextSelection, TierText

__all__ = ["Mark", "TextSelection", "TierText", "TranscriptView"]

_EDGE_TICK_MS = 30
_MOST_HEARD = 200
_SEEN = 0.0, 1.0
_REVEAL_AT = 0.3

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class TranscriptView(TranscriptArea):
    """Shows one or two tiers of a transcript; tells what the reviewer clicks and selects.

    Selecting is by word and stays in one tier. All offsets that go in or out count code points of the segment's text.
    """

    seek_wanted = Signal(int)
    """A word or a time was clicked: play from this millisecond."""
    sentence_wanted = Signal(int, int)
    """A sentence was Alt+clicked: play from the one millisecond to the other."""
    selection_changed = Signal(object)
    """A TextSelection, or None."""
    mark_clicked = Signal(str)
    """The id of a quote whose words were clicked; the shortest of several, and the next one with the next click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: Chosen | None = None
        self._told: TextSelection | None = None
        self._pressed: QPointF | None = None
        self._since_press = QElapsedTimer()
        self._dragging = False
        self._x: float | None = None
        self._last_mark = ""
        self._citation: Callable[[TextSelection], str] | None = None
        self._edge = QTimer(self)
        self._edge.setInterval(_EDGE_TICK_MS)
        self._edge.timeout.connect(self._drag_on)
        make_audible(TranscriptView)
        self.setAccessibleName(self.tr("Transcript"))
        self.setAccessibleDescription(
            self.tr("Arrow keys go from word to word, with Shift they select. Enter plays from the word.")
        )
        self.set_empty_text(
            self.tr("No transcript yet"),
            self.tr(
                "Drop a transcript on this window: SRT, WebVTT or Whisper JSON. "
                "With a translation beside it, both run in step with the recording."
            ),
        )

    # what is shown

    def set_tiers(self, original: TierText | None, translation: TierText | None) -> None:
        """Show these; None leaves a column out. Marks, hits and the selection of what was shown before are gone."""
        given = dict(zip(TIERS, (original, translation), strict=True))
        columns = {tier: Column(tier, text) for tier, text in given.items() if text is not None}
        self._chosen, self._dragging, self._pressed = None, False, None
        self._edge.stop()
        self._set_pages(Pages(columns))
        self._tell()

    def set_marks(self, tier: Tier, marks: Iterable[Mark]) -> None:
        """The words of one tier that quotes hold."""
        self._scene.marks[tier] = Marked(marks)
        self.viewport().update()

    def set_found(self, tier: Tier, hits: Iterable[tuple[Position, Position]], current: int | None = None) -> None:
        """Where a search has hits in one tier, and which of them is looked at."""
        self._scene.found[tier] = Marked(
            Mark(str(index), start, end, index == current) for index, (start, end) in enumerate(hits)
        )
        self.viewport().update()

    def reveal(self, tier: Tier, place: Position, keep_following: bool = False) -> None:
        """Scroll to a place if it is not in sight. The view then stays there, unless told to go on following."""
        if tier in self._pages.columns and 0 <= place.ordinal < len(self._pages.columns[tier]):
            if not keep_following:
                self._yield()
            self._bring(tier, place, _SEEN, _REVEAL_AT)

    # selection

    def selection(self) -> TextSelection | None:
        """The selected words, or None."""
        chosen = self._chosen
        if chosen is None or not chosen.extended:
            return None
        column = self._pages.columns[chosen.tier]
        start, end = chosen.stretch(column)
        return TextSelection(chosen.tier, column.transcript_id, start, end, text_between(start, end, column.segments))

    def clear_selection(self) -> None:
        """Select nothing; the cursor stays where it is."""
        if self._chosen is not None:
            self._choose(Chosen(self._chosen.tier, self._chosen.focus, self._chosen.focus))

    def select(self, tier: Tier, start: Position, end: Position) -> None:
        """Select the words from one place to another."""
        column = self._pages.columns[tier]
        first = column.word_at(start)
        last = column.word_at(Position(end.ordinal, max(end.offset - 1, 0)))
        if first is not None and last is not None:
            self._choose(Chosen(tier, first, last, True))

    def select_sentence(self) -> None:
        """Select the sentence in which the cursor stands."""
        if chosen := self._cursor():
            first, last = self._pages.columns[chosen.tier].sentence(chosen.focus)
            self._choose(Chosen(chosen.tier, first, last, True))

    def select_all(self) -> None:
        """Select the whole tier in which the cursor stands."""
        if chosen := self._cursor():
            column = self._pages.columns[chosen.tier]
            first, last = column.first_from(0), column.last_until(len(column) - 1)
            if first is not None and last is not None:
                self._choose(Chosen(chosen.tier, first, last, True))

    def set_citation(self, citation: Callable[[TextSelection], str]) -> None:
        """What says where copied words come from."""
        self._citation = citation

    def copy(self) -> None:
        """Put the selected words on the clipboard, with their citation; as plain text."""
        if selection := self.selection():
            cited = self._citation(selection) if self._citation else ""
            QGuiApplication.clipboard().setText(f"{selection.text}\n{cited}" if cited else selection.text)

    def _choose(self, chosen: Chosen | None) -> None:
        self._chosen = chosen
        self._show_chosen()
        self._tell()

    def _show_chosen(self) -> None:
        chosen, scene = self._chosen, self._scene
        scene.selected = scene.cursor = None
        if chosen is not None:
            column = self._pages.columns[chosen.tier]
            if chosen.extended:
                scene.selected = chosen.tier, chosen.stretch(column)
            elif self.hasFocus():
                scene.cursor = chosen.tier, chosen.cursor(column)
        self.viewport().update()

    def _tell(self) -> None:
        selection = self.selection()
        if selection != self._told:
            self._told = selection
            self.selection_changed.emit(selection)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or go on with Shift."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._dragging, self._x = event.position(), False, None
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
            self._drag_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that led nowhere was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, dragged = self._pressed, self._dragging
        self._pressed, self._dragging = None, False
        self._edge.stop()
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

    def _activate(self, tier: Tier, word: Place, sentence: bool) -> None:
        """Ask for a word or its sentence to be played."""
        column = self._pages.columns[tier]
        first, last = column.sentence(word) if sentence else (word, word)
        start_ms, end_ms = column.word(first).start_ms, column.word(last).end_ms
        if start_ms is not None and sentence and end_ms is not None:
            self.sentence_wanted.emit(start_ms, end_ms)
        elif start_ms is not None:
            self.seek_wanted.emit(start_ms)

    def _open_mark(self, tier: Tier, word: Place) -> None:
        place = self._pages.columns[tier].start_of(word)
        quotes = [mark.quote_id for mark in self._scene.marks.get(tier, Marked()).at(place)]
        if quotes:
            again = quotes.index(self._last_mark) + 1 if self._last_mark in quotes else 0
            self._last_mark = quotes[again % len(quotes)]
            self.mark_clicked.emit(self._last_mark)

    def _nearest(self, tier: Tier, point: QPointF) -> Place | None:
        """The word of a tier that is nearest to a point of the viewport."""
        at = self._row_at(point.y())
        if at is None:
            return None
        place = self._stage.position_at(at[0], tier, point - QPointF(0, at[1]))
        column = self._pages.columns[tier]
        word = column.word_at(place) if place is not None else None
        if word is None:
            # The row has nothing in this tier: the words before it are the nearest.
            pieces = self._pages.pieces(tier, at[0])
            ordinal = column.span_of(pieces.start)[0] if pieces.start < column.piece_count() else len(column)
            word = column.last_until(ordinal - 1) or column.first_from(0)
        return word

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
        point = QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))
        beyond = point.y() if point.y() < 0 else max(point.y() - self._roll.view_height, 0)
        if beyond:
            self.scroll_by(round(max(-60.0, min(beyond / 2, 60.0))) or 1)
            self._drag_to(point)

    def _is_held(self) -> bool:
        # A click seeks; if the text moved at once, the second click of two would hit another word.
        again = QApplication.doubleClickInterval()
        return self._pressed is not None or (self._since_press.isValid() and not self._since_press.hasExpired(again))

    # keyboard

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
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._x = None
        elif self._x is None:
            start = self._pages.columns[chosen.tier].start_of(chosen.focus)
            self._x = self._spot(chosen.tier, start)[2].center().x()
        word = STEPS[key, control](self._stage, chosen.tier, chosen.focus, self._x or 0.0)
        if word is not None:
            self._go(chosen.led_to(word) if extend else Chosen(chosen.tier, word, word))

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

    def _cursor(self) -> Chosen | None:
        """What is chosen, or else the spoken word, or else the first word in sight."""
        if self._chosen is not None:
            return self._chosen
        if self._spoken is not None:
            tier, spoken = self._spoken
            return Chosen(tier, (spoken.ordinal, spoken.word), (spoken.ordinal, spoken.word))
        for tier in self._pages.tiers:
            column = self._pages.columns[tier]
            pieces = self._pages.pieces(tier, self._roll.row)
            if pieces and (word := column.first_from(column.span_of(pieces.start)[0])) is not None:
                return Chosen(tier, word, word)
        return None

    def _go(self, chosen: Chosen) -> None:
        """Choose by keyboard, and keep the cursor in sight."""
        self._choose(chosen)
        start, _ = chosen.cursor(self._pages.columns[chosen.tier])
        if self._bring(chosen.tier, start, _SEEN, _REVEAL_AT):
            self._yield()
        tell_cursor(self)
        if chosen.extended and self._told is not None:
            announce(self, self.tr("Selected: {words}").format(words=self._told.text[-_MOST_HEARD:]))

    # for screen readers

    def heard_tier(self) -> Tier | None:
        """The tier of the cursor."""
        return self._chosen.tier if self._chosen else next(iter(self._pages.tiers), None)

    def heard_lines(self) -> list[tuple[Placed, int]]:
        """Its pieces in sight, each with where its row begins."""
        tier = self.heard_tier()
        rows = self._roll.visible()
        return [(placed, top) for row, top in rows for placed in self._stage.row(row).placed if placed.tier == tier]

    def heard_cursor(self) -> Position | None:
        """Where the cursor stands."""
        return self._pages.columns[self._chosen.tier].start_of(self._chosen.focus) if self._chosen else None

    def hear(self, start: Position, end: Position | None) -> None:
        """Go to a word, or select up to another place."""
        tier = self.heard_tier()
        word = self._pages.columns[tier].word_at(start) if tier else None
        if tier and end is not None:
            self.select(tier, start, end)
        elif tier and word is not None:
            self._go(Chosen(tier, word, word))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self._show_chosen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it."""
        super().focusOutEvent(event)
        self._show_chosen()
