"""The tables as the acts alone say they must be, and whether they are."""

import sqlite3

from db import canonical
from db.causality import Causality
from db.checks import Check as Check
from db.connection import rows
from db.contents import Contents
from db.expunging import expungings_of
from db.heads import Tables, state_of
from db.ledger import act_id
from db.records import Segment
from db.schema import JOURNALLED


def replay(connection: sqlite3.Connection) -> Tables:
    """Every journalled row as the acts alone make it."""
    return state_of(connection).tables


def tables(connection: sqlite3.Connection) -> Tables:
    """Every journalled row as it stands."""
    return {name: {row["id"]: dict(row) for row in rows(connection, f"SELECT * FROM {name}")} for name in JOURNALLED}


def same(one: Tables, other: Tables) -> bool:
    """True if both hold the same rows."""
    return one == other


def verify(connection: sqlite3.Connection) -> list[Check]:
    """Everything that a case can prove of itself, without its media."""
    return [_sound(connection), _chains(connection), _bodies(connection), _replayed(connection), _contents(connection)]


def _sound(connection: sqlite3.Connection) -> Check:
    damage = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    damage += [f"{row[0]} points at a missing {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return Check("file", not damage, "; ".join(damage) or "SQLite finds no damage and no broken reference")


def _chains(connection: sqlite3.Connection) -> Check:
    wrong: list[str] = []
    places: dict[str, tuple[str, int]] = {}
    for row in rows(connection, "SELECT * FROM act ORDER BY device_id, counter"):
        header = dict(row)
        id, device, counter, previous = header.pop("id"), header["device_id"], header["counter"], header["previous"]
        if act_id(header) != id:
            wrong.append(f"act {counter} of device {device} was altered")
        if (places.get(previous) != (device, counter - 1)) if previous else counter != 1:
            wrong.append(f"the chain of device {device} is broken before act {counter}")
        places[id] = (device, counter)
    causality = Causality(connection)
    if len(causality) != len(places):
        wrong.append("an act claims to have seen one that is not there")
    elif causality.heads() != [row[0] for row in connection.execute("SELECT act_id FROM act_head ORDER BY act_id")]:
        wrong.append("the newest steps are not those that the case names")
    devices = len({device for device, _ in places.values()})
    detail = "; ".join(wrong[:5]) or f"{len(places)} steps of {devices} device(s) follow one another"
    return Check("chain", not wrong, detail)


def _bodies(connection: sqlite3.Connection) -> Check:
    known = expungings_of(connection)
    found = connection.execute(
        "SELECT a.id, a.body_sha256, b.body FROM act AS a LEFT JOIN act_body AS b ON b.act_id = a.id"
    )
    wrong = [id for id, sha256, body in found if body is None or not known.accepts(id, body, sha256)]
    detail = f"{len(wrong)} altered or missing" if wrong else "what each step did is unaltered"
    if known.touched() and not wrong:
        detail += f", but for the words that were expunged from {len(known.touched())}"
    return Check("steps", not wrong, detail)


def _replayed(connection: sqlite3.Connection) -> Check:
    then, now = replay(connection), tables(connection)
    wrong = [name for name in JOURNALLED if then[name] != now[name]]
    detail = f"rows without history in: {', '.join(wrong)}" if wrong else "every row is what its history says"
    return Check("history", not wrong, detail)


def _contents(connection: sqlite3.Connection) -> Check:
    known = expungings_of(connection)
    wrong = [
        sha256[:12]
        for sha256, data in connection.execute("SELECT sha256, bytes FROM original")
        if (data != b"" if sha256 in known.originals else canonical.sha256(data) != sha256)
    ]
    for number, sha256 in connection.execute("SELECT number, sha256 FROM content WHERE kind = 'segments'").fetchall():
        found = connection.execute(
            "SELECT start_ms, end_ms, text, speaker, words FROM segment WHERE content = ? ORDER BY ordinal", [number]
        ).fetchall()
        segments = [Segment(start, end, text, who) for start, end, text, who, _ in found]
        if not known.is_left_of(sha256, segments, [row[4] for row in found]):
            wrong.append(sha256[:12])
    contents = Contents(connection)
    for (sha256,) in connection.execute("SELECT sha256 FROM content WHERE kind = 'elements'").fetchall():
        if not known.are_left_of(sha256, contents.elements(sha256)):
            wrong.append(sha256[:12])
    detail = f"altered: {', '.join(wrong)}" if wrong else "imported files and words are unaltered"
    if (known.originals or known.imports() or known.frameworks()) and not wrong:
        detail += ", but for what was expunged"
    return Check("imports", not wrong, detail)
