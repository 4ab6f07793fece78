"""What somebody sent is read as plain values or refused with a reason; nothing of it ever runs."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress

import pytest

from db import bundle, canonical, casefile, receive, replay, untrusted
from db.errors import CaseDamaged, CaseError, CaseExists, CaseTooNew, ForeignSidecar, NotACase
from db.merge import merge
from db.offer import CopyOffer
from db.records import Incident
from tests.db.test_merge import Desk, signature
from tests.hostile.kinds import MANY_VIEWS


def sign(payload):
    return "00" * 32, canonical.sha256(payload)


def quiet(done, total):
    pass


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def shared(desk, tmp_path):
    """A bundle of Hana's with a recording in it."""
    recording = tmp_path / "recording.mp4"
    recording.write_bytes(os.urandom(bundle.CHUNK + 17))
    with desk.open("hana") as case:
        bundle.pack(case, tmp_path / "shared.avowal", sign, [recording], quiet)
    return tmp_path / "shared.avowal"


def take(path, out, **more):
    return receive.receive(path, out, signature("omar"), **more)


def test_what_was_shared_arrives_whole(desk, shared, tmp_path):
    came = take(shared, tmp_path / "out.sqlite", media_folder=tmp_path / "media")

    assert came.manifest is not None
    assert all(check.ok for check in came.checks)
    with casefile.read_case(tmp_path / "out.sqlite") as case, casefile.read_case(desk.folder / "hana.sqlite") as hers:
        assert replay.tables(case.connection) == replay.tables(hers.connection)
        assert [hit.ordinal for hit in case.search.find("truce")] == [hit.ordinal for hit in hers.search.find("truce")]
    (file,) = (tmp_path / "media").iterdir()
    assert file.read_bytes() == (tmp_path / "recording.mp4").read_bytes()
    assert canonical.sha256(file.read_bytes()) == file.name


def test_a_bundle_can_be_merged_and_is_never_opened_as_a_case(desk, shared):
    with desk.step("omar") as case:
        case.incidents.add(Incident("by omar", "x"))
    with desk.open("omar") as case, receive.opened(shared) as (connection, _):
        assert merge(case, CopyOffer(connection)).conflicts == ()
    with pytest.raises(NotACase):
        casefile.open_case(shared, signature("omar"), desk.state)
    with pytest.raises(NotACase):
        casefile.read_case(shared)


def test_a_bundle_never_overwrites(desk, shared):
    with desk.open("hana") as case, pytest.raises(CaseExists):
        bundle.pack(case, shared, sign, [], quiet)
    with pytest.raises(CaseExists):
        take(shared, desk.folder / "hana.sqlite")


def raw(path):
    """The file without any of its own guards, as an attacker would write it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    return connection


def without_triggers(connection):
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")


def with_guards_back(connection, guards):
    for sql in guards:
        connection.execute(sql)


HOSTILE_SQL = {
    "trigger that deletes": "CREATE TRIGGER t AFTER INSERT ON quote BEGIN DELETE FROM incident; END",
    "trigger that rewrites": "CREATE TRIGGER t AFTER INSERT ON act BEGIN UPDATE incident SET title = 'x'; END",
    "view that shadows": "ALTER TABLE incident RENAME TO hidden; CREATE VIEW incident AS SELECT * FROM hidden",
    "endless view": "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT n FROM r",
    "view bomb": "CREATE VIEW v0 AS SELECT 1; "
    + "; ".join(f"CREATE VIEW v{i} AS SELECT * FROM v{i - 1}, v{i - 1}" for i in range(1, 12)),
    "generated column": "CREATE TABLE g (a, b GENERATED ALWAYS AS (abs(a)) VIRTUAL)",
    "index on a function": "CREATE INDEX i ON incident (abs(title))",
    "one table more": "CREATE TABLE extra (x)",
    "many views": MANY_VIEWS.format(3000),
    "guard taken out": "DROP TRIGGER act_stays",
    "check taken out": "UPDATE sqlite_master SET sql = replace(sql, 'CHECK (weight BETWEEN 0 AND 4)', '') "
    "WHERE name = 'link'",
    "fts shadow lies": "DELETE FROM segment_fts_data",
}


@pytest.mark.parametrize("kind", HOSTILE_SQL)
@pytest.mark.parametrize("what", ["bundle", "case"])
def test_a_schema_that_is_not_ours_is_refused(desk, shared, tmp_path, kind, what):
    path = shared if what == "bundle" else shutil.copy(desk.folder / "hana.sqlite", tmp_path / "copy.sqlite")
    with closing(raw(path)) as connection:
        connection.executescript(HOSTILE_SQL[kind])
    refused_or_plain(path, tmp_path, must_refuse=kind != "fts shadow lies")


def refused_or_plain(path, tmp_path, must_refuse=True):
    out = tmp_path / "out.sqlite"
    before = path.read_bytes()
    if must_refuse:
        with pytest.raises(CaseError):
            take(path, out, media_folder=tmp_path / "media")
        assert not out.exists()
    else:
        with suppress(CaseDamaged):
            take(path, out)
    assert path.read_bytes() == before
    assert not [left for left in tmp_path.iterdir() if left.name.endswith(".partial")]


HOSTILE_ROWS = {
    "another title in a row": "UPDATE incident SET title = 'forged'",
    "another word": "UPDATE segment SET text = replace(text, 'truce', 'true')",
    "another original": "UPDATE original SET bytes = x'00'",
    "an act altered": "UPDATE act SET label = 'forged' WHERE counter = 1",
    "an act's body altered": "UPDATE act_body SET body = replace(body, 'Incident', 'Accident')",
    "an act taken out": "DELETE FROM act_body; DELETE FROM act WHERE counter = 2",
    "a tail cut off": "DELETE FROM act_body WHERE act_id IN (SELECT id FROM act ORDER BY counter DESC LIMIT 1)",
    "invalid UTF-8": "UPDATE incident SET title = CAST(x'ff41' AS TEXT)",
    "invalid UTF-8 in an act": "UPDATE act SET label = CAST(x'ff41' AS TEXT) WHERE counter = 1",
    "a NUL": "UPDATE act SET label = 'a' || char(0) WHERE counter = 1",
    "deep JSON": "UPDATE act_body SET body = '" + "[" * 50_000 + "'",
    "no JSON": "UPDATE act_body SET body = 'no'",
    "a chunk swapped": "UPDATE packed_chunk SET bytes = x'00' WHERE number = 0",
    "no manifest": "DELETE FROM bundle",
    "two manifests": "INSERT INTO bundle SELECT * FROM bundle",
    "a manifest that lies": 'UPDATE bundle SET manifest = replace(manifest, \'"heads":["\', \'"heads":["0\')',
    "a huge text": "UPDATE act SET label = printf('%.*c', 30000000, 'x') WHERE counter = 1",
}


@pytest.mark.parametrize("kind", HOSTILE_ROWS)
def test_rows_that_are_not_what_was_signed_are_refused(shared, tmp_path, kind):
    with closing(raw(shared)) as connection:
        guards = [
            row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        ]
        without_triggers(connection)
        connection.executescript(HOSTILE_ROWS[kind])
        with_guards_back(connection, guards)
    refused_or_plain(shared, tmp_path)


def forge(path, edit):
    """A bundle whose every hash is right, over content that is not: what an attacker with our code could make."""
    import json

    from db import ledger
    from db.offer import HEADER

    with closing(raw(path)) as connection:
        guards = [
            row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        ]
        without_triggers(connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        id, body = connection.execute(
            "SELECT act_id, body FROM act_body JOIN act ON act.id = act_id ORDER BY counter DESC LIMIT 1"
        ).fetchone()
        header = dict(
            zip(
                HEADER,
                connection.execute(f"SELECT {', '.join(HEADER)} FROM act WHERE id = ?", [id]).fetchone(),
                strict=True,
            )
        )
        value = json.loads(body)
        edit(value, header)
        body = canonical.dumps(value)
        header["body_sha256"] = canonical.sha256(body)
        new = ledger.act_id(header)
        sets = ", ".join(f"{name} = ?" for name in HEADER)
        connection.execute(f"UPDATE act SET id = ?, {sets} WHERE id = ?", [new, *header.values(), id])
        connection.execute("UPDATE act_body SET act_id = ?, body = ? WHERE act_id = ?", [new, body, id])
        connection.execute("UPDATE act_head SET act_id = ?", [new])
        connection.execute("UPDATE act_touch SET act_id = ? WHERE act_id = ?", [new, id])
        with_guards_back(connection, guards)
        manifest = json.loads(connection.execute("SELECT manifest FROM bundle").fetchone()[0])
        manifest["heads"], manifest["tables"] = [new], bundle._tables(connection)
        connection.execute("UPDATE bundle SET manifest = ?", [canonical.dumps(manifest)])


def change(**more):
    return {"table": "incident", "id": "i0", "op": "update", "fields": {"title": ["a", "b"]}} | more


FORGERIES = {
    "a table that is none": lambda value, header: value["changes"].append(change(table="sqlite_master")),
    "a column that is none": lambda value, header: value["changes"].append(change(fields={"title = 1 --": ["a", "b"]})),
    "a value that is none": lambda value, header: value["changes"].append(change(fields={"title": ["a", {"x": 1}]})),
    "a fraction": lambda value, header: (
        value["changes"].append(change(fields={"title": ["a", 1]}))
        or value["changes"].append(change(fields={"date": ["a", True]}))
    ),
    "an empty title": lambda value, header: value["changes"].append(change(fields={"title": ["a", ""]})),
    "a number too large": lambda value, header: value["changes"].append(change(fields={"title": ["a", 2**70]})),
    "an unknown deed": lambda value, header: value["changes"].append(change(op="drop")),
    "an id changed": lambda value, header: value["changes"].append(change(fields={"id": ["i0", "i9"]})),
    "no list": lambda value, header: value.update(changes={"a": 1}),
    "a record of two ids": lambda value, header: value["changes"].append(
        change(op="insert", id="x", fields={"id": [None, "y"], "title": [None, "t"]})
    ),
    "tokens that are none": lambda value, header: value["changes"].append(
        change(table="quote", id="q0", fields={"tokens": ["", "{}"]})
    ),
    "tokens of nothing": lambda value, header: value["changes"].append(
        change(table="quote", id="q0", fields={"tokens": ["", '{"original":[{"k":"evil"}],"translation":[]}']})
    ),
    "a link to nothing": lambda value, header: value["changes"].append(
        change(
            table="link",
            op="insert",
            id="l",
            fields={"id": [None, "l"], "quote_id": [None, "nowhere"], "incident_id": [None, "i0"]},
        )
    ),
    "a NUL in a value": lambda value, header: value["changes"].append(change(fields={"title": ["a", "b\0c"]})),
    "a head that is none": lambda value, header: header.update(heads='["' + "0" * 64 + '"]'),
    "heads that are no list": lambda value, header: header.update(heads='{"a": 1}'),
    "a counter beyond": lambda value, header: header.update(counter=2**62),
    "no case any more": lambda value, header: value["changes"].append(
        {"table": "case_info", "id": "case", "op": "delete", "fields": {}}
    ),
}


@pytest.mark.parametrize("kind", FORGERIES)
def test_forgeries_with_every_hash_right_are_refused(shared, tmp_path, kind):
    forge(shared, FORGERIES[kind])
    refused_or_plain(shared, tmp_path)


def test_a_second_beginning_of_one_device_is_a_fork_that_is_told_of_and_loses_nothing(shared, tmp_path):
    forge(shared, lambda value, header: header.update(heads="[]", previous=None, counter=1))
    take(shared, tmp_path / "out.sqlite")
    with casefile.read_case(tmp_path / "out.sqlite") as case:
        assert len(case.incidents.all()) == 3


@pytest.mark.parametrize(
    "harm", ["empty", "text", "cut", "half", "other program", "newer", "wal mode", "flipped pages", "directory", "link"]
)
def test_files_that_are_no_bundle_are_refused(shared, tmp_path, harm):
    data = shared.read_bytes()
    flipped = bytearray(data)
    for at in range(5000, len(data), 4096):
        flipped[at] ^= 0xFF
    made = {
        "empty": b"",
        "text": b"hello" * 100,
        "cut": data[:-5000],
        "half": data[: len(data) // 2],
        "other program": data[:68] + b"\0\0\0\0" + data[72:],
        "newer": data[:60] + (99).to_bytes(4, "big") + data[64:],
        "wal mode": data[:18] + b"\x02\x02" + data[20:],
        "flipped pages": bytes(flipped),
    }
    path = tmp_path / "bad.avowal"
    if harm == "directory":
        path.mkdir()
    elif harm == "link":
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.write_bytes(made[harm])
    with pytest.raises((CaseError, OSError)):
        take(path, tmp_path / "out.sqlite")
    assert not (tmp_path / "out.sqlite").exists()


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_what_lies_beside_a_bundle_is_never_obeyed(shared, tmp_path, suffix):
    beside = shared.with_name(shared.name + suffix)
    beside.write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(600))
    with pytest.raises((ForeignSidecar, CaseError)):
        take(shared, tmp_path / "out.sqlite")
    assert beside.exists()


def test_nothing_can_run_while_looking(shared):
    with receive.opened(shared) as (connection, _):
        for sql in (
            "SELECT load_extension('x')",
            "ATTACH ':memory:' AS x",
            "PRAGMA writable_schema = ON",
            "CREATE TEMP TABLE x (y)",
            "DELETE FROM quote",
            "SELECT * FROM v_quote_sheet",
            "SELECT randomblob(100000000)",
        ):
            with pytest.raises(sqlite3.Error):
                connection.execute(sql).fetchall()


def test_reading_ends_at_the_deadline(shared, monkeypatch):
    monkeypatch.setattr(untrusted, "SECONDS", -100)
    with pytest.raises(CaseError), receive.opened(shared):
        pass


def test_a_newer_version_is_named(shared, tmp_path):
    data = shared.read_bytes()
    shared.write_bytes(data[:60] + (99).to_bytes(4, "big") + data[64:])
    with pytest.raises(CaseTooNew):
        take(shared, tmp_path / "out.sqlite")
