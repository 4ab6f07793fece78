"""What the reviewer chooses in the transcript: a word under the cursor, or words that are selected."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.passages import text_between
from db.tokens import Position, Tier
from widgets.transcript.accessible import announce, tell_cursor
from widgets.transcript.area import TranscriptArea
from widgets.transcript.chosen import Chosen
from widgets.transcript.columns import Place
from widgets.transcript.marked import Marked
from widgets.transcript.values import TextSelection

SEEN = 0.0, 1.0
"""Anywhere in the viewport."""
REVEAL_AT = 0.3
"""How far from the top a place is put that was not in sight."""
_MOST_HEARD = 200


class ChoosingArea(TranscriptArea):
    """Holds what is chosen, and tells of it. How it is chosen, mouse and keyboard say."""

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
        self._last_mark = ""
        self._citation: Callable[[TextSelection], str] | None = None

    def selection(self) -> TextSelection | None:
        """The selected words, or None."""
        chosen = self._chosen
        if chosen is None or not chosen.extended:
            return None
        column = self._pages.columns[chosen.tier]
        start, end = chosen.stretch(column)
        return TextSelection(chosen.tier, column.transcript_id, start, end, text_between(start, end, column.segments))

    def current_place(self) -> tuple[Tier, int] | None:
        """The tier and the segment of the cursor, or else of the word that is being said."""
        if self._chosen is not None:
            chosen = self._chosen
            return chosen.tier, chosen.stretch(self._pages.columns[chosen.tier])[0].ordinal
        return (self._spoken[0], self._spoken[1].ordinal) if self._spoken is not None else None

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
        if self._bring(chosen.tier, start, SEEN, REVEAL_AT):
            self._yield()
        tell_cursor(self)
        if chosen.extended and self._told is not None:
            announce(self, self.tr("Selected: {words}").format(words=self._told.text[-_MOST_HEARD:]))

    # what is asked for

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

    # the focus

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self._show_chosen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it."""
        super().focusOutEvent(event)
        self._show_chosen()
