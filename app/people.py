"""People, the organisations they belong to, and the offices they held."""

from typing import Any

from app import attached, dates
from app.problems import Refused
from db.casefile import CaseFile
from db.identity import new_id
from db.records import Organisation, Person, Role
from db.references import references_to

FIELDS = frozenset({"name", "name_script", "name_transliterated", "description", "identified_by", "notes"})
"""What can be said of a person."""
_CALLED = ("name", "name_script", "name_transliterated", "description")
ORGANISATION_FIELDS = frozenset({"name", "short_name", "kind", "affiliation", "notes"})

ROLE_FIELDS = frozenset({"title", "organisation_id", "date_from", "date_to", "source"})

_NAMES = {
    "incident_actor": "an incident",
    "proceeding_party": "a proceeding",
    "measure": "a measure",
    "nested_speech": "a quote, for words that were passed on",
    "we_reference": "a quote, for whom “we” means",
}


def add_person(case: CaseFile, name: str | None = None, **fields: Any) -> Person:
    """A person with at least one form of a name, or a description in its place."""
    _named({"name": name, **fields})
    return case.people.add(Person(new_id(), name, **fields))


def add_speaker(case: CaseFile, quote_id: str, name: str) -> Person:
    """A new person of that name, who says a quote; in one step."""
    person = add_person(case, name)
    case.quotes.change(quote_id, speaker_id=person.id)
    return person


def change_person(case: CaseFile, person_id: str, **fields: Any) -> Person:
    """Set some fields of a person, who keeps at least one form of a name or a description."""
    assert not fields.keys() - FIELDS, f"no fields of a person: {fields.keys()}"
    _named({**{name: getattr(case.people.get(person_id), name) for name in _CALLED}, **fields})
    return case.people.change(person_id, **fields)


def remove_person(case: CaseFile, person_id: str) -> None:
    """Remove a person and the offices; refused while a quote names them as its speaker."""
    if case.quotes.where("speaker_id = ?", person_id):
        raise Refused("Quotes name this person as their speaker.", "Give those quotes another speaker first.")
    for role in case.roles.of(person_id):
        case.roles.remove(role.id)
    _refuse_if_named(case, "person", person_id)
    attached.remove(case, "person", person_id)
    case.people.remove(person_id)


def add_organisation(case: CaseFile, name: str, **fields: Any) -> Organisation:
    """A group, an outlet, a state body."""
    if not name.strip():
        raise Refused("An organisation needs a name.", "Give it one.")
    return case.organisations.add(Organisation(new_id(), name.strip(), **fields))


def change_organisation(case: CaseFile, organisation_id: str, **fields: Any) -> Organisation:
    """Set some fields of an organisation."""
    assert not fields.keys() - ORGANISATION_FIELDS, f"no fields of an organisation: {fields.keys()}"
    if "name" in fields and not (fields["name"] or "").strip():
        raise Refused("An organisation needs a name.", "Give it one.")
    return case.organisations.change(organisation_id, **fields)


def remove_organisation(case: CaseFile, organisation_id: str) -> None:
    """Remove an organisation; refused while somebody holds an office in it."""
    if case.roles.where("organisation_id = ?", organisation_id):
        raise Refused("Somebody holds an office in this organisation.", "Remove that office first.")
    _refuse_if_named(case, "organisation", organisation_id)
    attached.remove(case, "organisation", organisation_id)
    case.organisations.remove(organisation_id)


def add_role(
    case: CaseFile,
    person_id: str,
    title: str,
    organisation_id: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    source: str | None = None,
) -> Role:
    """An office that a person held, from and to EDTF dates that may be unknown; “..” where it is held still."""
    if not title.strip():
        raise Refused("An office needs a title.", "Give it one.")
    case.people.get(person_id)
    if organisation_id is not None:
        case.organisations.get(organisation_id)
    begin, end = dates.check(date_from), dates.check_end(date_to)
    return case.roles.add(Role(new_id(), person_id, organisation_id, title.strip(), begin, end, source))


def change_role(case: CaseFile, role_id: str, **fields: Any) -> Role:
    """Set title, organisation, dates (EDTF) or source of an office."""
    assert not fields.keys() - ROLE_FIELDS, f"no fields of an office: {fields.keys()}"
    if "title" in fields and not (fields["title"] or "").strip():
        raise Refused("An office needs a title.", "Give it one.")
    if fields.get("organisation_id") is not None:
        case.organisations.get(fields["organisation_id"])
    for name, checked in (("date_from", dates.check), ("date_to", dates.check_end)):
        if name in fields:
            fields[name] = checked(fields[name])
    return case.roles.change(role_id, **fields)


def remove_role(case: CaseFile, role_id: str) -> None:
    """Remove an office."""
    case.roles.remove(role_id)


def _named(fields: dict[str, Any]) -> None:
    if not any((fields.get(name) or "").strip() for name in _CALLED):
        raise Refused("A person needs a name, or a description where the name is not known.", "Give one.")


def _refuse_if_named(case: CaseFile, table: str, id: str) -> None:
    """Refuse to remove somebody whom another record of the case names."""
    found = next((one for one in references_to(case.connection, table, id) if one.is_kept), None)
    if found is not None:
        where = _NAMES.get(found.table, found.table.replace("_", " "))
        raise Refused(f"This {table} is named by {where}.", "Take it out there first.")


def name_of(person: Person) -> str:
    """The name to show: as published, else transliterated, else in script, else the description."""
    return person.name or person.name_transliterated or person.name_script or person.description or ""
