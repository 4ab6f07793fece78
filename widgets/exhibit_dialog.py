"""Writing an exhibit: which quotes, what goes with them, what is amiss with them; told before anything is written."""

from collections.abc import Sequence
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

from app import exhibit, law
from app.exhibit import Choice, Made, Outlook
from app.problems import Refused, problem_of
from app.session import Session
from app.standing import as_they_stand
from app.tasks import Progress, Task
from app.visible import on_one_line
from widgets import icons, plain
from widgets.form import Form, FormDialog
from widgets.models.choices import label_of
from widgets.models.times import counted
from widgets.told import Panel, withheld

_PAUSE_MS = 200
_NAMED = 3
"""So many quotes are named in a warning; the rest are counted."""
_TOP = "READ ME FIRST.html"


class ExhibitDialog(FormDialog):
    """Looks first, writes in the background, then offers to open what was written."""

    written = Signal(str)
    """The path of the exhibit."""

    def __init__(
        self,
        session: Session,
        media_id: str | None = None,
        quote_id: str | None = None,
        listed: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`media_id` is the recording that is shown, `quote_id` the chosen quote, `listed` what the list shows."""
        super().__init__(self.tr("Export exhibit"), self.tr("Write the exhibit"), parent)
        self._session, self._media_id, self._quote_id, self._listed = session, media_id, quote_id, tuple(listed)
        self._out: Path | None = None
        self._own_path = False
        self.body.addWidget(
            plain.note(
                self.tr(
                    "Quote sheet, clips, stills, custody log, drafts of the certifications, and a program that checks "
                    "it all without Avowal: in one signed package. What is privileged never goes in."
                ),
                self,
            )
        )
        self.quotes = self._combo(self.tr("Quotes"))
        self.form = self._combo(self.tr("As"))
        self.sheet = self._combo(self.tr("Quote sheet as"))
        self.marking = self._combo(self.tr("Marking"))
        self.clips = QCheckBox(self.tr("Clips with subtitles"), self)
        self.transcripts = QCheckBox(self.tr("The transcripts whole"), self)
        self.media = QCheckBox(self.tr("The recordings whole"), self)
        self.argument = QCheckBox(self.tr("Links and the law that they name"), self)
        self.notes = QCheckBox(self.tr("Notes that nobody called privileged"), self)
        self.recipient = QLineEdit(self)
        self.recipient.setAccessibleName(self.tr("To whom, and what for"))
        self.recipient.setPlaceholderText(self.tr("The court, exhibit 12"))
        plain.tip(self.recipient, self.tr("Kept in the case, never in the exhibit"))
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("Where the exhibit goes"))
        self.holds = Panel(self.tr("In the exhibit"), self)
        self.amiss = Panel(self.tr("To know before you hand it on"), self)
        self.stays = Panel(self.tr("Withheld"), self)
        self.digest = QLineEdit(self)
        self.digest.setReadOnly(True)
        self.digest.setAccessibleName(self.tr("SHA-256 of the exhibit"))
        self._done = plain.note("", self)
        self._copy = QPushButton(self.tr("Copy SHA-256"), self)
        self._open = QPushButton(icons.get("open"), self.tr("Open"), self)
        self._folder = QPushButton(icons.get("show-in-folder"), self.tr("Show in folder"), self)
        self._fill()
        self._lay_out()
        self._connect()
        self._name_it()
        self._say_done(None)
        self.look()
        self.resize(980, 680)
        session.closed.connect(self.reject)

    def do(self) -> None:
        """Write it, from the case as it stands now; then have the case remember it."""
        out, choice = self._target(), self._choice()
        path = self._session.case.path
        recipient = self.recipient.text()
        self._say_done(None)

        def write(progress: Progress) -> Made:
            copy = Session()
            copy.open(path, read_only=True)
            try:
                return exhibit.write(copy.case, out, choice, progress=progress)
            finally:
                copy.close()

        self.do_button.setEnabled(False)
        self.run(Task(self.tr("Writing the exhibit"), write), lambda made: self._wrote(made, recipient))

    def look(self) -> None:
        """Say what would be in it, what is amiss, and what would stay."""
        self._pause.stop()
        try:
            outlook = exhibit.look(self._session.case, self._choice())
        except Refused as refused:
            for panel in (self.holds, self.amiss, self.stays):
                panel.say([])
            self.amiss.hide()
            self.show_problem(problem_of(refused))
            self.do_button.setEnabled(False)
            return
        self.show_problem(None)
        self.holds.say(self._holding(outlook))
        warnings = self._warnings(outlook)
        self.amiss.say("\n\n".join(warnings).split("\n"))
        self.amiss.setVisible(bool(warnings))
        self.stays.say([*withheld(outlook.withheld), self.tr("How much was withheld: only you see these numbers")])
        self.do_button.setEnabled(bool(outlook.quotes) and not self.is_working)

    def stop(self) -> None:
        """Stop; nothing is left behind."""
        super().stop()
        self.do_button.setEnabled(True)

    def done(self, result: int) -> None:
        """Closing forgets what was still to be shown."""
        self._pause.stop()
        super().done(result)

    # inside: what is told

    def _holding(self, outlook: Outlook) -> list[str]:
        if not outlook.quotes:
            return [self.tr("Nothing. Choose other quotes, or mark one first.")]
        clips = sum(one.lack is None for one in outlook.quotes)
        lines = [
            counted(len(outlook.quotes), self.tr("1 quote, on a quote sheet"), self.tr("{} quotes, on a quote sheet"))
        ]
        if self.clips.isChecked() and clips:
            lines.append(counted(clips, self.tr("1 clip, with subtitles"), self.tr("{} clips, with subtitles")))
        if clips:
            lines.append(self.tr("A still for each part of these"))
        lines.append(self.tr("The passages as text, with all that is left out"))
        lines.append(self.tr("The custody log of the recordings"))
        lines.append(
            self.tr("Drafts under FRE 902(13) and (14), on custody, and for each translator, to be signed by people")
        )
        lines.append(
            self.tr("A list of every file with its SHA-256, signed with your key, and a program that checks it")
        )
        return lines

    def _warnings(self, outlook: Outlook) -> list[str]:
        said = (
            (self.tr("Not approved by two reviewers: {}"), [one for one in outlook.quotes if not one.is_approved]),
            (
                self.tr("No clip, for the case has no recording: {}"),
                [one for one in outlook.quotes if one.lack == "none"],
            ),
            (
                self.tr("No clip, for the recording is not where the case knows it: {}"),
                [one for one in outlook.quotes if one.lack == "missing"],
            ),
            (
                self.tr("No clip, for the file is not the one that was added: {}"),
                [one for one in outlook.quotes if one.lack == "changed"],
            ),
            (
                self.tr("No clip, for the words have no time: {}"),
                [one for one in outlook.quotes if one.lack == "untimed"],
            ),
        )
        return [text.format(self._named([one.title for one in found])) for text, found in said if found]

    def _named(self, titles: Sequence[str]) -> str:
        shown = "; ".join(plain.isolated(title) for title in titles[:_NAMED])
        more = len(titles) - _NAMED
        return self.tr("{}; and {} more").format(shown, more) if more > 0 else shown

    # inside: what was chosen

    def _ids(self) -> tuple[str, ...] | None:
        case = self._session.case
        match self.quotes.currentData():
            case "listed":
                return self._listed
            case "quote":
                return (self._quote_id or "",)
            case "medium":
                return tuple(quote.id for quote in case.quotes.of(self._media_id or ""))
            case "approved":
                stand = as_they_stand(case, case.quotes.all())
                return tuple(quote.id for quote in stand if quote.status == "approved")
            case _:
                return None

    def _choice(self) -> Choice:
        return Choice(
            quote_ids=self._ids(),
            formats=self.sheet.currentData(),
            marking=self.marking.currentData(),
            with_clips=self.clips.isChecked(),
            with_media=self.media.isChecked(),
            with_transcripts=self.transcripts.isChecked(),
            with_argument=self.argument.isChecked(),
            with_notes=self.notes.isChecked(),
        )

    def _target(self) -> Path:
        name = self.path.text().strip()
        if not name:
            raise Refused(self.tr("The exhibit has no name yet."), self.tr("Choose a place."))
        path = Path(name).expanduser()
        wants_zip = self.form.currentData() == "zip"
        return path.with_name(f"{path.name}.zip") if wants_zip and path.suffix.lower() != ".zip" else path

    def _wrote(self, made: Made, recipient: str) -> None:
        self.do_button.setEnabled(True)
        exhibit.remember(self._session, made, recipient)
        self._say_done(made)
        self.written.emit(str(made.path))

    def _say_done(self, made: Made | None) -> None:
        self._out = made.path if made else None
        said = self.tr("Written and signed: {}. The SHA-256 is of its list of files.")
        if made and made.path.is_file():
            said = self.tr("Written and signed: {}.")
        self._done.setText(said.format(plain.isolated(made.path.name)) if made else "")
        self.digest.setText(made.sha256 if made else "")
        self.digest.setCursorPosition(0)
        for widget in (self._done, self.digest, self._copy, self._open, self._folder):
            widget.setVisible(made is not None)
        self._cancel.setText(self.tr("Close") if made else self.tr("Cancel"))

    # inside: making

    def _fill(self) -> None:
        case = self._session.case
        self.quotes.addItem(self.tr("All of the case"), None)
        if self._listed:
            self.quotes.addItem(
                counted(len(self._listed), self.tr("The quote in the list"), self.tr("The {} quotes in the list")),
                "listed",
            )
        if self._media_id is not None:
            self.quotes.addItem(self.tr("The quotes of this recording"), "medium")
        if self._quote_id is not None and case.quotes.find(self._quote_id):
            self.quotes.addItem(self.tr("The chosen quote"), "quote")
        self.quotes.addItem(self.tr("Approved quotes only"), "approved")
        self.form.addItem(self.tr("A folder"), "folder")
        self.form.addItem(self.tr("One ZIP file"), "zip")
        self.sheet.addItem(self.tr("HTML page and Word document"), ("html", "docx"))
        self.sheet.addItem(self.tr("HTML page"), ("html",))
        self.sheet.addItem(self.tr("Word document"), ("docx",))
        self.marking.addItem(self.tr("As the case is marked"), None)
        for term in law.terms(case, "tlp"):
            self.marking.addItem(on_one_line(label_of(term)), term.code)
        self.clips.setChecked(True)

    def _lay_out(self) -> None:
        browse = QPushButton(self.tr("Choose…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        where = QWidget(self)
        line = QHBoxLayout(where)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.path, 1)
        line.addWidget(browse)
        where.setFocusProxy(self.path)
        form = Form(self)
        for label, field in (
            (self.tr("Quotes"), self.quotes),
            (self.tr("Marking"), self.marking),
            (self.tr("Quote sheet"), self.sheet),
            (self.tr("With it"), self.clips),
            ("", self.transcripts),
            ("", self.media),
            ("", self.argument),
            ("", self.notes),
            (self.tr("To, and why"), self.recipient),
            (self.tr("As"), self.form),
            (self.tr("Place"), where),
        ):
            form.add(label, field)
        side = QVBoxLayout()
        side.addWidget(form)
        side.addStretch(1)
        told = QVBoxLayout()
        told.setSpacing(14)
        for panel in (self.holds, self.amiss, self.stays):
            told.addWidget(panel)
        told.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(side, 1)
        both.addLayout(told, 1)
        after = QHBoxLayout()
        after.addWidget(self.digest, 1)
        for button in (self._copy, self._open, self._folder):
            button.setAutoDefault(False)
            after.addWidget(button)
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
        for box in (self.clips, self.argument, self.notes):
            box.toggled.connect(lambda _on: self._pause.start())
        self.form.currentIndexChanged.connect(lambda _index: self._name_it())
        self.path.textEdited.connect(self._take_own)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.digest.text()))
        self._open.clicked.connect(self._open_it)
        self._folder.clicked.connect(self._show_folder)

    def _name_it(self) -> None:
        suffix = ".zip" if self.form.currentData() == "zip" else ""
        if self._own_path:
            path = Path(self.path.text())
            name = path.with_suffix("") if path.suffix.lower() == ".zip" else path
            self.path.setText(f"{name}{suffix}")
        else:
            case = self._session.case.path
            self.path.setText(str(case.with_name(f"{case.stem} {self.tr('exhibit')}{suffix}")))
        self.path.setCursorPosition(len(self.path.text()))

    def _take_own(self, text: str) -> None:
        self._own_path = bool(text.strip())

    def _open_it(self) -> None:
        if self._out is not None:
            top = self._out / _TOP if self._out.is_dir() else self._out
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(top)))

    def _show_folder(self) -> None:
        if self._out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out.parent)))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the exhibit go?"), self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, path: str) -> None:
        self._own_path = True
        self.path.setText(path)
        self._name_it()

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(14)
        return combo
