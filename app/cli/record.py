"""Commands about what was done to a case and its recordings."""

from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, reading, writing
from app.cli.errors import No

if TYPE_CHECKING:
    from db.casefile import CaseFile
    from db.records import Act

Plain = dict[str, Any]


def _states(case: "CaseFile", media_id: str | None = None) -> list[Plain]:
    """Each file of the recordings: then and now."""
    from app import collecting

    found: list[Plain] = []
    for file in case.media_files.all() if media_id is None else case.media_files.of(media_id):
        with output.progress(f"Reading {file.path_hint}") as progress:
            state = collecting.check(case, file, progress)
        how = "missing" if state.path is None else "changed" if state.is_changed else "unchanged"
        found.append(
            {
                "id": file.id,
                "path": file.path_hint,
                "copy_type": file.copy_type,
                "size": file.size,
                "sha256_at_import": file.sha256,
                "sha256_now": state.hash_now,
                "state": how,
            }
        )
    return found


@click.command()
@CASE
@click.argument("media", required=False)
@as_json
def custody(case: str, media: str | None, json: bool) -> None:
    """Who did what to each recording and its transcripts, and whether its files are unchanged."""
    from app import lookup

    with reading(case) as opened:
        wanted = opened.media.all() if media is None else [lookup.media(opened, media)]
        found: list[Plain] = [
            {
                "media": one.id,
                "title": one.title,
                "collected_by": one.collected_by,
                "collected_at": one.collected_at,
                "collected_with": one.collected_with,
                "files": _states(opened, one.id),
                "events": _events(opened, one.id),
            }
            for one in wanted
        ]
    if json:
        output.answer(found)
    else:
        for one in found:
            output.show(output.one_line(one["title"]))
            output.table(
                ("", file["state"], file["path"], f"SHA-256 {file['sha256_at_import']}") for file in one["files"]
            )
            output.table(("", event["at"], event["reviewer"], event["what"]) for event in one["events"])
    if any(file["state"] != "unchanged" for one in found for file in one["files"]):
        raise No


def _events(case: "CaseFile", media_id: str) -> list[Plain]:
    """The steps that touched a recording, its files and its transcripts, oldest first, each once."""
    records = [("media", media_id)]
    records += [("media_file", file.id) for file in case.media_files.of(media_id)]
    records += [("transcript", one.id) for one in case.transcripts.of(media_id)]
    events: dict[str, Plain] = {}
    for table, id in records:
        for act, _ in case.ledger.history(table, id):
            event = events.setdefault(act.id, {**_act(case, act), "what": _what(act), "records": []})
            event["records"].append({"table": table, "id": id})
    return sorted(events.values(), key=lambda event: (event["at"], event["device"], event["counter"]))


@click.command()
@CASE
@click.argument("table")
@click.argument("id")
@as_json
def history(case: str, table: str, id: str, json: bool) -> None:
    """What was done to one record, oldest first."""
    from app.problems import Refused
    from db.ledger import JOURNALLED

    if table not in JOURNALLED:
        raise Refused(f"“{table}” is no kind of record.", f"Choose one of: {', '.join(JOURNALLED)}.")
    with reading(case) as opened:
        found: list[Plain] = [
            {**_act(opened, act), "change": change["op"], "fields": change["fields"]}
            for act, change in opened.ledger.history(table, id)
        ]
    if not found:
        raise Refused(f"Nothing was ever done to a {table.replace('_', ' ')} “{id}”.", "Check the id.")
    if json:
        output.answer(found)
        return
    for one in found:
        output.table([(one["at"], one["reviewer"], one["kind"], one["label"])])
        output.table(("   ", name, _pair(pair)) for name, pair in one["fields"].items())


def _pair(pair: list[Any]) -> str:
    before, after = ("nothing" if value is None else str(value) for value in pair)
    return f"{before} -> {after}"


@click.command()
@CASE
@as_json
def log(case: str, json: bool) -> None:
    """Every step, oldest first."""
    with reading(case) as opened:
        found = [_act(opened, act) for act in opened.ledger.acts()]
    if json:
        output.answer(found)
    else:
        output.table((one["at"], one["reviewer"], one["kind"], one["label"], one["id"][:12]) for one in found)


def _act(case: "CaseFile", act: "Act") -> Plain:
    reviewer, device = case.reviewers.find(act.reviewer_id), case.devices.find(act.device_id)
    return {
        "id": act.id,
        "at": act.at,
        "reviewer": reviewer.name if reviewer else act.reviewer_id,
        "device": device.name if device else act.device_id,
        "device_id": act.device_id,
        "counter": act.counter,
        "kind": act.kind,
        "verb": act.verb,
        "label": act.label,
        "reverses": act.reverses,
    }


def _what(act: "Act") -> str:
    return {"undo": f"Undo: {act.label}", "redo": f"Redo: {act.label}"}.get(act.kind, act.label)


@click.command()
@CASE
@as_json
def undo(case: str, json: bool) -> None:
    """Take back the newest step."""
    with writing(case) as session:
        label = session.undo_label
        session.undo()
    output.answer({"undone": label}) if json else output.say(f"Undone: {label}.")


@click.command()
@CASE
@as_json
def redo(case: str, json: bool) -> None:
    """Do the newest undone step again."""
    with writing(case) as session:
        label = session.redo_label
        session.redo()
    output.answer({"redone": label}) if json else output.say(f"Done again: {label}.")
