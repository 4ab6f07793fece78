"""Expunging as the reviewer meets it: told before, done for good, and gone from the backups."""

import pytest

from app import expunging, incidents, people
from app.problems import Refused
from app.session import Session
from app.settings import Settings
from db import backup
from db.expunge import Wish

WISH = Wish("the name of a witness", "order of May", ("Rasha Qabbani",))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))


@pytest.fixture
def session(tmp_path):
    session = Session()
    session.create(tmp_path / "case.sqlite", "Ashfall", [])
    session.do("Add person", people.add_person, "Rasha Qabbani")
    session.do("Add incident", incidents.add, "Raid", notes="seen by Rasha Qabbani")
    yield session
    session.close()


def test_it_is_told_before_what_would_go(session):
    session.back_up()

    outlook = expunging.look(session.case, WISH)

    assert outlook.records == {"incident": 1, "person": 1}
    assert (outlook.steps, outlook.segments, outlook.files) == (2, 0, 0)
    assert outlook.backups == tuple(backup.all_of(session.case.path))
    assert people.name_of(session.case.people.all()[0]) == "Rasha Qabbani"


def test_words_that_stand_nowhere_are_refused(session):
    with pytest.raises(Refused, match="stands nowhere"):
        expunging.carry_out(session, Wish("a name", "order", ("Nobody",)))


def test_it_goes_from_the_case_and_its_backups(session):
    session.back_up()
    folder = session.case.path.parent
    opened = []
    session.opened.connect(lambda: opened.append(True))

    expunging.carry_out(session, WISH)

    assert opened
    assert len(expunging.older_backups(session.case)) == 1
    assert expunging.renew_backups(session) == 1
    assert expunging.older_backups(session.case) == []
    assert len(backup.all_of(session.case.path)) == 1
    assert not [path for path in folder.rglob("*") if path.is_file() and b"Qabbani" in path.read_bytes()]


def test_a_backup_that_can_not_be_read_counts_as_one_that_may_hold_it(session):
    made = session.back_up()
    made.write_bytes(b"damaged")

    expunging.carry_out(session, WISH)

    assert expunging.older_backups(session.case) == [made]


def test_a_title_that_said_it_leaves_the_list_of_cases_that_were_open(session):
    path = session.case.path
    session.do("Rename", lambda case: case.infos.change(case.info.id, title="The case of Rasha Qabbani"))
    Settings().remember_case(path, session.case.info.title)
    Settings().flush()

    expunging.carry_out(session, WISH)

    assert [case.path for case in Settings().recent] == [path.resolve()]
    assert "Rasha" not in Settings().file.read_text(encoding="utf-8")
