"""Starts Avowal: the window, or the command line if there is a command."""

import os
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run with these arguments; returns the exit status."""
    _stay_offline()
    if wants_window(arguments):
        return _Desk().show(Path(arguments[0]) if arguments else None)
    from app import cli

    return cli.run(arguments, _Desk())


def wants_window(arguments: list[str]) -> bool:
    """No arguments, or one that is a case and not a command."""
    if not arguments:
        return True
    return len(arguments) == 1 and not arguments[0].startswith("-") and arguments[0].lower().endswith(".sqlite")


def _stay_offline() -> None:
    """Nothing here ever asks for a network; what could reach for one by itself is told not to."""
    os.environ["QT_NETWORK_ACCESS"] = "0"


class _Desk:
    """The window, which is loaded only when it is wanted."""

    def can_show(self) -> bool:
        return False

    def show(self, case: Path | None) -> int:
        return 0

    def render(self, case: Path, picture: Path) -> None: ...


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
