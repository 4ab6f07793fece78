"""A case of 10 million words and 200,000 quotes: opened, counted and paged, beside bare SQLite on the same file."""

import sqlite3
from contextlib import closing

import pytest

from app import other_statements
from app.session import Session
from db import casefile
from db.casefile import Signature
from db.records import Device, Media, Quote, Reviewer, Segment, Transcript, Word
from db.tokens import Position, Span, Tokens

MEDIA, SEGMENTS, QUOTES = 100, 10_000, 200_000
"""So many segments of ten words in each recording."""
GROUP = "10M words, 200,000 quotes"


def segments(seed):
    for number in range(SEGMENTS):
        at = number * 4000
        text = " ".join(f"w{(number * 10 + k * seed) % 9973:04d}" for k in range(10))
        words = tuple(Word(k * 6, k * 6 + 5, at + k * 300, at + k * 300 + 250) for k in range(10))
        yield Segment(at, at + 3500, text, "GUEST", words)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    author = Signature(Reviewer("r", "Hana"), Device("d", "r", "laptop"))
    with casefile.create(folder / "large.sqlite", "Large", author, "case", folder / "s", lambda case: None) as case:
        for number in range(MEDIA):
            with case.step("bench", "Add"):
                case.media.add(Media(f"m{number}", f"Interview {number:02}"))
                content = case.contents.keep_segments(list(segments(number + 1)))
                case.transcripts.add(Transcript(f"t{number}", f"m{number}", "t", "original", "ar", content, None, "x"))
        with case.step("bench", "Mark many"):
            for number in range(QUOTES):
                row, of = divmod(number, MEDIA)
                start = row * 4000
                span = Span(f"t{of}", Position(row, 0), Position(row, 11), "word1 word2", start, start + 600)
                case.quotes.add(Quote(f"q{number}", f"m{of}", Tokens(original=(span,)), title=f"Quote {number}"))
    return folder / "large.sqlite"


@pytest.mark.benchmark(group=GROUP)
def test_open_and_count(benchmark, large):
    def open_it():
        session = Session()
        session.open(large)
        try:
            return session.case.quotes.count(), session.case.media.count()
        finally:
            session.case.close()

    assert benchmark.pedantic(open_it, rounds=3) == (QUOTES, MEDIA)


@pytest.mark.benchmark(group=GROUP)
def test_page_of_one_recording(benchmark, large):
    """What the window reads when a recording is chosen: its quotes and its transcript."""

    def turn():
        with casefile.read_case(large) as case:
            return len(case.quotes.of("m50")), len(case.transcripts.segments("t50"))

    assert benchmark.pedantic(turn, rounds=3) == (QUOTES // MEDIA, SEGMENTS)


@pytest.mark.benchmark(group=GROUP)
def test_search(benchmark, large):
    with casefile.read_case(large) as case:
        found = benchmark.pedantic(lambda: case.search.find("w0100", "transcripts", 50), rounds=5)
    assert len(found) == 50


@pytest.mark.benchmark(group=GROUP)
def test_other_statements_on_the_subject(benchmark, large):
    """What is proposed beside a quote of ten words, of which each stands in some thousand other segments."""
    with casefile.read_case(large) as case:
        said = case.transcripts.segments("t50")[9000].text
        span = Span("t50", Position(9000, 0), Position(9000, len(said)), said)
        quote = Quote("none", "m50", Tokens(original=(span,)))

        def look():
            return other_statements.quotes(case, quote), other_statements.passages(case, quote)

        quotes, passages = benchmark.pedantic(look, rounds=3)
    assert quotes == []
    assert len(passages) == 3


@pytest.mark.benchmark(group=GROUP)
def test_yardstick_bare_open_and_count(benchmark, large):
    def count():
        with closing(sqlite3.connect(f"file:{large}?mode=ro", uri=True)) as bare:
            return bare.execute("SELECT (SELECT count(*) FROM quote), (SELECT count(*) FROM media)").fetchone()

    assert benchmark.pedantic(count, rounds=3) == (QUOTES, MEDIA)
