"""The worked example: what goes in comes out, and what was changed since comes out changed."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import (
    example_case,
    example_file,
    example_out,
    facts,
    findings,
    incidents,
    law,
    linking,
    people,
    proceedings,
    sample,
    todo,
)
from app.problems import Refused
from app.session import Session
from db.expunge import Wish
from db.identity import new_id
from db.records import Link

FILE = sample.files() / "example_case.json"
PLAIN = json.loads(FILE.read_bytes())


@pytest.fixture
def brought(case):
    with case.step("test", "Test"):
        return example_case.bring_in(case, example_case.read(FILE))


def kinds(case, name):
    return [one for one in case.argument.foreign_records.all() if one.kind == name]


def test_the_articles_case_comes_out_byte_for_byte(case, brought):
    assert example_out.dumps(case).rstrip(b"\n") == FILE.read_bytes().rstrip(b"\n")


def test_findings_contradictions_tasks_and_context_are_in_tables_of_their_own(case, brought):
    argument = case.argument

    assert [one.claim for one in argument.findings.all()] == [row["claim"] for row in PLAIN["findings"]]
    assert [one.kind for one in argument.contradictions.all()] == [row["type"] for row in PLAIN["contradictions"]]
    assert [one.text for one in argument.tasks.all()] == PLAIN["open_tasks"]
    first = argument.finding_sources.of(brought.ids["F1"])
    assert [one.record_id for one in first if one.side == "support"] == [brought.ids[f"Q{n}"] for n in range(1, 6)]
    contrary = [(one.table_name, one.record_id) for one in first if one.side == "contrary"]
    assert contrary == [("finding", brought.ids["F2"]), ("link", brought.ids["L4"])]
    measure = argument.measures.all()[0]
    assert (measure.kind, measure.in_force_from) == ("designation", "2020-01-10")
    assert measure.organisation_id == brought.ids["O1"]
    assert "check it" in measure.verify


def test_who_is_supposed_to_have_done_it_is_an_actor_of_the_incident(case, brought):
    actor = case.argument.incident_actors.of(brought.ids["I2"])[0]

    assert (actor.part, actor.organisation_id) == ("alleged_perpetrator", brought.ids["O4"])


def test_only_what_has_no_field_is_kept_beside_the_records(case, brought):
    kept = {one.foreign_id: json.loads(one.rest)["given"] for one in case.argument.foreign_records.all()}

    assert kept["F7"] == {}
    assert kept["X1"] == {}
    assert kept["I1"].keys() == {"casualties", "independent_confirmation"}
    assert kept["L1"].keys() == {"capacity"}
    assert kept["E1"] == {}


def test_what_was_changed_comes_out_changed_and_the_rest_as_it_was(case, brought):
    with case.step("test", "Test"):
        incidents.change(case, brought.ids["I1"], date="2021-05-08", attributed_to="unknown hands")
        findings.change(case, brought.ids["F8"], claim="Another claim.")
        findings.cite(case, brought.ids["F7"], "support", table="quote", record_id=brought.ids["Q3"])
        people.change_person(case, brought.ids["P1"], name_script="قيس الخزعلي")

    plain = example_out.plain(case)

    assert plain["incidents"][0]["date"] == "2021-05-08"
    assert plain["incidents"][0]["perpetrator"] == "unknown hands"
    assert plain["findings"][7] == {**PLAIN["findings"][7], "claim": "Another claim."}
    assert plain["findings"][6]["support"] == ["Q4", "Q3"]
    assert plain["persons"][0] == {**PLAIN["persons"][0], "name_original_script": "قيس الخزعلي"}
    assert plain["incidents"][1:] == PLAIN["incidents"][1:]
    assert plain["quotes"] == PLAIN["quotes"]


def test_what_was_added_comes_after_and_what_was_removed_is_gone(case, brought):
    with case.step("test", "Test"):
        made = incidents.add(case, "Another attack", date="2021-06")
        findings.remove(case, brought.ids["F2"])
        todo.done(case, case.argument.tasks.all()[0].id)
        link = linking.incident_to_element(case, brought.ids["I1"], "us_18usc2332a", "2", "supports", weight=3)

    plain = example_out.plain(case)

    assert plain["incidents"][-1] == {"id": made.id, "title": "Another attack", "date": "2021-06"}
    assert plain["quote_element_links"][-1] == {
        "id": link.id,
        "incident": "I1",
        "framework": "us_18usc2332a",
        "node": "2",
        "bearing": "supports",
        "weight_0_4": 3,
    }
    assert [row["id"] for row in plain["findings"]] == ["F1", "F3", "F4", "F5", "F6", "F7", "F8"]
    assert plain["findings"][0]["contrary"] == [PLAIN["findings"][1]["claim"], "L4"]
    assert plain["contradictions"][1]["between"] == ["Q4", PLAIN["findings"][1]["claim"]]
    assert len(plain["open_tasks"]) == 7


def test_undone_changes_come_out_as_they_went_in(case, brought):
    with case.step("test", "Test"):
        facts.add_detail(case, brought.ids["I1"], "A radar was hit.", public_on="2021-05-10")
        findings.change(case, brought.ids["F1"], claim="Else.")
    case.undo()

    assert example_out.plain(case) == PLAIN


def test_two_examples_in_one_case_are_not_written_as_one(case, brought):
    with case.step("test", "Test"):
        example_case.bring_in(case, example_case.read(FILE))

    with pytest.raises(Refused, match="More than one"):
        example_out.plain(case)


def test_a_case_of_ones_own_can_be_written_and_read_again(tmp_path, case):
    with case.step("test", "Test"):
        group = people.add_organisation(case, "A group")
        people.add_role(case, people.add_person(case, "Somebody").id, "leader", group.id)
        incident = incidents.add(case, "Something happened", date="2021-06-01~", latitude="33.8", longitude="42.4")
        one = findings.add(case, "It was they.")
        findings.cite(case, one.id, "contrary", text="nobody saw it")
        findings.cite(case, one.id, "support", table="incident", record_id=incident.id, words="a drone")
        facts.add_detail(case, incident.id, "A radar was hit.", public_on="2021-06-07", source="The Institute")
        facts.add_actor(case, incident.id, "claims_it", organisation_id=group.id)
        law.choose(case, "us_ina219_fto")
        case.links.add(Link(new_id(), None, incident.id, "us_ina219_fto", "C", bearing="supports", weight=2))
        court = proceedings.add(case, "United States v. X", standard="us_preponderance")
        proceedings.add_party(case, court.id, "defence", organisation_id=group.id)
    path = tmp_path / "own.json"
    path.write_bytes(example_out.dumps(case))

    session = Session()
    session.create(tmp_path / "other.sqlite", "Other")
    session.do("Import", example_case.bring_in, example_case.read(path))
    again = example_out.dumps(session.case)
    argument = session.case.argument
    assert [one.public_on for one in argument.incident_details.all()] == ["2021-06-07"]
    assert [one.part for one in argument.incident_actors.all()] == ["claims_it"]
    assert [one.side for one in argument.proceeding_parties.all()] == ["defence"]
    assert [(one.incident_id is None, one.element_path) for one in session.case.links.all()] == [(False, "C")]
    assert {one.words for one in argument.finding_sources.all()} == {None, "a drone"}
    session.close()

    assert again == path.read_bytes()


def test_what_is_expunged_is_gone_from_what_is_kept_too(tmp_path):
    session = Session()
    session.create(tmp_path / "case.sqlite", "Case")
    plain = json.loads(json.dumps(PLAIN))
    plain["persons"][0]["aliases"] = ["أبو هدى", "Abu Huda"]
    session.do("Import", example_case.bring_in, example_file.checked(plain))

    session.expunge(Wish("an alias", "a test", ("أبو هدى", "Abu Huda")))
    out = example_out.dumps(session.case).decode()
    session.close()

    assert "Abu Huda" not in out
    assert "أبو هدى" not in out


# Any example at all

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
NAME = WORDS.filter(lambda text: text.strip())
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
UNKNOWN = st.dictionaries(NAME.map("x_{}".format), VALUE, max_size=2)
DATE = st.sampled_from([None, "2020-11", "2021-06-01~", "2021", "2020-11-02/2020-11-05"])


def row(**fields):
    """Some of these fields, in any order, with others that nobody knows."""
    needed = {
        name: one for name, one in fields.items() if name in ("name", "title", "claim", "type", "between", "fact")
    }
    optional = {name: one for name, one in fields.items() if name not in needed}
    known = st.fixed_dictionaries(needed, optional=optional)
    return st.tuples(known, UNKNOWN).flatmap(lambda two: st.permutations(list({**two[1], **two[0]}.items()))).map(dict)


def piece(kind):
    texts = {"text": NAME, "ellipsis": st.just("..."), "bracket": NAME.map("[{}]".format)}[kind]
    return st.fixed_dictionaries({"type": st.just(kind), "value": texts})


PIECES = st.lists(st.sampled_from(["text", "ellipsis", "bracket"]).flatmap(piece), min_size=1, max_size=5).filter(
    lambda pieces: any(one["type"] == "text" for one in pieces)
)


@st.composite
def examples(draw):
    def table(letter, rows, most=3):
        found = draw(st.lists(rows, max_size=most))
        return [{"id": f"{letter}{at}", **one} for at, one in enumerate(found)]

    maybe = st.none() | NAME
    organisations = table("O", row(name=NAME, short=maybe, type=maybe, affiliation=WORDS, note=WORDS))
    some = st.none() | st.sampled_from([one["id"] for one in organisations] or [None])
    role = st.fixed_dictionaries({"role": NAME, "org": some})
    roles = st.lists(role, max_size=2)
    persons = table("P", row(name=NAME, name_original_script=maybe, roles=roles, note=maybe, aliases=VALUE))
    source = row(kind=maybe, title=NAME, outlet=some, simulcast=st.none() | st.lists(NAME, max_size=2), date=DATE)
    sources = table("S", source)
    incident = row(
        title=NAME, date=DATE, place=maybe, perpetrator=maybe, perpetrator_hypothesis=maybe, casualties=VALUE
    )
    incidents = table("I", incident)
    quotes = []
    if sources:
        for at, pieces in enumerate(draw(st.lists(PIECES, max_size=2))):
            more = draw(UNKNOWN)
            source_id = draw(st.sampled_from(sources))["id"]
            speaker = draw(st.none() | st.sampled_from([one["id"] for one in persons] or [None]))
            quotes.append({"id": f"Q{at}", "source_id": source_id, "speaker_id": speaker, "segments": pieces, **more})
    links = []
    if quotes and incidents:
        link = st.fixed_dictionaries(
            {
                "quote": st.sampled_from([one["id"] for one in quotes]),
                "incident": st.sampled_from([one["id"] for one in incidents]),
                "relation": st.sampled_from(["threatens", "excludes_target"]),
            },
            optional={"note": st.none() | WORDS, "polarity": st.sampled_from([None, "mixed"])},
        )
        links = table("L", link)
    refs = st.sampled_from([one["id"] for one in [*persons, *quotes, *incidents, *links]] or ["nothing"]) | NAME
    listed = st.none() | st.lists(refs, max_size=3)
    finding = row(claim=NAME, by=maybe, support=listed, contrary=listed, bears_on=listed | NAME, open=maybe)
    plain = {
        "schema": "example-case/1",
        "title": draw(st.none() | WORDS),
        **draw(UNKNOWN),
        "organisations": organisations,
        "persons": persons,
        "sources": sources,
        "quotes": quotes,
        "incidents": incidents,
        "quote_incident_links": links,
        "findings": table("F", finding),
        "contradictions": table("X", row(type=NAME, between=st.lists(refs, min_size=2, max_size=2, unique=True))),
        "open_tasks": draw(st.none() | st.lists(NAME, max_size=3)),
        "external_context": draw(st.lists(row(fact=NAME, cite=maybe, url=maybe) | VALUE, max_size=2)),
    }
    left_out = draw(st.sets(st.sampled_from(["findings", "contradictions", "open_tasks", "external_context", "title"])))
    order = draw(st.permutations([name for name in plain if name not in left_out]))
    return {name: plain[name] for name in order}


@pytest.fixture(scope="module")
def one_session(tmp_path_factory):
    session = Session()
    session.create(tmp_path_factory.mktemp("round") / "case.sqlite", "Round trip")
    yield session
    session.close()


@settings(max_examples=50)
@given(plain=examples())
def test_whatever_comes_in_comes_out(one_session, plain):
    example = example_file.checked(json.loads(json.dumps(plain)))
    one_session.do("Import", example_case.bring_in, example)
    try:
        out = json.loads(example_out.dumps(one_session.case))
    finally:
        one_session.undo()

    assert json.dumps(out) == json.dumps(plain)


def places(value, path=()):
    """Every place within a value, as the way to it."""
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in pairs:
        yield from places(one, (*path, key))


def altered(plain, path, how, value):
    """The file with something dropped, put in another's place, added, or in another order; as it was if it is gone."""
    inner = plain
    for key in path[:-1]:
        inner = inner[key] if (key in inner if isinstance(inner, dict) else isinstance(key, int)) else None
        if not isinstance(inner, dict | list):
            return
    if isinstance(inner, list) and not (isinstance(path[-1], int) and path[-1] < len(inner)):
        return
    if how == "drop":
        inner.pop(path[-1], None) if isinstance(inner, dict) else inner.pop(path[-1])
    elif how == "put":
        inner[path[-1]] = value
    elif isinstance(inner, list):
        inner.append(value) if how == "add" else inner.reverse()
    elif how == "add":
        inner["something else"] = value
    else:
        pairs = list(inner.items())
        inner.clear()
        inner.update(reversed(pairs))


ALTERED = st.tuples(
    st.sampled_from(list(places(PLAIN))),
    st.sampled_from(["drop", "put", "add", "turn"]),
    st.sampled_from(
        [
            None,
            7,
            -1.5,
            10**30,
            True,
            "",
            "  ",
            [],
            ["P1"],
            {},
            {"a": [1]},
            "P1",
            "Q1",
            "<b>",
            "=1+1",
            "2021-13",
            "\u202e",
        ]
    ),
)


@settings(max_examples=40)
@given(alterations=st.lists(ALTERED, min_size=1, max_size=3))
def test_an_altered_article_comes_out_as_it_went_in_or_is_refused(one_session, alterations):
    plain = json.loads(FILE.read_bytes())
    for alteration in alterations:
        altered(plain, *alteration)
    steps = one_session.case.ledger.count()
    refused = ""
    try:
        one_session.do("Import", example_case.bring_in, example_file.checked(plain))
    except Refused as problem:
        refused = str(problem)
    if refused:
        assert len(refused) < 1200
        assert one_session.case.ledger.count() == steps
        return
    try:
        out = example_out.dumps(one_session.case)
    finally:
        one_session.undo()

    assert json.dumps(json.loads(out)) == json.dumps(plain)


def test_what_nobody_approved_does_not_come_out_as_approved(case, brought):
    with case.step("test", "Test"):
        case.quotes.change(brought.ids["Q1"], status="approved")
    out = json.loads(example_out.dumps(case))
    assert out["quotes"][0]["review"]["state"] == "draft"
