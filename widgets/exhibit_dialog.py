"""Writing an exhibit: which quotes, what goes with them, what is amiss with them; told before anything is written."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget

from app import exhibit
from app.exhibit import Choice, Made, Outlook
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, Task
from widgets import icons, plain
from widgets.form import choice_box, with_chooser
from widgets.handover_dialog import HandoverDialog
from widgets.models.times import counted
from widgets.told import Panel, withheld
from widgets.which_quotes import WhichQuotes, offer_markings

_NAMED = 3
"""So many quotes are named in a warning; the rest are counted."""
_TOP = "READ ME FIRST.html"


class ExhibitDialog(HandoverDialog):
    """Looks first, writes in the background, then offers to open what was written."""

    def __init__(
        self,
        session: Session,
        media_id: str | None = None,
        quote_id: str | None = None,
        listed: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`media_id` is the recording that is shown, `quote_id` the chosen quote, `listed` what the list shows."""
        said = self.tr(
            "Quote sheet, clips, stills, custody log, drafts of the certifications, and a program that checks "
            "it all without Avowal: in one signed package. What is privileged never goes in."
        )
        super().__init__(session, self.tr("Export exhibit"), self.tr("Write the exhibit"), said, parent)
        self._own_path = False
        self.quotes = WhichQuotes(session, media_id, quote_id, self, listed=listed)
        self.form = choice_box(self.tr("As"), self)
        self.sheet = choice_box(self.tr("Quote sheet as"), self)
        self.marking = choice_box(self.tr("Marking"), self)
        self.clips = QCheckBox(self.tr("Clips with subtitles"), self)
        self.clips.setChecked(True)
        self.transcripts = QCheckBox(self.tr("The transcripts whole"), self)
        self.media = QCheckBox(self.tr("The recordings whole"), self)
        self.argument = QCheckBox(self.tr("Links and the law that they name"), self)
        self.notes = QCheckBox(self.tr("Notes that nobody called privileged"), self)
        self.recipient.setPlaceholderText(self.tr("The court, exhibit 12"))
        plain.tip(self.recipient, self.tr("Kept in the case, never in the exhibit"))
        self.path.setAccessibleName(self.tr("Where the exhibit goes"))
        self.digest.setAccessibleName(self.tr("SHA-256 of the exhibit"))
        self.holds = Panel(self.tr("In the exhibit"), self)
        self.amiss = Panel(self.tr("To know before you hand it on"), self)
        self._open = QPushButton(icons.get("open"), self.tr("Open"), self)
        self._open.clicked.connect(self._open_it)
        self._after.insert(1, self._open)
        self._fill()
        self._lay_out()
        self.look_again_after(self.quotes, self.marking, self.clips, self.argument, self.notes)
        self.form.currentIndexChanged.connect(lambda _index: self._name_it())
        self.path.textEdited.connect(self._take_own)
        self._name_it()
        self.say_written(None)
        self.look()
        self.resize(980, 680)

    def do(self) -> None:
        """Write it, from the case as it stands now; then have the case remember it."""
        out, choice = self._target(), self._choice()
        path = self._session.case.path
        recipient = self.recipient.text()
        self.say_written(None)

        def write(progress: Progress) -> Made:
            copy = Session()
            copy.open(path, read_only=True)
            try:
                return exhibit.write(copy.case, out, choice, progress=progress)
            finally:
                copy.close()

        self.do_button.setEnabled(False)
        self.run(Task(self.tr("Writing the exhibit"), write), lambda made: self._wrote(made, recipient))

    def tell(self) -> bool:
        """What would be in it, what is amiss, and what would stay; without a quote there is no exhibit."""
        outlook = exhibit.look(self._session.case, self._choice())
        self.holds.say(self._holding(outlook))
        warnings = self._warnings(outlook)
        self.amiss.say("\n\n".join(warnings).split("\n"))
        self.amiss.setVisible(bool(warnings))
        self.stays.say([*withheld(outlook.withheld), self.tr("How much was withheld: only you see these numbers")])
        return bool(outlook.quotes)

    def tell_nothing(self) -> None:
        """Nothing leaves as it is chosen."""
        for panel in (self.holds, self.amiss, self.stays):
            panel.say([])
        self.amiss.hide()

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

    def _choice(self) -> Choice:
        return Choice(
            quote_ids=self.quotes.ids(),
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
        said = self.tr("Written and signed: {}. The SHA-256 is of its list of files.")
        if made.path.is_file():
            said = self.tr("Written and signed: {}.")
        self.say_written(made.path, said.format(plain.isolated(made.path.name)), made.sha256)
        self.written.emit(str(made.path))

    # inside: making

    def _fill(self) -> None:
        self.form.addItem(self.tr("A folder"), "folder")
        self.form.addItem(self.tr("One ZIP file"), "zip")
        self.sheet.addItem(self.tr("HTML page and Word document"), ("html", "docx"))
        self.sheet.addItem(self.tr("HTML page"), ("html",))
        self.sheet.addItem(self.tr("Word document"), ("docx",))
        offer_markings(self.marking, self._session, "tlp")

    def _lay_out(self) -> None:
        rows = (
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
            (self.tr("Place"), with_chooser(self.path, self._browse)),
        )
        self.lay_out(rows, (self.holds, self.amiss, self.stays))

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

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the exhibit go?"), self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, path: str) -> None:
        self._own_path = True
        self.path.setText(path)
        self._name_it()
