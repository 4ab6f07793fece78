"""A page for the records of one kind: the list, and the form of the one that is chosen."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.problems import Refused
from app.session import Session
from widgets import icons, plain
from widgets.form import Form
from widgets.history_dialog import HistoryDialog
from widgets.marking_button import MarkingButton
from widgets.record_list import RecordList


class RecordPage(QWidget):
    """A list at the start, a form beside it; every change is one step."""

    table: ClassVar[str]
    """In which the records are kept."""
    tables = frozenset({"person", "role", "organisation", "quote"})
    """Whose changes the page follows."""
    first = "name"
    """The field that is written first of a new record."""

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
        self.history_button = QPushButton(icons.get("history"), self.tr("History…"), self)
        self.history_button.setAutoDefault(False)
        self.history_button.clicked.connect(self._show_history)
        self.below = QVBoxLayout()
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(20, 14, 20, 14)
        inner.setSpacing(14)
        inner.addWidget(self.form)
        inner.addLayout(self.below)
        inner.addWidget(self.problem)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.remove_button)
        self.foot.addWidget(self.history_button)
        self.marking = MarkingButton(session, self.table, parent=self)
        self._note_markings: list[MarkingButton] = []
        self.foot.addWidget(self.marking)
        self.foot.addStretch(1)
        inner.addLayout(self.foot)
        inner.addStretch(1)
        words = self.tr("Choose one of the list, or make a new one.")
        self.stack = list_beside(self, self.list, page, words)
        self.list.chosen.connect(self.show_record)
        self.list.new_wanted.connect(self.add)
        self.list.new_button.setVisible(not session.read_only)
        session.changed.connect(self._follow)
        self.list.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """One who comes sees a record, and types into the search, not upon the button that removes it."""
        super().showEvent(event)
        if self._session.is_open:
            self.list.choose_one()
        if not isinstance(QApplication.focusWidget(), QTabBar):
            self.list.typed.setFocus()

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
            for marking in (self.marking, *self._note_markings):
                marking.show_of(id)
            self.shown(found)

    def _show_history(self) -> None:
        if self._id is not None:
            self.flush()
            HistoryDialog(self._session, self.table, self._id, self).open()

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

    def change(self, name: str, value: object) -> None:
        """Set a field of the record that is shown."""
        raise AssertionError(f"whose field is {name}, to become {value!r}?")

    def add(self) -> None:
        """Make a new record."""

    def remove(self) -> None:
        """Remove the record that is shown."""

    def take(self, name: str, label: str, field: Any, form: Form | None = None) -> None:
        """Have a field of the record shown and written, in the form at the head or in another one."""
        self.fields[name] = field
        (form or self.form).add(label, field)
        if name in ("notes", "note"):
            marking = MarkingButton(self._session, self.table, name, self)
            self._note_markings.append(marking)
            (form or self.form).add("", marking)
        field.written.connect(lambda value: self.change(name, value))

    def begin(self, made: Any) -> None:
        """Show a record that was just made, with its name ready to be written."""
        if made is not None:
            self.list.choose(made.id)
            self.fields[self.first].setFocus()
            self.fields[self.first].selectAll()

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if self._session.is_open and self.tables & changes.keys():
            self.list.reload()
            if self._id is not None:
                self.show_record(self._id)


def list_beside(owner: QWidget, listed: QWidget, page: QWidget, nothing: str) -> QStackedWidget:
    """Lay out a list and a page that scrolls beside it; the stack shows `nothing` until it is told to show the page."""
    area = QScrollArea(owner)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    empty = plain.note(nothing, owner)
    empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
    stack = QStackedWidget(owner)
    stack.addWidget(empty)
    stack.addWidget(area)
    splitter = QSplitter(owner)
    splitter.addWidget(listed)
    splitter.addWidget(stack)
    splitter.setStretchFactor(0, 2)
    splitter.setStretchFactor(1, 3)
    splitter.setChildrenCollapsible(False)
    splitter.setSizes([320, 600])
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(splitter)
    return stack
