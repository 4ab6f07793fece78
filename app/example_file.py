"""The file format `example-case/1`: read, checked for its shape, and what of it has no field told as text."""

import json
import math
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from app.problems import Refused
from db.errors import BadValue, NoSuchRecord

Row = dict[str, Any]
LARGEST = 32 * 1024 * 1024
"""Bytes; a worked example is some tens of kilobytes."""
_DEEPEST = 64
"""How often a value may stand within a value; a worked example has five levels."""
_TABLES = (
    "persons",
    "organisations",
    "sources",
    "quotes",
    "incidents",
    "quote_incident_links",
    "quote_element_links",
    "findings",
    "contradictions",
    "proceedings",
)
_LISTS = ("open_tasks", "external_context")
"""Tables whose records have no ids."""
_TOLD = ("rules", "seed")
"""What belongs to no record, in the order in which the notes of the case tell it."""
_UNFIT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example whose shape was checked."""

    plain: Row

    @property
    def title(self) -> str:
        """The publication that it works on."""
        seed = self.plain.get("seed")
        title = cast("Row", seed).get("title") if isinstance(seed, dict) else None
        return str(title or self.plain.get("title") or "worked example")

    def rows(self, table: str) -> list[Row]:
        """The records of one of its tables; each has an id that is text."""
        return self.plain.get(table) or []

    def items(self, table: str) -> list[Any]:
        """What stands in one of its lists, of which the records have no ids."""
        return self.plain.get(table) or []

    def inner(self, row: Row, name: str) -> list[Row]:
        """The records within a record."""
        return _rows(row.get(name), f"{row.get('id')}.{name}")

    def title_of(self, source: Row, outlet: str | None) -> str:
        """A source's title, or a name made of who speaks, what it is, where and when."""
        speakers = {text(one, "speaker_id") for one in self.rows("quotes") if one.get("source_id") == source["id"]}
        names = [text(one, "name") for one in self.rows("persons") if one["id"] in speakers]
        parts = [*names, text(source, "kind"), outlet, text(source, "broadcast_date") or text(source, "date")]
        return text(source, "title") or ", ".join(part for part in parts if part) or source["id"]

    def notes(self) -> str:
        """Everything that belongs to no record, as text."""
        parts = [str(self.plain.get("title") or "")]
        known = (*_TOLD, *_TABLES, *_LISTS, "schema", "title")
        others = [told(one) for one in self.items("external_context") if not is_fact(one)]
        for name in [*_TOLD, *(name for name in self.plain if name not in known)]:
            value = self.plain.get(name)
            if value not in (None, [], {}, ""):
                items = cast("list[Any]", value) if isinstance(value, list) else [value]
                parts.append("\n".join([f"{_title(name)}:", *(f"- {told(item)}" for item in items)]))
        parts += ["\n".join(["External context:", *(f"- {one}" for one in others if one)])] if any(others) else []
        return "\n\n".join(part for part in parts if part)


def is_fact(value: Any) -> bool:
    """Whether what stands in the external context is a fact told in words."""
    fact = cast("Row", value).get("fact") if isinstance(value, dict) else None
    return isinstance(fact, str) and bool(fact.strip())


def load(path: Path) -> Example:
    """The worked example in a file; Refused if it isn't one."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (IsADirectoryError, FileNotFoundError, PermissionError) as problem:
        raise Refused(f"“{path.name}” can't be read: {problem.strerror}.", "Check the name.") from None
    if len(data) > LARGEST:
        raise Refused(f"“{path.name}” is too large to be a worked example.", "Choose another file.")
    try:
        plain = json.loads(data, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_exact)
    except (ValueError, RecursionError):
        raise Refused(f"“{path.name}” is not JSON.", "Choose a file of the format example-case/1.") from None
    if not isinstance(plain, dict) or cast("Row", plain).get("schema") != "example-case/1":
        raise Refused(f"“{path.name}” is not a worked example.", "Choose a file of the format example-case/1.")
    return checked(cast("Row", plain))


def checked(plain: Row) -> Example:
    """The example, if its tables are lists of records with ids that are used once."""
    seen = set[str]()
    for table in _TABLES:
        for row in _rows(plain.get(table), table):
            id = row.get("id")
            if not isinstance(id, str) or id in seen:
                raise Refused(f"In “{table}” a record has no id, or one that is used twice.", "Correct the file.")
            seen.add(id)
    for table in _LISTS:
        if not isinstance(plain.get(table), list | None):
            raise Refused(f"“{table}” is no list.", "Correct the file.")
    check_texts(plain)
    return Example(plain)


def check_texts(value: Any, depth: int = 0) -> None:
    """Refuse characters that no text of a case may have (NUL, and halves of a character), and nesting without end."""
    if depth > _DEEPEST:
        raise Refused(f"The file holds values within values, more than {_DEEPEST} deep.", "Correct the file.")
    if isinstance(value, str) and _UNFIT.search(value):
        raise Refused("The file holds a character that no text may have.", "Correct the file.")
    if isinstance(value, dict):
        for name, one in cast("Row", value).items():
            check_texts(name)
            check_texts(one, depth + 1)
    elif isinstance(value, list):
        for one in cast("list[Any]", value):
            check_texts(one, depth + 1)


def _once(pairs: list[tuple[str, Any]]) -> Row:
    """An object of JSON, if each of its names is used once: the second would hide the first."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name is used twice")
    return dict(pairs)


def _exact(number: str) -> float:
    """A decimal number, if the program can write it again as the same number."""
    value = float(number)
    if math.isinf(value) or Decimal(number) != Decimal(repr(value)):
        raise Refused(f"The file holds the number {number[:40]}, which can't be kept exactly.", "Write it as text.")
    return value


def _no_number(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


@contextmanager
def naming(row: Row) -> Generator[None]:
    """While a record of the file is brought in: what the case refuses of it is said with its name."""
    try:
        yield
    except (NoSuchRecord, BadValue):
        raise Refused(
            f"“{row.get('id', '?')}” names a record of another kind, or none, or says what a case can't hold.",
            "Correct the file.",
        ) from None


def text(row: Row, name: str) -> str | None:
    """A field that is text or not stated; Refused if it is anything else."""
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value or None
    raise Refused(f"In “{row.get('id', '?')}”, “{name}” is not text.", "Correct the file.")


def texts(row: Row, name: str) -> list[str]:
    """A field that is a list of texts or not stated; Refused if it is anything else."""
    value = row.get(name)
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(one, str) for one in cast("list[Any]", value)):
        return cast("list[str]", value)
    raise Refused(f"In “{row.get('id', '?')}”, “{name}” is not a list of texts.", "Correct the file.")


def rest(row: Row, known: Sequence[str]) -> str | None:
    """What a record says beyond the fields that are known, a line each; None if that is nothing."""
    lines = [f"{_title(name)}: {told(row[name])}" for name in row if name not in known and _is_stated(row[name])]
    return "\n".join(lines) or None


def told(value: Any) -> str:
    """Any value of the file as text for people."""
    if isinstance(value, dict):
        pairs = cast("Row", value).items()
        return "; ".join(f"{name.replace('_', ' ')}: {told(one)}" for name, one in pairs if _is_stated(one))
    if isinstance(value, list):
        return ", ".join(told(one) for one in cast("list[Any]", value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _is_stated(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_is_stated(one) for one in cast("Row", value).values())
    return value is not None and value not in ("", [])


def _rows(value: Any, where: str) -> list[Row]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in cast("list[Any]", value)):
        raise Refused(f"“{where}” is not a list of records.", "Correct the file.")
    return cast("list[Row]", value)
