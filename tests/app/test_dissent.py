"""What each reviewer holds survives merging and deciding, and is the same in every copy."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import merging
from app.dissent import dissents
from db import casefile
from db.errors import ChangedSince, NothingToUndo
from db.merge import merge
from db.offer import CopyOffer
from db.records import Link
from tests.db.test_merge import NAMES, Desk
from tests.folders import quick_folder


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def both_ways(desk, one="hana", other="omar"):
    desk.take(one, other)
    desk.take(other, one)


def code(desk, name, **values):
    with desk.step(name) as case:
        case.quotes.change("q0", **values)


def said(desk, name):
    with casefile.read_case(desk.folder / f"{name}.sqlite") as case:
        return {
            (one.record_id, one.field): {voice.reviewer: voice.value for voice in one.voices} for one in dissents(case)
        }


def decide(desk, name, value):
    with desk.step(name, "Decide") as case:
        (question,) = merging.questions(case)
        merging.decide(case, question.id, value)


def test_nobody_dissents_where_one_alone_judged_or_all_agree(desk):
    code(desk, "hana", capacity="individual")
    desk.take("omar", "hana")
    code(desk, "omar", capacity_basis="pronoun usage")
    both_ways(desk)

    assert said(desk, "hana") == {}


def test_both_values_survive_a_merge_and_its_decision(desk):
    code(desk, "hana", capacity="individual")
    code(desk, "omar", capacity="representative")
    both_ways(desk)
    both = {("q0", "capacity"): {"Hana": "individual", "Omar": "representative"}}
    assert said(desk, "hana") == said(desk, "omar") == both

    decide(desk, "hana", "individual")
    desk.take("omar", "hana")

    assert said(desk, "hana") == said(desk, "omar") == both
    with desk.open("omar") as case:
        (one,) = dissents(case)
        assert (one.table, one.stands) == ("quote", "individual")
        assert merging.questions(case) == []


def test_who_later_says_what_the_others_say_dissents_no_more(desk):
    code(desk, "hana", capacity="individual")
    code(desk, "omar", capacity="representative")
    both_ways(desk)
    decide(desk, "hana", "representative")
    desk.take("omar", "hana")

    assert said(desk, "omar") == {}


def test_deciding_for_the_value_that_is_shown_says_it_too(desk):
    code(desk, "hana", capacity="individual")
    code(desk, "omar", capacity="representative")
    desk.take("zoe", "hana")
    desk.take("zoe", "omar")
    with desk.open("zoe") as case:
        shown = case.quotes.get("q0").capacity
    decide(desk, "zoe", shown)

    assert said(desk, "zoe")["q0", "capacity"]["Zoe"] == shown


def test_what_a_reviewer_undid_was_not_said_and_what_was_done_again_was(desk):
    code(desk, "hana", capacity="individual")
    desk.take("omar", "hana")
    code(desk, "omar", capacity="unclear")
    code(desk, "omar", capacity="both")

    undone = [{"Hana": "individual", "Omar": "unclear"}, None]
    for wanted in undone:
        with desk.open("omar") as case:
            case.undo()
        assert said(desk, "omar").get(("q0", "capacity")) == wanted
    for value in ("unclear", "both"):
        with desk.open("omar") as case:
            case.redo()
        assert said(desk, "omar")["q0", "capacity"]["Omar"] == value
    with desk.open("omar") as case:
        case.undo()
    assert said(desk, "omar")["q0", "capacity"]["Omar"] == "unclear"


def test_a_value_taken_away_is_said_to_be_open(desk):
    code(desk, "hana", capacity="individual")
    desk.take("omar", "hana")
    code(desk, "omar", capacity=None)

    assert said(desk, "omar") == {("q0", "capacity"): {"Hana": "individual", "Omar": None}}


def test_each_links_judgement_comes_with_the_reason_of_who_made_it(desk):
    with desk.step("hana") as case:
        case.links.add(Link("l0", "q0", "i0", relation="praises", weight=2, reason="he is glad"))
    desk.take("omar", "hana")
    with desk.step("omar") as case:
        case.links.change("l0", weight=4, reason="he did it")
    desk.take("zoe", "omar")
    with desk.step("zoe") as case:
        case.links.change("l0", weight=0)

    with desk.open("zoe") as case:
        (one,) = dissents(case)
    assert (one.table, one.record_id, one.field, one.stands) == ("link", "l0", "weight", 0)
    assert [(voice.reviewer, voice.value, voice.reason) for voice in one.voices] == [
        ("Hana", 2, "he is glad"),
        ("Omar", 4, "he did it"),
        ("Zoe", 0, None),
    ]
    assert all(voice.record_id == "l0" and voice.at.endswith("Z") for voice in one.voices)


def test_nothing_is_said_of_a_record_that_is_gone(desk):
    code(desk, "hana", capacity="individual")
    desk.take("omar", "hana")
    code(desk, "omar", capacity="both")
    with desk.step("omar") as case:
        case.quotes.remove("q0")

    assert said(desk, "omar") == {}
    with desk.open("omar") as case:
        case.undo()
    assert said(desk, "omar") == {("q0", "capacity"): {"Hana": "individual", "Omar": "both"}}


def test_of_two_devices_of_one_reviewer_the_one_counts_that_knew_of_the_other(desk):
    code(desk, "hana", capacity="individual")
    desk.copy("hana", "hana-away")  # the same installation, copied
    code(desk, "hana", capacity="unclear")
    desk.take("omar", "hana")
    code(desk, "omar", capacity="individual")
    with desk.open("hana", "hana-away") as case, casefile.read_case(desk.folder / "hana.sqlite") as other:
        merge(case, CopyOffer(other.connection))
        with case.step("test", "Again"):
            case.quotes.change("q0", capacity="both")
    desk.take("omar", "hana-away")

    assert said(desk, "omar")["q0", "capacity"]["Hana"] == "both"


values = st.sampled_from(["individual", "both", None])
moves = st.lists(
    st.one_of(
        st.tuples(st.just("code"), st.sampled_from(NAMES), values),
        st.tuples(st.sampled_from(["undo", "redo"]), st.sampled_from(NAMES), st.none()),
        st.tuples(st.just("take"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    ),
    min_size=3,
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(moves)
def test_every_copy_lists_the_same_whatever_the_order_of_merging(moves):
    with quick_folder() as folder:
        desk = Desk(Path(folder))
        for kind, name, what in moves:
            if kind == "take" and what != name:
                desk.take(name, what)
            elif kind == "code":
                with desk.step(name) as case:
                    if case.quotes.find("q0"):  # undoing may have taken it away
                        case.quotes.change("q0", capacity=what)
            elif kind in ("undo", "redo"):
                with desk.open(name) as case:
                    try:
                        getattr(case, kind)()
                    except (NothingToUndo, ChangedSince):
                        continue
        desk.take("hana", "omar")
        desk.take("hana", "zoe")
        desk.take("zoe", "omar")
        desk.take("omar", "hana")
        desk.take("zoe", "hana")
        lists = []
        for name in NAMES:
            with casefile.read_case(desk.folder / f"{name}.sqlite") as case:
                lists.append(dissents(case))
        assert lists[0] == lists[1] == lists[2]
