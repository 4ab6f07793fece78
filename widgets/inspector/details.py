"""What is said about a quote: speaker, capacity and its basis, title, question, status, marking, notes."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app import law, offices, tagging
from app.offices import Office
from app.people import name_of
from app.session import Session
from db.records import Quote
from widgets import plain
from widgets.fields import ChoiceField, LineField, NoteField
from widgets.inspector.review_box import ReviewBox
from widgets.marking_button import MarkingButton
from widgets.models import choices, times
from widgets.models.choices import Choice

_TERMS = {
    "capacity": ("speaker_capacity",),
    "capacity_basis": ("capacity_basis",),
    "marking": ("privilege", "tlp"),
}


class Details(QWidget):
    """A form; each answer is a wish of its own, so that each can be undone."""

    wanted = Signal(str, str, object)
    """What the step is called, the field of the quote, its new value."""
    person_wanted = Signal(str)
    """A new speaker of that name."""
    tags_wanted = Signal(object)
    """The tags, parted by commas; None for none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.speaker = ChoiceField(
            self.tr("Speaker"),
            lambda: choices.people(session),
            self.tr("Who is speaking?"),
            "speaker",
            self.tr("New person “{}”"),
            self,
        )
        self.speaker.chosen.connect(lambda key: self.wanted.emit(self.tr("Set speaker"), "speaker_id", key))
        self.speaker.create_wanted.connect(self.person_wanted)
        self.capacity = self._terms("capacity", self.tr("Capacity"), self.tr("Not said"), self.tr("Set capacity"))
        self.basis = self._terms(
            "capacity_basis", self.tr("Basis of the capacity"), self.tr("On what basis?"), self.tr("Set basis")
        )
        self.review = ReviewBox(session, self)
        self.tags = LineField(self.tr("Tags"), self.tr("Tags, parted by commas"), self)
        self.tags.written.connect(self.tags_wanted)
        self.notes_marking = MarkingButton(session, "quote", "notes", self)
        self.marking = self._terms("marking", self.tr("Marking"), self.tr("No marking"), self.tr("Set marking"))
        self.reason = self._line("capacity_note", self.tr("Why this capacity"), self.tr("Write note on capacity"))
        self.title = self._line("title", self.tr("Title of the quote"), self.tr("Name quote"))
        self.question = self._note("question", self.tr("The question that was asked"), self.tr("Write question"))
        self.notes = self._note("notes", self.tr("Notes"), self.tr("Write notes"))
        self._offices = plain.note("", self)
        self._add(self.tr("Title"), self.title)
        self._add(self.tr("Speaker"), self.speaker)
        self._add("", self._offices)
        self._add(self.tr("Capacity"), self.capacity)
        self._add(self.tr("Basis"), self.basis)
        self._add("", self.reason)
        self._add(self.tr("Question"), self.question)
        self._add(self.tr("Status"), self.review)
        self._add(self.tr("Marking"), self.marking)
        self._add(self.tr("Tags"), self.tags)
        self._add(self.tr("Notes"), self.notes)
        self._add("", self.notes_marking)

    def show_quote(self, quote: Quote, *, writable: bool) -> None:
        """Show what is known of a quote."""
        case = self._session.case
        person = case.people.find(quote.speaker_id) if quote.speaker_id else None
        self.speaker.show_choice(quote.speaker_id, name_of(person) if person else "")
        held = [self._office(one) for one in offices.of_speaker(case, quote)]
        self._offices.setText("\n".join(held))
        self._offices.setVisible(bool(held))
        for field, name in (
            (self.capacity, "capacity"),
            (self.basis, "capacity_basis"),
            (self.marking, "marking"),
        ):
            code: str | None = getattr(quote, name)
            known = [term for vocabulary in _TERMS[name] for term in law.terms(case, vocabulary)]
            field.show_choice(code, choices.label_in(known, code))
        self.basis.setVisible(quote.capacity is not None or quote.capacity_basis is not None)
        self._label_of(self.basis).setVisible(self.basis.isVisibleTo(self))
        self.reason.setVisible(quote.capacity is not None or quote.capacity_note is not None)
        for line, name in ((self.reason, "capacity_note"), (self.title, "title")):
            line.show_text(getattr(quote, name))
            line.setReadOnly(not writable)
        for note, name in ((self.question, "question"), (self.notes, "notes")):
            note.show_text(getattr(quote, name))
            note.setReadOnly(not writable)
        for field in (self.speaker, self.capacity, self.basis, self.marking):
            field.setEnabled(writable)
        self.review.show_quote(quote, writable=writable)
        self.tags.show_text(", ".join(tagging.tags_of(case, "quote").get(quote.id, ())))
        self.tags.setReadOnly(not writable)
        self.notes_marking.show_of(quote.id)
        self.notes_marking.setVisible(bool(quote.notes) or self.notes_marking.is_marked)

    def flush(self) -> None:
        """Tell what is still being written."""
        for field in (self.reason, self.title, self.question, self.notes, self.tags):
            field.flush()

    # inside

    def _office(self, office: Office) -> str:
        """An office with its time, and whether it was held when the words were said."""
        held = {
            "held": self.tr("held then"),
            "not held": self.tr("not held then"),
            "unsure": self.tr("unsure whether held then"),
        }
        role = office.role
        return times.dotted([role.title, office.organisation or "", choices.years(role), held[office.held]])

    def _terms(self, name: str, label: str, nothing: str, step: str) -> ChoiceField:
        def known() -> list[Choice]:
            return choices.terms(self._session, *_TERMS[name])

        field = ChoiceField(label, known, nothing, name, None, self)
        field.chosen.connect(lambda key: self.wanted.emit(step, name, key))
        return field

    def _line(self, name: str, placeholder: str, step: str) -> LineField:
        field = LineField(placeholder, placeholder, self)
        field.written.connect(lambda text: self.wanted.emit(step, name, text))
        return field

    def _note(self, name: str, placeholder: str, step: str) -> NoteField:
        field = NoteField(placeholder, placeholder, self)
        field.written.connect(lambda text: self.wanted.emit(step, name, text))
        return field

    def _add(self, label: str, field: QWidget) -> None:
        row = self._grid.rowCount()
        shown = plain.label(label, self)
        shown.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        shown.setBuddy(field)
        shown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._grid.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignTop)
        shown.setMinimumHeight(self.speaker.sizeHint().height())
        self._grid.addWidget(field, row, 1)

    def _label_of(self, field: QWidget) -> Any:
        row = self._grid.getItemPosition(self._grid.indexOf(field))[0]  # pyright: ignore[reportIndexIssue]
        return self._grid.itemAtPosition(row, 0).widget()
