"""Bringing two copies together, 50,000 quotes with 5,000 edits a side, beside a bare three-way merge of plain rows."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from db import casefile
from db.casefile import Signature
from db.merge import conflicts_of, merge
from db.offer import CopyOffer
from db.records import Device, Media, Quote, Reviewer, Segment, Transcript, Word
from db.tokens import Position, Span, Tokens

QUOTES, EDITS, BOTH = 50_000, 5_000, 2_500
"""Of the edits of each side, so many are of quotes that the other side edited too."""
GROUP = "50,000 quotes, 5,000 edits a side"
SPAN = Span("t", Position(0, 0), Position(0, 4), "word", 0, 300)


def signature(who):
    return Signature(Reviewer(f"r-{who}", who), Device(f"d-{who}", f"r-{who}", "laptop"))


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """Hana's copy, and Omar's."""
    folder = tmp_path_factory.mktemp("merge")
    hana, omar = folder / "hana.sqlite", folder / "omar.sqlite"
    with casefile.create(hana, "Bench", signature("Hana"), "case", folder / "s", lambda case: None) as case:
        with case.step("bench", "Add"):
            case.media.add(Media("m", "Interview"))
            content = case.contents.keep_segments([Segment(0, 1000, "word word", None, (Word(0, 4, 0, 300),))])
            case.transcripts.add(Transcript("t", "m", "t", "original", "ar", content, None, "test"))
        with case.step("bench", "Mark many"):
            for number in range(QUOTES):
                case.quotes.add(Quote(f"q{number}", "m", Tokens(original=(SPAN,)), title=f"title {number}"))
    shutil.copy(hana, omar)
    for path, who, first in ((hana, "Hana", 0), (omar, "Omar", EDITS - BOTH)):
        with casefile.open_case(path, signature(who), folder / "s") as case:
            for number in range(first, first + EDITS):
                with case.step("quoting.describe", "Edit"):
                    case.quotes.change(f"q{number}", title=f"{who} {number}")
    return hana, omar


@pytest.fixture
def both(copies, tmp_path):
    hana, omar = copies
    shutil.copy(hana, tmp_path / "hana.sqlite")
    with (
        casefile.open_case(tmp_path / "hana.sqlite", signature("Hana"), tmp_path / "s") as case,
        casefile.read_case(omar) as other,
    ):
        yield case, other


@pytest.mark.benchmark(group=GROUP)
def test_merge(benchmark, both):
    case, other = both
    report = benchmark.pedantic(lambda: merge(case, CopyOffer(other.connection)), rounds=1)
    assert (report.acts, len(report.conflicts)) == (EDITS + 1, BOTH)  # and that Omar came
    assert case.quotes.get(f"q{EDITS + BOTH - 1}").title.startswith("Omar")


@pytest.mark.benchmark(group=GROUP)
def test_merge_once_more(benchmark, both):
    case, other = both
    merge(case, CopyOffer(other.connection))
    report = benchmark.pedantic(lambda: merge(case, CopyOffer(other.connection)), rounds=2)
    assert report.acts == 0


@pytest.mark.benchmark(group=GROUP)
def test_look_for_conflicts(benchmark, both):
    case, other = both
    merge(case, CopyOffer(other.connection))
    found = benchmark.pedantic(lambda: conflicts_of(case), rounds=2)
    assert len(found) == BOTH


@pytest.mark.benchmark(group=GROUP)
def test_yardstick_bare_three_way(benchmark, tmp_path):
    """Rows of the same size, compared with a kept base: no history, no authors, no check."""
    tokens = "x" * 200
    rows = [(f"q{number}", "m", tokens, f"title {number}") for number in range(QUOTES)]
    for name in ("base", "hana", "omar"):
        with closing(sqlite3.connect(tmp_path / f"{name}.sqlite", isolation_level=None)) as bare:
            bare.execute("CREATE TABLE quote (id TEXT PRIMARY KEY, media TEXT, tokens TEXT, title TEXT)")
            bare.execute("BEGIN")
            bare.executemany("INSERT INTO quote VALUES (?, ?, ?, ?)", rows)
            first = {"base": QUOTES, "hana": 0, "omar": EDITS - BOTH}[name]
            edits = [(f"{name} {number}", f"q{number}") for number in range(first, min(first + EDITS, QUOTES))]
            bare.executemany("UPDATE quote SET title = ? WHERE id = ?", edits)
            bare.execute("COMMIT")

    with closing(sqlite3.connect(tmp_path / "hana.sqlite", isolation_level=None)) as bare:
        bare.execute("PRAGMA synchronous = EXTRA")
        for name in ("base", "omar"):
            bare.execute("ATTACH ? AS " + name, [str(tmp_path / f"{name}.sqlite")])

        def three_way():
            bare.execute("BEGIN IMMEDIATE")
            conflicts = bare.execute("""
                SELECT ours.id, ours.title, theirs.title FROM main.quote AS ours
                JOIN base.quote AS before USING (id) JOIN omar.quote AS theirs USING (id)
                WHERE ours.title IS NOT before.title AND theirs.title IS NOT before.title
                    AND ours.title IS NOT theirs.title""").fetchall()
            bare.execute("""
                UPDATE main.quote SET title = theirs.title, tokens = theirs.tokens
                FROM base.quote AS before, omar.quote AS theirs
                WHERE main.quote.id = before.id AND theirs.id = before.id AND main.quote.title IS before.title
                    AND (theirs.title IS NOT before.title OR theirs.tokens IS NOT before.tokens)""")
            bare.execute("COMMIT")
            return conflicts

        assert len(benchmark.pedantic(three_way, rounds=1)) == BOTH
