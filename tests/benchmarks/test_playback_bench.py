"""How far the clock is from the picture, and how soon a paused seek shows its frame: ours beside libvlc's own.

The sample carries its frame number in every picture, so each figure compares with what is really on the screen. The
times of the frames come from the file's own packets. Figures are printed; only exactness is asserted.
"""

import random
import time
from bisect import bisect_right
from collections.abc import Callable
from statistics import median, quantiles

import av
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.media.probe import probe
from app.playback import Playback
from app.players import choice
from app.players.player import Player
from tests.barcode import number_in_image
from tests.recordings import SAMPLE

pytestmark = pytest.mark.qt_log_ignore("PulseAudioService", "No RHI backend", "pipewire", "Immediate exit")
RATES = (0.5, 1.0, 2.0)
WATCHED_S = 5.0
SEEKS = 200
VLC_SEEKS = 40
VLC_PATIENCE_S = 1.5


def frame_times() -> list[float]:
    """When each frame starts, in ms, from the file's packets."""
    with av.open(str(SAMPLE)) as opened:
        stream = opened.streams.video[0]
        times = [packet.pts * packet.time_base * 1000 for packet in opened.demux(stream) if packet.pts is not None]
    return sorted(float(ms) for ms in times)


def row(name: str, errors: list[float]) -> str:
    sizes = [abs(error) for error in errors]
    p95 = quantiles(sizes, n=20)[-1]
    return f"  {name:<34}{median(sizes):8.0f}{p95:8.0f}{max(sizes):8.0f}   ms  ({len(sizes)} pictures)"


def vlc_alone() -> Player:
    from app.players.vlc_player import VlcPlayer

    return VlcPlayer()


PLAYERS: dict[str, tuple[str, float, Callable[[], Player]]] = {
    "libvlc alone, once it has settled": ("vlc", 3.5, vlc_alone),
    "Qt, from the first picture on": ("qt", 0.0, lambda: choice.make("qt")),
    "what the reviewer gets, from the first picture on": ("vlc", 0.0, lambda: choice.make("vlc")),
}


@pytest.mark.parametrize("title", PLAYERS)
def test_the_clock_against_the_picture(title: str, qtbot: QtBot) -> None:
    name, settled_s, make = PLAYERS[title]
    if why_not := choice.offer(name).why_not:
        pytest.skip(why_not)
    due = frame_times()
    print(f"\nThe clock against the frame on the screen, {title}: median, p95, max")
    for rate in RATES:
        player = make()
        player.load(SAMPLE, probe(SAMPLE))
        player.set_rate(rate)
        player.seek(20_700)
        watch = Watch(player, due, settled_s)
        player.play()
        qtbot.wait(round((settled_s + WATCHED_S) * 1000))
        player.dispose()
        if watch.raw:
            print(row(f"rate {rate}, libvlc's get_time()", watch.raw))
        print(row(f"rate {rate}, our clock", watch.evened))
        assert watch.evened


class Watch:
    """Compares the clock with each picture that comes."""

    def __init__(self, player: Player, due: list[float], settled_s: float) -> None:
        self.player = player
        self.due = due
        self.begin = time.monotonic() + settled_s
        self.evened: list[float] = []
        self.raw: list[float] = []
        self.shown: int | None = None
        player.events.picture.connect(self.look)

    def look(self, image: QImage) -> None:
        now = self.player.position_ms
        deck = getattr(self.player, "_deck", None)
        told = deck.player.get_time() if deck else None
        number = number_in_image(image)
        if number is None or number == self.shown or time.monotonic() < self.begin:
            return  # a picture shown once more, not a new one
        self.shown = number
        self.evened.append(now - self.due[number])
        if told is not None:
            self.raw.append(told - self.due[number])


def test_two_hundred_paused_seeks_show_their_frame(qtbot: QtBot) -> None:
    due = frame_times()
    playback = Playback(player="silent")
    with qtbot.waitSignal(playback.opened):
        playback.open(SAMPLE)
    qtbot.waitUntil(lambda: playback.frame is not None)
    rng = random.Random(200)
    took: list[float] = []
    for _ in range(SEEKS):
        ms = rng.randrange(playback.duration_ms)
        with qtbot.waitSignal(playback.frame_ready) as shown:
            begun = time.perf_counter()
            playback.frame_ready.connect(lambda _: took.append(time.perf_counter()))
            playback.seek(ms)
        playback.frame_ready.disconnect()
        took[-1] = (took[-1] - begun) * 1000

        wanted = bisect_right(due, ms) - 1
        assert number_in_image(shown.args[0]) == wanted
        assert playback.frame is not None
        assert playback.frame.index == wanted
    playback.shut_down()
    print(f"\n{SEEKS} random seeks while paused, all on the frame that contains the time")
    print(f"  ours: median {median(took):.0f}, p95 {quantiles(took, n=20)[-1]:.0f}, max {max(took):.0f} ms")


def test_libvlc_s_own_paused_seeks_for_comparison(qtbot: QtBot) -> None:
    if why_not := choice.offer("vlc").why_not:
        pytest.skip(why_not)
    due = frame_times()
    player = vlc_alone()
    player.load(SAMPLE, probe(SAMPLE))
    player.play()
    qtbot.waitUntil(lambda: player.position_ms > 500, timeout=15_000)
    player.pause()
    qtbot.wait(300)
    deck = player._deck
    latest: list[int | None] = [None]

    def look(_serial: int) -> None:
        image = deck.surface.take()
        if image is not None:
            latest[0] = number_in_image(image)

    player._wire.shown.disconnect()
    player._wire.shown.connect(look)
    rng = random.Random(40)
    took: list[float] = []
    off: list[int] = []
    never = 0
    for _ in range(VLC_SEEKS):
        ms = rng.randrange(1000, 88_000)
        wanted = bisect_right(due, ms) - 1
        before, begun = latest[0], time.perf_counter()
        deck.player.set_time(ms)
        while latest[0] == before and time.perf_counter() - begun < VLC_PATIENCE_S:
            qtbot.wait(2)
        if latest[0] == before or latest[0] is None:
            never += 1
            continue
        took.append((time.perf_counter() - begun) * 1000)
        off.append(latest[0] - wanted)
    player.dispose()
    print(f"\n{VLC_SEEKS} random seeks while paused, libvlc's own picture")
    print(f"  no new picture within {VLC_PATIENCE_S} s: {never}")
    if len(took) > 1:
        print(f"  the others: median {median(took):.0f}, p95 {quantiles(took, n=20)[-1]:.0f}, max {max(took):.0f} ms")
        print(f"  frames off: {min(off)} to {max(off)}; exact: {off.count(0)} of {len(off)}")
