"""Commands for a case as a whole: make it, describe it, bring one in."""

from dataclasses import asdict
from typing import Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, path_of, reading, writing
from db.casefile import CaseFile


@click.command()
@CASE
@click.option("--title", required=True, help="What the case is called.")
@click.option("--framework", "frameworks", multiple=True, metavar="ID", help="A body of law to copy into it; repeat.")
@click.option("--reviewer", metavar="NAME", help="Who works here, from now on.")
@as_json
def new(case: str, title: str, frameworks: tuple[str, ...], reviewer: str | None, json: bool) -> None:
    """Make a new case."""
    from app import installation
    from app.problems import Refused
    from app.session import Session

    before = installation.load()
    if reviewer is not None:
        if not reviewer.strip():
            raise Refused("A reviewer needs a name.", "Give one.")
        installation.save(before.named(reviewer.strip()))
    session = Session()
    try:
        session.create(path_of(case), title, frameworks)
        made = session.case.info
        session.close()
    except BaseException:
        installation.save(before)
        raise
    if json:
        output.answer({"id": made.id, "title": made.title, "path": str(path_of(case).resolve())})
    else:
        output.say(f"Made {case}.")


@click.command()
@CASE
@as_json
def info(case: str, json: bool) -> None:
    """Say what a case holds."""
    with reading(case) as opened:
        found = facts(opened)
    if json:
        output.answer(found)
        return
    output.show(found["case"]["title"])
    if found["case"]["marking"]:
        output.show(found["case"]["marking"])
    output.table((count, name.replace("_", " ")) for name, count in found["counts"].items())
    for kind in ("media", "transcripts", "frameworks"):
        if found[kind]:
            output.show(f"\n{kind.capitalize()}")
            output.table((one["id"], one["title"]) for one in found[kind])
    output.show(f"\nSchema {found['schema']}, head {found['head']}")


def facts(case: CaseFile) -> dict[str, Any]:
    """What `info` prints."""
    sizes = [case.transcripts.size(one.id) for one in case.transcripts.all()]
    heads = case.ledger.heads()
    return {
        "case": asdict(case.info),
        "counts": {
            "media": case.media.count(),
            "media_files": case.media_files.count(),
            "transcripts": len(sizes),
            "segments": sum(size[0] for size in sizes),
            "words": sum(size[1] for size in sizes),
            "quotes": case.quotes.count(),
            "people": case.people.count(),
            "organisations": case.organisations.count(),
            "incidents": case.incidents.count(),
            "frameworks": case.frameworks.count(),
            "links": case.links.count(),
            "findings": case.argument.findings.count(),
            "contradictions": case.argument.contradictions.count(),
            "proceedings": case.argument.proceedings.count(),
            "measures": case.argument.measures.count(),
            "tasks": case.argument.tasks.count(),
            "steps": case.ledger.count(),
        },
        "media": [{"id": one.id, "title": one.title} for one in case.media.all()],
        "transcripts": [
            {"id": one.id, "title": one.title, "media": one.media_id, "kind": one.kind, "language": one.language}
            for one in case.transcripts.all()
        ],
        "frameworks": [{"id": one.id, "title": one.title} for one in case.frameworks.all()],
        "schema": case.version,
        "head": heads[0] if len(heads) == 1 else ",".join(heads),
    }


@click.command("import-case")
@CASE
@click.argument("file")
@click.option(
    *("--recording", "recordings"),
    multiple=True,
    metavar="SOURCE=MEDIA",
    help="A source of the example whose recording the case has: quotes are looked for in its transcripts. Repeat.",
)
@as_json
def import_case(case: str, file: str, recordings: tuple[str, ...], json: bool) -> None:
    """Bring a worked example (`example-case/1`) into a case."""
    from app import example_case, lookup

    example = example_case.read(path_of(file))
    pairs = [one.partition("=") for one in recordings]
    if not all(source and medium for source, _, medium in pairs):
        raise click.UsageError("A recording is written SOURCE=MEDIA, such as S1=Interview.")
    with writing(case) as session:
        there = {source: lookup.media(session.case, medium).id for source, _, medium in pairs}
        brought = session.do("Import case", example_case.bring_in, example, there)
    if json:
        output.answer(asdict(brought))
    else:
        output.say(str(brought))
