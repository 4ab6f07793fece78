"""Whether the rows that somebody sent are those that their steps give."""

import sqlite3

from db.casefile import CaseFile
from db.connection import rows
from db.schema import JOURNALLED


def tables_that_differ(received: sqlite3.Connection, rebuilt: CaseFile) -> list[str]:
    """The journalled tables whose rows in a received file are not those of the case that was rebuilt from its steps.

    A file of an older version is compared in the tables and columns that it has.
    """
    there = {row[0] for row in received.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [name for name in JOURNALLED if name in there and not _are_same(received, rebuilt.connection, name)]


def _are_same(received: sqlite3.Connection, rebuilt: sqlite3.Connection, table: str) -> bool:
    columns = ", ".join(row[1] for row in received.execute(f"PRAGMA table_info({table})"))
    query = f"SELECT {columns} FROM {table} ORDER BY id"
    return [tuple(row) for row in rows(received, query)] == [tuple(row) for row in rows(rebuilt, query)]
