"""Opening a case trusts nothing; closing it leaves nothing behind."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from db import backup, casefile, migrations, schema, sidecars
from db.errors import (
    CaseDamaged,
    CaseExists,
    CaseLocked,
    CaseMissing,
    CaseReadOnly,
    CaseReplaced,
    CaseTooNew,
    ForeignSidecar,
    NotACase,
)
from db.identity import new_id
from db.records import Incident
from tests.db.conftest import HANA


def test_the_settings_hold_on_the_connection(case):
    def ask(name: str):
        return case.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert (ask("journal_mode"), ask("synchronous"), ask("locking_mode")) == ("delete", 3, "exclusive")
    assert (ask("foreign_keys"), ask("recursive_triggers"), ask("secure_delete"), ask("trusted_schema")) == (1, 1, 1, 0)
    assert (ask("application_id"), ask("user_version")) == (schema.APPLICATION_ID, schema.VERSION)


def test_journalled_tables_are_strict_and_hold_no_real_and_no_blob(case):
    for table in schema.JOURNALLED:
        kinds = {row[2] for row in case.connection.execute(f"PRAGMA table_info({table})")}
        strict = case.connection.execute(f"SELECT strict FROM pragma_table_list('{table}')").fetchone()[0]
        assert kinds <= {"TEXT", "INTEGER"}
        assert strict == 1


def test_closing_leaves_the_case_alone_in_its_folder(case, tmp_path):
    case.close()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["case.sqlite"]
    assert list((tmp_path / "state").iterdir()) == []


def test_a_new_case_never_overwrites(case, tmp_path, state):
    case.close()
    before = case.path.read_bytes()
    with pytest.raises(CaseExists):
        casefile.create(case.path, "Other", HANA, new_id(), state, lambda case: None)
    assert case.path.read_bytes() == before


def test_a_creation_that_fails_leaves_nothing(tmp_path, state):
    def fail(case):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        casefile.create(tmp_path / "x.sqlite", "X", HANA, new_id(), state, fail)
    assert list(tmp_path.iterdir()) == []


def test_a_second_window_is_told_at_once_and_may_read(case, state):
    with case.step("test", "Test"):
        case.incidents.add(Incident("i1", "Strike"))

    with pytest.raises(CaseLocked):
        casefile.open_case(case.path, HANA, state)
    with casefile.read_case(case.path) as reader:
        assert [i.title for i in reader.incidents.all()] == ["Strike"]
        assert reader.read_only
        with pytest.raises(CaseReadOnly), reader.step("test", "Test"):
            pass
    with case.step("test", "Test"):
        case.incidents.change("i1", title="Raid")


def test_reading_takes_no_lock(case, state):
    case.close()
    with (
        casefile.read_case(case.path),
        casefile.open_case(case.path, HANA, state) as editor,
        editor.step("test", "Test"),
    ):
        editor.incidents.add(Incident("i1", "Strike"))


@pytest.mark.parametrize("suffix", ["-wal", "-shm"])
def test_a_write_ahead_log_beside_the_case_is_never_obeyed(case, state, suffix):
    case.close()
    sidecar = case.path.with_name(case.path.name + suffix)
    sidecar.write_bytes(b"\x37\x7f\x06\x82" + bytes(100))
    before = case.path.read_bytes()

    with pytest.raises(ForeignSidecar):
        casefile.open_case(case.path, HANA, state)
    with pytest.raises(ForeignSidecar):
        casefile.read_case(case.path)

    assert case.path.read_bytes() == before
    assert sidecar.exists()


def test_a_foreign_journal_that_names_a_victim_is_never_obeyed(case, state, tmp_path):
    case.close()
    victim = tmp_path / "precious.txt"
    victim.write_text("a reviewer's week")
    name = str(victim).encode()
    checksum = sum(name).to_bytes(4, "big")
    journal = case.path.with_name("case.sqlite-journal")
    magic = bytes.fromhex("d9d505f920a163d7")
    journal.write_bytes(
        magic + bytes(504) + b"\xff\xff\xff\xff" + name + len(name).to_bytes(4, "big") + checksum + magic
    )

    with pytest.raises(ForeignSidecar):
        casefile.open_case(case.path, HANA, state)
    with pytest.raises(CaseLocked):
        casefile.read_case(case.path)
    sidecars.Footprint(state, case.path).leave()
    with pytest.raises(ForeignSidecar):
        casefile.open_case(case.path, HANA, state)

    assert victim.read_text() == "a reviewer's week"


@pytest.mark.parametrize("leftover", [b"", bytes(512)])
def test_our_own_clean_leftover_is_no_obstacle(case, state, leftover):
    case.close()
    case.path.with_name("case.sqlite-journal").write_bytes(leftover)
    casefile.open_case(case.path, HANA, state).close()


def test_the_journal_of_a_crash_here_is_rolled_back(case, state, tmp_path):
    with case.step("test", "Test"):
        case.incidents.add(Incident("i1", "Strike"))
    case.connection.execute("PRAGMA cache_size = 5")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    case.connection.execute("BEGIN IMMEDIATE")
    case.connection.execute("INSERT INTO step (id, verb) VALUES (1, 'test')")
    for number in range(3000):
        case.connection.execute("INSERT INTO incident (id, title) VALUES (?, ?)", [f"x{number}", "y" * 200])
    for name in ("case.sqlite", "case.sqlite-journal"):
        shutil.copy(tmp_path / name, crashed / name)
    case.connection.execute("ROLLBACK")
    copy = crashed / "case.sqlite"
    assert sidecars.is_hot(copy)
    with pytest.raises(ForeignSidecar):
        casefile.open_case(copy, HANA, state)

    sidecars.Footprint(state, copy).leave()
    with casefile.open_case(copy, HANA, state) as again:
        assert [i.id for i in again.incidents.all()] == ["i1"]
        assert all(check.ok for check in again.verify())


def test_what_is_no_case_is_refused_untouched(tmp_path, state):
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (x)")
    junk = {"empty": b"", "text": b"hello " * 100, "wal": b"SQLite format 3\0\x10\x00\x02\x02" + bytes(100)}
    for name, data in junk.items():
        (tmp_path / name).write_bytes(data)

    for path in [other, *(tmp_path / name for name in junk), tmp_path]:
        before = path.read_bytes() if path.is_file() else None
        for opener in (lambda path: casefile.open_case(path, HANA, state), casefile.read_case):
            with pytest.raises(NotACase):
                opener(path)
        assert before is None or path.read_bytes() == before
    with pytest.raises(CaseMissing):
        casefile.open_case(tmp_path / "nowhere.sqlite", HANA, state)
    assert not (tmp_path / "nowhere.sqlite").exists()


def test_a_newer_case_is_refused(case, state):
    case.connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    case.close()
    with pytest.raises(CaseTooNew):
        casefile.open_case(case.path, HANA, state)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER evil AFTER INSERT ON quote BEGIN DELETE FROM incident; END",
        "CREATE VIEW segment_fts_extra AS SELECT 1",
        "DROP TRIGGER act_stays",
        "CREATE TABLE more (x)",
        "CREATE INDEX evil ON quote (lower(title))",
    ],
)
def test_a_schema_that_we_never_wrote_is_refused(case, state, sql):
    case.connection.execute(sql)
    case.close()
    for opener in (lambda: casefile.open_case(case.path, HANA, state), lambda: casefile.read_case(case.path)):
        with pytest.raises(CaseDamaged):
            opener()


def test_the_fingerprint_of_a_released_schema_never_changes():
    assert schema.RELEASED == RELEASED
    assert {version: migrations.fingerprint_of(version) for version in RELEASED} == RELEASED


def test_a_case_replaced_underneath_takes_no_more_writes(case):
    copy = case.path.with_name("copy.sqlite")
    shutil.copy(case.path, copy)
    copy.replace(case.path)

    with pytest.raises(CaseReplaced), case.step("test", "Test"):
        case.incidents.add(Incident("i1", "Strike"))


def test_backups_are_checked_copies_and_are_thinned(case):
    from datetime import UTC, datetime, timedelta

    start = datetime(2026, 1, 1, tzinfo=UTC)
    for hours in range(0, 24 * 120, 12):
        folder = backup.folder_of(case.path)
        folder.mkdir(exist_ok=True)
        stamp = (start + timedelta(hours=hours)).strftime("%Y-%m-%d %H%M%S.%fZ")
        (folder / f"case {stamp}.sqlite").write_bytes(b"")
    (folder / "notes.txt").write_text("not ours")

    made = backup.make(case.connection, case.path, start + timedelta(days=121))

    kept = backup.all_of(case.path)
    assert kept[0] == made
    assert backup.RECENT <= len(kept) <= backup.RECENT + backup.DAILY + backup.WEEKLY
    assert (folder / "notes.txt").exists()
    with casefile.read_case(made) as copy:
        assert copy.info == case.info
        assert all(check.ok for check in copy.verify())


def test_a_full_disk_is_named_and_nothing_is_half_written(case):
    pages = case.connection.execute("PRAGMA page_count").fetchone()[0]
    case.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    from db.errors import DiskFull

    with pytest.raises(DiskFull), case.step("test", "Test"):
        for number in range(1000):
            case.incidents.add(Incident(f"i{number}", "x" * 1000))
    assert case.incidents.all() == []
    assert all(check.ok for check in case.verify())


RELEASED = {
    1: "adc44720c62b419000f48f70343ecaf5666e0fb068f15c7abd4ea3178d401ab1",
    2: "d4a25a20072a4ba24afb3a118f153e3d1e82587e862b4bccbfa6ba70c16093f4",
    3: "a2fd12c5e4963b23bc5f07ab3e2cba83aee1d9bd6751ea7f79ba9eaf72f0c351",
    4: "bf6dfd7fec6586d8a1d2be51ae99cafd8623b4ac472d72ef254b45e0d1930a7b",
}
