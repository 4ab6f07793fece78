"""No byte leaves the machine: whatever would reach for a network is refused, ours and that of every library."""

import sys

_REACHING = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"})


def forbid_network() -> None:
    """From now on and for good, any of this process's Python code that opens a connection gets a PermissionError.

    What is written in C is told by its own settings: the players open plain files only, with every network access off.
    """
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    # A socket that is a file of this machine, such as the keyring's, has a path for an address and leads nowhere else.
    is_local = event == "socket.connect" and len(arguments) == 2 and isinstance(arguments[1], str | bytes)
    if event in _REACHING and not is_local:
        raise PermissionError("Avowal never goes online")
