"""People and organisations: names in three forms, offices with their dates."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import people
from app.problems import Refused
from app.session import Session
from db.records import Role
from widgets import icons, plain
from widgets.fields import ChoiceField, LineField, NoteField
from widgets.form import DateField, Form
from widgets.models import choices, times
from widgets.models.choices import Choice
from widgets.record_list import RecordList
from widgets.record_page import RecordPage
from widgets.records_dialog import RecordsDialog


class PeopleDialog(RecordsDialog):
    """Two lists with their forms; every change is one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("People and organisations"), QSize(900, 640), parent)
        self.people = PeoplePage(session, self)
        self.organisations = OrganisationsPage(session, self)
        self.take(
            [(self.people, "person", self.tr("People")), (self.organisations, "people", self.tr("Organisations"))]
        )

    def show_person(self, person_id: str) -> None:
        """Go to this person."""
        self.people.list.choose(person_id)


class PeoplePage(RecordPage):
    """Everybody whom the case knows."""

    table = "person"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        listed = RecordList(
            self.tr("People"),
            self.tr("New person"),
            self.tr("Nobody yet."),
            lambda: choices.people(session) if session.is_open else [],
        )
        super().__init__(session, listed, parent)
        for name, label, hint in (
            ("name", self.tr("As published"), self.tr("Akram al-Kaabi")),
            ("name_script", self.tr("In own script"), self.tr("أكرم الكعبي")),
            ("name_transliterated", self.tr("Transliterated"), self.tr("Akram al-Kaʿbī (IJMES)")),
            ("description", self.tr("Description"), self.tr("Who it is, where no name is known")),
            ("identified_by", self.tr("Identified by"), self.tr("How it is known that this person speaks")),
        ):
            self.take(name, label, LineField(label, hint, self))
        self.take("notes", self.tr("Notes"), NoteField(self.tr("Notes"), "", self))
        self.roles = Roles(session, self)
        self.below.addWidget(self.roles)

    def find(self, id: str) -> Any:
        """The person, or None."""
        return self._session.case.people.find(id)

    def shown(self, record: Any) -> None:
        """The offices."""
        self.roles.show_person(record.id)

    def add(self) -> None:
        """Make a new person, whose name is still to be written."""
        self.begin(self.try_to(self.tr("Add person"), people.add_person, self.tr("New person")))

    def change(self, name: str, value: object) -> None:
        """Set a field of the person."""
        if self._id is not None:
            self.try_to(self.tr("Change person"), people.change_person, self._id, **{name: value})

    def remove(self) -> None:
        """Remove the person, unless a quote names them."""
        if self._id is not None:
            self.try_to(self.tr("Remove person"), people.remove_person, self._id)


class OrganisationsPage(RecordPage):
    """Groups, outlets, state bodies."""

    table = "organisation"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        listed = RecordList(
            self.tr("Organisations"),
            self.tr("New organisation"),
            self.tr("None yet."),
            lambda: organisations(session) if session.is_open else [],
        )
        super().__init__(session, listed, parent)
        for name, label, hint in (
            ("name", self.tr("Name"), ""),
            ("short_name", self.tr("Short name"), ""),
            ("kind", self.tr("Kind"), self.tr("Armed group, outlet, state body…")),
            ("affiliation", self.tr("Part of"), self.tr("What it belongs to, or says it does")),
        ):
            self.take(name, label, LineField(label, hint, self))
        self.take("notes", self.tr("Notes"), NoteField(self.tr("Notes"), "", self))

    def find(self, id: str) -> Any:
        """The organisation, or None."""
        return self._session.case.organisations.find(id)

    def add(self) -> None:
        """Make a new organisation, whose name is still to be written."""
        self.begin(self.try_to(self.tr("Add organisation"), people.add_organisation, self.tr("New organisation")))

    def change(self, name: str, value: object) -> None:
        """Set a field of the organisation."""
        if self._id is not None:
            self.try_to(self.tr("Change organisation"), people.change_organisation, self._id, **{name: value})

    def remove(self) -> None:
        """Remove the organisation, unless somebody holds an office in it."""
        if self._id is not None:
            self.try_to(self.tr("Remove organisation"), people.remove_organisation, self._id)


class Roles(QWidget):
    """The offices of one person, and a row for one more."""

    added = Signal()

    def __init__(self, session: Session, page: RecordPage) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._person_id: str | None = None
        self._role_id: str | None = None
        """The office that is being changed; None while one more is described."""
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.title = LineField(self.tr("Office"), self.tr("Secretary-general, spokesperson…"), self)
        self.organisation = ChoiceField(
            self.tr("Organisation"),
            lambda: organisations(session),
            self.tr("In which organisation?"),
            "organisation",
            self.tr("New organisation “{}”"),
            self,
        )
        self.organisation.chosen.connect(self._choose)
        self.organisation.create_wanted.connect(self._create)
        self.date_from = DateField(self.tr("From"), self)
        self.date_to = DateField(self.tr("To"), self, may_be_open=True)
        self.source = LineField(self.tr("Source"), self.tr("Where this is from"), self)
        self._add = QPushButton(icons.get("add"), self.tr("Add office"), self)
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self.add)
        form = Form(self)
        for label, field in (
            (self.tr("Office"), self.title),
            (self.tr("In"), self.organisation),
            (self.tr("From"), self.date_from),
            (self.tr("To"), self.date_to),
            (self.tr("Source"), self.source),
        ):
            form.add(label, field)
        self._new = QWidget(self)
        new = QVBoxLayout(self._new)
        new.setContentsMargins(0, 0, 0, 0)
        new.addWidget(form)
        new.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(plain.heading(self.tr("Offices held"), self, 1.05))
        layout.addLayout(self._rows)
        layout.addWidget(self._new)

    def show_person(self, person_id: str) -> None:
        """Show the offices of this person."""
        if person_id != self._person_id:
            self._clear()
        self._person_id = person_id
        self._new.setVisible(not self._session.read_only)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        roles = self._session.case.roles.of(person_id)
        if self._role_id is not None and self._role_id not in {role.id for role in roles}:
            self._clear()
        for role in roles:
            self._rows.addWidget(self._row(role))
        if not roles:
            self._rows.addWidget(plain.note(self.tr("None known."), self))

    def add(self) -> None:
        """Add the office that was described, or keep what was changed of one."""
        if self._person_id is None:
            return
        try:
            told = {
                "title": self.title.text().strip(),
                "organisation_id": self.organisation.key,
                "date_from": self.date_from.value,
                "date_to": self.date_to.value,
                "source": self.source.text().strip() or None,
            }
        except Refused as refused:
            self._page.say(refused)
            return
        if self._role_id is None:
            made = self._page.try_to(self.tr("Add office"), people.add_role, self._person_id, **told)
        else:
            made = self._page.try_to(self.tr("Change office"), people.change_role, self._role_id, **told)
        if made is not None:
            self._clear()
            self.added.emit()

    def edit(self, role: Role) -> None:
        """Show an office in the form, to be changed."""
        self._clear()
        self._role_id = role.id
        for name in ("title", "date_from", "date_to", "source"):
            getattr(self, name).show_text(getattr(role, name))
        self._choose(role.organisation_id)
        self._name_button()
        self.title.setFocus()

    def _row(self, role: Role) -> QWidget:
        row = QWidget(self)
        found = self._session.case.organisations.find(role.organisation_id or "")
        when = choices.years(role)
        said = times.dotted([role.title, found.name if found else "", when, role.source or ""])
        text = plain.label(said, row)
        text.setWordWrap(True)
        remove = QToolButton(row)
        remove.setIcon(icons.get("close"))
        remove.setAutoRaise(True)
        remove.setAccessibleName(self.tr("Remove this office"))
        plain.tip(remove, self.tr("Remove this office"))
        remove.setVisible(not self._session.read_only)
        remove.clicked.connect(lambda: self._page.try_to(self.tr("Remove office"), people.remove_role, role.id))
        change = QToolButton(row)
        change.setIcon(icons.get("edit"))
        change.setAutoRaise(True)
        change.setAccessibleName(self.tr("Change this office"))
        plain.tip(change, self.tr("Change this office"))
        change.setVisible(not self._session.read_only)
        change.clicked.connect(lambda: self.edit(role))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(text, 1)
        line.addWidget(change)
        line.addWidget(remove)
        return row

    def _clear(self) -> None:
        self._role_id = None
        self._name_button()
        for field in (self.title, self.date_from, self.date_to, self.source):
            field.show_text(None)
            (field.line if isinstance(field, DateField) else field).clear()
        self.organisation.show_choice(None, "")

    def _name_button(self) -> None:
        changing = self._role_id is not None
        self._add.setText(self.tr("Keep changes") if changing else self.tr("Add office"))
        self._add.setIcon(icons.get("check" if changing else "add"))

    def _choose(self, organisation_id: str | None) -> None:
        found = self._session.case.organisations.find(organisation_id or "")
        self.organisation.show_choice(organisation_id, found.name if found else "")

    def _create(self, name: str) -> None:
        made = self._page.try_to(self.tr("Add organisation"), people.add_organisation, name)
        if made is not None:
            self._choose(made.id)


def organisations(session: Session) -> list[Choice]:
    """Every organisation of the case."""
    return [
        Choice(one.id, one.name, times.dotted([one.short_name or "", one.kind or "", one.affiliation or ""]))
        for one in session.case.organisations.all()
    ]
