"""People and organisations: names in three forms, offices with their dates."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
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

_TABLES = {"person", "role", "organisation", "quote"}


class PeopleDialog(QDialog):
    """Two lists with their forms; every change is one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("People and organisations"))
        self.people = PeoplePage(session, self)
        self.organisations = OrganisationsPage(session, self)
        tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        tabs.addTab(self.people, icons.get("person"), self.tr("People"))
        tabs.addTab(self.organisations, icons.get("people"), self.tr("Organisations"))
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 14)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(tabs, 1)
        layout.addLayout(foot)
        self.resize(900, 640)
        session.closed.connect(self.reject)

    def show_person(self, person_id: str) -> None:
        """Go to this person."""
        self.people.list.choose(person_id)

    def done(self, result: int) -> None:
        """Closing keeps what is still being written."""
        self.people.flush()
        self.organisations.flush()
        super().done(result)
        if self.parent() is not None:
            self.deleteLater()


class _Page(QWidget):
    """A list at the start, a form beside it."""

    def __init__(self, session: Session, listed: RecordList, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._id: str | None = None
        self.list = listed
        self.fields: dict[str, Any] = {}
        self.problem = plain.note("", self)
        self.problem.hide()
        self.form = Form(self)
        self.remove_button = QPushButton(icons.get("delete"), self.tr("Remove"), self)
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(self.remove)
        self.below = QVBoxLayout()
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(20, 14, 20, 14)
        inner.setSpacing(14)
        inner.addWidget(self.form)
        inner.addLayout(self.below)
        inner.addWidget(self.problem)
        inner.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        empty = plain.note(self.tr("Choose one of the list, or make a new one."), self)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(empty)
        self.stack.addWidget(area)
        splitter = QSplitter(self)
        splitter.addWidget(self.list)
        splitter.addWidget(self.stack)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([320, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.list.chosen.connect(self.show_record)
        self.list.new_wanted.connect(self.add)
        self.list.new_button.setVisible(not session.read_only)
        session.changed.connect(self._follow)
        self.list.reload()

    def show_record(self, id: str) -> None:
        """Show this record; what is being written about another is kept first."""
        if self._id is not None and self._id != id:
            self.flush()
        found = self.find(id) if id else None
        self._id = id if found is not None else None
        self.stack.setCurrentIndex(1 if found is not None else 0)
        self.say(None)
        if found is not None:
            writable = not self._session.read_only
            self.remove_button.setVisible(writable)
            for name, field in self.fields.items():
                field.show_text(getattr(found, name))
                field.setReadOnly(not writable)
            self.shown(found)

    def flush(self) -> None:
        """Keep what is still being written."""
        if self._id is not None and self._session.is_open and not self._session.read_only:
            for field in self.fields.values():
                field.flush()

    def say(self, refused: Refused | None) -> None:
        """Say why something can't be done, or nothing."""
        self.problem.setText(str(refused) if refused else "")
        self.problem.setVisible(refused is not None)

    def try_to(self, step: str, verb: Any, *values: Any, **fields: Any) -> Any:
        """Run a verb; a refusal is said on the page."""
        self.say(None)
        try:
            return self._session.do(step, verb, *values, **fields)
        except Refused as refused:
            self.say(refused)
            return None

    def find(self, id: str) -> Any:
        """The record, or None."""
        raise AssertionError(f"which kind of record is {id}?")

    def shown(self, record: Any) -> None:
        """More to show of a record."""

    def add(self) -> None:
        """Make a new record."""

    def remove(self) -> None:
        """Remove the record that is shown."""

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if self._session.is_open and _TABLES & changes.keys():
            self.list.reload()
            if self._id is not None:
                self.show_record(self._id)


class PeoplePage(_Page):
    """Everybody whom the case knows."""

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
            self._take(name, label, LineField(label, hint, self))
        self._take("notes", self.tr("Notes"), NoteField(self.tr("Notes"), "", self))
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
        made = self.try_to(self.tr("Add person"), people.add_person, self.tr("New person"))
        if made is not None:
            self.list.choose(made.id)
            self.fields["name"].setFocus()
            self.fields["name"].selectAll()

    def remove(self) -> None:
        """Remove the person, unless a quote names them."""
        if self._id is not None:
            self.try_to(self.tr("Remove person"), people.remove_person, self._id)

    def _take(self, name: str, label: str, field: Any) -> None:
        self.fields[name] = field
        self.form.add(label, field)
        step = self.tr("Change person")

        def tell(text: object) -> None:
            if self._id is not None:
                self.try_to(step, people.change_person, self._id, **{name: text})

        field.written.connect(tell)


class OrganisationsPage(_Page):
    """Groups, outlets, state bodies."""

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
            self._take(name, label, LineField(label, hint, self))
        self._take("notes", self.tr("Notes"), NoteField(self.tr("Notes"), "", self))

    def find(self, id: str) -> Any:
        """The organisation, or None."""
        return self._session.case.organisations.find(id)

    def add(self) -> None:
        """Make a new organisation, whose name is still to be written."""
        made = self.try_to(self.tr("Add organisation"), people.add_organisation, self.tr("New organisation"))
        if made is not None:
            self.list.choose(made.id)
            self.fields["name"].setFocus()
            self.fields["name"].selectAll()

    def remove(self) -> None:
        """Remove the organisation, unless somebody holds an office in it."""
        if self._id is not None:
            self.try_to(self.tr("Remove organisation"), people.remove_organisation, self._id)

    def _take(self, name: str, label: str, field: Any) -> None:
        self.fields[name] = field
        self.form.add(label, field)
        step = self.tr("Change organisation")

        def tell(text: object) -> None:
            if self._id is not None:
                self.try_to(step, people.change_organisation, self._id, **{name: text})

        field.written.connect(tell)


class Roles(QWidget):
    """The offices of one person, and a row for one more."""

    added = Signal()

    def __init__(self, session: Session, page: _Page) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._person_id: str | None = None
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
        self.date_to = DateField(self.tr("To"), self)
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
        for role in roles:
            self._rows.addWidget(self._row(role))
        if not roles:
            self._rows.addWidget(plain.note(self.tr("None known."), self))

    def add(self) -> None:
        """Add the office that was described."""
        if self._person_id is None:
            return
        try:
            dated = (self.date_from.value, self.date_to.value)
        except Refused as refused:
            self._page.say(refused)
            return
        made = self._page.try_to(
            self.tr("Add office"),
            people.add_role,
            self._person_id,
            self.title.text(),
            self.organisation.key,
            *dated,
            self.source.text().strip() or None,
        )
        if made is not None:
            self._clear()
            self.added.emit()

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
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(text, 1)
        line.addWidget(remove)
        return row

    def _clear(self) -> None:
        for field in (self.title, self.date_from, self.date_to, self.source):
            field.show_text(None)
            (field.line if isinstance(field, DateField) else field).clear()
        self.organisation.show_choice(None, "")

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
