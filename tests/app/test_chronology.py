"""Everything with a date, in its order, with what is not known of it."""

from datetime import date

import pytest

from app import chronology, incidents, people, sample
from app.session import Session
from db import casefile, claims


@pytest.fixture
def session(tmp_path):
    session = Session()
    session.create(tmp_path / "case.sqlite", "Ashfall", [])
    yield session
    session.close()


def test_what_has_a_date_comes_in_its_order_and_what_has_none_is_kept_apart(session):
    session.do("Add", incidents.add, "Later", date="2021-06-09")
    session.do("Add", incidents.add, "Sooner", date="2020-11")
    session.do("Add", incidents.add, "Some day")

    found = chronology.of_case(session.case)

    assert [one.title for one in found.dated] == ["Sooner", "Later"]
    assert [one.title for one in found.undated] == ["Some day"]
    sooner = found.dated[0]
    assert (sooner.first, sooner.last, sooner.in_words) == (date(2020, 11, 1), date(2020, 11, 30), "November 2020")
    assert (found.first, found.last) == (date(2020, 11, 1), date(2021, 6, 9))


@pytest.mark.parametrize(
    ("written", "lasting", "doubtful"),
    [
        ("2021-06-01", False, False),
        ("2021-06", False, False),
        ("2021-06-01~", False, True),
        ("2020?", False, True),
        ("202X", False, True),
        ("2021-03/2021-04", True, False),
    ],
)
def test_what_the_source_is_not_sure_of_is_said(session, written, lasting, doubtful):
    session.do("Add", incidents.add, "Strike", date=written)
    (one,) = chronology.of_case(session.case).dated
    assert (one.is_lasting, one.is_doubtful) == (lasting, doubtful)


def test_offices_and_law_last_and_may_be_open_at_an_end(session):
    person = session.do("Add", people.add_person, "Qais al-Khazali")
    session.do("Add", people.add_role, person.id, title="leader", date_from="2006")

    def designate(case):
        return case.argument.measures.add(
            claims.Measure("m1", "Designation", "designation", "2020-01-10", None, citation="85 FR 1")
        )

    session.do("Add", designate)
    office, law = chronology.of_case(session.case).dated

    assert (office.kind, office.title, office.first, office.last) == (
        "office",
        "Qais al-Khazali, leader",
        date(2006, 1, 1),
        None,
    )
    assert (law.kind, law.is_lasting, law.last, law.note) == ("law", True, None, "85 FR 1")


def test_a_detail_stands_at_the_day_on_which_everybody_could_know_it(session):
    strike = session.do("Add", incidents.add, "Strike")

    def publish(case):
        return case.argument.incident_details.add(claims.IncidentDetail("d1", strike.id, "Two drones", "2021-04-16"))

    session.do("Add", publish)
    (detail,) = chronology.of_case(session.case).dated
    assert (detail.kind, detail.title, detail.note, detail.first) == (
        "detail",
        "Two drones",
        "Strike",
        date(2021, 4, 16),
    )


def test_an_empty_case_has_no_days(session):
    found = chronology.of_case(session.case)
    assert (found.dated, found.undated, found.first, found.last) == ((), (), None, None)


def test_of_very_many_quotes_those_of_one_recording_are_told_together(tmp_path, monkeypatch):
    with casefile.read_case(sample.build(tmp_path / "sample")) as case:
        apart = [one for one in chronology.of_case(case).dated if one.kind == "statement"]
        monkeypatch.setattr(chronology, "MOST_STATEMENTS", 2)
        together = [one for one in chronology.of_case(case).dated if one.kind == "statement"]
    assert sum(one.count for one in together) == len(apart) > len(together)
    assert {(one.table, one.first) for one in together} == {("media", one.first) for one in apart}
