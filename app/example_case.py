"""Bringing the worked example of an article (`example-case/1`) into a case.

What the file says and a table can hold goes into its field. What has no field goes, word for word, into the notes or
the reason of the record that it belongs to, and what belongs to none into the notes of the case, so that it can be read
there. Null means not stated. What of the file the case would tell otherwise is kept too, so that the file can be
written again (`example_out`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import collecting, example_argument, example_kept, example_quotes, facts, incidents, linking, people
from app.amounts import amount
from app.example_file import Example, Row, is_fact, load, naming, rest, text, texts
from app.example_kept import FILE
from app.example_said import HYPOTHESIS, TABLES, Teller
from app.problems import Refused
from db.casefile import CaseFile
from db.records import Media

__all__ = ["Brought", "Example", "bring_in", "read"]
_SOURCE = (
    *("id", "kind", "title", "outlet", "simulcast", "broadcast_date", "date", "language", "archive_url", "authors"),
    *("captured_at", "captured_by", "tool"),
)
_INCIDENT = (
    *("id", "title", "date", "place", "kind", "method", "target_alleged", "perpetrator", "perpetrator_hypothesis"),
    *("latitude", "longitude", "claimed_by", "details", "actors"),
)


@dataclass(frozen=True, slots=True)
class Brought:
    """How much came in, and the ids that the file's own ids became."""

    organisations: int
    people: int
    media: int
    quotes: int
    incidents: int
    links: int
    findings: int
    contradictions: int
    tasks: int
    measures: int
    notes: tuple[str, ...]
    """Where the recording has other words than the publication."""
    ids: dict[str, str]

    def __str__(self) -> str:
        counts = (
            f"{amount(self.people, 'person', 'people')}, {amount(self.organisations, 'organisation')}, "
            f"{amount(self.media, 'source')}, {amount(self.quotes, 'quote')}, {amount(self.incidents, 'incident')}, "
            f"{amount(self.links, 'link')}, {amount(self.findings, 'finding')}, "
            f"{amount(self.contradictions, 'contradiction')}, {amount(self.tasks, 'task')} and "
            f"{amount(self.measures, 'fact')} from outside came in."
        )
        return "\n".join([counts, *self.notes])


def read(path: Path) -> Example:
    """The worked example in a file; Refused if it isn't one."""
    return load(path)


def bring_in(case: CaseFile, example: Example, recordings: Mapping[str, str] | None = None) -> Brought:
    """Add all of it to a case in one step.

    `recordings` says which of its sources are recordings that the case has already: source id to media id. Their quotes
    are looked for in the recording's transcripts; the others are set upon their printed text.
    """
    unknown = (recordings or {}).keys() - {row["id"] for row in example.rows("sources")}
    if unknown:
        raise Refused(f"The file has no source “{min(unknown)}”.", "Name one that it has.")
    ids = dict[str, str]()
    for row in example.rows("organisations"):
        with naming(row):
            ids[row["id"]] = _organisation(case, row)
    for row in example.rows("persons"):
        with naming(row):
            ids[row["id"]] = _person(case, row, ids, example)
    for row in example.rows("sources"):
        with naming(row):
            ids[row["id"]] = _source(case, row, example, (recordings or {}).get(row["id"]))
    for row in example.rows("incidents"):
        with naming(row):
            ids[row["id"]] = _incident(case, row, example, ids)
    quotes = example_quotes.bring_in(case, example, ids, set(recordings or ()))
    ids |= quotes.ids
    for row in example.rows("quote_incident_links"):
        with naming(row):
            ids[row["id"]] = _incident_link(case, row, ids)
    for row in example.rows("quote_element_links"):
        with naming(row):
            ids[row["id"]] = _element_link(case, row, ids)
    ids |= example_argument.bring_in(case, example, ids)
    _note(case, example)
    _keep(case, example, ids)
    return Brought(
        organisations=len(example.rows("organisations")),
        people=len(example.rows("persons")),
        media=len(example.rows("sources")) + quotes.media,
        quotes=quotes.count,
        incidents=len(example.rows("incidents")),
        links=len(example.rows("quote_incident_links")) + len(example.rows("quote_element_links")),
        findings=len(example.rows("findings")),
        contradictions=len(example.rows("contradictions")),
        tasks=len(example.items("open_tasks")),
        measures=sum(is_fact(one) for one in example.items("external_context")),
        notes=quotes.notes,
        ids=ids,
    )


def _keep(case: CaseFile, example: Example, ids: Mapping[str, str]) -> None:
    """Keep what of the file the case tells otherwise or not at all; the lists without ids are brought in with it."""
    names = {(TABLES[kind], ids[row["id"]]): row["id"] for kind in TABLES for row in _with_ids(example, kind)}
    teller = Teller(case, {**example_kept.names(case), **names})
    about: Row = {key: ([] if value else value) if key in TABLES else value for key, value in example.plain.items()}
    told: Row = {"title": case.info.title, **{kind: [] for kind in TABLES}}
    example_kept.keep(case, FILE, 0, example_kept.compared(about, told), None, "case_info", case.info.id)
    for kind, table in TABLES.items():
        for ordinal, row in enumerate(_with_ids(example, kind)):
            id = ids[row["id"]]
            kept = example_kept.compared(row, teller.row(kind, id))
            example_kept.keep(case, kind, ordinal, kept, row["id"], table, id)
    for ordinal, value in enumerate(example.items("open_tasks")):
        id = example_argument.task(case, value)
        kept = example_kept.compared({"value": value}, teller.row("open_tasks", id))
        example_kept.keep(case, "open_tasks", ordinal, kept, None, "task", id)
    for ordinal, value in enumerate(example.items("external_context")):
        if is_fact(value):
            id = example_argument.context(case, value, example, ids)
            kept = example_kept.compared(value, teller.row("external_context", id))
            example_kept.keep(case, "external_context", ordinal, kept, None, "measure", id)
        else:
            example_kept.keep(case, "external_context", ordinal, example_kept.compared({"value": value}, {}))


def _with_ids(example: Example, kind: str) -> list[Row]:
    return [] if kind in ("open_tasks", "external_context") else example.rows(kind)


def _organisation(case: CaseFile, row: Row) -> str:
    known = ("id", "name", "short", "type", "affiliation")
    return people.add_organisation(
        case,
        text(row, "name") or "",
        short_name=text(row, "short"),
        kind=text(row, "type"),
        affiliation=text(row, "affiliation"),
        notes=_noted(row, known),
    ).id


def _person(case: CaseFile, row: Row, ids: Mapping[str, str], example: Example) -> str:
    known = ("id", "name", "name_original_script", "roles", "speaker_identification_basis")
    roles = example.inner(row, "roles")
    name = text(row, "name")
    made = people.add_person(
        case,
        name,
        name_script=text(row, "name_original_script"),
        description=None if name else "; ".join(text(role, "role") or "" for role in roles),
        identified_by=text(row, "speaker_identification_basis"),
        notes=_noted(row, known),
    )
    for role in roles:
        people.add_role(case, made.id, text(role, "role") or "", _known(role, "org", ids), source=example.title)
    return made.id


def _noted(row: Row, known: Sequence[str]) -> str | None:
    """The file's own note on a record, and below it what else has no field."""
    return "\n".join(line for line in (text(row, "note"), rest(row, (*known, "note"))) if line) or None


def _source(case: CaseFile, row: Row, example: Example, recording: str | None) -> str:
    """The source as a medium, or what is known of it added to the recording that the case has."""
    url = text(row, "url_as_printed")
    is_address = url is not None and url.startswith(("http://", "https://"))
    names = {one["id"]: text(one, "name") or text(one, "short") or one["id"] for one in example.rows("organisations")}
    authors = {one["id"]: text(one, "name") or one["id"] for one in example.rows("persons")}
    known = (*_SOURCE, "url_as_printed") if is_address else _SOURCE
    notes = [rest(row, known)]
    if texts(row, "authors"):
        notes.append("Authors: " + ", ".join(authors.get(one, one) for one in texts(row, "authors")) + ".")
    outlet = text(row, "outlet")
    described: dict[str, Any] = {
        "outlet": names.get(outlet or "", outlet),
        "also_on": ", ".join(names.get(one, one) for one in texts(row, "simulcast")) or None,
        "broadcast_date": text(row, "broadcast_date") or text(row, "date"),
        "language": text(row, "language"),
        "url": url if is_address else None,
        "archive_url": text(row, "archive_url"),
        "collected_by": text(row, "captured_by"),
        "collected_at": text(row, "captured_at"),
        "collected_with": text(row, "tool"),
    }
    lines = [line for line in (f"{row['id']} in the worked example.", *notes) if line]
    if recording is None:
        title = example.title_of(row, described["outlet"])
        kind = text(row, "kind") or "published text"
        return collecting.add_published(case, title, kind=kind, notes="\n".join(lines), **described).id
    return _completed(case, case.media.get(recording), described, lines).id


def _completed(case: CaseFile, medium: Media, described: Mapping[str, str | None], lines: Sequence[str]) -> Media:
    """A recording with what was not known of it yet."""
    fresh = {name: value for name, value in described.items() if value and getattr(medium, name) is None}
    notes = "\n".join([*([medium.notes] if medium.notes else []), *lines])
    return collecting.describe(case, medium.id, **fresh, notes=notes)


def _incident(case: CaseFile, row: Row, example: Example, ids: Mapping[str, str]) -> str:
    hypothesis = text(row, "perpetrator_hypothesis")
    made = incidents.add(
        case,
        text(row, "title") or "",
        date=text(row, "date"),
        place=text(row, "place"),
        kind=text(row, "kind"),
        weapon=text(row, "method"),
        target=text(row, "target_alleged"),
        latitude=text(row, "latitude"),
        longitude=text(row, "longitude"),
        claimed_by=text(row, "claimed_by"),
        attributed_to=text(row, "perpetrator") or (f"{HYPOTHESIS}{hypothesis}" if hypothesis else None),
        sources=example.title,
        notes="\n".join(line for line in (f"{row['id']} in the worked example.", rest(row, _INCIDENT)) if line),
    )
    supposed = example_argument.group_named(hypothesis or "", example, ids)
    example_argument.parts_of(case, made.id, row, example, ids)
    if supposed is not None and "actors" not in row:
        facts.add_actor(
            case,
            made.id,
            "alleged_perpetrator",
            organisation_id=supposed,
            source=example.title,
            note=f"{HYPOTHESIS}{hypothesis}",
        )
    return made.id


def _incident_link(case: CaseFile, row: Row, ids: Mapping[str, str]) -> str:
    known = ("id", "quote", "incident", "relation", "polarity", "directness", "note")
    fields = {
        "polarity": text(row, "polarity"),
        "directness": text(row, "directness"),
        "reason": _reason(case, row, known),
    }
    quote, incident = _known(row, "quote", ids), _known(row, "incident", ids)
    return linking.to_incident(case, quote or "", incident or "", text(row, "relation"), **fields).id


def _element_link(case: CaseFile, row: Row, ids: Mapping[str, str]) -> str:
    known = ("id", "quote", "incident", "framework", "node", "bearing", "weight_0_4", "note")
    quote, incident = _known(row, "quote", ids), _known(row, "incident", ids)
    fields: dict[str, Any] = {"weight": row.get("weight_0_4"), "reason": _reason(case, row, known)}
    framework, node = text(row, "framework") or "", text(row, "node") or ""
    if quote is None and incident is not None:
        return linking.incident_to_element(case, incident, framework, node, text(row, "bearing"), **fields).id
    return linking.to_element(case, quote or "", framework, node, text(row, "bearing"), **fields).id


def _reason(case: CaseFile, row: Row, known: Sequence[str]) -> str:
    """What the file says about a link, with its own id (its findings name it) and what a link has no field for."""
    more = {name: row[name] for name in row if name not in known and row[name]}
    if isinstance(more.get("capacity"), str):
        more["capacity"] = example_quotes.capacity_in_words(case, more["capacity"])
    extra = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in more.items())
    tail = f"({row['id']}; {extra})" if extra else f"({row['id']})"
    return f"{text(row, 'note') or ''} {tail}".strip()


def _known(row: Row, name: str, ids: Mapping[str, str]) -> str | None:
    """The record that a field names; Refused if the file has no such record."""
    wanted = text(row, name)
    if wanted is None:
        return None
    if wanted not in ids:
        raise Refused(f"The file names “{wanted}” but does not hold it.", "Correct the file.")
    return ids[wanted]


def _note(case: CaseFile, example: Example) -> None:
    """Keep with the case what belongs to no record."""
    info = case.info
    notes = "\n\n".join(part for part in (info.notes, example.notes()) if part)
    if notes != (info.notes or ""):
        case.infos.change(info.id, notes=notes)
