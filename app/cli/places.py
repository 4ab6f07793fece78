"""Commands for incidents as tables and on a map."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from app.amounts import amount
from app.cli import output
from app.cli.common import CASE, as_json, drawing_of, path_of, reading, writing

if TYPE_CHECKING:
    from app.cli.root import Desk
    from app.incident_tables.written_dates import Order

_ORDERS: dict[str, "Order"] = {"day-first": "day first", "month-first": "month first"}


@click.command("import-incidents")
@CASE
@click.argument("file")
@click.option("--map", "wishes", metavar="COLUMN=FIELD", multiple=True, help="What a column is; COLUMN= leaves it out.")
@click.option("--dates", type=click.Choice(["day-first", "month-first"]), help="How 05/06/2021 is meant.")
@click.option("--encoding", metavar="NAME", help="Such as cp1256; by default found out.")
@click.option("--preview", is_flag=True, help="Only say what would come in.")
@as_json
def import_incidents(
    case: str, file: str, wishes: tuple[str, ...], dates: str | None, encoding: str | None, preview: bool, json: bool
) -> None:
    """Add the incidents of a CSV file, such as ACLED and GTD export. Rows that can't be used are named by line.

    Which column is which field is guessed from the head; --map corrects it. Nothing is joined with what is there:
    incidents that may be in the case twice are listed, also by “incident CASE twice”.
    """
    from app import importing_incidents
    from app.importers import registry
    from app.incident_tables import columns, drafts
    from app.incident_tables import reading as tables

    path = path_of(file)
    table = tables.read(registry.bytes_of(path), encoding)
    chosen = columns.corrected(columns.guess(table.head), table.head, wishes)
    found = drafts.of(table, chosen, _ORDERS.get(dates or ""))
    about = {"columns": chosen, "encoding": table.encoding, "dates": found.order}
    if preview:
        with reading(case) as opened:
            pairs = importing_incidents.suggestions(opened, found)
        said = [{"line": draft.line, **draft.fields} for draft in found.drafts]
        twice = [{"line": draft.line, "incident": one.id, "reason": why} for draft, one, why in pairs]
        skipped, noticed, count = found.skipped, found.noticed, len(said)
        plain = {**about, "incidents": said}
    else:
        with writing(case) as session:
            made = session.do("Import incidents", importing_incidents.bring_in, found, path.name)
        twice = [{"one": pair.one.id, "other": pair.other.id, "reason": pair.reason} for pair in made.twice]
        skipped, noticed, count = made.skipped, made.noticed, len(made.ids)
        plain = {**about, "ids": list(made.ids)}
    if json:
        lists = {"skipped": [asdict(one) for one in skipped], "noticed": [asdict(one) for one in noticed]}
        output.answer({**plain, **lists, "twice": twice})
        return
    output.table(chosen.items())
    output.say(f"{amount(count, 'incident')}, read as {table.encoding}.")
    for word, ones in (("skipped", skipped), ("changed", noticed)):
        for one in ones:
            output.say(f"line {one.line}, {word}: {one.why}")
    for one in twice:
        output.say("Perhaps twice: " + ", ".join(str(part) for part in one.values()))


@click.command("map")
@CASE
@click.argument("out")
@click.option("--title", metavar="TEXT", help="What stands above it; by default the case's title.")
@click.pass_obj
def map(desk: "Desk | None", case: str, out: str, title: str | None) -> None:
    """Draw the incidents that have coordinates on a plain map, as OUT.svg or OUT.png. Nothing is fetched for it."""
    from app import incident_map
    from app.exporters.atomic import write_whole
    from app.problems import Refused

    target = drawing_of(out)
    with reading(case) as opened:
        svg = incident_map.draw(opened.incidents.all(), title or f"Incidents: {opened.info.title}")
    if target.suffix.lower() == ".svg":
        write_whole(target, svg.encode())
    elif desk is None:
        raise Refused("Only the whole program can draw a PNG.", "Choose a name that ends in .svg.")
    else:
        write_whole(target, desk.picture(svg))
    output.say(f"Wrote {target}.")
