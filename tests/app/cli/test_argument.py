"""Findings, proceedings, measures, details and actors by the command line."""

import pytest

from app import sample


def test_findings_are_made_cited_and_listed(avowal, case):
    avowal("mark", case, "--transcript", "ar", "--words", "حرب", "--title", "War")
    quote = avowal("quotes", case, "--json").json[0]
    one = avowal("finding", case, "add", "--claim", "It is war.", "--open", "whose").id
    avowal("finding", case, "cite", one, "--record", f"quote:{quote['id']}", "--words", "war")
    against = avowal("finding", case, "cite", one, "--side", "contrary", "--text", "nobody said so").id

    (found,) = avowal("finding", case, "list", "--json").json

    assert (found["claim"], found["open"]) == ("It is war.", "whose")
    assert [(source["side"], source["record_id"], source["words"]) for source in found["sources"]] == [
        ("support", quote["id"], "war"),
        ("contrary", None, None),
    ]
    avowal("finding", case, "change-cite", against, "--text", "his brother denied it", "--side", "alternative")
    found = avowal("finding", case, "list", "--json").json[0]["sources"][1]
    assert (found["id"], found["side"], found["text"]) == (against, "alternative", "his brother denied it")
    avowal("finding", case, "uncite", against)
    avowal("finding", case, "against", "--kind", "denial", "--one", f"finding:{one}", "--other", "what he said before")
    (pair,) = avowal("finding", case, "contradictions", "--json").json
    assert (pair["one_name"], pair["other_name"]) == ("It is war.", "what he said before")
    avowal("finding", case, "change-against", pair["id"], "--kind", "change of position", "--note", "after the raid")
    (pair,) = avowal("finding", case, "contradictions", "--json").json
    assert (pair["kind"], pair["note"]) == ("change of position", "after the raid")
    avowal("finding", case, "unset", pair["id"])
    avowal("finding", case, "remove", one)
    assert avowal("finding", case, "list", "--json").json == []


def test_proceedings_and_measures_are_made_and_listed(avowal, empty):
    avowal("organisation", empty, "add", "--name", "A group")
    one = avowal("proceeding", empty, "add", "--title", "United States v. X", "--standard", "us_preponderance").id
    avowal("proceeding", empty, "party", one, "--side", "defence", "--organisation", "A group")
    two = avowal(
        *("measure", empty, "add", "--title", "Designated", "--kind", "designation", "--in-force-from", "2020-01-10"),
        *("--organisation", "A group", "--verify", "the notice's date"),
    ).id

    (found,) = avowal("proceeding", empty, "list", "--json").json
    assert (found["standard"], [party["side"] for party in found["parties"]]) == ("us_preponderance", ["defence"])
    (law,) = avowal("measure", empty, "list", "--json").json
    assert (law["id"], law["in_force_from"]) == (two, "2020-01-10")
    assert "the notice's date" in avowal("measure", empty, "list").err
    avowal("measure", empty, "remove", two)
    avowal("proceeding", empty, "change-party", found["parties"][0]["id"], "--side", "intervenor")
    (found,) = avowal("proceeding", empty, "list", "--json").json
    assert [(party["side"], bool(party["organisation_id"])) for party in found["parties"]] == [("intervenor", True)]
    avowal("proceeding", empty, "change", one, "--forum", "D.D.C.")
    avowal("proceeding", empty, "remove", one)


def test_details_and_actors_of_an_incident(avowal, empty):
    avowal("import-case", empty, sample.files() / "example_case.json")
    strike = "Drone strike on al-Asad Air Base"
    one = avowal("incident", empty, "detail", "add", strike, "--detail", "a radar", "--public-on", "2021-05-10").id
    avowal("incident", empty, "detail", "change", one, "--source", "a newspaper")
    actor = avowal(
        *("incident", empty, "actor", "add", strike, "--part", "claims_it"),
        *("--organisation", "facade groups", "--source", "a channel"),
    ).id

    (detail,) = avowal("incident", empty, "detail", "list", strike, "--json").json
    assert (detail["detail"], detail["public_on"], detail["source"]) == ("a radar", "2021-05-10", "a newspaper")
    assert "facade groups" in avowal("incident", empty, "actor", "list", strike).out
    avowal("incident", empty, "actor", "remove", actor)
    avowal("incident", empty, "detail", "remove", one)
    assert avowal("incident", empty, "detail", "list", strike, "--json").json == []


WRONG = {
    "a finding without a claim": ["finding", "add"],
    "a finding without an id": ["finding", "change", "--claim", "x"],
    "an id too many": ["finding", "list", "x"],
    "an option of another action": ["finding", "add", "--claim", "x", "--side", "support"],
    "a move to nowhere": ["finding", "move", "x"],
    "no such finding": ["finding", "remove", "x"],
    "a citation changed to nothing known": ["finding", "change-cite", "x", "--record", "nope:1"],
    "a contradiction's end": ["finding", "change-against", "x", "--one", "quote:1"],
    "a record of no table": ["finding", "cite", "x", "--record", "nope:1"],
    "a proceeding without a title": ["proceeding", "add"],
    "an unknown standard": ["proceeding", "add", "--title", "x", "--standard", "y"],
    "a measure of no kind": ["measure", "add", "--title", "x"],
    "a detail of no incident": ["incident", "detail", "add", "nope", "--detail", "x"],
    "a detail of nothing": ["incident", "detail"],
    "a detail by the wrong option": ["incident", "detail", "add", "x", "--part", "victim"],
    "an incident by a detail's option": ["incident", "add", "--title", "x", "--public-on", "2020"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_what_can_not_be_used_is_said_in_one_line(avowal, empty, arguments):
    command, *rest = arguments

    ended = avowal(command, empty, *rest, status=2)

    assert len(ended.err.strip().splitlines()) == 1
