"""What the command line prints: answers on standard output, everything else on standard error, nothing that steers a
terminal."""

import json
import os
import re
import sys
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any

import click

from app.tasks import Progress, no_progress
from app.visible import in_brief, visible
from app.visible import on_one_line as one_line

_STEERS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def prepare() -> None:
    """UTF-8 whatever the locale says; what can't be encoded is escaped, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def answer(value: Any) -> None:
    """The one JSON document of a `--json` command. What steers a terminal is escaped, so it reads back as it was."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    click.echo(_STEERS.sub(lambda found: f"\\u{ord(found.group()):04x}", text))


def show(text: str = "") -> None:
    """A line (or lines) of an answer for people."""
    click.echo(visible(text))


def table(rows: Iterable[Iterable[object]]) -> None:
    """Lines of cells parted by two blanks, aligned but for the last."""
    cells = [["" if cell is None else one_line(str(cell)) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for row in cells:
        padded = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        click.echo("  ".join([*padded, row[-1]]).rstrip())


def say(text: str) -> None:
    """A message, on standard error."""
    with suppress(BrokenPipeError):
        click.echo(visible(text), err=True)


def complain(text: str) -> None:
    """The one line that says why a command can't be done."""
    with suppress(BrokenPipeError):
        click.echo(one_line(in_brief(text)), err=True)


def clock(ms: int | None) -> str:
    """A time in the recording: 0:01:05.250."""
    if ms is None:
        return "-"
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


@contextmanager
def progress(label: str) -> Generator[Progress]:
    """A bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    bar = _Bar(label)
    try:
        yield bar.move
    finally:
        bar.wipe()


class _Bar:
    """One line that is drawn over a few times a second."""

    def __init__(self, label: str) -> None:
        self._label = one_line(label)
        self._start = self._drawn = time.monotonic()
        click.echo(f"\r{self._label} ...", nl=False, err=True)

    def move(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._drawn < 0.1 or not total:
            return
        self._drawn = now
        share = min(done / total, 1.0)
        left = round((now - self._start) * (1 - share) / share) if share > 0.02 else None
        tail = "" if left is None else f"  {left // 60}:{left % 60:02} left"
        filled = round(share * 30)
        click.echo(f"\r{self._label} [{'#' * filled}{'.' * (30 - filled)}] {share:4.0%}{tail}  ", nl=False, err=True)

    def wipe(self) -> None:
        click.echo("\r\x1b[K", nl=False, err=True)


def flush() -> None:
    """Have everything written now, while a closed pipe can still be told from a fault."""
    sys.stdout.flush()


def hush() -> None:
    """Send what is still to be written nowhere, so that the interpreter's own flush at the end is quiet."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
