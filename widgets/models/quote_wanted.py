"""What a list of quotes is narrowed to, and how many quotes each filter would leave."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, fields
from itertools import chain
from typing import Any, Literal, get_args

from widgets.models.quote_rows import QuoteRow

LinkState = Literal["any", "incident", "element", "none"]
Facet = Literal["status", "speaker_id", "links", "tag", "incident_id", "element", "waits"]
FACETS: tuple[Facet, ...] = get_args(Facet)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One value a filter; a quote is listed if it meets them all."""

    typed: str = ""
    status: str | None = None
    speaker_id: str | None = None
    """Empty for quotes whose speaker nobody has named."""
    links: LinkState = "any"
    tag: str | None = None
    incident_id: str | None = None
    element: str | None = None
    """A key of `choices.element_key`."""
    waits: bool = False
    """Only what waits for the reviewer who works here."""

    @property
    def is_open(self) -> bool:
        """Whether everything is shown."""
        return self == Wanted()

    @property
    def active(self) -> list[Facet]:
        """The filters that are on, typing aside."""
        return [name for name in FACETS if getattr(self, name) != getattr(_OPEN, name)]

    def kept(self, rows: Iterable[QuoteRow], waiting: Collection[str] = (), but: Facet | None = None) -> list[QuoteRow]:
        """The quotes that are wanted, typing aside; `but` names a filter that shall not count."""
        found = list(rows)
        for name in self.active:
            if name != but:
                wanted, read = str(getattr(self, name)), _READ.get(name)
                if read is not None:
                    found = [row for row in found if wanted in read(row)]
                else:
                    found = [row for row in found if row.id in waiting]
        return found

    def dumped(self) -> str:
        """As text that `loaded` understands; what was typed is not kept."""
        return json.dumps({name: asdict(self)[name] for name in self.active}, ensure_ascii=False, sort_keys=True)


_OPEN = Wanted()


def loaded(said: str) -> Wanted:
    """The filters of last time; whatever is not one of them is left out."""
    try:
        kept: Any = json.loads(said or "{}")
    except ValueError:
        return _OPEN
    if not isinstance(kept, dict):
        return _OPEN
    known = {one.name for one in fields(Wanted)} - {"typed", "links", "waits"}
    taken: dict[str, Any] = {name: value for name, value in kept.items() if name in known and isinstance(value, str)}
    if kept.get("links") in get_args(LinkState):
        taken["links"] = kept["links"]
    return Wanted(**taken, waits=kept.get("waits") is True)


def tally(rows: Iterable[QuoteRow], wanted: Wanted, waiting: Collection[str], name: Facet) -> Counter[str]:
    """How many quotes each value of a filter leaves, with the other filters as they are."""
    kept = wanted.kept(rows, waiting, but=name)
    read = _READ.get(name)
    if read is None:
        return Counter({"True": sum(row.id in waiting for row in kept)})
    return Counter(chain.from_iterable(map(read, kept)))


_LINKED: dict[tuple[bool, bool], tuple[str, ...]] = {
    (False, False): ("none",),
    (True, False): ("incident",),
    (False, True): ("element",),
    (True, True): ("incident", "element"),
}
_READ: dict[Facet, Callable[[QuoteRow], Collection[str]]] = {
    "status": lambda row: (row.quote.status,),
    "speaker_id": lambda row: (row.quote.speaker_id or "",),
    "links": lambda row: _LINKED[row.incidents > 0, row.elements > 0],
    "tag": lambda row: row.tags,
    "incident_id": lambda row: row.incident_ids,
    "element": lambda row: row.element_keys,
}
"""Under which values of a filter a quote is listed; what waits is known by the ids alone."""
