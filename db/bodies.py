"""Acts that came from elsewhere, looked at before anything is built on them."""

import json
import re
from typing import Any, cast

from db.errors import CaseDamaged, CaseTooNew

_LARGEST = 2**63
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_TEXTS = ("device_id", "kind", "verb", "label", "reviewer_id", "at", "heads", "body_sha256")


def check_header(header: dict[str, Any]) -> None:
    """Raise CaseDamaged unless these can be the columns of an act."""
    counter = header["counter"]
    fine = (
        all(_is_text(header[name]) for name in _TEXTS)
        and isinstance(counter, int)
        and 1 <= counter < _LARGEST
        and all(header[name] is None or _is_text(header[name]) for name in ("previous", "reverses"))
    )
    if not fine or not all(_is_text(head) for head in _list(_parsed(header["heads"]))):
        raise CaseDamaged("a step that is none")


def check(body: str, columns: dict[str, list[str]]) -> None:
    """Raise CaseDamaged unless the body speaks of our tables and columns, in plain values that SQLite can hold.

    CaseTooNew where it speaks, in a well-formed way, of a table or a column that this version doesn't have.
    """
    value = _parsed(body)
    changes = _list(cast("dict[str, Any]", value).get("changes") if isinstance(value, dict) else None)
    for change in changes:
        if not isinstance(change, dict):
            raise CaseDamaged("a change that is none")
        _check_change(cast("dict[str, Any]", change), columns)


def _check_change(change: dict[str, Any], columns: dict[str, list[str]]) -> None:
    table, id, op, fields = (change.get(name) for name in ("table", "id", "op", "fields"))
    fine = _is_name(table) and _is_text(id) and op in ("insert", "update", "delete") and isinstance(fields, dict)
    if not fine:
        raise CaseDamaged("a change of something that a case doesn't have")
    names = cast("dict[str, Any]", fields)
    if table not in columns or any(_is_name(name) and name not in columns[table] for name in names):
        raise CaseTooNew("a kind of record, or a field, that this version doesn't know")
    for name, pair in names.items():
        known = _is_name(name) and (name != "id" or op != "update")
        if not known or len(_list(pair)) != 2 or not all(_is_plain(value) for value in _list(pair)):
            raise CaseDamaged("a change to a value that a case can't hold")
    if op == "insert" and _list(names.get("id"))[-1:] != [id]:
        raise CaseDamaged("a record whose id is not its own")


def _is_name(value: Any) -> bool:
    """Whether it could be the name of a table or a column of any version."""
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _parsed(text: Any) -> Any:
    if not isinstance(text, str):
        raise CaseDamaged("text expected")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise CaseDamaged("what a step did can't be read") from problem


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise CaseDamaged("a list expected")
    return cast("list[Any]", value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\0" not in value


def _is_plain(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    return value is None or _is_text(value) or (isinstance(value, int) and -_LARGEST <= value < _LARGEST)
