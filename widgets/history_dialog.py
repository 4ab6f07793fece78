"""What became of one record: every step that touched it, by whom and when, field by field."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QPushButton, QSplitter, QVBoxLayout, QWidget

from app import restoring
from app.chronicle import Chronicle, Entry
from app.naming import kind_of
from app.problems import KNOWN, problem_of
from app.session import Session
from widgets import plain
from widgets.log.step_model import choice_of
from widgets.log.step_page import StepPage
from widgets.models import times
from widgets.models.choice_delegate import ChoiceDelegate
from widgets.models.choice_model import ChoiceModel


class HistoryDialog(QDialog):
    """To be read; it closes with the case."""

    quote_wanted = Signal(str)
    incident_wanted = Signal(str)

    def __init__(self, session: Session, table: str, id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._table, self._id = session, table, id
        chronicle = Chronicle(session.case)
        self.entries: list[Entry] = chronicle.history(table, id)
        title = times.dotted([kind_of(table), chronicle.title(table, id)])
        self.setWindowTitle(self.tr("History"))
        self.view = QListView(self)
        self.view.setAccessibleName(self.tr("Steps"))
        self.view.setItemDelegate(ChoiceDelegate(self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setModel(ChoiceModel([choice_of(entry) for entry in self.entries], [], None, self.view))
        self.page = StepPage(self, restores=self._can_restore)
        self.page.restore_wanted.connect(self.restore)
        self.problem = plain.note("", self)
        self.problem.setContentsMargins(20, 0, 20, 8)
        self.problem.hide()
        self.page.quote_wanted.connect(self._go_to_quote)
        self.page.incident_wanted.connect(self._go_to_incident)
        heading = plain.heading(title, self)
        heading.setWordWrap(True)
        heading.setContentsMargins(20, 16, 20, 12)
        split = QSplitter(self)
        split.addWidget(self.view)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([360, 620])
        split.setChildrenCollapsible(False)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.addWidget(plain.note(self.tr("Times are those of each device’s own clock."), self), 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self.problem)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        self.view.selectionModel().currentChanged.connect(self._choose)
        if self.entries:
            self.view.setCurrentIndex(self.view.model().index(0, 0))
        self.view.setFocus()
        self.resize(1000, 620)
        session.changed.connect(self._follow)
        session.closed.connect(self.reject)

    def restore(self, act_id: str, table: str, id: str, field: str) -> None:
        """Let a field say again what it said before a step, as a step of its own."""
        self.problem.hide()
        try:
            self._session.do(self.tr("Restore an older value"), restoring.restore, act_id, table, id, field)
        except KNOWN as error:
            problem = problem_of(error)
            if problem is None:
                raise
            self.problem.setText(str(problem))
            self.problem.show()

    def _can_restore(self, act_id: str, table: str, id: str, field: str) -> bool:
        return not self._session.read_only and restoring.can_restore(self._session.case, act_id, table, id, field)

    def _follow(self, _changes: dict[str, set[str]]) -> None:
        if not self._session.is_open:
            return
        self.entries = Chronicle(self._session.case).history(self._table, self._id)
        self.view.setModel(ChoiceModel([choice_of(entry) for entry in self.entries], [], None, self.view))
        self.view.selectionModel().currentChanged.connect(self._choose)
        if self.entries:
            self.view.setCurrentIndex(self.view.model().index(0, 0))
        else:
            self.page.show_entry(None)

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.page.show_entry(self.entries[current.row()] if 0 <= current.row() < len(self.entries) else None)

    def _go_to_quote(self, id: str) -> None:
        self.accept()
        self.quote_wanted.emit(id)

    def _go_to_incident(self, id: str) -> None:
        self.accept()
        self.incident_wanted.emit(id)
