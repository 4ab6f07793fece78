"""Frameworks of a case that somebody wrote or changed: brought in from files, replaced, and written out again."""

from typing import Any

from app import framework_files, law
from app.problems import Refused
from db.casefile import CaseFile
from db.claims import Measure
from db.identity import new_id
from db.records import Framework


def add(case: CaseFile, data: bytes) -> Framework:
    """A framework out of the bytes of its file; NotAFramework says what is wrong with it and where."""
    plain = framework_files.read(data)
    if case.frameworks.find(plain["id"]) is not None:
        raise Refused(
            f"The case has a framework “{plain['id']}” already.", "Replace that one, or give this one another id."
        )
    made = law.copy_in(case, data, plain)
    _date(case, plain)
    return made


def replace(case: CaseFile, framework_id: str, data: bytes) -> Framework:
    """Another version of a framework; refused if links stand on elements that it no longer has."""
    plain = framework_files.read(data)
    case.frameworks.get(framework_id)
    if plain["id"] != framework_id:
        raise Refused(f"The file is the framework “{plain['id']}”, not “{framework_id}”.", "Keep its id, or add it.")
    made = law.framework_of(case, data, plain)
    paths = {path for path, _ in framework_files.walk(plain["nodes"])}
    lost = sorted({link.element_path for link in case.links.of_framework(framework_id) if link.element_path} - paths)
    if lost:
        raise Refused(
            f"Links stand on elements that this version does not have: {', '.join(lost)}.",
            "Keep those elements, or remove the links first.",
        )
    for measure in case.argument.measures.where("framework_id = ?", framework_id):
        if measure.note == law.SAID_BY_FILE:
            case.argument.measures.remove(measure.id)
        elif measure.element_path is not None and measure.element_path not in paths:
            raise Refused(f"“{measure.title}” names the element {measure.element_path}.", "Change that first.")
    fields = ("title", "content_sha256", "original_sha256", "jurisdiction", "category", "citation", "version", "date")
    more = ("root_logic", "applicability", "disclaimer", "verify")
    changed = case.frameworks.change(framework_id, **{name: getattr(made, name) for name in (*fields, *more)})
    _date(case, plain)
    return changed


def file_of(case: CaseFile, framework_id: str) -> bytes:
    """The bytes of the file that a framework was copied from."""
    framework = case.frameworks.get(framework_id)
    if framework.original_sha256 is None:
        raise Refused("The file of this framework was not kept.", "Choose it anew.")
    return case.contents.original(framework.original_sha256)


def notes(case: CaseFile, framework_id: str) -> list[str]:
    """Everything that nobody has checked yet of a framework and of each of its elements; to be shown with it."""
    framework = case.frameworks.get(framework_id)
    found = [line for line in (framework.verify or "").split("\n") if line]
    elements = case.frameworks.elements(framework_id)
    return found + [f"{element.path}: {element.verify}" for element in elements if element.verify]


def _date(case: CaseFile, plain: dict[str, Any]) -> None:
    """Since when the whole or an element is in force, where the file says so, as law with a date."""
    for path, title, first, last in framework_files.in_force(plain):
        case.argument.measures.add(
            Measure(
                id=new_id(),
                title=title,
                kind="statute",
                in_force_from=first,
                in_force_to=last,
                framework_id=plain["id"],
                element_path=path,
                citation=plain["citation"],
                note=law.SAID_BY_FILE,
            )
        )
