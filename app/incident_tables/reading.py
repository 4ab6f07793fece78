"""Reading a CSV file as a table: its encoding, what parts its cells, its head, and its rows with their lines."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from app.importers.decoding import decode
from app.problems import Refused

LARGEST = 64 * 1024 * 1024
MOST_ROWS = 100_000
_CELL = 1_000_000
_SEPARATORS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out, or something in it."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by their column's name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    encoding: str
    encoding_sure: bool
    separator: str


def read(data: bytes, encoding: str | None = None) -> Table:
    """The table in these bytes; Refused if it is none."""
    if len(data) > LARGEST:
        raise Refused("The table is too large.", "Cut it into parts of less than 64 MB.")
    decoded = decode(data, encoding, "a CSV file whose first line names its columns")
    separator = _separator(decoded.text)
    csv.field_size_limit(_CELL)
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=separator)
    head: tuple[str, ...] = ()
    rows: list[Row] = []
    skipped = [Skipped(one.line or 0, one.why) for one in decoded.notices]
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as problem:
            skipped.append(Skipped(line, f"can't be read as a row ({problem})"))
            line = reader.line_num + 1
            continue
        if not any(cell.strip() for cell in cells):
            pass
        elif not head:
            head = _head(cells)
        elif len(cells) != len(head):
            skipped.append(Skipped(line, f"has {len(cells)} cells where the head has {len(head)}"))
        elif len(rows) == MOST_ROWS:
            raise Refused(f"The table has more than {MOST_ROWS:,} rows.", "Cut it into parts.")
        else:
            rows.append(Row(line, dict(zip(head, cells, strict=True))))
        line = reader.line_num + 1
    if not head or not (rows or skipped):
        raise Refused("This is no table with a head and rows.", "Choose a CSV file whose first line names its columns.")
    return Table(head, tuple(rows), tuple(skipped), decoded.encoding, decoded.sure, separator)


def _separator(text: str) -> str:
    """What stands most often in the first line, outside quotation marks."""
    lines = (line for line in text.splitlines() if line.strip())
    bare = "".join(next(lines, "").split('"')[::2])
    return max(_SEPARATORS, key=bare.count)


def _head(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns' names, each once: a second “source” is “source (2)”, a nameless one “column 3”."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = plain = " ".join(cell.split()) or f"column {number}"
        again = 2
        while name in names:
            name = f"{plain} ({again})"
            again += 1
        names.append(name)
    return tuple(names)
