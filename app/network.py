"""Who said what of which incident, as three columns of names with lines between them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.people import name_of
from db.casefile import CaseFile

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
    grouped = case.quotes.count() > most
    people = {person.id: name_of(person) for person in case.people.all()}
    organisations = {one.id: one.short_name or one.name for one in case.organisations.all()}
    nodes: dict[str, Node] = {}
    ties: Counter[Tie] = Counter()
    for node, speaker_id in _drawn_together(case) if grouped else _one_by_one(case):
        nodes[node.key] = node
        if speaker_id in people:
            person = Node(f"person {speaker_id}", "person", speaker_id, people[speaker_id])
            nodes.setdefault(person.key, person)
            ties[Tie(person.key, node.key, "said")] += node.count
    for incident in case.incidents.all():
        key = f"incident {incident.id}"
        nodes[key] = Node(key, "incident", incident.id, incident.title, incident.place or "")
    for tie in _links_together(case) if grouped else _links(case):
        ties[replace(tie, count=1)] += tie.count
    for actor in case.argument.incident_actors.all():
        known, id, kind = (people, actor.person_id, "person")
        if id is None:
            known, id, kind = (organisations, actor.organisation_id, "organisation")
        if id in known:
            key = f"{kind} {id}"
            nodes.setdefault(key, Node(key, "person" if kind == "person" else "organisation", id, known[id]))
            ties[Tie(key, f"incident {actor.incident_id}", "part", actor.part)] += 1
    return _laid(nodes, [replace(tie, count=count) for tie, count in ties.items()], is_grouped=grouped)


def _one_by_one(case: CaseFile) -> Iterator[tuple[Node, str | None]]:
    media = {medium.id: medium.title for medium in case.media.all()}
    for quote in case.quotes.all():
        spans = list(quote.tokens.spans("translation")) or list(quote.tokens.spans("original"))
        medium = media[quote.media_id]
        title = quote.title or (spans[0].text if spans else medium)
        yield Node(f"quote {quote.id}", "quote", quote.id, title, medium), quote.speaker_id


def _drawn_together(case: CaseFile) -> Iterator[tuple[Node, str | None]]:
    media = {medium.id: medium.title for medium in case.media.all()}
    for media_id, speaker_id, count in case.quotes.tally():
        yield Node(_together(media_id, speaker_id), "quotes", media_id, media[media_id], count=count), speaker_id


def _links(case: CaseFile) -> Iterator[Tie]:
    for link in case.links.all():
        if link.incident_id is not None and link.quote_id is not None:
            incident = f"incident {link.incident_id}"
            yield Tie(f"quote {link.quote_id}", incident, "link", link.relation or "", link.polarity)


def _links_together(case: CaseFile) -> Iterator[Tie]:
    for media_id, speaker_id, incident_id, relation, polarity, count in case.links.tally():
        incident = f"incident {incident_id}"
        yield Tie(_together(media_id, speaker_id), incident, "link", relation or "", polarity, count)


def _together(media_id: str, speaker_id: str | None) -> str:
    return f"quotes {media_id} {speaker_id or ''}"


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
