"""Commands that take back a step, and do it again."""

import click

from app.cli import output
from app.cli.common import CASE, as_json, writing


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
