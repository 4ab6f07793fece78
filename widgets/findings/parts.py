"""What belongs to a record, row by row, with a small form that opens for one more or to change one."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.people import name_of
from app.problems import KNOWN, problem_of
from app.session import Session
from widgets import icons, plain
from widgets.fields import ChoiceField, LineField, NoteField
from widgets.form import DateField, Form
from widgets.marking_button import MarkingButton
from widgets.models import choices
from widgets.models.choices import Choice
from widgets.people_dialog import organisations


class Parts(QWidget):
    """A heading, the rows, and a button. Who makes one of these says what the rows are and what is done with them."""

    table: ClassVar[str]
    """In which the records are kept."""

    def __init__(self, session: Session, title: str, nothing: str, add: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._nothing = nothing
        self._owner_id: str | None = None
        self._changing: str | None = None
        self.fields: dict[str, Any] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.form = Form(self)
        self.problem = plain.note("", self)
        self.problem.hide()
        self.add_button = self._button("add", add, self.begin)
        self.keep_button = self._button("check", self.tr("Keep"), self.keep)
        self._cancel = self._button("close", self.tr("Cancel"), self.leave)
        self._box = QWidget(self)
        box = QVBoxLayout(self._box)
        box.setContentsMargins(0, 4, 0, 4)
        box.addWidget(self.form)
        line = QHBoxLayout()
        line.addWidget(self.keep_button)
        line.addWidget(self._cancel)
        line.addStretch(1)
        box.addWidget(self.problem)
        box.addLayout(line)
        self._box.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(plain.heading(title, self, 1.05))
        layout.addLayout(self._rows)
        layout.addWidget(self._box)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def take(self, name: str, label: str, field: Any) -> None:
        """Have a field in the form; Enter in it keeps what was written."""
        self.fields[name] = field
        self.form.add(label, field)
        line = field.line if isinstance(field, DateField) else field
        if isinstance(line, LineField):
            line.returnPressed.connect(self.keep)

    def show_of(self, owner_id: str) -> None:
        """Show what belongs to this record."""
        if owner_id != self._owner_id:
            self.leave()
        self._owner_id = owner_id
        clear(self._rows)
        found = self.records(owner_id)
        for one in found:
            self._rows.addWidget(self._row(one))
        if not found:
            self._rows.addWidget(plain.note(self._nothing, self))
        self.add_button.setVisible(not self._session.read_only and self._box.isHidden())

    def records(self, owner_id: str) -> list[Any]:
        """The rows' records."""
        raise AssertionError(f"what belongs to {owner_id}?")

    def said(self, record: Any) -> tuple[str, str]:
        """What a row says: in its first line, and quietly below it."""
        raise AssertionError(f"what does {record} say?")

    def plays(self, record: Any, row: QWidget) -> list[QToolButton]:
        """Buttons that play what a row speaks of."""
        del record, row
        return []

    def write(self, owner_id: str, changing: str | None, values: dict[str, Any]) -> None:
        """Add a record with these values, or change one."""
        raise AssertionError(f"what is done with {values} of {owner_id}, {changing}?")

    def remove(self, id: str) -> None:
        """Remove a record."""
        raise AssertionError(f"how is {id} removed?")

    def begin(self) -> None:
        """Open the form for one more."""
        self._open(None, None)

    def change(self, record: Any) -> None:
        """Open the form to change one."""
        self._open(record.id, record)

    def leave(self) -> None:
        """Close the form and forget what stands in it."""
        self._changing = None
        self._box.hide()
        self.problem.hide()
        self.add_button.setVisible(self._session.is_open and not self._session.read_only)

    def keep(self) -> None:
        """Keep what stands in the form; what is wrong with it is said below it."""
        self.problem.hide()
        if self._owner_id is None:
            return
        try:
            values: dict[str, Any] = {}
            for name, field in self.fields.items():
                values |= _value(name, field)
            self.write(self._owner_id, self._changing, values)
        except KNOWN as error:
            problem = problem_of(error)
            if problem is None:
                raise
            self.problem.setText(str(problem))
            self.problem.show()
            return
        self.leave()

    def _open(self, changing: str | None, record: Any) -> None:
        self._changing = changing
        for name, field in self.fields.items():
            _fill(name, field, record)
        self.problem.hide()
        self._box.show()
        self.add_button.hide()
        next(iter(self.fields.values())).setFocus()

    def _row(self, record: Any) -> QWidget:
        row = QWidget(self)
        first, below = self.said(record)
        column = QVBoxLayout()
        column.setSpacing(0)
        text = plain.label(first, row)
        text.setWordWrap(True)
        column.addWidget(text)
        if below:
            column.addWidget(plain.note(below, row))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(column, 1)
        for button in self.plays(record, row):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        marking = MarkingButton(self._session, self.table, parent=row, is_terse=True)
        marking.show_of(record.id)
        line.addWidget(marking, 0, Qt.AlignmentFlag.AlignTop)
        if not self._session.read_only:
            for icon, name, do in (
                ("edit", self.tr("Change"), lambda: self.change(record)),
                ("close", self.tr("Remove"), lambda: self.remove(record.id)),
            ):
                button = QToolButton(row)
                button.setIcon(icons.get(icon))
                button.setAutoRaise(True)
                button.setAccessibleName(f"{name}: {first}")
                plain.tip(button, name)
                button.clicked.connect(do)
                line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button(self, icon: str, text: str, do: Any) -> QPushButton:
        button = QPushButton(icons.get(icon), text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button


class Who(ChoiceField):
    """A person or an organisation of the case."""

    def __init__(self, session: Session, name: str, parent: QWidget) -> None:
        super().__init__(name, lambda: known(session), parent.tr("Nobody chosen"), "who", None, parent)
        self._session = session
        self.chosen.connect(self.choose)

    def choose(self, key: str | None) -> None:
        """Choose by the key that `known` gives."""
        found = next((one for one in known(self._session) if one.key == key), None)
        self.show_choice(key, found.title if found else "")

    @property
    def values(self) -> dict[str, str | None]:
        """The ids that are chosen."""
        table, _, id = (self.key or "").partition("\n")
        return {f"{kind}_id": id if kind == table else None for kind in ("person", "organisation")}


def known(session: Session) -> list[Choice]:
    """Everybody whom a record can name, organisations first."""
    if not session.is_open:
        return []
    groups = [Choice(f"organisation\n{one.key}", one.title, one.detail) for one in organisations(session)]
    return groups + [Choice(f"person\n{one.key}", one.title, one.detail) for one in choices.people(session)]


def who(session: Session, record: Any) -> str:
    """The name of the person or organisation that a record names."""
    case = session.case
    if record.organisation_id:
        found = case.organisations.find(record.organisation_id)
        return found.name if found else ""
    person = case.people.find(record.person_id) if record.person_id else None
    return name_of(person) if person else ""


def clear(layout: Any) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _value(name: str, field: Any) -> dict[str, Any]:
    if isinstance(field, Who):
        return dict(field.values)
    if isinstance(field, QComboBox):
        return {name: field.currentData()}
    if isinstance(field, ChoiceField):
        return {name: field.key}
    if isinstance(field, DateField):
        return {name: field.value}
    text = field.toPlainText() if isinstance(field, NoteField) else field.text()
    return {name: text.strip() or None}


def _fill(name: str, field: Any, record: Any) -> None:
    if isinstance(field, Who):
        key = None
        if record is not None:
            key = next((f"{t}\n{id}" for t in ("organisation", "person") if (id := getattr(record, f"{t}_id"))), None)
        field.choose(key)
        return
    value = getattr(record, name) if record is not None else None
    if isinstance(field, QComboBox):
        field.setCurrentIndex(max(field.findData(value), 0))
    elif isinstance(field, ChoiceField):
        field.chosen.emit(value)
    else:
        field.show_text(None)
        (field.line if isinstance(field, DateField) else field).clear()
        field.show_text(value)
