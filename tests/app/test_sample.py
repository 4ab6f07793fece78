"""The sample case: what is spoken is quoted from the recording, what isn't from the print, and it says what it is."""

import pytest

from app import sample
from app.cli.values import quote_text
from app.problems import Refused
from app.session import Session
from app.sheet import Choice, gather
from db.errors import CaseExists
from db.tokens import Bracket, Ellipsis, Span

SAID = {
    "Truce negotiation and condition": (
        "In this past period, mediators and political figures intervened saying: the operations are on the rise, and "
        "they create problems...They asked for a truce so that the government can sort out the issue. We said we are "
        "ready for this...The prime minister sent [Badr Organization leader] Hadi al-Ameri, saying, the circumstances "
        "are complicated...and Trump's tenure is coming to an end. The situation might escalate...We told [Ameri] we "
        "agree on one condition...The prime minister should at least form a committee and say this committee's "
        "responsibility is to discuss the U.S. presence."
    ),
    "End of truce; targets; decision to escalate": (
        "The truce is over...Now it's war...Except for the American embassy...and Balad base...any U.S. military "
        "presence is targetable by the armed groups, and the decision is to escalate the operations in terms of "
        "quantity and quality."
    ),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory, installation_home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AVOWAL_HOME", str(installation_home))
        folder = tmp_path_factory.mktemp("sample")
        path = sample.build(folder)
        session = Session()
        session.open(path, read_only=True)
        yield session
        session.close()


@pytest.fixture
def case(opened):
    return opened.case


def titled(case, title):
    return next(quote for quote in case.quotes.all() if quote.title == title)


def test_all_of_the_article_is_there(case):
    assert (case.organisations.count(), case.people.count()) == (12, 9)
    assert (case.incidents.count(), case.links.count()) == (7, 32)
    assert case.quotes.count() == 6  # The article's five, and of one of them the words that are spoken.
    assert all(check.ok for check in case.verify())


@pytest.mark.parametrize("title", SAID)
def test_what_is_spoken_is_quoted_from_the_recording_in_both_languages(case, title):
    quote = titled(case, title)

    assert quote_text(case, quote, "translation") == SAID[title]
    assert quote.tokens.original
    assert quote.tokens.start_ms is not None
    assert case.media_files.of(quote.media_id)


def test_an_ellipsis_of_the_article_resolves_to_the_omitted_question(case):
    from app import rendition
    from app.gaps import gaps_in

    quote = titled(case, "Truce negotiation and condition")

    read = rendition.render(quote.tokens.original, "house", gaps_in(case.transcripts.segments))

    assert [omission.words for omission in read.omissions] == [4, 5]
    assert all(omission.duration_ms and omission.duration_ms > 2000 for omission in read.omissions)
    kinds = [type(token) for token in quote.tokens.translation]
    assert (kinds.count(Span), kinds.count(Bracket), kinds.count(Ellipsis)) == (8, 2, 3)


def test_the_spoken_words_of_a_quotation_that_is_longer_are_marked_too(case):
    part = titled(case, "Drone capability and the al-Asad hit: the words said in this recording")
    whole = titled(case, "Drone capability and the al-Asad hit")

    assert quote_text(case, part, "translation") == "The drone exists, it's been launched"
    assert quote_text(case, part, "original") == "الطائرة المسيرة موجودة، وقد أطلقت"
    assert len(case.links.of_quote(whole.id)) == 10
    assert not case.media_files.of(whole.media_id)


def test_what_is_not_spoken_stands_upon_its_print_without_times(case):
    november = [quote for quote in case.quotes.all() if case.media.get(quote.media_id).broadcast_date == "2020-11"]

    assert len(november) == 2
    for quote in november:
        assert quote.tokens.start_ms is None
        assert not quote.tokens.original
        (transcript,) = case.transcripts.of(quote.media_id)
        assert transcript.title == "As published (excerpts)"


def test_both_capacities_come_from_the_article_s_finding(case):
    quote = titled(case, "End of truce; targets; decision to escalate")

    assert (quote.capacity, quote.capacity_basis) == ("both", "analyst inference")
    assert "F3" in quote.capacity_note


def test_it_says_everywhere_that_the_recording_is_synthetic(case):
    (recording,) = [medium for medium in case.media.all() if case.media_files.of(medium.id)]

    assert "synthetic" in case.info.title
    assert "synthetic" in case.info.marking
    assert "SYNTHETIC" in case.info.notes
    assert "SYNTHETIC" in recording.title
    assert "not that broadcast" in recording.notes
    assert all("synthetic" in transcript.title for transcript in case.transcripts.of(recording.id))


def test_its_sheet_says_so_too(case):
    sheet = gather(case, Choice())

    assert "synthetic" in sheet.title
    assert "synthetic" in sheet.marking
    assert "SYNTHETIC" in sheet.quotes[0].citation


def test_the_tiers_are_in_step_and_have_the_times_of_every_word(case):
    (recording,) = [medium for medium in case.media.all() if case.media_files.of(medium.id)]
    original, translation = case.transcripts.of(recording.id)

    assert (original.kind, original.language, translation.language) == ("original", "ar", "en")
    assert translation.translation_of == original.id
    words = [word for segment in case.transcripts.segments(original.id) for word in segment.words]
    assert len(words) > 100
    assert not any(word.estimated or word.start_ms is None for word in words)


def test_it_is_never_built_over_another(tmp_path):
    (tmp_path / sample.NAME).write_text("mine")

    with pytest.raises(CaseExists):
        sample.build(tmp_path)

    assert (tmp_path / sample.NAME).read_text() == "mine"
    assert not (tmp_path / "interview.mp4").exists()


def test_a_recording_of_somebody_else_s_is_left_alone(tmp_path):
    (tmp_path / "interview.mp4").write_bytes(b"mine")

    with pytest.raises(Refused, match="Another"):
        sample.build(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["interview.mp4"]


def test_a_sample_that_fails_half_way_leaves_no_case(tmp_path, monkeypatch):
    def broken(*_):
        raise OSError("full")

    monkeypatch.setattr("app.sample.bring_in", broken)

    with pytest.raises(OSError, match="full"):
        sample.build(tmp_path)

    assert not (tmp_path / sample.NAME).exists()
