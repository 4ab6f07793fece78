"""What every field is, and what it may be: its newest values, those that no other act knew of and replaced.

Two newest values that differ are a conflict. One of them is shown until a person decides; which one depends on nothing
but the acts themselves, so that every copy shows the same.
"""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from db import canonical
from db.causality import Causality
from db.ledger import columns_of
from db.schema import JOURNALLED

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
    """By act id. The first of a field's is the one that is shown; a record is shown as long as somebody needs it, and
    who refers to it claims that it is there."""

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


class _Record:
    """What the acts have said of one record so far.

    Nearly every record is inserted once and seldom changed: its first row is kept as it is, and claims are only made
    for fields that were written again.
    """

    __slots__ = ("act", "claims", "row")

    def __init__(self) -> None:
        self.act = ""
        self.row: dict[str, Any] | None = None
        self.claims: dict[str, list[Claim]] = {}

    def of(self, name: str) -> list[Claim]:
        """The newest values of a field."""
        claims = self.claims.get(name)
        if claims is not None:
            return claims
        if self.row is None:
            return []
        return [Claim(self.act, True if name == THERE else self.row.get(name))]


def state_of(connection: sqlite3.Connection, causality: Causality | None = None) -> State:
    """Every journalled row, rebuilt from the acts alone."""
    order = causality or Causality(connection)
    columns = {name: columns_of(connection, name) for name in JOURNALLED}
    records: dict[tuple[str, str], _Record] = {}
    decided: dict[tuple[str, str, str, str], list[Claim]] = {}
    undone = dict(connection.execute("SELECT id, reverses FROM act WHERE kind = 'undo'"))
    bodies = dict(connection.execute("SELECT act_id, body FROM act_body"))

    def write(key: tuple[str, str], record: _Record, act_id: str, name: str, value: Any) -> None:
        claims = record.of(name)
        open_again = decided.get((undone[act_id], *key, name)) if act_id in undone else None
        if open_again and [claim.act_id for claim in claims] == [undone[act_id]]:
            # Undoing a decision opens the conflict again as it was.
            record.claims[name] = open_again
            return
        left = [claim for claim in claims if not order.saw(act_id, claim.act_id)]
        if len(claims) - len(left) > 1:
            decided[act_id, *key, name] = claims
        record.claims[name] = [*left, Claim(act_id, value)]

    for act_id in order.order:
        body = bodies.get(act_id)
        for change in json.loads(body)["changes"] if body else ():
            op, key = change["op"], (change["table"], change["id"])
            after = {name: pair[1] for name, pair in change["fields"].items()}
            record = records.get(key)
            if record is None:
                record = records[key] = _Record()
                if op == "insert":
                    record.act, record.row = act_id, after
                    continue
            # An edit also says that the record is there; a field that an insertion leaves out is empty.
            write(key, record, act_id, THERE, op != "delete")
            if op == "insert":
                after = dict.fromkeys(columns[key[0]]) | after
            if op != "delete":
                for name, value in after.items():
                    write(key, record, act_id, name, value)
    return _settled(records, columns, _references(connection))


def _settled(
    records: dict[tuple[str, str], _Record],
    columns: dict[str, list[str]],
    references: dict[str, dict[str, str]],
) -> State:
    tables: Tables = {name: {} for name in JOURNALLED}
    conflicts: list[Conflict] = []

    def there(key: tuple[str, str]) -> tuple[Claim, ...]:
        return tuple(sorted(records[key].of(THERE), key=lambda claim: claim.act_id))

    def show(key: tuple[str, str]) -> None:
        table, record_id = key
        record = records[key]
        row = dict.fromkeys(columns[table]) | (record.row or {})
        for name, unsorted in record.claims.items():
            if name == THERE:
                continue
            claims = sorted(unsorted, key=lambda claim: claim.act_id)
            row[name] = claims[0].value
            if any(claim.value != claims[0].value for claim in claims):
                conflicts.append(Conflict("field", table, record_id, name, tuple(claims)))
        tables[table][record_id] = row

    for key, record in records.items():
        if THERE in record.claims:
            claims = there(key)
            if not any(claim.value for claim in claims):
                continue
            if not all(claim.value for claim in claims):
                conflicts.append(Conflict("deleted", *key, THERE, claims))
        show(key)

    def needed(key: tuple[str, str], by: list[_Place]) -> tuple[Claim, ...]:
        claims = {claim.act_id: claim for claim in records[key].of(THERE)}
        for table, id, column in by:
            for claim in records[table, id].of(column):
                claims.setdefault(claim.act_id, Claim(claim.act_id, True))
        return tuple(claims[act_id] for act_id in sorted(claims))

    while missed := {key: by for key, by in _missed(tables, references).items() if key in records}:
        for key, by in missed.items():
            conflicts.append(Conflict("missed", *key, THERE, needed(key, by)))
            show(key)
    return State(tables, tuple(sorted(conflicts, key=lambda c: (c.table, c.record_id, c.field, c.kind))))


_Place = tuple[str, str, str]
"""Table, id and column."""


def _missed(tables: Tables, references: dict[str, dict[str, str]]) -> dict[tuple[str, str], list[_Place]]:
    """The records that are referred to and not there, and where they are referred to."""
    missed: dict[tuple[str, str], list[_Place]] = {}
    for table, columns in references.items():
        for row in tables[table].values():
            for column, target in columns.items():
                if row[column] is not None and row[column] not in tables[target]:
                    missed.setdefault((target, row[column]), []).append((table, row["id"], column))
    for table in ("quote", "companion"):
        for row in tables[table].values():
            for id in _transcripts(row["tokens"] or ""):
                if id not in tables["transcript"]:
                    missed.setdefault(("transcript", id), []).append((table, row["id"], "tokens"))
    return missed


def _transcripts(tokens: str) -> set[str]:
    """The transcripts that a quote's tokens name, found without parsing: within a text the quotes are escaped."""
    return {part.partition('"')[0] for part in tokens.split('"transcript":"')[1:]}


def _references(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    return {
        table: {
            row[0]: row[1]
            for row in connection.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', [table])
            if row[1] in JOURNALLED
        }
        for table in JOURNALLED
    }
