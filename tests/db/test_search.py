"""Words are found however they are spelt, and no query can be more than words."""

import pytest

from db import casefile
from db.records import Quote
from db.tokens import Position, Span, Tokens
from tests.db.conftest import HANA, import_texts

SPOKEN = (
    "قَالَ الشَّيْخُ إنَّ الهدنة انتهت",
    "والفصائل لديها طائرات مسيّرة",
    "The truce is over; A-1234 at 10:35",
    "party of the first part",
)


@pytest.fixture
def spoken(case):
    return import_texts(case, SPOKEN)


@pytest.mark.parametrize(
    ("query", "ordinals"),
    [
        ("قال", [0]),
        ("الشيخ", [0]),
        ("شيخ", [0]),
        ("هدنه", [0]),
        ("فصايل", [1]),
        ("فصائل", [1]),
        ("مسيره", [1]),
        ("truce", [2]),
        ("TRU", [2]),
        ("A-1234", [2]),
        ("10:35", [2]),
        ("art", []),
        ("par", [3]),
        ("truce party", []),
        ("over truce", [2]),
    ],
)
def test_words_are_found(case, spoken, query, ordinals):
    assert [hit.ordinal for hit in case.search.find(query)] == ordinals


@pytest.mark.parametrize(
    "query", ["", " ", '"', "foo AND", "NEAR(", "*", "a* OR b", "text:truce", "-", "(", "'", "\0", "^"]
)
def test_no_query_is_an_error(case, spoken, query):
    assert isinstance(case.search.find(query), list)


def test_quotes_are_found_and_follow_undo(case, spoken, state):
    span = Span(spoken.id, Position(2, 0), Position(2, 17), "The truce is over", 8000, 9000)
    with case.step("test", "Mark"):
        case.quotes.add(Quote("q1", spoken.media_id, Tokens(original=(span,)), title="End of the Hudna"))

    assert [hit.quote_id for hit in case.search.find("truce", "quotes")] == ["q1"]
    assert [hit.quote_id for hit in case.search.find("hudna", "quotes")] == ["q1"]
    case.undo()
    assert case.search.find("truce", "quotes") == []
    case.redo()
    path = case.path
    case.close()
    with casefile.open_case(path, HANA, state) as again:
        assert [(hit.start_ms, hit.end_ms) for hit in again.search.find("truce", "quotes")] == [(8000, 9000)]


def test_an_undone_transcript_is_not_found(case, spoken):
    case.undo()
    assert case.search.find("truce") == []


def test_the_index_can_be_made_anew(case, spoken):
    with case.step("test", "Test"):
        case.contents.reindex()
    assert [hit.ordinal for hit in case.search.find("الهدنة")] == [0]
