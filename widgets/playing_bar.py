"""What is being played while one is in another room: its picture, its name, its time, and the way to it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.playback import Playback
from app.problems import Problem
from app.session import Session
from app.visible import on_one_line
from db.records import Quote
from db.tokens import TIERS
from widgets import icons, plain
from widgets.canvas import Canvas
from widgets.models import times
from widgets.notices import Notices
from widgets.review_room import ReviewRoom

_PICTURE = QSize(160, 90)


class PlayingBar(QFrame):
    """Opens when a quote is played from a room that has no picture; goes when one returns to the recording."""

    quote_wanted = Signal(str)
    """Go to the quote that is played."""

    def __init__(
        self, session: Session, playback: Playback, review: ReviewRoom, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._playback, self._review, self._notices = session, playback, review, notices
        self._quote_id = ""
        self.setObjectName("playing")
        self.canvas = Canvas(playback, self)
        self.canvas.setMinimumSize(_PICTURE)
        self.canvas.setFixedSize(_PICTURE)
        self.canvas.clicked.connect(playback.toggle)
        self.toggle_button = self._tool("pause", self.tr("Play or pause"), playback.toggle)
        self.title = plain.ElidedLabel("", self)
        self.title.setFont(plain.scaled(self.title.font(), 1.05))
        self._when = plain.note("", self)
        show = QPushButton(self.tr("Show"), self)
        plain.tip(show, self.tr("Go to this quote"))
        show.clicked.connect(lambda: self.quote_wanted.emit(self._quote_id))
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addStretch(1)
        said.addWidget(self.title)
        said.addWidget(self._when)
        said.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self.canvas)
        layout.addWidget(self.toggle_button)
        layout.addLayout(said, 1)
        layout.addWidget(show, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._tool("close", self.tr("Stop and close"), self.stop))
        playback.playing_changed.connect(self._show_playing)
        playback.time_changed.connect(self._show_time)
        playback.closed.connect(self.hide)
        self.hide()

    def play(self, quote_id: str) -> None:
        """Play a quote without leaving the room; where that can't be, say why."""
        self._review.play_quote(quote_id)
        quote = self._session.case.quotes.get(quote_id)
        if quote.tokens.start_ms is None:
            what = self.tr("The words of this quote have no times, so it can't be played.")
            self._notices.show_problem(Problem(what, self.tr("Only words of a recording can be heard.")))
        elif not self._review.recording.has_file:
            what = self.tr("There is no file of this recording to play.")
            self._notices.show_problem(Problem(what, self.tr("Look for it with “Find moved recordings…”.")))
        elif not self._review.isVisible():
            self._show_quote(quote)

    def _show_quote(self, quote: Quote) -> None:
        self._quote_id = quote.id
        words = " ".join(span.text for tier in reversed(TIERS) for span in quote.tokens.spans(tier))
        self.title.setText(on_one_line(quote.title or words))
        self._show_playing(self._playback.is_playing)
        self._show_time(self._playback.time_ms)
        self.show()

    def stop(self) -> None:
        """Pause, and be gone."""
        self._playback.pause()
        self.hide()

    def _show_playing(self, playing: bool) -> None:
        self.toggle_button.setIcon(icons.get("pause" if playing else "play"))

    def _show_time(self, ms: int) -> None:
        if self.isVisibleTo(self.parentWidget()):
            span = self._playback.span
            self._when.setText(times.dotted([times.short(ms), times.between(*span) if span else ""]))

    def _tool(self, icon: str, name: str, call: object) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.get(icon))
        button.setAutoRaise(True)
        button.setIconSize(QSize(20, 20))
        button.setAccessibleName(name)
        plain.tip(button, name)
        button.clicked.connect(call)
        return button
