"""Incidents: what happened, or is said to have."""

from dataclasses import replace
from typing import Any

from app import dates
from app.problems import Refused
from db.casefile import CaseFile
from db.folding import fold
from db.identity import new_id
from db.records import Incident, IncidentAlias
from db.references import references_to
from db.standing import pairs_said

_LABELS = {
    "title": "Title",
    "date": "Date",
    "place": "Place",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "kind": "Kind",
    "target": "Target",
    "weapon": "Weapon",
    "claimed_by": "Claimed by",
    "attributed_to": "Attributed to",
    "sources": "Sources",
    "notes": "Notes",
}
FIELDS = frozenset(_LABELS)
_WHERE = ("latitude", "longitude")


def add(case: CaseFile, title: str, **fields: Any) -> Incident:
    """A new incident; its date is EDTF, its coordinates decimal degrees (WGS 84)."""
    if not title.strip():
        raise Refused("An incident needs a title.", "Give it one.")
    return case.incidents.add(Incident(new_id(), title.strip(), **_checked(fields)))


def change(case: CaseFile, incident_id: str, **fields: Any) -> Incident:
    """Set some fields of an incident."""
    if "title" in fields and not (fields["title"] or "").strip():
        raise Refused("An incident needs a title.", "Give it one.")
    return case.incidents.change(incident_id, **_checked(fields))


def delete(case: CaseFile, incident_id: str) -> None:
    """Remove an incident and what hangs on it: its links, and the memory of incidents that gave way to it."""
    for one in references_to(case.connection, "incident", incident_id):
        if one.is_kept:
            case.table(one.table).remove(one.id)
    case.incidents.remove(incident_id)


def join(case: CaseFile, keep_id: str, other_id: str) -> Incident:
    """Make one incident of two that are the same; returns the one that stays.

    What refers to the other refers to the kept one then; a link that the kept one has already, equal in everything, is
    not kept twice. Fields that the kept one leaves empty are filled; where both say something else, the other's words
    go into the notes, with who entered them. Copies of the case learn by the alias that the other gave way: what is
    linked to it elsewhere can follow (`decide` of a conflict about it does that).
    """
    if keep_id == other_id:
        raise Refused("An incident can't be joined with itself.", "Choose two.")
    keep, other = case.incidents.get(keep_id), case.incidents.get(other_id)
    filled = _filled(keep, other)
    told = _told(case, replace(keep, **filled), other)
    if told:
        filled["notes"] = f"{keep.notes}\n\n{told}" if keep.notes else told
    case.incidents.change(keep_id, **filled)
    _remember(case, keep_id, other_id)
    _refer_to(case, keep_id, other_id)
    case.incidents.remove(other_id)
    # Where the kept one was deleted meanwhile, this says that it is to stay.
    case.ledger.settle("incident", keep_id, [])
    return case.incidents.get(keep_id)


def keep_apart(case: CaseFile, one_id: str, other_id: str) -> None:
    """Say that these are two incidents, so that nobody is asked again; undo asks again.

    The act itself is the answer. Of the incidents it says only that they are there.
    """
    if one_id == other_id:
        raise Refused("This is one incident.", "Choose two.")
    for id in (one_id, other_id):
        case.incidents.get(id)
        case.ledger.settle("incident", id, [])


def kept_apart(case: CaseFile) -> set[tuple[str, str]]:
    """The pairs of ids, the lesser first, that were said to be two incidents."""
    return pairs_said(case.connection, "incidents.keep_apart", "incident")


def _filled(keep: Incident, other: Incident) -> dict[str, Any]:
    empty = [name for name in _LABELS if getattr(keep, name) is None and getattr(other, name) is not None]
    # A point on the map is one thing, and belongs to a place of the same name.
    elsewhere = keep.place is not None and other.place is not None and fold(keep.place) != fold(other.place)
    if elsewhere or any(getattr(keep, name) is not None for name in _WHERE):
        empty = [name for name in empty if name not in _WHERE]
    return {name: getattr(other, name) for name in empty if name != "notes"}


def _told(case: CaseFile, keep: Incident, other: Incident) -> str:
    """What the other says otherwise, and who entered it; empty if it says nothing else."""
    differs = [name for name in _LABELS if getattr(other, name) not in (None, getattr(keep, name))]
    if not differs:
        return ""
    lines = [f"{_LABELS[name]}: {getattr(other, name)}" for name in differs]
    return "\n".join([f"Also entered by {_maker(case, other.id)}:", *lines])


def _maker(case: CaseFile, incident_id: str) -> str:
    act = next((act for act, did in case.ledger.history("incident", incident_id) if did["op"] == "insert"), None)
    reviewer = case.reviewers.find(act.reviewer_id) if act else None
    return reviewer.name if reviewer else "somebody"


def _remember(case: CaseFile, keep_id: str, other_id: str) -> None:
    """Note that the other gave way, also for those that had given way to it."""
    for id in [other_id, *(alias.id for alias in case.aliases.of(other_id)), keep_id]:
        if case.aliases.find(id) is None:
            if id != keep_id:
                case.aliases.add(IncidentAlias(id, keep_id))
        elif id == keep_id:
            case.aliases.remove(id)
        else:
            case.aliases.change(id, incident_id=keep_id)


def _refer_to(case: CaseFile, keep_id: str, other_id: str) -> None:
    """Have all that refers to one incident refer to another; what would then be there twice is removed."""
    for one in references_to(case.connection, "incident", other_id):
        table = case.table(one.table)
        moved = table.change(one.id, **{one.column: keep_id})
        beside = table.where(f"{one.column} = ?", keep_id)
        if any(twin.id != one.id and replace(twin, id=one.id) == moved for twin in beside):
            table.remove(one.id)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    if fields.get("date") is not None:
        dates.check(fields["date"])
    for name, limit in (("latitude", 90), ("longitude", 180)):
        value = fields.get(name)
        if value is not None and not _degrees(value, limit):
            raise Refused(f"“{value}” is no {name}.", f"Write decimal degrees between -{limit} and {limit}.")
    return fields


def _degrees(value: str, limit: int) -> bool:
    try:
        return -limit <= float(value) <= limit
    except ValueError:
        return False
