"""The matrix: cells by hand, and laws that hold for all links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.argument import matrix
from app.argument.matrix import Cell, Evidence, Switches

BEARINGS = ("supports", "partly_supports", "contradicts", "qualifies", "neutral", None)
REFERENTS = ("self", "own organisation", "unclear")


def link(id, bearing, weight, element="e", column="q", **more):
    return Evidence(id, element, column, bearing, weight, **more)


# LAW.md: weight 0 to 4; the scale says that 2 is "consistent with, not sufficient", which is as far as support in part
# can go. Several links never add up.
BY_HAND = [
    ([("supports", 3)], "supports", 3, 0),
    ([("supports", 3), ("supports", 2)], "supports", 3, 0),
    ([("partly_supports", 2)], "partly", 2, 0),
    ([("partly_supports", 4)], "partly", 2, 0),
    ([("partly_supports", 4), ("supports", 1)], "supports", 2, 0),
    ([("supports", 3), ("contradicts", 2)], "contested", 3, 2),
    ([("contradicts", 4)], "contradicts", 0, 4),
    ([("qualifies", 4)], "qualifies", 0, 0),
    ([("neutral", 0)], "neutral", 0, 0),
    ([("supports", None)], "supports", 0, 0),
]


@pytest.mark.parametrize(("links", "direction", "support", "against"), BY_HAND)
def test_by_hand(links, direction, support, against):
    made = matrix.cell([link(str(n), *one) for n, one in enumerate(links)], matrix.PLAIN)

    assert (made.direction, made.support, made.against, made.count) == (direction, support, against, len(links))


def test_a_cell_that_rests_on_inserted_words_falls_and_one_in_doubt_stays_marked():
    made = matrix.build([
        link("1", "supports", 4, brackets="falls"),
        link("2", "supports", 3, "f", brackets="doubt"),
        link("3", "supports", 2, "g"),
    ])  # fmt: skip

    changes = made.changes(made.under(Switches(without_brackets=True)))

    assert [(one.element, one.falls, one.is_doubt) for one in changes] == [("e", True, False), ("f", False, True)]
    assert matrix.sentence(changes, Switches(without_brackets=True)) == (
        "1 cell falls, 1 cell can’t be told without the inserted words."
    )


def test_we_read_as_another_referent_fells_what_is_said_of_a_third():
    made = matrix.build([
        link("1", "supports", 4, "a", we=("allied collective",)),
        link("2", "supports", 4, "b", we=("own organisation", "allied collective")),
        link("3", "supports", 4, "c", we=("unclear",)),
        link("4", "supports", 4, "d"),
    ])  # fmt: skip

    changes = made.changes(made.under(Switches(we="own organisation")))

    assert {one.element: one.falls for one in changes} == {"a": True, "c": False}


# LAW.md, "Bracket test" and "We": a link falls if any switch fells it, else is in doubt if any leaves it so.
# fmt: off
READINGS = [
    # how it fares without the brackets, whom “we” may mean -> bare, “we” = self, both at once
    ("holds", None,                  "holds", "holds", "holds"),
    ("holds", ("self",),             "holds", "holds", "holds"),
    ("holds", ("another",),          "holds", "falls", "falls"),
    ("holds", ("another", "self"),   "holds", "holds", "holds"),
    ("holds", ("unclear",),          "holds", "doubt", "doubt"),
    ("holds", ("another", "unclear"), "holds", "doubt", "doubt"),
    ("doubt", None,                  "doubt", "holds", "doubt"),
    ("doubt", ("self",),             "doubt", "holds", "doubt"),
    ("doubt", ("another",),          "doubt", "falls", "falls"),
    ("doubt", ("unclear",),          "doubt", "doubt", "doubt"),
    ("falls", None,                  "falls", "holds", "falls"),
    ("falls", ("self",),             "falls", "holds", "falls"),
    ("falls", ("another",),          "falls", "falls", "falls"),
    ("falls", ("unclear",),          "falls", "doubt", "falls"),
]
# fmt: on


@pytest.mark.parametrize(("brackets", "we", "bare", "alone", "both"), READINGS)
def test_how_a_link_fares_under_each_reading_by_hand(brackets, we, bare, alone, both):
    one = link("1", "supports", 4, brackets=brackets, we=we)

    assert matrix.holding(one, matrix.PLAIN) == "holds"
    assert matrix.holding(one, Switches(without_brackets=True)) == bare
    assert matrix.holding(one, Switches(we="self")) == alone
    assert matrix.holding(one, Switches(without_brackets=True, we="self")) == both


evidence = st.builds(
    Evidence,
    id=st.uuids().map(str),
    element=st.sampled_from("abcd"),
    column=st.sampled_from("pqr"),
    bearing=st.sampled_from(BEARINGS),
    weight=st.one_of(st.none(), st.integers(0, 4)),
    brackets=st.sampled_from(("holds", "falls", "doubt")),
    we=st.one_of(st.none(), st.lists(st.sampled_from(REFERENTS), min_size=1, unique=True).map(tuple)),
)
links = st.lists(evidence, max_size=30, unique_by=lambda one: one.id)
switches = st.builds(Switches, st.booleans(), st.one_of(st.none(), st.sampled_from(REFERENTS)))


@given(links, switches, st.randoms())
def test_the_order_of_links_does_not_matter(links, switches, random):
    shuffled = list(links)
    random.shuffle(shuffled)

    assert dict(matrix.build(links).under(switches)) == dict(matrix.build(shuffled).under(switches))


@given(links, switches)
def test_a_reading_never_adds_support(links, switches):
    made = matrix.build(links)
    now = made.under(switches)

    for key, plain in made.plain.items():
        assert now[key].support <= plain.support
        assert now[key].supports <= plain.supports
        assert now[key].against <= plain.against
        assert now[key].count + now[key].fallen == plain.count


@given(links, switches)
def test_recomputing_only_what_changes_is_recomputing_all(links, switches):
    made = matrix.build(links)

    whole = {key: matrix.cell(group, switches) for key, group in made.groups.items()}

    assert dict(made.under(switches)) == whole
    changed = {(one.element, one.column): one for one in made.changes(made.under(switches))}
    assert set(changed) == {key for key in whole if whole[key] != made.plain[key]}


@given(st.lists(evidence, min_size=1, max_size=30, unique_by=lambda one: one.id), evidence, switches, st.data())
def test_one_link_more_or_less_or_changed_is_the_same_as_all_anew(links, new, switches, data):
    gone = data.draw(st.sampled_from([None, *links]))
    come = data.draw(st.sampled_from([None, new]))
    rest = [one for one in links if one is not gone] + ([come] if come else [])

    made = matrix.build(links).replaced(gone, come)

    assert dict(made.plain) == dict(matrix.build(rest).plain)
    assert dict(made.under(switches)) == dict(matrix.build(rest).under(switches))


def test_an_empty_cell_points_nowhere():
    assert Cell().direction == "none"
    assert matrix.sentence((), Switches(we="self")) == "Nothing changes if “we” means self."
    assert matrix.sentence((), matrix.PLAIN) == ""
