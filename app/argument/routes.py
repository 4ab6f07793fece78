"""The route finder: which ways into evidence are open to a quote in a forum, layer by layer, and what each still lacks.

A route is open, lacks some foundation, is closed because a condition is not met, or can't be told. That says what may
be argued; it says nothing of whether the argument succeeds, and nothing of liability. The rules are data, each with its
basis and with what nobody has checked (`resources/legal/routes.json`).
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from app import paths
from app.problems import Refused

State = Literal["open", "lacks foundation", "unsure", "closed"]
Facts = Mapping[str, bool | None]
"""What is so of a quote; None, or not there, where the case can't tell and a person must."""


@dataclass(frozen=True, slots=True)
class Route:
    """One way by which one layer may come in."""

    id: str
    layer: str
    title: str
    basis: str
    conditions: tuple[str, ...]
    needs: tuple[str, ...]
    note: str | None = None
    verify: str | None = None
    element: str | None = None
    """`framework:path` of the element that says the same, where a framework has it."""


@dataclass(frozen=True, slots=True)
class Forum:
    """Where something is to be argued."""

    id: str
    title: str
    match: tuple[str, ...]
    routes: tuple[Route, ...]
    note: str | None = None
    verify: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole of the data."""

    forums: tuple[Forum, ...]
    layers: Mapping[str, str]
    facts: Mapping[str, str]
    conditions: Mapping[str, tuple[str, str, str]]
    """What is said where a condition is met, is not met, can't be told."""
    note: str
    verify: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A route as it stands for one quote."""

    route: Route
    state: State
    why: tuple[str, ...]
    """Conditions that close it, or that nobody can tell."""
    has: tuple[str, ...]
    """The foundation that is there."""
    missing: tuple[str, ...]
    """The foundation that is known not to be there."""
    to_show: tuple[str, ...]
    """What the case can't hold and a person must show."""


def find(forum: Forum, facts: Facts, rules: Rules) -> list[Found]:
    """Every route of a forum as it stands, in the order of the layers and of the data."""
    return [_found(route, facts, rules) for layer in rules.layers for route in forum.routes if route.layer == layer]


def _found(route: Route, facts: Facts, rules: Rules) -> Found:
    met = {name: facts.get(name) for name in route.conditions}
    why = [rules.conditions[name][1] for name, so in met.items() if so is False]
    unsure = [rules.conditions[name][2] for name, so in met.items() if so is None]
    has, missing, to_show = (
        tuple(rules.facts[name] for name in route.needs if facts.get(name) is so) for so in (True, False, None)
    )
    state: State = "open"
    if why:
        state = "closed"
    elif unsure:
        state = "unsure"
    elif missing or to_show:
        state = "lacks foundation"
    return Found(route, state, tuple(why or unsure), has, missing, to_show)


@cache
def rules() -> Rules:
    """The rules that ship with the program."""
    return read(json.loads((paths.resources() / "legal" / "routes.json").read_bytes()))


def read(plain: Mapping[str, Any]) -> Rules:
    """The rules of a JSON document; KeyError if a route names what the document does not explain."""
    facts, conditions, layers = dict(plain["facts"]), dict(plain["conditions"]), dict(plain["layers"])
    forums = tuple(_forum(one) for one in plain["forums"])
    for route in (route for forum in forums for route in forum.routes):
        for name in (*(facts[name] for name in route.needs), *(conditions[name] for name in route.conditions)):
            assert name
        assert layers[route.layer]
    return Rules(
        forums, layers, facts, {k: (v[0], v[1], v[2]) for k, v in conditions.items()}, plain["note"],
        tuple(plain["verify"]),
    )  # fmt: skip


def _forum(plain: Mapping[str, Any]) -> Forum:
    made = tuple(
        Route(
            one["id"],
            one["layer"],
            one["title"],
            one["basis"],
            tuple(one["if"]),
            tuple(one["needs"]),
            one["note"],
            one["verify"],
            one["element"],
        )
        for one in plain["routes"]
    )
    return Forum(plain["id"], plain["title"], tuple(plain["match"]), made, plain["note"], plain["verify"])


def forum_of(wanted: str, rules: Rules) -> Forum:
    """The forum of that id or title, or the only one that its words point to; Refused with the list otherwise."""
    folded = wanted.casefold()
    for forum in rules.forums:
        if folded in (forum.id, forum.title.casefold()):
            return forum
    found = [one for one in rules.forums if any(re.search(rf"\b{re.escape(word)}", folded) for word in one.match)]
    if len(found) == 1:
        return found[0]
    raise Refused(f"No one forum of ours fits “{wanted}”.", f"Choose one of: {', '.join(_ids(rules.forums))}.")


def forum_in_words(said: str) -> str:
    """A forum that was given by its id, by its title; what somebody wrote, as it is."""
    return next((forum.title for forum in rules().forums if forum.id == said), said)


def _ids(forums: Sequence[Forum]) -> list[str]:
    return [forum.id for forum in forums]
