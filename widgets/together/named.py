"""A record as a list names it, with where one can go to see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.naming import kind_of
from app.session import Session
from app.wording import Wording
from db.records import Link, Quote


@dataclass(frozen=True, slots=True)
class Named:
    """What kind of record it is, and what it is called."""

    kind: str
    title: str
    quote_id: str | None = None
    incident_id: str | None = None
    """Where one can go to see it."""
    is_words: bool = False
    """Whether the title is nothing but the words of the quote."""


class Names:
    """Reads the names that it needs from the case, each once; made anew when the case has changed."""

    def __init__(self, session: Session) -> None:
        self._case = session.case
        self.wording = Wording(session.case)

    def record(self, table: str, id: str, gone: Mapping[str, Any] | None = None) -> Named:
        """What a record is called; `gone` says what it said when it is no longer there."""
        kind, title = kind_of(table), self.wording.title(table, id, gone)
        found: Any = self._case.table(table).find(id)
        if isinstance(found, Quote):
            return Named(kind, title, found.id, is_words=not found.title)
        if isinstance(found, Link):
            return Named(kind, title, found.quote_id, found.incident_id)
        return Named(kind, title, incident_id=id if table == "incident" and found is not None else None)

    def value(self, table: str, field: str, value: Any) -> str:
        """A value as people read it; empty where nothing was said."""
        said = self.wording.value(table, field, value) or ""
        # A date that is not sure reads softly; what was written stays beside it.
        return f"{said}  ({value})" if table == "incident" and field == "date" and said else said
