"""The steps of a case as a file: a table for a spreadsheet, or a page to be read and printed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import dates, differences
from app.chronicle import Altered, Chronicle, Entry, Touched
from app.exporters import report_html, rows_csv
from app.exporters.atomic import write_whole
from app.exporters.report import Block, Cell, Facts, Grid, Line, Pair, Report
from app.problems import Refused
from app.tasks import Progress, no_progress
from db.casefile import CaseFile
from db.log import Wanted

SUFFIXES = (".csv", ".html")
_COLUMNS = (
    *(
        "When (the device’s own clock)",
        "Reviewer",
        "Device",
        "Step",
        "Taken back",
        "Kind of record",
        "Record",
        "What became of it",
    ),
    *("Field", "Before", "After", "Difference", "Step id"),
)
_HOW = {"insert": "added", "update": "changed", "delete": "deleted"}
_WIDTHS = (30.0, 34.0, 102.0)
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """What is written: which steps, and the words that say which."""

    wanted: Wanted
    said: str = "All steps"


def write(case: CaseFile, choice: Choice, out: Path, progress: Progress = no_progress) -> int:
    """Write the steps that fit, oldest first, in the format that the name says; returns how many. Slow: for a task."""
    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise Refused("The log is written as a table or as a page.", "Choose a name that ends in .csv or .html.")
    numbers = case.log.numbers(choice.wanted)[::-1]
    entries = _entries(case, numbers, progress)
    if suffix == ".csv":
        data = rows_csv.render(_COLUMNS, (row for entry in entries for row in _rows(entry)))
    else:
        data = report_html.render(_report(case, choice, entries, len(numbers)))
    write_whole(out, data)
    return len(numbers)


def _entries(case: CaseFile, numbers: Sequence[int], progress: Callable[[int, int], None]) -> Iterator[Entry]:
    chronicle = Chronicle(case)
    for first in range(0, len(numbers), _AT_ONCE):
        progress(first, len(numbers))
        yield from chronicle.entries(case.log.page(numbers[first : first + _AT_ONCE]))
    progress(len(numbers), len(numbers))


def _rows(entry: Entry) -> Iterator[tuple[str, ...]]:
    """One row a field; one at least for each step, and for each record."""
    start = (entry.act.at, entry.reviewer, entry.device, entry.what, "yes" if entry.is_undone else "")
    end = entry.act.id
    if not entry.records:
        yield (*start, *("",) * 4, "", "; ".join(_besides(entry)), "", end)
    for record in entry.records:
        about = (record.kind, record.title, _HOW.get(record.how, record.how))
        for field in record.fields or (Altered("", "", None, None),):
            difference = differences.in_marks(field.pieces) if field.pieces else ""
            yield (*start, *about, field.label, field.before or "", field.after or "", difference, end)
    if entry.more:
        yield (*start, "", f"{entry.more} more records", "", "", "", "", "", end)


def _besides(entry: Entry) -> Iterable[str]:
    return entry.facts if entry.is_readable else ("What this step did can’t be read any more.",)


def _report(case: CaseFile, choice: Choice, entries: Iterable[Entry], count: int) -> Report:
    info, heads = case.info, case.ledger.heads()
    head = heads[0] if len(heads) == 1 else None
    rows = tuple(row for entry in entries for row in _lines(entry))
    blocks: tuple[Block, ...] = (
        Line(
            "Times are those of each device’s own clock, in UTC; nobody vouches for them. The order of one device’s "
            "steps is certain, for each is bound to the one before it.",
            "small",
        ),
        Facts(
            (
                Pair("Which steps", choice.said),
                Pair("How many", f"{count:,} of {case.ledger.count():,}".replace(",", "\u202f")),
                Pair("Ledger head", head, "code", "several: copies were worked on apart"),
            )
        ),
        Grid(("When", "Who", "What"), _WIDTHS, rows, "No step fits."),
    )
    return Report("Log of the case", info.title, blocks, info.marking, f"Ledger head {(head or 'several')[:16]}")


def _lines(entry: Entry) -> Iterator[tuple[Cell, ...]]:
    taken_back = "\nTAKEN BACK" if entry.is_undone else ""
    when = Cell(dates.moment_in_words(entry.act.at), "small")
    who = Cell(f"{entry.reviewer}\n{entry.device}")
    yield when, who, Cell(entry.what + taken_back, "missing" if entry.is_undone else "strong")
    nothing = Cell("")
    for said in _besides(entry):
        yield nothing, nothing, Cell(said, "small")
    for record in entry.records:
        yield nothing, nothing, Cell("\n".join(_said(record)), "small")
    if entry.more:
        yield nothing, nothing, Cell(f"and {entry.more} more records", "missing")


def _said(record: Touched) -> Iterator[str]:
    yield f"{record.kind} {_HOW.get(record.how, record.how)}: {record.title}"
    for field in record.fields:
        if record.how == "insert":
            yield f"  {field.label}: {field.after or '–'}"
        elif record.how == "delete":
            yield f"  {field.label} was: {field.before or '–'}"
        else:
            yield f"  {field.label}: {field.before or '–'} → {field.after or '–'}"
