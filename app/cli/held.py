"""Commands for the recordings and transcripts that a case holds: listed, described, taken out."""

from dataclasses import asdict
from typing import Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, medium_options, reading, rewritten, text_options, writing

_ACTIONS = click.Choice(["list", "describe", "remove"])


@click.command()
@CASE
@click.argument("action", type=_ACTIONS, default="list")
@click.argument("which", metavar="[MEDIA]", required=False)
@text_options(
    title="What it is called.",
    kind="video, audio, published text or another.",
)
@medium_options
@as_json
def recordings(case: str, action: str, which: str | None, json: bool, **described: str | None) -> None:
    """List the recordings, “describe” MEDIA anew (an empty text takes away what is there), or “remove” it.

    Only a recording without transcripts and quotes can be removed; its file is never touched.
    """
    from app import collecting, lookup

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
        id = lookup.media(session.case, which or "").id
        if action == "remove":
            session.do("Remove recording", collecting.remove, id)
        else:
            session.do("Describe recording", collecting.describe, id, **told)
    output.answer({"id": id}) if json else output.show(id)


@click.command()
@CASE
@click.argument("action", type=_ACTIONS, default="list")
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


def _checked(action: str, which: str | None, what: str, fields: dict[str, str | None]) -> dict[str, Any]:
    told = rewritten(**fields)
    if (which is None) != (action == "list"):
        raise click.UsageError(
            f"“list” takes no {what}." if action == "list" else f"“{action}” needs the id or title of a {what}."
        )
    if bool(told) != (action == "describe"):
        raise click.UsageError("Fields go with “describe”, and “describe” with one of them at least.")
    return told


def _list(plain: list[dict[str, Any]], rows: list[Any], *, json: bool) -> None:
    output.answer(plain) if json else output.table(rows)
