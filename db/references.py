"""Which records speak of a record: by a reference that SQLite keeps, or by the names of its table and of itself."""

import sqlite3
from dataclasses import dataclass

from db.connection import guard
from db.ledger import columns_of
from db.schema import JOURNALLED

_NAMED = (("table_name", "record_id"), ("one_table", "one_id"), ("other_table", "other_id"))
"""Pairs of columns that together name any record."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that holds a record's id."""

    table: str
    id: str
    column: str
    is_kept: bool
    """Whether SQLite sees to it that what it refers to is there."""


def references_to(connection: sqlite3.Connection, table: str, id: str) -> list[Reference]:
    """Every one, by table (in the order of the schema) and id."""
    found: list[Reference] = []
    with guard():
        for name in JOURNALLED:
            kept = connection.execute(
                'SELECT "from" FROM pragma_foreign_key_list(?) WHERE "table" = ? ORDER BY "from"', [name, table]
            ).fetchall()
            columns = set(columns_of(connection, name))
            named = [pair for pair in _NAMED if columns.issuperset(pair)]
            for (column,) in kept:
                rows = connection.execute(f"SELECT id FROM {name} WHERE {column} = ? ORDER BY id", [id])
                found += [Reference(name, row[0], column, is_kept=True) for row in rows]
            for of_table, column in named:
                sql = f"SELECT id FROM {name} WHERE {of_table} = ? AND {column} = ? ORDER BY id"
                rows = connection.execute(sql, [table, id])
                found += [Reference(name, row[0], column, is_kept=False) for row in rows]
    return found
