"""Sharing the case with a colleague: one signed file, with the recordings or without."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app import collecting, departing, keys, sharing
from app.incoming import BUNDLE_SUFFIX
from app.media.digest import sha256
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, Task
from widgets import icons, plain
from widgets.fingerprint import Fingerprint
from widgets.form import Form, FormDialog, with_chooser
from widgets.lock_form import LockForm
from widgets.models import times
from widgets.models.sizes import size


class ShareDialog(FormDialog):
    """Asks where it goes, writes it in a thread, then says what to read out on the phone."""

    written = Signal(str)
    """The path of the file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Share with a colleague"), self.tr("Share"), parent)
        self._session = session
        self._out: Path | None = None
        self._intro = plain.label(
            self.tr(
                "One file with the whole case: every transcript, quote and note, and its whole history. Your "
                "colleague receives it as a case of their own, and what each of you does can be merged later."
            ),
            self,
        )
        self._intro.setWordWrap(True)
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("Where the file goes"))
        self.media = QCheckBox(self.tr("With the recordings"), self)
        self._sizes = plain.note("", self)
        self._done = plain.heading("", self, 1.05)
        self._done.setWordWrap(True)
        self._finger = Fingerprint(self)
        self._advice = plain.note(
            self.tr("Read it to your colleague on the phone: their window shows the same one when they open the file."),
            self,
        )
        self._folder = QPushButton(icons.get("show-in-folder"), self.tr("Show in folder"), self)
        self._folder.setAutoDefault(False)
        self._folder.clicked.connect(self._show_folder)
        self._copy = QPushButton(self.tr("Copy the fingerprint"), self)
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._finger.text()))
        self._lay_out()
        self._tell_sizes()
        case = session.case.path
        self.path.setText(str(case.with_name(f"{case.stem}{BUNDLE_SUFFIX}")))
        self.setMinimumWidth(560)
        session.closed.connect(self.reject)

    def do(self) -> None:
        """Write the file."""
        if not self.path.text().strip():
            raise Refused(self.tr("The file needs a place."), self.tr("Choose one."))
        out = Path(self.path.text().strip()).expanduser()
        if not out.suffix:
            out = out.with_suffix(BUNDLE_SUFFIX)
        path, with_media, lock = self._session.case.path, self.media.isChecked(), self.locking.lock
        heads, quotes = tuple(self._session.case.ledger.heads()), self._session.case.quotes.count()

        def share(progress: Progress) -> tuple[Path, str]:
            sharing.share_from(path, out, with_media=with_media, lock=lock, progress=progress)
            return out, sha256(out)

        def note(made: tuple[Path, str]) -> None:
            departing.note(self._session, "share", made[0], quotes=quotes, digest=made[1], heads=heads)
            self._have_written(made[0], by_passphrase=lock is not None and bool(lock.passphrase))

        self.do_button.setEnabled(False)
        self.run(Task(self.tr("Share the case"), share), note)

    def stop(self) -> None:
        """Stop; nothing is left behind."""
        super().stop()
        self.do_button.setEnabled(True)

    @property
    def fingerprint(self) -> str:
        """What is to be read out."""
        return self._finger.text()

    # inside

    def _lay_out(self) -> None:
        where = with_chooser(self.path, self._browse)
        self.form = Form(self)
        self.form.add(self.tr("File"), where)
        self.form.add("", self.media)
        self.form.add("", self._sizes)
        self.locking = LockForm(self.form, self)
        self.locking.how.currentIndexChanged.connect(lambda _row: self._grow())
        after = QHBoxLayout()
        after.addWidget(self._folder)
        after.addWidget(self._copy)
        after.addStretch(1)
        self.body.addWidget(self._intro)
        self.body.addWidget(self.form)
        for widget in (self._done, self._finger, self._advice):
            self.body.addWidget(widget)
        self.body.addLayout(after)
        self.body.addStretch(1)
        self._after = (self._done, self._finger, self._advice, self._folder, self._copy)
        for widget in self._after:
            widget.hide()

    def _tell_sizes(self) -> None:
        case = self._session.case
        files = case.media_files.all()
        missing = [file for file in files if collecting.path_of(case, file) is None]
        own = case.path.stat().st_size
        total = sum(file.size for file in files)
        self.media.setEnabled(bool(files) and not missing)
        if not files:
            said = self.tr("The case has no files of recordings. About {}.").format(size(own))
        elif missing:
            names = times.counted(len(missing), self.tr("1 recording is"), self.tr("{} recordings are"))
            said = self.tr("Without the recordings about {}. {} not where the case knows them; find them to send them.")
            said = said.format(size(own), names)
        else:
            count = times.counted(len(files), self.tr("1 recording"), self.tr("{} recordings"))
            said = self.tr("Without the recordings about {}; with them ({}) about {}.")
            said = said.format(size(own), count, size(own + total))
        self._sizes.setText(said)

    def _have_written(self, out: Path, *, by_passphrase: bool) -> None:
        self._out = out
        if by_passphrase:
            also = self.tr("Tell the passphrase by another way than the file takes.")
            self._advice.setText(f"{self._advice.text()} {also}")
        self._done.setText(times.dotted([self.tr("Written: {}").format(out.name), size(out.stat().st_size)]))
        self._intro.hide()
        self._finger.show_key(keys.own())
        self.form.hide()
        for widget in self._after:
            widget.show()
        self.do_button.hide()
        self._cancel.setText(self.tr("Close"))
        self._cancel.setFocus()
        self.adjustSize()
        self.written.emit(str(out))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the file go?"), self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Shared cases (*.avowal)"))
        dialog.setDefaultSuffix(BUNDLE_SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def _show_folder(self) -> None:
        if self._out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out.parent)))
