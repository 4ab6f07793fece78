"""Who touched which records, in an order that no clock decides."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from db.causality import Causality
from db.connection import guard

_AT_ONCE = 500
"""Values that one statement is given; SQLite counts them."""


@dataclass(frozen=True, slots=True)
class Hand:
    """One act, as far as it tells who did something, and after what."""

    act_id: str
    reviewer_id: str
    at: str
    """That device's clock; for display only."""
    rank: int
    """Follows the rank of everything that the act saw."""


class Hands:
    """Reads the acts of a case; kept by its ledger, so that what was arranged once is not arranged again."""

    def __init__(self, connection: sqlite3.Connection, device_id: str | None) -> None:
        """`device_id` is the one that writes here: its new acts have seen all that is in the file."""
        self._connection = connection
        self._device_id = device_id
        self._causality: Causality | None = None
        self._ranks: dict[str, int] = {}
        self._total = self._own = 0

    def of(self, table: str, ids: Collection[str] | None = None) -> dict[str, list[Hand]]:
        """For each of these records (or for all of that kind) the acts that touched it, first things first."""
        self._refresh()
        found: dict[str, list[Hand]] = defaultdict(list)
        for id, act_id, device, counter, reviewer, at in self._touches(table, ids):
            found[id].append(Hand(act_id, reviewer, at, self._rank(act_id, device, counter)))
        for hands in found.values():
            hands.sort(key=lambda hand: hand.rank)
        return dict(found)

    def saw(self, later: Hand, earlier: Hand) -> bool:
        """Whether one act was done in knowledge of the other, or is the same."""
        if self._causality is None or later.act_id not in self._ranks:
            return later.rank >= earlier.rank
        return earlier.act_id in self._ranks and self._causality.saw(later.act_id, earlier.act_id)

    def speaking_of(self, act_ids: Iterable[str], fields: Collection[str]) -> set[str]:
        """Those of the acts that may have written one of these fields, of whichever record."""
        tests = " OR ".join("instr(body, ?)" for _ in fields)
        # In canonical JSON a field's name stands just so; within a text its quotes would be escaped.
        wanted = [f'"{field}":' for field in fields]
        found: set[str] = set()
        for part in _parts(list(act_ids)):
            marks = ", ".join("?" * len(part))
            sql = f"SELECT act_id FROM act_body WHERE act_id IN ({marks}) AND ({tests})"
            with guard():
                found.update(row[0] for row in self._connection.execute(sql, [*part, *wanted]))
        return found

    def written(self, act_id: str, table: str, id: str) -> dict[str, list[Any]]:
        """What an act did to a record: before and after, field by field."""
        with guard():
            row = self._connection.execute("SELECT body FROM act_body WHERE act_id = ?", [act_id]).fetchone()
        changes: list[dict[str, Any]] = json.loads(row[0])["changes"] if row else []
        nothing: dict[str, list[Any]] = {}
        return next((one["fields"] for one in changes if (one["table"], one["id"]) == (table, id)), nothing)

    def _touches(self, table: str, ids: Collection[str] | None) -> Iterator[tuple[str, str, str, int, str, str]]:
        columns = "t.record_id, a.id, a.device_id, a.counter, a.reviewer_id, a.at"
        sql = f"SELECT {columns} FROM act_touch AS t JOIN act AS a ON a.id = t.act_id WHERE t.name = ?"
        with guard():
            if ids is None:
                yield from self._connection.execute(sql, [table])
                return
            for part in _parts(list(ids)):
                marks = ", ".join("?" * len(part))
                yield from self._connection.execute(f"{sql} AND t.record_id IN ({marks})", [table, *part])

    def _rank(self, act_id: str, device: str, counter: int) -> int:
        if self._causality is None:
            return counter
        # What came later is this device's own, and follows all that was there.
        assert act_id in self._ranks or device == self._device_id
        return self._ranks.get(act_id, self._total + counter)

    def _refresh(self) -> None:
        """Arrange the acts anew if others came than those that this device made since."""
        total, devices, newest = self._connection.execute(
            "SELECT count(*), count(DISTINCT device_id), max(counter) FROM act"
        ).fetchone()
        if devices <= 1 and newest in (None, total):
            self._causality = None
            return
        own = self._connection.execute(
            "SELECT count(*) FROM act WHERE device_id = ?", [self._device_id or ""]
        ).fetchone()[0]
        if self._causality is not None and total - self._total == own - self._own and not self._was_forked():
            return
        self._causality = Causality(self._connection)
        self._ranks = {id: rank for rank, id in enumerate(self._causality.order)}
        self._total, self._own = total, own

    def _was_forked(self) -> bool:
        """Whether acts under this device's name were made elsewhere, so that they need not have seen all."""
        row = self._connection.execute(
            "SELECT count(*) = count(DISTINCT counter) FROM act WHERE device_id = ?", [self._device_id or ""]
        ).fetchone()
        return not row[0]


def _parts(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
