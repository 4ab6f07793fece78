"""Commands that bring recordings and transcripts into a case."""

from typing import Any

import click

from app.amounts import amount
from app.cli import output
from app.cli.common import CASE, as_json, given, medium_options, path_of, text_options, writing


@click.command("add-media")
@CASE
@click.argument("file")
@text_options(
    title="What it is called; by default the file's name.",
    kind="video, audio or another; by default what the file is.",
)
@medium_options
@as_json
def add_media(case: str, file: str, title: str | None, json: bool, **described: str | None) -> None:
    """Add a recording: probe it, hash it, remember where it lies. The file itself is never touched."""
    from app import collecting

    with writing(case) as session:
        with output.progress(f"Reading {file}") as progress:
            examined = collecting.examine(path_of(file), progress)
        made = session.do("Add recording", collecting.add, examined, title, **given(**described))
    probe = examined.probe
    if json:
        output.answer(
            {
                "id": made.id,
                "sha256": examined.sha256,
                "duration_ms": probe.duration_ms,
                "width": probe.width,
                "height": probe.height,
            }
        )
    else:
        output.show(made.id)


@click.command("add-transcript")
@CASE
@click.argument("file")
@click.option("--media", metavar="MEDIA", required=True, help="The recording whose words it has.")
@click.option("--language", metavar="CODE", help="Such as ar; by default what the file says.")
@click.option("--kind", type=click.Choice(["original", "translation"]), default="original", show_default=True)
@click.option("--of", "translation_of", metavar="TRANSCRIPT", help="The original that it translates.")
@click.option("--format", "format_", metavar="FORMAT", help="Read it as this; see “formats”. By default found out.")
@text_options(
    title="What it is called; by default the file's name.",
    translator="Who translated it.",
    translator_qualification="And with what right.",
    translation_state="Such as “machine draft (not for quotation)”.",
    notes="Anything else.",
)
@as_json
def add_transcript(
    case: str,
    file: str,
    media: str,
    language: str | None,
    kind: str,
    translation_of: str | None,
    format_: str | None,
    json: bool,
    **described: str | None,
) -> None:
    """Add a transcript. What had to be left out or mended is reported by line."""
    from app import lookup, transcribing
    from app.importers import registry

    with writing(case) as session:
        opened = session.case
        medium = lookup.media(opened, media)
        of = lookup.transcript(opened, translation_of).id if translation_of is not None else None
        path = path_of(file)
        draft = transcribing.Draft(medium.id, kind, language, of, **described)
        with output.progress(f"Reading {file}"):
            data = registry.bytes_of(path)
            imported = registry.read_bytes(data, path.name, format_)
            made = session.do("Add transcript", transcribing.add, draft, imported, data, path.name)
        segments, words = opened.transcripts.size(made.id)
    report = _report(imported)
    if json:
        output.answer({"id": made.id, "format": imported.format, "segments": segments, "words": words, **report})
        return
    output.show(made.id)
    size = f"{amount(segments, 'segment')}, {amount(words, 'word')}"
    output.say(f"{size}, {report['timed_words']} of them with times of their own.")
    for what in ("skipped", "repaired"):
        for notice in report[what]:
            output.say(f"line {notice['line']}, {what}: {notice['why']}")


def _report(imported: Any) -> dict[str, Any]:
    timed = sum(word.start_ms is not None and not word.estimated for one in imported.segments for word in one.words)
    notices = [({"line": one.line, "why": one.why}, one.repaired) for one in imported.notices]
    return {
        "timed_words": timed,
        "speakers": list(imported.speakers),
        "skipped": [plain for plain, repaired in notices if not repaired],
        "repaired": [plain for plain, repaired in notices if repaired],
    }


@click.command()
@as_json
def formats(json: bool) -> None:
    """List what can be read and written."""
    from app.cli import catalogue

    found = catalogue.formats()
    if json:
        output.answer(found)
        return
    rows = [("", "reads", "writes", "", "")]
    rows += [
        (
            one["name"],
            "yes" if one["reads"] else "-",
            "yes" if one["writes"] else "-",
            one["what"],
            " ".join(one["suffixes"]),
        )
        for one in found
    ]
    output.table(rows)
