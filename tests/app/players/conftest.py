"""Each player that this machine has, ready to be told what to do."""

from collections.abc import Callable, Iterator

import pytest

from app.players import choice
from app.players.player import Player

ALONE = " alone"
"""VLC without Qt's help at other speeds, as on a machine that has no Qt Multimedia."""


@pytest.fixture
def make_player(qapp: object) -> Iterator[Callable[[str], Player]]:
    """Makes a player by name, skips the test where it can't be had, and ends it afterwards."""
    made: list[Player] = []

    def make(name: str) -> Player:
        why_not = choice.offer(name.removesuffix(ALONE)).why_not
        if why_not:
            pytest.skip(why_not)
        if name.endswith(ALONE):
            from app.players.vlc_player import VlcPlayer

            made.append(VlcPlayer())
        else:
            made.append(choice.make(name))
        assert made[-1].name == name.removesuffix(ALONE)
        return made[-1]

    yield make
    for player in made:
        player.dispose()
