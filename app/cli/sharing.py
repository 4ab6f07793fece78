"""Commands for working together: hand a case over, receive one, merge copies, decide between them."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.amounts import amount
from app.cli import output
from app.cli.common import CASE, as_json, path_of, reading, writing

if TYPE_CHECKING:
    from app.merging import Question
    from db.casefile import CaseFile
    from db.merge import Report

PASSPHRASE = click.option("--passphrase-file", metavar="FILE", help="The passphrase is the first line of this file.")


@click.command()
@CASE
@click.argument("out")
@click.option("--with-media", is_flag=True, help="Pack the recordings into it.")
@click.option("--encrypt-to", "to", multiple=True, metavar="KEY", help="Lock it to a key (age1…) or a known colleague.")
@PASSPHRASE
@as_json
def share(case: str, out: str, with_media: bool, to: tuple[str, ...], passphrase_file: str | None, json: bool) -> None:
    """Write the case into one signed file for a colleague; locked, if you say how."""
    from app import departing, sealing, sharing

    if to and passphrase_file is not None:
        raise click.UsageError("Give either --encrypt-to or --passphrase-file.")
    lock = sealing.lock_for(to) if to else None
    if passphrase_file is not None:
        lock = sealing.Lock(_passphrase(passphrase_file) or "")
    with writing(case) as session, output.progress("Sharing") as progress:
        made = sharing.share(session.case, path_of(out), with_media=with_media, lock=lock, progress=progress)
        departing.note(session, "share", path_of(out), quotes=session.case.quotes.count())
    if json:
        answer = {"path": str(Path(out).resolve()), "key": made.key, "files": made.value["files"]}
        output.answer({**answer, "locked": lock is not None})
    else:
        output.say(f"Made {out}.")


@click.command()
@click.argument("bundle")
@click.argument("out_case")
@click.option("--reviewer", metavar="NAME", help="Who works here, from now on.")
@PASSPHRASE
@as_json
def receive(bundle: str, out_case: str, reviewer: str | None, passphrase_file: str | None, json: bool) -> None:
    """Make a new case of what a colleague shared; nothing of the received file is kept but checked values."""
    from app import installation, sharing
    from app.problems import Refused

    name = None if reviewer is None else reviewer.strip()
    if name == "":
        raise Refused("A reviewer needs a name.", "Give one.")
    with output.progress("Receiving") as progress:
        secret = _passphrase(passphrase_file)
        came = sharing.take(path_of(bundle), path_of(out_case), passphrase=secret, progress=progress)
    if name is not None:
        installation.save(installation.load().named(name))
    if json:
        checks = [asdict(check) for check in came.checks]
        output.answer({"path": str(Path(out_case).resolve()), "steps": came.acts, "checks": checks})
    else:
        output.say(f"Made {out_case} from {amount(came.acts, 'step')}.")


@click.command()
@CASE
@click.argument("bundle")
@PASSPHRASE
@as_json
def merge(case: str, bundle: str, passphrase_file: str | None, json: bool) -> None:
    """Bring in what a colleague's bundle, or another copy of the case, has."""
    from app import merging

    with writing(case) as session:
        report = merging.merge(session, path_of(bundle), passphrase=_passphrase(passphrase_file))
        _tell(session.case, report, json=json)


@click.command()
@CASE
@click.argument("folder")
@as_json
def sync(case: str, folder: str, json: bool) -> None:
    """Exchange signed steps with colleagues through a shared folder."""
    from app import merging

    with writing(case) as session:
        sent, report, waiting = merging.sync(session, path_of(folder))
        asked = [_plain(one) for one in merging.questions(session.case)]
        if not json:
            _warn(session.case, report)
    if json:
        left = {"files": waiting.files, "steps": waiting.acts}
        came = {"sent": sent, "taken": report.acts, "conflicts": asked, "waiting": left}
        output.answer({**came, "expunged": list(report.expunged)})
        return
    output.say(f"{amount(sent, 'step')} sent, {report.acts} taken, {len(asked)} to be decided.")
    if waiting.files or waiting.acts:
        files, steps = amount(len(waiting.files), "file"), amount(waiting.acts, "step")
        output.say(f"Not whole yet: {files}; waiting for others: {steps}.")


@click.command()
@CASE
@as_json
def conflicts(case: str, json: bool) -> None:
    """List what a person must decide after a merge."""
    from app import merging

    with reading(case) as opened:
        asked = merging.questions(opened)
    if json:
        output.answer([_plain(one) for one in asked])
        return
    for one in asked:
        what = one.conflict
        output.show(f"{one.id}  {what.table} {what.record_id}  {what.field or 'whether it is there'}")
        for said in one.said:
            output.show(f"    {said.reviewer}, {said.at}: {said.value}")


@click.command()
@CASE
@click.argument("conflict")
@click.option("--take", type=click.Choice(["ours", "theirs"]), help="Whose value stands.")
@click.option("--value", help="Another value; empty for “not known”.")
@as_json
def resolve(case: str, conflict: str, take: str | None, value: str | None, json: bool) -> None:
    """Decide a conflict; the decision travels to the other copies."""
    from app import merging

    if (take is None) == (value is None):
        raise click.UsageError("Give either --take or --value.")
    with writing(case) as session:
        asked = merging.question(session.case, conflict)
        if value is not None:
            session.do("Decide conflict", merging.decide_otherwise, conflict, value)
        else:
            chosen = asked.ours if take == "ours" else asked.theirs
            session.do("Decide conflict", merging.decide, conflict, chosen)
        left = len(merging.questions(session.case))
    if json:
        output.answer({"decided": conflict, "left": left})
    else:
        output.say(f"Decided; {left} left.")


def _passphrase(file: str | None) -> str | None:
    from app import sealing

    return None if file is None else sealing.read_passphrase(path_of(file))


def _tell(case: "CaseFile", report: "Report", *, json: bool) -> None:
    from app import merging

    asked = [_plain(one) for one in merging.questions(case)]
    same = [{"one": two.one.id, "other": two.other.id, "reason": two.reason} for two in merging.suggestions(case)]
    head = case.ledger.heads()
    if json:
        answer = {"added": report.added, "changed": report.changed, "removed": report.removed, "conflicts": asked}
        left = {"forked": list(report.forked), "expunged": list(report.expunged)}
        output.answer({**answer, "suggestions": same, **left, "head": head[0] if head else None})
        return
    output.say(f"{report.added} new, {report.changed} changed, {len(asked)} need you.")
    _warn(case, report)
    for two in same:
        output.say(f"Perhaps the same incident twice ({two['reason']}): {two['one']} and {two['other']}.")


def _warn(case: "CaseFile", report: "Report") -> None:
    from app import expunging

    for device in report.forked:
        output.say(f"The installation {device} was copied: it counted in two places. Nothing of either is lost.")
    if report.expunged:
        output.say("With it came an expunging: what it names is gone from this case too.")
        output.say("Destroy what was exported, shared or printed before.")
        for path in expunging.older_backups(case):
            output.say(f"This backup may still hold it: {path}")


def _plain(one: "Question") -> dict[str, Any]:
    what = one.conflict
    return {
        "conflict": one.id,
        "kind": what.kind,
        "table": what.table,
        "id": what.record_id,
        "field": what.field or None,
        "ours": one.ours,
        "theirs": one.theirs,
        "said": [asdict(said) for said in one.said],
    }
