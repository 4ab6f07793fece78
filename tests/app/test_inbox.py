"""What waits for a reviewer: it comes with a merge, goes with a decision, and comes back with an undo."""

import shutil

import pytest

from app import incidents, merging, quoting
from app.inbox import Inbox
from app.options import options_of
from app.passages import Passage
from app.session import Session
from app.settings import Settings
from db.tokens import Position
from tests.colleague import Colleague
from tests.widgets.conftest import ORIGINAL, segments_of


@pytest.fixture
def hana(tmp_path, monkeypatch):
    from app import collecting, transcribing
    from app.importers.imported import Imported

    hana = Colleague("Hana", tmp_path, monkeypatch)
    session = Session()
    session.create(hana.case, "Case")
    medium = session.do("Add", collecting.add_published, "Interview", language="ar")
    draft = transcribing.Draft(medium.id, "original", "ar")
    imported = Imported("srt", tuple(segments_of(ORIGINAL)))
    transcript = session.do("Add transcript", transcribing.add, draft, imported, b"", "a.srt")
    session.do("Mark quote", quoting.mark, Passage(transcript.id, Position(0, 0), Position(0, 5)))
    for title in ("Raid", "Strike"):
        session.do("Add incident", incidents.add, title)
    session.close()
    return hana


@pytest.fixture
def omar(tmp_path, monkeypatch, hana):
    omar = Colleague("Omar", tmp_path, monkeypatch)
    shutil.copy(hana.case, omar.case)
    return omar


@pytest.fixture
def settings(tmp_path, qapp):
    return Settings(tmp_path / "settings.ini")


class Seen:
    """A session with its inbox."""

    def __init__(self, colleague, settings):
        colleague.be()
        self.session = Session()
        self.inbox = Inbox(self.session, settings)
        self.session.open(colleague.case)
        self.told = 0
        self.inbox.changed.connect(self.count)

    def count(self):
        self.told += 1

    def raid(self):
        return next(one for one in self.session.case.incidents.all() if one.title.startswith("Raid"))


def both_name(hana, omar, settings):
    """Both give the raid another place, and Hana has merged."""
    with omar.at_work() as session:
        raid = next(one for one in session.case.incidents.all() if one.title == "Raid")
        session.do("Set place of incident", incidents.change, raid.id, place="Erbil")
    seen = Seen(hana, settings)
    seen.session.do("Set place of incident", incidents.change, seen.raid().id, place="Balad")
    merging.merge(seen.session, omar.case)
    return seen


def test_a_merge_brings_questions_and_news(hana, omar, settings):
    seen = both_name(hana, omar, settings)

    (question,) = seen.inbox.questions
    assert (question.conflict.field, question.ours, question.theirs) == ("place", "Balad", "Erbil")
    assert seen.inbox.count == 1
    assert ("Omar", "incident") in [(news.reviewer, news.table) for news in seen.inbox.news]
    seen.session.close()
    assert (seen.inbox.questions, seen.inbox.news) == ((), ())


def test_a_decision_takes_a_question_away_and_undo_brings_it_back(hana, omar, settings):
    seen = both_name(hana, omar, settings)
    (question,) = seen.inbox.questions

    seen.inbox.decide(question, "Erbil", "Decide")
    assert seen.inbox.questions == ()
    assert seen.raid().place == "Erbil"
    assert seen.session.undo_label == "Decide"
    seen.session.undo()
    assert [one.id for one in seen.inbox.questions] == [question.id]
    seen.session.redo()
    assert seen.inbox.questions == ()
    seen.session.close()


def test_a_decision_of_last_week_comes_back_too_when_it_is_undone(hana, omar, settings):
    seen = both_name(hana, omar, settings)
    seen.inbox.decide(seen.inbox.questions[0], "Balad", "Decide")
    seen.session.close()

    again = Seen(hana, settings)
    assert again.inbox.questions == ()
    again.session.undo()
    assert len(again.inbox.questions) == 1
    again.session.close()


def test_an_edit_of_the_field_settles_it_as_well_and_other_work_asks_nothing_anew(hana, omar, settings):
    seen = both_name(hana, omar, settings)
    told = seen.told
    seen.session.do("Write notes", lambda case: case.infos.change(case.info.id, notes="x"))
    assert seen.told == told

    seen.session.do("Set place of incident", incidents.change, seen.raid().id, place="Kirkuk")
    assert seen.inbox.questions == ()
    seen.session.close()


def test_the_news_stay_until_they_are_seen_also_over_a_restart(hana, omar, settings):
    seen = both_name(hana, omar, settings)
    count = len(seen.inbox.news)
    assert count
    seen.session.close()
    seen.session.open(hana.case)
    assert len(seen.inbox.news) == count

    seen.inbox.see_all()
    seen.session.close()
    seen.session.open(hana.case)
    assert seen.inbox.news == ()
    seen.session.close()


def test_what_was_there_when_a_case_was_first_opened_is_no_news(hana, omar, settings):
    with omar.at_work() as session:
        session.do("Add incident", incidents.add, "By Omar")
    shutil.copy(omar.case, hana.case)

    seen = Seen(hana, settings)

    assert seen.inbox.news == ()
    seen.session.close()


def test_a_large_case_is_read_behind_the_window_with_the_same_result(qtbot, hana, omar, settings, monkeypatch):
    monkeypatch.setattr("app.inbox._LARGE", 0)
    seen = both_name(hana, omar, settings)
    assert seen.inbox.is_looking
    qtbot.waitUntil(lambda: not seen.inbox.is_looking)
    (question,) = seen.inbox.questions
    assert question.said[0].is_own or question.said[1].is_own

    seen.inbox.decide(question, "Erbil", "Decide")
    assert seen.inbox.questions == (), "what was decided is not asked while the case is read"
    qtbot.waitUntil(lambda: not seen.inbox.is_looking)
    assert seen.inbox.questions == ()
    seen.session.undo()
    qtbot.waitUntil(lambda: not seen.inbox.is_looking)
    assert [one.id for one in seen.inbox.questions] == [question.id]
    seen.session.close()


def test_incidents_entered_twice_are_suggested_until_they_are_said_to_be_two(hana, omar, settings):
    seen = Seen(hana, settings)
    twin = seen.session.do("Add incident", incidents.add, "strike!")
    ((one, other),) = seen.inbox.suggestions
    assert {one.title, other.title} == {"Strike", "strike!"}
    assert twin.id in (one.id, other.id)

    seen.inbox.keep_apart(one, other)
    assert seen.inbox.suggestions == ()
    seen.session.close()
    seen.session.open(hana.case)
    assert seen.inbox.suggestions == ()
    seen.session.close()


def test_a_question_about_a_link_or_a_quote_names_the_quote(hana, omar, settings):
    with omar.at_work() as session:
        (quote,) = session.case.quotes.all()
        session.do("Write notes", quoting.describe, quote.id, notes="Omar's")
    seen = Seen(hana, settings)
    seen.session.do("Write notes", quoting.describe, quote.id, notes="Hana's")
    merging.merge(seen.session, omar.case)

    assert seen.inbox.quotes == {quote.id}
    seen.session.close()


def test_each_value_is_an_option_once_and_ones_own_comes_first(hana, omar, settings):
    seen = both_name(hana, omar, settings)
    own, theirs = options_of(seen.inbox.questions[0])
    assert (own.value, own.is_own, theirs.value, theirs.is_own) == ("Balad", True, "Erbil", False)
    assert own.is_shown != theirs.is_shown
    assert [said.reviewer for said in theirs.said] == ["Omar"]
    seen.session.close()


def test_a_record_itself_can_stay_or_go(hana, omar, settings):
    with omar.at_work() as session:
        raid = next(one for one in session.case.incidents.all() if one.title == "Raid")
        session.do("Set place of incident", incidents.change, raid.id, place="Erbil")
    seen = Seen(hana, settings)
    seen.session.do("Delete incident", incidents.delete, raid.id)
    merging.merge(seen.session, omar.case)

    (question,) = seen.inbox.questions
    gone, kept = options_of(question)
    assert (gone.value, gone.is_own, kept.value, kept.is_shown) == (False, True, True, True)
    seen.inbox.decide(question, False, "Decide")
    assert seen.session.case.incidents.find(raid.id) is None
    assert seen.inbox.questions == ()
    seen.session.close()
