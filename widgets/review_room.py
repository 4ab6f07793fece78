"""The room in which one listens, reads and marks: recording, transcript, quotes, inspector."""

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from app import heard
from app.finding import Found
from app.playback import Playback
from app.session import Session
from app.settings import Settings
from widgets.actions import Actions
from widgets.dock import Dock
from widgets.inspector.pane import Inspector
from widgets.quote_list import QuoteList
from widgets.recording_pane import RecordingPane
from widgets.transcript_pane import TranscriptPane

_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_LEAST_FOR_TEXT = 0.36
"""The share of the room that the transcript keeps when the window gets smaller."""


class ReviewRoom(QMainWindow):
    """Keeps the panes in step: one recording, one current quote."""

    name = "review"
    facts_changed = Signal()
    files_wanted = Signal(str)
    """A transcript shall be added to this recording."""

    def __init__(
        self, session: Session, playback: Playback, settings: Settings, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self._session, self.playback, self._settings = session, playback, settings
        self._quote_id: str | None = None
        self._in_ms: int | None = None
        self._choosing = False
        self._to_play: str | None = None
        """The quote that is played as soon as its recording is open."""
        self.recording = RecordingPane(session, playback, settings, actions, self)
        self.transcript = TranscriptPane(session, playback, self)
        self.quotes = QuoteList(session, self)
        self.inspector = Inspector(session, self)
        self._docks = self._lay_out()
        self._usual: QByteArray | None = None
        self._connect()

    def _lay_out(self) -> list[QDockWidget]:
        middle = QWidget(self)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.transcript)
        self.setCentralWidget(middle)
        self.setDockNestingEnabled(True)
        middle.setMinimumWidth(320)
        self.recording.setMinimumWidth(300)
        self.inspector.setMinimumWidth(336)
        recording = Dock("recording", self.tr("Recording"), self.recording, self, [self.recording.chooser])
        quotes = Dock("quotes", self.tr("Quotes"), self.quotes, self)
        inspector = Dock("inspector", self.tr("Quote"), self.inspector, self)
        # Docks know left and right, readers start and end.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start, end = (_RIGHT, _LEFT) if mirrored else (_LEFT, _RIGHT)
        self.addDockWidget(start, recording)
        self.addDockWidget(start, quotes)
        self.addDockWidget(end, inspector)
        self._quotes_dock = quotes
        docks: list[QDockWidget] = [recording, quotes, inspector]
        return docks

    def _connect(self) -> None:
        session, playback = self._session, self.playback
        session.opened.connect(self.load)
        session.closed.connect(lambda: self.choose_quote(None))
        for signal in (playback.opened, playback.closed, playback.loop_changed):
            signal.connect(lambda _value=None: self.facts_changed.emit())
        playback.closed.connect(self.clear_span)
        playback.opened.connect(self._play_waiting)
        self.recording.medium_changed.connect(self._show_medium)
        self.recording.strip.quote_clicked.connect(lambda id: self.choose_quote(id, reveal=True))
        self.transcript.quote_clicked.connect(self.choose_quote)
        self.transcript.quote_marked.connect(self.choose_quote)
        self.transcript.found_opened.connect(self._go_to)
        self.transcript.import_wanted.connect(lambda: self.files_wanted.emit(self.transcript.media_id or ""))
        self.transcript.view.selection_changed.connect(lambda _selection: self.facts_changed.emit())
        self.quotes.quote_chosen.connect(lambda id: self.choose_quote(id or None, reveal=True))
        self.quotes.play_wanted.connect(self.play_quote)
        self.quotes.count_changed.connect(self._show_count)
        self.inspector.quote_shown.connect(lambda id: self.choose_quote(id or None))
        self.inspector.quote_wanted.connect(lambda id: self.choose_quote(id, reveal=True))
        self.inspector.place_wanted.connect(self._go_to)
        self.inspector.play_wanted.connect(playback.play_span)
        self.inspector.loop_wanted.connect(lambda start, end: playback.play_span(start, end, loop=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the side panes give way before the text gets too narrow to read."""
        super().resizeEvent(event)
        if self._usual is not None and self.centralWidget().width() < self.width() * _LEAST_FOR_TEXT:
            self._share_width()

    # what the window asks

    @property
    def facts(self) -> set[str]:
        """What is so in this room, for the actions to know."""
        said = {
            "recording": self.playback.is_open,
            "span": self._in_ms is not None or self.playback.span is not None,
            "selection": self.transcript.view.selection() is not None,
            "quote": self._quote_id is not None,
        }
        return {name for name, so in said.items() if so}

    @property
    def quote_id(self) -> str | None:
        """The current quote."""
        return self._quote_id

    def load(self) -> None:
        """Show the case that was opened."""
        self.recording.load()
        self._show_medium(self.recording.media_id or "")
        if self._usual is not None:
            self._restore_layout()
        self._take_up()
        self.transcript.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the panes their widths when there is a window to divide, and then those of last time."""
        super().showEvent(event)
        if self._usual is None:
            self.layout().activate()
            self._arrange()
            self._usual = self.saveState()
            if self._session.is_open:
                self._restore_layout()

    def remember(self) -> None:
        """Keep how the panes stand and where the reviewer is."""
        if self._session.is_open:
            self.inspector.flush()
            self.recording.remember()
            case_id = self._session.case.info.id
            self._settings.keep(case_id, "quote", self._quote_id or "")
            self._settings.keep(case_id, "filters", self.quotes.filters())
            self._settings.set_layout(self._session.case.info.id, self._layout_name, self.saveState())

    # what the actions call

    def choose_quote(self, quote_id: str | None, *, reveal: bool = False) -> None:
        """Make this quote the current one in every pane."""
        if self._choosing or (quote_id == self._quote_id and not reveal):
            return
        self._choosing = True
        try:
            self._quote_id = quote_id
            quote = self._session.case.quotes.find(quote_id) if quote_id and self._session.is_open else None
            if quote is not None and quote.media_id != self.recording.media_id:
                self.recording.show_medium(quote.media_id)
            self.quotes.set_current(quote_id)
            self.transcript.set_current_quote(quote_id, reveal=reveal)
            self.inspector.show_quote(quote_id)
            self.recording.strip.set_current(quote_id)
            start_ms = quote.tokens.start_ms if quote is not None else None
            if reveal and start_ms is not None and self.playback.is_open and not self.playback.is_playing:
                self.playback.seek(start_ms)
        finally:
            self._choosing = False
        self.facts_changed.emit()

    def play_quote(self, quote_id: str) -> None:
        """Make it the current one and play it, from whatever recording it is."""
        self.choose_quote(quote_id, reveal=True)
        self._to_play = None if self.playback.is_open else quote_id
        self.inspector.play()

    def follow(self) -> None:
        """Go along with the spoken word, or stay."""
        self.transcript.set_following(not self.transcript.view.following)

    def set_in(self) -> None:
        """A span begins here."""
        self._in_ms = self.playback.time_ms
        self.playback.clear_span()
        self.recording.strip.set_in(self._in_ms)
        self.facts_changed.emit()

    def set_out(self) -> None:
        """A span ends here: its words are selected, and it goes round until Escape."""
        start_ms, end_ms = self._in_ms or 0, self.playback.time_ms
        self._in_ms = None
        self.recording.strip.set_in(None)
        if end_ms > start_ms:
            self._select_between(start_ms, end_ms)
            self.playback.play_span(start_ms, end_ms, loop=True)
        self.facts_changed.emit()

    def clear_span(self) -> None:
        """Forget "in", and leave the loop."""
        self._in_ms = None
        self.recording.strip.set_in(None)
        if self.playback.span is not None:
            self.playback.clear_span()
        self.facts_changed.emit()

    def mute(self) -> None:
        """Silence, or sound again."""
        self.playback.set_muted(not self.playback.is_muted)

    def captions(self) -> None:
        """The words on the picture, or not."""
        self.recording.toggle_captions()

    def next_pane(self, steps: int) -> None:
        """Move the focus to another pane."""
        panes: list[QWidget] = [self.transcript, self.inspector, self.quotes, self.recording]
        focus = self.focusWidget()
        here = next((n for n, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))), 0)
        wanted = (here + steps) % len(panes)
        if panes[wanted] is self.quotes:
            self.quotes.focus_filter()
        elif panes[wanted] is self.recording:
            self.recording.strip.setFocus()
        elif panes[wanted] is self.inspector:
            self.inspector.focus_words()
        else:
            self.transcript.setFocus()

    def reset_layout(self) -> None:
        """Every pane where it was at first."""
        if self._usual is not None:
            for dock in self._docks:
                dock.setFloating(False)
                dock.show()
            self.restoreState(self._usual)
            self._arrange()

    # inside

    def _take_up(self) -> None:
        """The quotes listed as last time, and the last one current; the recording stays where it was."""
        case = self._session.case
        self.quotes.restore_filters(self._settings.kept(case.info.id, "filters"))
        last = case.quotes.find(self._settings.kept(case.info.id, "quote"))
        if last is not None and last.media_id == self.recording.media_id:
            self.choose_quote(last.id)

    def _arrange(self) -> None:
        recording, quotes, _inspector = self._docks
        self._share_width()
        heights = [round(self.height() * 0.52), round(self.height() * 0.48)]
        self.resizeDocks([recording, quotes], heights, Qt.Orientation.Vertical)

    def _share_width(self) -> None:
        recording, _quotes, inspector = self._docks
        widths = [round(self.width() * 0.29), round(self.width() * 0.26)]
        self.resizeDocks([recording, inspector], widths, Qt.Orientation.Horizontal)

    @property
    def _layout_name(self) -> str:
        """A layout is for one direction of reading: docks know only left and right."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return f"{self.name}-mirrored" if mirrored else self.name

    def _restore_layout(self) -> None:
        state = self._settings.layout(self._session.case.info.id, self._layout_name)
        if state is not None:
            self.restoreState(state)

    def _show_medium(self, media_id: str) -> None:
        shown = media_id or None
        self.transcript.show_medium(shown)
        self.quotes.show_medium(shown)

    def _go_to(self, found: Found) -> None:
        if found.quote_id is not None:
            self.choose_quote(found.quote_id, reveal=True)
            return
        self.recording.show_medium(found.media_id)
        self.transcript.show_found(found)

    def _play_waiting(self, _opened: object = None) -> None:
        quote_id, self._to_play = self._to_play, None
        if quote_id is not None and quote_id == self._quote_id:
            self.inspector.play()

    def _show_count(self, shown: int, total: int) -> None:
        numbers = str(total) if shown == total else self.tr("{} of {}").format(shown, total)
        self._quotes_dock.head.set_title(self.tr("Quotes  {}").format(numbers) if total else self.tr("Quotes"))

    def _select_between(self, start_ms: int, end_ms: int) -> None:
        for tier, transcript in self.transcript.shown.items():
            if transcript is not None:
                words = heard.between(self._session.case.transcripts.segments(transcript.id), start_ms, end_ms)
                if words is not None:
                    self.transcript.view.select(tier, *words)
                return
