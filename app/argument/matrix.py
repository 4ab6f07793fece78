"""The matrix: what each quote or incident does to each element, and what of it is left under another reading."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from app.argument.brackets import Holding
from app.argument.pronouns import fares

Key = tuple[str, str]
"""An element's path and a column's id."""
Direction = Literal["supports", "partly", "contested", "contradicts", "qualifies", "neutral", "none"]
PART = 2
"""What supports only in part counts as no more than this: consistent with the element, not sufficient."""
STRONGEST = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """A link, as far as the matrix is concerned."""

    id: str
    element: str
    column: str
    bearing: str | None
    """`supports`, `partly_supports`, `contradicts`, `qualifies`, `neutral`."""
    weight: int | None
    """0 to 4; None while nobody has weighed it."""
    brackets: Holding = "holds"
    """How it fares without the inserted words."""
    we: tuple[str, ...] | None = None
    """Whom its “we” may mean; None if it rests on none."""


@dataclass(frozen=True, slots=True)
class Switches:
    """Under which reading the matrix is looked at; none of them is the plain one."""

    without_brackets: bool = False
    we: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether everything is taken as it stands."""
        return not self.without_brackets and self.we is None


@dataclass(frozen=True, slots=True)
class Cell:
    """All that one quote or incident does to one element."""

    support: int = 0
    """The strongest support; never a sum: two weak reasons are not a strong one."""
    against: int = 0
    supports: int = 0
    """How many links support it, in whole or in part."""
    partly: int = 0
    """How many of those only in part."""
    contradicts: int = 0
    qualifies: int = 0
    neutral: int = 0
    unweighed: int = 0
    fallen: int = 0
    """How many links do not hold under this reading."""
    doubtful: int = 0
    """How many stay, though nobody can tell whether they hold."""

    @property
    def count(self) -> int:
        """How many links stand here."""
        return self.supports + self.contradicts + self.qualifies + self.neutral

    @property
    def direction(self) -> Direction:
        """Which way they point, taken together."""
        if self.supports and self.contradicts:
            return "contested"
        if self.supports:
            return "partly" if self.partly == self.supports else "supports"
        if self.contradicts:
            return "contradicts"
        if self.qualifies:
            return "qualifies"
        return "neutral" if self.neutral else "none"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that another reading changes."""

    element: str
    column: str
    before: Cell
    after: Cell

    @property
    def falls(self) -> bool:
        """Whether nothing of its support is left."""
        return bool(self.before.supports) and not self.after.supports

    @property
    def is_doubt(self) -> bool:
        """Whether nothing fell, though something may."""
        return not self.after.fallen


def holding(evidence: Evidence, switches: Switches) -> Holding:
    """How a link fares under a reading: it falls if any switch fells it."""
    brackets = evidence.brackets if switches.without_brackets else "holds"
    if brackets == "falls" or switches.we is None:
        return brackets
    fate = fares(evidence.we, switches.we)
    return fate if fate != "holds" else brackets


def cell(evidence: Iterable[Evidence], switches: Switches) -> Cell:
    """One cell of its links, in whatever order they come."""
    support = against = supports = partly = contradicts = qualifies = neutral = unweighed = fallen = doubtful = 0
    plain = switches.is_plain
    for one in evidence:
        if not plain:
            fate = holding(one, switches)
            if fate == "falls":
                fallen += 1
                continue
            doubtful += fate == "doubt"
        weight = one.weight or 0
        unweighed += one.weight is None
        if one.bearing == "supports":
            supports += 1
            support = max(support, weight)
        elif one.bearing == "partly_supports":
            supports += 1
            partly += 1
            support = max(support, min(weight, PART))
        elif one.bearing == "contradicts":
            contradicts += 1
            against = max(against, weight)
        elif one.bearing == "qualifies":
            qualifies += 1
        else:
            neutral += 1
    return _cell(support, against, supports, partly, contradicts, qualifies, neutral, unweighed, fallen, doubtful)


@lru_cache(4096)
def _cell(*counts: int) -> Cell:
    """Cells are few kinds and many places: each kind is made once."""
    return Cell(*counts)


PLAIN = Switches()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The links of some frameworks, sorted into cells once, so that another reading touches only what it changes."""

    groups: Mapping[Key, tuple[Evidence, ...]]
    plain: Mapping[Key, Cell]
    _with_brackets: tuple[Key, ...] = field(default=(), repr=False)
    _with_we: tuple[Key, ...] = field(default=(), repr=False)

    def under(self, switches: Switches) -> Mapping[Key, Cell]:
        """The cells under a reading."""
        if switches.is_plain:
            return self.plain
        touched = set[Key]()
        if switches.without_brackets:
            touched.update(self._with_brackets)
        if switches.we is not None:
            touched.update(self._with_we)
        found = dict(self.plain)
        groups = self.groups
        found.update((key, cell(groups[key], switches)) for key in touched)
        return found

    def changes(self, now: Mapping[Key, Cell]) -> tuple[Change, ...]:
        """What a reading changes against the plain one, in the order of the keys; `now` are its cells."""
        plain = self.plain
        keys = sorted(
            key
            for key in {*self._with_brackets, *self._with_we}
            if now[key] is not plain[key] and now[key] != plain[key]
        )
        return tuple(Change(*key, plain[key], now[key]) for key in keys)

    def replaced(self, gone: Evidence | None, come: Evidence | None) -> "Matrix":
        """The same matrix with one link for another, or one more, or one less; only its cells are reckoned again."""
        groups, plain = dict(self.groups), dict(self.plain)
        for one, is_there in ((gone, False), (come, True)):
            if one is None:
                continue
            key = (one.element, one.column)
            rest = tuple(other for other in groups.get(key, ()) if other.id != one.id)
            left = (*rest, one) if is_there else rest
            if left:
                groups[key], plain[key] = left, cell(left, PLAIN)
            else:
                groups.pop(key, None)
                plain.pop(key, None)
        return _made(groups, plain)


def build(evidence: Iterable[Evidence]) -> Matrix:
    """The matrix of these links."""
    grouped: dict[Key, list[Evidence]] = {}
    for one in evidence:
        key = (one.element, one.column)
        if key in grouped:
            grouped[key].append(one)
        else:
            grouped[key] = [one]
    groups = {key: tuple(group) for key, group in grouped.items()}
    return _made(groups, {key: cell(group, PLAIN) for key, group in groups.items()})


def _made(groups: Mapping[Key, tuple[Evidence, ...]], plain: Mapping[Key, Cell]) -> Matrix:
    bracketed = tuple(key for key, group in groups.items() if any(one.brackets != "holds" for one in group))
    spoken = tuple(key for key, group in groups.items() if any(one.we is not None for one in group))
    return Matrix(groups, plain, bracketed, spoken)


def strengths(cells: Mapping[Key, Cell]) -> dict[str, list[tuple[str, Cell]]]:
    """The cells of each element, by its path."""
    found: dict[str, list[tuple[str, Cell]]] = {}
    for (element, column), one in cells.items():
        found.setdefault(element, []).append((column, one))
    return found


def sentence(changes: Sequence[Change], switches: Switches) -> str:
    """What another reading changes, in words; empty for the plain one."""
    if switches.is_plain:
        return ""
    how: list[str] = []
    if switches.without_brackets:
        how.append("without the inserted words")
    if switches.we is not None:
        how.append(f"if “we” means {switches.we}")
    kinds = (
        (sum(change.falls for change in changes), "falls", "fall"),
        (sum(not change.falls and not change.is_doubt for change in changes), "loses a link", "lose a link"),
        (sum(change.is_doubt for change in changes), "can’t be told", "can’t be told"),
    )
    said = [
        f"{count} {'cell' if count == 1 else 'cells'} {one if count == 1 else more}"
        for count, one, more in kinds
        if count
    ]
    tail = " and ".join(how)
    return f"{', '.join(said)} {tail}." if said else f"Nothing changes {tail}."
