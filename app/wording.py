"""Records and their values in the words of the people who review, whether they still stand in the case or not."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from PySide6.QtCore import QCoreApplication

from app import dates, law, rendition
from app.naming import custody_of, kind_of
from app.people import name_of
from app.visible import on_one_line
from db import tokens
from db.casefile import CaseFile
from db.errors import BadValue
from db.records import Link, Person, Term
from db.tokens import TIERS, Tier, Tokens

translate = QCoreApplication.translate
Said = Mapping[str, Any]
"""The fields of a record, as a row or the body of a step holds them."""
_TERMS = {
    ("quote", "capacity"): ("speaker_capacity",),
    ("quote", "capacity_basis"): ("capacity_basis",),
    ("quote", "status"): ("review_state",),
    ("review", "state"): ("review_state",),
    ("quote", "marking"): ("privilege", "tlp"),
    ("case_info", "marking"): ("privilege", "tlp"),
    ("comment", "marking"): ("tlp",),
    ("comment", "privilege"): ("privilege",),
    ("privilege", "marking"): ("tlp",),
    ("privilege", "privilege"): ("privilege",),
    ("case_info", "standard"): ("standard_of_proof",),
    ("proceeding", "standard"): ("standard_of_proof",),
    ("link", "relation"): ("statement_incident_relation",),
    ("link", "polarity"): ("polarity",),
    ("link", "bearing"): ("bearing_on_element",),
    ("link", "directness"): ("directness",),
    ("link", "weight"): ("weight_scale",),
    ("finding", "polarity"): ("polarity",),
    ("we_reference", "referent"): ("pronoun_referent",),
    ("transcript", "translation_state"): ("translation_state",),
}
_REFERS = {
    "speaker_id": "person",
    "person_id": "person",
    "organisation_id": "organisation",
    "media_id": "media",
    "media_file_id": "media_file",
    "transcript_id": "transcript",
    "translation_of": "transcript",
    "quote_id": "quote",
    "other_quote_id": "quote",
    "incident_id": "incident",
    "framework_id": "framework",
    "finding_id": "finding",
    "proceeding_id": "proceeding",
    "reviewer_id": "reviewer",
    "reply_to": "comment",
    "tag_id": "tag",
}
_DATES = frozenset(
    {
        "date",
        "date_from",
        "date_to",
        "broadcast_date",
        "collected_at",
        "public_on",
        "in_force_from",
        "in_force_to",
        "at",
    }
)
_YES_NO = frozenset({"done", "settled"})
_TITLES = ("title", "name", "claim", "detail", "text", "words", "reason", "note", "one_text")
_LONGEST_TITLE = 140


def lists_of(table: str, field: str) -> tuple[str, ...]:
    """The lists of terms that a field's values are from; none where it holds other things."""
    return _TERMS.get((table, field), ())


class Wording:
    """Reads the names that it needs from a case, each once: make another one when the case has changed."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._row = cache(self._row_of)
        self._last = cache(self._last_of)
        self._terms = cache(self._terms_of)
        self._elements = cache(self._elements_of)

    def title(self, table: str, id: str, said: Said | None = None) -> str:
        """What a record is called; of one that is gone, what it was called, as `said` or its history tells."""
        fields = self._row(table, id) or said or self._last(table, id)
        return _short(self._title(table, id, fields)) if fields else translate("Wording", "one that is not there")

    def value(self, table: str, field: str, value: Any) -> str | None:
        """A value as people read it; None where nothing was said."""
        if value is None or value == "":
            return None
        if found := self._coded(table, field, value):
            return found
        if field in _REFERS:
            return self.title(_REFERS[field], str(value))
        if field in _DATES:
            return dates.in_words(str(value))
        if field.endswith("_ms") and isinstance(value, int):
            return _clock(value)
        return str(value)

    def words(self, value: Any, tier: Tier) -> str:
        """How the words of a quote read in one language, what is stressed between asterisks."""
        found = _tokens(value)
        return rendition.render(found.of(tier)).marked() if found is not None and found.of(tier) else ""

    def target(self, link: Link) -> str:
        """What a link goes to, without the quote that it comes from."""
        ends = [self.title("incident", link.incident_id)] if link.incident_id else []
        if link.framework_id and link.element_path:
            ends.append(self._element(link.framework_id, link.element_path))
        return " → ".join(ends)

    def _coded(self, table: str, field: str, value: Any) -> str | None:
        terms = [term for name in _TERMS.get((table, field), ()) for term in self._terms(name)]
        term = next((term for term in terms if term.code == str(value)), None)
        if term is not None:
            return _label(term)
        if field == "survives_without_brackets":
            holds, falls = (
                translate("Wording", "holds without brackets"),
                translate("Wording", "falls without brackets"),
            )
            return holds if value else falls
        if field in _YES_NO:
            return translate("Wording", "yes") if value else translate("Wording", "no")
        if field == "table_name":
            return kind_of(str(value))
        if field == "terms":
            return translate("Wording", "{} terms").format(_length(value))
        if (table, field) == ("custody_event", "kind"):
            return custody_of(str(value))
        return None

    def _title(self, table: str, id: str, said: Said) -> str:
        match table:
            case "quote":
                shown = (self.words(said.get("tokens"), tier).replace("*", "") for tier in reversed(TIERS))
                return said.get("title") or f"“{next((text for text in shown if text), '')}”"
            case "link":
                return self._link(said)
            case "person":
                return name_of(_person(id, said)) or id
            case "role":
                return ", ".join(part for part in (said.get("title"), self._named(said, "person_id")) if part)
            case "media_file":
                return str(said.get("path_hint", "")).replace("\\", "/").rpartition("/")[2] or id
            case "custody_event":
                what = self.value(table, "kind", said.get("kind")) or ""
                return ": ".join(part for part in (what, self._named(said, "media_id")) if part)
            case "departure":
                return said.get("file_name") or said.get("kind") or id
            case "vocabulary":
                return id.replace("_", " ")
            case "stamp":
                return str(said.get("act_id", id))[:12]
            case _:
                own = next((str(said[name]) for name in _TITLES if said.get(name)), "")
                return own or next((self._named(said, name) for name in _REFERS if said.get(name)), "") or id

    def _link(self, said: Said) -> str:
        ends = [self._named(said, "quote_id"), self._named(said, "incident_id")]
        framework, path = said.get("framework_id"), said.get("element_path")
        if framework and path:
            ends.append(self._element(str(framework), str(path)))
        return " → ".join(end for end in ends if end)

    def _element(self, framework_id: str, path: str) -> str:
        return self._elements(framework_id).get(path, path)

    def _elements_of(self, framework_id: str) -> dict[str, str]:
        """Of each element of a framework, by its path, what it is called."""
        framework = self._case.frameworks.find(framework_id)
        nodes = self._case.frameworks.elements(framework_id) if framework else ()
        return {node.path: f"{node.code}  {node.title}" for node in nodes}

    def _named(self, said: Said, field: str) -> str:
        id = said.get(field)
        return self.title(_REFERS[field], str(id)) if id else ""

    def _terms_of(self, vocabulary: str) -> tuple[Term, ...]:
        return law.terms(self._case, vocabulary)

    def _row_of(self, table: str, id: str) -> Said | None:
        found: Any = self._case.table(table).find(id)
        return None if found is None else {name: getattr(found, name) for name in found.__dataclass_fields__}

    def _last_of(self, table: str, id: str) -> Said | None:
        """What a record said before it was deleted."""
        said: dict[str, Any] = {}
        try:
            for _, change in self._case.ledger.history(table, id):
                said |= {
                    name: pair[0] if change["op"] == "delete" else pair[1] for name, pair in change["fields"].items()
                }
        except (LookupError, TypeError, ValueError, AttributeError):
            # The body of a step that was tampered with can have any shape.
            return None
        return said or None


def _person(id: str, said: Said) -> Person:
    return Person(id, *(said.get(name) for name in ("name", "name_script", "name_transliterated", "description")))


def _tokens(value: Any) -> Tokens | None:
    if isinstance(value, Tokens):
        return value
    try:
        return tokens.loads(value) if isinstance(value, str) else None
    except BadValue:
        return None


def _label(term: Term) -> str:
    if term.label == term.code:
        return term.label[:1].upper() + term.label[1:]
    return f"{term.code}  {term.label}" if ":" in term.code else term.label


def _length(value: Any) -> int:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return 0
    return len(cast("list[Any]", value)) if isinstance(value, (list, tuple)) else 0


def _clock(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _short(title: str) -> str:
    line = on_one_line(title)
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1].rstrip()}…"
