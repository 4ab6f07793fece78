"""The room in which a case is argued and attacked: the matrix, and the pages that test it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.session import Session
from widgets.matrix.pages import Assertions, DefenceSheet, Details, LawByDate, Page, Ways
from widgets.matrix_room import MatrixRoom


class ArgumentRoom(QWidget):
    """One page at a time; a page reads the case when somebody looks at it."""

    quote_wanted = Signal(str)
    incident_wanted = Signal(str)
    play_wanted = Signal(str)
    failed = Signal(object)
    """A Problem."""
    written = Signal(str)
    """The name of a file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.matrix = MatrixRoom(session, self)
        self.ways = Ways(session, self)
        self.law = LawByDate(session, self)
        self.details = Details(session, self)
        self.assertions = Assertions(session, self)
        self.defence = DefenceSheet(session, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self._pages: tuple[tuple[Page, str], ...] = (
            (self.ways, self.tr("Ways into evidence")),
            (self.law, self.tr("Law by date")),
            (self.details, self.tr("Inside details")),
            (self.assertions, self.tr("Assertions")),
            (self.defence, self.tr("Defence sheet")),
        )
        self._stale = {page for page, _ in self._pages}
        self.tabs.addTab(self.matrix, self.tr("Matrix"))
        for page, title in self._pages:
            self.tabs.addTab(page, title)
            page.view.quote_wanted.connect(self.quote_wanted)
            page.view.play_wanted.connect(self.play_wanted)
            page.failed.connect(self.failed)
        self.defence.written.connect(self.written)
        self.matrix.quote_wanted.connect(self.quote_wanted)
        self.matrix.incident_wanted.connect(self.incident_wanted)
        self.matrix.play_wanted.connect(self.play_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._refresh)
        for signal in (session.opened, session.changed, session.closed):
            signal.connect(self._outdate)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the case when somebody looks."""
        super().showEvent(event)
        self._refresh()

    def _outdate(self, _changes: object = None) -> None:
        self._stale = {page for page, _ in self._pages}
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        page = self.tabs.currentWidget()
        if page in self._stale and isinstance(page, Page) and self._session.is_open:
            self._stale.discard(page)
            page.refresh()
