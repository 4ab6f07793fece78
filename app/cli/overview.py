"""Commands that show a case from above: its line of time, and who said what of which incident."""

from dataclasses import asdict
from typing import Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, reading


@click.command()
@CASE
@as_json
def timeline(case: str, json: bool) -> None:
    """List everything that has a date, in its order, and then what has none.

    What was said, what happened, when details of it became public, which law was in force, which offices were held.
    """
    from app import chronology

    with reading(case) as opened:
        found = chronology.of_case(opened)
    if json:
        output.answer(
            {"dated": [_plain(one) for one in found.dated], "undated": [_plain(one) for one in found.undated]}
        )
        return
    rows = [(one.in_words or "-", one.kind, one.title, one.note) for one in (*found.dated, *found.undated)]
    output.table(rows) if rows else output.say("There is nothing in this case yet that could have a date.")


@click.command()
@CASE
@as_json
def network(case: str, json: bool) -> None:
    """List who said what, and what the quotes have to do with which incident."""
    from app import network

    with reading(case) as opened:
        found = network.of_case(opened, most=len(opened.quotes.all()))
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
