"""Playing the recording: one clock, the exact frame whenever it stands, and the word that is being said."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.media.frames import FrameGrid, FrameStamp
from app.media.probe import Probe
from app.players import choice
from app.players.exact_frames import ExactFrames, Shown
from app.players.player import Offer, Player
from app.problems import Problem

SLOWEST, FASTEST = 0.25, 4.0
_TICK_MS = 15
_STEP_WITHOUT_PICTURE_MS = 40


class Words(Protocol):
    """What knows which word is said when; see `app.timeline.WordTimes`."""

    def at(self, ms: int) -> object | None:
        """The word at this time, or None between words."""
        ...


class Playback(QObject):
    """Plays one recording at a time. Every wish returns at once; signals tell what became of it."""

    time_changed = Signal(int)
    word_changed = Signal(object)
    """The WordAt under the clock, or None."""
    playing_changed = Signal(bool)
    frame_ready = Signal(object)
    """A QImage for the canvas."""
    opened = Signal(object)
    """A Probe: the recording can be played now."""
    closed = Signal()
    rate_changed = Signal(float)
    volume_changed = Signal(int, bool)
    """Volume, and whether it is muted."""
    loop_changed = Signal(object)
    """(start_ms, end_ms) while a span is looped, else None."""
    ended = Signal()
    player_changed = Signal(str)
    failed = Signal(object)
    """A Problem."""

    def __init__(
        self,
        parent: QObject | None = None,
        player: str | None = None,
        make: Callable[[str | None], Player] = choice.make,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._path: Path | None = None
        self._probe: Probe | None = None
        self._number = -1
        self._time_ms = 0.0
        self._told_ms = -1
        self._playing = False
        self._moved = False
        """Whether the place was changed while paused, so that the player must be told before it runs."""
        self._rate = 1.0
        self._volume = 100
        self._muted = False
        self._span: tuple[int, int] | None = None
        self._looping = False
        self._words: Words | None = None
        self._word: object | None = None
        self._stamp: FrameStamp | None = None
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._follow)
        self._frames = ExactFrames(self)
        self._frames.opened.connect(self._when_opened)
        self._frames.failed.connect(self._when_refused)
        self._frames.shown.connect(self._when_shown)
        self._player = self._take(player)

    # What is so

    @property
    def time_ms(self) -> int:
        """Where the recording is."""
        return int(self._time_ms)

    @property
    def duration_ms(self) -> int:
        """How long it is; 0 without one."""
        return self._probe.duration_ms if self._probe else 0

    @property
    def is_open(self) -> bool:
        """Whether there is a recording to play."""
        return self._probe is not None

    @property
    def is_playing(self) -> bool:
        """Whether time moves."""
        return self._playing

    @property
    def rate(self) -> float:
        """1.0 is the speed of life."""
        return self._rate

    @property
    def volume(self) -> int:
        """0 to 100, also while muted."""
        return self._volume

    @property
    def is_muted(self) -> bool:
        """Whether it is silent, whatever the volume."""
        return self._muted

    @property
    def probe(self) -> Probe | None:
        """What the recording says about itself."""
        return self._probe

    @property
    def path(self) -> Path | None:
        """The file that is open."""
        return self._path if self._probe else None

    @property
    def has_video(self) -> bool:
        """Whether there is a picture."""
        return self._probe is not None and self._probe.has_video

    def stamp_at(self, ms: int) -> FrameStamp | None:
        """Which frame is due at a time, by the recording's own frame rate; None where there is no picture."""
        return FrameGrid.of(self._probe).nominal_stamp(ms) if self._probe is not None and self.has_video else None

    @property
    def frame_rate(self) -> str | None:
        """Frames a second as a fraction, such as "25/1"."""
        return self._probe.frame_rate if self._probe else None

    @property
    def frame(self) -> FrameStamp | None:
        """The frame on the screen: the decoded one while paused, by the file's rate while playing."""
        if self._playing and self._probe and self._probe.has_video:
            return FrameGrid.of(self._probe).nominal_stamp(self._time_ms)
        return self._stamp

    @property
    def span(self) -> tuple[int, int] | None:
        """The stretch that playing is held to."""
        return self._span

    @property
    def is_looping(self) -> bool:
        """Whether the stretch starts again at its end."""
        return self._looping

    @property
    def player_name(self) -> str:
        """Which player plays: "vlc", "qt" or "silent"."""
        return self._player.name

    @property
    def player_title(self) -> str:
        """The same for the reviewer to read, such as "VLC 3.0.24"."""
        return self._player.title

    @property
    def available(self) -> list[Offer]:
        """Every player, and why it can't be had where it can't."""
        return choice.available()

    # Wishes

    def open(self, path: Path) -> None:
        """Look at the file and get ready; `opened` or `failed` follows."""
        self.close()
        self._path = path
        self._number = self._frames.open(path)

    def close(self) -> None:
        """Let the recording go."""
        was_open = self.is_open
        self._set_playing(False)
        self._frames.close()
        self._number = -1
        self._player.unload()
        self._path = self._probe = self._stamp = None
        self._moved = False
        self.clear_span()
        self._place(0)
        if was_open:
            self.closed.emit()

    def play(self) -> None:
        """Run; from the end, run from the start again."""
        if not self.is_open or self._playing:
            return
        if self._span and not self._span[0] <= self._time_ms < self._span[1]:
            self._go(self._span[0])
        elif self._time_ms >= self.duration_ms:
            self._go(0)
        if self._moved:
            self._player.seek(self._time_ms)
            self._moved = False
        self._player.play()
        self._set_playing(True)

    def pause(self) -> None:
        """Stand still on the exact frame."""
        if not self._playing:
            return
        self._player.pause()
        self._set_playing(False)
        self._place(min(self._player.position_ms, self.duration_ms))
        self._show_frame()

    def toggle(self) -> None:
        """Play or pause."""
        if self._playing:
            self.pause()
        else:
            self.play()

    def seek(self, ms: float) -> None:
        """Go there and play on, or show the exact frame. A place outside the span leaves the span."""
        if not self.is_open:
            return
        if self._span and not self._span[0] <= ms <= self._span[1]:
            self.clear_span()
        self._go(ms)

    def back(self, ms: int) -> None:
        """Go back so far (or forward, if negative)."""
        self.seek(self._time_ms - ms)

    def step(self, frames: int) -> None:
        """Pause, then go so many frames on, or back if negative."""
        if not self.is_open or not frames:
            return
        self.pause()
        self._moved = True
        if self.has_video:
            self._frames.step(frames)
        else:
            self._place(self._within(self._time_ms + frames * _STEP_WITHOUT_PICTURE_MS))

    def set_rate(self, rate: float) -> None:
        """Play slower or faster, the pitch kept; held to 0.25 to 4."""
        rate = min(FASTEST, max(SLOWEST, rate))
        if rate != self._rate:
            self._rate = rate
            self._player.set_rate(rate)
            self.rate_changed.emit(rate)

    def set_volume(self, volume: int) -> None:
        """0 to 100."""
        volume = min(100, max(0, volume))
        if volume != self._volume:
            self._volume = volume
            self._player.set_volume(volume)
            self.volume_changed.emit(volume, self._muted)

    def set_muted(self, muted: bool) -> None:
        """Silence, or sound again."""
        if muted != self._muted:
            self._muted = muted
            self._player.set_muted(muted)
            self.volume_changed.emit(self._volume, muted)

    def play_span(self, start_ms: int, end_ms: int, loop: bool = False) -> None:
        """Play from start to end and stand there, or go round until `clear_span`."""
        if not self.is_open or start_ms >= end_ms:
            return
        self._set_span((start_ms, end_ms), loop)
        self._go(start_ms)
        self.play()

    def clear_span(self) -> None:
        """Play on freely."""
        self._set_span(None, False)

    def set_words(self, words: Words | None) -> None:
        """The words to follow from now on."""
        self._words = words
        self._tell_word()

    def choose_player(self, name: str) -> None:
        """Let another player play on from here; `failed` says why if it can't be had."""
        offer = next((offer for offer in self.available if offer.name == name), None)
        if name == self.player_name:
            return
        if offer is None or offer.why_not:
            self.failed.emit(Problem(offer.why_not or "" if offer else "There is no such player."))
            return
        was_playing = self._playing
        self.pause()
        self._player.dispose()
        self._player = self._take(name)
        if self._path and self._probe:
            self._player.load(self._path, self._probe)
            self._moved = True
        self.player_changed.emit(self.player_name)
        if was_playing:
            self.play()

    def shut_down(self) -> None:
        """Let everything go before the program ends."""
        self.close()
        self._player.dispose()
        self._frames.stop()

    # What follows

    def _take(self, name: str | None) -> Player:
        player = self._make(name)
        player.events.picture.connect(self._when_picture)
        player.events.ended.connect(self._when_ended)
        player.events.failed.connect(self._when_player_failed)
        player.set_rate(self._rate)
        player.set_volume(self._volume)
        player.set_muted(self._muted)
        return player

    def _go(self, ms: float) -> None:
        ms = self._within(ms)
        if self._playing:
            self._player.seek(ms)
        else:
            self._moved = True
        self._place(ms)
        if not self._playing:
            self._show_frame()

    def _within(self, ms: float) -> float:
        return min(max(0.0, ms), self.duration_ms)

    def _show_frame(self) -> None:
        if self.has_video:
            self._frames.show(self._time_ms)

    def _set_playing(self, playing: bool) -> None:
        if playing == self._playing:
            return
        self._playing = playing
        if playing:
            self._tick.start()
        else:
            self._tick.stop()
        self.playing_changed.emit(playing)

    def _set_span(self, span: tuple[int, int] | None, looping: bool) -> None:
        before = self._span if self._looping else None
        self._span, self._looping = span, looping
        after = span if looping else None
        if before != after:
            self.loop_changed.emit(after)

    def _place(self, ms: float) -> None:
        self._time_ms = ms
        if self.time_ms != self._told_ms:
            self._told_ms = self.time_ms
            self.time_changed.emit(self.time_ms)
            self._tell_word()

    def _tell_word(self) -> None:
        word = self._words.at(self.time_ms) if self._words else None
        if word != self._word:
            self._word = word
            self.word_changed.emit(word)

    def _follow(self) -> None:
        if not self._playing:
            return
        now = min(self._player.position_ms, self.duration_ms)
        if self._span and now >= self._span[1]:
            self._end_span()
            return
        self._place(now)
        if not self._player.draws and self._frames.is_idle:
            self._show_frame()

    def _end_span(self) -> None:
        assert self._span
        start_ms, end_ms = self._span
        if self._looping:
            self._go(start_ms)
            if not self._playing:
                self.play()
            return
        self._player.pause()
        self._set_playing(False)
        self.clear_span()
        self._go(end_ms)

    def _when_opened(self, number: int, probe: Probe) -> None:
        if number != self._number or self._path is None:
            return
        self._probe = probe
        self._player.load(self._path, probe)
        self.opened.emit(probe)
        self._show_frame()

    def _when_refused(self, number: int, problem: Problem) -> None:
        if number == self._number:
            self.failed.emit(problem)

    def _when_shown(self, number: int, shown: Shown) -> None:
        if number != self._number or (self._playing and self._player.draws):
            return
        self._stamp = shown.stamp
        if shown.stepped and not self._playing:
            self._place(shown.stamp.ms)
        self.frame_ready.emit(shown.image)

    def _when_picture(self, image: object) -> None:
        if self._playing:
            self.frame_ready.emit(image)

    def _when_ended(self) -> None:
        if not self._playing:
            return
        self._set_playing(False)
        self._place(self.duration_ms)
        self._moved = True
        if self._span and self._looping:
            self._end_span()
            return
        self.clear_span()
        self._show_frame()
        self.ended.emit()

    def _when_player_failed(self, problem: Problem) -> None:
        self._set_playing(False)
        self._moved = True
        self.failed.emit(problem)
