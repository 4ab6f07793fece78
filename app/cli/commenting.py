"""Commands for what hangs on a record: comments, tags, what must not leave the house, tasks."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, given, reading, writing


@click.command()
@CASE
@click.argument("action", type=click.Choice(["say", "reply", "edit", "mark", "settle", "open", "delete", "list"]))
@click.argument("about", metavar="[TABLE RECORD | COMMENT]", nargs=-1)
@click.option("--text", help="The words.")
@click.option("--privilege", help="Why it must not leave the house.")
@click.option("--tlp", help="Who may see it: TLP:RED, ...")
@as_json
def comment(
    case: str,
    action: str,
    about: tuple[str, ...],
    text: str | None,
    privilege: str | None,
    tlp: str | None,
    json: bool,
) -> None:
    """Say something about a record (TABLE RECORD), or answer, edit, mark, settle, open again or delete a COMMENT;
    list them.

    An answer without a marking has that of what it answers. “mark” without one takes the marking away.
    """
    from app import commenting

    wanted = {"say": (2,), "list": (0, 2)}.get(action, (1,))
    if len(about) not in wanted:
        raise click.UsageError("“say” needs a table and a record, “list” may have them; the others need a comment.")
    if (action in ("say", "reply", "edit")) != (text is not None):
        raise click.UsageError("“say”, “reply” and “edit” need --text, the others take none.")
    if (privilege or tlp) and action not in ("say", "reply", "mark"):
        raise click.UsageError("--privilege and --tlp go with “say”, “reply” and “mark”.")
    if action == "list":
        with reading(case) as opened:
            comments = opened.argument.comments
            found = [asdict(one) for one in (comments.of(*about) if about else comments.all())]
        rows = [(one["id"], one["table_name"], one["record_id"], one["text"]) for one in found]
        _list(found, rows, "Nobody has said anything yet.", json=json)
        return
    verbs: dict[str, tuple[str, Any, tuple[Any, ...]]] = {
        "say": ("Comment", commenting.say, (*about, text, None, privilege, tlp)),
        "reply": ("Answer comment", commenting.reply, (*about, text, privilege, tlp)),
        "edit": ("Edit comment", commenting.edit, (*about, text)),
        "mark": ("Mark comment", commenting.mark, (*about, privilege, tlp)),
        "settle": ("Settle comment", commenting.settle, about),
        "open": ("Open comment again", commenting.settle, (*about, False)),
        "delete": ("Delete comment", commenting.delete, about),
    }
    label, verb, values = verbs[action]
    with writing(case) as session:
        made = session.do(label, verb, *values)
    _made(made.id if made else about[0], json=json)


@click.command()
@CASE
@click.argument("action", type=click.Choice(["add", "remove", "list"]))
@click.argument("table", required=False)
@click.argument("records", metavar="[RECORD]...", nargs=-1)
@click.option("--name", "names", multiple=True, help="The tag; may be given several times.")
@as_json
def tag(
    case: str, action: str, table: str | None, records: tuple[str, ...], names: tuple[str, ...], json: bool
) -> None:
    """Give RECORDs of a TABLE tags, or take them away; list which records bear which."""
    from app import tagging

    if action == "list" and (records or names):
        raise click.UsageError("“list” lists what bears which tags, of a table if you name one.")
    if action == "list":
        with reading(case) as opened:
            borne = {one.table_name for one in opened.argument.taggings.all()}
            found = [
                {"table": of, "record": id, "tags": list(tags)}
                for of in sorted(borne if table is None else {table})
                for id, tags in sorted(tagging.tags_of(opened, of).items())
            ]
        rows = [(one["table"], one["record"], ", ".join(one["tags"])) for one in found]
        _list(found, rows, "Nothing is tagged yet.", json=json)
        return
    if table is None or not records or not names:
        raise click.UsageError("Name the table, the records, and a --name.")
    with writing(case) as session:
        if action == "add":
            session.do("Add tags", tagging.tag, table, list(records), list(names))
        else:
            session.do("Remove tags", _untag, table, list(records), names)
    _made(records[0], json=json)


def _untag(case: Any, table: str, records: list[str], names: tuple[str, ...]) -> None:
    from app import tagging

    for name in names:
        tagging.untag(case, table, records, name)


@click.command()
@CASE
@click.argument("action", type=click.Choice(["mark", "list"]))
@click.argument("place", metavar="[TABLE RECORD [FIELD]]", nargs=-1)
@click.option("--privilege", help="Why it must not leave the house; without it and --tlp it is open again.")
@click.option("--tlp", help="Who may see it: TLP:RED, ...")
@as_json
def privilege(
    case: str, action: str, place: tuple[str, ...], privilege: str | None, tlp: str | None, json: bool
) -> None:
    """Mark a record or one FIELD of it as privileged or by a traffic light; list what is marked."""
    from app import privilege as privileges

    if action == "list":
        if place or privilege or tlp:
            raise click.UsageError("“list” lists everything.")
        with reading(case) as opened:
            found = [asdict(one) for one in opened.argument.privileges.all()]
        keys = ("table_name", "record_id", "field", "privilege", "marking")
        rows = [tuple(one[key] or "-" for key in keys) for one in found]
        _list(found, rows, "Nothing is marked.", json=json)
        return
    if len(place) not in (2, 3):
        raise click.UsageError("Name a table, a record, and perhaps a field of it.")
    with writing(case) as session:
        field = place[2] if len(place) == 3 else privileges.WHOLE
        session.do("Mark", privileges.mark, place[0], place[1], field, privilege, tlp)
    _made(place[1], json=json)


@click.command()
@CASE
@click.argument("action", type=click.Choice(["add", "change", "done", "open", "delete", "list"]))
@click.argument("task", metavar="[TASK]", required=False)
@click.option("--text", help="What is to be done.")
@click.option("--about", nargs=2, metavar="TABLE RECORD", help="The record that it is about.")
@click.option("--for", "reviewer", metavar="REVIEWER", help="Whose task it is, by id or name; empty for anybody.")
@as_json
def task(
    case: str,
    action: str,
    task: str | None,
    text: str | None,
    about: tuple[str, str] | None,
    reviewer: str | None,
    json: bool,
) -> None:
    """Note what is still to be done, “change” its words or whose it is, say that it is done, or list it."""
    from app import todo

    if (action in ("change", "done", "open", "delete")) != (task is not None) or (action == "add" and text is None):
        raise click.UsageError("“add” needs --text and no task, “list” neither; the others need a task.")
    is_told = text is not None or reviewer is not None
    if (action == "change" and not is_told) or (is_told and action not in ("add", "change")):
        raise click.UsageError("--text and --for go with “add” and “change”, and “change” with one of them at least.")
    if about is not None and action != "add":
        raise click.UsageError("--about goes with “add”.")
    if action == "list":
        with reading(case) as opened:
            found = [asdict(one) for one in opened.argument.tasks.all()]
        rows = [(one["id"], "done" if one["done"] else "open", one["text"]) for one in found]
        _list(found, rows, "There is nothing to be done.", json=json)
        return
    with writing(case) as session:
        told: dict[str, Any] = {} if reviewer is None else {"reviewer_id": _reviewer(session.case, reviewer)}
        if action == "add":
            task = session.do("Add task", todo.add, text or "", *(about or (None, None)), **told).id
        elif task is not None and action == "change":
            session.do("Change task", todo.change, task, **told, **given(text=text))
        elif task is not None and action == "delete":
            session.do("Delete task", todo.delete, task)
        elif task is not None:
            session.do("Change task", todo.done, task, action == "done")
    _made(task, json=json)


def _reviewer(case: Any, named: str) -> str | None:
    from app.problems import Refused

    if not named.strip():
        return None
    found = [one.id for one in case.reviewers.all() if named in (one.id, one.name)]
    if len(found) != 1:
        raise Refused(f"There is no one reviewer “{named}” in this case.", "Give the id; `log` shows them.")
    return found[0]


def _made(id: str | None, *, json: bool) -> None:
    output.answer({"id": id}) if json else output.show(id or "")


def _list(found: list[Any], rows: Sequence[tuple[object, ...]], nothing: str, *, json: bool) -> None:
    if json:
        output.answer(found)
    elif rows:
        output.table(rows)
    else:
        output.say(nothing)
