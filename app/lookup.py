"""Finding a record by what a person would call it: its id, or a title that only one of its kind bears."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from app.problems import Refused
from db.casefile import CaseFile
from db.records import Framework, Incident, Media, Organisation, Person, Quote, Transcript


class _Named(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Named)


def media(case: CaseFile, wanted: str) -> Media:
    """The recording with that id or title."""
    return _one("recording", case.media.all(), wanted, lambda one: (one.title,))


def transcript(case: CaseFile, wanted: str) -> Transcript:
    """The transcript with that id or title."""
    return _one("transcript", case.transcripts.all(), wanted, lambda one: (one.title,))


def quote(case: CaseFile, wanted: str) -> Quote:
    """The quote with that id or title."""
    return _one("quote", case.quotes.all(), wanted, lambda one: (one.title,))


def person(case: CaseFile, wanted: str) -> Person:
    """The person with that id, or with that name in any of its forms."""
    return _one(
        "person",
        case.people.all(),
        wanted,
        lambda one: (one.name, one.name_script, one.name_transliterated, one.description),
    )


def organisation(case: CaseFile, wanted: str) -> Organisation:
    """The organisation with that id, name or short name."""
    return _one("organisation", case.organisations.all(), wanted, lambda one: (one.name, one.short_name))


def incident(case: CaseFile, wanted: str) -> Incident:
    """The incident with that id or title."""
    return _one("incident", case.incidents.all(), wanted, lambda one: (one.title,))


def framework(case: CaseFile, wanted: str) -> Framework:
    """The framework of this case with that id or title."""
    return _one("framework", case.frameworks.all(), wanted, lambda one: (one.title,))


def _one(what: str, records: Iterable[R], wanted: str, names: Callable[[R], tuple[str | None, ...]]) -> R:
    """The record with that id, else the only one of that name, else the only one of it in other letter case."""
    known = list(records)
    tests: tuple[Callable[[R], bool], ...] = (
        lambda one: one.id == wanted,
        lambda one: wanted in names(one),
        lambda one: _folded(wanted) in {_folded(name) for name in names(one) if name},
    )
    for test in tests:
        found = [one for one in known if test(one)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(one.id for one in found[:5])
            raise Refused(f"More than one {what} is called “{wanted}”.", f"Give an id: {ids}.")
    raise Refused(f"There is no {what} “{wanted}” in this case.", "Give an id or the whole title of one that is there.")


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
