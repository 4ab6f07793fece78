"""What waits for the reviewer who works here: to review, to mend, to answer, to do; several at once by key."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app import installation, todo, waiting
from app.session import Session
from app.waiting import Kind, Waiting
from widgets import icons, plain
from widgets.models import times
from widgets.models.choice_delegate import ChoiceDelegate
from widgets.models.choice_model import ChoiceModel
from widgets.models.choices import Choice
from widgets.models.moments import moment
from widgets.stepping import Stepping
from widgets.together.context import Context
from widgets.together.named import Names

_OF_REVIEW = ("first", "second", "fallen", "changes")
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class WaitingDialog(QDialog):
    """Stays open beside the work; follows the case."""

    quote_wanted = Signal(str)
    incident_wanted = Signal(str)
    play_wanted = Signal(str)
    """Play this quote; the queue stays open."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What waits for you"))
        self._session = session
        self.waiting: list[Waiting] = []
        self.stepping = Stepping(session, self)
        self.stepping.told.connect(self._tell)
        self.view = QListView(self)
        self.view.setAccessibleName(self.tr("What waits for you"))
        self.view.setItemDelegate(ChoiceDelegate(self.view))
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.doubleClicked.connect(lambda _index: self.go())
        self.view.installEventFilter(self)
        self.context = Context(session, self)
        self.context.go_wanted.connect(self.go)
        self.context.play_wanted.connect(self.play_wanted)
        self._said = plain.label("", self)
        self._said.setWordWrap(True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._who = plain.note("", self)
        self.told = plain.note("", self)
        self.buttons: dict[str, QPushButton] = {}
        self._keys: dict[Qt.Key, Callable[[], None]] = {Qt.Key.Key_P: self.play}
        plain.tip(self.context.play_button, self.tr("Play this quote"), "P")
        self._lay_out()
        session.changed.connect(self._follow)
        session.closed.connect(self.reject)
        self.reload()
        self.view.setFocus()
        self.resize(980, 600)

    @property
    def selected(self) -> list[Waiting]:
        """What is selected, as it is listed."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.waiting[row] for row in rows]

    def reload(self) -> None:
        """Look again; what was chosen stays chosen, or what stands in its place."""
        row = max(self.view.currentIndex().row(), 0)
        self.waiting = waiting.queue(self._session.case, installation.load().reviewer_id)
        names = Names(self._session)
        before = self.view.model()
        self.view.setModel(ChoiceModel([self._choice(one, names) for one in self.waiting], [], None, self.view))
        if before is not None:
            before.deleteLater()
        self.view.selectionModel().selectionChanged.connect(self._choose)
        self.view.setVisible(bool(self.waiting))
        if self.waiting:
            self.view.setCurrentIndex(self.view.model().index(min(row, len(self.waiting) - 1), 0))
        self._choose()

    def go(self) -> None:
        """To the quote or the incident."""
        one = self._current()
        if one is not None and one.table == "quote":
            self.quote_wanted.emit(one.record_id)
        elif one is not None and one.table == "incident":
            self.incident_wanted.emit(one.record_id)

    def play(self) -> None:
        """Hear the quote, without leaving the queue."""
        one = self._current()
        if one is not None and one.table == "quote":
            self.play_wanted.emit(one.record_id)

    def finish(self) -> None:
        """The chosen tasks are done."""
        tasks = [one.id for one in self.selected if one.kind == "task"]

        def finish(case: Any) -> None:
            for id in tasks:
                todo.done(case, id)

        if tasks:
            self._session.do(self.tr("Task done"), finish)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list: Enter goes there, letters act on all that is selected."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            key = Qt.Key(event.key())
            if key in _ENTER:
                self.go()
                return True
            if key in self._keys:
                self._keys[key]()
                return True
        return super().eventFilter(watched, event)

    # inside

    def _lay_out(self) -> None:
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(12)
        for widget in (self.context, self._who, self._said):
            inner.addWidget(widget)
        inner.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        step = self.stepping

        def on_quotes(act: Callable[[list[str]], None]) -> Callable[[], None]:
            return lambda: act(self._quotes())

        for name, title, icon, key, call in (
            ("approve", self.tr("Approve"), "check", Qt.Key.Key_A, on_quotes(step.approve)),
            ("changes", self.tr("Ask for changes…"), "edit", Qt.Key.Key_C, on_quotes(step.ask_for_changes)),
            ("reject", self.tr("Reject…"), "close", Qt.Key.Key_R, on_quotes(step.reject)),
            ("take up", self.tr("Take up again"), "edit", Qt.Key.Key_T, on_quotes(step.take_up)),
            ("submit", self.tr("Hand in"), "export", Qt.Key.Key_S, on_quotes(step.submit)),
            ("finish", self.tr("Done"), "done", Qt.Key.Key_D, self.finish),
        ):
            button = QPushButton(icons.get(icon), title, self)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            plain.tip(button, title, key.name.removeprefix("Key_"))
            self.buttons[name] = button
            self._keys[key] = call
            foot.addWidget(button)
        foot.addWidget(self.told, 1)
        split = QSplitter(self)
        split.addWidget(self.view)
        split.addWidget(area)
        split.setStretchFactor(1, 1)
        split.setSizes([380, 600])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(split, 1)
        layout.addLayout(foot)

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if {"quote", "review", "comment", "task", "reviewer"} & changes.keys():
            self.reload()

    def _quotes(self) -> list[str]:
        return [
            one.record_id for one in self.selected if one.quote_id is not None and one.kind not in ("comment", "task")
        ]

    def _current(self) -> Waiting | None:
        chosen = self.selected
        return chosen[0] if chosen else None

    def _choice(self, one: Waiting, names: Names) -> Choice:
        kinds: dict[Kind, str] = {
            "first": self.tr("To approve"),
            "second": self.tr("To approve, as the second"),
            "fallen": self.tr("Changed since it was approved: hand it in again"),
            "changes": self.tr("Changes are asked for"),
            "comment": self.tr("To answer"),
            "task": self.tr("To do"),
        }
        title = names.record(one.table, one.record_id).title if one.table else one.said
        detail = times.dotted([kinds[one.kind], one.said if one.table else ""])
        return Choice(
            f"{one.kind} {one.record_id} {one.id}", title, detail, when=moment(one.since) if one.since else ""
        )

    def _choose(self, *_: object) -> None:
        one = self._current()
        reviewers = {who.id: who.name for who in self._session.case.reviewers.all()}
        self.context.setVisible(one is not None and bool(one.table))
        if one is not None and one.table:
            self.context.show_record(Names(self._session).record(one.table, one.record_id))
        self._said.setText(one.said if one else self._nothing())
        who = reviewers.get(one.by or "", "") if one else ""
        self._who.setText(times.dotted([who, moment(one.since) if one and one.since else ""]))
        kinds = {waits.kind for waits in self.selected}
        writable = not self._session.read_only
        for name, wanted in (
            ("approve", {"first", "second"}),
            ("changes", {"first", "second"}),
            ("reject", {"first", "second"}),
            ("take up", {"changes"}),
            ("submit", {"fallen"}),
            ("finish", {"task"}),
        ):
            self.buttons[name].setVisible(writable and bool(kinds & wanted))

    def _nothing(self) -> str:
        """What would come here, and what could be taken up."""
        said = [
            self.tr("Nothing waits for you."),
            self.tr(
                "Quotes that others hand in for review, changes asked of yours, approvals of yours that fell, comments "
                "on what you wrote, and your tasks come here."
            ),
        ]
        free = len(self._session.case.argument.tasks.where("done = 0 AND reviewer_id IS NULL"))
        if free:
            words = times.counted(free, self.tr("1 task is nobody’s"), self.tr("{} tasks are nobody’s"))
            said.append(self.tr("{}: they are in the room Findings.").format(words))
        return "\n\n".join(said)

    def _tell(self, done: str, stayed: str) -> None:
        self.told.setText(times.dotted([done, stayed]))
