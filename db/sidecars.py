"""Whether the files that lie beside a case may be obeyed.

SQLite obeys any `-journal` or `-wal` that bears the right name: a crafted one rewrites rows, and with SQLite 3.40 a
super-journal named at the end of a `-journal` is deleted, whatever file that is. So, before SQLite sees the case, a hot
journal is only let through if this installation was itself editing that very file when it died.
"""

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from db import canonical
from db.errors import CaseDamaged, CaseMissing, ForeignSidecar, NotACase

_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
"""First and, where a super-journal is named, last eight bytes of a rollback journal (file format, section 3)."""
_HEADER = b"SQLite format 3\x00"
_ROLLBACK_MODE = b"\x01\x01"
"""Bytes 18 and 19 of the case: read and write version 1, which is a rollback journal and not WAL."""


class Footprint:
    """This installation's note that it is editing a case: how it knows its own journal again after a crash."""

    def __init__(self, folder: Path, case: Path) -> None:
        """`folder` is private to the installation; the case itself is not touched."""
        self._case = case.resolve()
        self._note = folder / f"{canonical.sha256(str(self._case))}.json"

    def leave(self) -> None:
        """Say that editing begins. On disk before the first row is written."""
        self._note.parent.mkdir(parents=True, exist_ok=True)
        with self._note.open("w", encoding="utf-8") as note:
            note.write(canonical.dumps({"case": str(self._case), "file": _identity(self._case)}))
            note.flush()
            os.fsync(note.fileno())

    def lift(self) -> None:
        """Say that the case was closed in order."""
        with suppress(FileNotFoundError):
            self._note.unlink()

    def is_ours(self) -> bool:
        """True if this installation was editing this very file and never closed it."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return note == {"case": str(self._case), "file": _identity(self._case)}
        except (OSError, ValueError):
            return False


def check(case: Path, footprint: Footprint | None) -> None:
    """Raise unless SQLite may open the file: NotACase, CaseMissing, CaseDamaged or ForeignSidecar."""
    check_for_reading(case)
    if is_hot(case) and not (footprint is not None and footprint.is_ours() and not _names_another(journal_of(case))):
        raise ForeignSidecar(f"{case.name}-journal")


def check_for_reading(case: Path) -> None:
    """As `check`, for a reader that will not let SQLite near a hot journal."""
    _check_header(case)
    for suffix in ("-wal", "-shm"):
        if os.path.lexists(f"{case}{suffix}"):
            raise ForeignSidecar(f"{case.name}{suffix}")


def is_hot(case: Path) -> bool:
    """True if SQLite would roll back a journal beside the case; an emptied or zeroed one is a clean leftover."""
    journal = journal_of(case)
    if not os.path.lexists(journal):
        return False
    if not journal.is_file() or journal.is_symlink():
        return True
    # SQLite itself asks no more: the magic is written last, and zeroed first, so a first byte of 0 is a dead journal.
    with journal.open("rb") as file:
        return file.read(1) not in (b"", b"\0")


def journal_of(case: Path) -> Path:
    """Where SQLite keeps the rollback journal."""
    return case.with_name(f"{case.name}-journal")


def snapshot(case: Path, copy: Path, tries: int = 40) -> bool:
    """Copy a case that another window may be writing; False if it never stood still long enough.

    The copy is whole if no hot journal was there before and after and the file was not written meanwhile: a writer
    always makes its journal hot before it touches the case.
    """
    _check_header(case)
    for _ in range(tries):
        before = _state(case)
        if not is_hot(case):
            shutil.copyfile(case, copy)
            if _state(case) == before and not is_hot(case):
                return True
    return False


def _check_header(case: Path) -> None:
    try:
        if not case.is_file():
            raise CaseMissing(str(case)) if not case.exists() else NotACase("not a regular file")
        with case.open("rb") as file:
            head = file.read(100)
    except OSError as problem:
        raise CaseDamaged(str(problem)) from problem
    if len(head) < 100 or not head.startswith(_HEADER):
        raise NotACase("not an SQLite file")
    if head[18:20] != _ROLLBACK_MODE:
        raise NotACase("its header asks for a write-ahead log, which a case never has")


def _names_another(journal: Path) -> bool:
    """True if the journal ends by naming a super-journal, which a case never has."""
    data = journal.read_bytes()
    return data.endswith(_JOURNAL_MAGIC) or not data.startswith(_JOURNAL_MAGIC)


def _identity(case: Path) -> list[int]:
    stat = case.stat()
    return [stat.st_dev, stat.st_ino]


def _state(case: Path) -> tuple[int, ...]:
    stat = case.stat()
    return (stat.st_size, stat.st_mtime_ns, stat.st_ino)
