"""Figures of agreement beside worked tables, and what must hold of any."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agreement import agreement, counted


def rated(**rows):
    """Units from a row of values for each reviewer, a dot where one said nothing."""
    length = len(next(iter(rows.values())).split())
    units = [{} for _ in range(length)]
    for reviewer, row in rows.items():
        for unit, value in zip(units, row.split(), strict=True):
            if value != ".":
                unit[reviewer] = int(value) if value.isdigit() else value
    return counted(units)


# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): section C and D, four observers, with gaps.
FOUR_OBSERVERS = rated(
    A="1 2 3 3 2 1 4 1 2 . . .",
    B="1 2 3 3 2 2 4 1 2 5 . 3",
    C=". 3 3 3 2 3 4 2 2 5 1 .",
    D="1 2 3 3 2 4 4 1 2 5 1 .",
)


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_four_observers_as_published_by_krippendorff(level, alpha):
    found = agreement(FOUR_OBSERVERS, level)

    assert round(found.alpha.value, 3) == alpha
    assert (found.units, found.alpha.units) == (11, 11)  # the twelfth was judged by one alone


def test_two_observers_of_two_values_as_published_by_krippendorff():
    # The same paper, section A: 10 units, 0 and 1.
    found = agreement(rated(Meg="0 1 0 0 0 0 0 0 1 0", Owen="1 1 1 0 0 1 0 0 0 0"))

    assert round(found.alpha.value, 3) == 0.095
    assert (found.units, found.alike) == (10, 6)


def test_two_observers_of_many_values_as_published_by_krippendorff():
    # The same paper, section B: 12 units, a to e.
    found = agreement(rated(Ben="a a b b d c c c e d d a", Gerry="b a b b b c c c e d d d"))

    assert round(found.alpha.value, 3) == 0.692


def test_cohens_kappa_worked_by_hand():
    # 50 units: both yes 20, both no 15, one yes and the other no 5 and 10. Observed 35/50 = 0.7;
    # by chance 25/50 * 30/50 + 25/50 * 20/50 = 0.5; kappa = (0.7 - 0.5) / (1 - 0.5) = 0.4.
    table = Counter({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    found = agreement({(("a", one), ("b", other)): count for (one, other), count in table.items()})

    (pair,) = found.pairs
    assert (pair.one, pair.other, pair.kappa.value, pair.kappa.units) == ("a", "b", 0.4, 50)
    assert found.alike == 35


def test_kappa_is_of_the_units_that_both_judged():
    found = agreement(rated(a="x y x y . x", b="x y y y x .", c="x . . . . ."))

    kappas = {(pair.one, pair.other): pair.kappa for pair in found.pairs}
    assert kappas["a", "b"].units == 4
    assert kappas["a", "b"].value == 0.5  # observed 3/4; by chance 1/2 * 1/4 + 1/2 * 3/4 = 1/2
    assert "only one unit" in kappas["a", "c"].why_not


@pytest.mark.parametrize(
    ("units", "why", "count"),
    [
        ({}, "no unit was judged by two reviewers", 0),
        (rated(a="x y", b=". ."), "no unit was judged by two reviewers", 0),
        (rated(a="x .", b="y x"), "only one unit was judged by two reviewers", 1),
        (rated(a="x x x", b="x x x"), "every judgement is the same, so that chance would agree too", 3),
    ],
)
def test_what_has_no_meaning_is_not_defined_and_says_why(units, why, count):
    found = agreement(units)

    assert (found.alpha.value, found.alpha.why_not, found.alpha.units) == (None, why, count)
    assert str(found.alpha) == f"not defined, because {why}"
    assert all(pair.kappa.value is None for pair in found.pairs)


def test_one_reviewer_who_never_varies_leaves_the_figures_defined():
    found = agreement(rated(a="x x x x", b="x x x y"))

    assert found.pairs[0].kappa.value == 0
    assert found.alpha.value == 0


ratings = st.lists(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 4), max_size=4), min_size=1, max_size=25)
levels = st.sampled_from(["nominal", "ordinal", "interval"])


@given(ratings, levels)
def test_the_order_and_the_names_of_reviewers_change_nothing(units, level):
    found = agreement(counted(units), level)
    again = agreement(counted(reversed(units)), level)
    assert again == found

    for names in list(permutations("abcd"))[::7]:
        renamed = [{names["abcd".index(who)]: value for who, value in unit.items()} for unit in units]
        other = agreement(counted(renamed), level)
        assert (other.alpha, other.units, other.alike) == (found.alpha, found.units, found.alike)
        of_pairs = {frozenset((names["abcd".index(p.one)], names["abcd".index(p.other)])): p.kappa for p in found.pairs}
        assert {frozenset((p.one, p.other)): p.kappa for p in other.pairs} == of_pairs


@given(st.lists(st.integers(0, 4), min_size=2, max_size=20), levels)
def test_perfect_agreement_is_one_where_anything_varies(values, level):
    found = agreement(counted([dict.fromkeys("abc", value) for value in values]), level)

    wanted = 1.0 if len(set(values)) > 1 else None
    assert found.alpha.value == wanted
    assert [pair.kappa.value for pair in found.pairs] == [wanted] * 3


@given(ratings)
def test_units_counted_are_what_nltk_finds_for_the_same_units_one_by_one(units):
    from nltk.metrics.agreement import AnnotationTask

    found = agreement(counted(units))
    judged = [(who, str(n), value) for n, unit in enumerate(units) if len(unit) > 1 for who, value in unit.items()]
    if found.alpha.value is not None:
        assert found.alpha.value == pytest.approx(AnnotationTask(judged).alpha(), abs=1e-6)
    for pair in found.pairs:
        both = [n for n, unit in enumerate(units) if pair.one in unit and pair.other in unit]
        data = [(who, str(n), units[n][who]) for n in both for who in (pair.one, pair.other)]
        if pair.kappa.value is not None:
            assert pair.kappa.value == pytest.approx(
                AnnotationTask(data).kappa_pairwise(pair.one, pair.other), abs=1e-6
            )


def test_nltk_is_loaded_only_when_figures_are_asked_for():
    import subprocess
    import sys

    said = "import sys, app.agreement, app.dissent, app.merging; print('nltk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
