"""Copies of the case that the program makes by itself, checked, and thinned as they age."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.connection import connect, guard
from db.errors import CaseDamaged

RECENT, DAILY, WEEKLY = 10, 14, 8
"""How many are kept: the newest ones, one a day, one a week."""
_STAMP = "%Y-%m-%d %H%M%S.%fZ"


def folder_of(case: Path) -> Path:
    """Where the backups of a case lie: beside it."""
    return case.with_name(f"{case.stem} backups")


def make(connection: sqlite3.Connection, case: Path, now: datetime | None = None) -> Path:
    """Write a checked copy beside the case and thin the older ones; returns its path.

    Must be called outside a step. CaseDamaged if the copy does not pass SQLite's own check.
    """
    folder = folder_of(case)
    folder.mkdir(exist_ok=True)
    moment = now or datetime.now(UTC)
    target = folder / f"{case.stem} {moment.strftime(_STAMP)}.sqlite"
    beside = target.with_suffix(".partial")
    beside.unlink(missing_ok=True)
    try:
        with guard():
            connection.execute("VACUUM INTO ?", [str(beside)])
        with closing(connect(beside, "snapshot")) as copy, guard():
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise CaseDamaged("the backup did not pass the check")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    thin(case)
    return target


def all_of(case: Path) -> list[Path]:
    """The backups of a case, newest first."""
    return sorted((path for path in folder_of(case).glob("*.sqlite") if _moment(case, path)), reverse=True)


def is_due(case: Path, after_s: int, now: datetime | None = None) -> bool:
    """Whether the newest backup is older than so many seconds, or there is none."""
    newest = next((moment for path in all_of(case) if (moment := _moment(case, path))), None)
    return newest is None or (now or datetime.now(UTC)) - newest >= timedelta(seconds=after_s)


def thin(case: Path) -> None:
    """Remove the backups that no rule keeps."""
    backups = all_of(case)
    keep = set(backups[:RECENT])
    for count, length in ((DAILY, timedelta(days=1)), (WEEKLY, timedelta(days=7))):
        newest_of: dict[int, Path] = {}
        for path in backups:
            moment = _moment(case, path)
            assert moment is not None
            newest_of.setdefault((moment - datetime(2001, 1, 1, tzinfo=UTC)) // length, path)
        keep.update([newest_of[period] for period in sorted(newest_of, reverse=True)][:count])
    for path in backups:
        if path not in keep:
            path.unlink()


def _moment(case: Path, backup: Path) -> datetime | None:
    try:
        return datetime.strptime(backup.stem.removeprefix(f"{case.stem} "), _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
