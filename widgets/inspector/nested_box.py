"""A message inside a message: words of the quote that the speaker passes on, and whose they are."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import nesting
from app.people import name_of
from app.script import flowing
from app.session import Session
from db.claims import NestedSpeech
from db.records import Quote
from widgets import plain
from widgets.fields import ChoiceField, LineField
from widgets.inspector.fold import Fold
from widgets.models import choices


class NestedBox(Fold):
    """Words are selected in the quote above, then marked here."""

    mark_wanted = Signal()
    """Mark the selected words of the quote as another's."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Words passed on"), parent)

    def summary(self, quote: Quote) -> str:
        """How many."""
        number = len(self.session.case.argument.nested_speeches.of(quote.id))
        return str(number) if number else ""

    def build(self, quote: Quote) -> None:
        """A card for each, and the way to mark more."""
        found = self.session.case.argument.nested_speeches.of(quote.id)
        if not found:
            said = self.tr("Does the speaker give words as another's? Select them in the quote above, then mark them.")
            self.add(plain.note(said, self))
        for one in found:
            self._card(one)
        mark = self.button(self.tr("Mark the selected words as passed on"))
        mark.setObjectName("mark")
        mark.clicked.connect(self.mark_wanted)
        self.add(mark)

    def _card(self, one: NestedSpeech) -> None:
        card, layout = self.card()
        remove = self.small("close", self.tr("They are the speaker's own words"), card)
        remove.setVisible(self.writable)
        remove.clicked.connect(lambda: self.session.do(self.tr("Unmark words passed on"), nesting.remove, one.id))
        layout.addLayout(self.head(self.tr("Given as another's words"), card, remove))
        layout.addWidget(self.words(f"“{flowing(nesting.words_of(self.session.case, one))}”", card))
        speaker = ChoiceField(
            self.tr("Whose words"),
            lambda: choices.people(self.session),
            self.tr("Whose words are they?"),
            "speaker",
            None,
            card,
        )
        speaker.setObjectName(f"speaker {one.id}")
        person = self.session.case.people.find(one.speaker_id) if one.speaker_id else None
        speaker.show_choice(one.speaker_id, name_of(person) if person else "")
        speaker.setEnabled(self.writable)
        speaker.chosen.connect(partial(self._change, one, "speaker_id"))
        layout.addWidget(speaker)
        note = LineField(self.tr("Note"), self.tr("How the speaker came to know them"), card)
        note.setObjectName(f"note {one.id}")
        note.show_text(one.note)
        note.setReadOnly(not self.writable)
        note.written.connect(partial(self._change, one, "note"))
        layout.addWidget(note)

    def _change(self, one: NestedSpeech, field: str, value: str | None) -> None:
        self.session.do(self.tr("Change words passed on"), nesting.change, one.id, **{field: value})
