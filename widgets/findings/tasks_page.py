"""What is still to be done in the case."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app import called, todo
from app.session import Session
from db.claims import Task
from widgets import icons, plain
from widgets.fields import LineField
from widgets.findings.parts import clear
from widgets.models import times
from widgets.models.choices import Choice
from widgets.picker import pick


class Tasks(QWidget):
    """The tasks, those that are done last, and a line for one more."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.line = LineField(self.tr("New task"), self.tr("What is to be done"), self)
        self.line.returnPressed.connect(self.add)
        self.add_button = QPushButton(icons.get("add"), self.tr("Add task"), self)
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add)
        self._new = QWidget(self)
        new = QHBoxLayout(self._new)
        new.setContentsMargins(0, 0, 0, 0)
        new.addWidget(self.line, 1)
        new.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(plain.heading(self.tr("Open tasks"), self, 1.05))
        layout.addLayout(self._rows)
        layout.addWidget(self._new)

    def reload(self) -> None:
        """Show them as they are."""
        clear(self._rows)
        found = self._session.case.argument.tasks.all()
        for task in found:
            self._rows.addWidget(self._row(task))
        if not found:
            self._rows.addWidget(plain.note(self.tr("Nothing is left to be done."), self))
        self._new.setVisible(not self._session.read_only)

    def add(self) -> None:
        """Add the task that was written."""
        said = self.line.text().strip()
        if said:
            self.line.clear()
            self._session.do(self.tr("Add task"), todo.add, said)
            self.line.setFocus()

    def _row(self, task: Task) -> QWidget:
        row = QWidget(self)
        tick = QCheckBox(row)
        tick.setChecked(bool(task.done))
        tick.setAccessibleName(task.text)
        tick.setEnabled(not self._session.read_only)
        tick.toggled.connect(lambda on: self._session.do(self.tr("Tick task"), todo.done, task.id, on))
        text = plain.label(task.text, row)
        text.setWordWrap(True)
        if task.done:
            text.setForegroundRole(text.palette().ColorRole.PlaceholderText)
        about = called.name_of(self._session.case, task.table_name, task.record_id)
        whose = self._session.case.reviewers.find(task.reviewer_id) if task.reviewer_id else None
        said = times.dotted([self.tr("For {}").format(plain.on_one_line(whose.name)) if whose else "", about or ""])
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(text)
        if said:
            column.addWidget(plain.note(said, row))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(column, 1)
        if not self._session.read_only:
            whom = self._tool("person", self.tr("Whose task is it?"), task, row)
            whom.clicked.connect(lambda: self._ask_whose(whom, task))
            edit = self._tool("edit", self.tr("Other words"), task, row)
            edit.clicked.connect(lambda: self._ask_words(task))
            remove = self._tool("close", self.tr("Remove"), task, row)
            remove.clicked.connect(lambda: self._session.do(self.tr("Remove task"), todo.delete, task.id))
            for button in (whom, edit, remove):
                line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _tool(self, icon: str, name: str, task: Task, row: QWidget) -> QToolButton:
        button = QToolButton(row)
        button.setIcon(icons.get(icon))
        button.setAutoRaise(True)
        button.setAccessibleName(f"{name}: {task.text}")
        plain.tip(button, name)
        return button

    def _ask_words(self, task: Task) -> None:
        said = plain.ask_text(self, self.tr("Task"), self.tr("What is to be done?"), task.text)
        if said is not None and said.strip():
            self._session.do(self.tr("Change task"), todo.change, task.id, text=said)

    def _ask_whose(self, button: QToolButton, task: Task) -> None:
        def give(reviewer_id: str | None) -> None:
            self._session.do(self.tr("Give task"), todo.change, task.id, reviewer_id=reviewer_id)

        pick(
            button,
            self.tr("Whose task is it?"),
            [Choice(one.id, one.name) for one in self._session.case.reviewers.all()],
            give,
            current=task.reviewer_id,
            clear=(self.tr("anybody’s"), lambda: give(None)),
        )
