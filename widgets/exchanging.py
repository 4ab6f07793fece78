"""Working together from the window: share, receive, merge, and exchange through a shared folder."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app import arriving, expunging, merging, opinions, paths
from app.arriving import Arrival
from app.inbox import Inbox
from app.merging import Report, Waiting
from app.problems import KNOWN
from app.session import Session
from app.settings import Settings
from app.tasks import Progress, Task
from widgets import plain
from widgets.arrival_dialog import ArrivalDialog
from widgets.cases import Cases
from widgets.keys_dialog import KeysDialog
from widgets.models.times import counted
from widgets.notices import Notices
from widgets.share_dialog import ShareDialog

_A_MOMENT_MS = 60
"""Until the notice is painted that says why the window waits."""


class Exchanging(QObject):
    """What the menu offers for working together. What it brings is told, and waits in the room."""

    room_wanted = Signal()
    about_to_read = Signal()
    """Whoever is still writing something keeps it now."""
    exchanged = Signal(str)
    """What became of the exchange through the shared folder, in a sentence."""

    def __init__(
        self, session: Session, settings: Settings, inbox: Inbox, cases: Cases, notices: Notices, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._settings, self._inbox = session, settings, inbox
        self._cases, self._notices, self._window = cases, notices, window

    # what the actions call

    def share(self) -> None:
        """Hand the case over as one file."""
        self.about_to_read.emit()
        ShareDialog(self._session, self._window).open()

    def receive(self) -> None:
        """Ask for a file that a colleague sent."""
        kinds = self.tr("Shared cases (*.avowal *.sqlite);;All files (*)")
        self._ask(QFileDialog.FileMode.ExistingFile, self.tr("Receive from a colleague"), kinds, self.take)

    def merge(self) -> None:
        """Ask for a file that shall be merged into the open case."""
        kinds = self.tr("Shared cases and copies (*.avowal *.sqlite);;All files (*)")
        self._ask(QFileDialog.FileMode.ExistingFile, self.tr("Merge from a file"), kinds, self.take)

    def take(self, path: Path) -> None:
        """Show what a file is, and let it be merged or received."""
        dialog = ArrivalDialog(self._session, path, self._window)
        dialog.merge_wanted.connect(self.merge_file)
        dialog.received.connect(self._cases.open)
        dialog.open()

    def take_case(self, path: Path) -> None:
        """A case was dropped: our own is opened; a copy of the open one, or one from elsewhere, is looked at first."""
        known = any(recent.path == path.resolve() for recent in self._settings.recent)
        if known and not self._session.is_open:
            self._cases.open(path)
            return

        def look(progress: Progress) -> Arrival:
            return arriving.examine(path, progress)

        task = Task(self.tr("Look at {}").format(plain.isolated(path.name)), look, self)
        task.finished.connect(lambda arrival: self._sort(arrival, known=known))
        # What can't be looked at is opened after all: opening says best what is wrong with a case.
        task.failed.connect(lambda _problem: self._cases.open(path))
        self._notices.follow(task, tell_failure=False)
        task.start()

    def choose_folder(self) -> None:
        """Ask through which folder this case is exchanged."""
        self._ask(QFileDialog.FileMode.Directory, self.tr("Shared folder of this case"), "", self.use_folder)

    def use_folder(self, folder: Path) -> None:
        """Remember the folder, and exchange at once."""
        self._settings.set_shared_folder(self._session.case.info.id, folder)
        self.exchange()

    def exchange(self) -> None:
        """Send what is ours and take what has come; asks for the folder where none was chosen yet."""
        folder = self._settings.shared_folder(self._session.case.info.id)
        if folder is None:
            self.choose_folder()
            return
        self._wait(
            self.tr("Exchanging through the shared folder"),
            lambda: merging.sync(self._session, folder),
            self._tell_sync,
        )

    def show_keys(self) -> None:
        """This device's key, and those of colleagues."""
        KeysDialog(self._session, self._window).open()

    def save_differences(self) -> None:
        """Ask where the differences between reviewers go."""
        self.about_to_read.emit()
        path = self._session.case.path
        name = str(path.with_name(f"{path.stem} {self.tr('differences')}.html"))
        dialog = QFileDialog(self._window, self.tr("Where shall the differences go?"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Page (*.html)"), self.tr("Table (*.csv)"), self.tr("For programs (*.json)")])
        dialog.setDefaultSuffix("html")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.rpartition(".")[2].rstrip(")")))
        dialog.fileSelected.connect(lambda name: self.write_differences(Path(name)))
        dialog.open()

    def write_differences(self, out: Path) -> None:
        """Write them, in a thread."""
        path = self._session.case.path

        def write(progress: Progress) -> Path:
            progress(0, 0)
            opinions.write_differences(path, out)
            return out

        task = Task(self.tr("Save the differences"), write, self)
        task.finished.connect(self._tell_written)
        self._notices.follow(task)
        task.start()

    def merge_file(self, path: Path, passphrase: str | None = None) -> None:
        """Merge a bundle or another copy into the open case."""
        what = self.tr("Merging {}").format(plain.isolated(path.name))
        self._wait(what, lambda: merging.merge(self._session, path, passphrase=passphrase), self._tell_merge)

    # inside

    def _wait(self, what: str, work: Callable[[], Any], tell: Callable[[Any], object]) -> None:
        """Do what only the thread that owns the case may do; say before that the window waits meanwhile."""
        if not self._session.is_open or self._session.read_only:
            return
        self.about_to_read.emit()
        notice = self._notices.say(what, do=self.tr("The window waits until it is done."), lasting=True)
        case = self._session.case

        def do() -> None:
            notice.dismiss()
            if not self._session.is_open or self._session.case is not case:
                return
            try:
                came = work()
            except KNOWN as error:
                self._notices.show_error(error)
            else:
                tell(came)

        QTimer.singleShot(_A_MOMENT_MS, self, do)

    def _tell_merge(self, report: Report) -> None:
        if not report.acts:
            self._notices.say(self.tr("Nothing in it is new: the case has all of it already."))
        else:
            self._say(self.tr("Merged: {}.").format(self._brought(report)))
        self._warn(report)

    def _tell_sync(self, came: tuple[int, Report, Waiting]) -> None:
        sent, report, waiting = came
        given = counted(sent, self.tr("1 step sent"), self.tr("{} steps sent")) if sent else self.tr("Nothing to send")
        came_in = self.tr("taken: {}").format(self._brought(report)) if report.acts else self.tr("nothing new came")
        said = [given, came_in]
        told = f"{', '.join(said)}."
        if waiting.files or waiting.acts:
            late = self._late(len(waiting.files), waiting.acts)
            self._notices.warn(f"{told} {late}", self.tr("Exchange again when the folder has been carried over."))
            told = f"{told} {late}"
        else:
            self._say(told)
        self._warn(report)
        folder = self._settings.shared_folder(self._session.case.info.id)
        now = QLocale().toString(datetime.now().astimezone().time(), QLocale.FormatType.ShortFormat)
        where = plain.isolated(str(folder))
        self.exchanged.emit(self.tr("{} at {}: {}").format(where, now, told))

    def _late(self, files: int, steps: int) -> str:
        """What has not arrived, and why it waits."""
        late = counted(files, self.tr("1 file is not whole yet."), self.tr("{} files are not whole yet."))
        held = counted(steps, self.tr("1 step waits for an earlier one."), self.tr("{} steps wait for earlier ones."))
        return " ".join(text for text, there in ((late, files), (held, steps)) if there)

    def _say(self, said: str) -> None:
        count = self._inbox.count
        needs = counted(count, self.tr("1 needs you."), self.tr("{} need you.")) if count else ""
        show = (self.tr("Decide") if count else self.tr("Show"), self.room_wanted.emit)
        offers = [show] if count or self._inbox.news else []
        self._notices.say(f"{said} {needs}".strip(), *offers)

    def _brought(self, report: Report) -> str:
        """ "12 new, 3 changed"; where nothing that one sees changed, how many steps came."""
        found = (
            (report.added, self.tr("{} new")),
            (report.changed, self.tr("{} changed")),
            (report.removed, self.tr("{} removed")),
        )
        said = ", ".join(text.format(number) for number, text in found if number)
        return said or counted(report.acts, self.tr("1 step"), self.tr("{} steps"))

    def _tell_written(self, out: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))

        self._notices.say(self.tr("Written: {}").format(plain.isolated(out.name)), (self.tr("Open"), show))

    def _warn(self, report: Report) -> None:
        if report.expunged:
            count = len(expunging.older_backups(self._session.case))
            do = self.tr("Destroy with your own hands what was exported, shared or printed before.")
            offers = []
            if count:
                said = counted(count, self.tr("1 backup still holds it."), self.tr("{} backups still hold it."))
                do = f"{said} {do}"
                offers = [(self.tr("Destroy the backups"), self._renew_backups)]
            self._notices.warn(
                self.tr("With it came an expunging: what it names is gone from this case too."), do, *offers
            )
        if report.forked:
            self._notices.warn(
                self.tr("An installation was copied: it wrote in two places under one name."),
                self.tr("Nothing of either is lost. Set up one of the two anew, so that it is clear who did what."),
            )

    def _renew_backups(self) -> None:
        gone = expunging.renew_backups(self._session)
        said = counted(gone, self.tr("1 backup was destroyed."), self.tr("{} backups were destroyed."))
        self._notices.say(said, do=self.tr("A new one was made."))

    def _sort(self, arrival: Arrival, *, known: bool) -> None:
        is_copy = self._session.is_open and arrival.case_id == self._session.case.info.id
        is_itself = self._session.is_open and arrival.path.resolve() == self._session.case.path.resolve()
        if is_itself:
            return
        if is_copy or not (known or arrival.knows_us):
            self.take(arrival.path)
        else:
            self._cases.open(arrival.path)

    def _ask(self, mode: QFileDialog.FileMode, title: str, kinds: str, take: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self._window, title, str(paths.documents()), kinds)
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(lambda name: take(Path(name)))
        dialog.open()
