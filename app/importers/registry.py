"""All formats that can be imported, and the way from a file to a transcript."""

import gc
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from app.importers import decoding, srt, vtt, whisper
from app.importers.imported import Choices, Imported, Importer
from app.problems import Refused

FORMATS: tuple[Importer, ...] = (cast("Importer", srt), cast("Importer", vtt), cast("Importer", whisper))
"""In the order in which they are listed; an importer is a module."""

LARGEST = 400_000_000
"""Bytes. Ten times a million cues' worth would not fit in memory."""
_HEAD = 1 << 16


def by_name(name: str) -> Importer:
    """The format of that name; Refused if there is none."""
    for format in FORMATS:
        if format.name == name:
            return format
    known = ", ".join(format.name for format in FORMATS)
    raise Refused(f"No format is called {name!r}.", f"Choose one of: {known}.")


def recognise(head: bytes, name: str = "") -> Importer:
    """The format that a file's beginning, or failing that its name, looks most like; Refused if none."""
    text = decoding.peek(head[:_HEAD])
    score, best = max(((format.sniff(text, name), format) for format in FORMATS), key=lambda pair: pair[0])
    if score:
        return best
    if not head.strip():
        raise Refused("The file is empty.", f"Choose {decoding.TRANSCRIPT}.")
    titles = ", ".join(format.title for format in FORMATS)
    raise Refused("This is no transcript of a format that can be read.", f"Choose a file of: {titles}.")


def read_bytes(data: bytes, name: str = "", format: str | None = None, choices: Choices | None = None) -> Imported:
    """The transcript in these bytes; `name` is the file's, for where its beginning says little."""
    importer = recognise(data[:_HEAD], name) if format is None else by_name(format)
    with _collector_resting():
        return importer.read(data, choices or Choices())


def read_file(path: Path, format: str | None = None, choices: Choices | None = None) -> Imported:
    """The transcript in a file; Refused if it can't be read."""
    return read_bytes(bytes_of(path), path.name, format, choices)


def bytes_of(path: Path) -> bytes:
    """A file's bytes; Refused for what is missing, no regular file, or larger than any transcript."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("This is not a file.", "Choose a transcript file.")
        if status.st_size > LARGEST:
            raise Refused("The file is larger than any transcript.", "Choose a transcript, not the recording.")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"There is no file {path.name!r}.", "Check the name.") from None
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the path
        reason = problem.strerror if isinstance(problem, OSError) else None
        raise Refused(
            f"The file can't be read: {reason or 'unknown reason'}.", "Check the drive and the name."
        ) from None


@contextmanager
def _collector_resting() -> Generator[None, None, None]:
    """Halves the time of a big import: a million new values hold no cycles, yet the collector would walk them often."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
