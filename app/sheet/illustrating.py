"""Fetches the still frames of a sheet: slow, and free of the case, so that a task can do it."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.problems import Refused
from app.sheet.values import Picture, QuoteSheet, Sheet

Still = Callable[[Path, int], bytes | None]
"""The PNG of the frame that stands at a millisecond of a file; None if there is none."""


def illustrate(sheet: Sheet, still: Still, progress: Callable[[int, int], None] | None = None) -> Sheet:
    """The sheet with its stills; where one can't be had, the caption says so. Progress may raise to end it."""
    quotes: list[QuoteSheet] = []
    for done, quote in enumerate(sheet.quotes):
        if progress:
            progress(done, len(sheet.quotes))
        quotes.append(replace(quote, picture=_fetched(quote.picture, still)))
    return replace(sheet, quotes=tuple(quotes))


def still_of(path: Path, ms: int) -> bytes | None:
    """The exact frame at `ms` as PNG; None if the file has no such frame or can't be read."""
    from app.media.frames import write_still  # Loads the codecs: not before a still is wanted.

    with tempfile.TemporaryDirectory(prefix="avowal-") as folder:
        out = Path(folder) / "still.png"
        try:
            write_still(path, ms, out)
        except (Refused, OSError):
            return None
        return out.read_bytes()


def _fetched(picture: Picture, still: Still) -> Picture:
    if picture.wanted is None:
        return picture
    png = still(picture.wanted.path, picture.wanted.at_ms)
    if png is None:
        return Picture(None, "No still: the frame at the in-point can't be read from the file.")
    return Picture(png, picture.caption)
