"""The schema as numbered steps, carried by sqlite-utils; a released step is never edited, only followed.

Three groups of tables. *Journalled* rows are what people decide; the ledger sees every change to them, and SQLite
refuses one outside a step. *Content* is bulk that is imported once, known by its hash and never altered. *Derived* rows
can be rebuilt from the other two.

No JSON function stands in the schema: SQLite 3.40 refuses them there when `trusted_schema` is off.
"""

import sqlite3
from contextlib import closing

from sqlite_utils import Database, Migrations

from db import version1, version2, version3, version4
from db.schema import APPLICATION_ID, fingerprint

schema = Migrations("avowal")


def apply(connection: sqlite3.Connection) -> None:
    """Bring a case, or an empty file, to the newest version."""
    schema.apply(Database(connection))


def fingerprint_of(version: int) -> str:
    """The fingerprint that a case of that version has, found by making one."""
    with closing(sqlite3.connect(":memory:")) as connection:
        names = [step.name for step in schema.pending(Database(connection))]
        stop = names[version] if version < len(names) else None
        schema.apply(Database(connection), stop_before=stop)
        return fingerprint(connection)


@schema()
def v1_first_house(db: Database) -> None:
    """The case, its sources, quotes, incidents, law and ledger."""
    for part in version1.script():
        _run(db, part)
    _run(db, f"PRAGMA application_id = {APPLICATION_ID};")
    _run(db, "PRAGMA user_version = 1;")


@schema()
def v2_working_together(db: Database) -> None:
    """Who had the recordings; incidents that are one and the same; and that words can be expunged."""
    for part in version2.script():
        _run(db, part)
    _run(db, "PRAGMA user_version = 2;")


@schema()
def v3_argument(db: Database) -> None:
    """What is argued from the quotes, and how the argument is reviewed."""
    for part in version3.script():
        _run(db, part)
    _run(db, "PRAGMA user_version = 3;")


@schema()
def v4_key_terms(db: Database) -> None:
    """The key terms of a quote, with how they are written in Latin letters and what they mean."""
    for part in version4.script():
        _run(db, part)
    _run(db, "PRAGMA user_version = 4;")


def _run(db: Database, script: str) -> None:
    """Run a script statement by statement, inside the migration's own transaction (executescript would commit it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
