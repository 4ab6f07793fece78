"""What is missing: how far the evidence reaches by a framework's own logic, and each gap in words.

The rules, each a pure function of the levels below it, so that more support never makes a gap larger:

- A level is 0 to 4 as on the scale of weights: 4 would carry the element if believed. The strongest link counts; two
  weak ones are not a strong one. What supports only in part counts as 2 at most (`matrix.PART`).
- `all`: as strong as the weakest part. `any`: as strong as the strongest. `factors`: weighed together, none is needed
  by itself; the mean, rounded up. `info`: stands beside, nothing follows from it.
- Only the kinds `element` and `factor` count. Definitions, defences, thresholds and the like are shown, never missed.
- `statement_fit: none` says that no statement can prove this: what quotes say of it counts as 1 at most.
- A link to a heading speaks to the whole of it, beside whatever speaks to its parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.argument.matrix import STRONGEST, Cell, Key, strengths
from db.records import Element

COUNTING = ("element", "factor")
ENOUGH = 3
"""From here on nothing is named as missing; 3 carries with corroboration, 4 by itself, if believed."""
_BY_WORD_ALONE = 1
"""What a statement reaches where the law says that none can prove it."""
State = Literal["aside", "other evidence", "nothing", "not weighed", "weak", "part", "corroborate", "carried"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one element stands."""

    path: str
    level: int
    """0 to 4; 0 also for what doesn't count."""
    counts: bool
    state: State
    contested: int
    """How many links contradict it."""
    words: str
    """What is missing, in one sentence; empty where nothing is."""
    open: tuple[str, ...] = ()
    """The paths below it, or its own, at which something is missing."""
    spoken: bool = False
    """Whether anything supports it, or any part of it."""

    @property
    def gap(self) -> int:
        """How much is missing, 0 to 4; 0 for what doesn't count."""
        return STRONGEST - self.level if self.counts else 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a framework stands under one reading."""

    standings: Mapping[str, Standing]
    level: int | None
    """Of the whole, by `root_logic`; None where its parts stand beside each other."""
    words: str
    missing: tuple[str, ...]
    """The paths of what is missing, each once, in the framework's order."""


def assess(elements: Sequence[Element], root_logic: str | None, cells: Mapping[Key, Cell], statements: Iterable[str]
           ) -> Assessment:  # fmt: skip
    """How each element stands, given the cells of one reading; `statements` are the columns that are quotes."""
    return _Reckoning(elements, cells, frozenset(statements)).assessment(root_logic)


class _Reckoning:
    """One pass over the tree, from the leaves up."""

    def __init__(self, elements: Sequence[Element], cells: Mapping[Key, Cell], statements: frozenset[str]) -> None:
        self._elements = elements
        self._by_element = strengths(cells)
        self._statements = statements
        self._children: dict[str | None, list[Element]] = {}
        for element in elements:
            self._children.setdefault(element.parent, []).append(element)
        self._done: dict[str, Standing] = {}

    def assessment(self, root_logic: str | None) -> Assessment:
        for element in reversed(self._elements):  # Each parent stands before its children.
            self._done[element.path] = self._standing(element)
        roots = [self._done[one.path] for one in self._children.get(None, ())]
        counting = [one for one in roots if one.counts]
        logic = root_logic or "all"
        level = None if logic == "info" or not counting else combined(logic, [one.level for one in counting])
        missing = self._missing_of(logic, counting)
        order = {element.path: place for place, element in enumerate(self._elements)}
        return Assessment(
            {element.path: self._done[element.path] for element in self._elements},
            level,
            self._whole(logic, level, counting),
            tuple(sorted(set(missing), key=order.__getitem__)),
        )

    def _standing(self, element: Element) -> Standing:
        here = self._by_element.get(element.path, [])
        contested = sum(cell.contradicts for _, cell in here)
        if element.kind not in COUNTING or element.logic == "info":
            return Standing(element.path, 0, counts=False, state="aside", contested=contested, words="")
        parts = [self._done[one.path] for one in self._children.get(element.path, ())]
        counting = [part for part in parts if part.counts]
        own = self._own(element, here)
        if counting:
            logic = element.logic or "all"
            level = max(own, combined(logic, [part.level for part in counting]))
            state = _state(level, unweighed=False)
            words = _with_against("" if level >= ENOUGH else self._of_parts(logic, counting), contested)
            below = () if own >= ENOUGH else self._missing_of(logic, counting)
            spoken = own > 0 or any(part.spoken for part in counting)
            return Standing(element.path, level, True, state, contested, words, tuple(below), spoken)
        unweighed = any(cell.unweighed and cell.supports for _, cell in here)
        other = element.statement_fit == "none" and own <= _BY_WORD_ALONE
        state = "other evidence" if other else _state(own, unweighed=unweighed)
        words = _words(state, sum(cell.supports for _, cell in here), contested)
        spoken = any(cell.supports for _, cell in here)
        below = () if own >= ENOUGH else (element.path,)
        return Standing(element.path, own, True, state, contested, words, below, spoken)

    def _own(self, element: Element, here: list[tuple[str, Cell]]) -> int:
        if element.statement_fit != "none":
            return max((cell.support for _, cell in here), default=0)
        said = max((cell.support for column, cell in here if column in self._statements), default=0)
        other = max((cell.support for column, cell in here if column not in self._statements), default=0)
        return max(other, min(said, _BY_WORD_ALONE))

    def _missing_of(self, logic: str, counting: Sequence[Standing]) -> list[str]:
        """At which paths something is missing: of alternatives, only if none suffices, and then those nearest to it."""
        if not counting or (logic == "any" and any(one.level >= ENOUGH for one in counting)):
            return []
        if logic == "factors" and combined(logic, [one.level for one in counting]) >= ENOUGH:
            return []
        if logic == "any":
            best = max((one.level for one in counting), default=0)
            counting = [one for one in counting if one.level == best]
        return [path for one in counting if one.level < ENOUGH for path in (one.open or (one.path,))]

    def _of_parts(self, logic: str, counting: Sequence[Standing]) -> str:
        short = [one for one in counting if one.level < ENOUGH]
        only = len(counting) == 1
        if logic == "any":
            best = max(one.level for one in counting)
            reach = f"the nearest is {_REACH[best]}" if best else "nothing speaks to any of them yet"
            if best == 0 and any(one.spoken for one in counting):
                reach = "each still lacks something"
            if not only:
                return f"One of {len(counting)} is needed; {reach}."
            alone = f"it is {_REACH[best]}" if best else "nothing speaks to it yet"
            return f"There is one way only; {'it still lacks something' if reach.startswith('each') else alone}."
        if logic == "factors":
            spoken = sum(one.spoken for one in counting)
            factors = "factor" if only else "factors"
            return f"Weighed together: {spoken} of {len(counting)} {factors} spoken to; none is needed by itself."
        nothing = sum(not one.spoken for one in short)
        tail = f", {nothing} of them without anything" if nothing < len(short) else ", all of them without anything"
        tail = "" if not nothing else ", without anything" if len(short) == 1 else tail
        if only:
            return f"Its one part falls short{tail}."
        return f"{len(short)} of {len(counting)} parts {'falls' if len(short) == 1 else 'fall'} short{tail}."

    def _whole(self, logic: str, level: int | None, counting: Sequence[Standing]) -> str:
        if not counting:
            return "None of these is an element of law."
        if level is None:
            return "Its parts stand beside each other; each is looked at by itself."
        if level >= ENOUGH:
            which = (
                "One alternative has evidence"
                if logic == "any"
                else "Every part that is needed has evidence; the weakest"
            )
            said = f"{which} {_IS[logic == 'any']}{_REACH[level]}. That is no finding of liability."
            against = sum(one.contested for one in self._done.values() if one.counts)
            return _with_against(said, against, "it or a part of it")
        return self._of_parts(logic, counting)


_IS = {True: "throughout: ", False: "is "}
_REACH = {
    0: "without anything",
    1: "weak: background only",
    2: "supported in part",
    3: "carried with corroboration",
    4: "carried, if believed",
}


def combined(logic: str, levels: Sequence[int]) -> int:
    """The level of a whole from those of its parts."""
    if logic == "any":
        return max(levels)
    if logic == "factors":
        return -(-sum(levels) // len(levels))
    return min(levels)


def _state(level: int, *, unweighed: bool) -> State:
    if level == 0:
        return "not weighed" if unweighed else "nothing"
    states: tuple[State, ...] = ("nothing", "weak", "part", "corroborate", "carried")
    return states[level]


def _words(state: State, supports: int, contested: int) -> str:
    said = {
        "nothing": "Nothing speaks to it yet.",
        "not weighed": "Linked, but nobody has weighed it.",
        "weak": "Weak: background only.",
        "part": "Supported in part: consistent, not sufficient.",
        "corroborate": "Needs corroboration.",
        "other evidence": "Needs other evidence: no statement can prove it."
        if not supports
        else "Spoken to, but needs other evidence: no statement can prove it.",
    }.get(state, "")
    return _with_against(said, contested)


def _with_against(said: str, contested: int, what: str = "it") -> str:
    """What is said, and that something speaks against it."""
    if not contested:
        return said
    against = f"1 link contradicts {what}." if contested == 1 else f"{contested} links contradict {what}."
    return f"{said} {against}".strip()
