"""Whatever a file says, no player asks a server for anything: a server of our own counts."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.media.guard import open_recording
from app.media.probe import probe
from app.players.player import Player
from app.problems import Refused
from tests.playlists import PLAYLISTS
from tests.recordings import SAMPLE


class Counter:
    """A server on this machine that only counts who calls."""

    def __init__(self) -> None:
        self.hits = 0
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.server.getsockname()[1]
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self.server.accept()
            except OSError:
                return
            self.hits += 1
            caller.close()

    def close(self) -> None:
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        self.thread.join()


@pytest.fixture
def counter() -> Iterator[Counter]:
    counter = Counter()
    yield counter
    counter.close()


def test_the_counter_counts(counter: Counter, qtbot: QtBot) -> None:
    socket.create_connection(("127.0.0.1", counter.port)).close()
    qtbot.waitUntil(lambda: counter.hits == 1)


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_playlist_named_mp4_is_refused_without_a_call(kind: str, counter: Counter, tmp_path: Path) -> None:
    disguised = tmp_path / "film.mp4"
    disguised.write_bytes(PLAYLISTS[kind] % counter.port)

    with pytest.raises(Refused):
        open_recording(disguised)
    assert counter.hits == 0


@pytest.mark.parametrize("kind", ["hls", "dash", "pls", "asx"])
def test_vlc_itself_calls_nobody_even_if_the_guard_were_passed(
    kind: str, counter: Counter, make_player: Callable[[str], Player], qtbot: QtBot, tmp_path: Path
) -> None:
    disguised = tmp_path / "film.mp4"
    disguised.write_bytes(PLAYLISTS[kind] % counter.port)
    player = make_player("vlc")
    player.load(disguised, probe(SAMPLE))

    with qtbot.waitSignal(player.events.failed, timeout=10_000):
        player.play()
    qtbot.wait(300)

    assert counter.hits == 0


def test_a_file_swapped_for_a_playlist_is_not_followed_by_any_demuxer(
    counter: Counter, make_player: Callable[[str], Player], qtbot: QtBot, tmp_path: Path
) -> None:
    from app.media.sniff import CONTAINERS

    disguised = tmp_path / "film.mp4"
    disguised.write_bytes(PLAYLISTS["hls"] % counter.port)
    player = make_player("vlc")
    for container in {container.vlc: container for container in CONTAINERS}.values():
        player.load(disguised, replace(probe(SAMPLE), container=container))
        player.play()
        qtbot.wait(150)

    assert counter.hits == 0
