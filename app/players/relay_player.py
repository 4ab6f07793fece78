"""VLC at the speed of life and Qt at every other, as one player.

libvlc 3.0.24 misplaces its clock whenever the speed is not 1: after a start, a seek or a change of speed it stands
still for most of a second at 0.5 and for two at 0.25, and leaves words out at 2. A reviewer slows down just to hear
every word. Qt has no such gap, so it takes over for as long as the speed is another, where it is there and can read
the file; else VLC does it all.
"""

from pathlib import Path

from PySide6.QtCore import QObject

from app.media.probe import Probe
from app.players.player import Player, PlayerEvents
from app.problems import Problem


class RelayPlayer(QObject):
    """Hands the recording from one player to the other where the speed changes; known by the first one's name."""

    draws = True

    def __init__(self, steady: Player, other_speeds: Player) -> None:
        super().__init__()
        self.name = steady.name
        self.title = f"{steady.title} ({other_speeds.title} at other speeds)"
        self.events = PlayerEvents(self)
        self._steady = steady
        self._other = other_speeds
        self._at = steady
        self._path: Path | None = None
        self._probe: Probe | None = None
        self._other_has_it = False
        self._other_fails = False
        self._running = False
        self._rate = 1.0
        steady.events.picture.connect(self._when_steady_shows)
        steady.events.ended.connect(self._when_steady_ended)
        steady.events.failed.connect(self._when_steady_failed)
        other_speeds.events.picture.connect(self._when_other_shows)
        other_speeds.events.ended.connect(self._when_other_ended)
        other_speeds.events.failed.connect(self._when_other_failed)

    @property
    def position_ms(self) -> float:
        """Where the player is that has the recording now."""
        return self._at.position_ms

    def load(self, path: Path, probe: Probe) -> None:
        """Take this recording, by whoever is right for the speed."""
        self.unload()
        self._path, self._probe = path, probe
        self._steady.load(path, probe)
        self._at = self._right_one()
        self._at.set_rate(self._rate)

    def unload(self) -> None:
        """Let the recording go, both."""
        self._running = False
        self._path = self._probe = None
        self._other_has_it = self._other_fails = False
        self._steady.unload()
        self._other.unload()

    def play(self) -> None:
        """Run from the present position."""
        self._running = self._path is not None
        self._at.play()

    def pause(self) -> None:
        """Stand still."""
        self._running = False
        self._at.pause()

    def seek(self, ms: float) -> None:
        """Go there."""
        self._at.seek(ms)

    def set_rate(self, rate: float) -> None:
        """Change the speed, and hand over if need be."""
        self._rate = rate
        self._hand_over()
        self._at.set_rate(rate)

    def set_volume(self, volume: int) -> None:
        """The same for both."""
        self._steady.set_volume(volume)
        self._other.set_volume(volume)

    def set_muted(self, muted: bool) -> None:
        """The same for both."""
        self._steady.set_muted(muted)
        self._other.set_muted(muted)

    def dispose(self) -> None:
        """Stop both for good."""
        self.unload()
        self._steady.dispose()
        self._other.dispose()

    def _right_one(self) -> Player:
        if self._rate == 1 or self._other_fails or self._path is None or self._probe is None:
            return self._steady
        if not self._other_has_it:
            self._other_has_it = True
            self._other.load(self._path, self._probe)  # it may fail from within the call
        return self._steady if self._other_fails else self._other

    def _hand_over(self) -> None:
        before, after = self._at, self._right_one()
        if before is after:
            return
        ms = before.position_ms
        before.pause()
        self._at = after
        after.set_rate(self._rate)
        after.seek(ms)
        if self._running:
            after.play()

    def _when_steady_shows(self, image: object) -> None:
        if self._at is self._steady:
            self.events.picture.emit(image)

    def _when_other_shows(self, image: object) -> None:
        if self._at is self._other:
            self.events.picture.emit(image)

    def _when_steady_ended(self) -> None:
        if self._at is self._steady:
            self._end()

    def _when_other_ended(self) -> None:
        if self._at is self._other:
            self._end()

    def _end(self) -> None:
        self._running = False
        self.events.ended.emit()

    def _when_steady_failed(self, problem: Problem) -> None:
        self._running = False
        self.events.failed.emit(problem)

    def _when_other_failed(self, _problem: Problem) -> None:
        # It knows fewer formats; the first one goes on as well as it can.
        self._other_fails = True
        if self._at is self._other:
            self._hand_over()
