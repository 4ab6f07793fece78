"""Makes the rows what the acts say that they are."""

import sqlite3
from dataclasses import dataclass

from db import replay, tokens
from db.casefile import CaseFile
from db.causality import Causality
from db.errors import CaseDamaged
from db.heads import State, Tables, state_of
from db.law import read_terms
from db.ledger import Changes
from db.outside import read_heads
from db.schema import JOURNALLED

_READERS = (
    ("quote", "tokens", tokens.loads),
    ("vocabulary", "terms", read_terms),
    ("departure", "heads", read_heads),
    ("companion", "tokens", tokens.loads),
)
"""Fields whose text means more to us than to SQLite."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What the rows were, and what they are now."""

    before: Tables
    after: State
    changes: Changes
    causality: Causality


def rebuild(case: CaseFile) -> Rebuilt:
    """Within a gate: rewrite the rows that differ from what the acts say, and what is derived from them.

    CaseDamaged if an act builds on one that is not there, or the rows can't be made so; BadValue for a value that
    SQLite would take and no reader of ours.
    """
    causality = Causality(case.connection)
    if len(causality) != case.ledger.count():
        raise CaseDamaged("a step refers to one that is in neither copy")
    before = replay.tables(case.connection)
    after = state_of(case.connection, causality)
    changes = _changes(before, after.tables)
    _check_values(after.tables, changes)
    _rewrite(case.connection, before, after.tables, changes)
    case.connection.execute("DELETE FROM act_head")
    case.connection.executemany("INSERT INTO act_head (act_id) VALUES (?)", [[id] for id in causality.heads()])
    case.search.refresh_quotes(changes.get("quote", ()))
    if replay.tables(case.connection) != after.tables:
        raise CaseDamaged("the rows are not what the steps say")
    return Rebuilt(before, after, changes, causality)


def _check_values(tables: Tables, changes: Changes) -> None:
    for table, column, read in _READERS:
        for id in changes.get(table, ()):
            text = tables[table].get(id, {}).get(column)
            if text is not None:
                read(text)


def _changes(now: Tables, wanted: Tables) -> Changes:
    """The records that are not what they shall be."""
    changes: Changes = {}
    for name in JOURNALLED:
        ids = now[name].keys() - wanted[name].keys()
        ids |= {id for id, row in wanted[name].items() if now[name].get(id) != row}
        if ids:
            changes[name] = ids
    return changes


def _rewrite(connection: sqlite3.Connection, now: Tables, wanted: Tables, changes: Changes) -> None:
    """Make the rows what they shall be. References are checked when it is all done."""
    for name, ids in changes.items():
        for id in sorted(ids):
            old, row = now[name].get(id), wanted[name].get(id)
            if row is None:
                connection.execute(f"DELETE FROM {name} WHERE id = ?", [id])
            elif old is None:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
            else:
                changed = [column for column in row if old[column] != row[column]]
                settings = ", ".join(f"{column} = ?" for column in changed)
                connection.execute(f"UPDATE {name} SET {settings} WHERE id = ?", [*(row[c] for c in changed), id])
