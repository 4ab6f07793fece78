"""Gaps by hand: what each logic, kind and fit comes to, also nested, also under another reading, and in words.

The rules are those of LAW.md, "Elements" (`logic` and `root_logic` say how nodes combine; only the kinds `element` and
`factor` count; `statement_fit: none` needs other evidence) and of the scale of weights ("4 would carry the element if
believed"); each row names the one that it tries.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import law
from app.argument import gaps, matrix
from app.argument.matrix import Evidence, Switches
from db.records import Element

NONE = {"statement_fit": "none"}


def tree(*rows):
    """Elements from (path, logic, more): depth first, as frameworks keep them."""
    made = []
    for place, (path, logic, *more) in enumerate(rows):
        parent, _, code = path.rpartition("/")
        made.append(Element(path, code, parent or None, place, path, logic=logic, **(more[0] if more else {})))
    return made


def links(*rows):
    """Evidence from (element, bearing and weight as in S3, more); a column that begins with i is an incident."""
    bearings = {"S": "supports", "P": "partly_supports", "C": "contradicts", "Q": "qualifies", "N": "neutral"}
    return [
        Evidence(
            str(n),
            path,
            more[0].pop("column", "q") if more else "q",
            bearings[said[0]],
            int(said[1:]) if said[1:] else None,
            **(more[0] if more else {}),
        )
        for n, (path, said, *more) in enumerate(rows)
    ]


def assess(elements, root, evidence, switches=matrix.PLAIN):
    return gaps.assess(elements, root, matrix.build(evidence).under(switches), ("q", "r"))


PARTS = (("w/a", None), ("w/b", None), ("w/c", None))
# fmt: off
LEVELS = [
    # logic of the whole, what its three parts have -> level, the rule
    ("all", (4, 4, 4), 4, "all: as strong as the weakest"),
    ("all", (4, 3, 4), 3, "all: as strong as the weakest"),
    ("all", (4, 0, 4), 0, "all: one part without anything leaves the whole without"),
    (None, (4, 1, 4), 1, "no logic said: every part is needed"),
    ("any", (0, 0, 2), 2, "any: as strong as the strongest"),
    ("any", (0, 0, 0), 0, "any: nothing of nothing"),
    ("factors", (4, 4, 1), 3, "factors: the mean, 9/3"),
    ("factors", (4, 0, 0), 2, "factors: the mean, 4/3, rounded up; none is needed by itself"),
    ("factors", (1, 0, 0), 1, "factors: one weak factor is not nothing"),
    ("factors", (0, 0, 0), 0, "factors: nothing of nothing"),
    ("info", (4, 4, 4), 0, "info: nothing follows from it"),
]
# fmt: on


@pytest.mark.parametrize(("logic", "parts", "level", "rule"), LEVELS)
def test_a_whole_of_three_parts(logic, parts, level, rule):
    evidence = links(*((path, f"S{weight}") for (path, _), weight in zip(PARTS, parts, strict=True) if weight))

    found = assess(tree(("w", logic), *PARTS), "all", evidence).standings["w"]

    assert (found.level, found.counts) == (level, logic != "info"), rule


# fmt: off
ONE = [
    # what it is, its links -> level, state, words
    ({}, [], 0, "nothing", "Nothing speaks to it yet."),
    ({}, ["S0"], 0, "nothing", "Nothing speaks to it yet."),
    ({}, ["S"], 0, "not weighed", "Linked, but nobody has weighed it."),
    ({}, ["S1"], 1, "weak", "Weak: background only."),
    ({}, ["S1", "S1", "S1"], 1, "weak", "Weak: background only."),       # Two weak reasons are not a strong one.
    ({}, ["P2"], 2, "part", "Supported in part: consistent, not sufficient."),
    ({}, ["P4"], 2, "part", "Supported in part: consistent, not sufficient."),   # In part counts as 2 at most.
    ({}, ["S3"], 3, "corroborate", "Needs corroboration."),
    ({}, ["S4"], 4, "carried", ""),
    ({}, ["S4", "C1"], 4, "carried", "1 link contradicts it."),          # Told, never weighed against each other.
    ({}, ["C4"], 0, "nothing", "Nothing speaks to it yet. 1 link contradicts it."),
    ({}, ["C4", "C1"], 0, "nothing", "Nothing speaks to it yet. 2 links contradict it."),
    ({}, ["Q4", "N4"], 0, "nothing", "Nothing speaks to it yet."),       # Neither is support.
    (NONE, [], 0, "other evidence", "Needs other evidence: no statement can prove it."),
    (NONE, ["S4"], 1, "other evidence", "Spoken to, but needs other evidence: no statement can prove it."),
    ({"statement_fit": "partial"}, ["S4"], 4, "carried", ""),            # Only `none` says that no statement can.
    ({"kind": "factor"}, ["S4"], 4, "carried", ""),
    *(({"kind": kind}, ["S4"], 0, "aside", "")
      for kind in ("definition", "defence", "exclusion", "threshold", "rule", "remedy")),
]
# fmt: on


@pytest.mark.parametrize(("what", "has", "level", "state", "words"), ONE)
def test_one_element(what, has, level, state, words):
    found = assess(tree(("e", None, what)), "all", links(*(("e", one) for one in has))).standings["e"]

    assert (found.level, found.state, found.words) == (level, state, words)


def test_what_no_statement_can_prove_is_shown_by_an_incident_as_far_as_that_goes():
    rows = tree(("e", None, NONE))

    for has, level in (("S4", 4), ("S3", 3), ("P4", 2), ("S1", 1)):
        found = assess(rows, "all", links(("e", "S4"), ("e", has, {"column": "i"})))
        assert found.level == level


# A crime in small: an act of two kinds, a state of mind, and a list of factors; what is beside it never counts.
CRIME = tree(
    ("act", "any"), ("act/1", None), ("act/2", "all"), ("act/2/a", None), ("act/2/b", None, NONE),
    ("mind", None),
    ("weight", "factors"), ("weight/1", None, {"kind": "factor"}), ("weight/2", None, {"kind": "factor"}),
    ("def", "info"), ("def/1", None),
    ("excuse", None, {"kind": "defence"}),
)  # fmt: skip
# fmt: off
NESTED = [
    # links -> level of the whole, missing
    ([], 0, ("act/1", "act/2/a", "act/2/b", "mind", "weight/1", "weight/2")),
    ([("act/1", "S3"), ("mind", "S3"), ("weight/1", "S4"), ("weight/2", "S2")], 3, ()),
    ([("act/1", "S2"), ("mind", "S3"), ("weight/1", "S4"), ("weight/2", "S2")], 2, ("act/1",)),
    # The second alternative: what no statement can prove holds it at 1, so the first is nearer.
    ([("act/1", "S2"), ("act/2/a", "S4"), ("act/2/b", "S4"), ("mind", "S4"), ("weight", "S3")], 2, ("act/1",)),
    ([("act/2/a", "S4"), ("act/2/b", "S4"), ("mind", "S4"), ("weight", "S3")], 1, ("act/2/b",)),
    ([("act/2/a", "S4"), ("act/2/b", "S4", {"column": "i"}), ("mind", "S4"), ("weight", "S3")], 3, ()),
    # A link to a heading speaks to the whole of it; to a definition or a defence, to nothing.
    ([("act", "S4"), ("mind", "S4"), ("weight", "S4")], 4, ()),
    ([("def", "S4"), ("def/1", "S4"), ("excuse", "S4")], 0,
     ("act/1", "act/2/a", "act/2/b", "mind", "weight/1", "weight/2")),
]
# fmt: on


@pytest.mark.parametrize(("has", "level", "missing"), NESTED)
def test_a_crime_of_nested_parts(has, level, missing):
    found = assess(CRIME, "all", links(*((path, said, *(dict(one) for one in more)) for path, said, *more in has)))

    assert (found.level, found.missing) == (level, missing)


# fmt: off
ROOTS = [
    # root_logic, what a and b have -> level, missing, words
    ("all", "S4", "S3", 3, (), "Every part that is needed has evidence; the weakest is carried with corroboration. "
                               "That is no finding of liability."),
    ("any", "S4", None, 4, (), "One alternative has evidence throughout: carried, if believed. "
                               "That is no finding of liability."),
    ("any", "S2", None, 2, ("a",), "One of 2 is needed; the nearest is supported in part."),
    ("factors", "S4", None, 2, ("b",), "Weighed together: 1 of 2 factors spoken to; none is needed by itself."),
    ("info", "S4", None, None, ("b",), "Its parts stand beside each other; each is looked at by itself."),
    (None, "S4", None, 0, ("b",), "1 of 2 parts falls short, without anything."),
]
# fmt: on


@pytest.mark.parametrize(("root", "a", "b", "level", "missing", "words"), ROOTS)
def test_the_whole_by_its_own_logic(root, a, b, level, missing, words):
    found = assess(tree(("a", None), ("b", None)), root, links(*((p, s) for p, s in (("a", a), ("b", b)) if s)))

    assert (found.level, found.missing, found.words) == (level, missing, words)


# Each link: whether it holds without the inserted words, and whom its “we” may mean (LAW.md, "Bracket test", "We").
READ = links(
    ("a", "S4", {"brackets": "falls"}), ("a", "S2"),
    ("b", "S4", {"we": ("own",), "brackets": "doubt"}), ("b", "S3", {"we": ("allied",)}),
)  # fmt: skip
# fmt: off
READINGS = [
    # without brackets, we = -> level of a, of b, of both, the rule
    (False, None, 4, 4, 4, "as it stands"),
    (True, None, 2, 4, 2, "a link that falls carries nothing; one in doubt stays"),
    (False, "own", 4, 4, 4, "what is said of the allied falls"),
    (False, "allied", 4, 3, 3, "what is said of the own falls"),
    (False, "other", 4, 0, 0, "both fall"),
    (True, "allied", 2, 3, 2, "both readings at once"),
]
# fmt: on


@pytest.mark.parametrize(("bare", "we", "a", "b", "both", "rule"), READINGS)
def test_the_levels_under_each_reading(bare, we, a, b, both, rule):
    found = assess(tree(("a", None), ("b", None)), "all", READ, Switches(bare, we))

    assert (found.standings["a"].level, found.standings["b"].level, found.level) == (a, b, both), rule


# fmt: off
WORDS = [
    # logic, parts, links -> words
    ("all", 1, [], "Its one part falls short, without anything."),
    ("all", 1, ["S2"], "Its one part falls short."),
    ("all", 2, ["S4"], "1 of 2 parts falls short, without anything."),
    ("all", 2, ["S4", "S2"], "1 of 2 parts falls short."),
    ("all", 2, ["S2"], "2 of 2 parts fall short, 1 of them without anything."),
    ("all", 2, [], "2 of 2 parts fall short, all of them without anything."),
    ("any", 1, [], "There is one way only; nothing speaks to it yet."),
    ("any", 1, ["S"], "There is one way only; it still lacks something."),
    ("any", 1, ["S2"], "There is one way only; it is supported in part."),
    ("any", 2, ["S2"], "One of 2 is needed; the nearest is supported in part."),
    ("factors", 1, [], "Weighed together: 0 of 1 factor spoken to; none is needed by itself."),
    ("factors", 2, ["S1"], "Weighed together: 1 of 2 factors spoken to; none is needed by itself."),
]
# fmt: on


@pytest.mark.parametrize(("logic", "count", "has", "words"), WORDS)
def test_the_words_agree_in_number(logic, count, has, words):
    rows = tree(("w", logic), *((f"w/{n}", None) for n in range(count)))

    found = assess(rows, "all", links(*((f"w/{n}", said) for n, said in enumerate(has))))

    assert found.standings["w"].words == words


def test_what_contradicts_a_heading_or_the_whole_is_said_beside_what_supports_it():
    rows = tree(("w", "all"), ("w/a", None), ("w/b", None))
    full = links(("w/a", "S4"), ("w/b", "S4"), ("w", "C3"), ("w/a", "C2"))

    found = assess(rows, "all", full)

    assert found.standings["w"].words == "1 link contradicts it."
    assert found.words.endswith("That is no finding of liability. 2 links contradict it or a part of it.")
    short = assess(rows, "all", links(("w/a", "S4"), ("w", "C3")))
    assert short.standings["w"].words == "1 of 2 parts falls short, without anything. 1 link contradicts it."


def test_what_the_rules_of_evidence_do_not_ask_for_is_no_gap(case):
    """A conduit stands in for testimony (Nazemian), and nobody must sum up or illustrate (Rules 107, 1006)."""
    with case.step("test", "Test"):
        law.choose(case, "us_fre_foundation")

    found = gaps.assess(case.frameworks.elements("us_fre_foundation"), "all", {}, ())

    assert "TRANS/T.3" in found.missing
    assert not {"TRANS/T.4", "PRES", "PRES/P.1", "PRES/P.2"} & set(found.missing)


@st.composite
def frameworks(draw):
    logics = st.sampled_from(("all", "any", "factors", "info", None))
    kinds = st.sampled_from(("element", "element", "factor", "defence"))
    fits = st.sampled_from(("direct", "none", None))
    rows = []
    for a in range(draw(st.integers(1, 3))):
        rows.append((f"{a}", draw(logics), {"kind": draw(kinds), "statement_fit": draw(fits)}))
        rows += [
            (f"{a}/{b}", None, {"kind": draw(kinds), "statement_fit": draw(fits)})
            for b in range(draw(st.integers(0, 3)))
        ]
    return tree(*rows), draw(st.sampled_from(("all", "any", "factors", "info", None)))


def evidence(paths, bearings=("supports", "partly_supports", "contradicts", "qualifies", "neutral")):
    one = st.builds(
        Evidence,
        id=st.uuids().map(str),
        element=st.sampled_from(paths),
        column=st.sampled_from(("q", "r", "i")),
        bearing=st.sampled_from(bearings),
        weight=st.one_of(st.none(), st.integers(0, 4)),
        brackets=st.sampled_from(("holds", "falls", "doubt")),
        we=st.one_of(st.none(), st.lists(st.sampled_from(("own", "allied", "unclear")), min_size=1).map(tuple)),
    )
    return st.lists(one, max_size=12, unique_by=lambda link: link.id)


READS = st.builds(Switches, st.booleans(), st.sampled_from((None, "own", "allied", "other")))


@given(frameworks(), st.data(), READS)
def test_no_reading_ever_strengthens(framework, data, switches):
    """Taking out the inserted words, or reading “we” as one alone, leaves every element as strong or weaker."""
    elements, root = framework
    given_ = data.draw(evidence([one.path for one in elements]))

    plain, now = assess(elements, root, given_), assess(elements, root, given_, switches)

    assert all(now.standings[path].gap >= plain.standings[path].gap for path in plain.standings)
    assert (now.level or 0) <= (plain.level or 0)


@given(frameworks(), st.data(), READS)
def test_two_readings_at_once_are_never_stronger_than_one(framework, data, switches):
    elements, root = framework
    given_ = data.draw(evidence([one.path for one in elements]))

    both = assess(elements, root, given_, switches)

    for one in (Switches(switches.without_brackets), Switches(we=switches.we)):
        alone = assess(elements, root, given_, one)
        assert all(both.standings[path].level <= alone.standings[path].level for path in alone.standings)


@given(frameworks(), st.data(), READS, st.randoms())
def test_the_order_of_links_never_matters(framework, data, switches, random):
    elements, root = framework
    given_ = data.draw(evidence([one.path for one in elements]))
    shuffled = random.sample(given_, len(given_))

    assert assess(elements, root, given_, switches) == assess(elements, root, shuffled, switches)


@given(frameworks(), st.data())
def test_what_speaks_against_is_told_and_never_reckoned_into_a_level(framework, data):
    elements, root = framework
    paths = [one.path for one in elements]
    before = data.draw(evidence(paths))
    against = data.draw(evidence(paths, ("contradicts", "qualifies", "neutral")))

    one, other = assess(elements, root, before), assess(elements, root, [*before, *against])

    assert {p: s.level for p, s in one.standings.items()} == {p: s.level for p, s in other.standings.items()}
    assert all(other.standings[path].contested >= one.standings[path].contested for path in one.standings)
