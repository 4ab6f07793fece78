"""Two entries of one incident become one, by a person: nothing is lost, and copies follow."""

import pytest

from app import incidents, merging
from app.problems import Refused
from db.claims import Comment, IncidentDetail
from db.errors import NoSuchRecord
from db.records import Incident, IncidentAlias, Link
from tests.db.test_merge import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def do(desk, name, verb, *args):
    """As the session does: the act bears the verb's name."""
    with desk.open(name) as case, case.step(f"incidents.{verb.__name__}", "Test"):
        return verb(case, *args)


def write(desk, name, *records):
    with desk.step(name) as case:
        for record in records:
            tables = {Link: case.links, Incident: case.incidents, IncidentAlias: case.aliases}
            tables[type(record)].add(record)


def links(desk, name):
    with desk.open(name) as case:
        return {(one.id, one.incident_id) for one in case.links.all()}


def there(desk, name):
    with desk.open(name) as case:
        return {one.id for one in case.incidents.all()}


def test_what_hangs_on_the_other_hangs_on_the_kept_one(desk):
    write(desk, "hana", Link("l0", "q0", "i0", relation="praises"), Link("l1", "q0", "i1", relation="praises"))
    with desk.step("hana") as case:
        case.argument.incident_details.add(IncidentDetail("d", "i1", "at night"))
        case.argument.comments.add(Comment("c", "incident", "i1", "Really?", "reviewer-hana", "2021-06-01T00:00:00Z"))
    write(desk, "hana", Link("l2", "q0", "i1", relation="praises", weight=2))

    do(desk, "hana", incidents.join, "i0", "i1")

    # l1 said nothing that l0 does not say; l2 does.
    assert links(desk, "hana") == {("l0", "i0"), ("l2", "i0")}
    with desk.open("hana") as case:
        assert case.incidents.find("i1") is None
        assert case.aliases.all() == [IncidentAlias("i1", "i0")]
        assert case.argument.incident_details.get("d").incident_id == "i0"
        assert case.argument.comments.get("c").record_id == "i0"
        assert [check for check in case.verify() if not check.ok] == []


def test_empty_fields_are_filled_and_no_field_is_written_over(desk):
    with desk.step("hana") as case:
        case.incidents.change("i0", title="Strike", date="2021-06", kind="drone", notes="Own note.")
    with desk.step("omar") as case:
        case.incidents.add(
            Incident("o", "Raid", "2021-06-01", "Balad", "34.0", "44.1", kind="drone", weapon="a drone", notes="Seen.")
        )
    desk.take("hana", "omar")

    kept = do(desk, "hana", incidents.join, "i0", "o")

    assert (kept.title, kept.date, kept.kind) == ("Strike", "2021-06", "drone")
    assert (kept.place, kept.latitude, kept.longitude, kept.weapon) == ("Balad", "34.0", "44.1", "a drone")
    assert kept.notes == "Own note.\n\nAlso entered by Omar:\nTitle: Raid\nDate: 2021-06-01\nNotes: Seen."


def test_a_point_on_the_map_is_not_given_to_another_place(desk):
    with desk.step("hana") as case:
        case.incidents.change("i0", place="Erbil")
        case.incidents.change("i1", place="Balad", latitude="34.0", longitude="44.1")

    kept = do(desk, "hana", incidents.join, "i0", "i1")

    assert (kept.place, kept.latitude, kept.longitude) == ("Erbil", None, None)
    assert "Latitude: 34.0" in kept.notes


def test_a_join_is_one_step_that_undo_takes_back(desk):
    write(desk, "hana", Link("l1", "q0", "i1", relation="praises"))
    before = desk.picture("hana")[0]
    do(desk, "hana", incidents.join, "i0", "i1")
    after = desk.picture("hana")[0]

    with desk.open("hana") as case:
        case.undo()
    assert desk.picture("hana")[0] == before
    with desk.open("hana") as case:
        case.redo()
    assert desk.picture("hana")[0] == after


def test_one_incident_and_one_that_is_not_there_are_refused(desk):
    with pytest.raises(Refused):
        do(desk, "hana", incidents.join, "i0", "i0")
    with pytest.raises(NoSuchRecord):
        do(desk, "hana", incidents.join, "i0", "nowhere")
    with pytest.raises(Refused):
        do(desk, "hana", incidents.keep_apart, "i0", "i0")
    assert there(desk, "hana") == {"i0", "i1", "i2"}


def test_those_that_had_given_way_to_the_other_follow_it(desk):
    do(desk, "hana", incidents.join, "i1", "i0")
    do(desk, "hana", incidents.join, "i2", "i1")
    with desk.open("hana") as case:
        assert set(case.aliases.all()) == {IncidentAlias("i0", "i2"), IncidentAlias("i1", "i2")}

    do(desk, "hana", incidents.delete, "i2")
    with desk.open("hana") as case:
        assert case.aliases.all() == []


def test_the_same_join_in_two_copies_is_no_conflict(desk):
    for name in ("hana", "omar"):
        do(desk, name, incidents.join, "i0", "i1")

    assert desk.take("hana", "omar").conflicts == ()
    desk.take("omar", "hana")
    assert desk.picture("hana") == desk.picture("omar")


def test_a_link_made_elsewhere_follows_to_the_kept_one_when_it_is_decided(desk):
    do(desk, "hana", incidents.join, "i0", "i1")
    write(desk, "omar", Link("l9", "q0", "i1", relation="praises"))

    (conflict,) = desk.take("hana", "omar").conflicts
    assert (conflict.kind, conflict.record_id) == ("missed", "i1")
    do(desk, "hana", merging.decide, conflict.id, False)

    assert links(desk, "hana") == {("l9", "i0")}
    assert there(desk, "hana") == {"i0", "i2"}
    assert desk.picture("hana")[1] == ()
    desk.take("omar", "hana")
    assert desk.picture("hana") == desk.picture("omar")


def test_words_written_elsewhere_about_the_one_that_gave_way_are_not_lost(desk):
    do(desk, "hana", incidents.join, "i0", "i1")
    with desk.step("omar") as case:
        case.incidents.change("i1", weapon="a drone", target="the base")

    (conflict,) = desk.take("hana", "omar").conflicts
    assert conflict.kind == "deleted"
    do(desk, "hana", merging.decide, conflict.id, False)

    with desk.open("hana") as case:
        assert (case.incidents.get("i0").weapon, case.incidents.get("i0").target) == ("a drone", "the base")
        assert merging.questions(case) == []


def test_joined_in_opposite_ways_both_come_back_until_a_person_decides(desk):
    write(desk, "hana", Link("l0", "q0", "i0"), Link("l1", "q0", "i1"))
    desk.take("omar", "hana")
    do(desk, "hana", incidents.join, "i0", "i1")
    do(desk, "omar", incidents.join, "i1", "i0")

    conflicts = desk.take("hana", "omar").conflicts
    assert there(desk, "hana") == {"i0", "i1", "i2"}
    gone = next(conflict for conflict in conflicts if conflict.record_id == "i1" and conflict.field == "")
    do(desk, "hana", merging.decide, gone.id, False)

    assert there(desk, "hana") == {"i0", "i2"}
    with desk.open("hana") as case:
        assert case.aliases.all() == [IncidentAlias("i1", "i0")]
        left = merging.questions(case)
        assert [one.conflict.record_id for one in left if one.is_of_record] == []
    desk.take("omar", "hana")
    assert desk.picture("hana") == desk.picture("omar")


def test_an_answer_that_they_are_two_travels_and_can_be_taken_back(desk):
    with desk.step("hana") as case:
        case.incidents.change("i0", title="Strike on al-Asad")
        case.incidents.change("i1", title="Strike on el-Assad")
    desk.take("omar", "hana")

    def suggested(name):
        with desk.open(name) as case:
            return [(two.one.id, two.other.id) for two in merging.suggestions(case)]

    assert suggested("hana") == suggested("omar") == [("i0", "i1")]
    do(desk, "hana", incidents.keep_apart, "i1", "i0")
    assert suggested("hana") == []
    assert desk.take("omar", "hana").conflicts == ()
    assert suggested("omar") == []
    with desk.open("hana") as case:
        case.undo()
    assert suggested("hana") == [("i0", "i1")]
