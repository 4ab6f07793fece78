"""Copies what somebody sent, value by value, into a file that our own code wrote: the work of the guarded process.

It answers with a small JSON file. Whoever started it reads only what it wrote, never what was sent.
"""

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from db import bundle, confined, schema, sidecars, untrusted
from db.connection import guard
from db.errors import CaseDamaged, CaseError, CaseLocked

RECEIVED, PLAIN, ANSWER, MEDIA = "received.sqlite", "plain.sqlite", "answer.json", "media"
"""The files in the private folder: what was sent, what was made of it, what there is to say, and the recordings."""
TABLES = frozenset(
    {
        *schema.JOURNALLED,
        *("original", "content", "segment", "element", "act", "act_body", "act_head"),
        *("bundle", "packed_file"),
    }
)
"""What is copied: values that somebody wrote, and nothing that follows from them."""
_LARGEST_TEXT = 16 * 1024 * 1024
_LARGEST = {"act_body": untrusted.LARGEST_VALUE, "original": untrusted.LARGEST_VALUE, "bundle": _LARGEST_TEXT}
"""The largest value of these tables; `_LARGEST_TEXT` in all others."""


def main(arguments: list[str]) -> int:
    """Do it, within limits, and answer; returns the exit status."""
    request = json.loads(arguments[0])
    path, folder = Path(request["path"]), Path(request["folder"])
    untrusted.SECONDS = request["seconds"]
    confined.confine(request["cpu"], request["memory"], request["written"])
    try:
        with guard():
            answer = retype(path, folder, unpack=request["unpack"])
    except (KeyError, TypeError, ValueError, RecursionError) as problem:
        answer = _failed(CaseDamaged(f"it can't be read: {type(problem).__name__}"))
    except CaseError as problem:
        answer = _failed(problem)
    except MemoryError:
        answer = {"error": "Overrun", "detail": "it asks for more memory than a file from elsewhere gets"}
    except OSError as problem:
        answer = {"error": "OSError", "detail": problem.strerror or "", "number": problem.errno or 0}
    (folder / ANSWER).write_text(json.dumps(answer), encoding="utf-8")
    return 0


def retype(path: Path, folder: Path, *, unpack: bool) -> dict[str, Any]:
    """The answer about a bundle or a copy of a case; its values are then in the folder's plain file."""
    sidecars.check_for_reading(path)
    copy = folder / RECEIVED
    if not sidecars.snapshot(path, copy):
        raise CaseLocked("it is being written, or was left in the middle of a step")
    with copy.open("rb") as file:
        is_bundle = int.from_bytes(file.read(72)[68:72], "big") == bundle.APPLICATION_ID
    kinds = (bundle.APPLICATION_ID,) if is_bundle else (schema.APPLICATION_ID,)
    answer: dict[str, Any] = {"bundle": is_bundle, "checks": []}
    with closing(untrusted.open_untrusted(copy, kinds, bundle.TABLES if is_bundle else {})) as source:
        if is_bundle:
            checks = bundle.verify(source, bundle.manifest_of(source))
            answer["checks"] = [[check.name, check.ok, check.detail] for check in checks]
        _copy(source, folder / PLAIN)
        if is_bundle and unpack and all(ok for _, ok, _ in answer["checks"]):
            (folder / MEDIA).mkdir()
            for (sha256,) in source.execute("SELECT sha256 FROM packed_file").fetchall():
                bundle.unpack_file(source, sha256, folder / MEDIA / sha256)
    copy.unlink()
    return answer


def _copy(source: sqlite3.Connection, plain: Path) -> None:
    tables = source.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL").fetchall()
    with closing(sqlite3.connect(plain, isolation_level=None)) as target:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "trusted_schema = OFF"):
            target.execute(f"PRAGMA {pragma}")
        target.execute("BEGIN")
        for name, sql in tables:
            if name in TABLES:
                # The schema is one that we released, letter by letter: `open_untrusted` has compared it.
                target.execute(sql)
                _copy_rows(source, target, name)
        target.execute("COMMIT")


def _copy_rows(source: sqlite3.Connection, target: sqlite3.Connection, name: str) -> None:
    found = source.execute(f"SELECT * FROM {name}")
    marks = ", ".join("?" * len(found.description))
    target.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST.get(name, _LARGEST_TEXT))
    rows = _checked(found) if name == "act_body" else found
    try:
        target.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
    except sqlite3.DataError as problem:
        raise CaseDamaged(f"a value is larger than any that Avowal writes ({name})") from problem


def _checked(found: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    for row in found:
        _check_body(row[1])
        yield row


def _check_body(body: str) -> None:
    """What a step did is JSON, no deeper or larger than a machine can hold: found out here, not in the window."""
    try:
        json.loads(body or "{}")
    except (ValueError, RecursionError) as problem:
        raise CaseDamaged("what a step did can't be read") from problem


def _failed(problem: CaseError) -> dict[str, Any]:
    # Whatever SQLite quotes of the file is made fit to be shown.
    detail = re.sub(r"[^\x20-\x7e]", "?", str(problem))[:300]
    return {"error": type(problem).__name__, "detail": detail}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
