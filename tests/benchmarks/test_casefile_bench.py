"""What the ledger costs: a mark, an undo, a big transcript, opening, beside bare SQLite in the same run."""

import sqlite3
from contextlib import closing

import pytest

from db import casefile
from db.casefile import Signature
from db.contents import Contents
from db.identity import new_id
from db.records import Device, Media, Quote, Reviewer, Segment, Transcript, Word
from db.tokens import Position, Span, Tokens

HANA = Signature(Reviewer("r", "Hana"), Device("d", "r", "laptop"))
SEGMENTS = 100_000
QUOTES = 20_000


def segments(count):
    words = tuple(Word(i * 6, i * 6 + 5, i * 300, i * 300 + 250) for i in range(10))
    return [Segment(i * 4000, i * 4000 + 3500, f"word{i % 997} " * 10, "GUEST", words) for i in range(count)]


def furnish(case):
    with case.step("bench", "Add"):
        case.media.add(Media("m", "Interview"))
        content = case.contents.keep_segments(segments(1000))
        case.transcripts.add(Transcript("t", "m", "t", "original", "ar", content, None, "test"))


@pytest.fixture
def case(tmp_path):
    with casefile.create(tmp_path / "c.sqlite", "Bench", HANA, new_id(), tmp_path / "s", lambda case: None) as made:
        furnish(made)
        yield made


def quote():
    span = Span("t", Position(3, 0), Position(3, 11), "word3 word3", 0, 600)
    return Quote(new_id(), "m", Tokens(original=(span,)))


def mark(case):
    with case.step("quoting.mark", "Mark quote"):
        case.quotes.add(quote())


@pytest.mark.benchmark(group="one mark, committed")
def test_mark(benchmark, case):
    benchmark.pedantic(mark, args=(case,), rounds=300, warmup_rounds=5)


@pytest.mark.benchmark(group="one mark, committed")
def test_mark_and_undo(benchmark, case):
    def both():
        mark(case)
        case.undo()

    benchmark.pedantic(both, rounds=150, warmup_rounds=5)


@pytest.mark.benchmark(group="one mark, committed")
def test_yardstick_bare_insert(benchmark, tmp_path):
    with closing(sqlite3.connect(tmp_path / "bare.sqlite", isolation_level=None)) as bare:
        bare.execute("PRAGMA synchronous = EXTRA")
        bare.execute("CREATE TABLE quote (id TEXT PRIMARY KEY, tokens TEXT)")
        benchmark.pedantic(
            lambda: bare.execute("INSERT INTO quote VALUES (?, ?)", [new_id(), "x" * 300]), rounds=300, warmup_rounds=5
        )


@pytest.mark.benchmark(group="a transcript of 100,000 segments, 1M words")
def test_import_transcript(benchmark, case):
    many = segments(SEGMENTS)

    def add():
        with case.step("transcribing.add", "Add transcript"):
            content = case.contents.keep_segments(many)
            case.transcripts.add(Transcript(new_id(), "m", "t", "original", "ar", content, None, "test"))

    benchmark.pedantic(add, rounds=1)


@pytest.mark.benchmark(group="a transcript of 100,000 segments, 1M words")
def test_load_transcript(benchmark, case):
    with case.step("transcribing.add", "Add transcript"):
        content = case.contents.keep_segments(segments(SEGMENTS))
        case.transcripts.add(Transcript("big", "m", "t", "original", "ar", content, None, "test"))

    content = case.transcripts.get("big").content_sha256

    def load():
        # Contents of its own each time: a case keeps the segments that it has read at hand.
        assert len(Contents(case.connection).segments(content)) == SEGMENTS

    benchmark.pedantic(load, rounds=3)


@pytest.mark.benchmark(group="a case of 20,000 quotes")
def test_open(benchmark, case, tmp_path):
    with case.step("bench", "Mark many"):
        for _ in range(QUOTES):
            case.quotes.add(quote())
    case.close()

    def open_and_count():
        with casefile.open_case(case.path, HANA, tmp_path / "s") as again:
            assert again.quotes.count() == QUOTES
            assert again.ledger.undo_label

    benchmark.pedantic(open_and_count, rounds=5)
