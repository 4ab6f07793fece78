"""A player without picture or sound: a clock for tests, for text, and for machines that have nothing better."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from app.media.probe import Probe
from app.players.clock import EvenedClock, monotonic_ms
from app.players.player import PlayerEvents


class SilentPlayer(QObject):
    """Keeps time exactly and says when the recording would have ended."""

    name = "silent"
    title = "Silent clock"
    draws = False

    def __init__(self, now: Callable[[], float] = monotonic_ms) -> None:
        super().__init__()
        self.events = PlayerEvents(self)
        self._clock = EvenedClock(now)
        self._duration_ms = 0
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setTimerType(Qt.TimerType.PreciseTimer)
        self._end.timeout.connect(self._look_for_end)

    @property
    def position_ms(self) -> float:
        """Where the clock is, never past the end."""
        return min(self._clock.position_ms, self._duration_ms)

    def load(self, path: Path, probe: Probe) -> None:  # noqa: ARG002  # it plays nothing
        """Take a recording's length."""
        self._duration_ms = probe.duration_ms
        self._clock.halt_at(0)
        self._end.stop()

    def unload(self) -> None:
        """Forget the recording."""
        self._duration_ms = 0
        self._clock.halt_at(0)
        self._end.stop()

    def play(self) -> None:
        """Let the clock run."""
        if not self._clock.is_running and self._duration_ms:
            self._clock.run_from(self.position_ms)
            self._await_end()

    def pause(self) -> None:
        """Stop the clock."""
        self._clock.halt_at(self.position_ms)
        self._end.stop()

    def seek(self, ms: float) -> None:
        """Set the clock."""
        place = min(max(0.0, ms), self._duration_ms)
        if self._clock.is_running:
            self._clock.run_from(place)
            self._await_end()
        else:
            self._clock.halt_at(place)

    def set_rate(self, rate: float) -> None:
        """Let the clock run slower or faster."""
        self._clock.change_rate(rate)
        if self._clock.is_running:
            self._await_end()

    def set_volume(self, volume: int) -> None:
        """There is no sound."""

    def set_muted(self, muted: bool) -> None:
        """There is no sound."""

    def dispose(self) -> None:
        """Stop the clock."""
        self.unload()

    def _await_end(self) -> None:
        self._end.start(max(0, round((self._duration_ms - self.position_ms) / self._clock.rate)))

    def _look_for_end(self) -> None:
        if self._clock.position_ms < self._duration_ms:
            self._await_end()
            return
        self._clock.halt_at(self._duration_ms)
        self.events.ended.emit()
