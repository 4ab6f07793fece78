"""Commands for people and organisations."""

from dataclasses import asdict
from typing import Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, given, reading, text_options, writing


@click.command()
@CASE
@click.argument("action", type=click.Choice(["add", "list"]))
@text_options(
    name="The name as published, in Latin script.",
    name_script="The name in its own script.",
    name_transliterated="The name transliterated (IJMES).",
    description='Who somebody without a known name is: "interviewer, 1 June 2021".',
    identified_by="How it is known who speaks.",
    notes="Anything else.",
    role="An office: its title.",
    role_from="Since when (EDTF).",
    role_to="Until when (EDTF).",
)
@click.option("--organisation", metavar="ORGANISATION", help="The organisation of that office.")
@as_json
def person(case: str, action: str, organisation: str | None, json: bool, **fields: str | None) -> None:
    """Add a person, with an office if there is one, or list them all."""
    from app import people

    if action == "list":
        with reading(case) as opened:
            found = [
                {**asdict(one), "roles": [asdict(role) for role in opened.roles.of(one.id)]}
                for one in opened.people.all()
            ]
            rows = [(one.id, people.name_of(one)) for one in opened.people.all()]
        _list(found, rows, json=json)
        return
    office = {"title": fields.pop("role"), "date_from": fields.pop("role_from"), "date_to": fields.pop("role_to")}
    if office["title"] is None and (organisation is not None or office["date_from"] or office["date_to"]):
        raise click.UsageError("An office needs its title: give --role.")
    with writing(case) as session:
        made = session.do("Add person", add_person, given(**fields), given(**office), organisation)
    output.answer({"id": made.id}) if json else output.show(made.id)


def add_person(case: Any, fields: dict[str, Any], office: dict[str, Any], organisation: str | None) -> Any:
    """A person and the office in one step."""
    from app import lookup, people

    made = people.add_person(case, **fields)
    if office:
        of = lookup.organisation(case, organisation).id if organisation is not None else None
        people.add_role(case, made.id, organisation_id=of, **office)
    return made


@click.command()
@CASE
@click.argument("action", type=click.Choice(["add", "list"]))
@text_options("name", "short_name", "kind", "affiliation", "notes")
@as_json
def organisation(case: str, action: str, json: bool, name: str | None, **fields: str | None) -> None:
    """Add an organisation, or list them all."""
    from app import people

    if action == "list":
        with reading(case) as opened:
            found = opened.organisations.all()
        _list([asdict(one) for one in found], [(one.id, one.name) for one in found], json=json)
        return
    with writing(case) as session:
        made = session.do("Add organisation", people.add_organisation, name or "", **given(**fields))
    output.answer({"id": made.id}) if json else output.show(made.id)


def _list(found: list[dict[str, Any]], rows: list[tuple[str, str]], *, json: bool) -> None:
    if json:
        output.answer(found)
    else:
        output.table(rows)
