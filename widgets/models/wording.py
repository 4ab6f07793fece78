"""What records, their fields and their values are called by the people who review."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app import dates, law, rendition
from app.people import name_of
from app.session import Session
from db.records import Link, Quote
from db.tokens import TIERS
from widgets.models import times
from widgets.models.choices import label_in

translate = QCoreApplication.translate
_T = QT_TRANSLATE_NOOP
_KINDS = {
    "case_info": _T("Wording", "The case"),
    "reviewer": _T("Wording", "Reviewer"),
    "device": _T("Wording", "Device"),
    "organisation": _T("Wording", "Organisation"),
    "person": _T("Wording", "Person"),
    "role": _T("Wording", "Office"),
    "media": _T("Wording", "Recording"),
    "media_file": _T("Wording", "File of a recording"),
    "transcript": _T("Wording", "Transcript"),
    "quote": _T("Wording", "Quote"),
    "incident": _T("Wording", "Incident"),
    "incident_alias": _T("Wording", "Joined incident"),
    "vocabulary": _T("Wording", "List of terms"),
    "framework": _T("Wording", "Legal framework"),
    "link": _T("Wording", "Link"),
    "custody_event": _T("Wording", "Custody"),
    "departure": _T("Wording", "What left the house"),
    "stamp": _T("Wording", "Time stamp"),
}
_FIELDS = {
    "attributed_to": _T("Wording", "Attributed to"),
    "bearing": _T("Wording", "Bearing"),
    "broadcast_date": _T("Wording", "Date of broadcast"),
    "capacity": _T("Wording", "Capacity"),
    "capacity_basis": _T("Wording", "Basis of the capacity"),
    "capacity_note": _T("Wording", "Why this capacity"),
    "claimed_by": _T("Wording", "Claimed by"),
    "date": _T("Wording", "Date"),
    "date_from": _T("Wording", "From"),
    "date_to": _T("Wording", "Until"),
    "description": _T("Wording", "Description"),
    "directness": _T("Wording", "Directness"),
    "element_path": _T("Wording", "Element"),
    "framework_id": _T("Wording", "Legal framework"),
    "identified_by": _T("Wording", "Identified by"),
    "incident_id": _T("Wording", "Incident"),
    "language": _T("Wording", "Language"),
    "latitude": _T("Wording", "Latitude"),
    "longitude": _T("Wording", "Longitude"),
    "kind": _T("Wording", "Kind"),
    "marking": _T("Wording", "Marking"),
    "media_id": _T("Wording", "Recording"),
    "name": _T("Wording", "Name"),
    "name_script": _T("Wording", "Name in its own script"),
    "name_transliterated": _T("Wording", "Name in Latin letters"),
    "notes": _T("Wording", "Notes"),
    "organisation_id": _T("Wording", "Organisation"),
    "outlet": _T("Wording", "Outlet"),
    "path_hint": _T("Wording", "Where the file lies"),
    "person_id": _T("Wording", "Person"),
    "place": _T("Wording", "Place"),
    "polarity": _T("Wording", "Polarity"),
    "question": _T("Wording", "Question"),
    "quote_id": _T("Wording", "Quote"),
    "reason": _T("Wording", "Reason"),
    "relation": _T("Wording", "Relation"),
    "short_name": _T("Wording", "Short name"),
    "sources": _T("Wording", "Sources"),
    "speaker_id": _T("Wording", "Speaker"),
    "standard": _T("Wording", "Standard of proof"),
    "status": _T("Wording", "Status"),
    "survives_without_brackets": _T("Wording", "Bracket test"),
    "target": _T("Wording", "Target"),
    "title": _T("Wording", "Title"),
    "tokens": _T("Wording", "Words of the quote"),
    "translator": _T("Wording", "Translator"),
    "url": _T("Wording", "Address"),
    "weapon": _T("Wording", "Weapon"),
    "weight": _T("Wording", "Weight"),
}
_TERMS = {
    ("quote", "capacity"): ("speaker_capacity",),
    ("quote", "capacity_basis"): ("capacity_basis",),
    ("quote", "status"): ("review_state",),
    ("quote", "marking"): ("privilege", "tlp"),
    ("case_info", "marking"): ("privilege", "tlp"),
    ("case_info", "standard"): ("standard_of_proof",),
    ("link", "relation"): ("statement_incident_relation",),
    ("link", "polarity"): ("polarity",),
    ("link", "bearing"): ("bearing_on_element",),
    ("link", "directness"): ("directness",),
    ("link", "weight"): ("weight_scale",),
    ("transcript", "translation_state"): ("translation_state",),
}
_REFERS = {
    "speaker_id": "person",
    "person_id": "person",
    "organisation_id": "organisation",
    "media_id": "media",
    "quote_id": "quote",
    "incident_id": "incident",
    "framework_id": "framework",
    "translation_of": "transcript",
}
_DATES = {"date", "date_from", "date_to", "broadcast_date"}
JUDGEMENTS = frozenset({("quote", "capacity"), ("link", "relation"), ("link", "bearing"), ("link", "weight")})
"""Fields in which two reviewers may honestly differ."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record as a list names it."""

    kind: str
    title: str
    quote_id: str | None = None
    incident_id: str | None = None
    """Where one can go to see it."""
    is_words: bool = False
    """Whether the title is nothing but the words of the quote."""


class Wording:
    """Reads the names that it needs from the case; made anew when the case has changed."""

    def __init__(self, session: Session) -> None:
        self._case = session.case

    def record(self, table: str, id: str, gone: Mapping[str, Any] | None = None) -> Named:
        """What a record is called; `gone` says what it said when it is no longer there."""
        kind = kind_of(table)
        found: Any = self._case.table(table).find(id)
        if found is None:
            return Named(kind, _plain_name(gone or {}) or translate("Wording", "deleted since"))
        if isinstance(found, Quote):
            return Named(kind, self.quote(found), quote_id=found.id, is_words=not found.title)
        if isinstance(found, Link):
            return Named(kind, self.link(found), found.quote_id, found.incident_id)
        if table == "person":
            return Named(kind, name_of(found))
        if table == "incident":
            return Named(kind, found.title, incident_id=found.id)
        said: dict[str, Any] = {name: getattr(found, name) for name in found.__dataclass_fields__}
        return Named(kind, _plain_name(said) or id)

    def quote(self, quote: Quote) -> str:
        """A quote by what it is called, or by its words."""
        words = (rendition.render(quote.tokens.of(tier)).text for tier in reversed(TIERS))
        return quote.title or f"“{next((text for text in words if text), '')}”"

    def link(self, link: Link) -> str:
        """A link by both its ends."""
        ends = [self._name("quote", link.quote_id), self._name("incident", link.incident_id)]
        if link.framework_id is not None and link.element_path is not None:
            ends.append(self._element(link.framework_id, link.element_path))
        return " → ".join(end for end in ends if end)

    def value(self, table: str, field: str, value: Any) -> str:
        """A value as people read it; empty where nothing was said."""
        if value is None or value == "":
            return ""
        terms = [term for name in _TERMS.get((table, field), ()) for term in law.terms(self._case, name)]
        if terms:
            return label_in(terms, str(value))
        if field in _REFERS:
            return self._name(_REFERS[field], str(value)) or translate("Wording", "one that was deleted since")
        if field in _DATES:
            return f"{dates.in_words(str(value))}  ({value})"
        if field == "survives_without_brackets":
            held = translate("Wording", "Holds without the brackets")
            return held if value else translate("Wording", "Falls without the brackets")
        return str(value)

    def _name(self, table: str, id: str | None) -> str:
        return self.record(table, id).title if id is not None else ""

    def _element(self, framework_id: str, path: str) -> str:
        framework = self._case.frameworks.find(framework_id)
        nodes = self._case.frameworks.elements(framework_id) if framework else ()
        node = next((node for node in nodes if node.path == path), None)
        return f"{node.code}  {node.title}" if node else path


def kind_of(table: str) -> str:
    """What records of a table are called."""
    return translate("Wording", _KINDS.get(table, table))


def field_of(name: str) -> str:
    """What a field is called."""
    said = _FIELDS.get(name)
    return translate("Wording", said) if said else name.replace("_", " ").capitalize()


def _plain_name(said: Mapping[str, Any]) -> str:
    names = [str(said[name]) for name in ("title", "name", "name_transliterated", "name_script") if said.get(name)]
    return times.dotted(names[:1])
