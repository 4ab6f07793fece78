"""What a worked example concludes, and from what: findings, contradictions, tasks, and law from outside its sources."""

import re
from collections.abc import Mapping
from typing import Any, cast

from app import facts, findings, measures, proceedings, todo
from app.example_file import Example, Row, naming, rest, text, told
from app.example_said import SIDES, TABLES
from app.problems import Refused
from db.casefile import CaseFile

_FINDING = ("id", "claim", "by", "polarity", "likelihood", "confidence", "strength", "open", "note", *SIDES)
_CONTEXT = ("fact", "cite", "url", "kind", "in_force_from", "in_force_to", "organisation", "person", "verify", "note")
_PROCEEDING = ("id", "title", "forum", "reference", "standard", "date", "parties", "note")
_PUBLISHED = re.compile(r"\bpublished (\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})\b")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def bring_in(case: CaseFile, example: Example, ids: Mapping[str, str]) -> dict[str, str]:
    """Add all of it; returns the ids that the file's own ids of findings and contradictions became."""
    made: dict[str, str] = {}
    for row in example.rows("findings"):
        with naming(row):
            made[row["id"]] = _finding(case, row, ids)
    every = {**ids, **made}
    tables = _tables(example)
    for row in example.rows("findings"):
        with naming(row):
            _sources(case, row, every, tables)
    for row in example.rows("contradictions"):
        with naming(row):
            made[row["id"]] = _contradiction(case, row, every, tables)
    for row in example.rows("proceedings"):
        with naming(row):
            made[row["id"]] = _proceeding(case, row, example, ids)
    return made


def parts_of(case: CaseFile, incident_id: str, row: Row, example: Example, ids: Mapping[str, str]) -> None:
    """The details and the actors that the file gives to an incident."""
    for detail in example.inner(row, "details"):
        fields = {name: text(detail, name) for name in ("public_on", "source", "url", "note")}
        facts.add_detail(case, incident_id, text(detail, "detail") or "", **fields)
    for actor in example.inner(row, "actors"):
        fields = {name: text(actor, name) for name in ("date", "source", "note")}
        facts.add_actor(case, incident_id, text(actor, "part") or "", **fields, **_who(actor, ids))


def _proceeding(case: CaseFile, row: Row, example: Example, ids: Mapping[str, str]) -> str:
    fields = {name: text(row, name) for name in ("forum", "reference", "standard", "date")}
    notes = "\n".join(line for line in (text(row, "note"), rest(row, _PROCEEDING)) if line)
    made = proceedings.add(case, text(row, "title") or "", **fields, notes=notes or None)
    for party in example.inner(row, "parties"):
        proceedings.add_party(case, made.id, text(party, "side") or "", name=text(party, "name"), **_who(party, ids))
    return made.id


def _who(row: Row, ids: Mapping[str, str]) -> dict[str, str | None]:
    """The person and the organisation that a row names; Refused if the file has no such one."""
    named = {f"{name}_id": text(row, name) for name in ("person", "organisation")}
    unknown = next((id for id in named.values() if id is not None and id not in ids), None)
    if unknown is not None:
        raise Refused(f"The file names “{unknown}” but does not hold it.", "Correct the file.")
    return {name: None if id is None else ids[id] for name, id in named.items()}


def task(case: CaseFile, value: Any) -> str:
    """One of its open tasks."""
    return todo.add(case, told(value)).id


def context(case: CaseFile, row: Row, example: Example, ids: Mapping[str, str]) -> str:
    """Law, or another fact, from outside its sources; whom it is about, where it begins with a group's name."""
    fact = text(row, "fact") or ""
    designation = bool(re.search(r"\bdesignated\b", fact))
    date = text(row, "in_force_from") or (_published(fact) if designation else None)
    verify = [text(row, "verify")]
    if designation and date and not row.get("in_force_from"):
        verify.append(f"That it was in force from {date} was read out of the words “{fact}”; check it.")
    note = "\n".join(line for line in (text(row, "note"), rest(row, _CONTEXT)) if line)
    return measures.add(
        case,
        fact,
        text(row, "kind") or ("designation" if designation else "fact"),
        in_force_from=date,
        in_force_to=text(row, "in_force_to"),
        organisation_id=ids.get(text(row, "organisation") or "") or group_named(fact, example, ids),
        person_id=ids.get(text(row, "person") or ""),
        citation=text(row, "cite"),
        url=text(row, "url"),
        verify="\n".join(line for line in verify if line) or None,
        note=note or None,
    ).id


def group_named(said: str, example: Example, ids: Mapping[str, str]) -> str | None:
    """The organisation whose name or short name the words begin with."""
    for row in example.rows("organisations"):
        for name in (text(row, "name"), text(row, "short")):
            if name and re.match(rf"{re.escape(name)}\b", said):
                return ids[row["id"]]
    return None


def _published(fact: str) -> str | None:
    found = _PUBLISHED.search(fact)
    if found is None or found[2] not in _MONTHS:
        return None
    return f"{found[3]}-{_MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}"


def _finding(case: CaseFile, row: Row, ids: Mapping[str, str]) -> str:
    by = text(row, "by")
    medium = case.media.find(ids.get(by or "", ""))
    open_ = row.get("open")
    return findings.add(
        case,
        text(row, "claim") or "",
        made_by=medium.title if medium else by,
        polarity=text(row, "polarity"),
        likelihood=_word(row, "likelihood"),
        confidence=_word(row, "confidence"),
        strength=_word(row, "strength"),
        open=None if open_ is None else told(open_) or None,
        notes="\n".join(line for line in (text(row, "note"), rest(row, _FINDING)) if line) or None,
    ).id


def _word(row: Row, name: str) -> str | None:
    """A grade, whether it is given as a word or as a number."""
    return None if row.get(name) is None else told(row[name]) or None


def _sources(case: CaseFile, row: Row, ids: Mapping[str, str], tables: Mapping[str, str]) -> None:
    for theirs, side in SIDES.items():
        value = row.get(theirs)
        for one in cast("list[Any]", value) if isinstance(value, list) else [] if value is None else [value]:
            plain = cast("Row", one) if isinstance(one, dict) else {}
            words = text(plain, "words") if plain.keys() == {"ref", "words"} else None
            said = told(plain["ref"] if words else one)
            if said in tables and ids[said] != ids[row["id"]]:
                findings.cite(case, ids[row["id"]], side, table=tables[said], record_id=ids[said], words=words)
            elif said:
                findings.cite(case, ids[row["id"]], side, text=said, words=words)


def _contradiction(case: CaseFile, row: Row, ids: Mapping[str, str], tables: Mapping[str, str]) -> str:
    pair = cast("list[Any]", row["between"]) if isinstance(row.get("between"), list) else []
    if len(pair) != 2:
        raise Refused(f"{row['id']} is not between two things.", "Correct the file.")
    one, other = (told(end) for end in pair)
    return findings.set_against(
        case,
        text(row, "type") or "",
        (tables.get(one), ids[one] if one in tables else one),
        (tables.get(other), ids[other] if other in tables else other),
        note="\n".join(line for line in (text(row, "note"), rest(row, ("id", "between", "type", "note"))) if line)
        or None,
    ).id


def _tables(example: Example) -> dict[str, str]:
    """The case's table that each of the file's ids is a record of, as far as a finding can name it."""
    named = {
        kind: table
        for kind, table in TABLES.items()
        if kind not in ("contradictions", "open_tasks", "external_context")
    }
    return {row["id"]: table for kind, table in named.items() for row in example.rows(kind)}
