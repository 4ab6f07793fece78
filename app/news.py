"""What colleagues have done to the case: their steps gathered by reviewer and by what they are about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from db.casefile import CaseFile
from db.records import Act

_BELONGS = {
    "link": (("quote_id", "quote"), ("incident_id", "incident")),
    "role": (("person_id", "person"),),
    "media_file": (("media_id", "media"),),
    "transcript": (("media_id", "media"),),
    "custody_event": (("media_id", "media"),),
    "incident_alias": (("incident_id", "incident"),),
}
"""What a record is told as part of, by its columns."""
_CASE = ("case_info", "reviewer", "device", "vocabulary", "framework", "departure", "stamp")
_MANY = 40
"""A step that touches more records than that is one piece of news about the case."""


@dataclass(slots=True)
class News:
    """What one reviewer did to one record (and to what belongs to it), newest first."""

    reviewer_id: str
    reviewer: str
    table: str
    record_id: str
    acts: list[Act] = field(default_factory=list[Act])
    gone: dict[str, Any] = field(default_factory=dict[str, Any])
    """What the record said when it was deleted; empty while it is there."""

    @property
    def id(self) -> str:
        """Tells it from other news."""
        return f"{self.reviewer_id} {self.table} {self.record_id}"

    @property
    def at(self) -> str:
        """When the newest of it was done, by the clock of that device."""
        return self.acts[0].at

    @property
    def labels(self) -> tuple[str, ...]:
        """What was done, the newest first, each thing once."""
        return tuple(dict.fromkeys(act.label for act in self.acts))


def gather(case: CaseFile, acts: Iterable[Act]) -> list[News]:
    """The news in these acts, which come in the order of their arrival; the newest first."""
    names = {reviewer.id: reviewer.name for reviewer in case.reviewers.all()}
    found: dict[tuple[str, str, str], News] = {}
    order: list[tuple[str, str, str]] = []
    for act in acts:
        for table, record_id, gone in _about(case, act):
            key = (act.reviewer_id, table, record_id)
            news = found.get(key)
            if news is None:
                news = found[key] = News(act.reviewer_id, names.get(act.reviewer_id, ""), table, record_id)
            else:
                order.remove(key)
            order.append(key)
            news.acts.insert(0, act)
            news.gone = gone
    return [found[key] for key in reversed(order)]


def _about(case: CaseFile, act: Act) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each record that an act is about, once, with what a deleted one said."""
    about: dict[tuple[str, str], dict[str, Any]] = {}
    for change in case.ledger.body(act.id)["changes"]:
        table, record_id = _anchor(case, change)
        if (table, record_id) == (change["table"], change["id"]) and change["op"] == "delete":
            about[table, record_id] = {name: pair[0] for name, pair in change["fields"].items()}
        else:
            about.setdefault((table, record_id), {})
    if len(about) > _MANY:
        about = {("case_info", case.info.id): {}}
    for (table, record_id), gone in about.items():
        yield table, record_id, gone


def _anchor(case: CaseFile, change: dict[str, Any]) -> tuple[str, str]:
    table: str = change["table"]
    if table in _CASE:
        return "case_info", case.info.id
    for column, target in _BELONGS.get(table, ()):
        pair = change["fields"].get(column)
        if pair is not None:
            value = pair[1] if pair[1] is not None else pair[0]
        else:
            value = getattr(case.table(table).find(change["id"]), column, None)
        if value is not None:
            return target, value
    return table, change["id"]
