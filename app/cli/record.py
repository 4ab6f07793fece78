"""Commands about what was done to a case and whether it is still what it was."""

from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, reading, writing
from app.cli.errors import No

if TYPE_CHECKING:
    from db.casefile import CaseFile

Plain = dict[str, Any]


@click.command()
@CASE
@click.option("--without-media", is_flag=True, help="Look at the case alone, not at its recordings.")
@as_json
def verify(case: str, without_media: bool, json: bool) -> None:
    """Check that the case is what its history says, and that each recording is the one that was added."""
    from db.errors import CaseDamaged

    checks: list[Plain]
    try:
        with reading(case) as opened:
            checks = _case_checks(opened)
            if not without_media:
                checks += [_media_check(state) for state in _states(opened)]
    except CaseDamaged:
        checks = [{"name": "opens", "ok": False, "detail": "the file is damaged or was changed by another program"}]
    ok = all(one["ok"] for one in checks)
    if json:
        output.answer({"ok": ok, "checks": checks})
    else:
        output.table(("ok" if one["ok"] else "NOT OK", one["name"], one["detail"]) for one in checks)
    if not ok:
        raise No


def _case_checks(case: "CaseFile") -> list[Plain]:
    try:
        return [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in case.verify()]
    except (LookupError, TypeError, ValueError):
        # A body that was tampered with can have any shape.
        return [{"name": "steps", "ok": False, "detail": "what a step did is no longer readable"}]


def _media_check(state: Plain) -> Plain:
    detail = {
        "unchanged": f"still has the SHA-256 {state['sha256_at_import']} that it had when it was added",
        "missing": "not found where the case remembers it, so nothing can be said of it",
        "changed": f"had the SHA-256 {state['sha256_at_import']} when it was added and has {state['sha256_now']} now",
    }[state["state"]]
    return {"name": f"media {state['path']}", "ok": state["state"] == "unchanged", "detail": detail}


def _states(case: "CaseFile") -> list[Plain]:
    """Each file of the recordings: then and now."""
    from app import collecting

    found: list[Plain] = []
    for file in case.media_files.all():
        with output.progress(f"Reading {file.path_hint}") as progress:
            state = collecting.check(case, file, progress)
        how = "missing" if state.path is None else "changed" if state.is_changed else "unchanged"
        found.append(
            {
                "id": file.id,
                "path": file.path_hint,
                "copy_type": file.copy_type,
                "size": file.size,
                "sha256_at_import": file.sha256,
                "sha256_now": state.hash_now,
                "state": how,
            }
        )
    return found


@click.command()
@CASE
@as_json
def undo(case: str, json: bool) -> None:
    """Take back the newest step."""
    with writing(case) as session:
        label = session.undo_label
        session.undo()
    output.answer({"undone": label}) if json else output.say(f"Undone: {label}.")


@click.command()
@CASE
@as_json
def redo(case: str, json: bool) -> None:
    """Do the newest undone step again."""
    with writing(case) as session:
        label = session.redo_label
        session.redo()
    output.answer({"redone": label}) if json else output.say(f"Done again: {label}.")
