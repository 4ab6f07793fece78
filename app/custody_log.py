"""The custody log of a recording: what was declared, what was found and what was done, in order, fit to be printed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from app import custody, dates
from app.chronicle import Chronicle
from app.collecting import FileState
from app.custody import Standing
from app.exporters import report_docx, report_html, rows_csv
from app.exporters.atomic import write_whole
from app.exporters.report import Block, Cell, Facts, Grid, Heading, Line, Pair, Report
from app.naming import custody_of
from app.problems import Refused
from db.casefile import CaseFile
from db.records import Act, CustodyEvent, Media, MediaFile

DECLARED = "As declared when the recording was added; nobody at this program saw it."
SUFFIXES = (".html", ".docx", ".csv")
_COLUMNS = (
    *("Recording", "File", "Kind of copy", "SHA-256 when added", "When", "What", "Who", "Organisation", "Where"),
    *("How", "SHA-256 then", "Note", "Found by the program"),
)
_FORMATS = {".html": report_html.render, ".docx": report_docx.render}
_FILES = (62.0, 24.0, 80.0)
_EVENTS = (30.0, 26.0, 34.0, 76.0)
_STEPS = (38.0, 34.0, 94.0)


@dataclass(frozen=True, slots=True)
class Copy:
    """One file of the recording, and what is known of it."""

    file: MediaFile
    standing: Standing
    now: FileState | None = None
    """What was found just now, if it was looked at."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return PurePath(self.file.path_hint.replace("\\", "/")).name

    @property
    def state(self) -> str:
        """`unchanged`, `changed`, `missing` or `unverified`, as it was found now or last."""
        if self.now is None:
            return self.standing.state
        return "missing" if self.now.path is None else "changed" if self.now.is_changed else "unchanged"

    @property
    def found(self) -> str | None:
        """The hash that was found now or last."""
        return self.now.hash_now if self.now is not None else self.standing.found


@dataclass(frozen=True, slots=True)
class Log:
    """All of one recording."""

    medium: Media
    copies: tuple[Copy, ...]
    events: tuple[CustodyEvent, ...]
    steps: tuple[tuple[Act, list[dict[str, str]]], ...]
    """What was done with it and its transcripts in this program, oldest first, each with the records that it touched:
    their `table` and `id`.
    """
    declared_by: str | None
    declared_at: str | None
    """Who said when, in this program, how it was collected."""
    has_steps: bool = True
    """Whether the steps are told: in what leaves the house they are not."""

    @property
    def is_declared(self) -> bool:
        """Whether anything was said of how it was collected."""
        medium = self.medium
        return any((medium.collected_by, medium.collected_at, medium.collected_with))

    @property
    def is_sound(self) -> bool:
        """Whether no file is known to be changed or missing."""
        return all(copy.state in ("unchanged", "unverified") for copy in self.copies)


def gather(case: CaseFile, media_id: str, found: Iterable[FileState] = ()) -> Log:
    """The log of a recording, with what was found just now if its files were looked at."""
    now = {state.file.id: state for state in found}
    events = tuple(case.custody.of(media_id))
    copies = tuple(
        Copy(file, custody.standing(file, events), now.get(file.id)) for file in case.media_files.of(media_id)
    )
    declared: Act | None = None
    for act, change in case.ledger.history("media", media_id):
        if any(name.startswith("collected_") and pair[1] is not None for name, pair in change["fields"].items()):
            declared = act
    reviewer = case.reviewers.find(declared.reviewer_id) if declared else None
    return Log(
        medium=case.media.get(media_id),
        copies=copies,
        events=events,
        steps=_steps(case, media_id),
        declared_by=reviewer.name if reviewer else None,
        declared_at=declared.at if declared else None,
    )


def said_of(copy: Copy) -> str:
    """What is known of a copy, in a sentence or two: a changed byte is named with both hashes and since when."""
    now = "now" if copy.now is not None else f"on {dates.moment_in_words(copy.standing.at)}" if copy.standing.at else ""
    match copy.state:
        case "unchanged":
            return f"Unchanged: read whole {now}, and the same as when it was added."
        case "missing":
            return f"Missing: not found where the case knows it {now}, so nothing can be said of its bytes."
        case "changed":
            good = copy.standing.good_at
            last = f"last found unchanged on {dates.moment_in_words(good)}" if good else "never verified in between"
            since = copy.standing.since
            first = f"known since {dates.moment_in_words(since)}" if since else "first known now"
            return f"CHANGED: it had the hash above when it was added ({last}); {now} it has {copy.found} ({first})."
        case _:
            return "Not verified since it was added."


def report(case: CaseFile, logs: Sequence[Log]) -> Report:
    """The custody log as a document, of one recording or of several."""
    chronicle = Chronicle(case)
    blocks: list[Block] = [
        Line(
            "This log tells apart what somebody declared, what this program found by reading the files, and the steps "
            "that were done in this program. Times of steps are those of the device's own clock.",
            "small",
        )
    ]
    for log in logs:
        blocks += _blocks(log, chronicle)
    info = case.info
    title = logs[0].medium.title if len(logs) == 1 else info.title
    heads = case.ledger.heads()
    foot = f"{info.title} · ledger head {heads[0][:16] if len(heads) == 1 else 'several'}"
    return Report("Custody log", title, tuple(blocks), info.marking, foot)


def write(case: CaseFile, logs: Sequence[Log], out: Path) -> None:
    """Write the log in the format that the name says; the same log always gives the same bytes."""
    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise Refused("The custody log is a document or a table.", "Choose a name that ends in .html, .docx or .csv.")
    if suffix == ".csv":
        write_whole(out, rows_csv.render(*table(logs)))
    else:
        write_whole(out, _FORMATS[suffix](report(case, logs)))


def table(logs: Sequence[Log]) -> tuple[Sequence[str], Iterator[tuple[str, ...]]]:
    """The names of the columns, and the rows."""
    return _COLUMNS, (row for log in logs for row in _table_rows(log))


def _table_rows(log: Log) -> Iterator[tuple[str, ...]]:
    """A row for each entry, and one for each file of which there is none."""
    copies = {copy.file.id: copy for copy in log.copies}
    for event in log.events:
        copy = copies.get(event.media_file_id or "")
        yield (
            *_of_copy(log, copy),
            *(event.at or "", custody_of(event.kind), event.person or "", event.organisation or "", event.place or ""),
            *(event.method or "", event.sha256 or "", event.note or "", "yes" if custody.is_finding(event) else ""),
        )
    told = {event.media_file_id for event in log.events}
    for copy in log.copies:
        if copy.file.id not in told:
            yield (*_of_copy(log, copy), *("",) * 9)


def _of_copy(log: Log, copy: Copy | None) -> tuple[str, ...]:
    if copy is None:
        return (log.medium.title, "", "", "")
    return (log.medium.title, copy.file.path_hint, copy.file.copy_type, copy.file.sha256)


def _blocks(log: Log, chronicle: Chronicle) -> Iterable[Block]:
    medium = log.medium
    yield Heading(medium.title)
    yield Facts(
        (
            Pair("Kind", medium.kind),
            Pair("Outlet", medium.outlet),
            Pair("Broadcast", dates.in_words(medium.broadcast_date) if medium.broadcast_date else None),
            Pair("Address", medium.url, "code"),
            Pair("Archived at", medium.archive_url, "code"),
        )
    )
    yield Heading("How it was collected", 3)
    yield Line(DECLARED, "small")
    yield Facts(
        (
            Pair("Collected by", medium.collected_by),
            Pair("Collected on", dates.in_words(medium.collected_at) if medium.collected_at else None),
            Pair("Collected with", medium.collected_with),
            Pair("Declared by", _by(log)),
        )
    )
    yield Heading("Its files", 3)
    yield Grid(
        ("File", "Copy", "SHA-256 when it was added, and what was found"),
        _FILES,
        tuple(_file_row(copy) for copy in log.copies),
        "The case has no file of it.",
    )
    yield Heading("What happened to it", 3)
    rows = tuple(_event_row(event, log) for event in log.events)
    yield Grid(("When", "What", "Who and where", "How, and what was found"), _EVENTS, rows, "Nothing was written down.")
    if not log.has_steps:
        yield Line(
            "The steps that were done in this program are in the history of the case, which is not in this.", "small"
        )
        return
    yield Heading("Steps in this program", 3)
    steps = tuple(_step_row(act, chronicle) for act, _ in log.steps)
    yield Grid(("When", "Who", "What"), _STEPS, steps, "None.")


def _file_row(copy: Copy) -> tuple[Cell, ...]:
    loud = copy.state in ("changed", "missing")
    name = Cell(f"{copy.name}\n{copy.file.size:,} bytes".replace(",", "\u202f"))
    return (
        name,
        Cell(copy.file.copy_type, "strong" if copy.file.copy_type == "evidentiary" else "plain"),
        Cell(f"{copy.file.sha256}\n{said_of(copy)}", "warning" if loud else "small"),
    )


def _event_row(event: CustodyEvent, log: Log) -> tuple[Cell, ...]:
    who = "\n".join(part for part in (event.person, event.organisation, event.place) if part)
    copy = next((copy for copy in log.copies if copy.file.id == event.media_file_id), None)
    how = [event.method, f"File: {copy.name}" if copy else None, event.note]
    how.append(f"SHA-256 {event.sha256}" if event.sha256 else None)
    loud = custody.is_finding(event) and copy is not None and event.sha256 != copy.file.sha256
    return (
        Cell(dates.in_words(event.at), "small") if event.at else Cell("not stated", "missing"),
        Cell(custody_of(event.kind), "strong"),
        Cell(who) if who else Cell("not stated", "missing"),
        Cell("\n".join(part for part in how if part) or "not stated", "warning" if loud else "small"),
    )


def _step_row(act: Act, chronicle: Chronicle) -> tuple[Cell, ...]:
    entry = chronicle.head(act)
    return (
        Cell(dates.moment_in_words(act.at), "small"),
        Cell(f"{entry.reviewer}\n{entry.device}"),
        Cell(entry.what),
    )


def _by(log: Log) -> str | None:
    if not log.is_declared or log.declared_at is None:
        return None
    return f"{log.declared_by or 'not known'}, {dates.moment_in_words(log.declared_at)}"


def _steps(case: CaseFile, media_id: str) -> tuple[tuple[Act, list[dict[str, str]]], ...]:
    records = [("media", media_id)]
    records += [("media_file", file.id) for file in case.media_files.of(media_id)]
    records += [("transcript", one.id) for one in case.transcripts.of(media_id)]
    found: dict[str, tuple[Act, list[dict[str, str]]]] = {}
    for table, id in records:
        for act, _ in case.ledger.history(table, id):
            found.setdefault(act.id, (act, []))[1].append({"table": table, "id": id})
    return tuple(sorted(found.values(), key=lambda step: (step[0].at, step[0].device_id, step[0].counter)))
