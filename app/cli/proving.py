"""Commands about what can be proven of a case, or of a file that was made of one."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, path_of, reading, writing
from app.cli.errors import No

if TYPE_CHECKING:
    from app.proof import Verdict
    from app.stamping import Answer

ROOTS = click.option("--roots", metavar="PEM", help="Root certificates of time-stamping authorities.")


@click.command()
@click.argument("case")
@click.option("--without-media", is_flag=True, help="Look at the case alone, not at its recordings.")
@click.option("--head", metavar="HEX", help="A head that was noted down: is it still in the history?")
@ROOTS
@click.option("--passphrase-file", metavar="FILE", help="For a file that is encrypted: its first line opens it.")
@click.option("--statement", metavar="OUT.html", help="Write what was found to a page that can be printed.")
@as_json
def verify(
    case: str,
    without_media: bool,
    head: str | None,
    roots: str | None,
    passphrase_file: str | None,
    statement: str | None,
    json: bool,
) -> None:
    """Say what is proven and what is not: of a case, a file that a colleague shared, a shared folder, or an exhibit."""
    from app import proof, sealing
    from app.exporters import statement as page

    if statement is not None:
        page.check_name(path_of(statement))
    passphrase = None if passphrase_file is None else sealing.read_passphrase(path_of(passphrase_file))
    wish = proof.Wish(not without_media, _bytes(roots), head, passphrase)
    with output.progress("Verifying") as progress:
        verdict = proof.look(path_of(case), wish, progress)
    if statement is not None:
        page.write(verdict, path_of(statement))
        output.say(f"Wrote {statement}.")
    if json:
        output.answer(_plain(verdict))
    elif statement is None or not verdict.ok:
        _show(verdict)
    if not verdict.ok:
        raise No


def _plain(verdict: "Verdict") -> dict[str, Any]:
    return {
        "ok": verdict.ok,
        "checks": [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in verdict.findings],
        "not_proven": [{"name": one.name, "claim": one.claim, "detail": one.detail} for one in verdict.limits],
        "kind": verdict.kind,
        "sha256": verdict.sha256,
        "heads": list(verdict.heads),
    }


def _show(verdict: "Verdict") -> None:
    for title, findings in (
        ("NOT AS IT SHOULD BE", verdict.wrong),
        ("PROVEN", verdict.proven),
        ("NOT CHECKED", verdict.unchecked),
    ):
        if findings:
            output.show(title)
        for one in findings:
            output.show(f"  {output.one_line(one.claim)}")
            output.show(f"      {output.one_line(one.sentence)} ({output.one_line(one.name)})")
    for head in verdict.heads:
        output.show(f"Up to the head {head}.")
    output.show("NOT PROVEN, AND NOTHING IN IT CAN PROVE IT")
    for limit in verdict.limits:
        output.show(f"  {limit.claim}")


@click.command()
@CASE
@click.argument("action", type=click.Choice(["query", "answer"]))
@click.argument("file")
@ROOTS
@as_json
def stamp(case: str, action: str, file: str, roots: str | None, json: bool) -> None:
    """Have an authority attest (RFC 3161) when a history existed: write the query to FILE, or read the answer from it.

    How the files travel to the authority and back is your business; nothing here goes online.
    """
    if action == "answer":
        _take_answer(case, file, _bytes(roots), json=json)
    elif roots is not None:
        raise click.UsageError("--roots is for an answer.")
    else:
        _write_query(case, file, json=json)


def _write_query(case: str, out: str, *, json: bool) -> None:
    from app import stamping
    from app.exporters.atomic import write_whole

    with reading(case) as opened:
        head, data = opened.ledger.heads()[0], stamping.query(opened)
    write_whole(path_of(out), data)
    if json:
        output.answer({"path": str(Path(out).resolve()), "act": head})
    else:
        output.say(f"Wrote {out}: the question whether step {head} exists. Have an authority answer it.")


def _take_answer(case: str, file: str, roots: bytes | None, *, json: bool) -> None:
    from app import stamping

    data = _bytes(file) or b""
    with reading(case) as opened:
        stamping.read(opened, data, roots)  # Refused before the case is opened for writing.
    with writing(case) as session:
        kept = session.do("Keep time stamp", stamping.keep, data, roots)
        said = stamping.held(session.case, kept, roots).answer
    if json:
        output.answer({"id": kept.id, **_told(said)})
        return
    how = "Its signature leads to a root that you gave." if said.is_rooted else "No root was given to check it with."
    output.say(f"{said.authority} attests that step {said.act_id} existed at {said.time}. {how}")


def _told(said: "Answer") -> dict[str, Any]:
    at = said.at.isoformat().replace("+00:00", "Z")
    return {"act": said.act_id, "time": at, "authority": said.authority, "rooted": said.is_rooted}


def _bytes(name: str | None) -> bytes | None:
    from app.problems import Refused
    from app.stamping import LARGEST

    if name is None:
        return None
    path = path_of(name)
    if not path.is_file():
        raise Refused(f"There is no file “{name}”.", "Check the name.")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
