"""Looking through the steps of a case: which of them fit, and those of a page, however many there are."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.connection import guard, rows
from db.records import Act

_NEWEST_FIRST = "at DESC, device_id DESC, counter DESC"
_ACT = "act.id, device_id, counter, kind, verb, label, reviewer_id, at, reverses"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps are looked for; what is None does not matter."""

    reviewer_id: str | None = None
    table: str | None = None
    """Only steps that touched a record of this kind."""
    labels: tuple[str, ...] | None = None
    """Only steps with one of these names."""
    since: str | None = None
    """An instant in UTC, as the steps have it: not before this."""
    until: str | None = None
    """Before this."""
    device_id: str | None = None
    record_id: str | None = None
    """Only steps that touched this record."""
    not_device: str | None = None
    """Only steps of other devices."""
    undone: bool = False
    """Only steps that were taken back and not done again."""


class Log:
    """Reads the acts of one case."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def numbers(self, wanted: Wanted) -> list[int]:
        """The numbers of the steps that fit, newest first as far as the clocks can be believed.

        A number is good until the case is changed; `page` gives the step.
        """
        asked: list[tuple[str, str | None]] = [
            ("reviewer_id = ?", wanted.reviewer_id),
            ("label IN (SELECT value FROM json_each(?))", _json(wanted.labels)),
            ("at >= ?", wanted.since),
            ("at < ?", wanted.until),
            ("device_id = ?", wanted.device_id),
            ("device_id <> ?", wanted.not_device),
        ]
        given = [(condition, value) for condition, value in asked if value is not None]
        where = " AND ".join(condition for condition, _ in given) or "1"
        values = [value for _, value in given]
        ids = self._ids(wanted)
        if ids is not None and not ids:
            return []
        with guard():
            if ids is None:
                found = self._connection.execute(
                    f"SELECT rowid FROM act WHERE {where} ORDER BY {_NEWEST_FIRST}", values
                )
                return [row[0] for row in found]
            found = self._connection.execute(
                f"SELECT rowid, id FROM act WHERE {where} ORDER BY {_NEWEST_FIRST}", values
            )
            return [row[0] for row in found if row[1] in ids]

    def page(self, numbers: Sequence[int]) -> list[Act]:
        """The steps of these numbers, in the same order."""
        sql = f"SELECT act.rowid, {_ACT} FROM json_each(?) AS one CROSS JOIN act ON act.rowid = one.value"
        with guard():
            found = {row[0]: Act(*tuple(row)[1:]) for row in rows(self._connection, sql, [json.dumps(list(numbers))])}
        return [found[number] for number in numbers if number in found]

    def labels(self) -> list[str]:
        """Every name that a step has."""
        with guard():
            return [row[0] for row in self._connection.execute("SELECT DISTINCT label FROM act ORDER BY label")]

    def touched(self) -> list[str]:
        """The kinds of record that any step touched."""
        with guard():
            return [row[0] for row in self._connection.execute("SELECT DISTINCT name FROM act_touch ORDER BY name")]

    def undone(self) -> set[str]:
        """The ids of the steps that were taken back and stand so: an undo may have been undone by a redo."""
        found: set[str] = set()
        with guard():
            # An undo is of the same device as what it reverses, and later there.
            reversing = self._connection.execute(
                "SELECT id, reverses FROM act WHERE reverses IS NOT NULL ORDER BY counter DESC"
            )
            for id, reverses in reversing:
                if id not in found:
                    found.add(reverses)
        return found

    def counts(self) -> dict[tuple[str, str], int]:
        """How many steps each reviewer did at each device: `(reviewer_id, device_id)` to a number."""
        with guard():
            found = self._connection.execute(
                "SELECT reviewer_id, device_id, count(*) FROM act GROUP BY reviewer_id, device_id"
            )
            return {(row[0], row[1]): int(row[2]) for row in found}

    def last_of(self, device_id: str) -> Act | None:
        """The newest step of a device."""
        sql = f"SELECT {_ACT} FROM act WHERE device_id = ? ORDER BY counter DESC LIMIT 1"
        with guard():
            return next((Act(*row) for row in rows(self._connection, sql, [device_id])), None)

    def _ids(self, wanted: Wanted) -> set[str] | None:
        """The steps that the tables beside `act` leave; a set of ours is quicker here than a subquery."""
        ids = self.undone() if wanted.undone else None
        asked = [("name = ?", wanted.table), ("record_id = ?", wanted.record_id)]
        given = [(condition, value) for condition, value in asked if value is not None]
        if not given:
            return ids
        where = " AND ".join(condition for condition, _ in given)
        with guard():
            found = self._connection.execute(
                f"SELECT act_id FROM act_touch WHERE {where}", [value for _, value in given]
            )
            touched = {row[0] for row in found}
        return touched if ids is None else touched & ids


def _json(values: Iterable[str] | None) -> str | None:
    return None if values is None else json.dumps(list(values))
