"""One contract for every player: whoever plays, the window can't tell the difference."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.media.probe import probe
from app.players.player import Player
from tests import recordings
from tests.barcode import number_in_image
from tests.recordings import FRAME_MS, SAMPLE

NAMES = ("vlc", "vlc alone", "qt", "silent")
PATIENCE_MS = 15_000

# Qt says these once a run, on a machine without sound or a graphics card.
pytestmark = pytest.mark.qt_log_ignore("PulseAudioService", "No RHI backend", "pipewire", "Immediate exit")


@pytest.fixture(params=NAMES)
def player(request: pytest.FixtureRequest, make_player: Callable[[str], Player]) -> Player:
    player = make_player(request.param)
    player.load(SAMPLE, probe(SAMPLE))
    return player


@pytest.fixture(scope="module")
def short_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recordings.short(tmp_path_factory.mktemp("short") / "short.mp4")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recordings.sound_only(tmp_path_factory.mktemp("sound") / "sound.wav")


def runs_past(qtbot: QtBot, player: Player, ms: float) -> None:
    qtbot.waitUntil(lambda: player.position_ms > ms, timeout=PATIENCE_MS)


def test_it_stands_at_the_start_when_loaded(player: Player) -> None:
    assert player.position_ms == 0


def test_it_moves_when_played_and_stands_when_paused(player: Player, qtbot: QtBot) -> None:
    player.play()
    runs_past(qtbot, player, 300)
    player.pause()
    paused = player.position_ms
    qtbot.wait(120)

    assert player.position_ms == paused


def test_time_never_goes_back_by_itself(player: Player, qtbot: QtBot) -> None:
    seen = [0.0]

    def look() -> bool:
        seen.append(player.position_ms)
        return seen[-1] > 1500

    player.play()
    qtbot.waitUntil(look, timeout=PATIENCE_MS)

    assert seen == sorted(seen)


def test_a_seek_while_paused_is_exact(player: Player) -> None:
    player.seek(45_678)

    assert player.position_ms == 45_678


def test_it_plays_on_from_a_seek_while_paused(player: Player, qtbot: QtBot) -> None:
    player.play()
    runs_past(qtbot, player, 200)
    player.pause()
    player.seek(45_678)
    player.play()

    runs_past(qtbot, player, 45_900)
    assert player.position_ms < 60_000


def test_it_plays_on_from_a_seek_while_playing(player: Player, qtbot: QtBot) -> None:
    player.play()
    runs_past(qtbot, player, 200)
    player.seek(30_000)
    assert 30_000 <= player.position_ms < 30_100

    runs_past(qtbot, player, 30_400)
    player.seek(10_000)
    assert player.position_ms < 10_100


def test_it_seeks_right_after_it_was_told_to_play(player: Player, qtbot: QtBot) -> None:
    player.play()
    player.seek(50_000)

    runs_past(qtbot, player, 50_300)
    assert player.position_ms < 60_000


def test_a_seek_is_held_to_the_recording(player: Player) -> None:
    player.seek(-5)
    assert player.position_ms == 0
    player.seek(10**9)
    assert player.position_ms == 90_000


@pytest.mark.parametrize("rate", [0.5, 2.0])
@pytest.mark.parametrize("name", ["vlc", "qt", "silent"])
def test_the_rate_sets_the_speed(name: str, rate: float, make_player: Callable[[str], Player], qtbot: QtBot) -> None:
    player = make_player(name)
    player.load(SAMPLE, probe(SAMPLE))
    player.set_rate(rate)
    player.seek(20_700)
    player.play()
    runs_past(qtbot, player, 20_700 + 300 * rate)
    begun = player.position_ms
    qtbot.wait(1000)

    assert 0.6 * rate < (player.position_ms - begun) / 1000 < 1.7 * rate


def test_the_rate_can_change_on_the_way(player: Player, qtbot: QtBot) -> None:
    player.play()
    runs_past(qtbot, player, 300)
    for rate in (4.0, 0.25, 1.0):
        player.set_rate(rate)
        at = player.position_ms
        runs_past(qtbot, player, at + 200)

    assert player.position_ms < 20_000


def test_volume_and_silence_are_taken_at_any_time(player: Player, qtbot: QtBot) -> None:
    player.set_volume(30)
    player.set_muted(True)
    player.play()
    runs_past(qtbot, player, 100)
    player.set_volume(100)
    player.set_muted(False)

    runs_past(qtbot, player, 300)


@pytest.mark.parametrize("name", NAMES)
def test_the_end_is_told_once_and_it_stands_there(
    name: str, make_player: Callable[[str], Player], short_one: Path, qtbot: QtBot
) -> None:
    player = make_player(name)
    found = probe(short_one)
    player.load(short_one, found)
    told: list[bool] = []
    player.events.ended.connect(lambda: told.append(True))

    with qtbot.waitSignal(player.events.ended, timeout=PATIENCE_MS):
        player.play()
    qtbot.wait(150)

    assert told == [True]
    assert player.position_ms == found.duration_ms


@pytest.mark.parametrize("name", NAMES)
def test_after_the_end_it_can_be_sent_back_and_plays_again(
    name: str, make_player: Callable[[str], Player], short_one: Path, qtbot: QtBot
) -> None:
    player = make_player(name)
    player.load(short_one, probe(short_one))
    for _ in range(2):
        player.seek(200)
        with qtbot.waitSignal(player.events.ended, timeout=PATIENCE_MS):
            player.play()


@pytest.mark.parametrize("name", NAMES)
def test_sound_alone_plays(name: str, make_player: Callable[[str], Player], sound: Path, qtbot: QtBot) -> None:
    player = make_player(name)
    player.load(sound, probe(sound))
    pictures: list[QImage] = []
    player.events.picture.connect(pictures.append)
    player.seek(5000)
    player.play()

    runs_past(qtbot, player, 5700)
    player.pause()
    player.seek(80_000)
    assert player.position_ms == 80_000
    assert not pictures


def test_another_recording_can_follow(player: Player, short_one: Path, qtbot: QtBot) -> None:
    player.play()
    runs_past(qtbot, player, 200)
    player.load(short_one, probe(short_one))
    assert player.position_ms == 0

    with qtbot.waitSignal(player.events.ended, timeout=PATIENCE_MS):
        player.play()


def test_without_a_recording_nothing_moves(player: Player, qtbot: QtBot) -> None:
    player.unload()
    player.play()
    qtbot.wait(50)

    assert player.position_ms == 0


@pytest.mark.parametrize("name", ["vlc", "qt"])
@pytest.mark.parametrize("format", ["mp4", "matroska", "mpegts"])
def test_pictures_come_in_order_whole_and_on_time(
    name: str, format: str, make_player: Callable[[str], Player], qtbot: QtBot, tmp_path: Path
) -> None:
    path = SAMPLE if format == "mp4" else recordings.remuxed(tmp_path / "other", format)
    found = probe(path)
    player = make_player(name)
    player.load(path, found)
    shown: list[tuple[float, int | None]] = []
    player.events.picture.connect(lambda image: shown.append((player.position_ms, number_in_image(image))))

    player.play()
    qtbot.waitUntil(lambda: len(shown) > 60, timeout=PATIENCE_MS)

    numbers = [number for _, number in shown]
    assert None not in numbers
    assert numbers == sorted(numbers)  # type: ignore[type-var]
    errors = sorted(abs(ms - (number or 0) * FRAME_MS) for ms, number in shown[30:])
    assert errors[len(errors) // 2] < 120


@pytest.mark.parametrize("name", ["vlc", "qt"])
def test_no_picture_comes_while_it_stands(name: str, make_player: Callable[[str], Player], qtbot: QtBot) -> None:
    player = make_player(name)
    player.load(SAMPLE, probe(SAMPLE))
    player.play()
    runs_past(qtbot, player, 300)
    player.pause()
    pictures: list[QImage] = []
    player.events.picture.connect(pictures.append)
    player.seek(40_000)
    qtbot.wait(200)

    assert not pictures


@pytest.mark.parametrize("name", ["vlc", "qt"])
@pytest.mark.parametrize("degrees", [90, -90])
def test_a_picture_is_as_upright_as_the_exact_frame(
    name: str, degrees: int, make_player: Callable[[str], Player], qtbot: QtBot, tmp_path: Path
) -> None:
    from app.media.frames import FrameReader
    from app.players.exact_frames import image_of

    path = recordings.turned(tmp_path / "turned.mp4", degrees)
    player = make_player(name)
    player.load(path, probe(path))
    with FrameReader(path) as reader:
        exact = image_of(reader.at(0)[1])

    with qtbot.waitSignal(player.events.picture, timeout=PATIENCE_MS) as came:
        player.play()
    image = came.args[0]

    assert image.size() == exact.size()
    barcode, opposite = (8, 351) if degrees == 90 else (351, 8)
    bright = [sum(exact.pixelColor(x, y).lightness() > 128 for y in range(640)) for x in (barcode, opposite)]
    assert bright[0] > 0
    seen = [sum(image.pixelColor(x, y).lightness() > 128 for y in range(640)) for x in (barcode, opposite)]
    assert (seen[0] > 0) == (bright[0] > 0)
    assert (seen[1] > 0) == (bright[1] > 0)


def test_a_recording_that_qt_can_not_read_goes_on_with_vlc_at_every_speed(
    make_player: Callable[[str], Player], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.players.qt_player import QtPlayer

    player = make_player("vlc")
    problems: list[object] = []
    player.events.failed.connect(problems.append)
    monkeypatch.setattr(QtPlayer, "load", fail_to_load)
    player.load(SAMPLE, probe(SAMPLE))
    player.seek(30_000)
    player.play()
    runs_past(qtbot, player, 30_200)
    player.set_rate(2)

    runs_past(qtbot, player, 31_500)
    assert player.position_ms < 45_000
    assert not problems


def fail_to_load(self: Player, path: Path, probe: object) -> None:
    from app.problems import Problem

    self.events.failed.emit(Problem("Qt can't play it."))
