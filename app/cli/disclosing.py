"""Commands about what leaves the house: make a disclosure, and list what left."""

from typing import TYPE_CHECKING, Any

import click

from app.amounts import amount
from app.cli import output
from app.cli.common import CASE, as_json, noting, path_of, reading

if TYPE_CHECKING:
    from app.departing import Left

WITHHELD = {
    "privileged": "records that are privileged or work product",
    "stricter": "records that are marked more strictly than the disclosure",
    "fields": "entries of records that are privileged",
    "with_them": "records that rest on those",
    "set_aside": "quotes that were rejected, superseded or withdrawn",
    "not_chosen": "records that the chosen quotes do not rest on",
    "notes": "reviewers' notes",
    "argument": "links, findings, and the law that they name",
    "work": "comments, tasks, reviews, tags and contradictions",
    "steps": "steps of the history",
}


@click.command()
@CASE
@click.argument("out")
@click.option("--quotes", metavar="ID,...", help="Only these and what they rest on; by default all.")
@click.option(
    "--marking", help="What it is marked with; what is marked more strictly stays. By default as the case is."
)
@click.option("--with-media", is_flag=True, help="Pack the recordings into it.")
@click.option("--with-argument", is_flag=True, help="With links, findings and the law that they name.")
@click.option("--with-notes", is_flag=True, help="With those notes that nobody called privileged.")
@click.option("--to", "recipient", metavar="TEXT", help="To whom, and what for: kept in the case, not in the file.")
@click.option("--look", is_flag=True, help="Only say what would be in it and what would stay.")
@as_json
def disclose(
    case: str,
    out: str,
    quotes: str | None,
    marking: str | None,
    with_media: bool,
    with_argument: bool,
    with_notes: bool,
    recipient: str | None,
    look: bool,
    json: bool,
) -> None:
    """Write what may be shown to the other side or a court into one signed file, without history."""
    from app import departing, disclosing, lookup

    target = path_of(out)
    departing.check_recipient(recipient)
    with reading(case) as opened:
        ids = None
        if quotes is not None:
            named = [one.strip() for one in quotes.split(",") if one.strip()]
            if not named:
                raise click.UsageError("--quotes needs at least one quote.")
            ids = frozenset(lookup.quote(opened, one).id for one in named)
        choice = disclosing.Choice(marking, ids, with_argument, with_notes)
        if look:
            _tell(disclosing.look(opened, choice), json=json)
            return
        with output.progress("Disclosing") as progress:
            made = disclosing.write(opened, target, choice, with_media=with_media, progress=progress)
    with noting(case) as session:
        if session is not None:
            made = disclosing.remember(session, made, recipient)
    if json:
        facts: dict[str, Any] = {"path": str(target.resolve()), "sha256": made.sha256, "key": made.key}
        kept = made.departure.id if made.departure else None
        output.answer({**facts, **_plain(made.outlook), "heads": list(made.heads), "departure": kept})
        return
    _tell(made.outlook, json=False)
    output.say(f"Made {out}.")
    output.say(f"SHA-256 {made.sha256}")


@click.command()
@click.argument("disclosure")
@click.argument("folder")
@as_json
def unpack(disclosure: str, folder: str, json: bool) -> None:
    """Put the recordings that are packed in a disclosure into a folder, named by their SHA-256."""
    from app import disclosing

    with reading(disclosure) as opened:
        made = disclosing.unpack(opened, path_of(folder))
    if json:
        output.answer([str(path.resolve()) for path in made])
    else:
        output.say(f"{amount(len(made), 'recording is', 'recordings are')} in {folder}.")


@click.command()
@CASE
@as_json
def departures(case: str, json: bool) -> None:
    """List what left the house: when, by whom, which file, made from what."""
    from app import departing

    with reading(case) as opened:
        found = departing.left(opened)
    if json:
        output.answer([_departure(one) for one in found])
        return
    output.table(
        (
            one.at,
            one.reviewer,
            one.departure.kind,
            one.departure.file_name,
            "" if one.quotes is None else amount(one.quotes, "quote"),
            f"SHA-256 {one.departure.sha256}",
            one.departure.recipient or "",
        )
        for one in found
    )


def _departure(one: "Left") -> dict[str, Any]:
    what = one.departure
    return {
        "id": what.id,
        "kind": what.kind,
        "at": one.at,
        "reviewer": one.reviewer,
        "file": what.file_name,
        "sha256": what.sha256,
        "quotes": one.quotes,
        "recipient": what.recipient,
        "heads": list(what.heads),
    }


def _plain(outlook: Any) -> dict[str, Any]:
    return {"marking": outlook.marking, "counts": outlook.counts, "withheld": outlook.withheld}


def _tell(outlook: Any, *, json: bool) -> None:
    if json:
        output.answer(_plain(outlook))
        return
    output.show("In it:")
    output.table([[f"  {table.replace('_', ' ')}", count] for table, count in outlook.counts.items()])
    output.show("Withheld:")
    output.table([[f"  {what}", outlook.withheld[why]] for why, what in WITHHELD.items() if why in outlook.withheld])
