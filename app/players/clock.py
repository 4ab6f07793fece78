"""A clock evened out between the sparse reports of a player, so that the highlight doesn't stutter.

VLC tells its time about three times a second; in between, the last report is up to half a second old.
"""

import time
from collections import deque
from collections.abc import Callable
from statistics import median

_REMEMBERED = 5
_STRANGE_MS = 150
"""A report this far off is believed only when the next one agrees: some are stale by the time they come."""
_STRANGE_AT_FIRST_MS = 700
"""The same for the first report after a start, a seek or a change of rate, where we only guess."""


def monotonic_ms() -> float:
    """Milliseconds on a clock that never goes back."""
    return time.monotonic_ns() / 1e6


class EvenedClock:
    """Where the recording is now: runs by itself at `rate`, and leans on each report that it is given."""

    def __init__(self, now: Callable[[], float] = monotonic_ms) -> None:
        self._now = now
        self._rate = 1.0
        self._running = False
        self._held_ms = 0.0
        """The position while halted; while running, the one below which it doesn't fall."""
        self._offset = 0.0
        self._offsets: deque[float] = deque(maxlen=_REMEMBERED)
        self._doubted: float | None = None

    @property
    def is_running(self) -> bool:
        """Whether time moves."""
        return self._running

    @property
    def rate(self) -> float:
        """How many milliseconds of recording pass in one of ours."""
        return self._rate

    @property
    def position_ms(self) -> float:
        """The time of the recording; while it runs, it never goes back by itself."""
        if self._running:
            self._held_ms = max(self._held_ms, self._rate * self._now() + self._offset)
        return self._held_ms

    def run_from(self, ms: float, lag_ms: float = 0.0) -> None:
        """Run on from `ms`; the player is expected to need `lag_ms` until it really moves."""
        self._running = True
        self._expect(ms, lag_ms)

    def halt(self) -> float:
        """Stand still at the position of this moment, and say which it is."""
        position = self.position_ms
        self._running = False
        return position

    def halt_at(self, ms: float) -> None:
        """Stand still at `ms`."""
        self._running = False
        self._held_ms = ms

    def change_rate(self, rate: float, lag_ms: float = 0.0) -> None:
        """Run slower or faster from here on."""
        position = self.position_ms
        self._rate = rate
        if self._running:
            self._expect(position, lag_ms)

    def report(self, ms: float, at_ms: float) -> None:
        """Take in that the player was at `ms` when our own clock read `at_ms`."""
        if not self._running:
            return
        offset = ms - self._rate * at_ms
        if abs(offset - self._offset) <= (_STRANGE_MS if self._offsets else _STRANGE_AT_FIRST_MS):
            self._doubted = None
            self._offsets.append(offset)
        elif self._doubted is not None and abs(offset - self._doubted) <= _STRANGE_MS:
            self._offsets.clear()
            self._offsets.extend((self._doubted, offset))
            self._doubted = None
            self._held_ms = self._rate * self._now() + median(self._offsets)
        else:
            self._doubted = offset
            return
        self._offset = median(self._offsets)

    def _expect(self, ms: float, lag_ms: float) -> None:
        self._held_ms = ms
        self._offset = ms - self._rate * (self._now() + lag_ms)
        self._offsets.clear()
        self._doubted = None
