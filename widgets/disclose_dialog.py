"""Making a disclosure: what would be in the file and what would stay, in plain words, before it is written."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app import disclosing
from app.disclosing import Choice, Made, Outlook
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, Task
from widgets import plain
from widgets.form import choice_box, with_chooser
from widgets.handover_dialog import HandoverDialog
from widgets.models.times import counted
from widgets.told import Panel, withheld
from widgets.which_quotes import WhichQuotes, offer_markings


class DiscloseDialog(HandoverDialog):
    """Looks first, writes in the background, then says where the file is and what it is known by."""

    def __init__(
        self,
        session: Session,
        media_id: str | None = None,
        quote_id: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`media_id` is the recording that is shown, `quote_id` the quote that is chosen."""
        said = self.tr(
            "A file for the other side or for a court: the evidence with its sources, signed, without the "
            "history of the case and without what is privileged. It can be read and checked, not worked on."
        )
        super().__init__(session, self.tr("Disclose"), self.tr("Write the file"), said, parent)
        self.quotes = WhichQuotes(session, media_id, quote_id, self)
        self.marking = choice_box(self.tr("Marking"), self)
        offer_markings(self.marking, session, "tlp")
        self.argument = QCheckBox(self.tr("With links, findings and the law that they name"), self)
        self.notes = QCheckBox(self.tr("With notes that nobody called privileged"), self)
        self.media = QCheckBox(self.tr("With the recordings themselves"), self)
        self.recipient.setPlaceholderText(self.tr("The defence, by the order of 3 May"))
        plain.tip(self.recipient, self.tr("Kept in the case, never in the file"))
        self.path.setAccessibleName(self.tr("Where the file goes"))
        case = session.case.path
        self.path.setText(str(case.with_name(f"{case.stem} {self.tr('disclosure')}.sqlite")))
        self.path.setCursorPosition(len(self.path.text()))
        self.digest.setAccessibleName(self.tr("SHA-256 of the file"))
        self.leaves = Panel(self.tr("In the file"), self)
        rows = (
            (self.tr("Quotes"), self.quotes),
            (self.tr("Marking"), self.marking),
            ("", self.argument),
            ("", self.notes),
            ("", self.media),
            (self.tr("To, and why"), self.recipient),
            (self.tr("File"), with_chooser(self.path, self._browse)),
        )
        self.lay_out(rows, (self.leaves, self.stays))
        self.look_again_after(self.quotes, self.marking, self.argument, self.notes)
        self.say_written(None)
        self.look()
        self.resize(940, 620)

    def do(self) -> None:
        """Write it, on a copy of the case as it stands now; then have the case remember it."""
        out, choice, with_media = self._target(), self._choice(), self.media.isChecked()
        path = self._session.case.path
        recipient = self.recipient.text()
        self.say_written(None)

        def write(progress: Progress) -> Made:
            copy = Session()
            copy.open(path, read_only=True)
            try:
                return disclosing.write(copy.case, out, choice, with_media=with_media, progress=progress)
            finally:
                copy.close()

        self.do_button.setEnabled(False)
        self.run(Task(self.tr("Writing the disclosure"), write), lambda made: self._wrote(made, recipient))

    def tell(self) -> bool:
        """What would leave and what would stay; there is always something to write."""
        outlook = disclosing.look(self._session.case, self._choice())
        self.leaves.say(self._leaving(outlook))
        self.stays.say(self._staying(outlook))
        return True

    def tell_nothing(self) -> None:
        """Nothing leaves as it is chosen."""
        self.leaves.say([])
        self.stays.say([])

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
        ids = self.quotes.ids()
        chosen = None if ids is None else frozenset(ids)
        return Choice(self.marking.currentData(), chosen, self.argument.isChecked(), self.notes.isChecked())

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
        self.say_written(made.path, self.tr("Written: {}").format(plain.isolated(made.path.name)), made.sha256)
        self.written.emit(str(made.path))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the file go?"), self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("sqlite")
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()
