"""Records by id, by title, and by what is no title."""

import pytest

from app import incidents, lookup, people
from app.problems import Refused


@pytest.fixture
def add(case):
    def run(verb, *args, **fields):
        with case.step("test", "Test"):
            return verb(case, *args, **fields)

    return run


def test_an_id_and_a_title_lead_to_the_record(case, add):
    one = add(incidents.add, "Strike on a base")

    assert lookup.incident(case, one.id) == one
    assert lookup.incident(case, "Strike on a base") == one
    assert lookup.incident(case, " strike  ON a base") == one


def test_the_exact_title_goes_before_one_in_other_letter_case(case, add):
    lower, upper = add(incidents.add, "strike"), add(incidents.add, "STRIKE")

    assert (lookup.incident(case, "strike"), lookup.incident(case, "STRIKE")) == (lower, upper)
    with pytest.raises(Refused, match="More than one"):
        lookup.incident(case, "Strike")


def test_a_person_is_found_by_any_form_of_the_name(case, add):
    one = add(people.add_person, "Qais al-Khazali", name_script="قيس الخزعلي", description="leader")

    assert all(lookup.person(case, name) == one for name in ("qais al-khazali", "قيس الخزعلي", "Leader"))


def test_an_organisation_is_found_by_its_short_name(case, add):
    one = add(people.add_organisation, "Asaib", short_name="AAH")

    assert lookup.organisation(case, "aah") == one


@pytest.mark.parametrize("wanted", ["", " ", "%", "nope"])
def test_what_is_nobody_s_title_is_refused(case, add, wanted):
    add(people.add_person, None, description="interviewer")

    for find in (lookup.person, lookup.media, lookup.quote, lookup.transcript, lookup.framework):
        with pytest.raises(Refused, match="There is no"):
            find(case, wanted)
