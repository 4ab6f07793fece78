"""What forms are made of: rows with their labels, dates with their echo in words, a dialog that can work and refuse."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import dates
from app.problems import KNOWN, Problem, Refused, problem_of
from app.tasks import Task
from widgets import icons, plain
from widgets.fields import LineField
from widgets.models import times


class Form(QWidget):
    """Labels at the start, fields beside them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def add(self, label: str, field: QWidget) -> None:
        """One more row."""
        row = self._grid.rowCount()
        shown = plain.label(label, self)
        shown.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        shown.setBuddy(field)
        shown.setContentsMargins(0, 6, 0, 0)
        shown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._grid.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)

    def show_row(self, field: QWidget, shown: bool) -> None:
        """Show a row or leave it out."""
        field.setVisible(shown)
        place: Any = self._grid.getItemPosition(self._grid.indexOf(field))
        item = self._grid.itemAtPosition(place[0], 0)
        if item is not None and (label := item.widget()) is not None:
            label.setVisible(shown)


def with_chooser(path: QLineEdit, choose: Callable[[], None]) -> QWidget:
    """A line for a path with a button beside it that opens the system's own dialog for files."""
    owner = path.parentWidget()
    browse = QPushButton(QCoreApplication.translate("Form", "Choose…"), owner)
    browse.setAutoDefault(False)
    browse.clicked.connect(choose)
    where = QWidget(owner)
    line = QHBoxLayout(where)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(path, 1)
    line.addWidget(browse)
    where.setFocusProxy(path)
    return where


def choice_box(name: str, parent: QWidget, box: QComboBox | None = None) -> QComboBox:
    """A box of choices that may be narrower than its longest."""
    made = QComboBox(parent) if box is None else box
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(14)
    return made


class DateField(QWidget):
    """An EDTF date, with what it means in plain words below it."""

    written = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None, *, may_be_open: bool = False) -> None:
        """`may_be_open`: it is the end of something that may last still."""
        super().__init__(parent)
        self._check = dates.check_end if may_be_open else dates.check
        hint = self.tr("2021-06-01, 2020-11, or .. where it lasts still")
        hint = hint if may_be_open else self.tr("2021-06-01, 2020-11, 2021-06-01~ for circa")
        self.line = LineField(name, hint, self)
        self._echo = plain.note("", self)
        self._echo.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self._echo)
        self.line.textChanged.connect(self._say)
        self.line.written.connect(self._tell)
        self.setFocusProxy(self.line)

    @property
    def value(self) -> str | None:
        """The date; Refused if what stands there is none."""
        return self._check(self.line.text().strip() or None)

    @property
    def echo(self) -> str:
        """What is said of the date."""
        return self._echo.text()

    def show_text(self, text: str | None) -> None:
        """Show what is known."""
        self.line.show_text(text)

    def setReadOnly(self, read_only: bool) -> None:
        """Let it be read only."""
        self.line.setReadOnly(read_only)

    def flush(self) -> None:
        """Tell what was written and not yet told."""
        self.line.flush()

    def _say(self, text: str) -> None:
        said = ""
        if text.strip():
            try:
                date = self._check(text.strip()) or ""
                said = self.tr("it lasts still") if date == dates.OPEN else dates.in_words(date)
            except Refused as refused:
                said = f"{refused.problem.what} {refused.problem.do}"
        self._echo.setText(said)
        self._echo.setVisible(bool(said))

    def _tell(self, text: str | None) -> None:
        try:
            self._check(text)
        except Refused:
            # What is no date stays in the field, with the echo saying why, and is not kept.
            self.line.unsay()
            return
        self.written.emit(text)


class FormDialog(QDialog):
    """A dialog with one thing to do: it says in a line why it can't be done, and shows how far it has come."""

    def __init__(self, title: str, do: str, parent: QWidget | None = None) -> None:
        """`do` is the name of the button that does it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._task: Task | None = None
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._problem = plain.note("", self)
        self._problem.setForegroundRole(QPalette.ColorRole.Text)
        self._problem_icon = plain.label("", self)
        self._problem_icon.setPixmap(icons.get("warning").pixmap(16, 16))
        self._work = plain.note("", self)
        self._work.setWordWrap(False)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._stop = QPushButton(self.tr("Stop"), self)
        self._stop.clicked.connect(self.stop)
        self.do_button = QPushButton(do, self)
        self.do_button.setDefault(True)
        self.do_button.clicked.connect(self._try)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        trouble = QHBoxLayout()
        trouble.addWidget(self._problem_icon, 0, Qt.AlignmentFlag.AlignTop)
        trouble.addWidget(self._problem, 1)
        working = QHBoxLayout()
        for widget, stretch in ((self._work, 0), (self._bar, 1), (self._stop, 0)):
            working.addWidget(widget, stretch)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self.do_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(plain.heading(title, self))
        layout.addLayout(self.body, 1)
        layout.addLayout(trouble)
        layout.addLayout(working)
        layout.addLayout(self.buttons)
        self.show_problem(None)
        self._show_work(False)

    def do(self) -> None:
        """What the button does; Refused is shown in the dialog."""
        self.accept()

    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong, or nothing."""
        self._problem.setText(str(problem) if problem else "")
        self._problem.setVisible(problem is not None)
        self._problem_icon.setVisible(problem is not None)
        self._grow()

    @property
    def problem(self) -> str:
        """What is said to be wrong."""
        return self._problem.text()

    @property
    def is_working(self) -> bool:
        """Whether a task is under way."""
        return self._task is not None

    def run(self, task: Task, finished: Callable[[Any], object]) -> None:
        """Run a task with its progress shown; what it gives is brought to a function."""
        self.stop()
        self._task = task
        task.setParent(self)
        self._work.setText(task.label)
        self._bar.setRange(0, 0)
        self._show_work(True)
        task.progressed.connect(lambda done, total: self._progress(task, done, total))
        task.failed.connect(lambda error: self._failed(task, error))
        task.finished.connect(lambda value: self._finished(task, finished, value))
        task.cancelled.connect(lambda: self._put_away(task))
        task.start()

    def stop(self) -> None:
        """Stop the task that is under way."""
        if self._task is not None:
            self._task.cancel()
            self._put_away(self._task)

    def done(self, result: int) -> None:
        """Closing stops what is under way, and leaves nothing behind."""
        self.stop()
        super().done(result)
        if self.parent() is not None:
            self.deleteLater()

    def _try(self) -> None:
        self.show_problem(None)
        self._attempt(self.do)

    def _attempt(self, what: Callable[[], object]) -> None:
        try:
            what()
        except KNOWN as error:
            problem = problem_of(error)
            if problem is None:
                raise
            self.show_problem(problem)

    def _finished(self, task: Task, finished: Callable[[Any], object], value: Any) -> None:
        if task is not self._task:
            return
        self._put_away(task)
        self._attempt(lambda: finished(value))

    def _failed(self, task: Task, error: Problem | Exception) -> None:
        if task is not self._task:
            return
        self._put_away(task)
        problem = error if isinstance(error, Problem) else problem_of(error)
        if problem is None:
            assert isinstance(error, Exception)
            raise error
        self.show_problem(problem)

    def _put_away(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._show_work(False)

    def _progress(self, task: Task, done: int, total: int) -> None:
        if task is not self._task:
            return
        # Qt counts in 32 bits, files are larger.
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(done * 1000 // total if total else 0)
        left = task.seconds_left
        self._work.setText(
            task.label
            if left is None
            else times.dotted([task.label, self.tr("{} left").format(times.length(left * 1000))])
        )

    def _show_work(self, shown: bool) -> None:
        for widget in (self._work, self._bar, self._stop):
            widget.setVisible(shown)
        self._grow()

    def _grow(self) -> None:
        """Make room for what is shown now, rather than squeeze what was there."""
        if self.isVisible():
            self.layout().activate()
            self.resize(self.width(), max(self.height(), self.layout().totalHeightForWidth(self.width())))
