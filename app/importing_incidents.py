"""Bringing a table of incidents into the case in one step, with those named that may be there already."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from app import same_incident
from app.incident_tables import columns, drafts, reading
from app.incident_tables.drafts import Draft, Drafts
from app.incident_tables.reading import Skipped
from app.incident_tables.written_dates import Order
from app.incidents import kept_apart
from app.problems import Refused
from app.same_incident import Suggestion
from db.casefile import CaseFile
from db.claims import ForeignRecord
from db.identity import new_id
from db.records import Incident

FORM = "csv"


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of it."""

    ids: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    """Rows that were left out, and why."""
    noticed: tuple[Skipped, ...]
    twice: tuple[Suggestion, ...]
    """New incidents that may be there already; a person joins them or says that they are two."""


def read(data: bytes, wishes: tuple[str, ...] = (), order: Order | None = None, encoding: str | None = None) -> Drafts:
    """What the bytes of a CSV file come to, by the guessed map of its columns and what is wished otherwise."""
    table = reading.read(data, encoding)
    return drafts.of(table, columns.corrected(columns.guess(table.head), table.head, wishes), order)


def bring_in(case: CaseFile, found: Drafts, file_name: str) -> Brought:
    """Add the incidents; what a row says is kept whole with its incident. Rows brought in before are left out."""
    if not found.drafts:
        why = f" Line {found.skipped[0].line}: {found.skipped[0].why}." if found.skipped else ""
        raise Refused(f"No row of this table can be brought in as an incident.{why}", "Look at the map of its columns.")
    before = {
        (one.foreign_id, one.rest)
        for one in case.argument.foreign_records.all()
        if one.form == FORM and one.record_id is not None and case.incidents.find(one.record_id) is not None
    }
    known = {id for id, _ in before if id}
    skipped = list(found.skipped)
    made: list[Incident] = []
    for draft in found.drafts:
        rest = json.dumps({"file": file_name, "row": draft.cells}, ensure_ascii=False)
        if draft.reference in known or (None, rest) in before:
            skipped.append(Skipped(draft.line, "was brought in before"))
            continue
        made.append(case.incidents.add(_incident(draft, file_name)))
        kept = ForeignRecord(new_id(), FORM, "row", draft.line, rest, draft.reference, "incident", made[-1].id)
        case.argument.foreign_records.add(kept)
    ids = {one.id for one in made}
    pairs = same_incident.suggestions(case.incidents.all(), kept_apart(case))
    twice = tuple(pair for pair in pairs if pair.one.id in ids or pair.other.id in ids)
    skipped.sort(key=lambda one: one.line)
    return Brought(tuple(one.id for one in made), tuple(skipped), found.noticed, twice)


def suggestions(case: CaseFile, found: Drafts) -> list[tuple[Draft, Incident, str]]:
    """Rows that may be incidents of the case, before anything is brought in: with the incident, and why."""
    return compared(case.incidents.all(), kept_apart(case), found)


def compared(
    known: Sequence[Incident], apart: Collection[tuple[str, str]], found: Drafts
) -> list[tuple[Draft, Incident, str]]:
    """The same for the incidents of a case that was asked before, so that it can be done in a thread."""
    new = {f"~{number}": draft for number, draft in enumerate(found.drafts)}
    incidents = [replace(_incident(draft, ""), id=id) for id, draft in new.items()]
    pairs = same_incident.suggestions([*known, *incidents], apart)
    return [
        (new[pair.other.id], pair.one, pair.reason) for pair in pairs if pair.other.id in new and pair.one.id not in new
    ]


def _incident(draft: Draft, file_name: str) -> Incident:
    fields = dict(draft.fields)
    origin = f"From {file_name}, line {draft.line}" + (f", {draft.reference}." if draft.reference else ".")
    fields["notes"] = "\n".join(part for part in (fields.get("notes"), origin) if part)
    return Incident(new_id(), **fields)
