"""Every step as one act in the same transaction as its rows: from it come undo, the history and the merge.

A step opens the gate (the one row of `step`), lets a verb write, reads from temporary triggers what was touched,
appends the act and commits. An act's id is the SHA-256 of its header, which holds the hash of
the body but not the body.
"""

import json
import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from db import canonical
from db.connection import guard, rows
from db.errors import CaseReadOnly, ChangedSince, NothingToUndo
from db.hands import Hands
from db.records import Act
from db.schema import JOURNALLED

Kind = Literal["do", "undo", "redo", "open"]
Changes = dict[str, set[str]]
"""Table name to the ids of the records that a step touched."""
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What a step did to one record. `before` is None for a new record, `after` for a deleted one."""

    table: str
    id: str
    before: Fields | None
    after: Fields | None
    meant: tuple[str, ...] = ()
    """Fields that are said to be as they are, though they did not change."""

    @property
    def plain(self) -> dict[str, Any]:
        """The change as the body of an act holds it: only the fields that differ."""
        before, after = self.before or {}, self.after or {}
        names = [name for name in (after or before) if before.get(name) != after.get(name) or name in self.meant]
        kind = "insert" if self.before is None else "delete" if self.after is None else "update"
        fields = {name: [before.get(name), after.get(name)] for name in names}
        return {"table": self.table, "id": self.id, "op": kind, "fields": fields}


@dataclass(slots=True)
class Step:
    """A step under way; after it has been committed, `changes` and `act` say what it did."""

    changes: Changes = field(default_factory=dict[str, set[str]])
    act: str | None = None
    """None if nothing was touched: then there is nothing to undo either."""
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    """What the act says besides its changes; no words of people, for nobody looks for them there."""


@dataclass(frozen=True, slots=True)
class Author:
    """Whose hand and which installation the acts of this window are signed with."""

    reviewer_id: str
    device_id: str


class _Unchanged(Exception):
    """Raised inside a step that touched nothing, so that its transaction is taken back."""


class Ledger:
    """The acts of one case."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        author: Author | None,
        derive: Callable[[Changes], None],
    ) -> None:
        """`derive` is called before each commit, to bring derived tables up to date with the changes."""
        self._connection = connection
        self._author = author
        self._settled: list[tuple[str, str, tuple[str, ...]]] = []
        self._derive = derive
        self.hands = Hands(connection, author.device_id if author else None)
        self._columns = {name: columns_of(connection, name) for name in JOURNALLED}
        if author is not None:
            self._capture()

    # writing

    @contextmanager
    def gate(self, verb: str) -> Generator[None]:
        """A transaction in which rows may be written; the caller answers for it that the acts account for them."""
        if self._author is None:
            raise CaseReadOnly("the case is open for reading only")
        with guard():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.execute("PRAGMA defer_foreign_keys = ON")
                self._connection.execute("DELETE FROM temp.touched")
                self._connection.execute("INSERT INTO step (id, verb) VALUES (1, ?)", [verb])
                yield
                self._connection.execute("DELETE FROM step")
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def step(self, verb: str, label: str, kind: Kind = "do", reverses: str | None = None) -> Generator[Step]:
        """One transaction, one act, one undo step. Whatever is raised inside undoes it all; no change, no act."""
        step = Step()
        self._settled = []
        with suppress(_Unchanged), self.gate(verb):
            yield step
            changes = self._touched()
            if not changes:
                raise _Unchanged
            step.act = self._append(verb, label, kind, reverses, changes, step.facts)
            for change in changes:
                step.changes.setdefault(change.table, set()).add(change.id)
            self._derive(step.changes)

    def note(self, verb: str, label: str, facts: dict[str, Any]) -> str:
        """Within a gate: append an act that states facts and changes no row; returns its id. Nobody undoes it."""
        return self._append(verb, label, "open", None, [], facts)

    def settle(self, table: str, id: str, fields: Sequence[str]) -> None:
        """Within a step: say that these fields of a record are meant to be as they are, though they don't change.

        That is how a conflict is decided for the value that was shown already. Without fields: the record is to stay.
        """
        self._settled.append((table, id, tuple(fields)))

    def undo(self) -> Step:
        """Reverse this installation's newest act that still stands; ChangedSince if a newer change is in the way."""
        return self._reverse(self._undoable(), "undo")

    def redo(self) -> Step:
        """Reverse the newest undo, unless something was done since."""
        return self._reverse(self._redoable(), "redo")

    def _reverse(self, act: Act | None, kind: Literal["undo", "redo"]) -> Step:
        if act is None:
            raise NothingToUndo(kind)
        body = self.body(act.id)
        with self.step(act.verb, act.label, kind, act.id) as step:
            for change in reversed(body["changes"]):
                self._take_back(change)
        return step

    def _take_back(self, change: dict[str, Any]) -> None:
        table, id, op = change["table"], change["id"], change["op"]
        columns = self._columns[table]
        if op == "insert":
            wanted = {name: pair[1] for name, pair in change["fields"].items()}
            self._expect(table, id, {name: wanted.get(name) for name in columns})
            self._connection.execute(f"DELETE FROM {table} WHERE id = ?", [id])
        elif op == "delete":
            self._expect(table, id, None)
            values = [change["fields"].get(name, [None])[0] for name in columns]
            marks = ", ".join("?" * len(columns))
            self._connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
        else:
            self._expect(table, id, {name: pair[1] for name, pair in change["fields"].items()})
            same = [name for name, pair in change["fields"].items() if pair[0] == pair[1]]
            if same or not change["fields"]:
                self.settle(table, id, same)
            names = [name for name in columns if name in change["fields"] and name not in same]
            if not names:
                return
            settings = ", ".join(f"{name} = ?" for name in names)
            values = [change["fields"][name][0] for name in names]
            self._connection.execute(f"UPDATE {table} SET {settings} WHERE id = ?", [*values, id])

    def _expect(self, table: str, id: str, wanted: Fields | None) -> None:
        row = next(rows(self._connection, f"SELECT * FROM {table} WHERE id = ?", [id]), None)
        now = None if row is None else dict(row)
        same = now is None if wanted is None else now is not None and all(now[key] == wanted[key] for key in wanted)
        if not same:
            raise ChangedSince(f"{table} {id} has been changed since")

    def _append(
        self,
        verb: str,
        label: str,
        kind: Kind,
        reverses: str | None,
        changes: list[Change],
        facts: dict[str, Any] | None = None,
    ) -> str:
        assert self._author is not None
        contents = [
            {"kind": row[0], "sha256": row[1], "size": row[2]}
            for row in self._connection.execute(
                "SELECT c.kind, c.sha256, c.size FROM temp.touched AS t JOIN content AS c ON c.sha256 = t.id "
                "WHERE t.name = 'content' ORDER BY c.sha256"
            )
        ]
        body = canonical.dumps({"changes": [change.plain for change in changes], "contents": contents} | (facts or {}))
        last = self._connection.execute(
            "SELECT counter, id FROM act WHERE device_id = ? ORDER BY counter DESC LIMIT 1", [self._author.device_id]
        ).fetchone()
        header: dict[str, Any] = {
            "device_id": self._author.device_id,
            "counter": last[0] + 1 if last else 1,
            "previous": last[1] if last else None,
            "kind": kind,
            "verb": verb,
            "label": label,
            "reviewer_id": self._author.reviewer_id,
            "at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "heads": canonical.dumps(self.heads()),
            "reverses": reverses,
            "body_sha256": canonical.sha256(body),
        }
        id = act_id(header)
        insert = f"INSERT INTO act (id, {', '.join(header)}) VALUES (?{', ?' * len(header)})"
        self._connection.execute(insert, [id, *header.values()])
        self._connection.execute("INSERT INTO act_body (act_id, body) VALUES (?, ?)", [id, body])
        self._connection.execute("DELETE FROM act_head")
        self._connection.execute("INSERT INTO act_head (act_id) VALUES (?)", [id])
        self._connection.executemany(
            "INSERT INTO act_touch (name, record_id, act_id) VALUES (?, ?, ?)",
            [(change.table, change.id, id) for change in changes],
        )
        return id

    # watching

    def _capture(self) -> None:
        # More than a hundred triggers: one by one they take half again as long.
        self._connection.execute("SAVEPOINT watching")
        self._connection.execute(
            "CREATE TEMP TABLE touched (number INTEGER PRIMARY KEY, name TEXT, id TEXT, before TEXT, after TEXT)"
        )
        for name, columns in self._columns.items():
            for event, before, after in (("INSERT", "", "NEW"), ("UPDATE", "OLD", "NEW"), ("DELETE", "OLD", "")):
                images = f"{_image(before, columns)}, {_image(after, columns)}"
                self._connection.execute(
                    f"CREATE TEMP TRIGGER touch_{name}_{event.lower()} AFTER {event} ON main.{name} BEGIN "
                    f"INSERT INTO touched (name, id, before, after) "
                    f"VALUES ('{name}', {after or before}.id, {images}); END"
                )
        self._connection.execute(
            "CREATE TEMP TRIGGER touch_content AFTER INSERT ON main.content BEGIN "
            "INSERT INTO touched (name, id) VALUES ('content', NEW.sha256); END"
        )
        self._connection.execute("RELEASE watching")

    def _touched(self) -> list[Change]:
        """What the step did, one change a record, in the order in which the records were first touched."""
        first: dict[tuple[str, str], Fields | None] = {}
        last: dict[tuple[str, str], Fields | None] = {}
        for name, id, before, after in self._connection.execute(
            "SELECT name, id, before, after FROM temp.touched WHERE name <> 'content' ORDER BY number"
        ):
            first.setdefault((name, id), json.loads(before) if before else None)
            last[name, id] = json.loads(after) if after else None
        meant: dict[tuple[str, str], tuple[str, ...]] = {}
        for name, id, fields in self._settled:
            now = dict(next(rows(self._connection, f"SELECT * FROM {name} WHERE id = ?", [id])))
            first.setdefault((name, id), now)
            last.setdefault((name, id), now)
            meant[name, id] = (*meant.get((name, id), ()), *fields)
        return [
            Change(name, id, before, last[name, id], meant.get((name, id), ()))
            for (name, id), before in first.items()
            if before != last[name, id] or (name, id) in meant
        ]

    # reading

    def heads(self) -> list[str]:
        """The ids of the acts that no other act has seen yet, sorted: on one device there is one."""
        return [row[0] for row in self._connection.execute("SELECT act_id FROM act_head ORDER BY act_id")]

    def body(self, act_id: str) -> dict[str, Any]:
        """The changes of an act, as its body holds them."""
        return json.loads(
            self._connection.execute("SELECT body FROM act_body WHERE act_id = ?", [act_id]).fetchone()[0]
        )

    def act(self, act_id: str) -> Act:
        """One act by its id."""
        return next(self._acts("SELECT {} FROM act WHERE id = ?", act_id))

    def find(self, prefix: str) -> Act | None:
        """The one act whose id begins so; None if there is none, or more than one."""
        found = list(self._acts("SELECT {} FROM act WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2", prefix))
        return found[0] if len(found) == 1 else None

    def acts(self) -> Iterator[Act]:
        """Every act of every device, oldest first as far as the clocks can be believed."""
        return self._acts("SELECT {} FROM act ORDER BY at, device_id, counter")

    def from_elsewhere(self, own_device_id: str, skip: int = 0) -> Iterator[Act]:
        """The acts of other devices in the order in which they came into this file, but for the first so many."""
        sql = "SELECT {} FROM act WHERE device_id <> ? ORDER BY rowid LIMIT -1 OFFSET CAST(? AS INTEGER)"
        return self._acts(sql, own_device_id, str(skip))

    def is_of_one_hand(self) -> bool:
        """Whether all of it was written in one place, one act after the other: then nothing can be in conflict.

        Who only joined the case has written nothing of it.
        """
        sql = """
            SELECT (SELECT count(DISTINCT device_id) FROM act WHERE verb <> 'case.join') > 1
                OR EXISTS (SELECT 1 FROM act GROUP BY device_id, counter HAVING count(*) > 1)
        """
        return not self._connection.execute(sql).fetchone()[0]

    def history(self, table: str, id: str) -> list[tuple[Act, dict[str, Any]]]:
        """The acts that touched one record, oldest first, each with what it did to it."""
        acts = self._acts(
            "SELECT {} FROM act JOIN act_touch ON act_touch.act_id = act.id "
            "WHERE act_touch.name = ? AND act_touch.record_id = ? ORDER BY at, device_id, counter",
            table,
            id,
        )
        return [
            (act, next(c for c in self.body(act.id)["changes"] if (c["table"], c["id"]) == (table, id))) for act in acts
        ]

    def count(self) -> int:
        """How many acts there are."""
        return int(self._connection.execute("SELECT count(*) FROM act").fetchone()[0])

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        act = self._undoable()
        return act.label if act else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        act = self._redoable()
        return act.label if act else None

    def _undoable(self) -> Act | None:
        taken_back = 0
        for act in self._own_acts():
            if act.kind == "undo":
                taken_back += 1
            elif taken_back:
                taken_back -= 1
            else:
                return act
        return None

    def _redoable(self) -> Act | None:
        done_again = 0
        for act in self._own_acts():
            if act.kind == "do":
                return None
            if act.kind == "redo":
                done_again += 1
            elif done_again:
                done_again -= 1
            else:
                return act
        return None

    def _own_acts(self) -> Iterator[Act]:
        if self._author is None:
            return iter(())
        return self._acts(
            "SELECT {} FROM act WHERE device_id = ? AND kind <> 'open' ORDER BY counter DESC", self._author.device_id
        )

    def _acts(self, sql: str, *values: str) -> Iterator[Act]:
        names = "id, device_id, counter, kind, verb, label, reviewer_id, at, reverses"
        for row in rows(self._connection, sql.format(names), values):
            yield Act(*row)


def act_id(header: dict[str, Any]) -> str:
    """The id of an act: SHA-256 of its header's canonical JSON."""
    return canonical.sha256(canonical.dumps(header))


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns, in its own order."""
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", [table])]


def _image(side: str, columns: list[str]) -> str:
    """SQL for a row as JSON: `side` is NEW, OLD or nothing."""
    pairs = ", ".join(f"'{column}', {side}.{column}" for column in columns)
    return f"json_object({pairs})" if side else "NULL"
