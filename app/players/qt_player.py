"""Plays with Qt Multimedia: what comes with PySide6, for machines without VLC."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot

# FFmpeg inside Qt may open this one file and nothing that the file points to; read when Qt loads it.
os.environ["QT_FFMPEG_PROTOCOL_WHITELIST"] = "file"

from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer, QVideoFrame, QVideoSink

from app.media.probe import Probe
from app.players.clock import EvenedClock, monotonic_ms
from app.players.player import PlayerEvents
from app.problems import Problem

_LAG_MS = 20
_US = 1000


class _Screen(QObject):
    """Brings each frame to the thread of the window, as a picture.

    The connection must be queued: a slot of ours on Qt's video thread waits for Python's lock, and `stop()`, which
    holds that lock, waits for the video thread.
    """

    shown = Signal(object, float, float)
    """The picture, its time in the file, and when it came."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sink = QVideoSink(self)
        self.sink.videoFrameChanged.connect(self._when_frame, Qt.ConnectionType.QueuedConnection)
        self.is_on = False

    @Slot(QVideoFrame)
    def _when_frame(self, frame: QVideoFrame) -> None:
        at_ms = monotonic_ms()
        if self.is_on and frame.isValid():
            self.shown.emit(frame.toImage(), frame.startTime() / _US, at_ms)


class QtPlayer(QObject):
    """Qt Multimedia behind the `Player` protocol."""

    name = "qt"
    title = "Qt Multimedia"
    draws = True

    def __init__(self) -> None:
        super().__init__()
        self.events = PlayerEvents(self)
        self._clock = EvenedClock()
        self._probe: Probe | None = None
        self._path: Path | None = None
        self._wanted_ms: float | None = None
        """A place to go to as soon as the file is loaded."""
        self._running = False
        self._failed = False
        self._screen = _Screen(self)
        self._screen.shown.connect(self._when_shown)
        self._audio = QAudioOutput(self)
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(self._screen.sink)
        self._player.setPitchCompensation(True)
        self._player.mediaStatusChanged.connect(self._when_status)
        self._player.positionChanged.connect(self._when_position)
        self._player.errorOccurred.connect(self._when_error)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._find_sound)
        self._find_sound()

    @property
    def position_ms(self) -> float:
        """The evened clock, held to the recording."""
        return min(self._clock.position_ms, self._probe.duration_ms if self._probe else 0)

    def load(self, path: Path, probe: Probe) -> None:
        """Let Qt open the file."""
        self.unload()
        self._failed = False
        self._path, self._probe = path, probe
        self._player.setSource(QUrl.fromLocalFile(str(path.resolve())))

    def unload(self) -> None:
        """Let the file go."""
        self._run(False)
        self._probe = self._path = self._wanted_ms = None
        self._clock.halt_at(0)
        self._player.stop()
        self._player.setSource(QUrl())

    def play(self) -> None:
        """Run on."""
        if self._running or self._probe is None:
            return
        self._run(True)
        self._player.play()
        self._clock.run_from(self.position_ms, _LAG_MS)

    def pause(self) -> None:
        """Stand still."""
        if self._running:
            self._run(False)
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

    def _find_sound(self) -> None:
        # Without any device Qt warns at each start; a headset may still be plugged in later.
        if not QMediaDevices.defaultAudioOutput().isNull():
            self._player.setAudioOutput(self._audio)

    def _run(self, running: bool) -> None:
        self._running = self._screen.is_on = running

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
            self._run(False)
            self._clock.halt_at(self._probe.duration_ms)
            self.events.ended.emit()
        elif status == QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail()

    def _when_position(self, position: int) -> None:
        if self._running and self._probe and not self._probe.has_video:
            self._clock.report(position, monotonic_ms())

    def _when_shown(self, image: object, ms: float, at_ms: float) -> None:
        self._clock.report(ms, at_ms)
        self.events.picture.emit(image)

    def _when_error(self, _error: QMediaPlayer.Error, _text: str) -> None:
        self._fail()

    def _fail(self) -> None:
        if self._path is None or self._failed:
            return
        self._failed = True
        self._run(False)
        self._clock.halt()
        self.events.failed.emit(
            Problem(f"Qt can't play “{self._path.name}”.", "Choose another player in the settings.")
        )
