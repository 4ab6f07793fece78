"""What is far larger than anybody makes by hand is read once."""

import pytest

from app import we
from app.wording import Wording
from db.law import Frameworks
from db.records import Element, Framework, Link, Media, Quote, Segment, Transcript, Word
from db.tokens import Position, Span, Tokens


@pytest.fixture
def law(case):
    nodes = tuple(Element(str(n), str(n), None, n, f"Element {n}") for n in range(50))
    with case.step("test", "Law"):
        case.media.add(Media("m", "Talk"))
        case.quotes.add(Quote("q", "m", Tokens()))
        case.frameworks.add(Framework("own", "Own law", case.contents.keep_elements(nodes), None))
        for n in range(50):
            case.links.add(Link(f"l{n}", "q", None, "own", str(n)))


def test_a_law_is_read_once_however_many_links_are_named(case, law, monkeypatch):
    read = []
    elements = Frameworks.elements
    monkeypatch.setattr(Frameworks, "elements", lambda self, id: read.append(id) or elements(self, id))
    wording = Wording(case)

    named = [wording.title("link", f"l{n}") for n in range(50)]

    assert "Element 49" in named[49]
    assert read == ["own"]


def test_the_time_of_a_we_at_the_end_of_a_very_long_segment_is_found(case):
    count = 50_000
    words = tuple(Word(n * 3, n * 3 + 2, n * 10, n * 10 + 9) for n in range(count))
    with case.step("test", "Long"):
        case.media.add(Media("m", "Talk"))
        content = case.contents.keep_segments([Segment(0, count * 10, "we " * count, words=words)])
        case.transcripts.add(Transcript("t", "m", "Words", "original", "en", content, None, "srt"))
        first = (count - 400) * 3
        span = Span("t", Position(0, first), Position(0, count * 3 - 1), "we " * 399 + "we", 0, 1)
        quote = case.quotes.add(Quote("q", "m", Tokens((span,))))

    found = we.of(case, quote.id)

    assert len(found) == 400
    assert (found[-1].start_ms, found[0].start_ms) == ((count - 1) * 10, (count - 400) * 10)
