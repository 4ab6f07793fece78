"""Plays with libvlc: the broadest formats, a picture in our own buffer, and a clock that we even out."""

import atexit
import threading
import weakref
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.media import transport_stream
from app.media.probe import Probe
from app.players import vlc_library
from app.players.clock import EvenedClock, monotonic_ms
from app.players.player import PlayerEvents
from app.players.vlc_surface import VlcSurface
from app.problems import Problem

_SEEK_LAG_MS = 50
"""From the order until the picture moves, measured; VLC's reports correct it within half a second."""
_FIRST_PICTURE_MS = 10
"""The first picture comes this much before its time."""
_RESUME_LAG_MS = 10
_BEFORE_RATE_MS = 100
"""From the first picture until VLC's clock has settled enough to change its speed."""
_BUFFER_MS = 300
_SHORT_MS = 2000
"""So near the end, a recording may be over before VLC has shown or told anything."""


class _Wire(QObject):
    """Carries what VLC says on its threads to the thread of the window."""

    reported = Signal(int, float, float)
    """Generation, VLC's time, and when it was said."""
    shown = Signal(int)
    ended = Signal(int)
    broke = Signal(int)


class _Deck:
    """One VLC media player with its surface and callbacks, kept together until VLC has let go of all of them."""

    def __init__(self, wire: _Wire, serial: int, path: Path, probe: Probe, start_ms: float) -> None:
        vlc = vlc_library.module()
        library = vlc_library.instance()
        self._wire = wire
        self.serial = serial
        self.player: Any = library.media_player_new()
        self.surface = VlcSurface(probe, self._when_shown)
        self.surface.attach(vlc, self.player)
        # An absolute path to a regular file, and one forced demuxer: a playlist in disguise finds no reader.
        media: Any = library.media_new_path(str(path.resolve()))
        media.add_option(f":demux={probe.container.vlc},none")
        media.add_option(":no-sub-autodetect-file")
        # VLC's second of buffer would play on at the old speed after each change of it.
        media.add_option(f":file-caching={_BUFFER_MS}")
        if start_ms > 0:
            media.add_option(f":start-time={start_ms / 1000:.3f}")
        self.player.set_media(media)
        media.release()
        events: Any = self.player.event_manager()
        kinds: Any = vlc.EventType
        events.event_attach(kinds.MediaPlayerTimeChanged, self._when_time_changed)
        events.event_attach(kinds.MediaPlayerEndReached, self._when_ended)
        events.event_attach(kinds.MediaPlayerEncounteredError, self._when_broken)
        self._events = events  # python-vlc keeps its callbacks here
        self.generation = serial

    def discard(self) -> threading.Thread:
        """Stop and release on a thread of its own: VLC's stop() can block for seconds."""
        self.player.audio_set_mute(True)
        thread = threading.Thread(target=self._release, name="vlc stops", daemon=True)
        thread.start()
        return thread

    def _release(self) -> None:
        self.player.stop()
        self.player.release()

    def _when_shown(self) -> None:
        self._wire.shown.emit(self.serial)

    def _when_time_changed(self, event: Any) -> None:
        self._wire.reported.emit(self.generation, float(event.u.new_time), monotonic_ms())

    def _when_ended(self, _event: Any) -> None:
        self._wire.ended.emit(self.serial)

    def _when_broken(self, _event: Any) -> None:
        self._wire.broke.emit(self.serial)


class VlcPlayer(QObject):
    """libvlc behind the `Player` protocol."""

    name = "vlc"
    draws = True

    def __init__(self) -> None:
        super().__init__()
        self.title = vlc_library.title()
        self.events = PlayerEvents(self)
        self._wire = _Wire()
        _wires.append(self._wire)
        queued = Qt.ConnectionType.QueuedConnection
        self._wire.reported.connect(self._when_reported, queued)
        self._wire.shown.connect(self._when_shown, queued)
        self._wire.ended.connect(self._when_ended, queued)
        self._wire.broke.connect(self._when_broken, queued)
        self._clock = EvenedClock()
        self._path: Path | None = None
        self._probe: Probe | None = None
        self._zero_ms = 0.0
        """What VLC's clock reads at the recording's own start."""
        self._deck: _Deck | None = None
        self._count = 0
        self._alive = False
        """Whether the deck has shown or said anything yet; before that it can't be paused, nor change its speed."""
        self._running = False
        self._rate = 1.0
        self._volume = 100
        self._muted = False
        _players.add(self)

    @property
    def position_ms(self) -> float:
        """The evened clock, held to the recording."""
        return min(self._clock.position_ms, self._probe.duration_ms if self._probe else 0)

    def load(self, path: Path, probe: Probe) -> None:
        """Remember the recording; VLC itself starts at the first `play`."""
        self.unload()
        self._path, self._probe = path, probe
        self._zero_ms = _zero_ms(path, probe)

    def unload(self) -> None:
        """Let VLC go, without waiting for it."""
        self._drop_deck()
        self._running = False
        self._path = self._probe = None
        self._clock.halt_at(0)

    def play(self) -> None:
        """Start VLC here, or let it run on."""
        if self._running or self._path is None:
            return
        self._running = True
        if self._deck is None:
            self._start(self.position_ms)
        else:
            self._deck.player.set_pause(0)
            self._clock.run_from(self.position_ms, _RESUME_LAG_MS)

    def pause(self) -> None:
        """Freeze the clock: VLC's own time is up to ten frames stale at this moment."""
        if not self._running:
            return
        self._running = False
        self._clock.halt_at(self.position_ms)
        if self._alive and self._deck:
            self._deck.player.set_pause(1)
        else:
            # VLC obeys a pause only once it plays; a later `play` starts afresh.
            self._drop_deck()

    def seek(self, ms: float) -> None:
        """Go there; what VLC said before is out of date from now on."""
        place = min(max(0.0, ms), self._probe.duration_ms if self._probe else 0)
        self._clock.halt_at(place)
        if self._deck is None:
            return
        if self._rate != 1 or not self._alive or (self._probe and self._probe.container.name == "mpegts"):
            self._restart(place)
            return
        self._deck.player.set_time(round(place + self._zero_ms))
        # Only now: VLC itself tells the target as its time from within the call.
        self._count += 1
        self._deck.generation = self._count
        if self._running:
            self._clock.run_from(place, _SEEK_LAG_MS)

    def set_rate(self, rate: float) -> None:
        """Change the speed, from this very place on."""
        if rate == self._rate:
            return
        position = self.position_ms
        self._rate = rate
        if self._deck:
            self._clock.halt_at(position)
            self._restart(position)

    def set_volume(self, volume: int) -> None:
        """VLC's own scale, 0 to 100."""
        self._volume = volume
        if self._deck:
            self._deck.player.audio_set_volume(volume)

    def set_muted(self, muted: bool) -> None:
        """Mute or not."""
        self._muted = muted
        if self._deck:
            self._deck.player.audio_set_mute(muted)

    def dispose(self) -> None:
        """Stop VLC for good."""
        self.unload()
        _players.discard(self)

    def _start(self, ms: float) -> None:
        assert self._path
        assert self._probe
        self._count += 1
        self._alive = False
        self._deck = _Deck(self._wire, self._count, self._path, self._probe, ms + self._zero_ms if ms > 0 else 0)
        player = self._deck.player
        player.audio_set_volume(self._volume)
        player.audio_set_mute(self._muted)
        if self._probe.has_video:
            self._clock.halt_at(ms)
        else:
            player.set_rate(self._rate)
            self._clock.change_rate(self._rate)
            self._clock.run_from(ms, _SEEK_LAG_MS)
        player.play()

    def _restart(self, ms: float) -> None:
        """Start anew there, now or at the next `play`: for the places where VLC's own seek goes wrong.

        In a transport stream it lands seconds away. At another speed than 1, libvlc 3.0.24 misjudges the way from the
        key frame to the target: at 2 it leaves out as much as that way is long, at 0.25 it stands still for three
        times as long. So it always starts at 1 and changes speed as soon as pictures come.
        """
        self._drop_deck()
        if self._running:
            self._start(ms)

    def _come_alive(self) -> None:
        """The first picture is up: the clock starts, and the speed can be set."""
        self._alive = True
        if self._deck and self._running and self._probe and self._probe.has_video:
            self._clock.change_rate(1)
            self._clock.run_from(self._clock.position_ms, _FIRST_PICTURE_MS)
            if self._rate != 1:
                serial = self._deck.serial
                QTimer.singleShot(_BEFORE_RATE_MS, self, lambda: self._change_speed(serial))

    def _change_speed(self, serial: int) -> None:
        if self._running and self._is_current(serial) and self._deck:
            self._deck.player.set_rate(self._rate)
            self._clock.change_rate(self._rate)

    def _drop_deck(self) -> None:
        if self._deck:
            _stopping.append(self._deck.discard())
            self._deck = None
        _stopping[:] = [thread for thread in _stopping if thread.is_alive()]

    def _is_current(self, serial: int) -> bool:
        return self._deck is not None and self._deck.serial == serial

    def _when_reported(self, generation: int, ms: float, at_ms: float) -> None:
        if self._deck is None or self._deck.generation != generation:
            return
        if not self._alive:
            self._come_alive()
        if self._running:
            self._clock.report(ms - self._zero_ms, at_ms)

    def _when_shown(self, serial: int) -> None:
        if not self._is_current(serial) or self._deck is None:
            return
        if not self._alive:
            self._come_alive()
        image = self._deck.surface.take()
        if image is not None and self._running:
            self.events.picture.emit(image)

    def _when_ended(self, serial: int) -> None:
        if not self._is_current(serial) or self._probe is None:
            return
        alive = self._alive or self._clock.position_ms > self._probe.duration_ms - _SHORT_MS
        self._drop_deck()
        self._running = False
        if not alive:
            # VLC calls a file that it can't read "ended", at once and without an error.
            self._fail()
            return
        self._clock.halt_at(self._probe.duration_ms)
        self.events.ended.emit()

    def _when_broken(self, serial: int) -> None:
        if self._is_current(serial):
            self._drop_deck()
            self._running = False
            self._fail()

    def _fail(self) -> None:
        self._clock.halt()
        name = self._path.name if self._path else ""
        self.events.failed.emit(Problem(f"VLC can't play “{name}”.", "Choose another player in the settings."))


def _zero_ms(path: Path, probe: Probe) -> float:
    match probe.container.name:
        case "mpegts":
            clock_ms = transport_stream.first_clock_ms(path)
            return 0.0 if clock_ms is None else probe.start_ms - clock_ms
        case "matroska" | "webm" | "mp4":
            return float(probe.start_ms)
        case _:
            return 0.0


_players: "weakref.WeakSet[VlcPlayer]" = weakref.WeakSet()
_stopping: list[threading.Thread] = []
_wires: list[_Wire] = []
"""Kept for good: VLC may still be speaking when the player that listened is gone."""


@atexit.register
def _stop_all() -> None:
    # A callback of ours that VLC calls while Python ends would crash the process.
    for player in list(_players):
        player.unload()
    for thread in _stopping:
        thread.join(5)
