"""What a list of quotes is narrowed to, and how many quotes each filter would leave."""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
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

    def holds(self, row: QuoteRow, waiting: Collection[str] = ()) -> bool:
        """Whether a quote is wanted, what is typed aside."""
        return all(self._meets(name, row, waiting) for name in self.active)

    def misses(self, row: QuoteRow, waiting: Collection[str], active: Iterable[Facet]) -> list[Facet]:
        """The filters that keep a quote off the list."""
        return [name for name in active if not self._meets(name, row, waiting)]

    def dumped(self) -> str:
        """As text that `loaded` understands; what was typed is not kept."""
        return json.dumps({name: asdict(self)[name] for name in self.active}, ensure_ascii=False, sort_keys=True)

    def _meets(self, name: Facet, row: QuoteRow, waiting: Collection[str]) -> bool:
        return str(getattr(self, name)) in values(name, row, waiting)


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


def values(name: Facet, row: QuoteRow, waiting: Collection[str] = ()) -> Collection[str]:
    """Under which values of a filter a quote is listed."""
    if name == "status":
        return (row.quote.status,)
    if name == "speaker_id":
        return (row.quote.speaker_id or "",)
    if name == "links":
        linked = (("incident", row.incidents > 0), ("element", row.elements > 0))
        return [code for code, so in linked if so] or ("none",)
    if name == "tag":
        return row.tags
    if name == "incident_id":
        return row.incident_ids
    if name == "element":
        return row.element_keys
    return ("True",) if row.id in waiting else ()


def tally(rows: Iterable[QuoteRow], wanted: Wanted, waiting: Collection[str]) -> dict[Facet, Counter[str]]:
    """How many quotes each value of each filter leaves, with the other filters as they are."""
    found: dict[Facet, Counter[str]] = {name: Counter() for name in FACETS}
    active = wanted.active
    for row in rows:
        missed = wanted.misses(row, waiting, active)
        for name in FACETS if not missed else missed if len(missed) == 1 else ():
            found[name].update(values(name, row, waiting))
    return found
