"""An older value set again is a step of its own, refused where the record or the choice is gone."""

import pytest

from app import custody, incidents, restoring
from app.collecting import add_published
from app.problems import Refused
from app.session import Session
from db.identity import new_id
from db.records import CustodyEvent


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    session = Session()
    session.create(tmp_path / "case.sqlite", "A case")
    yield session
    session.close()


@pytest.fixture
def strike(session):
    made = session.do("Add incident", incidents.add, "Strike", notes="First")
    session.do("Change incident", incidents.change, made.id, notes="Second")
    session.do("Change incident", incidents.change, made.id, notes="Third", place="Erbil")
    return made


def acts(session, record, table="incident"):
    return [act for act, _ in session.case.ledger.history(table, record.id)]


def test_a_value_comes_back_as_a_new_step_that_can_be_undone(session, strike):
    _, second, _ = acts(session, strike)

    session.do("Restore", restoring.restore, second.id, "incident", strike.id, "notes")

    now = session.case.incidents.get(strike.id)
    assert (now.notes, now.place) == ("First", "Erbil")
    assert len(acts(session, strike)) == 4
    session.undo()
    assert session.case.incidents.get(strike.id).notes == "Third"


def test_it_is_offered_only_where_it_would_change_something(session, strike):
    first, second, third = acts(session, strike)

    assert restoring.can_restore(session.case, third.id, "incident", strike.id, "place")
    assert not restoring.can_restore(session.case, first.id, "incident", strike.id, "notes")
    assert not restoring.can_restore(session.case, second.id, "incident", strike.id, "place")
    session.do("Restore", restoring.restore, third.id, "incident", strike.id, "place")
    assert not restoring.can_restore(session.case, third.id, "incident", strike.id, "place")


def test_nothing_comes_back_into_a_record_that_is_gone(session, strike):
    _, second, _ = acts(session, strike)
    session.do("Delete", incidents.delete, strike.id)

    assert not restoring.can_restore(session.case, second.id, "incident", strike.id, "notes")
    with pytest.raises(Refused):
        session.do("Restore", restoring.restore, second.id, "incident", strike.id, "notes")


def test_a_title_does_not_come_back_to_what_the_table_forbids(session, strike):
    _, second, _ = acts(session, strike)

    with pytest.raises(Refused):
        session.do("Restore", restoring.restore, second.id, "incident", strike.id, "title")


def test_what_the_program_found_does_not_come_back(session):
    medium = session.do("Add", add_published, "A text")

    def found(case):
        return case.custody.add(
            CustodyEvent(new_id(), medium.id, None, "verified", method=custody.METHOD, note="As it was.")
        )

    event = session.do("Verify", found)
    session.do("Tamper", lambda case: case.custody.change(event.id, note="Fine."))
    tampered = acts(session, event, "custody_event")[-1]

    assert not restoring.can_restore(session.case, tampered.id, "custody_event", event.id, "note")
