"""How far reviewers agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for two or more.

J. Cohen, "A Coefficient of Agreement for Nominal Scales", 1960. K. Krippendorff, "Computing Krippendorff's
Alpha-Reliability", 2011. Both are worked out by NLTK. A figure that has no meaning (nothing to compare, a single unit,
one value throughout) is not defined, and says why: it is never 0 or 1.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Label = str | int
Level = Literal["nominal", "ordinal", "interval"]
"""What the distance of two values means: nothing but that they differ; their ranks; their difference."""
Pattern = tuple[tuple[str, Label], ...]
"""How one unit was judged: reviewer and value, by reviewer, of those who judged it."""
_DIGITS = 6
"""So that the order in which floats are summed can't be seen."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient: 1 is perfect agreement, 0 what chance would bring, less than 0 systematic disagreement."""

    value: float | None
    """None where it is not defined."""
    why_not: str
    """Why it is not defined, as the end of "not defined, because"; empty where it is."""
    units: int
    """How many units it was worked out from: those that at least two (for kappa, both) reviewers judged."""

    def __str__(self) -> str:
        return f"not defined, because {self.why_not}" if self.value is None else f"{self.value:.3f}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Cohen's kappa of two reviewers. It knows no ranks: any two values that differ differ alike."""

    one: str
    other: str
    kappa: Figure


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was found for one kind of unit."""

    level: Level
    units: int
    """Those that at least two reviewers judged."""
    alike: int
    """Those of them on which all who judged said the same."""
    alpha: Figure
    pairs: tuple[Pair, ...]
    """Every two reviewers of whom at least one unit was judged by both, by id."""


def counted(units: Iterable[Mapping[str, Label]]) -> Counter[Pattern]:
    """How often each way of judging a unit occurs, from who said what of each unit."""
    return Counter(tuple(sorted(unit.items())) for unit in units)


def agreement(patterns: Mapping[Pattern, int], level: Level = "nominal") -> Agreement:
    """The figures for these units. What only one reviewer judged is left out. Values of a level with ranks are numbers.

    Alpha compares the values of all reviewers, and takes units that some of them left out; kappa those of two.
    """
    judged = {pattern: count for pattern, count in patterns.items() if len(pattern) > 1 and count > 0}
    reviewers = sorted({reviewer for pattern in judged for reviewer, _ in pattern})
    alike = sum(count for pattern, count in judged.items() if len(_values(pattern)) == 1)
    pairs: list[Pair] = []
    for one, other in combinations(reviewers, 2):
        both: Counter[Pattern] = Counter()
        for pattern, count in judged.items():
            of_both = tuple(said for said in pattern if said[0] in (one, other))
            if len(of_both) == 2:
                both[of_both] += count
        if both:
            pairs.append(Pair(one, other, _kappa(both, one, other)))
    return Agreement(level, sum(judged.values()), alike, _alpha(judged, level), tuple(pairs))


def _kappa(judged: Mapping[Pattern, int], one: str, other: str) -> Figure:
    units = sum(judged.values())
    why_not = _why_not(judged)
    if why_not:
        return Figure(None, why_not, units)
    from app.counted import CountedTask

    return _figure(float(CountedTask(judged, _nominal).kappa_pairwise(one, other)), units)


def _alpha(judged: Mapping[Pattern, int], level: Level) -> Figure:
    units = sum(judged.values())
    why_not = _why_not(judged)
    if why_not:
        return Figure(None, why_not, units)
    from app.counted import CountedTask

    return _figure(CountedTask(judged, _distance(level, judged)).alpha(), units)


def _why_not(judged: Mapping[Pattern, int]) -> str:
    units = sum(judged.values())
    if not units:
        return "no unit was judged by two reviewers"
    if units == 1:
        return "only one unit was judged by two reviewers"
    if len({value for pattern in judged for value in _values(pattern)}) == 1:
        return "every judgement is the same, so that chance would agree too"
    return ""


def _figure(value: float, units: int) -> Figure:
    return Figure(round(value, _DIGITS) + 0.0, "", units)


def _values(pattern: Pattern) -> set[Label]:
    return {value for _, value in pattern}


def _nominal(one: Label, other: Label) -> float:
    return 0.0 if one == other else 1.0


def _distance(level: Level, judged: Mapping[Pattern, int]) -> Callable[[Label, Label], float]:
    if level == "nominal":
        return _nominal
    if level == "interval":
        return lambda one, other: float(int(one) - int(other)) ** 2
    return _ordinal(judged)


def _ordinal(judged: Mapping[Pattern, int]) -> Callable[[Label, Label], float]:
    """Krippendorff's metric for ranks: how many values lie between two, counting half of those at each end."""
    often: Counter[Label] = Counter()
    for pattern, count in judged.items():
        for _, value in pattern:
            often[value] += count

    def distance(one: Label, other: Label) -> float:
        low, high = sorted((int(one), int(other)))
        between = sum(count for value, count in often.items() if low <= int(value) <= high)
        return (between - (often[low] + often[high]) / 2) ** 2

    return distance
