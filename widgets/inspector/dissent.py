"""What reviewers hold differently of the quote that is shown, and of its links: all of it, with who and when."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.dissent import Dissent
from app.naming import field_of
from app.session import Session
from app.wording import Wording
from widgets import icons, plain
from widgets.models import times
from widgets.models.moments import moment
from widgets.picture import Picture


class DissentNote(QFrame):
    """Nothing has to be decided here; it is hidden where nobody differs."""

    room_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("context")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Picture("review", 16, parent=self))
        head.addWidget(plain.heading(self.tr("Reviewers differ"), self, 1.0), 1)
        self.button = QPushButton(icons.get("together"), self.tr("All differences"), self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.room_wanted)
        head.addWidget(self.button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(self._rows)
        self.said: list[str] = []
        """What is shown, line by line."""
        self.hide()

    def show_dissents(self, dissents: Sequence[Dissent]) -> None:
        """Show these, or nothing."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.said = []
        self.setVisible(bool(dissents))
        if not dissents:
            return
        wording = Wording(self._session.case)
        for one in dissents:
            link = self._session.case.links.find(one.record_id) if one.table == "link" else None
            target = wording.target(link) if link is not None else ""
            self._say(times.dotted([field_of(one.table, one.field), target]))
            for voice in one.voices:
                value = wording.value(one.table, one.field, voice.value) or self.tr("nothing")
                self._say(f"{plain.isolated(voice.reviewer)}: {plain.isolated(value)}", indent=10)
                self._say(times.dotted([moment(voice.at), voice.reason or ""]), indent=10, quiet=True)

    def _say(self, line: str, indent: int = 0, *, quiet: bool = False) -> None:
        label = plain.note(line, self) if quiet else plain.label(line, self)
        label.setWordWrap(True)
        label.setContentsMargins(indent, 0, 0, 0)
        self._rows.addWidget(label)
        self.said.append(line)
