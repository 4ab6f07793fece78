"""Where the case is argued: the proceedings with their forum, their standard of proof and their parties."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from app import law, proceedings
from app.argument.routes import forum_in_words, rules
from app.session import Session
from db.claims import ProceedingParty
from widgets.fields import ChoiceField, LineField, NoteField
from widgets.findings.parts import Parts, Who, who
from widgets.form import DateField
from widgets.models import choices, times
from widgets.models.choices import Choice
from widgets.record_list import RecordList
from widgets.record_page import RecordPage


class ProceedingsPage(RecordPage):
    """The list of proceedings, and the one that is chosen."""

    table = "proceeding"
    tables = frozenset({"proceeding", "proceeding_party", "person", "organisation"})
    first = "title"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        listed = RecordList(
            self.tr("Proceedings"),
            self.tr("New proceeding"),
            self.tr("No proceedings yet.\nForum and standard decide what must be shown, and how surely."),
            lambda: self._rows() if session.is_open else [],
        )
        super().__init__(session, listed, parent)
        self.standard = ChoiceField(
            self.tr("Standard of proof"),
            lambda: choices.terms(session, "standard_of_proof"),
            self.tr("Not stated"),
            "standard",
            None,
            self,
        )
        self.take("title", self.tr("Title"), LineField(self.tr("Title"), self.tr("United States v. …"), self))
        forum = LineField(self.tr("Forum"), self.tr("Court, commission, agency"), self)
        known = QCompleter([one.title for one in rules().forums], forum)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        forum.setCompleter(known)
        self.take("forum", self.tr("Forum"), forum)
        self.take("reference", self.tr("Reference"), LineField(self.tr("Reference"), "", self))
        self.form.add(self.tr("Standard of proof"), self.standard)
        self.standard.chosen.connect(lambda key: self.change("standard", key))
        self.take("date", self.tr("Date"), DateField(self.tr("Date"), self))
        self.take("notes", self.tr("Notes"), NoteField(self.tr("Notes"), "", self))
        self.parties = Parties(session, self)
        self.below.addWidget(self.parties)
        self.list.reload()

    def find(self, id: str) -> Any:
        """The proceeding, or None."""
        return self._session.case.argument.proceedings.find(id)

    def shown(self, record: Any) -> None:
        """Its standard of proof and its parties."""
        terms = law.terms(self._session.case, "standard_of_proof")
        self.standard.show_choice(record.standard, choices.label_in(terms, record.standard))
        self.standard.setEnabled(not self._session.read_only)
        self.parties.show_of(record.id)

    def add(self) -> None:
        """Make a new proceeding, whose title is still to be written."""
        self.begin(self.try_to(self.tr("Add proceeding"), proceedings.add, self.tr("New proceeding")))

    def change(self, name: str, value: object) -> None:
        """Set a field of the proceeding."""
        if self._id is not None:
            self.try_to(self.tr("Change proceeding"), proceedings.change, self._id, **{name: value})

    def remove(self) -> None:
        """Remove the proceeding with its parties."""
        if self._id is not None:
            self.try_to(self.tr("Remove proceeding"), proceedings.remove, self._id)

    def _rows(self) -> list[Choice]:
        case = self._session.case
        terms = law.terms(case, "standard_of_proof")
        return [
            Choice(
                one.id,
                one.title,
                times.dotted([forum_in_words(one.forum or ""), choices.label_in(terms, one.standard)]),
            )
            for one in case.argument.proceedings.all()
        ]


class Parties(Parts):
    """Who is a party to a proceeding, and on which side."""

    table = "proceeding_party"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent.tr("Parties"), parent.tr("None yet."), parent.tr("Add party"), parent)
        for name, label, field in (
            ("side", self.tr("Side"), LineField(self.tr("Side"), self.tr("Prosecution, defence, claimant…"), self)),
            ("who", self.tr("Who"), Who(session, self.tr("Who"), self)),
            ("name", self.tr("Or name"), LineField(self.tr("Or name"), self.tr("Of one not in the case"), self)),
        ):
            self.take(name, label, field)

    def records(self, owner_id: str) -> list[ProceedingParty]:
        """In the order in which they were entered."""
        return self._session.case.argument.proceeding_parties.of(owner_id)

    def said(self, record: Any) -> tuple[str, str]:
        """Who, on which side."""
        return who(self._session, record) or record.name or "", record.side

    def write(self, owner_id: str, changing: str | None, values: dict[str, Any]) -> None:
        """Add or change one."""
        side = values.pop("side") or ""
        if changing is None:
            self._session.do(self.tr("Add party"), proceedings.add_party, owner_id, side, **values)
        else:
            self._session.do(self.tr("Change party"), proceedings.change_party, changing, side=side, **values)

    def remove(self, id: str) -> None:
        """Remove one."""
        self._session.do(self.tr("Remove party"), proceedings.remove_party, id)
