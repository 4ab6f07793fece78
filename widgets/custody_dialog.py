"""Who had a recording, what happened to its files, and whether their bytes are still what they were."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QListView, QMenu, QPushButton, QVBoxLayout, QWidget

from app import collecting, custody, custody_log, dates
from app.collecting import Examined, FileState
from app.custody_log import Copy, Log
from app.naming import custody_of
from app.problems import problem_of
from app.session import Session
from app.tasks import Progress, Task
from db.records import CustodyEvent
from widgets import icons, plain
from widgets.custody_event_dialog import CustodyEventDialog
from widgets.divider import Divider
from widgets.form import FormDialog
from widgets.history_dialog import HistoryDialog
from widgets.models import times
from widgets.models.choice_delegate import ChoiceDelegate
from widgets.models.choice_model import CHOICE, ChoiceModel
from widgets.models.choices import Choice

_LOUD = ("changed", "missing")


class CustodyDialog(FormDialog):
    """Reads the files when it is asked to; what is found goes into the log."""

    changed_found = Signal(str)
    """A file of this recording is not what was added; the title of the recording."""
    written = Signal(str)

    def __init__(self, session: Session, media_id: str, parent: QWidget | None = None) -> None:
        title = session.case.media.get(media_id).title
        super().__init__(self.tr("Custody"), self.tr("Verify the files now"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._media_id = session, media_id
        self.log: Log = custody_log.gather(session.case, media_id)
        self._title = plain.heading(title, self, 1.05)
        self._title.setWordWrap(True)
        self._declared = plain.note("", self)
        self._copies = QVBoxLayout()
        self._copies.setSpacing(8)
        self.events = QListView(self)
        self.events.setAccessibleName(self.tr("What happened to it"))
        self.events.setItemDelegate(ChoiceDelegate(self.events))
        self.events.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.detail = plain.note("", self)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_button = self._button("add", self.tr("Add an entry…"), self.add_event)
        self.copy_button = self._button("add-media", self.tr("Add a copy…"), self.choose_copy)
        self.change_button = self._button("edit", self.tr("Correct…"), self.correct_event)
        self.remove_button = self._button("delete", self.tr("Remove"), self.remove_event)
        self.history_button = self._button("history", self.tr("History…"), self._show_history)
        self.print_button = self._button("export", self.tr("Write the custody log…"), self.choose_document)
        self._lay_out()
        self._cancel.setText(self.tr("Close"))
        self.resize(860, 700)
        session.changed.connect(self._follow)
        session.closed.connect(self.reject)
        self._show()

    def do(self) -> None:
        """Read every file whole, and keep what is found; a case open for reading shows it alone."""
        case, files = self._session.case, [copy.file for copy in self.log.copies]

        def read(progress: Progress) -> list[FileState]:
            return custody.check_all(case, files, progress)

        self.run(Task(self.tr("Reading the files"), read), self._keep)

    def add_event(self) -> None:
        """Ask what happened."""
        CustodyEventDialog(self._session, self._media_id, None, self).open()

    def correct_event(self) -> None:
        """Ask what should stand there instead."""
        event = self.current
        if event is not None:
            CustodyEventDialog(self._session, self._media_id, event, self).open()

    def remove_event(self) -> None:
        """Take the chosen entry out of the log; the history keeps it."""
        event = self.current
        if event is not None:
            self._session.do(self.tr("Remove custody entry"), custody.remove, event.id)

    def choose_copy(self) -> None:
        """Ask for a file that is a further copy."""
        dialog = QFileDialog(self, self.tr("A copy of this recording"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.add_copy(Path(name)))
        dialog.open()

    def add_copy(self, path: Path) -> None:
        """Read the file, and take it in as a working copy."""

        def examine(progress: Progress) -> Examined:
            return collecting.examine(path, progress)

        def keep(found: Examined) -> None:
            self._session.do(self.tr("Add copy"), custody.add_copy, self._media_id, found)

        self.run(Task(self.tr("Reading {}").format(plain.isolated(path.name)), examine), keep)

    def choose_document(self) -> None:
        """Ask where to write the log."""
        dialog = QFileDialog(self, self.tr("Write the custody log"), self.tr("Custody log.html"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [self.tr("Page to print (*.html)"), self.tr("Word document (*.docx)"), self.tr("Table (*.csv)")]
        )
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, out: Path) -> None:
        """Write the log as a document; what is wrong is said in the dialog."""
        try:
            custody_log.write(self._session.case, [self.log], out)
        except Exception as error:
            problem = problem_of(error)
            if problem is None:
                raise
            self.show_problem(problem)
            return
        self.show_problem(None)
        self.written.emit(str(out))

    @property
    def current(self) -> CustodyEvent | None:
        """The entry that is chosen."""
        choice: Choice | None = self.events.currentIndex().data(CHOICE)
        return next((one for one in self.log.events if choice is not None and one.id == choice.key), None)

    @property
    def text(self) -> str:
        """What is said of the copies."""
        boxes = (item.widget() for item in map(self._copies.itemAt, range(self._copies.count())))
        return "\n".join(label.text() for box in boxes if box for label in box.findChildren(plain.Label))

    # inside

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.addWidget(plain.heading(self.tr("What happened to it"), self, 1.05), 1)
        for button in (self.add_button, self.change_button, self.remove_button):
            tools.addWidget(button)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self._declared)
        self.body.addLayout(self._copies)
        self.body.addWidget(Divider(self))
        self.body.addLayout(tools)
        self.body.addWidget(self.events, 1)
        self.body.addWidget(self.detail)
        self.buttons.insertWidget(0, self.print_button)
        self.buttons.insertWidget(1, self.history_button)

    def _button(self, icon: str, name: str, call: object) -> QPushButton:
        button = QPushButton(icons.get(icon), name, self)
        button.setAutoDefault(False)
        button.clicked.connect(call)
        return button

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if {"custody_event", "media_file", "media"} & changes.keys():
            if self._session.case.media.find(self._media_id) is None:
                self.reject()
                return
            self.log = custody_log.gather(self._session.case, self._media_id)
            self._show()

    def _keep(self, found: list[FileState]) -> None:
        if not self._session.read_only:
            self._session.do(self.tr("Verify recordings"), custody.keep_findings, found)
        self.log = custody_log.gather(self._session.case, self._media_id, found)
        self._show()
        if any(copy.state == "changed" for copy in self.log.copies):
            self.changed_found.emit(self.log.medium.title)

    def _show(self) -> None:
        log, writable = self.log, not self._session.read_only
        medium = log.medium
        on = dates.in_words(medium.collected_at) if medium.collected_at else ""
        said = times.dotted([medium.collected_by or "", on, medium.collected_with or ""])
        self._declared.setText(
            self.tr("Collected, as declared: {}").format(said) if said else self.tr("Nobody said how it was collected.")
        )
        while (item := self._copies.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for copy in log.copies:
            self._copies.addWidget(self._card(copy, writable=writable))
        if not log.copies:
            self._copies.addWidget(plain.note(self.tr("The case has no file of it, only what was published."), self))
        chosen = self.current
        before = self.events.model()
        self.events.setModel(ChoiceModel([self._choice(event) for event in log.events], [], None, self.events))
        if before is not None:
            before.deleteLater()
        self.events.selectionModel().currentChanged.connect(self._tell)
        rows = [event.id for event in log.events]
        row = rows.index(chosen.id) if chosen is not None and chosen.id in rows else len(rows) - 1
        self.events.setCurrentIndex(self.events.model().index(row, 0))
        self._tell()
        for button in (self.add_button, self.copy_button, self.change_button, self.remove_button):
            button.setVisible(writable)
        self.do_button.setEnabled(bool(log.copies))

    def _card(self, copy: Copy, *, writable: bool) -> QWidget:
        card = QFrame(self)
        card.setObjectName("card")
        layout = QHBoxLayout(card)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(10)
        icon = plain.label("", card)
        name = {"unchanged": "check", "changed": "problem", "missing": "missing"}.get(copy.state, "info")
        icon.setPixmap(icons.get(name).pixmap(20, 20))
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        kind = self.tr("evidentiary copy") if copy.file.copy_type == "evidentiary" else self.tr("working copy")
        head = plain.label(times.dotted([copy.name, kind]), card)
        head.setFont(plain.strong(head.font()))
        words.addWidget(head)
        hash = plain.note(f"SHA-256 {copy.file.sha256}", card)
        hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(hash)
        state = plain.label(custody_log.said_of(copy), card)
        state.setWordWrap(True)
        state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if copy.state in _LOUD:
            state.setFont(plain.strong(state.font()))
        words.addWidget(state)
        layout.addLayout(words, 1)
        if writable:
            more = QPushButton(icons.get("more"), "", card)
            more.setAutoDefault(False)
            more.setFlat(True)
            more.setAccessibleName(self.tr("What this copy is"))
            menu = QMenu(more)
            other = "working" if copy.file.copy_type == "evidentiary" else "evidentiary"
            names = {
                "evidentiary": self.tr("Make it the evidentiary copy"),
                "working": self.tr("Make it a working copy"),
            }
            menu.addAction(names[other], partial(self._set_type, copy, other))
            more.setMenu(menu)
            layout.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _set_type(self, copy: Copy, copy_type: str) -> None:
        first = custody.evidentiary(self._session.case, self._media_id)
        reason = None
        if copy_type == "evidentiary" and any(one.sha256 != copy.file.sha256 for one in first):
            what = self.tr("Its bytes differ from those of the evidentiary copy. Why does it take its place?")
            reason = plain.ask_text(self, self.tr("Evidentiary copy"), what)
            if reason is None:
                return
        self._session.do(self.tr("Set kind of copy"), custody.set_copy_type, copy.file.id, copy_type, reason)

    def _choice(self, event: CustodyEvent) -> Choice:
        when = dates.in_words(event.at) if event.at else self.tr("date not stated")
        told = (event.person, event.organisation, event.place, event.method, event.note)
        detail = times.dotted([part or "" for part in told])
        return Choice(event.id, custody_of(event.kind), detail or "–", when=when)

    def _tell(self, *_: object) -> None:
        event = self.current
        own = event is not None and not custody.is_finding(event)
        self.change_button.setEnabled(own)
        self.remove_button.setEnabled(own)
        copy = next((one for one in self.log.copies if event and one.file.id == event.media_file_id), None)
        said = [copy.name if copy else "", f"SHA-256 {event.sha256}" if event and event.sha256 else ""]
        lines = [times.dotted(said), event.note or ""] if event else []
        self.detail.setText("\n".join(line for line in lines if line))

    def _show_history(self) -> None:
        HistoryDialog(self._session, "media", self._media_id, self).open()
