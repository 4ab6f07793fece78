"""Law with a date: designations, sanctions, statutes and their versions, with what is still to be checked."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from app import dates, measures
from app.session import Session
from widgets.fields import ChoiceField, LineField, NoteField
from widgets.findings.parts import Who, who
from widgets.form import DateField
from widgets.models import choices, times
from widgets.models.choices import Choice
from widgets.record_list import RecordList
from widgets.record_page import RecordPage


class MeasuresPage(RecordPage):
    """The list of measures by date, and the one that is chosen."""

    table = "measure"
    tables = frozenset({"measure", "framework", "person", "organisation"})
    first = "title"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        listed = RecordList(
            self.tr("Law with a date"),
            self.tr("New measure"),
            self.tr("Nothing yet.\nEnter when a group was designated, or a statute came into force."),
            lambda: self._rows() if session.is_open else [],
        )
        super().__init__(session, listed, parent)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Kind"))
        for code, label in self._kinds().items():
            self.kind.addItem(label, code)
        self.kind.activated.connect(lambda _row: self.change("kind", self.kind.currentData()))
        self.about = Who(session, self.tr("About"), self)
        self.about.chosen.connect(lambda _key: self._set(self.about.values))
        self.element = ChoiceField(
            self.tr("Puts in force"),
            self._laws,
            self.tr("No framework of this case"),
            "law",
            None,
            self,
        )
        self.element.chosen.connect(self._choose_law)
        self.take("title", self.tr("Title"), NoteField(self.tr("Title"), "", self))
        self.form.add(self.tr("Kind"), self.kind)
        self.take("in_force_from", self.tr("In force from"), DateField(self.tr("In force from"), self))
        self.take("in_force_to", self.tr("Until"), DateField(self.tr("Until"), self))
        self.form.add(self.tr("About"), self.about)
        self.form.add(self.tr("Puts in force"), self.element)
        for name, label, field in (
            ("citation", self.tr("Citation"), LineField(self.tr("Citation"), "", self)),
            ("url", self.tr("Address"), LineField(self.tr("Address"), "https://…", self)),
            ("verify", self.tr("To be verified"), NoteField(self.tr("To be verified"), "", self)),
            ("note", self.tr("Note"), NoteField(self.tr("Note"), "", self)),
        ):
            self.take(name, label, field)
        self.list.reload()

    def find(self, id: str) -> Any:
        """The measure, or None."""
        return self._session.case.argument.measures.find(id)

    def shown(self, record: Any) -> None:
        """Its kind, whom it is about, and which law it puts in force."""
        writable = not self._session.read_only
        self.kind.setCurrentIndex(self.kind.findData(record.kind))
        key = next((f"{t}\n{id}" for t in ("organisation", "person") if (id := getattr(record, f"{t}_id"))), None)
        self.about.show_choice(key, who(self._session, record))
        law = f"{record.framework_id}\n{record.element_path or ''}" if record.framework_id else None
        found = next((one for one in self._laws() if one.key == law), None)
        self.element.show_choice(law, found.title if found else "")
        for field in (self.kind, self.about, self.element):
            field.setEnabled(writable)

    def add(self) -> None:
        """Make a new measure, whose title is still to be written."""
        self.begin(self.try_to(self.tr("Add measure"), measures.add, self.tr("New measure"), "designation"))

    def change(self, name: str, value: object) -> None:
        """Set a field of the measure."""
        self._set({name: value})

    def remove(self) -> None:
        """Remove the measure."""
        if self._id is not None:
            self.try_to(self.tr("Remove measure"), measures.remove, self._id)

    def _set(self, values: dict[str, Any]) -> None:
        if self._id is not None:
            self.try_to(self.tr("Change measure"), measures.change, self._id, **values)

    def _choose_law(self, key: str | None) -> None:
        framework, _, path = (key or "").partition("\n")
        self._set({"framework_id": framework or None, "element_path": path or None})

    def _laws(self) -> list[Choice]:
        whole = [Choice(f"{one.id}\n", one.title, one.citation or "") for one in self._session.case.frameworks.all()]
        return whole + choices.elements(self._session)

    def _kinds(self) -> dict[str, str]:
        return {
            "designation": self.tr("Designation"),
            "sanction": self.tr("Sanction"),
            "statute": self.tr("Statute"),
            "amendment": self.tr("Amendment"),
            "ratification": self.tr("Ratification"),
            "fact": self.tr("Other fact from outside"),
        }

    def _rows(self) -> list[Choice]:
        kinds = self._kinds()
        found: list[Choice] = []
        for one in self._session.case.argument.measures.all():
            when = dates.in_words(one.in_force_from) if one.in_force_from else self.tr("date not known")
            badge = self.tr("to verify") if one.verify else ""
            said = times.dotted([when, kinds.get(one.kind, one.kind), who(self._session, one)])
            found.append(Choice(one.id, one.title, said, badge=badge))
        return found
