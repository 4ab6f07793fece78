"""What the program has to say, above the work and never in its way: problems, results, jobs that take a while."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.problems import Problem, problem_of
from app.tasks import Task
from widgets import icons, plain
from widgets.models import times
from widgets.picture import Picture

Offer = tuple[str, Callable[[], object]]
"""What a button of a notice says, and what it does."""
_MOST = 3
_GOOD_NEWS_MS = 8000


class Notice(QFrame):
    """One banner: a sentence, what to do, buttons, and a way to be rid of it."""

    dismissed = Signal()

    def __init__(self, kind: str, icon: str, what: str, do: str, offers: Sequence[Offer], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("kind", kind)
        self.is_gone = False
        self.what = what
        self.do = do
        picture = Picture(icon, 18, QPalette.ColorRole.WindowText, self)
        sentence = plain.label(what, self)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        sentence.setWordWrap(True)
        advice = plain.note(do, self)
        advice.setVisible(bool(do))
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(sentence)
        said.addWidget(advice)
        for words in (sentence, advice):
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            words.setSizePolicy(policy)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 8, 8, 8)
        self.row.setSpacing(10)
        self.row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self.row.addLayout(said, 1)
        self.row.setAlignment(said, Qt.AlignmentFlag.AlignVCenter)
        for name, call in offers:
            button = QPushButton(name, self)
            button.clicked.connect(call)
            button.clicked.connect(self.dismiss)
            self.row.addWidget(button)
        self.closer = QToolButton(self)
        self.closer.setIcon(icons.get("close"))
        self.closer.setAutoRaise(True)
        self.closer.setAccessibleName(self.tr("Dismiss"))
        plain.tip(self.closer, self.tr("Dismiss"))
        self.closer.clicked.connect(self.dismiss)
        self.row.addWidget(self.closer, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{what} {do}".strip())

    def dismiss(self) -> None:
        """Go."""
        if not self.is_gone:
            self.is_gone = True
            self.hide()
            self.dismissed.emit()
            self.deleteLater()


class Job(Notice):
    """A task that is going on: how far, how long still, and a way to stop it."""

    def __init__(self, task: Task, parent: QWidget) -> None:
        super().__init__("job", "history", task.label, "", (), parent)
        self._task = task
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(task.label)
        self._left = plain.note("", self)
        self._left.setWordWrap(False)
        self._left.setMinimumWidth(90)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(task.cancel)
        place = self.row.count() - 1
        for number, widget in enumerate((self._left, self._bar, cancel)):
            self.row.insertWidget(place + number, widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.closer.hide()
        task.progressed.connect(self._advance)
        task.ended.connect(self.dismiss)

    def _advance(self, done: int, total: int) -> None:
        if total > 0:
            self._bar.setRange(0, 1000)
            self._bar.setValue(min(1000, done * 1000 // total))
        left = self._task.seconds_left
        self._left.setText("" if left is None else self.tr("{} left").format(times.length(left * 1000)))


class Notices(QWidget):
    """Holds the banners, the newest first; the oldest problem goes when there are too many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._shown: list[Notice] = []

    @property
    def shown(self) -> list[Notice]:
        """What is to be read now."""
        return list(self._shown)

    def show_problem(self, problem: Problem, *offers: Offer) -> Notice:
        """Something could not be done. The same problem twice is one banner."""
        for notice in self.shown:
            if (notice.what, notice.do) == (problem.what, problem.do):
                notice.dismiss()
        return self._add(Notice("problem", "problem", problem.what, problem.do, offers, self))

    def show_error(self, error: object, *offers: Offer) -> None:
        """The same for an exception; one that is a bug of ours flies on to the crash hook."""
        if isinstance(error, Problem):
            self.show_problem(error, *offers)
            return
        assert isinstance(error, Exception)
        problem = problem_of(error)
        if problem is None:
            raise error
        self.show_problem(problem, *offers)

    def say(self, what: str, *offers: Offer, do: str = "", lasting: bool = False) -> Notice:
        """Something was done. Goes by itself, unless there is something to choose."""
        notice = self._add(Notice("done", "done", what, do, offers, self))
        if not offers and not lasting:
            QTimer.singleShot(_GOOD_NEWS_MS, notice, notice.dismiss)
        return notice

    def warn(self, what: str, do: str, *offers: Offer) -> Notice:
        """Something the reviewer must know of."""
        return self._add(Notice("problem", "warning", what, do, offers, self))

    def follow(self, task: Task, *, tell_failure: bool = True) -> Notice:
        """Show how a task goes on until it ends."""
        if tell_failure:
            task.failed.connect(self.show_error)
        return self._add(Job(task, self))

    def clear(self) -> None:
        """Take down what was said about a case that is closed now."""
        for notice in self.shown:
            if not isinstance(notice, Job):
                notice.dismiss()

    def _add(self, notice: Notice) -> Notice:
        self._layout.insertWidget(0, notice)
        self._shown.insert(0, notice)
        # No lambda that holds the notice: PySide 6.11 crashes when an object dies that its own signal's slot keeps.
        notice.dismissed.connect(self._tidy)
        notice.show()
        lasting = [one for one in self._shown if not isinstance(one, Job)]
        for old in lasting[_MOST:]:
            old.dismiss()
        return notice

    def _tidy(self) -> None:
        self._shown = [notice for notice in self._shown if not notice.is_gone]
