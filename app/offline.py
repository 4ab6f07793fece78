"""No byte leaves the machine: whatever would reach for a network is refused, ours and that of every library."""

import sys

_REACHING = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"})


def forbid_network() -> None:
    """From now on and for good, any of this process's Python code that opens a connection gets a PermissionError.

    What is written in C is told by its own settings: the players open plain files only, with every network access off.
    """
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _REACHING:
        raise PermissionError("Avowal never goes online")
