"""Writing a case as a worked example (`example-case/1`): what was read from such a file comes out as it went in."""

import json
from typing import Any, cast

from app import example_kept
from app.example_kept import FILE, FORM, Kept
from app.example_said import TABLES, Row, Teller
from app.problems import Refused
from db.casefile import CaseFile
from db.claims import ForeignRecord

_ORDER = (
    *("schema", "title", "persons", "organisations", "sources", "quotes", "incidents"),
    *("quote_incident_links", "quote_element_links", "findings", "contradictions", "open_tasks", "external_context"),
)
"""The tables of a case that no file was read into."""


def dumps(case: CaseFile) -> bytes:
    """The file's bytes."""
    return (json.dumps(plain(case), indent=1, ensure_ascii=False) + "\n").encode()


def plain(case: CaseFile) -> Row:
    """The whole case in the format's words; Refused if more than one such file was read into it.

    Records that came from a file have its ids and its order and come first; the others follow under their own ids.
    """
    kept = example_kept.of(case)
    files = [one for one in kept if one.kind == FILE]
    if len(files) > 1:
        raise Refused(
            "More than one worked example was brought into this case.", "Export from a case into which one was brought."
        )
    about = example_kept.loads(files[0].rest) if files else Kept(_ORDER, {"schema": FORM}, {})
    teller = Teller(case, example_kept.names(case))
    rows = {kind: _rows(case, teller, kind, [one for one in kept if one.kind == kind]) for kind in TABLES}
    return about.row({"title": case.info.title, **rows})


def _rows(case: CaseFile, teller: Teller, kind: str, kept: list[ForeignRecord]) -> list[Any]:
    """The records of one kind: those of the file in its order, then those that were made since."""
    table = case.table(TABLES[kind])
    rows: list[Any] = []
    seen = {one.record_id for one in kept}
    told = set[str]()
    for one in kept:
        was = example_kept.loads(one.rest)
        if one.record_id is None:
            rows.append(_bare(was.row({})))
            continue
        record = table.find(one.record_id)
        if record is not None and one.record_id not in told and not (kind == "open_tasks" and record.done):
            told.add(one.record_id)
            rows.append(_bare(was.row(teller.row(kind, one.record_id))))
    others = cast("list[str]", sorted(one.id for one in table.all() if one.id not in seen and _is_of(kind, one)))
    rows += [_bare(_stated(teller.row(kind, id))) for id in others]
    return rows


def _bare(row: Row) -> Any:
    """What stands in a list without being a record, such as a task's words."""
    return row["value"] if tuple(row) == ("value",) else row


def _is_of(kind: str, record: Any) -> bool:
    """Whether a record that came from no file belongs to this table of the format."""
    match kind:
        case "quote_incident_links":
            return record.framework_id is None
        case "quote_element_links":
            return record.framework_id is not None
        case "open_tasks":
            return not record.done
        case _:
            return True


def _stated(row: Row) -> Row:
    """A record without the fields that it says nothing of, and with a date under one name only."""
    if "broadcast_date" in row:
        row = {key: value for key, value in row.items() if key != "date"}
    return {key: value for key, value in row.items() if value not in (None, [])}
