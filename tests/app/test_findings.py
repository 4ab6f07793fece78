"""Findings, what they rest on, and what contradicts what."""

import pytest

from app import findings, incidents
from app.problems import Refused


@pytest.fixture
def made(case):
    with case.step("test", "Test"):
        one = findings.add(case, " They did it. ", open="how")
        return one, findings.add(case, "They did not.")


def step(case, verb, *args, **fields):
    with case.step("test", "Test"):
        return verb(case, *args, **fields)


def test_findings_stand_in_the_order_in_which_they_were_made_or_moved(case, made):
    first, second = made
    third = step(case, findings.add, "Perhaps.")

    step(case, findings.move, third.id, 0)

    assert [one.id for one in case.argument.findings.all()] == [third.id, first.id, second.id]
    case.undo()
    assert [one.id for one in case.argument.findings.all()] == [first.id, second.id, third.id]


def test_a_finding_names_records_with_the_words_that_are_claimed_to_stand_there(case, made):
    incident = step(case, incidents.add, "Strike")

    source = step(case, findings.cite, made[0].id, "support", table="incident", record_id=incident.id, words="a radar")

    assert case.argument.finding_sources.of(made[0].id) == [source]
    step(case, findings.change_source, source.id, side="contrary")
    assert case.argument.finding_sources.get(source.id).side == "contrary"
    step(case, findings.uncite, source.id)
    assert case.argument.finding_sources.of(made[0].id) == []


def test_what_named_a_finding_that_is_removed_keeps_its_words(case, made):
    first, second = made
    source = step(case, findings.cite, first.id, "contrary", table="finding", record_id=second.id)
    against = step(case, findings.set_against, "denial", ("finding", first.id), ("finding", second.id))

    step(case, findings.remove, second.id)

    kept = case.argument.finding_sources.get(source.id)
    assert (kept.table_name, kept.record_id, kept.text) == (None, None, "They did not.")
    one = case.argument.contradictions.get(against.id)
    assert (one.one_id, one.other_id, one.other_text) == (first.id, None, "They did not.")
    case.undo()
    assert case.argument.finding_sources.get(source.id) == source


WRONG = {
    "a finding without words": lambda case, one: findings.add(case, "  "),
    "a claim taken away": lambda case, one: findings.change(case, one.id, claim=""),
    "an unknown side": lambda case, one: findings.cite(case, one.id, "maybe", text="x"),
    "nothing named": lambda case, one: findings.cite(case, one.id, "support"),
    "itself": lambda case, one: findings.cite(case, one.id, "support", table="finding", record_id=one.id),
    "a kind of record that can't be named": lambda case, one: findings.cite(
        case, one.id, "support", table="device", record_id="x"
    ),
    "nothing set against": lambda case, one: findings.set_against(case, "x", (None, ""), (None, "b")),
    "set against itself": lambda case, one: findings.set_against(case, "x", ("finding", one.id), ("finding", one.id)),
    "without a word for it": lambda case, one: findings.set_against(case, " ", (None, "a"), (None, "b")),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_no_finding_is_refused(case, made, wrong):
    with pytest.raises(Refused), case.step("test", "Test"):
        wrong(case, made[0])
