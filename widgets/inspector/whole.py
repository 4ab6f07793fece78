"""All that a quote stands with, one folded part below the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.session import Session
from db.records import Quote
from widgets.inspector.companions_box import CompanionsBox
from widgets.inspector.corrections_box import CorrectionsBox
from widgets.inspector.fold import Fold
from widgets.inspector.left_out_box import LeftOutBox
from widgets.inspector.nested_box import NestedBox
from widgets.inspector.terms_box import TermsBox
from widgets.inspector.translations_box import TranslationsBox

TABLES = frozenset(
    {"companion", "rendering", "certificate", "correction", "nested_speech", "key_term", "media", "transcript"}
)
"""What it shows, besides quotes and people."""


class Whole(QWidget):
    """What is left out, what belongs to it, how else it is translated, its key terms, whose words are passed on."""

    play_wanted = Signal(int, int)
    quote_wanted = Signal(str)
    place_wanted = Signal(object)
    mark_wanted = Signal()
    """Mark the selected words as passed on."""
    note_wanted = Signal()
    """Note the selected words as a key term."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left_out = LeftOutBox(session, self)
        self.companions = CompanionsBox(session, self)
        self.translations = TranslationsBox(session, self)
        self.terms = TermsBox(session, self)
        self.nested = NestedBox(session, self)
        self.corrections = CorrectionsBox(session, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in self.parts:
            layout.addWidget(part)
            part.play_wanted.connect(self.play_wanted)
            part.quote_wanted.connect(self.quote_wanted)
            part.place_wanted.connect(self.place_wanted)
        self.nested.mark_wanted.connect(self.mark_wanted)
        self.terms.note_wanted.connect(self.note_wanted)

    @property
    def parts(self) -> tuple[Fold, ...]:
        """From above to below."""
        return (self.left_out, self.companions, self.translations, self.terms, self.nested, self.corrections)

    def show_quote(self, quote: Quote, *, writable: bool) -> None:
        """Be about this quote."""
        for part in self.parts:
            part.show_quote(quote, writable=writable)

    def flush(self) -> None:
        """Keep what is still being written."""
        for part in self.parts:
            part.flush()
