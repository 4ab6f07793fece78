"""Commands that show a case from above: its line of time, and who said what of which incident."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, drawing_of, path_of, reading
from app.problems import Refused

if TYPE_CHECKING:
    from app.cli.root import Desk

_DRAWN = click.option("--out", "drawing", metavar="FILE", help="Draw it as FILE, which ends in .svg or .png.")


@click.command()
@CASE
@_DRAWN
@as_json
@click.pass_obj
def timeline(desk: "Desk | None", case: str, drawing: str | None, json: bool) -> None:
    """List everything that has a date, in its order, and then what has none; or draw it.

    What was said, what happened, when details of it became public, which law was in force, which offices were held.
    """
    from app import chronology

    with reading(case) as opened:
        found = chronology.of_case(opened)
    if drawing is not None:
        _draw(desk, case, "timeline", drawing, is_empty=not (found.dated or found.undated))
        return
    if json:
        output.answer(
            {"dated": [_plain(one) for one in found.dated], "undated": [_plain(one) for one in found.undated]}
        )
        return
    rows = [(one.in_words or "-", one.kind, one.title, one.note) for one in (*found.dated, *found.undated)]
    output.table(rows) if rows else output.say("There is nothing in this case yet that could have a date.")


@click.command()
@CASE
@_DRAWN
@as_json
@click.pass_obj
def network(desk: "Desk | None", case: str, drawing: str | None, json: bool) -> None:
    """List who said what, and what the quotes have to do with which incident; or draw it."""
    from app import network

    with reading(case) as opened:
        found = network.of_case(opened, most=len(opened.quotes.all()))
    if drawing is not None:
        _draw(desk, case, "network", drawing, is_empty=not found.ties)
        return
    nodes = {node.key: node for column in found.columns for node in column}
    if json:
        names = [
            {"key": one.key, "kind": one.kind, "id": one.record_id, "title": one.title, "note": one.note}
            for one in nodes.values()
        ]
        output.answer({"names": names, "ties": [asdict(tie) for tie in found.ties]})
        return
    rows = [
        (nodes[tie.one].title, (tie.word or tie.kind).replace("_", " "), tie.polarity or "-", nodes[tie.other].title)
        for tie in found.ties
    ]
    output.table(rows) if rows else output.say("Nobody is tied to anything yet: give quotes a speaker, and link them.")


def _draw(desk: "Desk | None", case: str, name: str, drawing: str, *, is_empty: bool) -> None:
    """Write the window's own drawing of it."""
    from app.exporters.atomic import write_whole

    target = drawing_of(drawing)
    if is_empty:
        raise Refused("There is nothing to draw in this case yet.", "Mark quotes, and link them to incidents.")
    if desk is None:
        raise Refused("Only the whole program can draw this.", "Run main.py.")
    write_whole(target, desk.chart(path_of(case), name, target.suffix.lower().removeprefix(".")))
    output.say(f"Wrote {target}.")


def _plain(one: Any) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "table": one.table,
        "id": one.record_id,
        "title": one.title,
        "date": one.written or None,
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "lasting": one.is_lasting,
        "uncertain": one.is_doubtful,
        "note": one.note or None,
    }
