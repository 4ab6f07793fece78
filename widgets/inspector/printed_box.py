"""Ellipses and brackets that the text of a transcript has itself: said whose they are, so that they count as such."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import printed_marks
from app.session import Session
from db.records import Quote
from widgets import plain

_SHOWN = 3


class PrintedBox(QWidget):
    """Is there only where such marks stand among the quoted words as if they had been said."""

    inherit_wanted = Signal(str)
    """By whom they were put there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._quote_id: str | None = None
        self.said = plain.note("", self)
        self.said.setWordWrap(True)
        self.source = QLineEdit(self)
        self.source.setPlaceholderText(self.tr("Who put them there"))
        self.source.setAccessibleName(self.tr("Who put these marks into the text"))
        self.source.returnPressed.connect(self._inherit)
        self.inherit_button = QPushButton(self.tr("They are not the speaker's"), self)
        self.inherit_button.setAutoDefault(False)
        self.inherit_button.clicked.connect(self._inherit)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.source, 1)
        line.addWidget(self.inherit_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.said)
        layout.addLayout(line)
        self.hide()

    def show_quote(self, quote: Quote, *, writable: bool) -> None:
        """Look for such marks in a quote."""
        marks = printed_marks.marks_in(quote) if writable else []
        self.setVisible(bool(marks))
        if not marks:
            return
        some = "  ".join(dict.fromkeys(marks[:_SHOWN])) + ("  …" if len(marks) > _SHOWN else "")
        self.said.setText(self.tr("Among the words stands, as if it had been said:  {}").format(some))
        if quote.id != self._quote_id or not self.source.isModified():
            self._quote_id = quote.id
            self.source.setText(printed_marks.source_of(self._session.case, quote))
            self.source.setCursorPosition(0)

    def _inherit(self) -> None:
        self.source.setModified(False)
        self.inherit_wanted.emit(self.source.text())
