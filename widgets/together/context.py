"""The quote that something is about, in a few quiet lines, with the way to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import rendition
from app.people import name_of
from app.session import Session
from db.tokens import TIERS
from widgets import icons, plain
from widgets.models import times
from widgets.together.compared import ComparedText
from widgets.together.named import Named


class Context(QFrame):
    """Says which record it is; of a quote it shows the words."""

    go_wanted = Signal()
    play_wanted = Signal(str)
    """Play this quote, without leaving the place."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("context")
        self._kind = plain.note("", self)
        self._kind.setWordWrap(False)
        self._title = plain.label("", self)
        self._title.setWordWrap(True)
        self._where = plain.note("", self)
        self.go_button = QPushButton(icons.get("review"), self.tr("Show the quote"), self)
        self.go_button.setAutoDefault(False)
        self.go_button.clicked.connect(self.go_wanted)
        self._quote_id = ""
        self.play_button = QPushButton(icons.get("play"), self.tr("Play"), self)
        self.play_button.setAutoDefault(False)
        self.play_button.clicked.connect(lambda: self.play_wanted.emit(self._quote_id))
        plain.tip(self.play_button, self.tr("Play this quote"))
        self.texts = {tier: ComparedText(tier, self, 1.0) for tier in TIERS}
        words = QVBoxLayout()
        words.setSpacing(3)
        for widget in (self._kind, self._title, *self.texts.values(), self._where):
            words.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 10)
        layout.setSpacing(12)
        layout.addLayout(words, 1)
        ways = QVBoxLayout()
        ways.setSpacing(6)
        ways.addWidget(self.go_button)
        ways.addWidget(self.play_button)
        ways.addStretch(1)
        layout.addLayout(ways)

    def show_record(self, named: Named, *, with_words: bool = True) -> None:
        """Show which record it is; `with_words` off where the words themselves are what is decided."""
        case = self._session.case
        quote = case.quotes.find(named.quote_id) if named.quote_id else None
        self._kind.setText(named.kind)
        self._kind.setVisible(bool(named.kind))
        self._title.setText(named.title)
        self._title.setVisible(bool(named.title) and not (named.is_words and with_words))
        for tier, text in self.texts.items():
            tokens = quote.tokens.of(tier) if quote else ()
            text.setVisible(bool(tokens) and with_words)
            if tokens:
                text.show_words(rendition.render(tokens), tokens)
        self._where.setVisible(quote is not None)
        if quote is not None:
            speaker = case.people.find(quote.speaker_id) if quote.speaker_id else None
            when = times.between(quote.tokens.start_ms, quote.tokens.end_ms)
            medium = case.media.get(quote.media_id)
            self._where.setText(times.dotted([name_of(speaker) if speaker else "", when, medium.title]))
        self._quote_id = quote.id if quote is not None else ""
        self.play_button.setVisible(quote is not None)
        self.go_button.setVisible(quote is not None or named.incident_id is not None)
        self.go_button.setText(self.tr("Show the quote") if quote else self.tr("Show the incident"))
        self.go_button.setIcon(icons.get("review" if quote else "incident"))
