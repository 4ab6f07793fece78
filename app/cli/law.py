"""The command for the bodies of law that a case asks about."""

from typing import Any

import click

from app.amounts import amount
from app.cli import output
from app.cli.common import CASE, as_json, path_of, reading, writing


@click.command()
@CASE
@click.argument("action", type=click.Choice(["add", "list", "show", "replace", "remove", "check", "write"]))
@click.argument("name", metavar="[FRAMEWORK|FILE.json]", required=False)
@click.argument("out", required=False)
@as_json
def framework(case: str, action: str, name: str | None, out: str | None, json: bool) -> None:
    """The law of a case: “add” one that ships (by its id) or one of your own (FILE.json), “list” those that it has,
    “show” one with its elements, “remove” one, “check” a file, “replace” one by another version of its file, “write”
    FRAMEWORK to the file OUT. What is still to be verified is always said."""
    if (name is None) != (action == "list") or (out is None) != (action != "write"):
        raise click.UsageError(
            "“list” takes no name, “write” takes a framework and a file, and all others take one name."
        )
    if action in ("list", "show", "write"):
        _read(case, action, name or "", out or "", json=json)
    elif action == "check":
        _check(name or "", json=json)
    else:
        _write(case, action, name or "", json=json)


def _read(case: str, action: str, name: str, out: str, *, json: bool) -> None:
    from app import frameworks, lookup
    from app.exporters.atomic import write_whole

    with reading(case) as opened:
        if action == "list":
            found = opened.frameworks.all()
            listed = [_about(one, frameworks.notes(opened, one.id)) for one in found]
            output.answer(listed) if json else output.table((one.id, one.version, one.title) for one in found)
            if not json:
                for one in listed:
                    _verify(one["verify"], one["id"])
            return
        one = lookup.framework(opened, name)
        if action == "write":
            write_whole(path_of(out), frameworks.file_of(opened, one.id))
            output.say(f"Wrote {out}.")
            return
        elements = opened.frameworks.elements(one.id)
        notes = frameworks.notes(opened, one.id)
        dated = [row for row in opened.argument.measures.all() if row.framework_id == one.id]
    if json:
        rows = [{"path": row.path, "title": row.title, "kind": row.kind, "logic": row.logic} for row in elements]
        law = [{"element": row.element_path, "from": row.in_force_from, "to": row.in_force_to} for row in dated]
        output.answer({**_about(one, notes), "elements": rows, "in_force": law})
        return
    output.show(one.title)
    output.table((label, said) for label, said in (("citation", one.citation), ("version", one.version)) if said)
    output.table((row.element_path or "all of it", row.in_force_from, row.in_force_to) for row in dated)
    output.table((row.path, row.kind, row.logic, row.title) for row in elements)
    _verify(notes, one.id)


def _check(name: str, *, json: bool) -> None:
    from app import framework_files
    from app.cli.errors import No

    try:
        found = framework_files.read(_bytes(name))
    except framework_files.NotAFramework as problem:
        if json:
            output.answer({"ok": False, "problems": problem.places})
        else:
            for place in problem.places:
                output.show(place)
        raise No from None
    count = sum(1 for _ in framework_files.walk(found["nodes"]))
    if json:
        output.answer({"ok": True, "id": found["id"], "elements": count})
    else:
        output.show(f"{amount(count, 'element')}.")


def _write(case: str, action: str, name: str, *, json: bool) -> None:
    from app import framework_files, frameworks, law, lookup

    with writing(case) as session:
        if action == "remove":
            id = lookup.framework(session.case, name).id
            session.do("Take framework out", law.leave_out, id)
            notes: list[str] = []
        elif action == "add" and any(one.id == name for one in law.offers()):
            id = session.do("Add framework", law.choose, name).id
            notes = frameworks.notes(session.case, id)
        else:
            data = _bytes(name)
            id = framework_files.read(data)["id"]
            if action == "add":
                session.do("Add framework", frameworks.add, data)
            else:
                session.do("Replace framework", frameworks.replace, id, data)
            notes = frameworks.notes(session.case, id)
    output.answer({"id": id, "verify": notes}) if json else output.show(id)
    if not json:
        _verify(notes, id)


def _bytes(name: str) -> bytes:
    from app.importers import registry

    return registry.bytes_of(path_of(name))


def _about(one: Any, notes: list[str]) -> dict[str, Any]:
    fields = ("id", "title", "jurisdiction", "citation", "version", "date", "root_logic", "applicability", "disclaimer")
    return {**{name: getattr(one, name) for name in fields}, "verify": notes}


def _verify(notes: list[str], id: str) -> None:
    for note in notes:
        output.say(f"To be verified, {id}, {note}")
