"""What each reviewer last said of a field, whatever stands in it now: read from the acts, in one pass."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.causality import Causality
from db.connection import guard, rows
from db.standing import taken_back

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Coding:
    """A reviewer's own latest value of a field."""

    reviewer_id: str
    value: Value
    """As the row holds it; None if the reviewer emptied the field."""
    at: str
    """The wall time of that device, for display only."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A field of a record that is there, and what the reviewers said of it."""

    table: str
    record_id: str
    field: str
    value: Value
    """What stands in it now."""
    said: tuple[Coding, ...]
    """By reviewer id, one each."""

    def by(self, reviewer_id: str) -> Coding | None:
        """What this reviewer said."""
        return next((coding for coding in self.said if coding.reviewer_id == reviewer_id), None)


@dataclass(frozen=True, slots=True)
class Codings:
    """All that the reviewers said of the fields that were asked for."""

    fields: tuple[Coded, ...]
    """In an order that is the same in every copy."""
    makers: dict[tuple[str, str], str]
    """Who made each record that is there, by table and id."""


def latest(connection: sqlite3.Connection, wanted: Mapping[str, Sequence[str]]) -> Codings:
    """Every one of these fields (by table) that somebody has set.

    An undone act says nothing. Of two acts of one reviewer that know nothing of each other (two devices), that one
    counts which comes later in the order of `Causality`: no clock is asked. A record that was made without a value says
    nothing of that field; taking its value away does.
    """
    with guard():
        now = {table: _rows(connection, table, fields) for table, fields in wanted.items()}
        found: dict[tuple[str, str, str], dict[str, Coding]] = {}
        makers: dict[tuple[str, str], str] = {}
        for reviewer_id, at, body in _acts(connection, wanted):
            for change in json.loads(body)["changes"]:
                table, id = change["table"], change["id"]
                if table not in wanted or change["op"] == "delete" or id not in now[table]:
                    continue
                is_new = change["op"] == "insert"
                if is_new:
                    makers.setdefault((table, id), reviewer_id)
                for field in wanted[table]:
                    pair = change["fields"].get(field)
                    if pair is not None and not (is_new and pair[1] is None):
                        found.setdefault((table, id, field), {})[reviewer_id] = Coding(reviewer_id, pair[1], at)
    fields = (
        Coded(table, id, field, now[table][id][field], tuple(said[who] for who in sorted(said)))
        for (table, id, field), said in sorted(found.items())
    )
    return Codings(tuple(fields), makers)


def _rows(connection: sqlite3.Connection, table: str, fields: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: dict(row) for row in rows(connection, f"SELECT id, {', '.join(fields)} FROM {table}")}


def _acts(connection: sqlite3.Connection, tables: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Reviewer, time and body of each act that touched a table and still stands; each after all that it saw."""
    names = list(tables)
    gone = taken_back(connection)
    sql = f"""
        SELECT a.id, a.reviewer_id, a.at, b.body FROM act AS a JOIN act_body AS b ON b.act_id = a.id
        WHERE a.kind = 'do' AND a.id IN (SELECT act_id FROM act_touch WHERE name IN ({", ".join("?" * len(names))}))
    """
    acts = {row[0]: row[1:] for row in connection.execute(sql, names) if row[0] not in gone}
    for id in Causality(connection).order:
        if id in acts:
            yield acts[id]
