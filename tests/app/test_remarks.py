"""What hangs on a record: comments in threads, tags, markings, tasks; and what of it waits for whom."""

import pytest

from app import attached, commenting, privilege, quoting, reviewing, tagging, todo, waiting
from app.problems import Refused
from db import casefile
from db.errors import NoSuchRecord
from tests.app.test_reviewing import HANA, OMAR, ZOE, Reviewers


@pytest.fixture
def desk(tmp_path):
    return Reviewers(tmp_path)


def queue(desk, reviewer_id):
    with casefile.read_case(desk.folder / "hana.sqlite") as case:
        return [(one.kind, one.record_id, one.said) for one in waiting.queue(case, reviewer_id)]


# comments


def test_a_thread_is_answered_settled_and_opened_again(desk):
    first = desk.do("omar", commenting.say, "quote", "q0", " Is this he? ")
    answer = desk.do("hana", commenting.reply, first.id, "Yes, at 0:03.")
    nested = desk.do("omar", commenting.reply, answer.id, "Right.")
    other = desk.do("zoe", commenting.say, "quote", "q0", "Too long.")

    with desk.open("hana") as case:
        one, two = commenting.threads(case, "quote", "q0")
        assert [comment.text for comment in one.comments] == ["Is this he?", "Yes, at 0:03.", "Right."]
        assert [commenting.depth_of(one, comment) for comment in one.comments] == [0, 1, 2]
        assert two.comments == (other,)
    desk.do("hana", commenting.settle, nested.id)
    with desk.open("hana") as case:
        assert commenting.threads(case, "quote", "q0")[0].is_settled
    desk.do("zoe", commenting.reply, answer.id, "No.")
    with desk.open("hana") as case:
        assert not commenting.threads(case, "quote", "q0")[0].is_settled


def test_one_changes_only_ones_own_words(desk):
    first = desk.do("omar", commenting.say, "quote", "q0", "Is this he?")
    for verb, values in ((commenting.edit, ("No.",)), (commenting.delete, ())):
        with pytest.raises(Refused, match="another reviewer's"):
            desk.do("hana", verb, first.id, *values)
    assert desk.do("omar", commenting.edit, first.id, "Is this she?").text == "Is this she?"
    desk.do("hana", commenting.reply, first.id, "Yes.")
    with pytest.raises(Refused, match="answered"):
        desk.do("omar", commenting.delete, first.id)


def test_comments_need_words_and_a_record(desk):
    with pytest.raises(Refused, match="needs words"):
        desk.do("omar", commenting.say, "quote", "q0", "  ")
    with pytest.raises(NoSuchRecord):
        desk.do("omar", commenting.say, "quote", "nothing", "Hm.")
    with pytest.raises(Refused, match="can't be commented on"):
        desk.do("omar", commenting.say, "act", "q0", "Hm.")


# what must not leave


def test_what_is_privileged_takes_along_what_hangs_on_it(desk):
    desk.do("hana", privilege.mark, "quote", "q0", "notes", "attorney_work_product")
    first = desk.do("omar", commenting.say, "incident", "i0", "Our source says so.")
    answer = desk.do("hana", commenting.reply, first.id, "Who?")
    desk.do("omar", commenting.mark, first.id, "attorney_client")
    with desk.open("hana") as case:
        assert privilege.privileged(case) == {
            ("quote", "q0", "notes"),
            ("comment", first.id, ""),
            ("comment", answer.id, ""),
        }
    desk.move("hana", "submitted")
    about = desk.do("hana", todo.add, "Ask", "quote", "q0")
    desk.do("hana", privilege.mark, "quote", "q0", "", "attorney_client")
    with desk.open("hana") as case:
        kinds = {(table, field) for table, _, field in privilege.privileged(case)}
        assert {("quote", ""), ("review", ""), ("task", "")} <= kinds
        assert ("task", about.id, "") in privilege.privileged(case)


def test_a_marking_is_taken_away_and_the_stricter_of_two_counts(desk):
    desk.take("omar", "hana")
    desk.do("hana", privilege.mark, "quote", "q0", "notes", "none", "TLP:GREEN")
    desk.do("omar", privilege.mark, "quote", "q0", "notes", "attorney_work_product", "TLP:RED", copy="omar")
    desk.take("hana", "omar")
    with desk.open("hana") as case:
        found = privilege.marked(case, "quote", "q0", "notes")
        assert (found.privilege, found.marking) == ("attorney_work_product", "TLP:RED")
    desk.do("hana", privilege.mark, "quote", "q0", "notes")
    with desk.open("hana") as case:
        assert privilege.marked(case, "quote", "q0", "notes") is None
        assert case.argument.privileges.all() == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (("quote", "q0", "nothing"), "attorney_work_product"),
        (("act", "q0", ""), "attorney_work_product"),
        (("quote", "q0", ""), "top secret"),
    ],
)
def test_markings_of_nothing_are_refused(desk, place, code):
    with pytest.raises(Refused):
        desk.do("hana", privilege.mark, *place, code)


# tags


def test_tags_are_given_taken_and_gone_when_nobody_bears_them(desk):
    desk.do("hana", tagging.tag, "quote", ["q0"], ["Drones", "truce"])
    desk.do("hana", tagging.tag, "incident", ["i0", "i1"], ["drones"])
    with desk.open("hana") as case:
        assert tagging.tags_of(case, "quote") == {"q0": ("Drones", "truce")}
        assert tagging.tags_of(case, "incident") == {"i0": ("Drones",), "i1": ("Drones",)}
    desk.do("hana", tagging.set_tags, "quote", "q0", ["Truce ", ""])
    with desk.open("hana") as case:
        assert tagging.tags_of(case, "quote") == {"q0": ("truce",)}
    desk.do("hana", tagging.untag, "incident", ["i0", "i1"], "DRONES")
    with desk.open("hana") as case:
        assert [one.name for one in case.argument.tags.all()] == ["truce"]
    with pytest.raises(Refused, match="needs a name"):
        desk.do("hana", tagging.tag, "quote", ["q0"], [" "])


# tasks


def test_tasks_are_somebodys_or_anybodys(desk):
    desk.do("omar", tagging.tag, "quote", ["q0"], ["here"])
    task = desk.do("hana", todo.add, "Find the  original ", "quote", "q0", OMAR)
    assert (task.text, task.done) == ("Find the original", 0)
    assert queue(desk, OMAR) == [("task", "q0", "Find the original")]
    desk.do("omar", todo.done, task.id)
    assert queue(desk, OMAR) == []
    desk.do("omar", todo.done, task.id, False)
    with pytest.raises(Refused, match="needs words"):
        desk.do("omar", todo.add, " ")
    desk.do("omar", todo.delete, task.id)
    with desk.open("hana") as case:
        assert case.argument.tasks.all() == []


# what waits


def test_what_waits_for_whom(desk):
    assert queue(desk, OMAR) == []
    desk.move("hana", "submitted")
    assert (queue(desk, HANA), queue(desk, OMAR)) == ([], [("first", "q0", "")])
    desk.do("omar", reviewing.approve, "q0")
    assert (queue(desk, OMAR), queue(desk, ZOE)) == ([], [("second", "q0", "")])
    desk.move("zoe", "r2_pending")
    desk.move("zoe", "changes_requested", "Too long.")
    assert (queue(desk, HANA), queue(desk, ZOE)) == ([("changes", "q0", "Too long.")], [])


def test_a_quote_whose_approvals_lapsed_waits_for_its_author(desk):
    desk.move("hana", "submitted")
    desk.do("omar", reviewing.approve, "q0")
    desk.do("zoe", reviewing.approve, "q0")
    desk.do("zoe", quoting_change)
    assert queue(desk, HANA) == [("fallen", "q0", "")]


def quoting_change(case):
    quoting.describe(case, "q0", speaker_id="p0")


def test_a_comment_waits_for_whoever_made_the_record_or_took_part(desk):
    first = desk.do("omar", commenting.say, "quote", "q0", "Is this he?")
    assert queue(desk, HANA) == [("comment", "q0", "Is this he?")]
    assert queue(desk, OMAR) == queue(desk, ZOE) == []
    desk.do("hana", commenting.reply, first.id, "Yes.")
    assert (queue(desk, HANA), queue(desk, OMAR)) == ([], [("comment", "q0", "Yes.")])
    desk.do("omar", commenting.settle, first.id)
    assert queue(desk, OMAR) == []


# all of it goes with its record


def test_with_a_quote_goes_what_hangs_on_it_and_undo_brings_it_back(desk):
    desk.move("hana", "submitted")
    first = desk.do("omar", commenting.say, "quote", "q0", "Is this he?")
    desk.do("omar", privilege.mark, "comment", first.id, "", "attorney_work_product")
    desk.do("hana", tagging.tag, "quote", ["q0"], ["truce"])
    desk.do("hana", todo.add, "Ask", "quote", "q0")
    with desk.open("hana") as case:
        before = {
            name: getattr(case.argument, name).count()
            for name in ("reviews", "comments", "taggings", "tasks", "privileges")
        }
        assert set(before.values()) == {1}
        with case.step("quoting.delete", "Delete quote"):
            quoting.delete(case, "q0")
        assert all(getattr(case.argument, name).count() == 0 for name in before)
        case.undo()
        assert all(getattr(case.argument, name).count() == 1 for name in before)
        with case.step("test", "Take off"):
            attached.remove(case, "quote", "q0")
        assert case.quotes.find("q0") is not None
