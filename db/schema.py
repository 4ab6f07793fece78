"""Whether the schema of a file is exactly one that we released, found out without running any of it."""

import sqlite3
from contextlib import closing
from functools import cache

from sqlite_utils import Database

from db import canonical, migrations


def fingerprint(connection: sqlite3.Connection) -> str:
    """SHA-256 over the SQL of every table, index, trigger and view.

    Left out are SQLite's own names and the inner tables of the full-text indexes, whose SQL is SQLite's to choose; any
    name that merely looks like one of those is in.
    """
    inner = {
        f"{name}_{part}" for name in migrations.SHADOWS for part in ("data", "idx", "content", "docsize", "config")
    }
    statements = sorted(
        f"{kind} {name} {table} {sql}"
        for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        if name not in inner and not (name.startswith("sqlite_") and sql is None)
    )
    return canonical.sha256("\n".join(statements))


@cache
def released(version: int, extra: str = "") -> str:
    """The fingerprint that a case of that version must have; computed from the migrations, which are never edited.

    `extra` is the SQL of tables that stand in the file beside those of a case, as in a bundle.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        names = [step.name for step in migrations.schema.pending(Database(connection))]
        stop = names[version] if version < len(names) else None
        migrations.schema.apply(Database(connection), stop_before=stop)
        connection.executescript(extra)
        return fingerprint(connection)
