"""Looking into an SQLite file that somebody sent, so that nothing in it can run, write, or go on for ever.

The file is a private copy. It is opened immutable and read-only; an authorizer lets nothing pass but plain reading;
limits and a deadline bound the rest. Its schema is compared before the first row is read.
"""

import sqlite3
import time
from collections.abc import Collection, Mapping
from pathlib import Path

from db import schema
from db.connection import guard, settings
from db.errors import CaseDamaged, CaseTooNew, IsDisclosure, NotACase

SECONDS = 120
"""How long all reading of one file may take."""
LARGEST_VALUE = 256 * 1024 * 1024
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LARGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_PRAGMAS = {"integrity_check", "foreign_key_list", "table_info"}
_FUNCTIONS = {"count", "coalesce", "min", "max"}
_LARGEST_SCHEMA = 500
"""Entries of the schema; a case has fewer than 200."""


def open_untrusted(path: Path, application_ids: Collection[int], extra: Mapping[str, str]) -> sqlite3.Connection:
    """A connection that only reads; `extra` has the tables that such a file has beside those of a case, with their SQL.

    NotACase, CaseTooNew or CaseDamaged if it is not exactly such a file, or SQLite finds damage in it.
    """
    with path.open("rb") as file:
        head = file.read(100)
    if (found := int.from_bytes(head[68:72], "big")) not in application_ids:
        if found == schema.DISCLOSURE_ID:
            raise IsDisclosure("a disclosure where a case was expected")
        raise NotACase("an SQLite file of another program")
    version = int.from_bytes(head[60:64], "big")
    if version > schema.VERSION:
        raise CaseTooNew(str(version))
    if version < 1:
        raise NotACase("no version")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        with guard():
            restrain(connection)
            _check_schema(connection, version, extra)
            forbid(connection)
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise CaseDamaged("SQLite finds damage in it")
    except BaseException:
        connection.close()
        raise
    return connection


def restrain(connection: sqlite3.Connection) -> None:
    """Our settings, limits to everything that can be large, and a deadline."""
    settings(connection, editing=False)
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    deadline = time.monotonic() + SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > deadline, 1_000)


def forbid(connection: sqlite3.Connection) -> None:
    """From now on nothing but plain reading."""
    connection.set_authorizer(_authorize)


def _check_schema(connection: sqlite3.Connection, version: int, extra: Mapping[str, str]) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > _LARGEST_SCHEMA:
        raise CaseDamaged("its schema is not one that Avowal writes")
    more = {
        name: sql
        for name, table, sql in connection.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        )
        if table in extra
    }
    if more != extra or schema.fingerprint(connection, extra) != schema.RELEASED[version]:
        raise CaseDamaged("its schema is not one that Avowal writes")


def _authorize(action: int, one: str | None, two: str | None, database: str | None, source: str | None) -> int:
    """Plain reading only, and nothing on behalf of a trigger or a view (`source` names it)."""
    allowed = (
        action == sqlite3.SQLITE_SELECT
        # Of a table of which only the row number is asked, SQLite names neither column nor database.
        or (action == sqlite3.SQLITE_READ and (database == "main" or not two))
        or (action == sqlite3.SQLITE_FUNCTION and two in _FUNCTIONS)
        or (action == sqlite3.SQLITE_PRAGMA and one in _PRAGMAS)
    )
    return sqlite3.SQLITE_OK if allowed and source is None else sqlite3.SQLITE_DENY
