"""The legal frameworks and vocabularies that ship with the program, and those that a case has chosen.

No lawyer has reviewed this data: each framework's `verify` notes say what is still to be checked, and are shown where
the framework is.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any, cast

from app import paths
from app.problems import Refused
from db.casefile import CaseFile
from db.records import Element, Framework, Term, Vocabulary

SAID_BY_FILE = "As the framework's own file says."
"""The note of a measure that was made from a framework's file."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A framework that can be chosen for a case."""

    id: str
    title: str
    jurisdiction: str
    category: str
    data: bytes


@cache
def offers() -> tuple[Offer, ...]:
    """Every framework that ships, by jurisdiction and title."""
    found: list[Offer] = []
    for path in (paths.resources() / "legal" / "frameworks").glob("*.json"):
        data = path.read_bytes()
        plain = json.loads(data)
        found.append(Offer(plain["id"], plain["title"], plain["jurisdiction"], plain["category"], data))
    return tuple(sorted(found, key=lambda offer: (offer.jurisdiction, offer.title)))


def choose(case: CaseFile, framework_id: str) -> Framework:
    """Copy a framework into the case, as it stands today. Choosing it again changes nothing."""
    chosen = case.frameworks.find(framework_id)
    if chosen is not None:
        return chosen
    offer = next((offer for offer in offers() if offer.id == framework_id), None)
    if offer is None:
        raise Refused(
            f"There is no framework called “{framework_id}”.", "The manual's reference lists those that ship."
        )
    return copy_in(case, offer.data, json.loads(offer.data))


def copy_in(case: CaseFile, data: bytes, plain: dict[str, Any]) -> Framework:
    """Add a framework to the case as its file has it; the file itself is kept beside it."""
    return case.frameworks.add(framework_of(case, data, plain))


def framework_of(case: CaseFile, data: bytes, plain: dict[str, Any]) -> Framework:
    """The framework as a row, with its file and its elements kept in the case."""
    original = case.contents.keep_original(data)
    content = case.contents.keep_elements(list(_elements(plain["nodes"], None, count())))
    return Framework(
        id=plain["id"],
        title=plain["title"],
        content_sha256=content,
        original_sha256=original,
        jurisdiction=plain["jurisdiction"],
        category=plain["category"],
        citation=plain["citation"],
        version=plain["version"],
        date=plain["date"],
        root_logic=plain["root_logic"],
        applicability=plain["applicability_note"],
        disclaimer=plain["disclaimer"],
        verify="\n".join(plain["verify"]) or None,
    )


def leave_out(case: CaseFile, framework_id: str) -> None:
    """Take a framework out of the case again; refused while a link still stands on it.

    Law with a date that names it stays, and names it no longer; what only its own file said of dates goes with it.
    """
    if case.links.of_framework(framework_id):
        raise Refused("Quotes are linked to elements of this framework.", "Remove those links first.")
    for measure in case.argument.measures.where("framework_id = ?", framework_id):
        if measure.note == SAID_BY_FILE:
            case.argument.measures.remove(measure.id)
        else:
            case.argument.measures.change(measure.id, framework_id=None, element_path=None)
    case.frameworks.remove(framework_id)


def element_of(case: CaseFile, framework_id: str, code: str) -> Element:
    """The element by its path, or by its code where only one bears it."""
    if case.frameworks.find(framework_id) is None:
        raise Refused(f"The case has no framework “{framework_id}”.", "Choose it for the case first.")
    elements = case.frameworks.elements(framework_id)
    found = [element for element in elements if element.path == code] or [
        element for element in elements if element.code == code
    ]
    if len(found) != 1:
        how = "no" if not found else "more than one"
        raise Refused(f"{framework_id} has {how} element “{code}”.", "Give the element's whole path.")
    return found[0]


def load_vocabularies(case: CaseFile) -> None:
    """Copy the controlled lists into a new case."""
    plain = json.loads((paths.resources() / "legal" / "vocabularies.json").read_bytes())
    for name, entries in plain.items():
        if isinstance(entries, list):
            terms = tuple(_term(entry) for entry in cast("list[Any]", entries))
            case.vocabularies.add(Vocabulary(name, terms))


def terms(case: CaseFile, vocabulary: str) -> tuple[Term, ...]:
    """The entries of one of the case's lists, in their own order."""
    found = case.vocabularies.find(vocabulary)
    return found.terms if found else ()


def check_term(case: CaseFile, vocabulary: str, code: str | None) -> str | None:
    """The code itself if the case's list has it (or it is None); Refused with the list otherwise."""
    known = [term.code for term in terms(case, vocabulary)]
    if code is None or code in known:
        return code
    what = vocabulary.replace("_", " ")
    raise Refused(f"“{code}” is no {what}.", f"Choose one of: {', '.join(known)}.")


def _elements(nodes: list[dict[str, Any]], parent: str | None, numbers: Iterator[int]) -> Iterator[Element]:
    for node in nodes:
        path = f"{parent}/{node['code']}" if parent else node["code"]
        yield Element(
            path=path,
            code=node["code"],
            parent=parent,
            ordinal=next(numbers),
            title=node["title"],
            text=node["text"],
            kind=node["kind"],
            logic=node["logic"],
            statement_fit=node["statement_fit"],
            hints=tuple(node["means_of_proof_hint"]),
            verify=node["verify"],
        )
        yield from _elements(node["children"], path, numbers)


def _term(entry: Any) -> Term:
    """A term from `code`, or `[code, label, note, default, basis]` of which only the code must be there."""
    if not isinstance(entry, list):
        return Term(str(entry), str(entry))
    parts = [str(part) for part in cast("list[Any]", entry)]
    code, label, note, default = (parts + [""] * 4)[:4]
    return Term(code, label or code, note, default)
