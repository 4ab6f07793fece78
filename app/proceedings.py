"""Where a case is, or may be, argued: the forum, the standard of proof, and who is a party."""

from typing import Any

from app import law
from app.entered import checked, words
from app.problems import Refused
from db.casefile import CaseFile
from db.claims import Proceeding, ProceedingParty
from db.identity import new_id

FIELDS = ("title", "forum", "reference", "standard", "date", "notes")
_TITLE = "A proceeding needs a title."
_SIDE = "A party needs a side, such as prosecution, defence, claimant or respondent."
_PARTY = ("side", "person_id", "organisation_id", "name")


def add(case: CaseFile, title: str, **fields: Any) -> Proceeding:
    """A new proceeding; its standard of proof is one of the case's list."""
    told = _checked(case, fields)
    return case.argument.proceedings.add(Proceeding(new_id(), words(title, _TITLE), **told))


def change(case: CaseFile, proceeding_id: str, **fields: Any) -> Proceeding:
    """Set some fields of a proceeding."""
    told = _checked(case, fields)
    if "title" in told:
        told["title"] = words(told["title"], _TITLE)
    return case.argument.proceedings.change(proceeding_id, **told)


def remove(case: CaseFile, proceeding_id: str) -> None:
    """Remove a proceeding and its parties."""
    for party in case.argument.proceeding_parties.of(proceeding_id):
        case.argument.proceeding_parties.remove(party.id)
    case.argument.proceedings.remove(proceeding_id)


def add_party(case: CaseFile, proceeding_id: str, side: str, **fields: Any) -> ProceedingParty:
    """A party: a person or an organisation of the case, or the name of somebody else."""
    case.argument.proceedings.get(proceeding_id)
    told = checked(case, _PARTY[1:], fields)
    party = ProceedingParty(new_id(), proceeding_id, words(side, _SIDE), **told)
    return case.argument.proceeding_parties.add(_whole(party))


def change_party(case: CaseFile, party_id: str, **fields: Any) -> ProceedingParty:
    """Set some fields of a party."""
    told = checked(case, _PARTY, fields)
    if "side" in told:
        told["side"] = words(told["side"], _SIDE)
    return _whole(case.argument.proceeding_parties.change(party_id, **told))


def remove_party(case: CaseFile, party_id: str) -> None:
    """Remove a party from its proceeding."""
    case.argument.proceeding_parties.remove(party_id)


def _checked(case: CaseFile, fields: dict[str, Any]) -> dict[str, Any]:
    told = checked(case, FIELDS, fields)
    law.check_term(case, "standard_of_proof", told.get("standard"))
    return told


def _whole(party: ProceedingParty) -> ProceedingParty:
    if not (party.person_id or party.organisation_id or party.name):
        raise Refused("The party is not named.", "Choose a person or an organisation, or write a name.")
    return party
