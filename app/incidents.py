"""Incidents: what happened, or is said to have."""

from typing import Any

from app import dates
from app.problems import Refused
from db.casefile import CaseFile
from db.identity import new_id
from db.records import Incident


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
    """Remove an incident and its links."""
    for link in case.links.of_incident(incident_id):
        case.links.remove(link.id)
    case.incidents.remove(incident_id)


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
