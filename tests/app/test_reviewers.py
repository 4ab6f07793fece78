"""Who works on a case: named once, renamed without becoming somebody else, each device held to its key."""

import pytest

from app import incidents, installation, reviewers
from app.problems import Refused
from app.session import Session


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    session = Session()
    session.create(tmp_path / "case.sqlite", "A case")
    yield session
    session.close()


def test_an_installation_has_no_name_until_somebody_says_it(session):
    before = installation.load()
    assert not reviewers.is_named()

    assert reviewers.call_oneself("  Hana   Aziz ") == "Hana Aziz"

    assert reviewers.is_named()
    assert installation.load().reviewer_id == before.reviewer_id
    with pytest.raises(Refused):
        reviewers.call_oneself("  ")


def test_renamed_one_is_still_the_same_person_in_the_case(session):
    session.do("Change name of reviewer", reviewers.rename, reviewers.call_oneself("Hana"))

    (one,) = session.case.reviewers.all()
    assert (one.id, one.name) == (installation.load().reviewer_id, "Hana")
    session.undo()
    assert session.case.reviewers.all()[0].name == reviewers.UNNAMED


def test_devices_are_listed_with_what_they_did_and_their_key(session):
    session.do("Add incident", incidents.add, "Strike")
    me = installation.load()

    (seat,) = reviewers.seats(session.case, {me.device_id: "ab" * 32})

    assert seat.is_own
    assert seat.steps == session.case.ledger.count()
    assert seat.last is not None
    assert seat.last.label == "Add incident"
    assert seat.key == "ab" * 32
    assert reviewers.seats(session.case, {})[0].key is None
