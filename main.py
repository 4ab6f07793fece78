"""Starts Avowal: the window, or the command line if there is a command."""

import gc
import os
import signal
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run with these arguments; returns the exit status."""
    from app import cli

    # A case is very many small values that live long: the collector is not to look through all of them at every turn.
    gc.set_threshold(50_000, 20, 100)
    if wants_window(arguments):
        return cli.guarded(lambda: Window().show(Path(arguments[0]) if arguments else None))
    return cli.run(arguments, Window())


def wants_window(arguments: list[str]) -> bool:
    """Whether there are no arguments, or one that is a file and no command."""
    from app.cli import COMMANDS

    if len(arguments) != 1:
        return not arguments
    name = arguments[0]
    return name not in COMMANDS and not name.startswith("-") and (name.lower().endswith(".sqlite") or is_file(name))


def is_file(name: str) -> bool:
    """Whether a file of that name is there."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


class Window:
    """The window, loaded only when it is wanted."""

    def can_show(self) -> bool:
        """Whether there is a display."""
        from app import display

        return display.is_there()

    def show(self, case: Path | None) -> int:
        """Open it; returns the exit status when it is closed."""
        from app.problems import Refused

        if not self.can_show():
            raise Refused("There is no display to open the window on.", "Every command works without: main.py --help.")
        from widgets import start

        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop would not let Python's own handler run.
        return start.run(case)

    def picture(self, svg: str) -> bytes:
        """A drawing as the bytes of a PNG, without a display."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from widgets import start, svg_picture

        start.application()
        return svg_picture.png(svg)

    def chart(self, case: Path, name: str, kind: str) -> bytes:
        """The line of time or the network of a case as the window draws it, without a display."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from widgets import start

        return start.chart(case, name, kind)

    def render(self, case: Path, picture: Path) -> None:
        """Draw it on a case into a PNG, without a display."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from widgets import start

        start.render(case, picture)


if __name__ == "__main__":
    from app import offline
    from db import airlock

    if sys.argv[1:2] == [airlock.READ]:
        from db import retyping

        sys.exit(retyping.main(sys.argv[2:]))
    offline.forbid_network()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(1)
