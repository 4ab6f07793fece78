"""Law with a date: designations, sanctions, statutes and their versions, and other facts from outside the sources."""

from typing import Any

from app import attached, law
from app.entered import checked, not_before, one_of, words
from app.problems import Refused
from db.casefile import CaseFile
from db.claims import Measure
from db.identity import new_id

FIELDS = (
    *("title", "kind", "in_force_from", "in_force_to", "framework_id", "element_path", "person_id", "organisation_id"),
    *("citation", "url", "verify", "note"),
)
KINDS = ("designation", "sanction", "statute", "amendment", "ratification", "fact")
_TITLE = "A measure needs a title."


def add(case: CaseFile, title: str, kind: str, **fields: Any) -> Measure:
    """A new measure; `in_force_from` and `in_force_to` are EDTF and stay empty while they are not known."""
    told = checked(case, FIELDS[2:], fields)
    return case.argument.measures.add(_whole(case, Measure(new_id(), words(title, _TITLE), kind, **told)))


def change(case: CaseFile, measure_id: str, **fields: Any) -> Measure:
    """Set some fields of a measure."""
    told = checked(case, FIELDS, fields)
    if "title" in told:
        told["title"] = words(told["title"], _TITLE)
    return _whole(case, case.argument.measures.change(measure_id, **told))


def remove(case: CaseFile, measure_id: str) -> None:
    """Remove a measure, with what hangs on it."""
    attached.remove(case, "measure", measure_id)
    case.argument.measures.remove(measure_id)


def _whole(case: CaseFile, measure: Measure) -> Measure:
    one_of(measure.kind, KINDS, "kind of measure")
    not_before(measure.in_force_from, measure.in_force_to)
    if measure.element_path is not None:
        if measure.framework_id is None:
            raise Refused("An element is named, but not its framework.", "Choose the framework too.")
        law.element_of(case, measure.framework_id, measure.element_path)
    return measure
