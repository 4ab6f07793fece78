"""Everything in the case that has a date, on one line of time: said, happened, made public, in force, in office."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app import dates
from app.people import name_of
from db.casefile import CaseFile

Kind = Literal["statement", "incident", "detail", "law", "office"]
KINDS: tuple[Kind, ...] = ("statement", "incident", "detail", "law", "office")
MOST_STATEMENTS = 1000
"""Of more quotes, those of one speaker in one recording are told together."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing with a date, which may be a long time, or not well known."""

    kind: Kind
    table: str
    record_id: str
    title: str
    written: str
    """The EDTF date, or the two dates, as they stand in the case."""
    first: date | None
    """The earliest day that it may mean; None where it is open or not known."""
    last: date | None
    is_lasting: bool
    """Whether it goes on from the first day to the last, rather than lying somewhere between them."""
    is_doubtful: bool
    """Whether the source calls the date uncertain or approximate, or leaves a part of it out."""
    note: str = ""
    count: int = 1
    """How many quotes it stands for: more than one in a case of very many, where a recording's are told together."""

    @property
    def in_words(self) -> str:
        """The date in words."""
        return dates.in_words(self.written)


@dataclass(frozen=True, slots=True)
class Chronology:
    """What has a date, in order of its first day, and what has none."""

    dated: tuple[Happening, ...]
    undated: tuple[Happening, ...]

    @property
    def first(self) -> date | None:
        """The first day of all."""
        return min((day for one in self.dated for day in (one.first, one.last) if day), default=None)

    @property
    def last(self) -> date | None:
        """The last day of all."""
        return max((day for one in self.dated for day in (one.first, one.last) if day), default=None)


def of_case(case: CaseFile) -> Chronology:
    """The chronology of a case."""
    found = [one for gather in (_statements, _incidents, _details, _law, _offices) for one in gather(case)]
    dated = [one for one in found if one.first or one.last]
    dated.sort(key=lambda one: (one.first or one.last or date.max, one.last or date.max, one.title, one.record_id))
    return Chronology(tuple(dated), tuple(one for one in found if not (one.first or one.last)))


def _statements(case: CaseFile) -> Iterator[Happening]:
    people = {person.id: name_of(person) for person in case.people.all()}
    media = {medium.id: medium for medium in case.media.all()}
    if case.quotes.count() > MOST_STATEMENTS:
        for media_id, speaker_id, count in case.quotes.tally():
            medium, who = media[media_id], people.get(speaker_id or "", "")
            one = _happening(
                "statement", "media", f"{media_id} {speaker_id or ''}", medium.title, medium.broadcast_date
            )
            yield replace(one, note=who, count=count)
        return
    for quote in case.quotes.all():
        medium = media[quote.media_id]
        spans = list(quote.tokens.spans("translation")) or list(quote.tokens.spans("original"))
        title = quote.title or (spans[0].text if spans else "")
        who = people.get(quote.speaker_id or "", "")
        yield _happening("statement", "quote", quote.id, title, medium.broadcast_date, note=who or medium.title)


def _incidents(case: CaseFile) -> Iterator[Happening]:
    for incident in case.incidents.all():
        yield _happening("incident", "incident", incident.id, incident.title, incident.date, note=incident.place or "")


def _details(case: CaseFile) -> Iterator[Happening]:
    titles = {incident.id: incident.title for incident in case.incidents.all()}
    for detail in case.argument.incident_details.all():
        note = titles[detail.incident_id]
        yield _happening("detail", "incident_detail", detail.id, detail.detail, detail.public_on, note=note)


def _law(case: CaseFile) -> Iterator[Happening]:
    for measure in case.argument.measures.all():
        period = _period(measure.in_force_from, measure.in_force_to)
        yield _happening("law", "measure", measure.id, measure.title, period, lasting=True, note=measure.citation or "")


def _offices(case: CaseFile) -> Iterator[Happening]:
    people = {person.id: name_of(person) for person in case.people.all()}
    names = {one.id: one.short_name or one.name for one in case.organisations.all()}
    for role in case.roles.all():
        title = ", ".join(part for part in (people[role.person_id], role.title) if part)
        note = names.get(role.organisation_id or "", "")
        period = _period(role.date_from, role.date_to)
        yield _happening("office", "role", role.id, title, period, lasting=True, note=note)


def _period(first: str | None, last: str | None) -> str | None:
    if first is None and last is None:
        return None
    return f"{first or ''}/{last or ''}"


def _happening(
    kind: Kind, table: str, record_id: str, title: str, written: str | None, *, lasting: bool = False, note: str = ""
) -> Happening:
    text = written or ""
    first, last = dates.bounds(text) if text else (None, None)
    doubtful = any(mark in text for mark in "?~%X")
    return Happening(kind, table, record_id, title, text, first, last, lasting or "/" in text, doubtful, note)
