"""Choosing the command, and ending in a status and a sentence whatever happens."""

import importlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import click

from app.cli import output
from app.cli.errors import No, status_of
from app.problems import problem_of

COMMANDS = {
    "demo": "showing",
    "new": "cases",
    "info": "cases",
    "add-media": "sources",
    "add-transcript": "sources",
    "recordings": "held",
    "transcripts": "held",
    "formats": "sources",
    "transcript": "reading",
    "search": "reading",
    "mark": "quotes",
    "bracket": "quotes",
    "quote": "editing",
    "we": "pronouns",
    "quotes": "reading",
    "person": "people",
    "office": "people",
    "organisation": "people",
    "incident": "incidents",
    "import-incidents": "places",
    "map": "places",
    "proceeding": "argument",
    "measure": "argument",
    "finding": "argument",
    "frameworks": "incidents",
    "framework": "law",
    "link": "incidents",
    "links": "links",
    "omitted": "whole",
    "companion": "whole",
    "rendering": "whole",
    "nested": "whole",
    "term": "terms",
    "correct": "correcting",
    "certificate": "correcting",
    "review": "reviewing",
    "waiting": "reviewing",
    "comment": "commenting",
    "tag": "commenting",
    "privilege": "commenting",
    "task": "commenting",
    "timeline": "overview",
    "network": "overview",
    "export": "exports",
    "still": "exports",
    "clip": "clipping",
    "exhibit": "exhibits",
    "custody": "custody",
    "history": "chronicle",
    "verify": "proving",
    "stamp": "proving",
    "log": "chronicle",
    "undo": "record",
    "redo": "record",
    "import-case": "cases",
    "share": "sharing",
    "disclose": "disclosing",
    "departures": "disclosing",
    "unpack": "disclosing",
    "receive": "sharing",
    "merge": "sharing",
    "conflicts": "sharing",
    "resolve": "sharing",
    "dissent": "dissent",
    "sync": "sharing",
    "keys": "keys",
    "expunge": "expunging",
    "matrix": "arguing",
    "gaps": "arguing",
    "routes": "attacking",
    "asof": "attacking",
    "details": "attacking",
    "assertions": "attacking",
    "defence": "attacking",
}
"""Every command, in the order of the help, and the module of this package that has it: read only when it is used."""


class Desk(Protocol):
    """The window as the command line knows it; main.py supplies it, since nothing here may."""

    def can_show(self) -> bool:
        """Whether there is a display."""
        ...

    def show(self, case: Path | None) -> int:
        """Open the window; returns its exit status when it is closed."""
        ...

    def render(self, case: Path, picture: Path) -> None:
        """Draw the window on a case into a PNG, without a display."""
        ...

    def chart(self, case: Path, name: str, kind: str) -> bytes:
        """The window's own drawing of a case, “timeline” or “network”, as “svg” or “png”, without a display."""
        ...

    def picture(self, svg: str) -> bytes:
        """A drawing as the bytes of a PNG, without a display."""
        ...


class _Commands(click.Group):
    """Loads a command's module when the command is asked for, so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's own signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        room = COMMANDS.get(cmd_name)
        if room is None:
            return None
        module = importlib.import_module(f"app.cli.{room}")
        return getattr(module, cmd_name.replace("-", "_"))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name=None, version="0.1.0", prog_name="Avowal")
def avowal() -> None:
    """Avowal turns what people say on video into evidence that can be cited. It works offline.

    Without a command the window opens; with the name of a case it opens on that case. CASE, MEDIA, QUOTE and the like
    are ids or titles that only one record bears. Exit status: 0 done, 1 the answer is "no", 2 unusable input.
    """


def run(arguments: Sequence[str], desk: Desk | None = None) -> int:
    """Run one command; returns its exit status. Nothing it meets ends in a traceback."""

    def command() -> int:
        with avowal.make_context("main.py", list(arguments), obj=desk) as context:
            avowal.invoke(context)
        return 0

    return guarded(command)


def guarded(work: Callable[[], int]) -> int:
    """Do something that returns an exit status, and turn whatever it raises into one with a sentence."""
    output.prepare()
    try:
        return _flushed(work())
    except No:
        return _flushed(1)
    except click.exceptions.Exit as end:
        return _flushed(end.exit_code)
    except click.exceptions.NoArgsIsHelpError as no_command:
        output.say(no_command.format_message())
        return 2
    except click.ClickException as wrong:
        output.complain(wrong.format_message())
        return 2
    except (KeyboardInterrupt, click.Abort):
        output.complain("Stopped; what was not finished is not in the case.")
        return 1
    except BrokenPipeError:
        # Whoever read the answer has seen enough of it.
        output.hush()
        return 0
    except ImportError as missing:
        output.complain(f"A library that Avowal needs can't be loaded: {missing}. Run “make setup”.")
        return 2
    except Exception as error:
        # The crash hook of the command line: whatever it is ends in words.
        problem = problem_of(error)
        if problem is None:
            output.complain(f"Avowal failed through a fault of its own ({type(error).__name__}). {_noted(error)}")
        else:
            output.complain(str(problem))
        return status_of(error)


def _flushed(status: int) -> int:
    """Write out what was printed while a closed pipe can still be told from a fault."""
    try:
        output.flush()
    except BrokenPipeError:
        output.hush()
    return status


def _noted(error: Exception) -> str:
    """Put where it failed (never what of the case was in hand) into the log, and say where that is."""
    import traceback
    from datetime import UTC, datetime

    from app import paths

    with suppress(OSError):
        log = paths.logs() / "command line.log"
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        with log.open("a", encoding="utf-8") as file:
            file.write("\n".join([f"{datetime.now(UTC).isoformat()} {type(error).__name__}", *lines, ""]))
        return f"Where it failed is noted in {log}."
    return ""
