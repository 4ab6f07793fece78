"""Bringing files into the case: recordings first, then their transcripts, each with its own questions."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app import incoming, paths
from app.session import Session
from widgets.import_dialog import ImportDialog
from widgets.media_dialog import MediaDialog
from widgets.review_room import ReviewRoom


class Adding(QObject):
    """Goes through the files one by one; a question that is cancelled leaves that file out."""

    def __init__(self, session: Session, review: ReviewRoom, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._review, self._window = session, review, window
        self._recordings: list[Path] = []
        self._transcripts: list[Path] = []
        self._media_id: str | None = None
        self._asked = False

    def choose(self) -> None:
        """Ask for files."""
        self.choose_for(None)

    def choose_for(self, media_id: str | None) -> None:
        """Ask for files; transcripts among them belong to this recording."""
        dialog = QFileDialog(self._window, self.tr("Add recording or transcript"), str(paths.documents()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take([Path(name) for name in names], media_id))
        dialog.open()

    def take(self, files: list[Path], media_id: str | None = None) -> None:
        """Add these files."""
        found = incoming.sort_files(files)
        self._recordings += found.recordings
        self._transcripts += found.others
        self._media_id = media_id or self._review.recording.media_id
        self._next()

    def _next(self) -> None:
        """The next question, unless one is open."""
        if self._asked or not self._session.is_open:
            return
        if self._recordings:
            recording = MediaDialog(self._session, self._recordings.pop(0), self._window)
            recording.added.connect(self._take_medium)
            self._open(recording)
        elif self._transcripts and self._session.case.media.all():
            path = self._transcripts.pop(0)
            medium = self._media_id or self._session.case.media.all()[0].id
            self._open(ImportDialog(self._session, medium, path, self._window))
        elif self._transcripts:
            # Without a recording there is nothing that a transcript could be of: ask for one, or for a publication.
            recording = MediaDialog(self._session, None, self._window)
            recording.added.connect(self._take_medium)
            self._open(recording, gives_up=True)

    def _open(self, dialog: MediaDialog | ImportDialog, *, gives_up: bool = False) -> None:
        self._asked = True
        if gives_up:
            dialog.rejected.connect(self._transcripts.clear)
        dialog.finished.connect(self._answered)
        dialog.open()

    def _answered(self) -> None:
        self._asked = False
        self._next()

    def _take_medium(self, media_id: str) -> None:
        self._media_id = media_id
        self._review.recording.show_medium(media_id)
