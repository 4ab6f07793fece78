"""One protocol for window and command line: read directly, write through `do`."""

import os

import pytest

from app import incidents, installation, quoting
from app.problems import Refused, problem_of
from app.session import Session, name_of
from db import backup
from db.errors import CaseExists, CaseLocked, CaseMissing, ChangedSince, NotACase


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))


@pytest.fixture
def session(tmp_path):
    session = Session()
    session.create(tmp_path / "case.sqlite", "Al-Asad", ["us_fre_801d2"])
    yield session
    session.close()


def test_a_new_case_has_its_vocabularies_and_frameworks(session):
    assert session.case.info.title == "Al-Asad"
    assert [framework.id for framework in session.case.frameworks.all()] == ["us_fre_801d2"]
    assert session.case.vocabularies.get("statement_incident_relation").terms[0].code == "claims_responsibility"
    assert session.undo_label is None


def test_a_verb_is_one_step_and_is_announced_after_it_is_saved(session):
    heard = []
    session.changed.connect(lambda changes: heard.append((changes, session.case.ledger.count())))
    before = session.case.ledger.count()

    incident = session.do("Add incident", incidents.add, "Strike", date="2021-06")

    assert heard == [({"incident": {incident.id}}, before + 1)]
    assert session.undo_label == "Add incident"
    assert session.case.ledger.history("incident", incident.id)[0][0].verb == "incidents.add"
    session.undo()
    assert heard[-1][0] == {"incident": {incident.id}}
    assert (session.undo_label, session.redo_label) == (None, "Add incident")
    session.redo()
    assert session.case.incidents.get(incident.id) == incident


def test_a_refused_verb_writes_nothing_and_announces_nothing(session):
    heard = []
    session.changed.connect(heard.append)
    with pytest.raises(Refused):
        session.do("Add incident", incidents.add, "Strike", date="yesterday")
    assert heard == []
    assert session.case.incidents.all() == []


def test_a_case_that_cannot_be_opened_leaves_the_old_one_open(session, tmp_path):
    junk = tmp_path / "junk.sqlite"
    junk.write_bytes(b"junk" * 100)
    for path, error in ((junk, NotACase), (tmp_path / "none.sqlite", CaseMissing)):
        with pytest.raises(error):
            session.open(path)
    with pytest.raises(CaseExists):
        session.create(junk, "Again")
    assert session.case.info.title == "Al-Asad"


def test_opening_the_open_case_again_keeps_it(session):
    case = session.case
    session.open(session.case.path)
    assert session.case is case


def test_a_second_session_is_told_and_may_read(session):
    other = Session()
    with pytest.raises(CaseLocked):
        other.open(session.case.path)
    other.open(session.case.path, read_only=True)
    assert other.read_only
    assert other.case.info == session.case.info
    other.close()


def test_a_backup_is_made_on_closing_if_something_changed(session):
    path = session.case.path
    session.do("Add incident", incidents.add, "Strike")
    session.close()
    assert len(backup.all_of(path)) == 1
    session.open(path)
    session.close()
    assert len(backup.all_of(path)) == 1


def test_the_installation_is_the_same_at_every_start():
    first = installation.load()
    assert installation.load() == first
    installation.save(first.named("Hana"))
    assert installation.load().reviewer_name == "Hana"
    assert installation.load().reviewer_id != first.reviewer_id


@pytest.mark.parametrize("error", [NotACase("x"), ChangedSince("x"), OSError(28, os.strerror(28)), Refused("A.", "B.")])
def test_every_failure_of_the_world_has_its_sentences(error):
    problem = problem_of(error)
    assert problem is not None
    assert problem.what.endswith(".")


def test_a_bug_of_ours_has_none():
    assert problem_of(KeyError("x")) is None


def test_verbs_are_named_by_their_room():
    assert name_of(quoting.mark) == "quoting.mark"
