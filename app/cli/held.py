"""Commands for the recordings and transcripts that a case holds: listed, described, taken out."""

from dataclasses import asdict
from typing import Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, medium_options, path_of, reading, rewritten, text_options, writing
from app.cli.errors import No
from app.problems import Refused

_ACTIONS = ["list", "describe", "remove"]


@click.command()
@CASE
@click.argument("action", type=click.Choice([*_ACTIONS, "add", "locate"]), default="list")
@click.argument("which", metavar="[MEDIA]", required=False)
@click.option("--in", "folder", metavar="FOLDER", help="Of “locate”: where the files lie now, at whatever depth.")
@text_options(
    title="What it is called.",
    kind="video, audio, published text or another.",
)
@medium_options
@as_json
def recordings(
    case: str, action: str, which: str | None, folder: str | None, json: bool, **described: str | None
) -> None:
    """List the recordings, “describe” MEDIA anew (an empty text takes away what is there), or “remove” it.

    “add” notes a source that is no file, such as an article, by its --title; “add-media” adds recordings. “locate”
    finds files that were moved, by their size and hash: those of MEDIA, or all. Only a recording without transcripts
    and quotes can be removed; its file is never touched.
    """
    from app import collecting, lookup

    if (folder is not None) != (action == "locate"):
        raise click.UsageError("--in goes with “locate”, and “locate” with --in.")
    if action == "locate":
        _locate(case, which, folder or "", described, json=json)
        return
    told = _checked(action, which, "recording", described)
    if action == "list":
        with reading(case) as opened:
            found = opened.media.all()
            plain = [
                {**asdict(one), "files": [asdict(file) for file in opened.media_files.of(one.id)]} for one in found
            ]
        _list(plain, [(one.id, one.kind, one.broadcast_date or "no date", one.title) for one in found], json=json)
        return
    with writing(case) as session:
        id = "" if action == "add" else lookup.media(session.case, which or "").id
        if action == "add":
            id = session.do("Add source", collecting.add_published, told.pop("title", None) or "", **told).id
        elif action == "remove":
            session.do("Remove recording", collecting.remove, id)
        else:
            session.do("Describe recording", collecting.describe, id, **told)
    output.answer({"id": id}) if json else output.show(id)


@click.command()
@CASE
@click.argument("action", type=click.Choice(_ACTIONS), default="list")
@click.argument("which", metavar="[TRANSCRIPT]", required=False)
@text_options(
    title="What it is called.",
    language="In which language, such as ar.",
    translator="Who translated it.",
    translator_qualification="And with what right.",
    translation_state="Such as “machine draft (not for quotation)”.",
    made_by="Which machine made it.",
    notes="Anything else.",
)
@as_json
def transcripts(case: str, action: str, which: str | None, json: bool, **described: str | None) -> None:
    """List the transcripts, “describe” TRANSCRIPT anew (an empty text takes away what is there), or “remove” it.

    Its words are never changed: “correct” lays corrections over them. Only a transcript in which nothing is quoted
    can be removed.
    """
    from app import lookup, transcribing

    told = _checked(action, which, "transcript", described)
    if action == "list":
        with reading(case) as opened:
            found = opened.transcripts.all()
            sizes = {one.id: opened.transcripts.size(one.id) for one in found}
        plain = [{**asdict(one), "segments": sizes[one.id][0], "words": sizes[one.id][1]} for one in found]
        rows = [(one.id, one.kind, one.language or "", f"{sizes[one.id][1]} words", one.title) for one in found]
        _list(plain, rows, json=json)
        return
    with writing(case) as session:
        id = lookup.transcript(session.case, which or "").id
        if action == "remove":
            session.do("Remove transcript", transcribing.remove, id)
        else:
            session.do("Describe transcript", transcribing.describe, id, **told)
    output.answer({"id": id}) if json else output.show(id)


def _locate(case: str, which: str | None, folder: str, described: dict[str, str | None], *, json: bool) -> None:
    """Look for the files and remember where they lie; the answer is “no” where some were not found."""
    from app import collecting, lookup

    if rewritten(**described):
        raise click.UsageError("Fields go with “add” and “describe”.")
    place = path_of(folder)
    if not place.is_dir():
        raise Refused(f"There is no folder {folder}.", "Name one in which the recordings lie.")
    with writing(case) as session:
        of = None if which is None else lookup.media(session.case, which).id
        files = session.case.media_files
        wanted = files.all() if of is None else files.of(of)
        with output.progress(f"Reading {folder}") as progress:
            found = collecting.search(wanted, place, progress)
        if found:
            session.do("Locate recordings", collecting.relocate, found)
    missing = [one.id for one in wanted if one.id not in found]
    if json:
        output.answer({"found": {id: str(path) for id, path in found.items()}, "missing": missing})
    else:
        output.table((id, str(path)) for id, path in found.items())
        output.table((id, "not found") for id in missing)
    if missing:
        raise No


def _checked(action: str, which: str | None, what: str, fields: dict[str, str | None]) -> dict[str, Any]:
    told = rewritten(**fields)
    alone = action in ("list", "add")
    if (which is None) != alone:
        raise click.UsageError(
            f"“{action}” takes no {what}." if alone else f"“{action}” needs the id or title of a {what}."
        )
    if bool(told) != (action in ("add", "describe")):
        raise click.UsageError("Fields go with “describe”, and “describe” with one of them at least.")
    return told


def _list(plain: list[dict[str, Any]], rows: list[Any], *, json: bool) -> None:
    output.answer(plain) if json else output.table(rows)
