"""Gaps by the frameworks' own logic, worked out by hand; and that more support never makes one larger.

`logic` and `root_logic` say how nodes combine; only the kinds `element` and `factor` count; `statement_fit: none` needs
other evidence (LAW.md, "Elements").
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import law
from app.argument import gaps, matrix
from app.argument.matrix import Evidence
from db.records import Element


def tree(*rows):
    """Elements from (path, logic or None, more)."""
    made = []
    for place, (path, logic, *more) in enumerate(rows):
        parent, _, code = path.rpartition("/")
        made.append(Element(path, code, parent or None, place, path, logic=logic, **(more[0] if more else {})))
    return made


def assess(elements, root="all", support=None, statements=("q",), column="q"):
    links = [
        Evidence(f"{path}{n}", path, column, bearing, weight)
        for path, levels in (support or {}).items()
        for n, (bearing, weight) in enumerate(levels)
    ]
    return gaps.assess(elements, root, matrix.build(links).plain, statements)


S3, S4, P2 = ("supports", 3), ("supports", 4), ("partly_supports", 2)

# Three parts of one whole, and what the whole comes to under each logic.
BY_HAND = [
    # logic, support of a, b, c -> level, missing
    ("all", {"w/a": [S4], "w/b": [S3], "w/c": [S4]}, 3, ()),
    ("all", {"w/a": [S4], "w/b": [P2], "w/c": [S4]}, 2, ("w/b",)),
    ("all", {"w/a": [S4]}, 0, ("w/b", "w/c")),
    ("any", {"w/b": [S3]}, 3, ()),
    ("any", {"w/a": [P2], "w/b": [("supports", 1)]}, 2, ("w/a",)),
    ("any", {}, 0, ("w/a", "w/b", "w/c")),
    ("factors", {"w/a": [S3]}, 1, ("w/b", "w/c")),
    ("factors", {"w/a": [S4], "w/b": [S4]}, 3, ()),
    ("all", {"w": [S4]}, 4, ()),  # A link to the heading speaks to the whole of it.
]


@pytest.mark.parametrize(("logic", "support", "level", "missing"), BY_HAND)
def test_by_hand(logic, support, level, missing):
    found = assess(tree(("w", logic), ("w/a", None), ("w/b", None), ("w/c", None)), support=support)

    assert found.standings["w"].level == level
    assert found.missing == missing


def test_only_elements_and_factors_count():
    rows = tree(
        ("a", None),
        ("x", "info", {"kind": "exclusion"}),
        ("x/d", None, {"kind": "defence"}),
        ("t", "info", {"kind": "threshold"}),
        ("r", None, {"kind": "rule"}),
    )

    found = assess(rows, support={"a": [S3]})

    assert found.missing == ()
    assert found.level == 3
    assert {path for path, one in found.standings.items() if one.counts} == {"a"}


def test_what_no_statement_can_prove_needs_other_evidence_whatever_is_said():
    rows = tree(("a", None, {"statement_fit": "none"}))

    assert assess(rows).standings["a"].words == "Needs other evidence: no statement can prove it."
    said = assess(rows, support={"a": [S4]})
    assert (said.standings["a"].level, said.missing) == (1, ("a",))
    shown = assess(rows, support={"a": [S4]}, column="incident")
    assert (shown.standings["a"].level, shown.missing) == (4, ())


def test_parts_that_stand_beside_each_other_come_to_no_level():
    found = assess(tree(("a", None), ("b", None)), "info", {"a": [S4]})

    assert found.level is None
    assert found.missing == ("b",)


def test_what_is_contested_or_not_weighed_says_so():
    found = assess(tree(("a", None), ("b", None)), support={"a": [S4, ("contradicts", 2)], "b": [("supports", None)]})

    assert found.standings["a"].words == "1 link contradicts it."
    assert found.standings["b"].words == "Linked, but nobody has weighed it."


def test_no_whole_is_called_a_finding_of_liability():
    found = assess(tree(("a", None)), support={"a": [S4]})

    assert "no finding of liability" in found.words


def test_the_civil_action_of_the_article_by_hand(reader):
    """18 U.S.C. 2333: (a) or (d); (d) needs d.0 and a mode; d.0 has support in part (E13), a.3.B support 3 (E12)."""
    sheet = reader.sheet("us_ata_civil_2333")

    found = sheet.assess(sheet.matrix.plain)

    assert found.standings["a/a.3/a.3.B"].level == 3
    assert (found.standings["d/d.0"].level, found.standings["d/d.0"].gap) == (2, 2)
    assert (found.standings["a"].words, found.standings["a"].level) == (
        "5 of 5 parts fall short, 4 of them without anything.",
        0,
    )
    assert found.words == "One of 2 is needed; each still lacks something."
    assert "x/x.lim" not in found.missing
    assert found.standings["a/a.1"].state == "other evidence"


ALL = [(offer.id, offer) for offer in law.offers()]


@pytest.mark.parametrize(("id", "offer"), ALL, ids=[id for id, _ in ALL])
def test_every_framework_that_ships_can_be_assessed(case, id, offer):
    with case.step("test", "Test"):
        law.choose(case, id)
    framework = case.frameworks.get(id)

    found = gaps.assess(case.frameworks.elements(id), framework.root_logic, {}, ())

    assert found.missing
    assert all(found.standings[path].counts for path in found.missing)


@st.composite
def frameworks(draw):
    """A tree of three storeys with any logic, kind and fit."""
    logics = st.sampled_from(("all", "any", "factors", "info", None))
    kinds = st.sampled_from(("element", "element", "factor", "defence", "threshold"))
    fits = st.sampled_from(("direct", "partial", "none", None))
    rows = []
    for a in range(draw(st.integers(1, 3))):
        rows.append((f"{a}", draw(logics), {"kind": draw(kinds)}))
        for b in range(draw(st.integers(0, 3))):
            rows.append((f"{a}/{b}", draw(logics), {"kind": draw(kinds), "statement_fit": draw(fits)}))
            rows += [
                (f"{a}/{b}/{c}", None, {"kind": draw(kinds), "statement_fit": draw(fits)})
                for c in range(draw(st.integers(0, 2)))
            ]
    return tree(*rows), draw(st.sampled_from(("all", "any", "factors", "info")))


@given(frameworks(), st.data())
def test_more_support_never_makes_a_gap_larger(framework, data):
    elements, root = framework
    paths = st.sampled_from([one.path for one in elements])
    links = st.lists(
        st.builds(
            Evidence,
            id=st.uuids().map(str),
            element=paths,
            column=st.sampled_from(("q", "i")),
            bearing=st.sampled_from(("supports", "partly_supports", "contradicts")),
            weight=st.one_of(st.none(), st.integers(0, 4)),
        ),
        max_size=12,
    )
    before, more = data.draw(links), data.draw(links)

    one = gaps.assess(elements, root, matrix.build(before).plain, ("q",))
    other = gaps.assess(elements, root, matrix.build([*before, *more]).plain, ("q",))

    assert all(other.standings[path].gap <= one.standings[path].gap for path in one.standings)
    assert (other.level or 0) >= (one.level or 0)
