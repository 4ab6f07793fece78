"""One entry of a custody log: what happened, when, by whom, how, with which file."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app import custody, naming
from app.session import Session
from db.records import CustodyEvent
from widgets import plain
from widgets.form import DateField, Form, FormDialog

_AUTOMATIC = ("designated",)
"""What the program writes down by itself."""


class CustodyEventDialog(FormDialog):
    """A new entry, or other words for one."""

    def __init__(
        self, session: Session, media_id: str, event: CustodyEvent | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Correct the entry") if event else self.tr("Add an entry"),
            self.tr("Correct") if event else self.tr("Add"),
            parent,
        )
        self._session, self._media_id, self._event = session, media_id, event
        self.kind, self.file = QComboBox(self), QComboBox(self)
        for kind in naming.CUSTODY:
            if kind not in _AUTOMATIC or (event is not None and event.kind == kind):
                self.kind.addItem(naming.custody_of(kind), kind)
        self.file.addItem(self.tr("The recording as a whole"), None)
        for one in session.case.media_files.of(media_id):
            self.file.addItem(plain.safe(one.path_hint), one.id)
        self.at = DateField(self.tr("When"), self)
        form = Form(self)
        form.add(self.tr("What"), self.kind)
        form.add(self.tr("When"), self.at)
        self.lines: dict[str, QLineEdit] = {}
        for name, label, hint in (
            ("person", self.tr("Who"), self.tr("Who did it")),
            ("organisation", self.tr("For whom"), ""),
            ("place", self.tr("Where"), ""),
            ("method", self.tr("How"), self.tr("Screen recording, download, write-protected drive …")),
            ("note", self.tr("Note"), ""),
        ):
            line = QLineEdit(self)
            line.setAccessibleName(label)
            line.setPlaceholderText(hint)
            self.lines[name] = line
            form.add(label, line)
        form.add(self.tr("File"), self.file)
        self.body.addWidget(form)
        if event is not None:
            self.kind.setCurrentIndex(self.kind.findData(event.kind))
            self.file.setCurrentIndex(max(0, self.file.findData(event.media_file_id)))
            self.at.show_text(event.at)
            for name, line in self.lines.items():
                line.setText(getattr(event, name) or "")
        self.resize(560, 420)
        self.kind.setFocus()

    def do(self) -> None:
        """Write it down."""
        told = {name: line.text().strip() or None for name, line in self.lines.items()}
        told |= {"at": self.at.value, "media_file_id": self.file.currentData()}
        if self._event is None:
            label = self.tr("Add custody entry")
            self._session.do(label, custody.record, self._media_id, self.kind.currentData(), **told)
        else:
            label = self.tr("Correct custody entry")
            self._session.do(label, custody.correct, self._event.id, kind=self.kind.currentData(), **told)
        self.accept()
