"""What every field is, and what it may be: its newest values, those that no other act knew of and replaced.

Two newest values that differ are a conflict. One of them is shown until a person decides; which one depends on nothing
but the acts themselves, so that every copy shows the same.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from db import canonical, tokens
from db.causality import Causality
from db.ledger import columns_of
from db.migrations import JOURNALLED

Tables = dict[str, dict[str, dict[str, Any]]]
Kind = Literal["field", "deleted", "missed"]
"""Two values of one field; deleted here and changed there; deleted here and referred to there."""
THERE = ""
"""The name under which it is kept whether a record is there at all."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that one act gave to a field."""

    act_id: str
    value: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where two histories say different things, and a person must decide."""

    kind: Kind
    table: str
    record_id: str
    field: str
    """Empty where it is about the record itself."""
    claims: tuple[Claim, ...]
    """By act id; the first is the one that is shown."""

    @property
    def id(self) -> str:
        """The same in every copy, for as long as the conflict is the same."""
        parts = [self.kind, self.table, self.record_id, self.field, [claim.act_id for claim in self.claims]]
        return canonical.sha256(canonical.dumps(parts))[:16]


@dataclass(frozen=True, slots=True)
class State:
    """The tables as the acts make them, and what is open in them."""

    tables: Tables
    conflicts: tuple[Conflict, ...]


def state_of(connection: sqlite3.Connection, causality: Causality | None = None) -> State:
    """Every journalled row, rebuilt from the acts alone."""
    order = causality or Causality(connection)
    columns = {name: columns_of(connection, name) for name in JOURNALLED}
    fields: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    decided: dict[tuple[str, str, str, str], list[Claim]] = {}
    undone = dict(connection.execute("SELECT id, reverses FROM act WHERE kind = 'undo'"))
    for act_id in order.order:
        for table, record_id, name, value in _writes(connection, act_id, columns):
            record = fields.setdefault((table, record_id), {})
            claims = record.get(name, [])
            open_again = decided.get((undone.get(act_id, ""), table, record_id, name))
            if open_again and [claim.act_id for claim in claims] == [undone[act_id]]:
                # Undoing a decision opens the conflict again as it was.
                record[name] = open_again
                continue
            seen = [claim for claim in claims if order.saw(act_id, claim.act_id)]
            if len(seen) > 1:
                decided[act_id, table, record_id, name] = claims
            record[name] = [*(claim for claim in claims if claim not in seen), Claim(act_id, value)]
    return _settled(fields, columns, _references(connection))


def _writes(
    connection: sqlite3.Connection, act_id: str, columns: dict[str, list[str]]
) -> Iterator[tuple[str, str, str, Any]]:
    """What an act says: table, record, field, value. An edit also says that the record is there."""
    row = connection.execute("SELECT body FROM act_body WHERE act_id = ?", [act_id]).fetchone()
    for change in json.loads(row[0])["changes"] if row else ():
        table, record_id, op = change["table"], change["id"], change["op"]
        yield table, record_id, THERE, op != "delete"
        after = {name: pair[1] for name, pair in change["fields"].items()}
        if op == "insert":
            # A field that the body leaves out is empty.
            after = dict.fromkeys(columns[table]) | after
        if op != "delete":
            for name, value in after.items():
                yield table, record_id, name, value


def _settled(
    fields: dict[tuple[str, str], dict[str, list[Claim]]],
    columns: dict[str, list[str]],
    references: dict[str, dict[str, str]],
) -> State:
    tables: Tables = {name: {} for name in JOURNALLED}
    conflicts: list[Conflict] = []

    def show(key: tuple[str, str]) -> None:
        table, record_id = key
        row: dict[str, Any] = dict.fromkeys(columns[table])
        for name in columns[table]:
            claims = sorted(fields[key].get(name, []), key=lambda claim: claim.act_id)
            if claims:
                row[name] = claims[0].value
            if any(claim.value != claims[0].value for claim in claims):
                conflicts.append(Conflict("field", table, record_id, name, tuple(claims)))
        tables[table][record_id] = row

    for key in sorted(fields):
        claims = sorted(fields[key][THERE], key=lambda claim: claim.act_id)
        if any(claim.value for claim in claims):
            if not all(claim.value for claim in claims):
                conflicts.append(Conflict("deleted", *key, THERE, tuple(claims)))
            show(key)
    missed = _missed(tables, references)
    while missed:
        for key in sorted(missed):
            if key in fields:
                claims = sorted(fields[key][THERE], key=lambda claim: claim.act_id)
                conflicts.append(Conflict("missed", *key, THERE, tuple(claims)))
                show(key)
        missed = {key for key in _missed(tables, references) if key in fields}
    return State(tables, tuple(sorted(conflicts, key=lambda c: (c.table, c.record_id, c.field, c.kind))))


def _missed(tables: Tables, references: dict[str, dict[str, str]]) -> set[tuple[str, str]]:
    """The records that are referred to and not there."""
    missed: set[tuple[str, str]] = set()
    for table, columns in references.items():
        for row in tables[table].values():
            for column, target in columns.items():
                if row[column] is not None and row[column] not in tables[target]:
                    missed.add((target, row[column]))
    for row in tables["quote"].values():
        for span in tokens.loads(row["tokens"]).spans():
            if span.transcript_id not in tables["transcript"]:
                missed.add(("transcript", span.transcript_id))
    return missed


def _references(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    return {
        table: {
            row[0]: row[1]
            for row in connection.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', [table])
            if row[1] in JOURNALLED
        }
        for table in JOURNALLED
    }
