"""The command that writes an exhibit: everything about some quotes in one package that proves itself."""

from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, noting, path_of, reading
from app.cli.disclosing import WITHHELD

if TYPE_CHECKING:
    from app.exhibit import Outlook

_LACKS = {
    "missing": "the recording is not where the case knows it",
    "changed": "the file of the recording is not what was added",
    "none": "the case has no recording",
    "untimed": "the words have no time",
}


@click.command()
@CASE
@click.argument("out")
@click.argument("quotes", nargs=-1, metavar="[QUOTE]...")
@click.option("--format", "formats", default="html,docx", show_default=True, help="Of the quote sheet: html, docx.")
@click.option("--style", type=click.Choice(["house", "bluebook"]), default="house", show_default=True)
@click.option(
    "--marking", help="What it is marked with; what is marked more strictly stays. By default as the case is."
)
@click.option("--without-clips", is_flag=True, help="No clips; stills all the same.")
@click.option("--with-media", is_flag=True, help="With the recordings, whole.")
@click.option("--with-transcripts", is_flag=True, help="With the transcripts, whole; else only the quoted passages.")
@click.option("--with-argument", is_flag=True, help="With links and the law that they name.")
@click.option("--with-notes", is_flag=True, help="With those notes that nobody called privileged.")
@click.option("--to", "recipient", metavar="TEXT", help="To whom, and what for: kept in the case, not in the exhibit.")
@click.option("--look", is_flag=True, help="Only say what would be in it and what would stay.")
@as_json
def exhibit(
    case: str,
    out: str,
    quotes: tuple[str, ...],
    formats: str,
    style: str,
    marking: str | None,
    without_clips: bool,
    with_media: bool,
    with_transcripts: bool,
    with_argument: bool,
    with_notes: bool,
    recipient: str | None,
    look: bool,
    json: bool,
) -> None:
    """Write quote sheet, clips, stills, custody log, drafts of declarations and a verifier into the new folder OUT.

    A name that ends in .zip makes one file of it. By default all quotes that may leave go in, else those named.
    What is privileged never does. Nothing that is there is replaced.
    """
    from app import exhibit as exhibits
    from app import lookup

    target = path_of(out)
    with reading(case) as opened:
        choice = exhibits.Choice(
            quote_ids=tuple(lookup.quote(opened, one).id for one in quotes) if quotes else None,
            formats=tuple(dict.fromkeys(one.strip().lower() for one in formats.split(",") if one.strip())),
            style="bluebook" if style == "bluebook" else "house",
            marking=marking,
            with_clips=not without_clips,
            with_media=with_media,
            with_transcripts=with_transcripts,
            with_argument=with_argument,
            with_notes=with_notes,
        )
        if look:
            _tell(exhibits.look(opened, choice), json=json)
            return
        with output.progress("Writing the exhibit") as progress:
            made = exhibits.write(opened, target, choice, progress=progress)
    with noting(case) as session:
        if session is not None:
            exhibits.remember(session, made, recipient)
    if json:
        facts: dict[str, Any] = {"path": str(target.resolve()), "sha256": made.sha256, "key": made.key}
        output.answer({**facts, "files": made.files, **_plain(made.outlook), "heads": list(made.heads)})
        return
    _tell(made.outlook, json=False)
    for note in made.notes:
        output.say(note)
    output.say(f"Made {out}: {made.files} files, signed.")
    output.say(f"SHA-256 {made.sha256}" + ("" if target.is_file() else " (of its MANIFEST.json)"))


def _plain(outlook: "Outlook") -> dict[str, Any]:
    quotes = [
        {"id": one.quote_id, "title": one.title, "approved": one.is_approved, "no_clip": one.lack}
        for one in outlook.quotes
    ]
    return {"marking": outlook.marking, "quotes": quotes, "withheld": outlook.withheld}


def _tell(outlook: "Outlook", *, json: bool) -> None:
    if json:
        output.answer(_plain(outlook))
        return
    output.show("In it:")
    output.table(
        [
            f"  {one.title}",
            "approved" if one.is_approved else "not approved by two reviewers",
            f"no clip: {_LACKS[one.lack]}" if one.lack else "",
        ]
        for one in outlook.quotes
    )
    output.show("Withheld:")
    output.table([[f"  {what}", outlook.withheld[why]] for why, what in WITHHELD.items() if why in outlook.withheld])
