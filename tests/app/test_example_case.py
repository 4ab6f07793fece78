"""The worked example: nothing of it is lost, and a file that isn't one is refused."""

import json
from dataclasses import asdict

import pytest

from app import example_case, example_file, sample
from app.problems import Refused
from db.tokens import Bracket, Ellipsis, Span

FILE = sample.files() / "example_case.json"
PLAIN = json.loads(FILE.read_bytes())


@pytest.fixture
def brought(case):
    with case.step("test", "Test"):
        return example_case.bring_in(case, example_case.read(FILE))


def tables(case):
    return (
        *(case.infos, case.organisations, case.people, case.roles, case.media, case.quotes, case.incidents, case.links),
        *(case.argument.findings, case.argument.finding_sources, case.argument.contradictions, case.argument.tasks),
        case.argument.measures,
    )


def test_every_record_comes_in(case, brought):
    assert (brought.organisations, brought.people, brought.media) == (12, 9, 6)
    assert (brought.quotes, brought.incidents, brought.links) == (5, 7, 32)
    assert (case.organisations.count(), case.people.count(), case.media.count()) == (12, 9, 6)
    assert (case.quotes.count(), case.incidents.count(), case.links.count()) == (5, 7, 32)
    assert len(case.roles.all()) == sum(len(person["roles"]) for person in PLAIN["persons"])
    assert set(brought.ids) == {row["id"] for table in example_file._TABLES for row in PLAIN.get(table, [])}


def test_it_is_a_case_that_proves_itself(case, brought):
    assert all(check.ok for check in case.verify())


@pytest.mark.parametrize("quote", PLAIN["quotes"], ids=[quote["id"] for quote in PLAIN["quotes"]])
def test_a_quotation_without_its_recording_reads_as_published(case, brought, quote):
    from app.cli.values import quote_text

    made = case.quotes.get(brought.ids[quote["id"]])

    assert quote_text(case, made, "translation") == quote["text_as_published"].replace("*", "")
    tokens = made.tokens.translation
    assert sum(isinstance(token, Bracket) for token in tokens) == quote["counts"]["brackets"]
    assert sum(isinstance(token, Ellipsis) for token in tokens) == quote["counts"]["ellipses"]
    assert [t.text for t in tokens if isinstance(t, Span) and t.emphasis == "original"] == quote["italic_terms"]
    assert (made.title, made.marking, made.status) == (quote["topic"], quote["tlp"], quote["review"]["state"])


CAPACITIES = {
    "individual": "individual",
    "representative": "representative",
    "both": "both",
    "movement_collective": "as one of a wider collective",
    "unclear": "unclear",
}


def test_links_keep_relation_polarity_directness_bearing_weight_and_capacity(case, brought):
    for row in PLAIN["quote_incident_links"]:
        link = case.links.get(brought.ids[row["id"]])
        assert (link.relation, link.polarity, link.directness) == (row["relation"], row["polarity"], row["directness"])
        assert (link.quote_id, link.incident_id) == (brought.ids[row["quote"]], brought.ids[row["incident"]])
        assert row["note"] in link.reason
        assert f"({row['id']}; capacity: {CAPACITIES[row['capacity']]})" in link.reason
    for row in PLAIN["quote_element_links"]:
        link = case.links.get(brought.ids[row["id"]])
        assert (link.framework_id, link.element_path) == (row["framework"], row["node"])
        assert (link.bearing, link.weight) == (row["bearing"], row["weight_0_4"])
        assert row["note"] in link.reason


def strings(value, path=""):
    """Every text and number of the file that is stated, with where it stands."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from strings(one, f"{path}.{name}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from strings(one, f"{path}[{number}]")
    elif value is not None and not isinstance(value, bool):
        yield path, str(value)


# Told in another way: a quotation's pieces and italics are its tokens, a type of bracket is ours by another name, and
# a capacity stands in words (the test of links looks at each).
CHANGED = ("segments[", ".text_as_published", "].bracket_dependency[", ".schema", "].markup", "].capacity")


def test_nothing_that_the_file_states_is_lost(case, brought):
    held = "\n".join(str(value) for table in tables(case) for one in table.all() for value in asdict(one).values())

    lost = [
        (path, value)
        for path, value in strings(PLAIN)
        if value not in brought.ids and value not in held and not any(part in path for part in CHANGED)
    ]

    assert lost == []


def test_a_person_without_a_name_is_described_by_the_office(case, brought):
    interviewer = case.people.get(brought.ids["P7"])

    assert (interviewer.name, interviewer.description) == (None, "interviewer, iNEWS, 1 June 2021")


def test_unknowns_stay_unknown(case, brought):
    incident = case.incidents.get(brought.ids["I1"])

    assert (incident.date, incident.attributed_to, incident.claimed_by) == (None, None, None)
    assert case.incidents.get(brought.ids["I2"]).attributed_to.startswith("Hypothesis: Kataib Hezbollah")


def test_capacity_is_set_where_every_link_agrees_and_told_in_any_case(case, brought):
    assert case.quotes.get(brought.ids["Q1"]).capacity == "representative"
    second = case.quotes.get(brought.ids["Q2"])
    assert second.capacity is None
    assert "L12 both" in second.capacity_note


def changed(**fields):
    return json.dumps({**PLAIN, **fields})


BROKEN = {
    "not JSON": "{",
    "deep": "[" * 100_000,
    "a list": "[]",
    "of another format": changed(schema="example-case/2"),
    "a table of texts": changed(persons=["x"]),
    "a table that is no list": changed(persons={"id": "x"}),
    "no id": changed(persons=[{"name": "x"}]),
    "an id twice": changed(persons=[{"id": "x", "name": "x"}, {"id": "x", "name": "x"}]),
    "a name that is a number": changed(persons=[{"id": "P1", "name": 7}]),
    "an unknown speaker": changed(persons=[]),
    "an unknown source": changed(sources=[]),
    "an unknown quote": changed(quotes=[]),
    "an unknown relation": changed(quote_incident_links=[{**PLAIN["quote_incident_links"][0], "relation": "nope"}]),
    "an unknown framework": changed(quote_element_links=[{**PLAIN["quote_element_links"][0], "framework": "nope"}]),
    "a weight of words": changed(quote_element_links=[{**PLAIN["quote_element_links"][0], "weight_0_4": "much"}]),
    "a date that is none": changed(sources=[{**PLAIN["sources"][0], "broadcast_date": "soon"}]),
    "pieces that are another text": changed(quotes=[{**PLAIN["quotes"][0], "text_as_published": "else"}]),
    "an unknown piece": changed(quotes=[{**PLAIN["quotes"][0], "segments": [{"type": "video", "value": "x"}]}]),
    "notes of numbers": changed(quotes=[{**PLAIN["quotes"][0], "notes": 7}]),
    "authors of numbers": changed(sources=[{**PLAIN["sources"][0], "authors": [{}]}]),
    "simulcasts of numbers": changed(sources=[{**PLAIN["sources"][0], "simulcast": 7}]),
    "dependencies of texts": changed(quotes=[{**PLAIN["quotes"][0], "bracket_dependency": ["x"]}]),
    "a source of a list": changed(quotes=[{**PLAIN["quotes"][0], "source_id": []}]),
    "a speaker of a list": changed(quotes=[{**PLAIN["quotes"][0], "speaker_id": []}]),
    "a finding without a claim": changed(findings=[{"id": "F1"}]),
    "a contradiction of one": changed(contradictions=[{"id": "X1", "between": ["Q1"], "type": "x"}]),
    "tasks that are no list": changed(open_tasks="x"),
    "a name used twice": '{"schema": "example-case/1", "title": "a", "title": "b"}',
    "half a character": changed(title="\ud800"),
    "what is no number": changed(title=float("nan")),
    "a number beyond all": json.dumps(PLAIN)[:-1] + ', "extra": 1e400}',
    "a number of too many digits": json.dumps(PLAIN)[:-1] + ', "extra": 0.12345678901234567890123}',
    "nested without end": json.dumps(PLAIN)[:-1] + ', "extra": ' + "[" * 450 + "]" * 450 + "}",
    "a bracket that is no text": changed(quotes=[{**PLAIN["quotes"][0], "bracket_dependency": [{"bracket": {}}]}]),
    "a role in a person": changed(persons=[{"id": "P1", "name": "x", "roles": [{"role": "y", "org": "P1"}]}]),
    "a link to nothing": changed(quote_incident_links=[{**PLAIN["quote_incident_links"][0], "incident": None}]),
    "a quote from a person": changed(quotes=[{**PLAIN["quotes"][0], "source_id": "P1"}]),
    "a title of blanks": changed(sources=[{**PLAIN["sources"][0], "title": "  "}]),
    "a capacity of a list": changed(quote_incident_links=[{**PLAIN["quote_incident_links"][0], "capacity": ["both"]}]),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_worked_example_is_refused_and_nothing_of_it_stays(case, tmp_path, content):
    path = tmp_path / "broken.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(Refused), case.step("test", "Test"):
        example_case.bring_in(case, example_case.read(path))

    assert case.people.count() == 0
    assert case.media.count() == 0


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(example_file, "LARGEST", 1000)

    with pytest.raises(Refused, match="too large"):
        example_case.read(FILE)
