"""The window: head, banners, the room that is shown, and the line at the foot."""

from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app import incoming
from app.importing_incidents import Brought
from app.inbox import Inbox
from app.my_queue import MyQueue
from app.opinions import Opinions
from app.playback import Playback
from app.problems import Problem
from app.session import BACKUP_EVERY, Session
from app.settings import Settings
from app.shuttle import Shuttle
from widgets import about, command_palette, plain, theme
from widgets.action_table import GROUPS, group_title
from widgets.actions import Actions
from widgets.adding import Adding
from widgets.argument_room import ArgumentRoom
from widgets.cases import Cases
from widgets.clip_dialog import ClipDialog
from widgets.custody_dialog import CustodyDialog
from widgets.disclose_dialog import DiscloseDialog
from widgets.exchanging import Exchanging
from widgets.export_dialog import ExportDialog
from widgets.expunge_dialog import ExpungeDialog
from widgets.findings import asserted
from widgets.findings.room import FindingsRoom
from widgets.frameworks_dialog import FrameworksDialog
from widgets.history_dialog import HistoryDialog
from widgets.incidents_import_dialog import IncidentsImportDialog
from widgets.incidents_pane import IncidentsPane
from widgets.log_room import LogRoom
from widgets.map_dialog import MapDialog
from widgets.models.times import counted
from widgets.notices import Notices
from widgets.people_dialog import PeopleDialog
from widgets.review_room import ReviewRoom
from widgets.shortcut_sheet import ShortcutSheet
from widgets.status import Status
from widgets.stepping import Stepping
from widgets.timeline_room import TimelineRoom
from widgets.together.room import TogetherRoom
from widgets.top_bar import TopBar
from widgets.waiting_dialog import WaitingDialog
from widgets.welcome import Welcome


class MainWindow(QMainWindow):
    """Puts the parts together and knows which room is shown. What they do is their own business."""

    def __init__(self, session: Session, playback: Playback, settings: Settings) -> None:
        super().__init__()
        self.session, self._playback, self._settings = session, playback, settings
        self.setWindowTitle("Avowal")
        self.setAcceptDrops(True)
        self.actions_ = Actions(settings, self)
        self.notices = Notices(self)
        self.cases = Cases(session, settings, self.notices, self)
        self.top = TopBar(self.actions_, self)
        self.welcome = Welcome(self.actions_, self)
        self.review = ReviewRoom(session, playback, settings, self.actions_, self)
        self.incidents = IncidentsPane(session, self)
        self.findings = FindingsRoom(session, self)
        self.findings.check_by(asserted.checker(session))
        self.timeline = TimelineRoom(session, self)
        self.log = LogRoom(session, self)
        self.inbox = Inbox(session, settings, self)
        self.opinions = Opinions(session, self)
        self.my_queue = MyQueue(session, self)
        self.together = TogetherRoom(session, self.inbox, self.opinions, self.actions_, self)
        self.exchanging = Exchanging(session, settings, self.inbox, self.cases, self.notices, self)
        self.argument = ArgumentRoom(session, self)
        self.adding = Adding(session, self.review, self)
        self.status = Status(session, playback, self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._shuttle = Shuttle(playback)
        self._stepping = Stepping(session, self)
        self._stepping.told.connect(self._tell_stepped)
        self.actions_.bind(
            window=self,
            cases=self.cases,
            adding=self.adding,
            exchanging=self.exchanging,
            review=self.review,
            session=session,
            playback=playback,
            shuttle=self._shuttle,
        )
        self.actions_.add_to(self)
        self._backups = QTimer(self)
        self._backups.setInterval(BACKUP_EVERY * 1000)
        self._backups.timeout.connect(session.back_up_if_changed)
        self._backups.start()
        self._when_closed()
        if settings.geometry is not None:
            self.restoreGeometry(settings.geometry)
        else:
            self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))

    def _lay_out(self) -> None:
        for group in GROUPS:
            self.actions_.fill(self.menuBar().addMenu(group_title(group)), group)
        self._stack.addWidget(self.welcome)
        self._rooms: dict[str, QWidget] = {
            "review": self.review,
            "incidents": self.incidents,
            "matrix": self.argument,
            "findings": self.findings,
            "timeline": self.timeline,
            "together": self.together,
            "log": self.log,
        }
        self.top.add_room("review", self.tr("Review"), "review")
        self.top.add_room("incidents", self.tr("Incidents"), "incident")
        self.top.add_room("matrix", self.tr("Matrix"), "matrix")
        self.top.add_room("findings", self.tr("Findings"), "finding")
        self.top.add_room("timeline", self.tr("Timeline"), "timeline")
        self.top.add_room("together", self.tr("Together"), "together")
        self.top.add_room("log", self.tr("Log"), "history")
        for room in self._rooms.values():
            self._stack.addWidget(room)
        middle = QWidget(self)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.notices)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._when_opened)
        session.closed.connect(self._when_closed)
        session.history_changed.connect(self._show_history)
        session.changed.connect(self._follow)
        self.review.facts_changed.connect(self._show_facts)
        self.review.files_wanted.connect(self.adding.choose_for)
        self.review.recording.canvas.find_wanted.connect(self.cases.find_media)
        self.review.recording.file_changed.connect(self._warn_changed)
        self.review.recording.file_missing.connect(self._warn_missing)
        self.cases.about_to_close.connect(self.review.remember)
        self.cases.about_to_close.connect(self._remember)
        self.cases.about_to_close.connect(self.incidents.flush)
        self.cases.about_to_close.connect(self.findings.flush)
        self.top.room_wanted.connect(self.show_room)
        self.incidents.quote_wanted.connect(self._show_quote)
        self.incidents.play_wanted.connect(self._play_quote)
        self.findings.quote_wanted.connect(self._show_quote)
        self.findings.play_wanted.connect(self._play_quote)
        self.findings.incident_wanted.connect(self._show_incident)
        self.timeline.quote_wanted.connect(self._show_quote)
        self.timeline.play_wanted.connect(self._play_quote)
        self.timeline.incident_wanted.connect(self._show_incident)
        self.timeline.exported.connect(self._tell_written)
        self.log.quote_wanted.connect(self._show_quote)
        self.log.incident_wanted.connect(self._show_incident)
        self.log.written.connect(self._tell_written)
        self.log.failed.connect(self.notices.show_problem)
        self.incidents.history_wanted.connect(lambda id: self.show_history("incident", id))
        self.timeline.failed.connect(self.notices.show_problem)
        self.together.quote_wanted.connect(self._show_quote)
        self.together.play_wanted.connect(self._play_quote)
        self.together.incident_wanted.connect(self._show_incident)
        self.inbox.changed.connect(self._show_waiting)
        self.my_queue.changed.connect(self._show_my_queue)
        self.review.inspector.decision_wanted.connect(self._show_question)
        self.opinions.changed.connect(self._show_opinions)
        self.review.inspector.quote_shown.connect(self._show_opinions)
        self.review.inspector.dissent.room_wanted.connect(self._show_dissent)
        self.exchanging.room_wanted.connect(lambda: self.show_room("together"))
        self.exchanging.about_to_read.connect(self._flush)
        self.exchanging.exchanged.connect(self.together.show_folder)
        self.together.agreement.save_wanted.connect(self.exchanging.save_differences)
        self.argument.quote_wanted.connect(self._show_quote)
        self.argument.play_wanted.connect(self._play_quote)
        self.argument.incident_wanted.connect(self._show_incident)
        self.argument.failed.connect(self.notices.show_problem)
        self.argument.written.connect(self._tell_written)
        self.welcome.open_wanted.connect(self.cases.open)
        self.welcome.forget_wanted.connect(self._forget)
        self._playback.failed.connect(self.notices.show_problem)

    # what the actions call

    def wear(self, name: str) -> None:
        """Put on a theme, and keep it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, name)
        self._settings.theme = name

    def show_room(self, name: str) -> None:
        """Go to another room."""
        if self.session.is_open:
            self.incidents.flush()
            self.findings.flush()
            self._stack.setCurrentWidget(self._rooms[name])
            self.top.show_room(name)
            self._show_facts()
            if name == "together":
                self.together.setFocus()
            elif name == "incidents":
                self.incidents.list.choose_one(self._settings.kept(self.session.case.info.id, "incident"))

    def show_people(self) -> None:
        """Who speaks, for whom, since when."""
        PeopleDialog(self.session, self).open()

    def show_waiting_for_me(self) -> None:
        """What waits for the reviewer who works here."""
        dialog = WaitingDialog(self.session, self)
        dialog.quote_wanted.connect(self._show_quote)
        dialog.play_wanted.connect(self._play_quote)
        dialog.incident_wanted.connect(self._show_incident)
        dialog.show()

    def step_quotes(self, how: str) -> None:
        """Take the review of the quotes that are selected in the list one step on."""
        self.review.inspector.flush()
        getattr(self._stepping, how)(self.review.quotes.selected)

    def _tell_stepped(self, done: str, stayed: str) -> None:
        if stayed:
            self.notices.warn(done, stayed)
        else:
            self.notices.say(done)

    def show_custody(self) -> None:
        """Who had the recording that is shown, and whether its files are unchanged."""
        media_id = self.review.recording.media_id
        if media_id is not None:
            dialog = CustodyDialog(self.session, media_id, self)
            dialog.changed_found.connect(self._warn_changed)
            dialog.written.connect(self._tell_written)
            dialog.open()

    def show_history(self, table: str, id: str) -> None:
        """What became of one record."""
        dialog = HistoryDialog(self.session, table, id, self)
        dialog.quote_wanted.connect(self._show_quote)
        dialog.incident_wanted.connect(self._show_incident)
        dialog.open()

    def show_frameworks(self) -> None:
        """Which law the case asks about."""
        FrameworksDialog(self.session, self).open()

    def show_map(self) -> None:
        """Where the incidents lie."""
        MapDialog(self.session, self).open()

    def import_incidents(self) -> None:
        """Ask for a table of incidents."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Table of incidents"), "", self.tr("Tables (*.csv *.tsv *.txt);;All files (*)")
        )
        if name:
            dialog = IncidentsImportDialog(self.session, Path(name), self)
            dialog.imported.connect(self._tell_imported)
            dialog.open()

    def _tell_imported(self, made: Brought) -> None:
        self.show_room("incidents")
        if made.ids:
            self.incidents.show_incident(made.ids[0])
        said = self.tr("{} incidents were imported, {} rows left out.").format(len(made.ids), len(made.skipped))
        pairs = self.tr("Perhaps twice: {}. Compare and join them.").format(len(made.twice)) if made.twice else ""
        self.notices.say(said, do=pairs)

    def show_palette(self) -> None:
        """Every command by its name."""
        command_palette.open_palette(self.actions_, self)

    def show_keys(self) -> None:
        """Every key."""
        ShortcutSheet(self.actions_, self).open()

    def show_about(self) -> None:
        """What this program is."""
        about.About(self._playback, self).open()

    # what happens

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what there is to keep; the case itself is saved already."""
        if self.session.is_open:
            self.cases.close()
        self._playback.shut_down()
        self._settings.geometry = self.saveGeometry()
        self._settings.flush()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A case is opened; anything else is offered to the open case."""
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def take(self, files: list[Path]) -> None:
        """Take a case among these files, or add them to the open one; where none is open, make one first."""
        found = incoming.sort_files(files)
        if found.bundle is not None:
            self.exchanging.take(found.bundle)
        elif found.case is not None:
            self.exchanging.take_case(found.case)
        elif not self.session.is_open:
            self.cases.new(lambda: self.adding.take(files))
        elif self.session.read_only:
            self.notices.show_problem(
                Problem(self.tr("This case is open for reading only."), self.tr("Open it for editing to add files."))
            )
        else:
            self.adding.take(files)

    def start_with(self, file: Path) -> None:
        """What the program was started on: a case is opened, what a colleague sent is received."""
        if incoming.is_bundle(file):
            self.exchanging.take(file)
        else:
            self.cases.open(file)

    def export(self) -> None:
        """Write a quote sheet."""
        self.review.inspector.flush()
        selected = self.review.quotes.selected
        ExportDialog(self.session, self.review.recording.media_id, self.review.quote_id, self, selected).open()

    def export_clip(self) -> None:
        """Write the chosen quote as a clip."""
        quote = self.session.case.quotes.find(self.review.quote_id) if self.review.quote_id else None
        if quote is not None:
            ClipDialog(self.session, quote, self).open()

    def disclose(self) -> None:
        """Make a file for the other side or a court."""
        self.review.inspector.flush()
        DiscloseDialog(self.session, self.review.recording.media_id, self.review.quote_id, self).open()

    def expunge(self) -> None:
        """Let a name or a passage vanish."""
        self.review.inspector.flush()
        dialog = ExpungeDialog(self.session, *self.review.transcript.selected_passage(), self)
        dialog.expunged.connect(self._tell_expunged)
        dialog.open()

    def _tell_expunged(self, backups: int) -> None:
        self.notices.say(
            self.tr("It is expunged."),
            do=self.tr("Backups destroyed: {}. A new one was made.").format(backups)
            if backups
            else self.tr("The backups were left as they are."),
        )

    def _when_opened(self) -> None:
        # First the head, so that the room has its height when it lays out its panes.
        self.top.show()
        self.centralWidget().layout().activate()
        last = self._settings.kept(self.session.case.info.id, "room")
        self.show_room(last if last in self._rooms else "review")
        self._name()
        self._show_history()

    def _remember(self) -> None:
        """Where the reviewer stopped: the room, and the incident."""
        if self.session.is_open:
            here = next((name for name, room in self._rooms.items() if room is self._stack.currentWidget()), "")
            self._settings.keep(self.session.case.info.id, "room", here)
            self._settings.keep(self.session.case.info.id, "incident", self.incidents.list.current or "")

    def _when_closed(self) -> None:
        self.notices.clear()
        self.welcome.show_recent(self._settings.recent)
        self._stack.setCurrentWidget(self.welcome)
        self.top.hide()
        self._name()
        self._show_history()
        self.welcome.focus_first()

    def _show_quote(self, quote_id: str) -> None:
        self.show_room("review")
        self.review.choose_quote(quote_id, reveal=True)

    def _show_incident(self, incident_id: str) -> None:
        self.show_room("incidents")
        self.incidents.list.choose(incident_id)

    def _show_question(self, quote_id: str) -> None:
        self.show_room("together")
        self.together.show_question_of(quote_id)

    def _show_waiting(self) -> None:
        """How much waits for a person: on the room's button, at the quotes that it is about, in the inspector."""
        count = self.inbox.count
        what = counted(count, self.tr("1 thing needs you"), self.tr("{} things need you")) if count else ""
        self.top.show_count("together", count, what)
        quotes = self.inbox.quotes if self.session.is_open else set[str]()
        self.review.quotes.show_disputed(quotes)
        self.review.inspector.show_disputed(quotes)

    def _show_my_queue(self) -> None:
        """On the way to the queue, how long it is; in the list, which quotes it is about."""
        count = self.my_queue.count
        what = counted(count, self.tr("1 thing waits for you"), self.tr("{} things wait for you")) if count else ""
        self.top.show_waiting(count, what)
        self.review.quotes.show_waiting(self.my_queue.quotes)

    def _show_opinions(self) -> None:
        inspector = self.review.inspector
        inspector.dissent.show_dissents(self.opinions.of_quote(inspector.quote_id or ""))

    def _show_dissent(self) -> None:
        self.show_room("together")
        self.together.show_dissent_of(self.review.inspector.quote_id or "")

    def _flush(self) -> None:
        self.review.inspector.flush()
        self.incidents.flush()

    def _play_quote(self, quote_id: str) -> None:
        quote = self.session.case.quotes.find(quote_id)
        if quote is not None and quote.tokens.start_ms is None:
            self.notices.say(
                self.tr("This quote can’t be played: nobody has said when in a recording its words are said."),
                do=self.tr("Mark the words in the transcript of a recording to hear them."),
            )
        else:
            self.review.play_quote(quote_id)

    def _tell_written(self, path: str) -> None:
        self.notices.say(self.tr("It was written."), do=plain.isolated(path))

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if "case_info" in changes:
            self._name()

    def _name(self) -> None:
        info = self.session.case.info if self.session.is_open else None
        self.top.show_case(info.title if info else "", (info.marking or "") if info else "")
        self.setWindowTitle(f"{plain.isolated(info.title)} – Avowal" if info else "Avowal")

    def _show_history(self) -> None:
        for id, label, bare in (
            ("undo", self.session.undo_label, self.tr("Undo")),
            ("redo", self.session.redo_label, self.tr("Redo")),
        ):
            self.actions_.name(id, f"{bare} {label[:1].lower()}{label[1:]}" if label else bare)
        self._show_facts()

    def _show_facts(self) -> None:
        facts: set[str] = set()
        if self.session.is_open:
            # What is selected in a room that one doesn't see is no business of the keys.
            seen = self._stack.currentWidget() is self.review
            facts = {"case", *(self.review.facts if seen else self.review.facts & {"recording", "span"})}
            if not self.session.read_only:
                facts.add("edit")
                facts.update(
                    name
                    for name, label in (("undo", self.session.undo_label), ("redo", self.session.redo_label))
                    if label
                )
        self.actions_.set_facts(facts)

    def _warn_changed(self, title: str) -> None:
        self.notices.warn(
            self.tr("The file of “{}” is not the one that was added to the case.").format(plain.isolated(title)),
            self.tr("Its content has changed. Put the original back before you cite from it."),
        )

    def _warn_missing(self, title: str) -> None:
        self.notices.warn(
            self.tr("The file of “{}” is not where it was.").format(plain.isolated(title)),
            self.tr("Choose the folder it lies in now; it is known by its content, whatever its name."),
            (self.tr("Choose folder…"), self.cases.find_media),
        )

    def _forget(self, path: Path) -> None:
        self._settings.forget_case(path)
        self.welcome.show_recent(self._settings.recent)
