"""The command that writes a quote as a clip."""

from typing import TYPE_CHECKING

import click

from app.cli import output
from app.cli.common import CASE, MS, noting, path_of, reading

if TYPE_CHECKING:
    from app.clipping import Subtitles


@click.command()
@CASE
@click.argument("quote")
@click.argument("out")
@click.option(
    "--subtitles",
    type=click.Choice(["none", "original", "translation", "both"]),
    default="none",
    show_default=True,
    help="Put the said words into the clip as a track that can be hidden, and beside it as a file that ends in .srt.",
)
@click.option("--pad-ms", type=MS, default=0, help="How much of the recording before and after each part comes along.")
def clip(case: str, quote: str, out: str, subtitles: "Subtitles", pad_ms: int) -> None:
    """Write the parts of a quote as an MP4: its exact frames and sound, with a short black gap between parts."""
    from app import clipping, departing, lookup

    target = path_of(out)
    with reading(case) as opened:
        planned = clipping.plan(opened, lookup.quote(opened, quote), subtitles, pad_ms)
    with output.progress("Writing") as progress:
        written = clipping.write(planned, target, progress)
    with noting(case) as session:
        if session is not None:
            departing.note(session, "clip", target, quotes=1)
    for path in written:
        output.say(f"Wrote {path}.")
