"""What it costs to receive a case of a million words safely, beside SQLite copying the same tables unguarded."""

import sqlite3
from contextlib import closing

import pytest

from db import airlock, bundle, canonical, casefile, receive, retyping
from db.casefile import Signature
from db.identity import new_id
from db.records import Device, Media, Reviewer, Segment, Transcript, Word

HANA = Signature(Reviewer("r", "Hana"), Device("d", "r", "laptop"))
OMAR = Signature(Reviewer("r2", "Omar"), Device("d2", "r2", "desktop"))
SEGMENTS = 100_000
GROUP = "receiving a bundle of 1M words"


def segments():
    words = tuple(Word(i * 6, i * 6 + 5, i * 300, i * 300 + 250) for i in range(10))
    return [Segment(i * 4000, i * 4000 + 3500, f"w{i % 997:04} " * 10, "GUEST", words) for i in range(SEGMENTS)]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("receiving")
    path = folder / "hana.sqlite"
    with casefile.create(path, "Bench", HANA, new_id(), folder / "s", lambda case: None) as case:
        with case.step("bench", "Add"):
            case.media.add(Media("m", "Interview"))
            content = case.contents.keep_segments(segments())
            case.transcripts.add(Transcript("t", "m", "t", "original", "en", content, None, "test"))
        bundle.pack(case, folder / "it.avowal", lambda data: ("00" * 32, canonical.sha256(data)), [], lambda *_: None)
    return folder / "it.avowal"


@pytest.mark.benchmark(group=GROUP)
def test_looked_at_through_the_guarded_process(benchmark, shared):
    def look():
        with airlock.through(shared) as arrived:
            assert arrived.connection.execute("SELECT max(number) FROM segment").fetchone()[0] == SEGMENTS

    benchmark.pedantic(look, rounds=3)


@pytest.mark.benchmark(group=GROUP)
def test_received_as_a_case_of_ones_own(benchmark, shared, tmp_path):
    outs = iter(range(10))
    benchmark.pedantic(lambda: receive.receive(shared, tmp_path / f"{next(outs)}.sqlite", OMAR), rounds=3)


@pytest.mark.benchmark(group=GROUP)
def test_yardstick_sqlite_copies_the_same_tables(benchmark, shared, tmp_path):
    """As many rows on disk, safely committed, with no check, no history and no search."""
    outs = iter(range(10))

    def copy():
        with closing(sqlite3.connect(tmp_path / f"bare {next(outs)}.sqlite", isolation_level=None)) as bare:
            bare.execute("PRAGMA foreign_keys = OFF")
            bare.execute("ATTACH ? AS theirs", [str(shared)])
            tables = bare.execute("SELECT name, sql FROM theirs.sqlite_master WHERE type = 'table'").fetchall()
            bare.execute("BEGIN")
            for name, sql in tables:
                if name in retyping.TABLES:
                    bare.execute(sql)
                    bare.execute(f"INSERT INTO main.{name} SELECT * FROM theirs.{name}")
            bare.execute("COMMIT")
            assert bare.execute("SELECT count(*) FROM main.segment").fetchone()[0] == SEGMENTS

    benchmark.pedantic(copy, rounds=3)
