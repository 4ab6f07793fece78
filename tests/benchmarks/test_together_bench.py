"""The merge room with a thousand things to decide: read, shown, and decided by key."""

import shutil

import pytest

from app import incidents, merging, sample
from app.settings import Settings
from tests.colleague import Colleague
from widgets import start, theme

MANY = 1000


def write(colleague, **fields):
    with colleague.at_work() as session:
        session.do("Write", lambda case: [incidents.change(case, one.id, **fields) for one in entered(case)])


def entered(case):
    return [one for one in case.incidents.all() if one.title.startswith("Incident number")]


@pytest.fixture
def waiting(tmp_path, monkeypatch, qtbot, qapp):
    """A window on a case in which a thousand fields wait for a decision."""
    theme.apply(qapp, "light")
    hana = Colleague("Hana", tmp_path, monkeypatch)
    shutil.copy(sample.build(tmp_path / "sample"), hana.case)
    with hana.at_work() as session:
        session.do("Add incidents", lambda case: [incidents.add(case, f"Incident number {n}x{n}") for n in range(MANY)])
    omar = Colleague("Omar", tmp_path, monkeypatch)
    shutil.copy(hana.case, omar.case)
    write(omar, place="Erbil")
    write(hana, place="Balad")
    hana.be()
    window = start.build(Settings(tmp_path / "settings.ini"), qapp, "silent")
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.cases.open(hana.case)
    merging.merge(window.session, omar.case)
    qtbot.waitUntil(lambda: not window.inbox.is_looking and len(window.inbox.questions) == MANY, timeout=20_000)
    window.show_room("together")
    yield window
    window.close()


def test_the_room_is_read_anew(benchmark, waiting):
    benchmark.pedantic(waiting.together.reload, rounds=5)


def test_one_goes_on_to_the_next(benchmark, waiting):
    benchmark.pedantic(waiting.together.later, rounds=20)


def test_the_questions_are_looked_for(benchmark, waiting):
    benchmark.pedantic(lambda: merging.questions(waiting.session.case), rounds=3)


def test_suggestions_are_looked_for(benchmark, waiting):
    benchmark.pedantic(lambda: merging.suggestions(waiting.session.case), rounds=3)


def test_one_is_decided(benchmark, waiting):
    def decide():
        question = waiting.inbox.questions[0]
        waiting.inbox.decide(question, question.theirs, "Decide")

    benchmark.pedantic(decide, rounds=5)
