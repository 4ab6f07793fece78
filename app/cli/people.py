"""Commands for people, the offices they held, and organisations."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, given, reading, rewritten, text_options, writing
from app.problems import Refused

if TYPE_CHECKING:
    from app.session import Session

_ACTIONS = ("add", "list", "change", "remove")


@click.command()
@CASE
@click.argument("action", type=click.Choice(_ACTIONS))
@click.argument("who", metavar="[PERSON]", required=False)
@text_options(
    name="The name as published, in Latin script.",
    name_script="The name in its own script.",
    name_transliterated="The name transliterated (IJMES).",
    description='Who somebody without a known name is: "interviewer, 1 June 2021".',
    identified_by="How it is known who speaks.",
    notes="Anything else.",
    role="Of “add”: an office, its title.",
    role_from="Since when (EDTF).",
    role_to="Until when (EDTF).",
)
@click.option("--organisation", metavar="ORGANISATION", help="The organisation of that office.")
@as_json
def person(case: str, action: str, who: str | None, organisation: str | None, json: bool, **fields: str | None) -> None:
    """Add a person, with an office if there is one, “change” or “remove” PERSON, or list them all.

    Of “change”, an empty text takes away what is there. “office” is about the offices that they held.
    """
    from app import lookup, people

    _check(action, who, "person", given(**fields, organisation=organisation))
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
    if action != "add" and (given(**office) or organisation is not None):
        raise click.UsageError("An office is given with “add”; afterwards “office” is about it.")
    if office["title"] is None and (organisation is not None or office["date_from"] or office["date_to"]):
        raise click.UsageError("An office needs its title: give --role.")
    with writing(case) as session:
        if action == "add":
            id = session.do("Add person", add_person, given(**fields), given(**office), organisation).id
        else:
            id = lookup.person(session.case, who or "").id
            _write(session, "person", action, id, rewritten(**fields))
    _say(id, json=json)


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
@click.argument("action", type=click.Choice(_ACTIONS))
@click.argument("which", metavar="[PERSON | OFFICE]", required=False)
@text_options(
    title="What the office is.",
    date_from="Since when (EDTF).",
    date_to="Until when (EDTF).",
    source="Where this is from.",
)
@click.option("--organisation", metavar="ORGANISATION", help="In which organisation.")
@as_json
def office(
    case: str, action: str, which: str | None, organisation: str | None, json: bool, **fields: str | None
) -> None:
    """Add an office that PERSON held, “change” or “remove” OFFICE (its id), or list those of a PERSON or of all."""
    from app import lookup, people

    if which is None and action != "list":
        raise click.UsageError(f"“{action}” needs {'a person' if action == 'add' else 'the id of an office'}.")
    _check_list(action, given(**fields, organisation=organisation))
    if action == "list":
        with reading(case) as opened:
            houses = {one.id: one.name for one in opened.organisations.all()}
            of = [lookup.person(opened, which)] if which is not None else opened.people.all()
            found = [(people.name_of(one), role) for one in of for role in opened.roles.of(one.id)]
        rows = [
            (one.id, name, one.title, houses.get(one.organisation_id or "", ""), one.date_from or "", one.date_to or "")
            for name, one in found
        ]
        _list([asdict(role) for _, role in found], rows, json=json)
        return
    told: dict[str, Any] = given(**fields) if action == "add" else rewritten(**fields)
    with writing(case) as session:
        opened = session.case
        if organisation is not None:
            told["organisation_id"] = lookup.organisation(opened, organisation).id if organisation else None
        if action == "add":
            of_person = lookup.person(opened, which or "").id
            id = session.do("Add office", people.add_role, of_person, told.pop("title", ""), **told).id
        else:
            id = which or ""
            if opened.roles.find(id) is None:
                raise Refused(f"There is no office “{id}” in this case.", "“office list” lists those that are there.")
            _write(session, "role", action, id, told)
    _say(id, json=json)


@click.command()
@CASE
@click.argument("action", type=click.Choice(_ACTIONS))
@click.argument("which", metavar="[ORGANISATION]", required=False)
@text_options("name", "short_name", "kind", "affiliation", "notes")
@as_json
def organisation(case: str, action: str, which: str | None, json: bool, name: str | None, **fields: str | None) -> None:
    """Add an organisation, “change” or “remove” ORGANISATION, or list them all."""
    from app import lookup, people

    _check(action, which, "organisation", given(name=name, **fields))
    if action == "list":
        with reading(case) as opened:
            found = opened.organisations.all()
        _list([asdict(one) for one in found], [(one.id, one.name) for one in found], json=json)
        return
    with writing(case) as session:
        if action == "add":
            id = session.do("Add organisation", people.add_organisation, name or "", **given(**fields)).id
        else:
            id = lookup.organisation(session.case, which or "").id
            _write(session, "organisation", action, id, rewritten(name=name, **fields))
    _say(id, json=json)


def _check(action: str, who: str | None, what: str, told: dict[str, Any]) -> None:
    if (who is not None) != (action in ("change", "remove")):
        raise click.UsageError(
            f"“{action}” takes no {what}." if who is not None else f"“{action}” needs the id or name of a {what}."
        )
    _check_list(action, told)


def _check_list(action: str, told: dict[str, Any]) -> None:
    if action == "list" and told:
        raise click.UsageError("“list” takes no fields.")


def _write(session: "Session", what: str, action: str, id: str, told: dict[str, Any]) -> None:
    """Change or remove a person, an office or an organisation."""
    from app import people

    if bool(told) != (action == "change"):
        raise click.UsageError("Fields go with “change”, and “change” with one of them at least.")
    called = "office" if what == "role" else what
    session.do(f"{action.capitalize()} {called}", getattr(people, f"{action}_{what}"), id, **told)


def _list(found: list[dict[str, Any]], rows: list[Any], *, json: bool) -> None:
    if json:
        output.answer(found)
    else:
        output.table(rows)


def _say(id: str, *, json: bool) -> None:
    output.answer({"id": id}) if json else output.show(id)
