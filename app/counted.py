"""NLTK's measure of agreement with equal units counted: a transcript has as many units as words, of a few kinds.

Only `app.agreement` imports this, when figures are asked for: NLTK takes a second or more to load.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

_Pattern = tuple[tuple[str, str | int], ...]
_Task: Any = import_module("nltk.metrics.agreement").AnnotationTask
"""Any, because NLTK says nothing of its types."""


class CountedTask(_Task):
    """What NLTK would find for the same units one by one (a test compares the two), from how often each kind occurs."""

    def __init__(self, patterns: Mapping[_Pattern, int], distance: Callable[[Any, Any], float]) -> None:
        _Task.__init__(self, distance=distance)
        self._patterns = sorted(patterns.items(), key=repr)

    def Ao(self, one: str, other: str) -> float:
        """Observed agreement of two reviewers, over the units that both judged."""
        table = self._table(one, other)
        alike = sum(count * (1 - self.distance(*said)) for said, count in table.items())
        return alike / table.total()

    def Ae_kappa(self, one: str, other: str) -> float:
        """The agreement that chance would bring, by how often each of the two gave each value (Cohen 1960)."""
        table = self._table(one, other)
        ones: Counter[str | int] = Counter()
        others: Counter[str | int] = Counter()
        for (said, answered), count in table.items():
            ones[said] += count
            others[answered] += count
        return sum(count * others[value] for value, count in ones.items()) / table.total() ** 2

    def alpha(self) -> float:
        """1 - observed / expected disagreement; NLTK's `Disagreement` is asked once for each kind of unit."""
        observed, values = 0.0, Counter[str | int]()
        for pattern, count in self._patterns:
            given = Counter(value for _, value in pattern)
            observed += count * given.total() * self.Disagreement(given)
            for value, times in given.items():
                values[value] += count * times
        return 1.0 - (observed / values.total()) / self.Disagreement(values)

    def _table(self, one: str, other: str) -> Counter[tuple[str | int, str | int]]:
        table: Counter[tuple[str | int, str | int]] = Counter()
        for pattern, count in self._patterns:
            said = dict(pattern)
            if one in said and other in said:
                table[said[one], said[other]] += count
        return table
