"""Adding a recording: it is hashed and looked at while the reviewer says what it is."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import citation, collecting
from app.collecting import Examined
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, Task
from app.visible import on_one_line
from widgets import icons, plain
from widgets.form import DateField, Form, FormDialog
from widgets.models import times

_ROUGHLY = ("B", "KB", "MB", "GB", "TB")


class MediaDialog(FormDialog):
    """One recording, or a published text without a file."""

    added = Signal(str)
    """The id of the new medium."""

    def __init__(self, session: Session, path: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Add recording"), self.tr("Add"), parent)
        self._session = session
        session.closed.connect(self.reject)
        self._examined: Examined | None = None
        self.setAcceptDrops(True)
        self._file = _FileBox(self)
        self._file.choose_wanted.connect(self._browse)
        self.published = QCheckBox(self.tr("There is no file: the words are known from a publication only"), self)
        self.published.toggled.connect(self._without_file)
        known = session.case.media.all()
        self.title = self._line(self.tr("Title"), self.tr("What the recording is called"))
        self.outlet = self._combo(self.tr("Outlet"), [one.outlet for one in known])
        self.programme = self._combo(self.tr("Programme"), [one.programme for one in known])
        self.date = DateField(self.tr("Date of broadcast"), self)
        self.language = self._combo(self.tr("Language"), [*(one.language for one in known), "ar", "en", "fa", "fr"])
        self.language.currentTextChanged.connect(self._say_language)
        self._language_said = plain.note("", self)
        self.url = self._line(self.tr("Address"), self.tr("Where it was published"))
        self.archive = self._line(self.tr("Archived at"), self.tr("Address of an archived copy"))
        self.collected_by = self._line(self.tr("Collected by"), self.tr("Who captured or downloaded it, and how"))
        form = Form(self)
        for label, field in (
            (self.tr("Title"), self.title),
            (self.tr("Outlet"), self.outlet),
            (self.tr("Programme"), self.programme),
            (self.tr("Broadcast"), self.date),
            (self.tr("Language"), self.language),
            ("", self._language_said),
            (self.tr("Address"), self.url),
            (self.tr("Archive"), self.archive),
            (self.tr("Collected by"), self.collected_by),
        ):
            form.add(label, field)
        self.body.addWidget(self._file)
        self.body.addWidget(self.published)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self._say_language(self.language.currentText())
        self._allow()
        self.resize(560, 640)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Look at this file."""
        self._examined = None
        self._allow()
        self.show_problem(None)
        self._file.show_file(path, "")
        if not self.title.text():
            self.title.setText(path.stem.replace("_", " "))
        self.title.setFocus()
        self.title.selectAll()

        def examine(progress: Progress) -> Examined:
            return collecting.examine(path, progress)

        self.run(Task(self.tr("Reading and hashing the file"), examine), self._have)

    def stop(self) -> None:
        """Stop reading; the file is let go."""
        if self.is_working:
            self._file.show_file(None, "")
        super().stop()
        self._allow()

    def do(self) -> None:
        """Add it."""
        if not self.title.text().strip():
            self.title.setFocus()
            raise Refused(self.tr("A recording needs a title."), self.tr("Give it one."))
        described = self._described()
        if self.published.isChecked():
            label = self.tr("Add published text")
            made = self._session.do(label, collecting.add_published, self.title.text(), **described)
        else:
            if self._examined is None:
                raise Refused(self.tr("There is no file yet."), self.tr("Choose one, or drop it here."))
            made = self._session.do(
                self.tr("Add recording"), collecting.add, self._examined, self.title.text(), **described
            )
        self.accept()
        self.added.emit(made.id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.take(Path(files[0]))

    def _described(self) -> dict[str, Any]:
        given: dict[str, Any] = {
            "outlet": self.outlet.currentText(),
            "programme": self.programme.currentText(),
            "language": self.language.currentText(),
            "url": self.url.text(),
            "archive_url": self.archive.text(),
            "collected_by": self.collected_by.text(),
        }
        return {name: text.strip() or None for name, text in given.items()} | {"broadcast_date": self.date.value}

    def _have(self, examined: Examined) -> None:
        self._examined = examined
        probe = examined.probe
        picture = f"{probe.width}×{probe.height}" if probe.has_video else self.tr("sound only")
        facts = [
            times.length(probe.duration_ms),
            picture,
            probe.video_codec or "",
            probe.audio_codec or "",
            _size(examined.size),
        ]
        self._file.show_file(examined.path, f"{times.dotted(facts)}\nSHA-256 {examined.sha256}")
        self._allow()

    def _without_file(self, without: bool) -> None:
        self._file.setVisible(not without)
        self._allow()

    def _allow(self) -> None:
        self.do_button.setEnabled(self.published.isChecked() or self._examined is not None)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a recording"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.open()

    def _say_language(self, tag: str) -> None:
        self._language_said.setText(citation.language(tag.strip()) if tag.strip() else "")

    def _line(self, name: str, placeholder: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(placeholder)
        return line

    def _combo(self, name: str, known: list[str | None]) -> QComboBox:
        combo = QComboBox(self)
        combo.setEditable(True)
        combo.setAccessibleName(name)
        combo.addItem("")
        combo.addItems(list(dict.fromkeys(text for text in known if text)))
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        return combo


class _FileBox(QFrame):
    """Which file it is, or where to drop one."""

    choose_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        icon = plain.label("", self)
        icon.setPixmap(icons.get("video").pixmap(28, 28))
        self._name = plain.ElidedLabel("", self, Qt.TextElideMode.ElideMiddle)
        self._facts = plain.note("", self)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        button = QPushButton(self.tr("Choose file…"), self)
        button.setAutoDefault(False)
        button.clicked.connect(self.choose_wanted)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._name)
        said.addWidget(self._facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(12)
        layout.addWidget(icon)
        layout.addLayout(said, 1)
        layout.addWidget(button)
        self.show_file(None, "")

    def show_file(self, path: Path | None, facts: str) -> None:
        """Show a file and what is known of it."""
        self._name.setText(on_one_line(path.name) if path else self.tr("Drop a recording here"))
        self._facts.setText(facts or (str(path.parent) if path else self.tr("MP4, MKV, MOV, MP3, WAV and others")))


def _size(count: int) -> str:
    value, unit = float(count), 0
    while value >= 1000 and unit < len(_ROUGHLY) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {_ROUGHLY[unit]}" if unit < 2 else f"{value:.1f} {_ROUGHLY[unit]}"
