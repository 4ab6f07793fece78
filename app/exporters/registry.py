"""The formats that a quote sheet can be written in: an explicit list."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.exporters import csv, docx, html
from app.exporters.atomic import write_whole
from app.problems import Refused
from app.sheet.values import Sheet

Progress = Callable[[int, int], None]
"""Called with quotes done and quotes in all; whatever it raises ends the export, and nothing is left behind."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    render: Callable[[Sheet, Progress], bytes]

    def write(self, sheet: Sheet, out: Path, progress: Progress | None = None) -> None:
        """Write the sheet; the same sheet always gives the same bytes.

        Refused if a file of another kind is already there: nobody means to replace a case or a recording by a sheet.
        """
        if out.suffix.lower() not in self.suffixes and out.exists():
            raise Refused(
                f"“{out.name}” is there already and is not {self.title}.",
                f"Choose a name that ends in {self.suffixes[0]}.",
            )
        write_whole(out, self.render(sheet, progress or _silent))


FORMATS: tuple[Exporter, ...] = (
    Exporter("html", "an HTML page", (".html", ".htm"), html.render),
    Exporter("docx", "a Word document", (".docx",), docx.render),
    Exporter("csv", "a CSV table", (".csv",), csv.render),
)


def by_name(name: str) -> Exporter:
    """The format of that name; Refused with the list otherwise."""
    found = next((one for one in FORMATS if one.name == name.lower().removeprefix(".")), None)
    if found is None:
        raise Refused(
            f"“{name}” is no format of a quote sheet.", f"Choose one of: {', '.join(one.name for one in FORMATS)}."
        )
    return found


def _silent(done: int, total: int) -> None:
    pass
