"""Key terms: words of the quote on which much hangs, for readers of the sheet who don't know the language."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import key_terms
from app.session import Session
from db.claims import KeyTerm
from db.records import Quote
from widgets import plain
from widgets.fields import LineField
from widgets.inspector.fold import Fold


class TermsBox(Fold):
    """Words are selected in the quote above, then noted here."""

    note_wanted = Signal()
    """Note the selected words of the quote as a key term."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Key terms"), parent)

    def summary(self, quote: Quote) -> str:
        """The terms themselves, as far as there is room."""
        terms = self._terms(quote)
        return plain.isolated(", ".join(one.text for one in terms[:3])) if terms else ""

    def build(self, quote: Quote) -> None:
        """A card for each, and the way to note more."""
        terms = self._terms(quote)
        if not terms:
            said = self.tr("On which words does much hang? Select them in the quote above; the sheet explains them.")
            self.add(plain.note(said, self))
        for one in terms:
            self._card(quote, one)
        note = self.button(self.tr("Note the selected words as a key term"))
        note.setObjectName("note")
        note.clicked.connect(self.note_wanted)
        self.add(note)

    def write(self, term_id: str) -> None:
        """Go to where the transliteration of a term is written."""
        field = self.findChild(LineField, f"transliteration {term_id}")
        if isinstance(field, LineField):
            field.setFocus()
            field.selectAll()

    def _terms(self, quote: Quote) -> list[KeyTerm]:
        return self.session.case.argument.key_terms.of(quote.id)

    def _card(self, quote: Quote, one: KeyTerm) -> None:
        card, layout = self.card()
        remove = self.small("close", self.tr("It is no key term"), card)
        remove.setVisible(self.writable)
        remove.clicked.connect(lambda: self.session.do(self.tr("Remove key term"), key_terms.remove, one.id))
        head = QHBoxLayout()
        head.addWidget(self.words(one.text, card), 1)
        head.addWidget(remove)
        layout.addLayout(head)
        if not key_terms.stands(quote, one):
            layout.addWidget(plain.note(self.tr("These words are no longer in the quote."), card))
        for name, label, asked in (
            ("transliteration", self.tr("Transliteration"), self.tr("In Latin letters")),
            ("meaning", self.tr("Meaning"), self.tr("What it means")),
            ("note", self.tr("Note"), self.tr("Note")),
        ):
            field = LineField(label, asked, card)
            field.setObjectName(f"{name} {one.id}")
            field.show_text(getattr(one, name))
            field.setReadOnly(not self.writable)
            field.written.connect(partial(self._change, one, name))
            layout.addWidget(field)

    def _change(self, one: KeyTerm, field: str, value: str | None) -> None:
        self.session.do(self.tr("Change key term"), key_terms.change, one.id, **{field: value})
