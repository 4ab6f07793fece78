"""The command that shows what Avowal is."""

import tempfile
from pathlib import Path

import click

from app.cli import output
from app.cli.common import path_of, reading


@click.command()
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--no-window", is_flag=True, help="Render the window to desk.png instead of opening it.")
@click.pass_context
def demo(context: click.Context, folder: str | None, no_window: bool) -> None:
    """Build the sample case in DIR, export its quote sheet, and open the window on it."""
    from app import sample, sheet
    from app.cli.exports import gather
    from app.exporters import registry

    where = path_of(folder) if folder is not None else Path(tempfile.mkdtemp(prefix="avowal-sample-"))
    with output.progress("Building the sample case") as progress:
        case = sample.build(where, progress)
    output.show(f"Sample case   {case}")
    with reading(str(case)) as opened:
        gathered = gather(opened, sheet.Choice())
    for name in ("html", "docx"):
        out = where / f"Quote sheet.{name}"
        registry.by_name(name).write(gathered, out)
        output.show(f"Quote sheet   {out}")
    desk = context.obj
    if desk is None:
        return
    if no_window or not desk.can_show():
        picture = where / "desk.png"
        desk.render(case, picture)
        output.show(f"The window    {picture}")
        if not no_window:
            output.say("There is no display, so the window was drawn into that picture.")
        return
    output.show("The recording in it is synthetic. Opening the window ...")
    output.flush()
    context.exit(desk.show(case))
