"""A journalled table as the rest of the program meets it: frozen records in, frozen records out."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

from db.connection import guard, rows
from db.errors import BadValue, NoSuchRecord


class Record(Protocol):
    """Any of the frozen dataclasses in `db.records` that has an id."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> str:
        """The record's own id."""
        ...


R = TypeVar("R", bound=Record)
Codec = tuple[Callable[[Any], str], Callable[[str], Any]]
"""How a field that isn't text or a number is written as text, and read again."""


class Table(Generic[R]):
    """Reading and writing of one kind of record. Writing only works inside a step of the ledger."""

    name: ClassVar[str]
    record: ClassVar[type[Any]]
    order: ClassVar[str] = "id"
    codecs: ClassVar[dict[str, Codec]] = {}

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._fields = [field.name for field in fields(self.record)]

    def get(self, id: str) -> R:
        """The record with that id; NoSuchRecord if there is none."""
        found = self.find(id)
        if found is None:
            raise NoSuchRecord(f"no {self.name} {id}")
        return found

    def find(self, id: str) -> R | None:
        """The record with that id, or None."""
        return next(iter(self.where("id = ?", id)), None)

    def all(self) -> list[R]:
        """Every record, in the table's own order."""
        return self.where("1")

    def count(self) -> int:
        """How many there are."""
        return int(self._connection.execute(f"SELECT count(*) FROM {self.name}").fetchone()[0])

    def where(self, condition: str, *values: str | int | None) -> list[R]:
        """The records that meet a condition written by us; what comes from outside goes into `values`."""
        columns = ", ".join(self._fields)
        sql = f"SELECT {columns} FROM {self.name} WHERE {condition} ORDER BY {self.order}"
        with guard():
            return [self._record(row) for row in rows(self._connection, sql, values)]

    def add(self, record: R) -> R:
        """Write a new record."""
        columns = ", ".join(self._fields)
        marks = ", ".join("?" * len(self._fields))
        values = [self._encode(name, getattr(record, name)) for name in self._fields]
        with guard():
            self._connection.execute(f"INSERT INTO {self.name} ({columns}) VALUES ({marks})", values)
        return record

    def change(self, id: str, **values: Any) -> R:
        """Set some fields of a record; fields that already have the value are left alone."""
        before = self.get(id)
        changed = {name: value for name, value in values.items() if getattr(before, name) != value}
        if "id" in changed:
            raise BadValue("an id never changes")
        if changed:
            settings = ", ".join(f"{name} = ?" for name in changed)
            encoded = [self._encode(name, value) for name, value in changed.items()]
            with guard():
                self._connection.execute(f"UPDATE {self.name} SET {settings} WHERE id = ?", [*encoded, id])
        return self.get(id)

    def write_raw(self, id: str, name: str, value: str | int | None) -> None:
        """Set one field to a value as the row holds it: how one of two histories' values is chosen."""
        self.get(id)
        if name not in self._fields or name == "id":
            raise BadValue(f"{self.name} has no field {name}")
        if isinstance(value, str) and name in self.codecs:
            self.codecs[name][1](value)
        with guard():
            self._connection.execute(f"UPDATE {self.name} SET {name} = ? WHERE id = ?", [value, id])

    def remove(self, id: str) -> None:
        """Delete a record; NoSuchRecord if it isn't there."""
        self.get(id)
        with guard():
            self._connection.execute(f"DELETE FROM {self.name} WHERE id = ?", [id])

    def _encode(self, name: str, value: Any) -> str | int | None:
        if name in self.codecs and value is not None:
            value = self.codecs[name][0](value)
        if isinstance(value, str) and "\0" in value:
            raise BadValue(f"{self.name}.{name} holds a NUL character")
        return value

    def _record(self, row: sqlite3.Row) -> R:
        values = dict(zip(self._fields, tuple(row), strict=True))
        for name, (_, decode) in self.codecs.items():
            if values[name] is not None:
                values[name] = decode(values[name])
        return cast("R", self.record(**values))

    def _ids(self, sql: str, values: Iterable[str | int]) -> list[str]:
        with guard():
            return [str(row[0]) for row in self._connection.execute(sql, tuple(values))]
