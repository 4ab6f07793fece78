"""What a file of the format `example-case/1` says of a record beyond the record itself, kept to be given back.

With each record is kept: which fields the file has, in their order; the value of each that the case would tell
otherwise; and a hash of what the case told then. As long as the case tells the same, the file's own value is given
back; once the record was changed, what it says now.
"""

import json
from dataclasses import dataclass
from typing import Any, cast

from app.problems import Refused
from db import canonical
from db.casefile import CaseFile
from db.claims import ForeignRecord
from db.identity import new_id

FORM = "example-case/1"
FILE = "file"
"""The kind of the record that keeps what the file says of itself."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one record of a file."""

    keys: tuple[str, ...]
    """Its fields, in their order."""
    given: Row
    """Those that the case told otherwise, or not at all."""
    told: dict[str, str]
    """A hash of what the case told then, of each field of which it told something else than the file."""

    def dumps(self) -> str:
        """As one text of JSON, its letters as they are, so that what is expunged is found in it."""
        plain = {"keys": self.keys, "given": self.given, "told": self.told}
        return json.dumps(plain, separators=(",", ":"), ensure_ascii=False)

    def row(self, now: Row) -> Row:
        """The record as the file gave it, with what the case tells otherwise by now."""
        row = {key: self._value(key, now) for key in self.keys}
        more = {key: value for key, value in now.items() if key not in row and value not in (None, [])}
        return row | {key: value for key, value in more.items() if self.told.get(key) != _hash(value)}

    def _value(self, key: str, now: Row) -> Any:
        if key not in self.given:
            return now.get(key)
        if key in now and self.told.get(key) != _hash(now[key]):
            return now[key]
        return self.given[key]


def compared(row: Row, told: Row) -> Kept:
    """What is to be kept of a record, beside what the case tells of it."""
    given = {key: value for key, value in row.items() if key not in told or not same(told[key], value)}
    other = {key: value for key, value in told.items() if key in given or key not in row}
    return Kept(tuple(row), given, {key: _hash(value) for key, value in other.items()})


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same JSON, in the same order; Python takes 1, 1.0 and true for equal."""
    return json.dumps(one) == json.dumps(other)


def loads(text: str) -> Kept:
    """What `dumps` wrote; Refused if it is no such text, as in a case that somebody tampered with."""
    try:
        plain = json.loads(text)
        keys, given, told = plain["keys"], plain["given"], plain["told"]
    except (ValueError, KeyError, TypeError, RecursionError):
        keys = given = told = None
    if not (isinstance(keys, list) and isinstance(given, dict) and isinstance(told, dict)):
        raise Refused("What was kept of the worked example is damaged.", "Bring the example into a new case.")
    return Kept(tuple(map(str, cast("list[Any]", keys))), cast("Row", given), cast("dict[str, str]", told))


def keep(
    case: CaseFile,
    kind: str,
    ordinal: int,
    kept: Kept,
    foreign_id: str | None = None,
    table: str | None = None,
    record_id: str | None = None,
) -> ForeignRecord:
    """Write it into the case."""
    record = ForeignRecord(new_id(), FORM, kind, ordinal, kept.dumps(), foreign_id, table, record_id)
    return case.argument.foreign_records.add(record)


def of(case: CaseFile) -> list[ForeignRecord]:
    """All that is kept of such files in a case, each kind in the file's order."""
    return [one for one in case.argument.foreign_records.all() if one.form == FORM]


def names(case: CaseFile) -> dict[tuple[str, str], str]:
    """What the file calls the records of the case: table and id to the file's own id."""
    found: dict[tuple[str, str], str] = {}
    for one in of(case):
        if one.table_name and one.record_id and one.foreign_id is not None:
            found.setdefault((one.table_name, one.record_id), one.foreign_id)
    return found


def _hash(value: Any) -> str:
    return canonical.sha256(json.dumps(cast("object", value), sort_keys=True))[:16]
