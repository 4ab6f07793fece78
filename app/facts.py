"""What is known of an incident piece by piece: details with the date since when everybody could know them, and who had
which part in it.
"""

from typing import Any

from app.entered import checked, one_of, words
from app.problems import Refused
from db.casefile import CaseFile
from db.claims import IncidentActor, IncidentDetail
from db.identity import new_id

DETAIL = ("detail", "public_on", "source", "url", "note")
ACTOR = ("part", "person_id", "organisation_id", "date", "source", "note")
PARTS = {
    "alleged_perpetrator": "alleged to have done it",
    "claims_it": "claims it",
    "denies_it": "denies it",
    "attributes_it": "attributes it to somebody",
    "target": "target",
    "victim": "victim",
    "witness": "witness",
}
"""The parts that somebody can have in an incident, and how they read."""
_DETAIL = "A detail needs words."
_WHO = ("Nobody is named.", "Choose a person or an organisation, or say in the note who it is.")


def add_detail(case: CaseFile, incident_id: str, detail: str, **fields: Any) -> IncidentDetail:
    """Something about an incident; `public_on` (EDTF) stays empty while nobody knows when it became public."""
    case.incidents.get(incident_id)
    told = checked(case, DETAIL[1:], fields)
    return case.argument.incident_details.add(IncidentDetail(new_id(), incident_id, words(detail, _DETAIL), **told))


def change_detail(case: CaseFile, detail_id: str, **fields: Any) -> IncidentDetail:
    """Set some fields of a detail."""
    told = checked(case, DETAIL, fields)
    if "detail" in told:
        told["detail"] = words(told["detail"], _DETAIL)
    return case.argument.incident_details.change(detail_id, **told)


def remove_detail(case: CaseFile, detail_id: str) -> None:
    """Remove a detail."""
    case.argument.incident_details.remove(detail_id)


def add_actor(case: CaseFile, incident_id: str, part: str, **fields: Any) -> IncidentActor:
    """Who had a part in an incident or is said to have had; with who says so, and when."""
    case.incidents.get(incident_id)
    told = checked(case, ACTOR[1:], fields)
    return case.argument.incident_actors.add(_whole(IncidentActor(new_id(), incident_id, part, **told)))


def change_actor(case: CaseFile, actor_id: str, **fields: Any) -> IncidentActor:
    """Set some fields of an actor."""
    return _whole(case.argument.incident_actors.change(actor_id, **checked(case, ACTOR, fields)))


def remove_actor(case: CaseFile, actor_id: str) -> None:
    """Remove an actor from an incident."""
    case.argument.incident_actors.remove(actor_id)


def _whole(actor: IncidentActor) -> IncidentActor:
    one_of(actor.part, PARTS, "part in an incident")
    if not (actor.person_id or actor.organisation_id or actor.note):
        raise Refused(*_WHO)
    return actor
