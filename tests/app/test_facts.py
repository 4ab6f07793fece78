"""Details and actors of an incident, proceedings, and law with a date."""

import pytest

from app import facts, incidents, law, measures, people, proceedings
from app.problems import Refused
from db.errors import NoSuchRecord


@pytest.fixture
def incident(case):
    with case.step("test", "Test"):
        return incidents.add(case, "Strike on the base")


@pytest.fixture
def group(case):
    with case.step("test", "Test"):
        return people.add_organisation(case, "A group")


def step(case, verb, *args, **fields):
    with case.step("test", "Test"):
        return verb(case, *args, **fields)


def test_details_are_listed_by_the_date_since_when_everybody_could_know_them(case, incident):
    unknown = step(case, facts.add_detail, incident.id, "two or three metres")
    late = step(case, facts.add_detail, incident.id, "a radar", public_on="2021-06-07", source="The Institute")
    early = step(case, facts.add_detail, incident.id, "a drone", public_on="2021-05~")

    assert case.argument.incident_details.of(incident.id) == [early, late, unknown]
    step(case, facts.change_detail, unknown.id, public_on="2021-05-01")
    assert case.argument.incident_details.of(incident.id)[0].id != late.id
    step(case, facts.remove_detail, late.id)
    assert case.argument.incident_details.count() == 2


def test_actors_have_a_part_and_go_with_their_incident(case, incident, group):
    actor = step(case, facts.add_actor, incident.id, "claims_it", organisation_id=group.id, date="2021-05-09")
    assert step(case, facts.change_actor, actor.id, part="denies_it").part == "denies_it"

    with pytest.raises(Refused, match="named by an incident"):
        step(case, people.remove_organisation, group.id)

    step(case, incidents.delete, incident.id)
    assert case.argument.incident_actors.count() == 0
    case.undo()
    assert case.argument.incident_actors.count() == 1


def test_a_proceeding_has_a_forum_a_standard_and_parties(case, group):
    one = step(case, proceedings.add, "United States v. X", forum="D.D.C.", standard="beyond_reasonable_doubt")
    party = step(case, proceedings.add_party, one.id, "defence", organisation_id=group.id)
    step(case, proceedings.change_party, party.id, name="its lawyer")

    assert [one.side for one in case.argument.proceeding_parties.of(one.id)] == ["defence"]
    step(case, proceedings.remove, one.id)
    assert case.argument.proceeding_parties.count() == 0


def test_a_measure_is_in_force_from_a_date_for_a_framework_and_a_group(case, group):
    step(case, law.choose, "us_ina219_fto")

    one = step(
        *(case, measures.add, "Designated an FTO", "designation"),
        in_force_from="2020-01-10",
        framework_id="us_ina219_fto",
        organisation_id=group.id,
        element_path="C",
        verify="notice dated 2 January",
    )

    assert case.argument.measures.all() == [one]
    step(case, measures.change, one.id, in_force_to="2030")
    with pytest.raises(Refused, match="before"):
        step(case, measures.change, one.id, in_force_to="2019")
    with pytest.raises(Refused, match="measure"):
        step(case, people.remove_organisation, group.id)


WRONG = {
    "a detail without words": lambda case, id: facts.add_detail(case, id, " "),
    "a date that is none": lambda case, id: facts.add_detail(case, id, "x", public_on="soon"),
    "an unknown part": lambda case, id: facts.add_actor(case, id, "friend", note="x"),
    "nobody": lambda case, id: facts.add_actor(case, id, "victim"),
    "a proceeding without a title": lambda case, id: proceedings.add(case, ""),
    "an unknown standard": lambda case, id: proceedings.add(case, "x", standard="sure"),
    "a measure of no kind": lambda case, id: measures.add(case, "x", "rumour"),
    "an element without its framework": lambda case, id: measures.add(case, "x", "fact", element_path="C"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_not_whole_is_refused(case, incident, wrong):
    with pytest.raises(Refused), case.step("test", "Test"):
        wrong(case, incident.id)


def test_a_record_that_is_not_there_is_named_by_nobody(case, incident):
    with pytest.raises(NoSuchRecord), case.step("test", "Test"):
        facts.add_actor(case, incident.id, "victim", person_id="nope")
