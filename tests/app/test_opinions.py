"""On what reviewers differ, kept up to date in small cases and in large ones."""

import shutil

import pytest

from app import collecting, merging, opinions, quoting, transcribing
from app.importers.imported import Imported
from app.opinions import Opinions
from app.passages import Passage
from app.session import Session
from db.tokens import Position
from tests.colleague import Colleague
from tests.widgets.conftest import ORIGINAL, segments_of


@pytest.fixture
def hana(tmp_path, monkeypatch, qapp):
    hana = Colleague("Hana", tmp_path, monkeypatch)
    session = Session()
    session.create(hana.case, "Case")
    medium = session.do("Add", collecting.add_published, "Interview", language="ar")
    draft = transcribing.Draft(medium.id, "original", "ar")
    imported = Imported("srt", tuple(segments_of(ORIGINAL)))
    transcript = session.do("Add transcript", transcribing.add, draft, imported, b"", "a.srt")
    session.do("Mark quote", quoting.mark, Passage(transcript.id, Position(0, 0), Position(0, 5)))
    session.close()
    return hana


@pytest.fixture
def omar(tmp_path, monkeypatch, hana):
    omar = Colleague("Omar", tmp_path, monkeypatch)
    shutil.copy(hana.case, omar.case)
    judge(omar, "representative")
    judge(hana, "individual")
    return omar


def judge(colleague, capacity):
    with colleague.at_work() as session:
        (quote,) = session.case.quotes.all()
        session.do("Set capacity", quoting.describe, quote.id, capacity=capacity)


@pytest.fixture
def session(hana):
    hana.be()
    session = Session()
    yield session
    session.close()


@pytest.mark.parametrize("large", [0, 1 << 40])
def test_what_a_merge_brings_is_found_and_goes_with_whoever_comes_round(qtbot, session, hana, omar, monkeypatch, large):
    monkeypatch.setattr(opinions, "_LARGE", large)
    hana.be()
    found = Opinions(session)
    session.open(hana.case)
    merging.merge(session, omar.case)
    qtbot.waitUntil(lambda: not found.is_looking)
    (quote,) = session.case.quotes.all()

    (one,) = found.of_quote(quote.id)
    assert {voice.reviewer: voice.value for voice in one.voices} == {"Hana": "individual", "Omar": "representative"}
    assert found.dissents == (one,)

    (question,) = merging.questions(session.case)
    session.do("Decide", merging.settle, question, "representative")
    assert found.is_looking
    qtbot.waitUntil(lambda: not found.is_looking)
    assert found.dissents == ()
    session.undo()
    qtbot.waitUntil(lambda: not found.is_looking and found.dissents != ())


def test_one_hand_is_never_compared(session, hana):
    hana.be()
    found = Opinions(session)
    session.open(hana.case)

    assert found.comparison is None
    assert found.dissents == ()


def test_a_closed_case_leaves_nothing(qtbot, session, hana, omar):
    hana.be()
    found = Opinions(session)
    session.open(hana.case)
    merging.merge(session, omar.case)
    qtbot.waitUntil(lambda: found.comparison is not None)

    with qtbot.waitSignal(found.changed):
        session.close()

    assert found.comparison is None
    assert not found.is_looking
