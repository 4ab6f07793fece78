"""What a quote has to do with an incident, or with an element of the law."""

from dataclasses import replace
from typing import Any

from app import incidents, law
from app.problems import Refused
from db.casefile import CaseFile
from db.identity import new_id
from db.records import Link

_TERMS = {
    "relation": "statement_incident_relation",
    "polarity": "polarity",
    "bearing": "bearing_on_element",
    "directness": "directness",
}


def to_incident(case: CaseFile, quote_id: str, incident_id: str, relation: str | None = None, **fields: Any) -> Link:
    """Link a quote to an incident. Without a polarity of its own the link takes the relation's, where that is plain."""
    case.quotes.get(quote_id)
    case.incidents.get(incident_id)
    fields.setdefault("polarity", default_polarity(case, relation))
    link = Link(new_id(), quote_id, incident_id, relation=relation)
    return case.links.add(replace(link, **_checked(case, {"relation": relation, **fields})))


def to_new_incident(case: CaseFile, quote_id: str, title: str, relation: str | None = None, **fields: Any) -> Link:
    """The same with an incident that is not in the case yet, in one step."""
    return to_incident(case, quote_id, incidents.add(case, title).id, relation, **fields)


def to_element(
    case: CaseFile, quote_id: str, framework_id: str, code: str, bearing: str | None = None, **fields: Any
) -> Link:
    """Link a quote to an element by its path or unique code; a framework not yet in the case is copied into it."""
    case.quotes.get(quote_id)
    return _bears(case, Link(new_id(), quote_id, None), framework_id, code, bearing=bearing, **fields)


def incident_to_element(
    case: CaseFile, incident_id: str, framework_id: str, code: str, bearing: str | None = None, **fields: Any
) -> Link:
    """Link an incident to an element: what happened can bear on the law as what was said does."""
    case.incidents.get(incident_id)
    return _bears(case, Link(new_id(), None, incident_id), framework_id, code, bearing=bearing, **fields)


def change(case: CaseFile, link_id: str, **fields: Any) -> Link:
    """Set relation, polarity, bearing, directness, weight, reason or survives_without_brackets of a link.

    A relation is to an incident, a bearing on an element of the law: Refused where the link is to the other.
    """
    link = case.links.get(link_id)
    if fields.get("bearing" if link.framework_id is None else "relation") is not None:
        raise Refused("A relation is to an incident, a bearing on an element of the law.", "Give what the link is of.")
    if link.quote_id is None and fields.get("survives_without_brackets") is not None:
        raise Refused("An incident has no inserted words.", "Answer the bracket test of its quotes.")
    return case.links.change(link_id, **_checked(case, fields))


def remove(case: CaseFile, link_id: str) -> None:
    """Remove a link."""
    case.links.remove(link_id)


def default_polarity(case: CaseFile, relation: str | None) -> str | None:
    """The polarity that goes with a relation, if it is one that a link can have as it stands.

    "Exculpatory or control" and the like are left open: which of the two, only a person can say.
    """
    known = {term.code for term in law.terms(case, "polarity")}
    found = next((term.default for term in law.terms(case, "statement_incident_relation") if term.code == relation), "")
    return found if found in known else None


def _bears(case: CaseFile, link: Link, framework_id: str, code: str, **fields: Any) -> Link:
    element = law.element_of(case, law.choose(case, framework_id).id, code)
    link = replace(link, framework_id=framework_id, element_path=element.path)
    return case.links.add(replace(link, **_checked(case, fields)))


def _checked(case: CaseFile, fields: dict[str, Any]) -> dict[str, Any]:
    for name, vocabulary in _TERMS.items():
        law.check_term(case, vocabulary, fields.get(name))
    weight = fields.get("weight")
    if weight is not None and weight not in range(5):
        raise Refused("A weight is a number from 0 (none) to 4 (would carry the element if believed).", "Choose one.")
    if fields.get("survives_without_brackets") not in (None, 0, 1):
        raise Refused("The bracket test has two answers: 1 (holds) and 0 (falls).", "Choose one.")
    return fields
