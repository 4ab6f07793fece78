"""The room of findings: they, contradictions and tasks, proceedings, and law with a date."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.session import Session
from widgets import icons
from widgets.divider import Divider
from widgets.findings.checks import Checker
from widgets.findings.contradictions_page import Contradictions
from widgets.findings.findings_page import FindingsPage
from widgets.findings.measures_page import MeasuresPage
from widgets.findings.proceedings_page import ProceedingsPage
from widgets.findings.tasks_page import Tasks


class FindingsRoom(QWidget):
    """Pages that each follow the case by themselves."""

    quote_wanted = Signal(str)
    """Show this quote."""
    play_wanted = Signal(str)
    """Play this quote, without leaving the room."""
    incident_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)
        session.opened.connect(self._reset)
        session.closed.connect(self._reset)
        session.changed.connect(self._follow)
        self._checker: Checker | None = None
        self._is_built = False

    def showEvent(self, event: QShowEvent) -> None:
        """The pages are made when the room is first entered."""
        super().showEvent(event)
        if not self._is_built and self._session.is_open:
            self._build()

    @property
    def is_built(self) -> bool:
        """Whether the pages are there."""
        return self._is_built

    def flush(self) -> None:
        """Keep what is still being written."""
        if self._is_built:
            for page in (self.findings, self.proceedings, self.measures):
                page.flush()

    def check_by(self, checker: Checker | None) -> None:
        """Have each finding checked by this, and what it says shown with it."""
        self._checker = checker
        if self._is_built:
            self.findings.check_by(checker)

    def show_finding(self, finding_id: str) -> None:
        """Go to this finding."""
        if not self._is_built:
            self._build()
        self.tabs.setCurrentWidget(self.findings)
        self.findings.list.choose(finding_id)

    def _build(self) -> None:
        self._is_built = True
        self.findings = FindingsPage(self._session, self)
        self.findings.check_by(self._checker)
        self.findings.quote_wanted.connect(self.quote_wanted)
        self.findings.play_wanted.connect(self.play_wanted)
        self.findings.incident_wanted.connect(self.incident_wanted)
        self.proceedings = ProceedingsPage(self._session, self)
        self.measures = MeasuresPage(self._session, self)
        self.contradictions = Contradictions(self._session, self)
        self.contradictions.play_wanted.connect(self.play_wanted)
        self.tasks = Tasks(self._session, self)
        self.tabs.addTab(self.findings, icons.get("finding"), self.tr("Findings"))
        self.tabs.addTab(self._page(), icons.get("against"), self.tr("Contradictions and tasks"))
        self.tabs.addTab(self.proceedings, icons.get("proceeding"), self.tr("Proceedings"))
        self.tabs.addTab(self.measures, icons.get("law"), self.tr("Law with a date"))
        self._reload()
        first = self._session.case.argument.findings.all()[:1]
        if first:
            self.findings.list.choose(first[0].id)

    def _page(self) -> QScrollArea:
        inner = QWidget(self)
        inner.setMaximumWidth(860)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(16)
        column.addWidget(self.contradictions)
        column.addWidget(Divider(inner))
        column.addWidget(self.tasks)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _reset(self) -> None:
        """Another case has other pages."""
        if self._is_built:
            self._is_built = False
            while self.tabs.count():
                page = self.tabs.widget(0)
                self.tabs.removeTab(0)
                page.setParent(None)
                page.deleteLater()
        if self._session.is_open and self.isVisible():
            self._build()

    def _reload(self) -> None:
        self.contradictions.show_of(self._session.case.info.id)
        self.tasks.reload()

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if self._is_built and {"contradiction", "task", "finding", "quote", "incident"} & changes.keys():
            self._reload()
