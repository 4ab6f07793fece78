"""Which players there are on this machine, and making the one that is wanted."""

import importlib

from PySide6.QtCore import QLoggingCategory

from app.players import vlc_library
from app.players.player import Offer, Player
from app.players.relay_player import RelayPlayer
from app.players.silent_player import SilentPlayer

NAMES = ("vlc", "qt", "silent")
"""The best first."""


def available() -> list[Offer]:
    """Every player, the best first, each with the reason why it can't be had, if there is one."""
    return [offer(name) for name in NAMES]


def offer(name: str) -> Offer:
    """One player by name; raises `KeyError` for a name that is none."""
    if name == "vlc":
        return Offer(name, vlc_library.title(), vlc_library.why_not())
    if name == "qt":
        return Offer(name, "Qt Multimedia", _why_not_qt())
    if name == "silent":
        return Offer(name, SilentPlayer.title)
    raise KeyError(name)


def make(preferred: str | None = None) -> Player:
    """The preferred player, or the best that can be had: VLC, else Qt, else the silent clock."""
    for name in sorted(NAMES, key=lambda name: name != preferred):
        if offer(name).why_not is None:
            return _construct(name)
    return SilentPlayer()


def _construct(name: str) -> Player:
    # Imported only when chosen: each may be missing from this machine.
    if name == "vlc":
        from app.players.vlc_player import VlcPlayer

        return VlcPlayer() if _why_not_qt() else RelayPlayer(VlcPlayer(), _construct("qt"))
    if name == "qt":
        from app.players.qt_player import QtPlayer

        return QtPlayer()
    return SilentPlayer()


def _why_not_qt() -> str | None:
    # It warns of each sound server that isn't there, which is no news to anybody.
    QLoggingCategory.setFilterRules("qt.multimedia*=false")
    try:
        importlib.import_module("PySide6.QtMultimedia")
    except ImportError as error:
        # It names the system library that is missing, such as libpulse.so.0.
        return f"Qt Multimedia can't be loaded: {str(error).split(':')[0]}. Install that library, then start again."
    finally:
        QLoggingCategory.setFilterRules("")
    return None
