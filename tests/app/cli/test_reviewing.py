"""Review, comments, tags, markings and tasks by the command line."""

import pytest

from tests.app.cli.test_sharing import Colleagues


@pytest.fixture
def two(tmp_path, made, avowal, monkeypatch):
    two = Colleagues(tmp_path, made, avowal, monkeypatch)
    two("hana", "mark", two.case("hana"), "--transcript", "ar", "--words", "الهدنة", "--title", "Third")
    two.hand_over()
    return two


def test_a_quote_is_submitted_and_approved(two):
    case = two.case("hana")
    done = two("hana", "review", case, "Third", "--to", "submitted", "--json").json
    assert (len(done["done"]), done["left"]) == (1, [])
    two("hana", "review", case, "Third", "--approve", status=2)
    (stands,) = [one for one in two("hana", "review", case, "--json").json if one["title"] == "Third"]
    assert (stands["state"], stands["author"], stands["approved_by"]) == ("submitted", "Hana", [])
    two.exchange()

    assert [one["kind"] for one in two("omar", "waiting", two.case("omar"), "--json").json] == ["first"]
    two("omar", "review", two.case("omar"), "Third", "--approve", "--reason", "Thin.")
    two.exchange()
    (stands,) = two("hana", "review", case, "Third", "--json").json
    assert (stands["state"], stands["approved_by"]) == ("r1_approved", ["Omar"])
    assert [(one["state"], one["reason"]) for one in stands["steps"]] == [("submitted", None), ("r1_approved", "Thin.")]
    assert "r1_approved" in two("hana", "review", case, "Third").out
    assert two("omar", "waiting", two.case("omar")).out == ""


def test_quotes_that_cant_go_are_named_and_the_answer_is_no(two):
    case = two.case("hana")
    two("hana", "mark", case, "--transcript", "ar", "--words", "حرب", "--title", "Other")
    two("hana", "review", case, "Other", "--to", "submitted")
    said = two("hana", "review", case, "Third", "Other", "--to", "submitted", "--json", status=1).json
    assert len(said["done"]) == 1
    assert "can't become" in said["left"][0]["why"]
    for wrong in (["--to", "nonsense"], ["--to", "submitted", "--approve"]):
        two("hana", "review", case, "Third", *wrong, status=2)
    two("hana", "review", case, "--approve", status=2)


def test_comments_are_said_answered_and_settled(two):
    case = two.case("hana")
    (quote,) = [one["id"] for one in two("hana", "quotes", case, "--json").json if one["title"] == "Third"]
    first = two("hana", "comment", case, "say", "quote", quote, "--text", "Is this he?", "--tlp", "TLP:RED").id
    second = two("hana", "comment", case, "reply", first, "--text", "Yes.", "--json").json["id"]
    found = two("hana", "comment", case, "list", "quote", quote, "--json").json
    assert [(one["id"], one["reply_to"], one["marking"]) for one in found] == [
        (first, None, "TLP:RED"),
        (second, first, "TLP:RED"),
    ]
    third = two("hana", "comment", case, "reply", first, "--text", "For me.", "--privilege", "attorney_client").id
    two("hana", "comment", case, "edit", third, "--text", "For my own eyes.")
    last = two("hana", "comment", case, "list", "--json").json[-1]
    assert (last["text"], last["privilege"], last["marking"]) == ("For my own eyes.", "attorney_client", "TLP:RED")
    two("hana", "comment", case, "mark", third, "--tlp", "TLP:AMBER")
    last = two("hana", "comment", case, "list", "--json").json[-1]
    assert (last["privilege"], last["marking"]) == (None, "TLP:AMBER")
    for wrong in (["settle", third, "--tlp", "TLP:RED"], ["edit", third], ["edit", third, "--text", " "]):
        two("hana", "comment", case, *wrong, status=2)
    two("hana", "comment", case, "delete", third)
    two("hana", "comment", case, "settle", second)
    assert two("hana", "comment", case, "list", "--json").json[0]["settled"] == 1
    two("hana", "comment", case, "delete", first, status=2)
    two("hana", "comment", case, "delete", second)
    two("hana", "comment", case, "say", "quote", quote, status=2)


def test_tags_markings_and_tasks(two):
    case = two.case("hana")
    (quote,) = [one["id"] for one in two("hana", "quotes", case, "--json").json if one["title"] == "Third"]
    two("hana", "tag", case, "add", "quote", quote, "--name", "truce", "--name", "drones")
    assert two("hana", "tag", case, "list", "--json").json == [
        {"table": "quote", "record": quote, "tags": ["drones", "truce"]}
    ]
    two("hana", "tag", case, "remove", "quote", quote, "--name", "truce")
    assert "drones" in two("hana", "tag", case, "list", "quote").out

    two("hana", "privilege", case, "mark", "quote", quote, "notes", "--privilege", "attorney_client")
    (marked,) = two("hana", "privilege", case, "list", "--json").json
    assert (marked["field"], marked["privilege"]) == ("notes", "attorney_client")
    two("hana", "privilege", case, "mark", "quote", quote, "notes")
    assert two("hana", "privilege", case, "list").out == ""
    two("hana", "privilege", case, "mark", "quote", quote, "nothing", "--tlp", "TLP:RED", status=2)

    task = two("hana", "task", case, "add", "--text", "Find it", "--about", "quote", quote, "--for", "Hana").id
    assert [one["kind"] for one in two("hana", "waiting", case, "--json").json] == ["task"]
    two("hana", "task", case, "change", task, "--text", "Find it soon", "--for", "")
    (told,) = two("hana", "task", case, "list", "--json").json
    assert (told["text"], told["reviewer_id"]) == ("Find it soon", None)
    for wrong in (["change", task], ["done", task, "--for", "Hana"], ["change", task, "--about", "quote", quote]):
        two("hana", "task", case, *wrong, status=2)
    two("hana", "task", case, "change", task, "--for", "Hana")
    two("hana", "task", case, "done", task)
    assert two("hana", "waiting", case, "--json").json == []
    assert "done" in two("hana", "task", case, "list").out
    two("hana", "task", case, "delete", task)
    two("hana", "task", case, "add", "--text", "x", "--for", "nobody", status=2)
