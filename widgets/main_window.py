"""The window: head, banners, the room that is shown, and the line at the foot."""

from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app import incoming
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
from widgets.export_dialog import ExportDialog
from widgets.expunge_dialog import ExpungeDialog
from widgets.incidents_pane import IncidentsPane
from widgets.notices import Notices
from widgets.people_dialog import PeopleDialog
from widgets.review_room import ReviewRoom
from widgets.shortcut_sheet import ShortcutSheet
from widgets.status import Status
from widgets.top_bar import TopBar
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
        self.argument = ArgumentRoom(session, self)
        self.adding = Adding(session, self.review, self)
        self.status = Status(session, playback, self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._shuttle = Shuttle(playback)
        self.actions_.bind(
            window=self,
            cases=self.cases,
            adding=self.adding,
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
        self._rooms: dict[str, QWidget] = {"review": self.review, "incidents": self.incidents, "matrix": self.argument}
        self.top.add_room("review", self.tr("Review"), "review")
        self.top.add_room("incidents", self.tr("Incidents"), "incident")
        self.top.add_room("matrix", self.tr("Matrix"), "matrix")
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
        self.cases.about_to_close.connect(self.incidents.flush)
        self.top.room_wanted.connect(self.show_room)
        self.incidents.quote_wanted.connect(self._show_quote)
        self.incidents.play_wanted.connect(self._play_quote)
        self.argument.quote_wanted.connect(self._show_quote)
        self.argument.play_wanted.connect(self._play_quote)
        self.argument.incident_wanted.connect(self._show_incident_of_matrix)
        self.argument.failed.connect(self.notices.show_problem)
        self.argument.written.connect(self._tell_written_argument)
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
            self._stack.setCurrentWidget(self._rooms[name])
            self.top.show_room(name)
            self._show_facts()

    def show_people(self) -> None:
        """Who speaks, for whom, since when."""
        PeopleDialog(self.session, self).open()

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
        """Open a case among these files, or add them to the open one; where none is open, make one first."""
        case = incoming.sort_files(files).case
        if case is not None:
            self.cases.open(case)
        elif not self.session.is_open:
            self.cases.new(lambda: self.adding.take(files))
        elif self.session.read_only:
            self.notices.show_problem(
                Problem(self.tr("This case is open for reading only."), self.tr("Open it for editing to add files."))
            )
        else:
            self.adding.take(files)

    def export(self) -> None:
        """Write a quote sheet."""
        self.review.inspector.flush()
        ExportDialog(self.session, self.review.recording.media_id, self.review.quote_id, self).open()

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
        self.show_room("review")
        self._name()
        self._show_history()

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

    def _tell_written_argument(self, name: str) -> None:
        self.notices.say(self.tr("“{}” is written.").format(plain.isolated(name)))

    def _show_incident_of_matrix(self, incident_id: str) -> None:
        self.show_room("incidents")
        self.incidents.list.choose(incident_id)

    def _play_quote(self, quote_id: str) -> None:
        self.review.choose_quote(quote_id, reveal=True)
        self.review.inspector.play()

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
