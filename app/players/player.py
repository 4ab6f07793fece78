"""What every player can do, and which of them there are."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.media.probe import Probe


class PlayerEvents(QObject):
    """What a player tells, always on the thread of the window."""

    picture = Signal(object)
    """A QImage is due on the screen; only while playing."""
    ended = Signal()
    """The recording came to its end and the player stands there."""
    failed = Signal(object)
    """A Problem: this player can't play this recording, and has stopped."""


class Player(Protocol):
    """Plays one recording at a time. Times are milliseconds from the recording's own start.

    Nothing here waits: `load` and `seek` return at once. Pictures come while playing only; the exact frame of a pause
    is PyAV's business, because VLC's own is up to three frames off.
    """

    name: str
    title: str
    draws: bool
    """Whether it sends pictures."""
    events: PlayerEvents

    @property
    def position_ms(self) -> float:
        """Where it is now, evened out; stands still while paused."""
        ...

    def load(self, path: Path, probe: Probe) -> None:
        """Take this recording, paused at its start, and let go of the last one."""
        ...

    def unload(self) -> None:
        """Let go of the recording."""
        ...

    def play(self) -> None:
        """Run from the present position."""
        ...

    def pause(self) -> None:
        """Stand still at the present position."""
        ...

    def seek(self, ms: float) -> None:
        """Go there, playing on or standing still as before; also back from the end."""
        ...

    def set_rate(self, rate: float) -> None:
        """Slower or faster, the pitch of voices kept."""
        ...

    def set_volume(self, volume: int) -> None:
        """0 to 100."""
        ...

    def set_muted(self, muted: bool) -> None:
        """Silence that remembers the volume."""
        ...

    def dispose(self) -> None:
        """Stop for good; the player is not used again."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """A player by name, and why it can't be had here."""

    name: str
    title: str
    why_not: str | None = None
