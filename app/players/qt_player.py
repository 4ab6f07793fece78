"""Plays with Qt Multimedia: what comes with PySide6, for machines without VLC."""

import os
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QImage

# FFmpeg inside Qt may open this one file and nothing that the file points to; read when Qt loads it.
os.environ["QT_FFMPEG_PROTOCOL_WHITELIST"] = "file"

from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

from app.media.probe import Probe
from app.players.clock import EvenedClock, monotonic_ms
from app.players.player import PlayerEvents
from app.problems import Problem

_LAG_MS = 20
_US = 1000


class _Screen(QObject):
    """Takes frames on Qt's video thread, where they are turned into pictures, and hands over the newest."""

    shown = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sink = QVideoSink(self)
        self.sink.videoFrameChanged.connect(self._when_frame, Qt.ConnectionType.DirectConnection)
        self._guard = threading.Lock()
        self._latest: tuple[QImage, float, float] | None = None

    def take(self) -> tuple[QImage, float, float] | None:
        """The newest picture, its time in the file, and when it came; once."""
        with self._guard:
            latest, self._latest = self._latest, None
        return latest

    def _when_frame(self, frame: QVideoFrame) -> None:
        at_ms = monotonic_ms()
        if not frame.isValid():
            return
        image = frame.toImage()
        with self._guard:
            waiting = self._latest is not None
            self._latest = (image, frame.startTime() / _US, at_ms)
        if not waiting:
            self.shown.emit()


class QtPlayer:
    """Qt Multimedia behind the `Player` protocol."""

    name = "qt"
    title = "Qt Multimedia"
    draws = True

    def __init__(self) -> None:
        self.events = PlayerEvents()
        self._clock = EvenedClock()
        self._probe: Probe | None = None
        self._path: Path | None = None
        self._wanted_ms: float | None = None
        """A place to go to as soon as the file is loaded."""
        self._running = False
        self._screen = _Screen(self.events)
        self._screen.shown.connect(self._when_shown, Qt.ConnectionType.QueuedConnection)
        self._audio = QAudioOutput(self.events)
        self._player = QMediaPlayer(self.events)
        self._player.setAudioOutput(self._audio)
        self._player.setVideoSink(self._screen.sink)
        self._player.setPitchCompensation(True)
        self._player.mediaStatusChanged.connect(self._when_status)
        self._player.positionChanged.connect(self._when_position)
        self._player.errorOccurred.connect(self._when_error)

    @property
    def position_ms(self) -> float:
        """The evened clock, held to the recording."""
        return min(self._clock.position_ms, self._probe.duration_ms if self._probe else 0)

    def load(self, path: Path, probe: Probe) -> None:
        """Let Qt open the file."""
        self.unload()
        self._path, self._probe = path, probe
        self._player.setSource(QUrl.fromLocalFile(str(path.resolve())))

    def unload(self) -> None:
        """Let the file go."""
        self._running = False
        self._probe = self._path = self._wanted_ms = None
        self._clock.halt_at(0)
        self._player.stop()
        self._player.setSource(QUrl())

    def play(self) -> None:
        """Run on."""
        if self._running or self._probe is None:
            return
        self._running = True
        self._player.play()
        self._clock.run_from(self.position_ms, _LAG_MS)

    def pause(self) -> None:
        """Stand still."""
        if self._running:
            self._running = False
            self._clock.halt_at(self.position_ms)
            self._player.pause()

    def seek(self, ms: float) -> None:
        """Go there."""
        place = min(max(0.0, ms), self._probe.duration_ms if self._probe else 0)
        self._clock.halt_at(place)
        self._go(place)
        if self._running:
            self._clock.run_from(place, _LAG_MS)

    def set_rate(self, rate: float) -> None:
        """Change the speed."""
        self._player.setPlaybackRate(rate)
        self._clock.change_rate(rate)

    def set_volume(self, volume: int) -> None:
        """0 to 100 of Qt's 0 to 1."""
        self._audio.setVolume(volume / 100)

    def set_muted(self, muted: bool) -> None:
        """Mute or not."""
        self._audio.setMuted(muted)

    def dispose(self) -> None:
        """Let everything go."""
        self.unload()
        self.events.deleteLater()

    def _go(self, ms: float) -> None:
        loading = (QMediaPlayer.MediaStatus.LoadingMedia, QMediaPlayer.MediaStatus.NoMedia)
        if self._player.mediaStatus() in loading:
            self._wanted_ms = ms
        else:
            self._player.setPosition(round(ms))

    def _when_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status == QMediaPlayer.MediaStatus.LoadedMedia and self._wanted_ms is not None:
            wanted, self._wanted_ms = self._wanted_ms, None
            self._player.setPosition(round(wanted))
        elif status == QMediaPlayer.MediaStatus.EndOfMedia and self._probe and self._running:
            self._running = False
            self._clock.halt_at(self._probe.duration_ms)
            self.events.ended.emit()
        elif status == QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail()

    def _when_position(self, position: int) -> None:
        if self._running and self._probe and not self._probe.has_video:
            self._clock.report(position, monotonic_ms())

    def _when_shown(self) -> None:
        taken = self._screen.take()
        if taken is None or not self._running:
            return
        image, ms, at_ms = taken
        self._clock.report(ms, at_ms)
        self.events.picture.emit(image)

    def _when_error(self, _error: QMediaPlayer.Error, _text: str) -> None:
        self._fail()

    def _fail(self) -> None:
        if self._probe is None:
            return
        name = self._path.name if self._path else ""
        self.unload()
        self.events.failed.emit(Problem(f"Qt can't play “{name}”.", "Choose another player in the settings."))
