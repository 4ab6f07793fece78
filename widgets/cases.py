"""Making, opening and closing cases, and what is done to a case as a whole."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import collecting, opening, paths, sample
from app.proof import Verdict
from app.session import Session
from app.settings import Settings
from app.tasks import Progress, Task
from db.records import MediaFile
from widgets.case_dialog import CaseDialog
from widgets.notices import Notices
from widgets.verify_dialog import VerifyDialog


class Cases(QObject):
    """What the menu "Case" does."""

    about_to_close = Signal()
    """Whoever has something to keep of this case keeps it now."""

    def __init__(self, session: Session, settings: Settings, notices: Notices, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._settings, self._notices, self._window = session, settings, notices, window

    def open(self, path: Path, *, read_only: bool = False) -> opening.Failed | None:
        """Open this case; on failure say why, and leave open what is open."""
        if self._session.is_open:
            self.about_to_close.emit()
        self._notices.clear()
        failed = opening.open_case(self._session, path, read_only=read_only)
        if failed is not None:
            reading = (self.tr("Open for reading"), lambda: self.open(path, read_only=True))
            self._notices.show_problem(failed.problem, *([reading] if failed.can_be_read else []))
            return failed
        self._remember()
        return None

    def choose(self) -> None:
        """Ask for a case and open it."""
        kinds = self.tr("Cases (*.sqlite);;All files (*)")
        self._ask(QFileDialog.FileMode.ExistingFile, self.tr("Open case"), kinds, self.open)

    def open_last(self) -> None:
        """The case that was open before."""
        here = self._session.case.path if self._session.is_open else None
        last = next((case.path for case in self._settings.recent if case.path != here and case.path.exists()), None)
        if last is not None:
            self.open(last)

    def new(self, then: Callable[[], object] | None = None) -> None:
        """Ask for a title and the law, and make a case."""
        self.about_to_close.emit()
        dialog = CaseDialog(self._session, paths.documents(), self._window)
        dialog.created.connect(self._remember)
        if then is not None:
            dialog.accepted.connect(then)
        dialog.open()

    def open_sample(self) -> None:
        """The sample case, made if it is not there yet."""
        folder = paths.documents() / "sample"
        if (folder / sample.NAME).exists():
            self.open(folder / sample.NAME)
            return

        def build(progress: Progress) -> Path:
            return sample.build(folder, progress)

        self._run(Task(self.tr("Make the sample case"), build, self), self.open)

    def close(self) -> None:
        """Close the case."""
        self.about_to_close.emit()
        self._session.close()

    def back_up(self) -> None:
        """Write a copy beside the case now."""
        made = self._session.back_up()
        self._notices.say(self.tr("A backup was written."), do=str(made))

    def verify(self) -> None:
        """Say what the case proves and what it does not, from a copy as it stands now."""
        dialog = VerifyDialog(self._session, self._window)
        dialog.verified.connect(self._tell_verified)
        dialog.open()

    def find_media(self) -> None:
        """Ask for a folder and look there for the recordings whose files have moved."""
        if not self._missing():
            self._notices.say(self.tr("Every recording is where the case knows it."))
            return
        self._ask(QFileDialog.FileMode.Directory, self.tr("Where to look for the recordings"), "", self.look_in)

    def look_in(self, folder: Path) -> None:
        """Look in this folder."""
        missing = self._missing()

        def search(progress: Progress) -> dict[str, Path]:
            return collecting.search(missing, folder, progress)

        self._run(Task(self.tr("Look for the recordings"), search, self), lambda found: self._found(found, missing))

    # inside

    def _missing(self) -> list[MediaFile]:
        case = self._session.case
        return [file for file in case.media_files.all() if collecting.path_of(case, file) is None]

    def _remember(self) -> None:
        self._settings.remember_case(self._session.case.path, self._session.case.info.title)

    def _run(self, task: Task, when_done: Callable[..., object]) -> None:
        self._notices.follow(task)
        task.finished.connect(when_done)
        task.start()

    def _ask(self, mode: QFileDialog.FileMode, title: str, kinds: str, take: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self._window, title, str(paths.documents()), kinds)
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(lambda name: take(Path(name)))
        dialog.open()

    def _tell_verified(self, verdict: Verdict) -> None:
        if verdict.ok:
            self._notices.say(self.tr("The case is whole: {} checks passed.").format(len(verdict.proven)))
            return
        what = self.tr("The case is not as its history says: {}.").format(", ".join(one.name for one in verdict.wrong))
        self._notices.warn(what, self.tr("Don't change it. Open the newest good copy in the backups folder."))

    def _found(self, found: dict[str, Path], missing: list[MediaFile]) -> None:
        if found:
            self._session.do(self.tr("Find recordings"), collecting.relocate, found)
        if len(found) == len(missing):
            self._notices.say(self.tr("All recordings were found."))
        else:
            left = len(missing) - len(found)
            self._notices.warn(
                self.tr("{} of {} recordings were not found there.").format(left, len(missing)),
                self.tr("Choose another folder, or plug in the drive they lie on."),
                (self.tr("Another folder…"), self.find_media),
            )
