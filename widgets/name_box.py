"""One's own name, with which every step is signed: asked once, changed at any time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import installation, reviewers
from app.problems import Refused
from widgets import plain


class NameBox(QWidget):
    """A line, a button, and what is wrong with the name if anything is."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Your name"))
        self.line.setPlaceholderText(self.tr("Your name"))
        self.line.setMaxLength(200)
        self.button = QPushButton(self.tr("Keep this name"), self)
        self.button.setAutoDefault(False)
        self.problem = plain.note("", self)
        self.problem.hide()
        if reviewers.is_named():
            self.line.setText(installation.load().reviewer_name)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        self.line.returnPressed.connect(self.keep)
        self.button.clicked.connect(self.keep)
        self.line.textChanged.connect(self._allow)
        self._allow(self.line.text())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.line)

    def keep(self) -> None:
        """Keep what is written as the name."""
        try:
            name = reviewers.call_oneself(self.line.text())
        except Refused as refused:
            self.problem.setText(str(refused))
            self.problem.show()
            return
        self.problem.hide()
        self.line.setText(name)
        self._allow(name)
        self.named.emit(name)

    def _allow(self, text: str) -> None:
        name = " ".join(text.split())
        self.button.setEnabled(bool(name) and name != installation.load().reviewer_name)
