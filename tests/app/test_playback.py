"""What the window may rely on: one clock, exact frames, spans and loops, whoever plays."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.playback import Playback
from app.players import choice
from app.players.silent_player import SilentPlayer
from app.problems import Problem
from tests import recordings
from tests.barcode import number_in_image
from tests.recordings import FRAMES, SAMPLE

PATIENCE_MS = 15_000
pytestmark = pytest.mark.qt_log_ignore("PulseAudioService", "No RHI backend", "pipewire", "Immediate exit")


class Hands:
    """A clock whose hands the test moves."""

    def __init__(self) -> None:
        self.ms = 0.0

    def __call__(self) -> float:
        return self.ms


@dataclass
class Stage:
    """A playback with a silent player, and everything that it told."""

    playback: Playback
    hands: Hands
    qtbot: QtBot

    def __post_init__(self) -> None:
        self.images: list[QImage] = []
        self.times: list[int] = []
        self.playing: list[bool] = []
        self.problems: list[Problem] = []
        self.playback.frame_ready.connect(self.images.append)
        self.playback.time_changed.connect(self.times.append)
        self.playback.playing_changed.connect(self.playing.append)
        self.playback.failed.connect(self.problems.append)

    def open(self, path: Path = SAMPLE) -> "Stage":
        with self.qtbot.waitSignal(self.playback.opened, timeout=PATIENCE_MS):
            self.playback.open(path)
        if self.playback.has_video:
            self.qtbot.waitUntil(lambda: self.playback.frame is not None, timeout=PATIENCE_MS)
        return self

    def shows(self, number: int) -> None:
        """Wait until the exact frame with this number is on the screen."""
        self.qtbot.waitUntil(
            lambda: self.playback.frame is not None and self.playback.frame.index == number, timeout=PATIENCE_MS
        )
        assert number_in_image(self.images[-1]) == number

    def pass_to(self, ms: float, rate: float = 1.0) -> None:
        """Let so much recorded time pass and the playback look at its clock."""
        self.hands.ms += (ms - self.playback.time_ms) / rate
        self.qtbot.waitUntil(lambda: self.playback.time_ms >= int(ms) - 1 or not self.playback.is_playing)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    hands = Hands()
    playback = Playback(make=lambda _name: SilentPlayer(hands))
    yield Stage(playback, hands, qtbot)
    playback.shut_down()


def test_opening_shows_the_first_frame_and_stands(stage: Stage) -> None:
    stage.open()

    stage.shows(0)
    assert stage.playback.is_open
    assert not stage.playback.is_playing
    assert (stage.playback.duration_ms, stage.playback.frame_rate) == (90_000, "25/1")


@pytest.mark.parametrize("ms", [0, 39, 40, 41, 12_345, 59_999, 89_999])
def test_a_seek_while_paused_shows_the_frame_that_contains_the_time(stage: Stage, ms: int) -> None:
    stage.open().playback.seek(ms)

    assert stage.playback.time_ms == ms
    stage.shows(ms // 40)


def test_many_seeks_at_once_end_at_the_last(stage: Stage) -> None:
    stage.open()
    for ms in range(0, 80_000, 1000):
        stage.playback.seek(ms)

    stage.shows(79_000 // 40)
    assert len(stage.images) < 40


def test_steps_go_both_ways_and_add_up(stage: Stage) -> None:
    stage.open().playback.seek(20_010)
    stage.shows(500)

    for frames in (1, 1, 1, -5):
        stage.playback.step(frames)

    stage.shows(498)
    assert stage.playback.time_ms == 498 * 40


def test_a_step_while_playing_pauses_first(stage: Stage) -> None:
    stage.open().playback.seek(10_000)
    stage.playback.play()
    stage.pass_to(10_500)
    stage.playback.step(-1)

    assert not stage.playback.is_playing
    stage.shows(261)


def test_pausing_shows_the_exact_frame_of_that_moment(stage: Stage) -> None:
    stage.open().playback.play()
    stage.pass_to(5050)
    stage.playback.pause()

    stage.shows(stage.playback.time_ms // 40)
    assert stage.playback.time_ms >= 5050


def test_time_is_told_while_it_plays_and_never_goes_back(stage: Stage) -> None:
    stage.open().playback.play()
    for ms in (100, 200, 300):
        stage.pass_to(ms)

    assert stage.times == sorted(set(stage.times))
    assert stage.times[-1] >= 299


def test_the_frame_is_named_while_it_plays(stage: Stage) -> None:
    stage.open().playback.play()
    stage.pass_to(4010)

    assert stage.playback.frame is not None
    assert stage.playback.frame.index == stage.playback.time_ms // 40


def test_a_silent_player_still_shows_pictures(stage: Stage) -> None:
    stage.open().playback.play()
    stage.pass_to(8000)

    stage.qtbot.waitUntil(lambda: number_in_image(stage.images[-1]) == 200, timeout=PATIENCE_MS)


def test_at_the_end_it_stands_on_the_last_frame_and_plays_again_from_the_start(stage: Stage) -> None:
    stage.open().playback.seek(89_990)
    stage.playback.play()
    with stage.qtbot.waitSignal(stage.playback.ended, timeout=PATIENCE_MS):
        stage.hands.ms += 20

    stage.shows(FRAMES - 1)
    assert stage.playback.time_ms == 90_000
    assert stage.playing == [True, False]

    stage.playback.play()
    assert stage.playback.time_ms < 100


def test_a_span_ends_where_it_should(stage: Stage) -> None:
    stage.open().playback.play_span(30_000, 30_500)
    stage.pass_to(30_700)

    assert not stage.playback.is_playing
    assert stage.playback.time_ms == 30_500
    assert stage.playback.span is None


def test_a_loop_goes_round_until_it_is_left(stage: Stage) -> None:
    told: list[object] = []
    stage.playback.loop_changed.connect(told.append)
    stage.open().playback.play_span(30_000, 30_500, loop=True)
    for _ in range(3):
        stage.hands.ms += 510
        stage.qtbot.waitUntil(lambda: stage.playback.time_ms < 30_400)
    assert stage.playback.is_playing

    stage.playback.clear_span()
    stage.pass_to(30_900)
    assert stage.playback.time_ms >= 30_899
    assert told == [(30_000, 30_500), None]


def test_a_loop_to_the_very_end_goes_round_too(stage: Stage) -> None:
    stage.open().playback.play_span(89_000, 90_000, loop=True)
    stage.hands.ms += 1100
    stage.qtbot.waitUntil(lambda: 89_000 <= stage.playback.time_ms < 89_500, timeout=PATIENCE_MS)

    assert stage.playback.is_playing


def test_a_seek_outside_leaves_the_span(stage: Stage) -> None:
    stage.open().playback.play_span(30_000, 30_500, loop=True)
    stage.playback.seek(10_000)

    assert stage.playback.span is None
    assert stage.playback.is_playing


@pytest.mark.parametrize(("wanted", "got"), [(0.1, 0.25), (0.25, 0.25), (1.5, 1.5), (4, 4), (9, 4)])
def test_the_rate_is_held_to_its_range(stage: Stage, wanted: float, got: float) -> None:
    stage.playback.set_rate(wanted)

    assert stage.playback.rate == got


def test_volume_is_held_to_its_range_and_silence_remembers_it(stage: Stage) -> None:
    stage.playback.set_volume(140)
    stage.playback.set_volume(-3)
    stage.playback.set_volume(40)
    stage.playback.set_muted(True)

    assert (stage.playback.volume, stage.playback.is_muted) == (40, True)


def test_back_goes_back(stage: Stage) -> None:
    stage.open().playback.seek(10_000)
    stage.playback.back(3000)
    assert stage.playback.time_ms == 7000

    stage.playback.back(60_000)
    assert stage.playback.time_ms == 0


@dataclass(frozen=True)
class Second:
    """A word for each even second; a pause for each odd one."""

    number: int


class Seconds:
    def at(self, ms: int) -> Second | None:
        return Second(ms // 1000) if ms // 1000 % 2 == 0 else None


def test_a_word_is_told_when_it_changes_and_only_then(stage: Stage) -> None:
    told: list[object] = []
    stage.playback.word_changed.connect(told.append)
    stage.open().playback.set_words(Seconds())
    for ms in (100, 900, 1500, 1900, 2500):
        stage.playback.seek(ms)
    stage.playback.set_words(None)

    assert told == [Second(0), None, Second(2), None]


def test_sound_alone_opens_plays_and_has_no_frame(stage: Stage, tmp_path: Path) -> None:
    stage.open(recordings.sound_only(tmp_path / "sound.wav", seconds=5))
    stage.playback.step(2)
    assert stage.playback.time_ms == 80

    stage.playback.play()
    stage.pass_to(1000)
    assert not stage.playback.has_video
    assert stage.playback.frame is None
    assert not stage.images


def test_what_is_no_recording_is_refused_and_nothing_is_open(stage: Stage, tmp_path: Path) -> None:
    playlist = tmp_path / "film.mp4"
    playlist.write_text("#EXTM3U\nhttp://127.0.0.1:9/a\n")
    with stage.qtbot.waitSignal(stage.playback.failed, timeout=PATIENCE_MS):
        stage.playback.open(playlist)
    stage.playback.play()

    assert not stage.playback.is_open
    assert not stage.playback.is_playing
    assert "playlist" in stage.problems[0].what


def test_another_recording_replaces_the_first(stage: Stage, tmp_path: Path) -> None:
    stage.open().playback.play()
    stage.pass_to(1000)
    stage.open(recordings.short(tmp_path / "short.mp4"))

    assert stage.playback.time_ms == 0
    assert not stage.playback.is_playing
    assert stage.playback.duration_ms < 2000


def test_opening_twice_at_once_opens_the_second(stage: Stage, tmp_path: Path) -> None:
    second = recordings.sound_only(tmp_path / "sound.wav", seconds=2)
    stage.playback.open(SAMPLE)
    with stage.qtbot.waitSignal(stage.playback.opened, timeout=PATIENCE_MS):
        stage.playback.open(second)

    assert stage.playback.path == second
    assert not stage.playback.has_video


def test_closing_lets_everything_go(stage: Stage) -> None:
    stage.open().playback.play()
    with stage.qtbot.waitSignal(stage.playback.closed):
        stage.playback.close()
    stage.playback.seek(1000)
    stage.playback.step(1)

    assert (stage.playback.time_ms, stage.playback.duration_ms, stage.playback.frame) == (0, 0, None)
    assert not stage.playback.is_playing


def test_the_window_is_never_kept_waiting(stage: Stage) -> None:
    stage.open()
    gaps: list[int] = []
    since = QElapsedTimer()
    since.start()
    pulse = QTimer()
    pulse.timeout.connect(lambda: gaps.append(since.restart()))
    pulse.start(5)
    for number in range(30):
        stage.playback.seek(number * 2777 % 90_000)
        stage.qtbot.wait(10)
    pulse.stop()

    # The median, because a busy machine may pause any process.
    assert sorted(gaps)[len(gaps) // 2] < 50


def test_every_player_is_offered_with_its_reason(stage: Stage) -> None:
    assert [offer.name for offer in stage.playback.available] == ["vlc", "qt", "silent"]
    assert stage.playback.available[-1].why_not is None


def test_a_player_that_is_none_is_refused(stage: Stage) -> None:
    stage.playback.choose_player("gramophone")

    assert stage.problems == [Problem("There is no such player.")]
    assert stage.playback.player_name == "silent"


def test_the_player_can_be_changed_on_the_way(qtbot: QtBot) -> None:
    here = [name for name in choice.NAMES if choice.offer(name).why_not is None]
    playback = Playback(player="silent")
    Stage(playback, Hands(), qtbot).open()
    told: list[str] = []
    playback.player_changed.connect(told.append)
    playback.seek(20_000)
    playback.play()
    for name in here:
        playback.choose_player(name)
        assert playback.player_name == name
        at = playback.time_ms
        qtbot.waitUntil(lambda at=at: playback.time_ms > at + 200, timeout=PATIENCE_MS)

    assert 20_000 < playback.time_ms < 60_000
    assert told == [name for name in here if name != "silent"] + ["silent"]
    playback.shut_down()


@pytest.mark.parametrize("name", ["vlc", "qt"])
def test_it_pauses_on_the_frame_that_was_on_the_screen(name: str, qtbot: QtBot) -> None:
    if why_not := choice.offer(name).why_not:
        pytest.skip(why_not)
    playback = Playback(player=name)
    stage = Stage(playback, Hands(), qtbot).open()
    playback.play()
    qtbot.waitUntil(lambda: playback.time_ms > 2000, timeout=PATIENCE_MS)
    playing = number_in_image(stage.images[-1])
    playback.pause()

    stage.shows(playback.time_ms // 40)
    paused = number_in_image(stage.images[-1])
    assert playing is not None
    assert paused is not None
    assert abs(paused - playing) <= 5
    playback.shut_down()
