"""Commands that write what others read: the quote sheet and the still of a quote."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import output
from app.cli.common import CASE, noting, path_of, reading
from app.problems import Refused

if TYPE_CHECKING:
    from app.sheet import Choice, Sheet
    from db.casefile import CaseFile

_EXAMPLE = ("example-case", "example-case/1")


@click.command()
@CASE
@click.argument("format")
@click.argument("out")
@click.option("--quotes", metavar="ID,...", help="Only these, in this order; by default all, in the order of speech.")
@click.option("--style", type=click.Choice(["house", "bluebook"]), default="house", show_default=True)
@click.option("--language", metavar="CODE", help="Only the words in this language; by default both.")
@click.option("--marking", help="What the sheet is marked with; by default as the case is.")
@click.option("--number", help="The sheet's number.")
@click.option("--stamp", type=click.Choice(["summary", "aid"]), help="What kind of sheet it is.")
@click.option("--without-notes", is_flag=True, help="Leave the reviewers' notes out.")
def export(
    case: str,
    format: str,
    out: str,
    quotes: str | None,
    style: str,
    language: str | None,
    marking: str | None,
    number: str | None,
    stamp: str | None,
    without_notes: bool,
) -> None:
    """Write the quote sheet as FORMAT to the file OUT. What was there is replaced only when the new one is whole.

    The whole case is written as “example-case”, which “import-case” reads.
    """
    from app import departing, lookup, sheet
    from app.exporters import registry

    if format in _EXAMPLE:
        if any((quotes, language, marking, number, stamp, without_notes)) or style != "house":
            raise click.UsageError("A whole case is written as it is; no option goes with it.")
        _whole_case(case, path_of(out))
        return
    exporter = registry.by_name(format)
    target = path_of(out)
    with reading(case) as opened:
        ids = None if quotes is None else tuple(lookup.quote(opened, one).id for one in _listed(quotes))
        choice = sheet.Choice(
            quote_ids=ids,
            style="bluebook" if style == "bluebook" else "house",
            language=language,
            marking=marking,
            number=number,
            stamp=stamp,
            with_notes=not without_notes,
        )
        gathered = gather(opened, choice)
        heads = tuple(opened.ledger.heads())
    with output.progress("Writing") as progress:
        exporter.write(gathered, target, progress)
    with noting(case) as session:
        if session is not None:
            departing.note(session, "sheet", target, quotes=len(gathered.quotes), heads=heads)
    output.say(f"Wrote {target}.")


def _whole_case(case: str, target: Path) -> None:
    from app import example_out
    from app.exporters.atomic import write_whole

    with reading(case) as opened:
        data = example_out.dumps(opened)
    write_whole(target, data)
    output.say(f"Wrote {target}.")


def gather(case: "CaseFile", choice: "Choice") -> "Sheet":
    """The sheet with its stills and with the hashes that the recordings have now, prepared by who works here."""
    from app import collecting, installation, sheet

    hashes: dict[str, str | None] = {}
    for file in case.media_files.all():
        with output.progress(f"Reading {file.path_hint}") as progress:
            hashes[file.id] = collecting.check(case, file, progress).hash_now
    choice = replace(choice, hashes=hashes, prepared_by=installation.load().reviewer_name)
    with output.progress("Stills") as progress:
        return sheet.gather(case, choice, sheet.still_of, progress)


def _listed(ids: str) -> list[str]:
    found = [id for id in ids.split(",") if id.strip()]
    if not found:
        raise click.UsageError("--quotes needs at least one quote.")
    return found


@click.command()
@CASE
@click.argument("quote")
@click.argument("out")
def still(case: str, quote: str, out: str) -> None:
    """Write the exact frame at which a quote begins, as a PNG."""
    from app import collecting, lookup
    from app.exporters.atomic import write_whole
    from app.media import frames

    target = path_of(out)
    if target.suffix.lower() != ".png":
        raise Refused(f"“{target.name}” is no name of a PNG.", "Choose one that ends in .png.")
    with reading(case) as opened:
        found = lookup.quote(opened, quote)
        at_ms = found.tokens.start_ms
        files = opened.media_files.of(found.media_id)
        path = next((path for file in files if (path := collecting.path_of(opened, file))), None)
    if at_ms is None:
        raise Refused("The words of this quote have no time.", "Mark them in a transcript that has times.")
    if not files:
        raise Refused("The case has no file of this quote's source.", "Add the recording first.")
    if path is None:
        raise Refused("The recording is not where the case remembers it.", "Put it back beside the case.")
    with tempfile.TemporaryDirectory(prefix="avowal-") as folder:
        beside = Path(folder) / "still.png"
        frames.write_still(path, at_ms, beside)
        write_whole(target, beside.read_bytes())
    output.say(f"Wrote {target}.")
