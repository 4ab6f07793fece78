"""What the command `incident` does to what belongs to an incident: its details, and who had which part in it."""

from dataclasses import asdict
from typing import Any

import click

from app.cli import output
from app.cli.common import reading, writing

_FIELDS = {
    "detail": {"detail", "public_on", "source", "url", "note"},
    "actor": {"part", "person", "organisation", "date", "source", "note"},
}


def run(case: str, what: str, words: tuple[str, ...], fields: dict[str, Any], *, json: bool) -> None:
    """`detail` or `actor`, then add or list and an incident, or change or remove and an id."""
    if len(words) != 2 or words[0] not in ("add", "list", "change", "remove"):
        raise click.UsageError(
            f"“{what}” is followed by “add” or “list” and an incident, or by “change” or “remove” and an id."
        )
    action, of = words
    strange = sorted(fields.keys() - (_FIELDS[what] if action in ("add", "change") else set()))
    if strange:
        raise click.UsageError(f"--{strange[0].replace('_', '-')} does not go with “{what} {action}”.")
    if action == "list":
        _list(case, what, of, json=json)
    else:
        _write(case, what, action, of, fields, json=json)


def _write(case: str, what: str, action: str, of: str, fields: dict[str, Any], *, json: bool) -> None:
    from app import facts, lookup

    with writing(case) as session:
        for name in ("person", "organisation"):
            if name in fields:
                fields[f"{name}_id"] = getattr(lookup, name)(session.case, fields.pop(name)).id
        verb = getattr(facts, f"{action}_{what}")
        if action == "add":
            first = fields.pop("detail" if what == "detail" else "part", "")
            incident = lookup.incident(session.case, of)
            id = session.do(f"Add {what}", verb, incident.id, first, **fields).id
        else:
            id = of
            session.do(f"{action.capitalize()} {what}", verb, id, **fields)
    output.answer({"id": id}) if json else output.show(id)


def _list(case: str, what: str, of: str, *, json: bool) -> None:
    from app import lookup, people
    from app.facts import PARTS

    with reading(case) as opened:
        incident = lookup.incident(opened, of)
        if what == "detail":
            found = [asdict(one) for one in opened.argument.incident_details.of(incident.id)]
            rows = [(one["id"], one["public_on"] or "not known since when", one["detail"]) for one in found]
        else:
            found = [asdict(one) for one in opened.argument.incident_actors.of(incident.id)]
            names = {one.id: people.name_of(one) for one in opened.people.all()}
            names |= {one.id: one.name for one in opened.organisations.all()}
            rows = [
                (
                    one["id"],
                    PARTS.get(one["part"], one["part"]),
                    names.get(one["person_id"] or one["organisation_id"]) or one["note"],
                )
                for one in found
            ]
    output.answer(found) if json else output.table(rows)
