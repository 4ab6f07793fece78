"""The one way in which the program opens SQLite, with every setting that the case file relies on."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from db.errors import (
    BadValue,
    CaseDamaged,
    CaseError,
    CaseLocked,
    CaseMissing,
    CaseReadOnly,
    DiskFull,
    NotACase,
    OutsideStep,
)

Mode = Literal["edit", "read", "snapshot"]
"""`snapshot` is for a private copy that nothing else can touch: SQLite then takes no locks at all."""

_URI_MODE = {"edit": "mode=rw", "read": "mode=ro", "snapshot": "mode=ro&immutable=1"}


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """An open connection in autocommit mode; the file must exist.

    Rollback journal with `synchronous=EXTRA`, because under WAL a copied file or a power cut loses acknowledged marks.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{_URI_MODE[mode]}", uri=True, isolation_level=None, timeout=0
    )
    try:
        with guard():
            settings(connection, editing=mode == "edit")
    except BaseException:
        connection.close()
        raise
    return connection


def settings(connection: sqlite3.Connection, *, editing: bool) -> None:
    """Everything that must hold on each connection, before the first row is read."""
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    if editing:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
    else:
        connection.execute("PRAGMA query_only = ON")


def lock(connection: sqlite3.Connection) -> None:
    """Take the file for this window alone; with `locking_mode=EXCLUSIVE` SQLite keeps the lock until it is closed."""
    with guard():
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")


def rows(connection: sqlite3.Connection, sql: str, values: Any = ()) -> Iterator[sqlite3.Row]:
    """The rows of a query, readable by column name."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return iter(cursor.execute(sql, values))


@contextmanager
def guard() -> Generator[None]:
    """Turn what SQLite says into the named errors of the case file."""
    try:
        yield
    except CaseError:
        raise
    except sqlite3.DatabaseError as problem:
        raise named(problem) from problem
    except (UnicodeEncodeError, OverflowError) as problem:
        raise BadValue(str(problem)) from problem
    except UnicodeDecodeError as problem:
        raise CaseDamaged(str(problem)) from problem


def named(problem: sqlite3.DatabaseError) -> CaseError:
    """The named error for what SQLite raised."""
    code = getattr(problem, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    message = str(problem)
    if "a write outside a step" in message:
        return OutsideStep(message)
    if message.startswith("Could not decode"):
        return CaseDamaged(message)  # Text that isn't UTF-8; Python's sqlite3 gives it no error code.
    kinds: dict[int | None, type[CaseError]] = {
        sqlite3.SQLITE_FULL: DiskFull,
        sqlite3.SQLITE_READONLY: CaseReadOnly,
        sqlite3.SQLITE_BUSY: CaseLocked,
        sqlite3.SQLITE_LOCKED: CaseLocked,
        sqlite3.SQLITE_CANTOPEN: CaseMissing,
        sqlite3.SQLITE_NOTADB: NotACase,
        sqlite3.SQLITE_CORRUPT: CaseDamaged,
        sqlite3.SQLITE_IOERR: CaseDamaged,
        sqlite3.SQLITE_CONSTRAINT: BadValue,
        sqlite3.SQLITE_TOOBIG: BadValue,
        sqlite3.SQLITE_MISMATCH: BadValue,
    }
    return kinds.get(primary, CaseError)(message)
