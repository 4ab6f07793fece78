"""Finding words in what was said, and changing a quote in several places at once."""

import pytest

from app import collecting, finding, linking, people, quoting, transcribing
from app.importers.imported import Imported
from app.passages import Passage, find_words
from app.problems import Refused
from db.records import Segment
from db.tokens import Position, Span

TEXTS = ("انتهت الهدنة. الآن هي حرب.", "The truce is over: the truce 😀 of June.")


@pytest.fixture
def transcript(case):
    with case.step("test", "Test"):
        medium = collecting.add_published(case, "Interview")
        segments = tuple(Segment(n * 1000, n * 1000 + 900, text, "GUEST") for n, text in enumerate(TEXTS))
        return transcribing.add(case, transcribing.Draft(medium.id), Imported("srt", segments), b"", "a.srt")


@pytest.fixture
def quote(case, transcript):
    place = find_words("The truce is over: the truce 😀 of June.", case.transcripts.segments(transcript.id))
    with case.step("test", "Test"):
        return quoting.mark(case, Passage(transcript.id, *place))


def test_hits_are_code_points_and_spellings_meet(case, transcript):
    segments = case.transcripts.segments(transcript.id)
    found = finding.in_transcript(case, "الهدنه", transcript.id, segments)
    assert [segments[a.ordinal].text[a.offset : b.offset] for a, b in found] == ["الهدنة"]
    assert finding.in_transcript(case, "june", transcript.id, segments) == [(Position(1, 34), Position(1, 38))]
    assert len(finding.in_transcript(case, "truce", transcript.id, segments)) == 2
    assert finding.in_transcript(case, '"', transcript.id, segments) == []


def test_the_case_is_searched_quotes_first(case, transcript, quote):
    first, second = finding.in_case(case, "truce")
    assert (first.quote_id, first.tier) == (quote.id, None)
    assert (second.tier, second.ordinal, second.speaker, second.medium) == ("original", 1, "GUEST", "Interview")


def test_words_are_left_out_in_several_places_and_the_rest_stays(case, quote):
    with case.step("test", "Test"):
        left = quoting.leave_out(case, quote.id, "original", [(0, 0, 4), (0, 13, 17)])
    assert [token.text for token in left.tokens.original if isinstance(token, Span)] == [
        "truce is",
        ": the truce 😀 of June.",
    ]
    with case.step("test", "Test"), pytest.raises(Refused):
        quoting.leave_out(case, quote.id, "original", [(0, 0, 8), (1, 0, 23)])


def test_emphasis_is_set_in_several_places_and_taken_away_again(case, quote):
    with case.step("test", "Test"):
        stressed = quoting.emphasise_all(case, quote.id, "original", [(0, 4, 9), (0, 23, 28)])
        places = [
            (n, 0, len(token.text))
            for n, token in enumerate(stressed.tokens.original)
            if isinstance(token, Span) and token.emphasis
        ]
        plain = quoting.emphasise_all(case, quote.id, "original", places, None)
    assert len(places) == 2
    assert plain.tokens == quote.tokens


def test_a_new_incident_and_a_new_speaker_come_with_the_quote_in_one_step(case, quote):
    with case.step("test", "Test"):
        link = linking.to_new_incident(case, quote.id, "Strike", "threatens")
        person = people.add_speaker(case, quote.id, "Somebody")
    assert case.incidents.get(link.incident_id).title == "Strike"
    assert case.quotes.get(quote.id).speaker_id == person.id
    case.undo()
    assert case.incidents.all() == []
    assert case.people.all() == []
