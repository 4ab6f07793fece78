"""The review of a quote: its steps, who may take them, and what an approval is worth."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import law, merging, quoting, reviewing
from app.problems import Refused
from app.standing import standing_of, states
from db.records import Person
from tests.db.test_merge import NAMES, Desk

HANA, OMAR, ZOE = (f"reviewer-{name}" for name in NAMES)


class Reviewers(Desk):
    """Hana marked q0; all three may work in her copy or in their own."""

    def __init__(self, folder):
        super().__init__(folder)
        with self.step("hana") as case:
            law.load_vocabularies(case)
            case.people.add(Person("p0", "Somebody"))
        for name in NAMES[1:]:
            shutil.copy(folder / "hana.sqlite", folder / f"{name}.sqlite")

    def do(self, name, verb, *args, copy="hana", label="Test"):
        with self.open(name, copy) as case, case.step(f"reviewing.{verb.__name__}", label):
            return verb(case, *args)

    def move(self, name, state, reason=None, copy="hana"):
        return self.do(name, reviewing.move, "q0", state, reason, copy=copy)

    def standing(self, copy="hana"):
        with self.open(copy) as case:
            return standing_of(case, case.quotes.get("q0"))


@pytest.fixture
def desk(tmp_path):
    return Reviewers(tmp_path)


def approve(desk, *names, copy="hana"):
    for name in names:
        desk.do(name, reviewing.approve, "q0", copy=copy)


# LAW.md: draft -> submitted -> first approval -> second reviewer -> approved; changes requested, rejected, superseded,
# withdrawn. Each row: the steps taken before (by whom, into which state), and where a quote may go from there.
TABLE = [
    ([], {"submitted"}),
    ([("hana", "submitted")], {"r1_approved", "changes_requested", "rejected"}),
    ([("hana", "submitted"), ("omar", "r1_approved")], {"r2_pending"}),
    (
        [("hana", "submitted"), ("omar", "r1_approved"), ("omar", "r2_pending")],
        {"approved", "changes_requested", "rejected"},
    ),
    (
        [("hana", "submitted"), ("omar", "r1_approved"), ("omar", "r2_pending"), ("zoe", "approved")],
        {"superseded", "withdrawn"},
    ),
    ([("hana", "submitted"), ("omar", "changes_requested")], {"draft"}),
    ([("hana", "submitted"), ("omar", "rejected")], {"draft"}),
]
STATES = {"draft", "submitted", "r1_approved", "r2_pending", "approved"}
STATES |= {"changes_requested", "rejected", "superseded", "withdrawn"}


@pytest.mark.parametrize(("before", "after"), TABLE, ids=lambda rows: "-".join(sorted(map(str, rows))) or "none")
def test_where_a_quote_may_go(desk, before, after):
    for name, state in before:
        desk.move(name, state, "Because.")
    with desk.open("zoe", "hana") as case:
        standing = standing_of(case, case.quotes.get("q0"))
        assert {one.state for one in reviewing.moves(case, standing, ZOE)} == after
    for state in STATES - after:
        with pytest.raises(Refused):
            desk.move("zoe", state, "Because.")


def test_two_others_than_the_author_approve(desk):
    desk.move("hana", "submitted")
    with pytest.raises(Refused, match="You marked this quote"):
        desk.do("hana", reviewing.approve, "q0")
    approve(desk, "omar")
    assert desk.standing().approvers == {OMAR}
    with pytest.raises(Refused, match="You gave the first approval"):
        desk.do("omar", reviewing.approve, "q0")
    approve(desk, "zoe")

    standing = desk.standing()
    assert (standing.state, standing.approvers, standing.fallen) == ("approved", {OMAR, ZOE}, None)
    assert [one.state for one in standing.steps] == ["submitted", "r1_approved", "r2_pending", "approved"]


@pytest.mark.parametrize("state", ["changes_requested", "rejected"])
def test_nobody_is_turned_down_without_being_told_why(desk, state):
    desk.move("hana", "submitted")
    with pytest.raises(Refused, match="needs a reason"):
        desk.move("omar", state)
    desk.move("omar", state, "  The in-point is   too late. ")
    last = desk.standing().last
    assert (last.state, last.reason, last.reviewer_id) == (state, "The in-point is too late.", OMAR)


def test_dissent_is_kept_with_the_approval(desk):
    desk.move("hana", "submitted")
    desk.do("omar", reviewing.approve, "q0", "Capacity is a stretch.")
    assert desk.standing().approvals[0].reason == "Capacity is a stretch."


def test_an_approval_lapses_with_what_it_was_of_and_counts_again_after_undo(desk):
    desk.move("hana", "submitted")
    approve(desk, "omar", "zoe")
    with desk.open("hana") as case:
        with case.step("quoting.describe", "Set speaker"):
            quoting.describe(case, "q0", speaker_id="p0")
        fallen = standing_of(case, case.quotes.get("q0"))
        assert (fallen.state, fallen.written, fallen.fallen) == ("draft", "approved", "changed")
        assert {one.reviewer_id for one in fallen.lapsed} == {OMAR, ZOE}
        assert states(case, case.quotes.all()) == {"q0": "draft"}
        case.undo()
        assert standing_of(case, case.quotes.get("q0")).state == "approved"


def test_a_title_or_a_note_may_change_under_an_approval(desk):
    desk.move("hana", "submitted")
    approve(desk, "omar", "zoe")
    with desk.step("hana") as case:
        quoting.describe(case, "q0", title="Another", notes="More")
    assert desk.standing().state == "approved"


def test_what_was_submitted_anew_must_be_approved_anew(desk):
    desk.move("hana", "submitted")
    approve(desk, "omar")
    desk.move("omar", "r2_pending")
    desk.move("zoe", "changes_requested", "Shorter.")
    desk.move("hana", "draft")
    desk.move("hana", "submitted")
    assert desk.standing().approvers == set()
    approve(desk, "zoe")
    assert desk.standing().approvers == {ZOE}


def test_approvals_made_apart_come_together(desk):
    desk.move("hana", "submitted")
    for name in ("omar", "zoe"):
        desk.take(name, "hana")
        approve(desk, name, copy=name)
    desk.take("omar", "zoe")
    desk.take("zoe", "omar")
    for name in ("omar", "zoe"):
        standing = desk.standing(name)
        assert (standing.state, standing.approvers) == ("r1_approved", {OMAR, ZOE})
    approve(desk, "omar", copy="omar")
    assert desk.standing("omar").state == "approved"


def test_an_objection_made_apart_stands_against_an_approval(desk):
    desk.move("hana", "submitted")
    for name in ("omar", "zoe"):
        desk.take(name, "hana")
    approve(desk, "omar", copy="omar")
    desk.move("zoe", "rejected", "He did not say it.", copy="zoe")
    desk.take("omar", "zoe")
    assert desk.standing("omar").approvers == set()
    with desk.open("omar") as case:
        (asked,) = merging.questions(case)
        assert asked.conflict.field == "status"


def test_several_at_once_and_those_that_cant_go_stay(desk):
    with desk.step("hana") as case:
        case.quotes.add(desk.quote("q1"))
        case.quotes.add(desk.quote("q2"))
    with desk.step("omar") as case:
        pass
    outcome = desk.do("hana", reviewing.move_all, ["q0", "q1"], "submitted")
    assert (outcome.done, outcome.left) == (("q0", "q1"), ())
    outcome = desk.do("omar", reviewing.approve_all, ["q0", "q2"])
    assert outcome.done == ("q0",)
    ((left, problem),) = outcome.left
    assert left == "q2"
    assert "Draft" in problem.what
    with pytest.raises(Refused):
        desk.do("omar", reviewing.approve_all, ["q2"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(sorted(STATES))),
        max_size=10,
    )
)
def test_whatever_is_tried_an_approved_quote_has_two_approvers_who_did_not_mark_it(tmp_path_factory, tries):
    desk = Reviewers(tmp_path_factory.mktemp("tries"))
    for name, state in [("hana", "submitted"), *tries]:
        with desk.open(name, "hana") as case:
            try:
                with case.step("reviewing.move", "Try"):
                    reviewing.move(case, "q0", state, "Because.")
            except Refused:
                continue
    standing = desk.standing()
    assert HANA not in standing.approvers
    if standing.state == "approved":
        assert len(standing.approvers) == 2


def test_whoever_gave_it_the_words_that_it_has_does_not_approve_them(desk):
    with desk.open("omar", "hana") as case, case.step("test", "Reword"):
        before = case.quotes.get("q0").tokens
        case.quotes.change("q0", tokens=desk.quote("q0", "The").tokens)
    desk.move("hana", "submitted")
    assert desk.standing().authors == {HANA, OMAR}
    with pytest.raises(Refused, match="words of this quote are yours"):
        approve(desk, "omar")
    with pytest.raises(Refused, match="You marked"):
        approve(desk, "hana")
    approve(desk, "zoe")
    with desk.open("omar", "hana") as case, case.step("test", "As before"):
        case.quotes.change("q0", tokens=before)
    assert desk.standing().authors == {HANA}, "the words are Hana's again"
    desk.move("hana", "submitted")
    approve(desk, "omar", "zoe")
    assert desk.standing().state == "approved"
