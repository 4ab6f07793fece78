"""What a colleague sent: what it is and what it proves, shown before anything is made of it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app import arriving, installation, paths, sealing, sharing
from app.arriving import Arrival
from app.incoming import CASE_SUFFIX
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, Task
from app.visible import on_one_line
from widgets import plain
from widgets.form import Form, FormDialog, with_chooser
from widgets.models import times
from widgets.models.sizes import size
from widgets.passphrase_line import PassphraseLine
from widgets.picture import Picture


class ArrivalDialog(FormDialog):
    """Looks at a file in a thread; a copy of the open case is merged, any other becomes a case of its own."""

    merge_wanted = Signal(object, object)
    """The path of a bundle, or of a copy of the open case; its passphrase, or None."""
    received = Signal(object)
    """The path of the new case."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("From a colleague"), self.tr("Receive"), parent)
        self._session, self._path = session, path
        self._passphrase: str | None = None
        self._is_locked = sealing.kind_of(path) == "passphrase"
        self.arrival: Arrival | None = None
        self._title = plain.heading(path.name, self, 1.1)
        self._title.setWordWrap(True)
        self._facts = plain.note("", self)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(8)
        self._rows.setColumnStretch(1, 1)
        self._what = plain.label("", self)
        self._what.setWordWrap(True)
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("Where the new case goes"))
        self.reviewer = QLineEdit(installation.load().reviewer_name, self)
        self.reviewer.setAccessibleName(self.tr("Your name"))
        self.passphrase = PassphraseLine(self.tr("Passphrase"), self)
        self._locked = Form(self)
        self._locked.add(self.tr("Passphrase"), self.passphrase)
        self._locked.hide()
        self._form = self._place()
        for widget in (self._title, self._facts):
            self.body.addWidget(widget)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._what)
        self.body.addWidget(self._locked)
        self.body.addWidget(self._form)
        self.body.addStretch(1)
        self._form.hide()
        self.do_button.setEnabled(False)
        self.setMinimumWidth(560)
        session.closed.connect(self.reject)
        if self._is_locked:
            self._ask()
        else:
            self._look()

    @property
    def merges(self) -> bool:
        """Whether it is a copy of the case that is open."""
        case_id = self._session.case.info.id if self._session.is_open else None
        return self.arrival is not None and self.arrival.case_id == case_id

    def do(self) -> None:
        """Merge it, or make a new case of it."""
        if self.arrival is None:
            self._passphrase = self.passphrase.text()
            self._look()
            return
        if self.merges:
            self.accept()
            self.merge_wanted.emit(self._path, self._passphrase)
            return
        name = self.reviewer.text().strip()
        if not name:
            self.reviewer.setFocus()
            raise Refused(self.tr("Every step is signed with a name."), self.tr("Say yours."))
        if not self.path.text().strip():
            raise Refused(self.tr("The new case needs a place."), self.tr("Choose one."))
        out = Path(self.path.text().strip()).expanduser()
        if out.suffix.lower() != CASE_SUFFIX:
            out = out.with_name(out.name + CASE_SUFFIX)
        path, passphrase, own = self._path, self._passphrase, installation.load()
        if name != own.reviewer_name:
            installation.save(own.named(name))

        def receive(progress: Progress) -> Path:
            sharing.take(path, out, passphrase=passphrase, progress=progress)
            return out

        self.do_button.setEnabled(False)
        self.run(Task(self.tr("Receive the case"), receive), self._have_received)

    def stop(self) -> None:
        """Stop looking; what is being received can't be stopped half-way, and then leaves nothing behind."""
        super().stop()
        waits = self.arrival is None and self._is_locked
        self.do_button.setEnabled(waits or (self.arrival is not None and self.arrival.is_sound))

    # inside

    def _ask(self) -> None:
        """Locked: what it is, nobody can tell before the passphrase is given."""
        self._what.setText(self.tr("It is locked with a passphrase. Your colleague tells you which."))
        self._locked.show()
        self.do_button.setText(self.tr("Open"))
        self.do_button.setEnabled(True)
        self.passphrase.setFocus()

    def _look(self) -> None:
        path, passphrase = self._path, self._passphrase

        def look(progress: Progress) -> Arrival:
            return arriving.examine(path, progress, passphrase)

        self.do_button.setEnabled(False)
        task = Task(self.tr("Look at what came"), look)
        task.failed.connect(lambda _problem: self.do_button.setEnabled(self._is_locked))
        self.run(task, self._show)

    def _show(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self._locked.hide()
        self.show_problem(None)
        self._title.setText(on_one_line(arrival.title))
        facts = [
            self._path.name,
            size(arrival.size),
            times.counted(arrival.acts, self.tr("1 step"), self.tr("{} steps")),
            times.counted(arrival.recordings, self.tr("1 recording"), self.tr("{} recordings"))
            if arrival.recordings
            else self.tr("no recordings in it"),
        ]
        self._facts.setText(times.dotted(facts))
        for number, (icon, what, more) in enumerate(self._checks(arrival)):
            self._rows.addWidget(Picture(icon, 18, QPalette.ColorRole.WindowText, self), number, 0, _TOP)
            said = QVBoxLayout()
            said.setSpacing(1)
            label = plain.label(what, self)
            label.setWordWrap(True)
            said.addWidget(label)
            if more:
                note = plain.note(more, self)
                note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                said.addWidget(note)
            self._rows.addLayout(said, number, 1)
        sound = arrival.is_sound and arrival.sender != "changed"
        self.do_button.setEnabled(sound)
        self._form.setVisible(sound and not self.merges)
        self.do_button.setText(self.tr("Merge") if self.merges else self.tr("Receive"))
        self._what.setText(self._outcome(sound))
        if sound:
            self.do_button.setFocus()
        self.adjustSize()

    def _checks(self, arrival: Arrival) -> list[tuple[str, str, str]]:
        """Icon, what was found, and what that does not prove."""
        if arrival.sender == "nobody":
            nobody = self.tr("Nobody signed it: it is a plain copy of a case.")
            more = self.tr("Each step in it is still held against its own fingerprint.")
            return [("info", nobody, more)]
        name = plain.isolated(arrival.reviewer) if arrival.reviewer else self.tr("somebody without a name")
        finger = self.tr("Fingerprint of the key: {}").format(arrival.fingerprint)
        told = {
            "new": (
                "warning",
                self.tr("Signed in the name of {}, by a device that you meet for the first time.").format(name),
                f"{finger}\n{self.tr('Have it read to you on the phone. From now on this device is held to it.')}",
            ),
            "known": (
                "done",
                self.tr("Signed by the device of {}, with the key that you know.").format(name),
                f"{finger}\n{self.tr('Who sat at the keyboard, no file can prove.')}",
            ),
            "changed": (
                "problem",
                self.tr("Signed in the name of {}, but with another key than before.").format(name),
                f"{finger}\n{self.tr('Ask whether the device was set up anew. Until then nothing of this is taken.')}",
            ),
        }
        said = {
            "contents": (self.tr("Its contents are as signed."), self.tr("Its contents are NOT what was signed.")),
            "heads": (
                self.tr("Its history is complete up to where it ends."),
                self.tr("Its history was cut or lengthened after it was signed."),
            ),
            "files": (self.tr("The recordings in it are whole."), self.tr("A recording in it is NOT what was signed.")),
        }
        rows = [told[arrival.sender]]
        for check in arrival.checks:
            if check.name != "files" or arrival.recordings or not check.ok:
                good, bad = said.get(check.name, (check.detail, check.detail))
                rows.append(("done" if check.ok else "problem", good if check.ok else bad, ""))
        return rows

    def _outcome(self, sound: bool) -> str:
        if not sound:
            return self.tr("Nothing of it is taken. Ask your colleague to send it again.")
        if self.merges:
            return self.tr(
                "It is a copy of the case that is open. Merging brings in what is new, after a backup; nothing of "
                "yours is overwritten, and where you differ you decide. In a large case the window waits some seconds."
            )
        if self._session.is_open:
            return self.tr("It is another case than the one that is open, and becomes a case of its own.")
        return self.tr("It becomes a case of its own, made of plain values: nothing of the file itself is kept.")

    def _place(self) -> QWidget:
        where = with_chooser(self.path, self._browse)
        form = Form(self)
        form.add(self.tr("New case"), where)
        form.add(self.tr("Your name"), self.reviewer)
        self.path.setText(str(_free(paths.documents() / f"{self._path.stem}{CASE_SUFFIX}")))
        return form

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the new case go?"), self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Cases (*.sqlite)"))
        dialog.setDefaultSuffix(CASE_SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def _have_received(self, out: Path) -> None:
        # Opening it closes the case that was open, and this dialog with it.
        self.accept()
        self.received.emit(out)


_TOP = Qt.AlignmentFlag.AlignTop


def _free(path: Path) -> Path:
    """The path itself, or one beside it that nobody has."""
    number = 1
    found = path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
    return found
