"""A dialog of several pages of records, one beside the other; closing keeps what is still being written."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.session import Session
from widgets import icons
from widgets.record_page import RecordPage


class RecordsDialog(QDialog):
    """Every change on a page is one step; there is nothing to confirm."""

    def __init__(self, session: Session, title: str, size: QSize, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._pages: list[RecordPage] = []
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 14)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        self.resize(size)
        session.closed.connect(self.reject)

    def take(self, pages: Sequence[tuple[RecordPage, str, str]]) -> None:
        """Each page with its icon and its title."""
        for page, icon, title in pages:
            self.tabs.addTab(page, icons.get(icon), title)
            self._pages.append(page)

    def done(self, result: int) -> None:
        """Keep what is still being written."""
        for page in self._pages:
            page.flush()
        super().done(result)
        if self.parent() is not None:
            self.deleteLater()
