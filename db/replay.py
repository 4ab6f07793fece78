"""The tables as the acts alone say they must be, and whether they are."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Any

from db import canonical
from db.connection import rows
from db.contents import segments_hash
from db.ledger import act_id
from db.records import Segment
from db.schema import JOURNALLED

Tables = dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what was found."""

    name: str
    ok: bool
    detail: str


def replay(connection: sqlite3.Connection) -> Tables:
    """Every journalled row, rebuilt from the bodies of the acts in an order in which each follows what it saw."""
    tables: Tables = {name: {} for name in JOURNALLED}
    for act in causal_order(connection):
        body = connection.execute("SELECT body FROM act_body WHERE act_id = ?", [act]).fetchone()
        for change in json.loads(body[0])["changes"] if body else ():
            table = tables[change["table"]]
            after = {name: pair[1] for name, pair in change["fields"].items()}
            if change["op"] == "insert":
                table[change["id"]] = after
            elif change["op"] == "delete":
                table.pop(change["id"], None)
            elif change["id"] in table:
                table[change["id"]] |= after
    return tables


def tables(connection: sqlite3.Connection) -> Tables:
    """Every journalled row as it stands."""
    return {name: {row["id"]: dict(row) for row in rows(connection, f"SELECT * FROM {name}")} for name in JOURNALLED}


def same(one: Tables, other: Tables) -> bool:
    """True if both hold the same rows; a field that a body leaves out is empty."""
    return _full(one) == _full(other)


def causal_order(connection: sqlite3.Connection) -> Iterator[str]:
    """The ids of all acts, each after those that it saw; acts that know nothing of each other go by id."""
    waits: dict[str, int] = {}
    follows: dict[str, list[str]] = defaultdict(list)
    for id, heads in connection.execute("SELECT id, heads FROM act"):
        seen: list[str] = json.loads(heads)
        waits[id] = len(seen)
        for head in seen:
            follows[head].append(id)
    ready = [id for id, count in waits.items() if count == 0]
    heapify(ready)
    while ready:
        id = heappop(ready)
        yield id
        for next_id in follows[id]:
            waits[next_id] -= 1
            if waits[next_id] == 0:
                heappush(ready, next_id)


def verify(connection: sqlite3.Connection) -> list[Check]:
    """Everything that a case can prove of itself, without its media."""
    return [_sound(connection), _chains(connection), _bodies(connection), _replayed(connection), _contents(connection)]


def _sound(connection: sqlite3.Connection) -> Check:
    damage = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    damage += [f"{row[0]} points at a missing {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return Check("file", not damage, "; ".join(damage) or "SQLite finds no damage and no broken reference")


def _chains(connection: sqlite3.Connection) -> Check:
    wrong: list[str] = []
    last: dict[str, tuple[int, str | None]] = {}
    total = 0
    for row in rows(connection, "SELECT * FROM act ORDER BY device_id, counter"):
        header = dict(row)
        id, device = header.pop("id"), header["device_id"]
        counter, previous = last.get(device, (0, None))
        if act_id(header) != id:
            wrong.append(f"act {header['counter']} of device {device} was altered")
        if header["counter"] != counter + 1 or header["previous"] != previous:
            wrong.append(f"the chain of device {device} is broken before act {header['counter']}")
        last[device] = (header["counter"], id)
        total += 1
    if sum(1 for _ in causal_order(connection)) != total:
        wrong.append("an act claims to have seen one that is not there")
    return Check(
        "chain", not wrong, "; ".join(wrong[:5]) or f"{total} steps of {len(last)} device(s) follow one another"
    )


def _bodies(connection: sqlite3.Connection) -> Check:
    found = connection.execute(
        "SELECT a.id, a.body_sha256, b.body FROM act AS a LEFT JOIN act_body AS b ON b.act_id = a.id"
    )
    wrong = [id for id, sha256, body in found if body is None or canonical.sha256(body) != sha256]
    return Check("steps", not wrong, f"{len(wrong)} altered or missing" if wrong else "what each step did is unaltered")


def _replayed(connection: sqlite3.Connection) -> Check:
    then, now = _full(replay(connection)), _full(tables(connection))
    wrong = [name for name in JOURNALLED if then[name] != now[name]]
    detail = f"rows without history in: {', '.join(wrong)}" if wrong else "every row is what its history says"
    return Check("history", not wrong, detail)


def _contents(connection: sqlite3.Connection) -> Check:
    wrong = [
        sha256[:12]
        for sha256, data in connection.execute("SELECT sha256, bytes FROM original")
        if canonical.sha256(data) != sha256
    ]
    for number, sha256 in connection.execute("SELECT number, sha256 FROM content WHERE kind = 'segments'").fetchall():
        found = connection.execute(
            "SELECT start_ms, end_ms, text, speaker, words FROM segment WHERE content = ? ORDER BY ordinal", [number]
        ).fetchall()
        segments = [Segment(start, end, text, who) for start, end, text, who, _ in found]
        if segments_hash(segments, [row[4] for row in found]) != sha256:
            wrong.append(sha256[:12])
    return Check(
        "imports", not wrong, f"altered: {', '.join(wrong)}" if wrong else "imported files and words are unaltered"
    )


def _full(tables: Tables) -> Tables:
    return {
        name: {id: {key: value for key, value in row.items() if value is not None} for id, row in table.items()}
        for name, table in tables.items()
    }
