"""The rows of a table as incidents that could be added; what can't be one is named with its line and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app import dates
from app.incident_tables import written_dates
from app.incident_tables.columns import JOINED
from app.incident_tables.reading import Row, Skipped, Table
from app.incident_tables.written_dates import Order, Unreadable
from app.incident_tables.written_places import NoPlace, degrees
from app.problems import Refused

_NOT_KNOWN = frozenset({"", "unknown", "na", "n/a", "none", "null", "-", "."})
_PRECISION = {
    "time_precision": {"1": "day", "2": "week", "3": "month"},
    "date_prec": {"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"},
}
"""What the numbers mean in the column of that name: ACLED's, UCDP's."""
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Draft:
    """One incident to be added."""

    line: int
    fields: dict[str, str]
    cells: dict[str, str]
    """The row as it stands in the table."""
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Drafts:
    """What a table comes to."""

    drafts: tuple[Draft, ...]
    skipped: tuple[Skipped, ...]
    noticed: tuple[Skipped, ...] = ()
    """What was left out of rows that are brought in."""
    order: Order | None = field(default=None)
    """Whether days or months stand first, where dates are all numbers; None where nothing tells."""


def of(table: Table, columns: Mapping[str, str], order: Order | None = None) -> Drafts:
    """The incidents of a table by a map of its columns."""
    dates = [column for column, name in columns.items() if name in ("date", "date_end")]
    order = order or written_dates.order_of(row.cells[column] for row in table.rows for column in dates)
    drafts: list[Draft] = []
    skipped, noticed = list(table.skipped), list[Skipped]()
    for row in table.rows:
        try:
            drafts.append(_draft(row, columns, order, noticed))
        except (Unreadable, NoPlace) as problem:
            skipped.append(Skipped(row.line, str(problem)))
    return Drafts(tuple(drafts), tuple(sorted(skipped, key=lambda one: one.line)), tuple(noticed), order)


def _draft(row: Row, columns: Mapping[str, str], order: Order | None, noticed: list[Skipped]) -> Draft:
    cells: dict[str, list[str]] = {}
    for column, name in columns.items():
        cells.setdefault(name, []).append(row.cells[column].strip())
    one = {name: values[0] for name, values in cells.items()}
    fields: dict[str, str] = {name: _joined(name, cells[name]) for name in JOINED if name in cells}
    fields["date"] = _checked(_date(one, cells, columns, order)) or ""
    fields |= _where(one, row.line, noticed)
    if one.get("claimed", "").lower() in ("1", "1.0", "yes", "true") and not fields.get("claimed_by"):
        fields["claimed_by"] = fields.get("attributed_to", "")
    title = " ".join(one.get("title", "").split()) or _title(fields)
    if not title:
        raise Unreadable("says neither what happened nor where")
    reference = one.get("reference") or None
    said: dict[str, Any] = {"title": title, **fields}
    return Draft(row.line, {name: value for name, value in said.items() if value}, row.cells, reference)


def _joined(name: str, values: Sequence[str]) -> str:
    known = [value for value in dict.fromkeys(values) if value.casefold() not in _NOT_KNOWN]
    return {"notes": "\n", "sources": "; "}.get(name, ", ").join(known)


def _date(
    one: Mapping[str, str], cells: Mapping[str, Sequence[str]], columns: Mapping[str, str], order: Order | None
) -> str | None:
    if one.get("date"):
        found = written_dates.edtf(one["date"], order)
    else:
        approximate = bool(one.get("approximate"))
        found = written_dates.parts(
            one.get("year", ""), one.get("month", ""), one.get("day", ""), approximate=approximate
        )
    if found and "precision" in cells:
        column = next(column for column, name in columns.items() if name == "precision")
        known = _PRECISION.get(column.casefold(), {})
        found = written_dates.coarser(found, known.get(one["precision"].removesuffix(".0"), one["precision"].lower()))
    last = written_dates.edtf(one.get("date_end", ""), order)
    if found and last and last[0] != "[" and found[0] != "[" and "/" not in found + last and last != found[:10]:
        if last[:10] < found[:10]:
            raise Unreadable(f"ends on {last}, before it begins")
        return f"{found}/{last}"
    return found


def _checked(date: str | None) -> str | None:
    try:
        return dates.check(date)
    except Refused as problem:
        raise Unreadable(problem.problem.what) from None


def _where(one: Mapping[str, str], line: int, noticed: list[Skipped]) -> dict[str, str]:
    latitude, longitude = degrees(one.get("latitude", ""), 90), degrees(one.get("longitude", ""), 180)
    if (latitude is None) != (longitude is None):
        raise NoPlace("has one coordinate of two")
    if latitude is None or longitude is None:
        return {}
    if float(latitude) == float(longitude) == 0:
        noticed.append(Skipped(line, "coordinates 0, 0 were left out: tables write so where a place is not known"))
        return {}
    return {"latitude": latitude, "longitude": longitude}


def _title(fields: Mapping[str, str]) -> str:
    """A title out of kind and place, or the beginning of the notes."""
    said = ", ".join(part for part in (fields.get("kind"), fields.get("place")) if part)
    if not fields.get("kind") and fields.get("notes"):
        said = fields["notes"].split("\n")[0].split(". ")[0]
    return said if len(said) <= _LONGEST_TITLE else f"{said[: _LONGEST_TITLE - 1].rstrip()}…"
