"""A file appears whole or not at all: it is written beside its target and renamed over it."""

import os
import secrets
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from app.problems import Refused
from app.sidecar_names import check_name

_SQLITE = b"SQLite format 3\0"


def write_whole(out: Path, data: bytes) -> None:
    """Put the bytes at `out`. Refused if that is a link, a folder or a device, or if its folder isn't there."""
    with beside(out) as path, path.open("r+b") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def beside(out: Path) -> Generator[Path]:
    """An empty file in the folder of `out`, renamed over it once whoever writes it is done; gone if they fail."""
    _check(out)
    path = out.with_name(f".avowal-{secrets.token_hex(8)}.partial")
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _no_follow(), 0o666))
        yield path
        _check(out)
        path.replace(out)
    finally:
        path.unlink(missing_ok=True)
    _keep_name(out.parent)


def _check(out: Path) -> None:
    check_name(out)
    if not out.parent.is_dir():
        raise Refused(f"There is no folder “{out.parent}”.", "Make it first, or choose another place.")
    try:
        mode = out.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise Refused(f"“{out.name}” is a link to another place, which is never followed.", "Choose another name.")
    if not stat.S_ISREG(mode):
        raise Refused(f"“{out.name}” is no file that can be replaced.", "Choose another name.")
    with out.open("rb") as there:
        if there.read(len(_SQLITE)) == _SQLITE:
            raise Refused(f"“{out.name}” is a case, and nothing is written over a case.", "Choose another name.")


def _no_follow() -> int:
    return getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def _keep_name(folder: Path) -> None:
    """Have the disk remember the new name too, where the system lets a folder be flushed."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # Some network drives can't.
        pass
    finally:
        os.close(handle)
