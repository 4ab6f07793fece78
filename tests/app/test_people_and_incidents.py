"""People with offices, incidents with honest dates, links with reasons."""

import pytest

from app import collecting, incidents, law, linking, people, quoting
from app.passages import Passage
from app.problems import Refused
from db.errors import NoSuchRecord
from db.identity import new_id
from db.records import Segment, Transcript, Word
from db.tokens import Position


@pytest.fixture
def quote(case, do):
    with case.step("test", "Test"):
        medium = collecting.add_published(case, "Interview")
        content = case.contents.keep_segments([Segment(0, 500, "war", None, (Word(0, 3, 0, 500),))])
        case.transcripts.add(Transcript("t", medium.id, "t", "original", "en", content, None, "test"))
    return do(quoting.mark, Passage("t", Position(0, 0), Position(0, 3)))


def test_a_person_may_have_no_name_but_must_be_somebody(case, do):
    assert people.name_of(do(people.add_person, description="interviewer, 1 June 2021")) == "interviewer, 1 June 2021"
    with pytest.raises(Refused):
        do(people.add_person)
    with pytest.raises(Refused):
        do(people.change_person, case.people.all()[0].id, description=None)


def test_the_name_as_published_is_shown_first(do):
    person = do(people.add_person, None, name_script="قيس الخزعلي", name_transliterated="Qays al-Khazʿalī")
    assert people.name_of(person) == "Qays al-Khazʿalī"
    assert people.name_of(do(people.change_person, person.id, name="Qais al-Khazali")) == "Qais al-Khazali"


def test_offices_have_dates_as_vague_as_they_are(case, do):
    person = do(people.add_person, "Qais al-Khazali")
    group = do(people.add_organisation, "Asaib Ahl al-Haq", short_name="AAH")
    role = do(people.add_role, person.id, "secretary-general", group.id, "2006~", None)

    assert (role.date_from, role.date_to) == ("2006~", None)
    with pytest.raises(Refused):
        do(people.add_role, person.id, "leader", group.id, "before the war")
    with pytest.raises(Refused):
        do(people.remove_organisation, group.id)
    do(people.remove_person, person.id)
    assert case.roles.all() == []
    do(people.remove_organisation, group.id)


@pytest.mark.parametrize("date", ["2020-11", "2021-06-01~", "2021-05/2021-06", "2020?", None])
def test_an_incident_keeps_its_date_as_it_is_known(do, date):
    assert do(incidents.add, "Strike", date=date).date == date


@pytest.mark.parametrize(
    "fields",
    [{"date": "1/6/2021"}, {"latitude": "95"}, {"longitude": "east"}, {"latitude": "nan"}, {"latitude": "inf"}],
)
def test_an_incident_with_an_impossible_fact_is_refused(case, do, fields):
    with pytest.raises(Refused):
        do(incidents.add, "Strike", **fields)
    assert case.incidents.all() == []


def test_a_link_takes_the_polarity_of_its_relation_where_that_is_plain(do, quote):
    incident = do(incidents.add, "Strike")
    assert do(linking.to_incident, quote.id, incident.id, "claims_responsibility").polarity == "inculpatory"
    assert do(linking.to_incident, quote.id, incident.id, "excludes_target").polarity is None
    assert do(linking.to_incident, quote.id, incident.id, "context", polarity="mixed").polarity == "mixed"


@pytest.mark.parametrize(
    "fields",
    [{"bearing": "proves"}, {"directness": "straight"}, {"weight": 5}, {"weight": -1}, {"polarity": "bad"}],
)
def test_a_link_outside_the_vocabulary_is_refused(case, do, quote, fields):
    with pytest.raises(Refused):
        do(linking.to_element, quote.id, "us_fre_801d2", "A.2", **fields)
    assert case.links.all() == []
    assert case.frameworks.all() == []


def test_an_incident_bears_on_an_element_by_itself(case, do):
    incident = do(incidents.add, "Strike")
    link = do(linking.incident_to_element, incident.id, "us_18usc2332a", "2", "supports", weight=3)
    assert (link.quote_id, link.incident_id, link.element_path) == (None, incident.id, "2")
    with pytest.raises(Refused):
        do(linking.incident_to_element, incident.id, "us_18usc2332a", "2", "proves")
    with pytest.raises(NoSuchRecord):
        do(linking.incident_to_element, "nobody", "us_18usc2332a", "2")
    assert case.links.all() == [link]


def test_a_relation_is_to_an_incident_and_a_bearing_on_an_element(do, quote):
    incident = do(incidents.add, "Strike")
    of_quote = do(linking.to_incident, quote.id, incident.id)
    of_incident = do(linking.incident_to_element, incident.id, "us_18usc2332a", "2")
    assert do(linking.change, of_quote.id, relation="praises").relation == "praises"
    assert do(linking.change, of_incident.id, bearing="neutral").bearing == "neutral"
    for link, told in ((of_quote, {"bearing": "neutral"}), (of_incident, {"relation": "praises"})):
        with pytest.raises(Refused, match="A relation is to an incident"):
            do(linking.change, link.id, **told)


def test_an_element_is_named_by_its_path_where_codes_repeat(case, do, quote):
    elements = case.frameworks
    do(law.choose, "icc_art8_niac")
    codes = [element.code for element in elements.elements("icc_art8_niac")]
    twice = next(code for code in codes if codes.count(code) > 1)
    with pytest.raises(Refused, match="more than one"):
        do(linking.to_element, quote.id, "icc_art8_niac", twice)
    path = next(element.path for element in elements.elements("icc_art8_niac") if element.code == twice)
    assert do(linking.to_element, quote.id, "icc_art8_niac", path).element_path == path


def test_a_framework_under_a_link_stays(case, do, quote):
    do(linking.to_element, quote.id, "us_fre_801d2", "A.2")
    with pytest.raises(Refused):
        do(law.leave_out, "us_fre_801d2")
    do(linking.remove, case.links.all()[0].id)
    do(law.leave_out, "us_fre_801d2")
    assert case.frameworks.all() == []


def test_removing_an_incident_takes_its_links_along(case, do, quote):
    incident = do(incidents.add, "Strike")
    do(linking.to_incident, quote.id, incident.id, "praises")
    do(incidents.delete, incident.id)
    assert case.links.all() == []
    case.undo()
    assert case.links.all()[0].incident_id == incident.id


def test_a_framework_keeps_every_note_that_asks_for_a_check(case, do):
    for offer in law.offers():
        do(law.choose, offer.id)
    framework = case.frameworks.get("us_18usc2339b")
    assert framework.verify == "Penalty 20 years, life if death results: own knowledge."
    assert "not legal advice" in (framework.disclaimer or "")
    marked = [e.path for e in case.frameworks.elements("us_18usc2339b") if e.verify]
    assert marked
    assert case.contents.original(framework.original_sha256) == next(
        o.data for o in law.offers() if o.id == framework.id
    )


def test_records_that_are_not_there_are_named(do):
    from db.errors import NoSuchRecord

    with pytest.raises(NoSuchRecord):
        do(linking.to_incident, new_id(), new_id())
