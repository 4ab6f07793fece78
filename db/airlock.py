"""What somebody sent comes in through a process of its own, with limits of time and memory; only plain values pass.

That process copies the file, checks it and writes its values into a new file. If it crashes, hangs or is killed, that
is the end of it: one sentence, and nothing left behind.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from db import bundle, confined, errors, retyping, untrusted
from db.checks import Check
from db.connection import guard
from db.errors import CaseDamaged, CaseError, CaseMissing, Overrun, ReceivedDamaged, ReceivedForeign

_ROOT = Path(__file__).resolve().parent.parent
_BYTES_A_SECOND = 4 * 1024 * 1024
"""Slower than any drive that somebody works on; beside `untrusted.SECONDS`, which a small file gets as well."""
_GRACE_S = 20
"""For starting, copying and writing, beside the reading itself."""
_LARGEST_ANSWER = 1024 * 1024
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from db import retyping; sys.exit(retyping.main(sys.argv[1:]))"
)
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""All that the process is told of our environment: without the first, Windows starts no Python."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came through: its values, open for reading, and what they prove."""

    connection: sqlite3.Connection
    manifest: bundle.Manifest | None
    """None for a bare copy of a case, which nobody signed."""
    media: Mapping[str, Path]
    """The packed recordings by their SHA-256, if they were asked for: private files that vanish with the rest."""


@contextmanager
def through(path: Path, *, unpack: bool = False) -> Generator[Arrived]:
    """A bundle, or a copy of a case, as values that were read elsewhere; with its recordings if asked.

    Overrun if reading it took too much time or memory, or ended the process; ReceivedDamaged, ReceivedForeign and
    the other named errors of the case file if it is not what it should be.
    """
    if not path.is_file():
        raise CaseMissing(str(path)) if not os.path.lexists(path) else ReceivedForeign("not a regular file")
    with tempfile.TemporaryDirectory(prefix="avowal-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        answer = _ask(path.absolute(), folder, unpack=unpack)
        connection = _open_plain(folder / retyping.PLAIN)
        try:
            with guard():
                manifest = bundle.manifest_of(connection) if answer["bundle"] else None
            if manifest is not None:
                manifest = replace(manifest, checks=tuple(Check(*check) for check in answer["checks"]))
            yield Arrived(connection, manifest, _media(folder))
        finally:
            connection.close()


def _ask(path: Path, folder: Path, *, unpack: bool) -> dict[str, Any]:
    size = path.stat().st_size
    seconds = untrusted.SECONDS + size // _BYTES_A_SECOND
    request = {
        "path": str(path),
        "folder": str(folder),
        "unpack": unpack,
        "seconds": seconds,
        "cpu": max(1, seconds) + 10,
        "memory": confined.MEMORY,
        "written": 2 * size + 64 * 1024 * 1024,
    }
    ended = _run([*_python(), json.dumps(request)], folder, max(0, seconds) + _GRACE_S)
    answer = _answer(folder / retyping.ANSWER)
    if ended != 0 or answer is None:
        raise Overrun("reading it took more time or memory than a file from elsewhere gets, or ended the reading")
    if "error" in answer:
        raise _error(answer)
    return answer


def _python() -> list[str]:
    """This very Python, without anybody's start-up files or packages; a frozen program is told so by `READ`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, READ]
    return [sys.executable, "-I", "-S", "-c", _START, str(_ROOT)]


READ = "--read-what-came"
"""How a frozen program, which is no Python, is told to be the guarded process."""


def _run(command: list[str], folder: Path, seconds: int) -> int:
    """The exit status; killed when the time is up, or when we are."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with subprocess.Popen(  # noqa: S603  # The command is ours; of the file, only its path is in it.
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
        close_fds=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return 1
        finally:
            process.kill()


def _answer(note: Path) -> dict[str, Any] | None:
    """What the process said, if it is one of the two things that it may say."""
    with suppress(OSError, ValueError, RecursionError):
        with note.open("rb") as file:
            said = json.loads(file.read(_LARGEST_ANSWER).decode())
        if not isinstance(said, dict):
            return None
        answer = cast("dict[str, Any]", said)
        if "error" in answer:
            return answer if isinstance(answer["error"], str) and isinstance(answer.get("detail"), str) else None
        checks = answer.get("checks")
        fine = isinstance(answer.get("bundle"), bool) and isinstance(checks, list)
        if fine and all(_is_check(check) for check in cast("list[Any]", checks)):
            return answer
    return None


def _is_check(value: Any) -> bool:
    return isinstance(value, list) and [type(one) for one in cast("list[Any]", value)] == [str, bool, str]


def _error(answer: dict[str, Any]) -> Exception:
    name, detail = answer["error"], answer["detail"]
    if name == "OSError":
        return OSError(answer.get("number") or 0, detail)
    kind = getattr(errors, name, None)
    if not (isinstance(kind, type) and issubclass(kind, CaseError)):
        return ReceivedDamaged("it can't be read")
    if issubclass(kind, errors.NotACase) and kind is not errors.IsDisclosure:
        return ReceivedForeign(detail)
    return ReceivedDamaged(detail) if kind in (CaseDamaged, CaseError, errors.BadValue) else kind(detail)


def _open_plain(path: Path) -> sqlite3.Connection:
    """The values, for plain reading alone: whoever wrote them had a stranger's file in its hands."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        with guard():
            untrusted.restrain(connection)
            kinds = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
            if not all(kind == "table" and name in retyping.TABLES for kind, name in kinds if name[:7] != "sqlite_"):
                raise ReceivedDamaged("its schema is not one that Avowal writes")
            untrusted.forbid(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _media(folder: Path) -> dict[str, Path]:
    media = folder / retyping.MEDIA
    return {path.name: path for path in sorted(media.iterdir())} if media.is_dir() else {}
