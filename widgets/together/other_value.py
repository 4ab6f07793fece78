"""A value that nobody said: written by hand, or chosen from the list that the field is from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.merging import Question
from app.problems import Problem
from app.session import Session
from app.wording import lists_of
from widgets import plain
from widgets.models import choices
from widgets.models.choices import Choice
from widgets.picker import pick

_LONG = {"notes", "reason", "capacity_note", "question", "sources", "description"}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class _Lines(QPlainTextEdit):
    """Some lines; Ctrl+Enter is done with them."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class OtherValue(QWidget):
    """Shown where a value can be given by hand; what can't stand there is refused with the reason below it."""

    given = Signal(str)
    """Empty for "not known"."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._question: Question | None = None
        key = plain.label("0", self)
        key.setObjectName("badge")
        self._said = plain.label(self.tr("Or something else:"), self)
        self.line = QLineEdit(self)
        self.line.returnPressed.connect(self._use)
        self.lines = _Lines(self)
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(5 * self.lines.fontMetrics().lineSpacing())
        self.lines.done.connect(self._use)
        for field in (self.line, self.lines):
            field.setAccessibleName(self.tr("Another value"))
        self.line.setPlaceholderText(self.tr("Empty for “not known”"))
        self.lines.setPlaceholderText(self.tr("Empty for “not known”; Ctrl+Enter takes it"))
        self.use_button = QPushButton(self.tr("Take this"), self)
        self.use_button.clicked.connect(self._use)
        self.choose_button = QPushButton(self.tr("Choose…"), self)
        self.choose_button.clicked.connect(self.open)
        for button in (self.use_button, self.choose_button):
            button.setAutoDefault(False)
        self._problem = plain.note("", self)
        self._problem.setForegroundRole(QPalette.ColorRole.Text)
        self._problem.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (key, self._said):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.line, 1)
        row.addWidget(self.lines, 1)
        row.addWidget(self.choose_button, 0)
        row.addWidget(self.use_button, 0)
        row.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._problem)
        self.stops = (self.line, self.lines, self.choose_button, self.use_button)
        """Where Tab stops, in this order."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_question(self, question: Question) -> None:
        """Offer it for this question, or not at all."""
        if self._question is None or self._question.id != question.id:
            self.line.clear()
            self.lines.clear()
            self._problem.hide()
        self._question = question
        listed = bool(self._choices())
        long = question.conflict.field in _LONG
        self.line.setVisible(not listed and not long)
        self.lines.setVisible(not listed and long)
        self.use_button.setVisible(not listed)
        self.choose_button.setVisible(listed)
        two = question.conflict.field == "survives_without_brackets"
        self.setVisible(question.can_be_typed and not two and not self._session.read_only)

    def open(self) -> None:
        """Let it be written or chosen."""
        if self._question is None or not self.isVisible():
            return
        found = self._choices()
        if found:
            title = self.tr("Another value")
            clear = (self.tr("not known"), lambda: self.given.emit(""))
            pick(self.choose_button, title, found, self.given.emit, clear=clear)
        elif self.line.isVisible():
            self.line.setFocus()
        else:
            self.lines.setFocus()

    def show_problem(self, problem: Problem) -> None:
        """Say why it can't stand there; what was written stays."""
        self._problem.setText(f"{problem.what} {problem.do}")
        self._problem.show()

    # inside

    def _choices(self) -> Sequence[Choice]:
        if self._question is None:
            return ()
        conflict = self._question.conflict
        if conflict.field == "speaker_id":
            return choices.people(self._session)
        lists = lists_of(conflict.table, conflict.field)
        return choices.terms(self._session, *lists) if lists else ()

    def _use(self) -> None:
        self.given.emit(self.line.text() if self.line.isVisible() else self.lines.toPlainText())
