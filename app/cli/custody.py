"""The command about who had the recordings, and whether they are still what they were."""

from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, given, path_of, reading, writing
from app.cli.errors import No
from app.problems import Refused

if TYPE_CHECKING:
    from app.custody_log import Copy, Log
    from app.session import Session
    from db.casefile import CaseFile
    from db.records import Media

Plain = dict[str, Any]


@click.command()
@CASE
@click.argument("words", nargs=-1, metavar="[check] [export FILE] [MEDIA]")
@click.option("--verify", is_flag=True, help="Write what reading the files shows into the log.")
@click.option("--quick", is_flag=True, help="Tell what is known without reading the files.")
@click.option("--add", metavar="KIND", help="Write down that MEDIA was collected, received, copied, sealed …")
@click.option("--copy", metavar="FILE", help="Add a working copy of MEDIA, and say whether its bytes are the same.")
@click.option("--at", metavar="DATE", help="When it happened: 2021-06-01, 2021-06-01~ or 2021-06-01T20:15:00Z.")
@click.option("--by", metavar="NAME", help="Who did it.")
@click.option("--organisation", metavar="NAME", help="For whom.")
@click.option("--how", metavar="TEXT", help="By what means.")
@click.option("--place", metavar="TEXT", help="Where.")
@click.option("--file", metavar="ID", help="Which of its files, by its id.")
@click.option("--sha256", metavar="HASH", help="The hash that was found then; of --file the one that the case knows.")
@click.option("--note", metavar="TEXT", help="What else there is to say.")
@click.option("--out", metavar="FILE", help="Write the log: FILE.html, FILE.docx, or FILE.csv for a spreadsheet.")
@as_json
def custody(
    case: str,
    words: tuple[str, ...],
    verify: bool,
    quick: bool,
    add: str | None,
    copy: str | None,
    out: str | None,
    json: bool,
    **told: str | None,
) -> None:
    """Who had each recording, what was done with it, and whether its files are unchanged.

    `custody CASE check [MEDIA]` is the same as --verify, `custody CASE export FILE [MEDIA]` the same as --out FILE.
    """
    media, checks, written = _meant(words)
    verify, out = verify or checks, written or out
    if (add or copy) and media is None:
        raise Refused("Of which recording?", "Name it after the case.")
    if sum((verify, quick, add is not None, copy is not None)) > 1:
        raise Refused("--verify, --quick, --add and --copy are four things.", "Do one after the other.")
    values = given(
        at=told["at"],
        person=told["by"],
        organisation=told["organisation"],
        method=told["how"],
        place=told["place"],
        note=told["note"],
        media_file_id=told["file"],
        sha256=told["sha256"],
    )
    if values and not (add or copy):
        raise Refused("What is told must be told of something.", "Add --add KIND, such as --add received.")
    if add is not None and media is not None:
        _add(case, media, add, values, json)
    elif copy is not None and media is not None:
        _copy(case, media, copy, values, json)
    elif verify:
        with writing(case) as session:
            _tell(_verified(session, media), session.case, out, json)
    else:
        with reading(case) as opened:
            _tell([_log(opened, one, quick=quick) for one in _media(opened, media)], opened, out, json)


def _meant(words: tuple[str, ...]) -> tuple[str | None, bool, str | None]:
    """Which recording, whether to verify, and where to write to."""
    match words:
        case ():
            return None, False, None
        case ("check",):
            return None, True, None
        case ("check", media):
            return media, True, None
        case ("export",):
            raise Refused("Export where to?", "Name a file that ends in .html, .docx or .csv.")
        case ("export", file):
            return None, False, file
        case ("export", file, media):
            return media, False, file
        case (media,):
            return media, False, None
        case _:
            raise Refused("That is more than one recording.", "Name one, or none for all of them.")


def _add(case: str, media: str, kind: str, values: Plain, json: bool) -> None:
    from app import custody as verbs
    from app import lookup

    with writing(case) as session:
        medium = lookup.media(session.case, media)
        event = session.do("Add custody entry", verbs.record, medium.id, kind, **values)
    output.answer({"id": event.id}) if json else output.show(event.id)


def _copy(case: str, media: str, copy: str, values: Plain, json: bool) -> None:
    from app import collecting, lookup
    from app import custody as verbs

    if values.keys() & {"media_file_id", "sha256"}:
        raise Refused("A copy is a file of its own.", "Leave --file and --sha256 out.")
    with writing(case) as session:
        medium = lookup.media(session.case, media)
        path = path_of(copy)
        with output.progress(f"Reading {path.name}") as progress:
            examined = collecting.examine(path, progress)
        added = session.do("Add copy", verbs.add_copy, medium.id, examined, **values)
    if json:
        output.answer({"id": added.file.id, "sha256": added.file.sha256, "same_bytes": added.is_same})
    else:
        same = {True: "the same bytes as", False: "OTHER BYTES than", None: "no bytes to compare with:"}[added.is_same]
        output.show(f"{added.file.id}  {same} the evidentiary copy")


def _media(case: "CaseFile", media: str | None) -> "list[Media]":
    from app import lookup

    return case.media.all() if media is None else [lookup.media(case, media)]


def _log(case: "CaseFile", medium: "Media", *, quick: bool) -> "Log":
    from app import collecting, custody_log

    found: list[collecting.FileState] = []
    for file in [] if quick else case.media_files.of(medium.id):
        with output.progress(f"Reading {file.path_hint}") as progress:
            found.append(collecting.check(case, file, progress))
    return custody_log.gather(case, medium.id, found)


def _verified(session: "Session", media: str | None) -> "list[Log]":
    from app import custody as verbs
    from app import custody_log

    case = session.case
    wanted = _media(case, media)
    found = [copy.now for one in wanted for copy in _log(case, one, quick=False).copies if copy.now is not None]
    session.do("Verify recordings", verbs.keep_findings, found)
    return [
        custody_log.gather(case, one.id, [state for state in found if state.file.media_id == one.id]) for one in wanted
    ]


def _tell(logs: "list[Log]", case: "CaseFile", out: str | None, json: bool) -> None:
    if out is not None:
        _write(logs, case, out)
    if json:
        output.answer([_plain(log, case) for log in logs])
    elif out is None:
        for log in logs:
            _show(log, case)
    if not all(log.is_sound for log in logs):
        raise No


def _write(logs: "list[Log]", case: "CaseFile", out: str) -> None:
    from app import custody_log

    path = path_of(out)
    custody_log.write(case, logs, path)
    output.say(f"The custody log was written to {path}.")


def _show(log: "Log", case: "CaseFile") -> None:
    from app import custody_log, naming
    from app.dates import in_words, moment_in_words

    output.show(output.one_line(log.medium.title))
    output.table(
        ("", copy.state, copy.file.copy_type, copy.file.path_hint, f"SHA-256 {copy.file.sha256}") for copy in log.copies
    )
    for copy in log.copies:
        if copy.state in ("changed", "missing"):
            output.show(f"  {copy.name}: {custody_log.said_of(copy)}")
    if log.is_declared:
        medium = log.medium
        declared = ("declared on adding", "collected", medium.collected_by, medium.collected_at, medium.collected_with)
        output.table([("", *(part or "-" for part in declared))])
    output.table(
        (
            *("", in_words(event.at) if event.at else "-", naming.custody_of(event.kind), event.person or "-"),
            *(event.method or "-", event.note or ""),
        )
        for event in log.events
    )
    output.table(("", moment_in_words(event["at"]), event["reviewer"], event["what"]) for event in _steps(log, case))


def _plain(log: "Log", case: "CaseFile") -> Plain:
    medium = log.medium
    return {
        "media": medium.id,
        "title": medium.title,
        "collected_by": medium.collected_by,
        "collected_at": medium.collected_at,
        "collected_with": medium.collected_with,
        "declared_by": log.declared_by,
        "declared_at": log.declared_at,
        "files": [_file(copy) for copy in log.copies],
        "custody": [
            {
                "id": event.id,
                "file": event.media_file_id,
                "kind": event.kind,
                "at": event.at,
                "by": event.person,
                "organisation": event.organisation,
                "how": event.method,
                "place": event.place,
                "sha256": event.sha256,
                "note": event.note,
            }
            for event in log.events
        ],
        "events": _steps(log, case),
    }


def _file(copy: "Copy") -> Plain:
    file, standing = copy.file, copy.standing
    return {
        "id": file.id,
        "path": file.path_hint,
        "copy_type": file.copy_type,
        "size": file.size,
        "sha256_at_import": file.sha256,
        "sha256_now": copy.now.hash_now if copy.now else None,
        "state": copy.state,
        "verified_at": standing.at,
        "verified_sha256": standing.found,
        "unchanged_at": standing.good_at,
        "changed_since": standing.since,
    }


def _steps(log: "Log", case: "CaseFile") -> list[Plain]:
    from app.cli import chronicle

    # `records` names what each step touched of this recording.
    said = {"undo": "Undo: {}", "redo": "Redo: {}"}
    return [
        {**chronicle.act(case, act), "what": said.get(act.kind, "{}").format(act.label), "records": records}
        for act, records in log.steps
    ]
