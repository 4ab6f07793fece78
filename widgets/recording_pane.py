"""The recording: which one, its picture, its controls and its strip."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import collecting
from app.collecting import FileState
from app.heard import Saying
from app.media import waveform
from app.playback import Playback
from app.session import Session
from app.settings import Settings
from app.tasks import Progress, Task
from db.records import MediaFile, Transcript
from db.tokens import TIERS, Tokens
from widgets.actions import Actions
from widgets.canvas import Canvas
from widgets.controls import Controls
from widgets.lanes import Stretch
from widgets.media_box import MediaBox
from widgets.models.tiers import NONE, choose_pair
from widgets.models.times import between
from widgets.strip import Strip

_REMEMBER_MS = 5000


class RecordingPane(QWidget):
    """Opens the recording that is chosen where the reviewer stopped, and remembers it."""

    medium_changed = Signal(str)
    """Another recording is shown; empty for none."""
    file_changed = Signal(str)
    """The file of this recording (a title) is not the one that was added."""
    file_missing = Signal(str)

    def __init__(
        self, session: Session, playback: Playback, settings: Settings, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._playback, self._settings = session, playback, settings
        self._media_id: str | None = None
        self._wanted_ms = 0
        self._tasks: list[Task] = []
        self._saying: tuple[Saying, Saying] = (Saying(()), Saying(()))
        self._checked: set[str] = set()
        self._has_file = self._refused = False
        self.chooser = MediaBox(self)
        self.canvas = Canvas(playback, self)
        self.canvas.show_captions(settings.captions)
        self.controls = Controls(playback, actions, self)
        self.strip = Strip(playback, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.controls)
        layout.addWidget(self.strip)
        self.chooser.activated.connect(self._choose)
        self.canvas.clicked.connect(playback.toggle)
        self.controls.player_wanted.connect(self._choose_player)
        session.closed.connect(lambda: self.show_medium(None))
        session.changed.connect(self._follow)
        playback.opened.connect(self._when_opened)
        playback.time_changed.connect(self._caption)
        playback.volume_changed.connect(self._keep_volume)
        playback.failed.connect(self._when_failed)
        self._remember = QTimer(self)
        self._remember.setInterval(_REMEMBER_MS)
        self._remember.timeout.connect(self.remember)

    @property
    def media_id(self) -> str | None:
        """The recording that is shown."""
        return self._media_id

    @property
    def has_file(self) -> bool:
        """Whether there is a file of it to play."""
        return self._has_file

    @property
    def is_settled(self) -> bool:
        """Whether all is drawn that will be: the first frame and the sound, or that there are none."""
        if self._refused or self._media_id is None or not self._has_file:
            return True
        drawn = self.canvas.image is not None or not self._playback.has_video
        return self._playback.is_open and drawn and not self._tasks

    def load(self) -> None:
        """After a case was opened: the recording of last time, or the first."""
        self._checked.clear()
        media = [medium.id for medium in self._session.case.media.all() if self._is_shown(medium.id)]
        last = self._settings.media_id(self._session.case.info.id)
        self.show_medium(last if last in media else next(iter(media), None), again=True)

    def show_medium(self, media_id: str | None, *, again: bool = False) -> None:
        """Show this recording."""
        if media_id == self._media_id and not again:
            return
        self.remember()
        self._media_id = media_id
        self._fill_chooser()
        self._open_file()
        self._read_tiers()
        self.show_quotes()
        self.medium_changed.emit(media_id or "")

    def reopen(self) -> None:
        """Look for the file again, after it was moved back or found."""
        if not self._playback.is_open:
            self._open_file()

    def remember(self) -> None:
        """Keep where the reviewer is."""
        if self._media_id and self._session.is_open and self._playback.is_open:
            case_id = self._session.case.info.id
            self._settings.remember_place(case_id, self._media_id, self._playback.time_ms, self._playback.rate)

    def show_quotes(self) -> None:
        """Lay the quotes on the strip."""
        quotes = self._session.case.quotes.of(self._media_id) if self._media_id and self._session.is_open else []
        self.strip.set_quotes(
            Stretch(quote.id, start, end, quote.title or between(start, end))
            for quote in quotes
            for start, end in _parts(quote.tokens)
        )

    def toggle_captions(self) -> None:
        """Show the words on the picture, or not."""
        self.canvas.show_captions(not self.canvas.captions_shown)
        self._settings.captions = self.canvas.captions_shown
        self._read_tiers()
        self._caption(self._playback.time_ms)

    # inside

    def _fill_chooser(self) -> None:
        media = self._session.case.media.all() if self._session.is_open else []
        self.chooser.clear()
        for medium in media:
            if self._is_shown(medium.id):
                self.chooser.add(medium.title, medium.id)
        self.chooser.setCurrentIndex(self.chooser.findData(self._media_id))
        self.chooser.setVisible(self.chooser.count() > 0)

    def _is_shown(self, media_id: str) -> bool:
        """Whether there is something to play or to read: not so for a source known only from a publication."""
        case = self._session.case
        return bool(case.media_files.of(media_id) or case.transcripts.of(media_id))

    def _choose(self, row: int) -> None:
        self.show_medium(self.chooser.itemData(row))

    def _open_file(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._playback.close()
        self._remember.stop()
        self._has_file = self._refused = False
        if self._media_id is None:
            self.canvas.set_nothing(self.tr("No recording yet"), "")
            return
        case = self._session.case
        files = case.media_files.of(self._media_id)
        found = next(((file, path) for file in files if (path := collecting.path_of(case, file))), None)
        if found is None:
            title = case.media.get(self._media_id).title
            if files:
                self.canvas.set_nothing(
                    self.tr("The file of this recording is not where it was."), self.tr("Click to look for it.")
                )
                self.file_missing.emit(title)
            else:
                self.canvas.set_nothing(self.tr("This recording has a transcript, but no file."), "")
            return
        self._has_file = True
        self._wanted_ms, rate = self._settings.place(case.info.id, self._media_id)
        self._playback.set_rate(rate)
        self._playback.open(found[1])
        self._check(found[0])

    def _when_opened(self) -> None:
        self._playback.seek(min(self._wanted_ms, max(0, self._playback.duration_ms - 1)))
        self._remember.start()
        path = self._playback.path
        if path is not None:
            self._read_peaks(path)

    def _when_failed(self) -> None:
        self._refused = not self._playback.is_open
        if self._refused:
            self.canvas.set_nothing(self.tr("This recording can't be played."), "")

    def _read_peaks(self, path: Path) -> None:
        def read(progress: Progress) -> waveform.Peaks | None:
            return waveform.peaks(path, progress=progress)

        task = Task(self.tr("Read the sound"), read, self)
        task.finished.connect(self.strip.set_peaks)
        self._start(task)

    def _check(self, file: MediaFile) -> None:
        """Compare the file with its hash, once after each opening of the case."""
        if file.id in self._checked:
            return
        self._checked.add(file.id)
        case, title = self._session.case, self._session.case.media.get(file.media_id).title

        def check(progress: Progress) -> FileState:
            return collecting.check(case, file, progress)

        def tell(state: FileState) -> None:
            if state.is_changed:
                self.file_changed.emit(title)

        task = Task(self.tr("Check the recording"), check, self)
        task.finished.connect(tell)
        self._start(task)

    def _start(self, task: Task) -> None:
        self._tasks.append(task)
        task.ended.connect(self._when_ended)
        task.start()

    def _when_ended(self) -> None:
        self._tasks = [task for task in self._tasks if task is not self.sender()]

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if "media" in changes or "media_file" in changes or "transcript" in changes:
            media = [medium.id for medium in self._session.case.media.all() if self._is_shown(medium.id)]
            if self._media_id not in media:
                self.show_medium(next(iter(media), None), again=True)
            else:
                self._fill_chooser()
                self._read_tiers()
                if "media_file" in changes:
                    self.reopen()
        if "quote" in changes:
            self.show_quotes()

    def _read_tiers(self) -> None:
        pair = NONE
        if self._media_id and self._session.is_open and self.canvas.captions_shown:
            pair = choose_pair(self._session.case.transcripts.of(self._media_id), NONE)
        self._saying = (self._saying_of(pair["original"]), self._saying_of(pair["translation"]))

    def _saying_of(self, transcript: Transcript | None) -> Saying:
        return Saying(self._session.case.transcripts.segments(transcript.id) if transcript else ())

    def _caption(self, ms: int) -> None:
        if self.canvas.captions_shown:
            self.canvas.set_captions(*(saying.at(ms) for saying in self._saying))

    def _keep_volume(self, volume: int, muted: bool) -> None:
        self._settings.volume, self._settings.muted = volume, muted

    def _choose_player(self, name: str) -> None:
        self._playback.choose_player(name)
        self._settings.player = self._playback.player_name


def _parts(tokens: Tokens) -> list[tuple[int, int]]:
    """When the parts of a quote are said, in its original words or else in its translation."""
    for tier in TIERS:
        parts = [
            (span.start_ms, span.end_ms)
            for span in tokens.spans(tier)
            if span.start_ms is not None and span.end_ms is not None
        ]
        if parts:
            return parts
    return []
