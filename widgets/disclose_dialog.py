"""Making a disclosure: what would be in the file and what would stay, in plain words, before it is written."""

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import disclosing, law
from app.disclosing import Choice, Made, Outlook
from app.problems import Refused, problem_of
from app.session import Session
from app.tasks import Progress, Task
from app.visible import on_one_line
from widgets import icons, plain
from widgets.form import Form, FormDialog, with_chooser
from widgets.models.choices import label_of
from widgets.models.times import counted
from widgets.told import Panel, withheld

_PAUSE_MS = 200


class DiscloseDialog(FormDialog):
    """Looks first, writes in the background, then says where the file is and what it is known by."""

    written = Signal(str)
    """The path of the disclosure."""

    def __init__(
        self,
        session: Session,
        media_id: str | None = None,
        quote_id: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`media_id` is the recording that is shown, `quote_id` the quote that is chosen."""
        super().__init__(self.tr("Disclose"), self.tr("Write the file"), parent)
        self._session, self._media_id, self._quote_id = session, media_id, quote_id
        self._out: Path | None = None
        self.body.addWidget(
            plain.note(
                self.tr(
                    "A file for the other side or for a court: the evidence with its sources, signed, without the "
                    "history of the case and without what is privileged. It can be read and checked, not worked on."
                ),
                self,
            )
        )
        self.quotes = self._combo(self.tr("Quotes"))
        self.marking = self._combo(self.tr("Marking"))
        self.argument = QCheckBox(self.tr("With links, findings and the law that they name"), self)
        self.notes = QCheckBox(self.tr("With notes that nobody called privileged"), self)
        self.media = QCheckBox(self.tr("With the recordings themselves"), self)
        self.recipient = QLineEdit(self)
        self.recipient.setAccessibleName(self.tr("To whom, and what for"))
        self.recipient.setPlaceholderText(self.tr("The defence, by the order of 3 May"))
        plain.tip(self.recipient, self.tr("Kept in the case, never in the file"))
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("Where the file goes"))
        self.leaves = Panel(self.tr("In the file"), self)
        self.stays = Panel(self.tr("Withheld"), self)
        self.digest = QLineEdit(self)
        self.digest.setReadOnly(True)
        self.digest.setAccessibleName(self.tr("SHA-256 of the file"))
        self._done = plain.note("", self)
        self._copy = QPushButton(self.tr("Copy SHA-256"), self)
        self._folder = QPushButton(icons.get("show-in-folder"), self.tr("Show in folder"), self)
        self._fill()
        self._lay_out()
        self._connect()
        self._say_done(None)
        self.look()
        self.resize(940, 620)
        session.closed.connect(self.reject)

    def do(self) -> None:
        """Write it, on a copy of the case as it stands now; then have the case remember it."""
        out, choice, with_media = self._target(), self._choice(), self.media.isChecked()
        path = self._session.case.path
        recipient = self.recipient.text()
        self._say_done(None)

        def write(progress: Progress) -> Made:
            copy = Session()
            copy.open(path, read_only=True)
            try:
                return disclosing.write(copy.case, out, choice, with_media=with_media, progress=progress)
            finally:
                copy.close()

        self.do_button.setEnabled(False)
        self.run(Task(self.tr("Writing the disclosure"), write), lambda made: self._wrote(made, recipient))

    def look(self) -> None:
        """Say what would leave and what would stay."""
        self._pause.stop()
        try:
            outlook = disclosing.look(self._session.case, self._choice())
        except Refused as refused:
            self.leaves.say([])
            self.stays.say([])
            self.show_problem(problem_of(refused))
            self.do_button.setEnabled(False)
            return
        self.show_problem(None)
        self.leaves.say(self._leaving(outlook))
        self.stays.say(self._staying(outlook))
        self.do_button.setEnabled(not self.is_working)

    def stop(self) -> None:
        """Stop; nothing is left behind."""
        super().stop()
        self.do_button.setEnabled(True)

    def done(self, result: int) -> None:
        """Closing forgets what was still to be shown."""
        self._pause.stop()
        super().done(result)

    # inside

    def _leaving(self, outlook: Outlook) -> list[str]:
        said = (
            ("quote", self.tr("1 quote"), self.tr("{} quotes")),
            ("media", self.tr("1 recording or text, with its source"), self.tr("{} recordings and texts")),
            ("transcript", self.tr("1 transcript, whole"), self.tr("{} transcripts, whole")),
            ("correction", self.tr("1 correction"), self.tr("{} corrections")),
            ("certificate", self.tr("1 certificate"), self.tr("{} certificates")),
            ("person", self.tr("1 person"), self.tr("{} people")),
            ("organisation", self.tr("1 organisation"), self.tr("{} organisations")),
            ("incident", self.tr("1 incident"), self.tr("{} incidents")),
            ("custody_event", self.tr("1 entry on custody"), self.tr("{} entries on custody")),
            ("link", self.tr("1 link"), self.tr("{} links")),
            ("finding", self.tr("1 finding"), self.tr("{} findings")),
            ("framework", self.tr("1 framework of law"), self.tr("{} frameworks of law")),
        )
        lines = [counted(outlook.counts[name], one, more) for name, one, more in said if name in outlook.counts]
        lines.append(self.tr("Your name, your public key and the time of writing"))
        lines.append(self.tr("One number that stands for the state of the history, and tells nothing of it"))
        return lines

    def _staying(self, outlook: Outlook) -> list[str]:
        return [
            *withheld(outlook.withheld),
            self.tr("All that was deleted, undone or written over"),
            self.tr("Names of devices, and where files lie"),
            self.tr("How much was withheld: only you see these numbers"),
        ]

    def _choice(self) -> Choice:
        case = self._session.case
        ids = None
        match self.quotes.currentData():
            case "quote":
                ids = frozenset({self._quote_id or ""})
            case "medium":
                ids = frozenset(quote.id for quote in case.quotes.of(self._media_id or ""))
            case "approved":
                ids = frozenset(quote.id for quote in case.quotes.all() if quote.status == "approved")
            case _:
                pass
        return Choice(self.marking.currentData(), ids, self.argument.isChecked(), self.notes.isChecked())

    def _target(self) -> Path:
        name = self.path.text().strip()
        if not name:
            raise Refused(self.tr("The file has no name yet."), self.tr("Choose a place."))
        path = Path(name).expanduser()
        if not path.parent.is_dir():
            raise Refused(self.tr("There is no folder “{}”.").format(path.parent), self.tr("Choose another place."))
        return path if path.suffix else path.with_name(f"{path.name}.sqlite")

    def _wrote(self, made: Made, recipient: str) -> None:
        self.do_button.setEnabled(True)
        disclosing.remember(self._session, made, recipient)
        self._say_done(made)
        self.written.emit(str(made.path))

    def _say_done(self, made: Made | None) -> None:
        self._out = made.path if made else None
        self._done.setText(self.tr("Written: {}").format(plain.isolated(made.path.name)) if made else "")
        self.digest.setText(made.sha256 if made else "")
        self.digest.setCursorPosition(0)
        for widget in (self._done, self.digest, self._copy, self._folder):
            widget.setVisible(made is not None)
        self._cancel.setText(self.tr("Close") if made else self.tr("Cancel"))

    # inside: making

    def _fill(self) -> None:
        case = self._session.case
        self.quotes.addItem(self.tr("All of the case"), "all")
        if self._media_id is not None:
            self.quotes.addItem(self.tr("The quotes of this recording"), "medium")
        if self._quote_id is not None and case.quotes.find(self._quote_id):
            self.quotes.addItem(self.tr("The chosen quote"), "quote")
        self.quotes.addItem(self.tr("Approved quotes only"), "approved")
        self.marking.addItem(self.tr("As the case is marked"), None)
        for term in law.terms(case, "tlp"):
            self.marking.addItem(on_one_line(label_of(term)), term.code)
        self.path.setText(str(case.path.with_name(f"{case.path.stem} {self.tr('disclosure')}.sqlite")))
        self.path.setCursorPosition(len(self.path.text()))

    def _lay_out(self) -> None:
        where = with_chooser(self.path, self._browse)
        form = Form(self)
        for label, field in (
            (self.tr("Quotes"), self.quotes),
            (self.tr("Marking"), self.marking),
            ("", self.argument),
            ("", self.notes),
            ("", self.media),
            (self.tr("To, and why"), self.recipient),
            (self.tr("File"), where),
        ):
            form.add(label, field)
        side = QVBoxLayout()
        side.addWidget(form)
        side.addStretch(1)
        after = QHBoxLayout()
        after.addWidget(self.digest, 1)
        for button in (self._copy, self._folder):
            button.setAutoDefault(False)
            after.addWidget(button)
        told = QVBoxLayout()
        told.setSpacing(14)
        told.addWidget(self.leaves)
        told.addWidget(self.stays)
        told.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(side, 1)
        both.addLayout(told, 1)
        self.body.addLayout(both, 1)
        self.body.addWidget(self._done)
        self.body.addLayout(after)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        for combo in (self.quotes, self.marking):
            combo.currentIndexChanged.connect(lambda _index: self._pause.start())
        for box in (self.argument, self.notes):
            box.toggled.connect(lambda _on: self._pause.start())
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.digest.text()))
        self._folder.clicked.connect(self._show_folder)

    def _show_folder(self) -> None:
        if self._out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out.parent)))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the file go?"), self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("sqlite")
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(14)
        return combo
