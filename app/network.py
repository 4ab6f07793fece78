"""Who said what of which incident, as three columns of names with lines between them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.people import name_of
from db.casefile import CaseFile
from db.records import Quote

Kind = Literal["person", "organisation", "quote", "quotes", "incident"]
MOST_QUOTES = 120
"""More than these are drawn together, by speaker and recording: lines that nobody can follow say nothing."""
_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Node:
    """A name in a column."""

    key: str
    kind: Kind
    record_id: str
    title: str
    note: str = ""
    count: int = 1
    """How many quotes it stands for."""

    @property
    def column(self) -> int:
        """People to the left, quotes in the middle, incidents to the right."""
        return {"person": 0, "organisation": 0, "quote": 1, "quotes": 1, "incident": 2}[self.kind]


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two names."""

    one: str
    other: str
    kind: Literal["said", "link", "part"]
    """Who said it; what a quote has to do with an incident; what part somebody had in it."""
    word: str = ""
    """The code of the relation or of the part; empty where there are several."""
    polarity: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Network:
    """The columns from top to bottom, and what ties them."""

    columns: tuple[tuple[Node, ...], ...]
    ties: tuple[Tie, ...]
    is_grouped: bool
    """Whether quotes are drawn together."""

    def tied_to(self, key: str) -> set[str]:
        """The name itself and what is tied to it; for a person or an incident also what lies beyond the quotes."""
        columns = {node.key: node.column for nodes in self.columns for node in nodes}
        own = columns.get(key)
        near = {end for tie in self.ties if key in (tie.one, tie.other) for end in (tie.one, tie.other)} | {key}
        beyond = {
            end
            for tie in self.ties
            for quote, end in ((tie.one, tie.other), (tie.other, tie.one))
            if own != 1 and quote in near and columns[quote] == 1 and columns[end] != own
        }
        return near | beyond


def of_case(case: CaseFile, most: int = MOST_QUOTES) -> Network:
    """The network of a case. What is tied to nothing is left out."""
    quotes = case.quotes.all()
    grouped = len(quotes) > most
    media = {medium.id: medium.title for medium in case.media.all()}
    people = {person.id: name_of(person) for person in case.people.all()}
    organisations = {one.id: one.short_name or one.name for one in case.organisations.all()}
    nodes: dict[str, Node] = {}
    ties: Counter[Tie] = Counter()
    stands: dict[str, str] = {}
    for quote in quotes:
        node = _of_quote(quote, media, grouped=grouped)
        stands[quote.id] = node.key
        known = nodes.get(node.key)
        nodes[node.key] = replace(known, count=known.count + 1) if known else node
        if quote.speaker_id in people:
            person = Node(f"person {quote.speaker_id}", "person", quote.speaker_id, people[quote.speaker_id])
            nodes.setdefault(person.key, person)
            ties[Tie(person.key, node.key, "said")] += 1
    for incident in case.incidents.all():
        key = f"incident {incident.id}"
        nodes[key] = Node(key, "incident", incident.id, incident.title, incident.place or "")
    for link in case.links.all():
        if link.incident_id is not None and link.quote_id in stands:
            tie = Tie(stands[link.quote_id], f"incident {link.incident_id}", "link", link.relation or "", link.polarity)
            ties[tie] += 1
    for actor in case.argument.incident_actors.all():
        known, id, kind = (people, actor.person_id, "person")
        if id is None:
            known, id, kind = (organisations, actor.organisation_id, "organisation")
        if id in known:
            key = f"{kind} {id}"
            nodes.setdefault(key, Node(key, "person" if kind == "person" else "organisation", id, known[id]))
            ties[Tie(key, f"incident {actor.incident_id}", "part", actor.part)] += 1
    return _laid(nodes, [replace(tie, count=count) for tie, count in ties.items()], is_grouped=grouped)


def _of_quote(quote: Quote, media: dict[str, str], *, grouped: bool) -> Node:
    title = media[quote.media_id]
    if grouped:
        key = f"quotes {quote.media_id} {quote.speaker_id or ''}"
        return Node(key, "quotes", quote.media_id, title)
    spans = list(quote.tokens.spans("translation")) or list(quote.tokens.spans("original"))
    return Node(f"quote {quote.id}", "quote", quote.id, quote.title or (spans[0].text if spans else title), title)


def _laid(nodes: dict[str, Node], ties: Sequence[Tie], *, is_grouped: bool) -> Network:
    """Each column in an order that crosses few lines: every name near the middle of those that it is tied to."""
    tied = {end for tie in ties for end in (tie.one, tie.other)}
    columns: list[list[str]] = [[], [], []]
    for key, node in nodes.items():
        if key in tied:
            columns[node.column].append(key)
    near: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        near[tie.one].append(tie.other)
        near[tie.other].append(tie.one)
    for column in (*(0, 1, 2, 1) * _SWEEPS,):
        at = {key: (row + 0.5) / len(keys) for keys in columns for row, key in enumerate(keys)}
        middle = {key: sum(at[other] for other in near[key]) / len(near[key]) for key in columns[column]}
        columns[column].sort(key=lambda key: (round(middle[key], 9), nodes[key].title, key))
    laid = tuple(tuple(nodes[key] for key in keys) for keys in columns)
    return Network(laid, tuple(sorted(ties, key=lambda tie: (tie.one, tie.other, tie.kind, tie.word))), is_grouped)
