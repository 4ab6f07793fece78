"""Commands that tell what was done: the log of a case, and the history of one record."""

from typing import TYPE_CHECKING, Any

import click

from app.amounts import amount
from app.cli import output
from app.cli.common import CASE, as_json, path_of, reading
from app.problems import Refused

if TYPE_CHECKING:
    from app.chronicle import Chronicle, Touched
    from db.casefile import CaseFile
    from db.records import Act

Plain = dict[str, Any]


@click.command()
@CASE
@click.option("--reviewer", metavar="NAME", help="Only steps of this reviewer.")
@click.option("--device", metavar="NAME", help="Only steps of this device.")
@click.option(
    "--kind", "--table", metavar="KIND", help="Only steps that touched a record of this kind: quote, incident, link …"
)
@click.option("--record", metavar="ID", help="Only steps that touched this record.")
@click.option("--words", "--text", metavar="TEXT", help="Only steps in whose name all these words stand.")
@click.option("--since", metavar="DATE", help="Not before this day (2026-07-31), month, year or instant; UTC.")
@click.option("--until", metavar="DATE", help="Not after it.")
@click.option("--undone", is_flag=True, help="Only steps that were taken back.")
@click.option("--out", metavar="FILE", help="Write them, field by field, as FILE.csv or FILE.html.")
@as_json
def log(
    case: str,
    reviewer: str | None,
    device: str | None,
    kind: str | None,
    record: str | None,
    words: str | None,
    since: str | None,
    until: str | None,
    undone: bool,
    out: str | None,
    json: bool,
) -> None:
    """Every step, oldest first; the times are those of each device's own clock."""
    from app import log_file, looking_back
    from app.chronicle import Chronicle

    with reading(case) as opened:
        wanted = looking_back.wanted(
            opened,
            words=words or "",
            reviewer_id=_reviewer(opened, reviewer),
            device_id=_device(opened, device),
            table=_table(kind),
            record_id=record,
            since=since,
            until=until,
            undone=undone,
        )
        if out is not None:
            options = {
                "reviewer": reviewer,
                "device": device,
                "kind": kind,
                "record": record,
                "words": words,
                "since": since,
                "until": until,
            }
            said = [f"{name} {value}" for name, value in options.items() if value is not None]
            said += ["only those that were taken back"] if undone else []
            choice = log_file.Choice(wanted, "; ".join(said) or "All steps")
            with output.progress("Writing the log") as progress:
                count = log_file.write(opened, choice, path_of(out), progress)
            output.say(f"{amount(count, 'step was', 'steps were')} written to {out}.")
        chronicle = Chronicle(opened)
        found = [_told(chronicle, act) for act in opened.log.page(opened.log.numbers(wanted)[::-1])]
    if json:
        output.answer(found)
    elif out is None:
        output.table(
            (
                one["at"],
                one["reviewer"],
                one["kind"],
                one["label"],
                one["id"][:12],
                "taken back" if one["undone"] else "",
            )
            for one in found
        )


@click.command()
@CASE
@click.argument("table")
@click.argument("id")
@as_json
def history(case: str, table: str, id: str, json: bool) -> None:
    """What was done to one record, oldest first: who changed what, when, from what to what."""
    from app.chronicle import Chronicle

    _table(table)
    with reading(case) as opened:
        chronicle = Chronicle(opened)
        steps = opened.ledger.history(table, id)
        touched = [chronicle.touched(change) for _, change in steps]
        found: list[Plain] = [
            {
                **_told(chronicle, act),
                "change": change["op"],
                "fields": change["fields"],
                "in_words": _in_words(one),
            }
            for (act, change), one in zip(steps, touched, strict=True)
        ]
    if not found:
        raise Refused(f"Nothing was ever done to a {table.replace('_', ' ')} “{id}”.", "Check the id.")
    if json:
        output.answer(found)
        return
    for one in found:
        taken_back = "taken back" if one["undone"] else ""
        output.table([(one["at"], one["reviewer"], one["kind"], one["label"], taken_back)])
        output.table(("   ", field["field"], _change(field)) for field in one["in_words"])


def act(case: "CaseFile", act: "Act") -> Plain:
    """A step as `--json` prints it."""
    reviewer, device = case.reviewers.find(act.reviewer_id), case.devices.find(act.device_id)
    return _plain(act, reviewer.name if reviewer else act.reviewer_id, device.name if device else act.device_id)


def _told(chronicle: "Chronicle", act: "Act") -> Plain:
    entry = chronicle.head(act)
    return {**_plain(act, entry.reviewer, entry.device), "undone": entry.is_undone}


def _plain(act: "Act", reviewer: str, device: str) -> Plain:
    return {
        "id": act.id,
        "at": act.at,
        "reviewer": reviewer,
        "device": device,
        "device_id": act.device_id,
        "counter": act.counter,
        "kind": act.kind,
        "verb": act.verb,
        "label": act.label,
        "reverses": act.reverses,
    }


def _in_words(touched: "Touched") -> list[Plain]:
    from app import rewritten

    return [
        {
            "field": field.label,
            "before": field.before,
            "after": field.after,
            "difference": rewritten.in_marks(field.pieces) or None,
        }
        for field in touched.fields
    ]


def _change(field: Plain) -> str:
    return field["difference"] or f"{field['before'] or 'nothing'} -> {field['after'] or 'nothing'}"


def _reviewer(case: "CaseFile", name: str | None) -> str | None:
    if name is None:
        return None
    found = [one for one in case.reviewers.all() if name in (one.id, one.name)]
    if len(found) != 1:
        how = "more than one reviewer" if found else "no reviewer"
        known = ", ".join(f"{one.name} ({one.id})" if found else one.name for one in found or case.reviewers.all())
        raise Refused(f"The case knows {how} “{name}”.", f"Choose one of: {known}.")
    return found[0].id


def _device(case: "CaseFile", name: str | None) -> str | None:
    if name is None:
        return None
    found = [one for one in case.devices.all() if name in (one.id, one.name)]
    if len(found) != 1:
        how = "more than one device" if found else "no device"
        known = ", ".join(f"{one.name} ({one.id})" for one in found or case.devices.all())
        raise Refused(f"The case knows {how} “{name}”.", f"Choose one of: {known}.")
    return found[0].id


def _table(kind: str | None) -> str | None:
    from db.schema import JOURNALLED

    if kind is not None and kind not in JOURNALLED:
        raise Refused(f"“{kind}” is no kind of record.", f"Choose one of: {', '.join(JOURNALLED)}.")
    return kind
