"""A disclosure as a file: how it is known, what it says of itself, and how it is looked at.

It has the tables of a case, most of them empty, and the three of a bundle. It holds no history, so nobody can work on
it, merge it or receive it; it can be read, once it is found to be what was signed.
"""

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from db import bundle, canonical, schema, sidecars, untrusted
from db.bundle import Manifest
from db.casefile import CaseFile
from db.connection import guard, rows
from db.errors import CaseDamaged, CaseLocked
from db.replay import Check

FORM = "avowal-disclosure/1"
_ORDER = {"original": "sha256", "content": "number", "segment": "number", "element": "content, path"}
"""How the rows of the tables that are not journalled are put in order for their hash."""
_EMPTY = (
    *("act", "act_body", "act_head", "act_touch", "quote_number", "step"),
    *("segment_fts_docsize", "segment_trigram_docsize", "quote_fts_docsize"),
)
"""What a disclosure has and never fills."""


def is_one(path: Path) -> bool:
    """Whether a file says that it is a disclosure."""
    try:
        with path.open("rb") as file:
            return int.from_bytes(file.read(72)[68:72], "big") == schema.DISCLOSURE_ID
    except OSError:
        return False


class Disclosed(CaseFile):
    """A disclosure, open for looking at it as if it were a case."""

    def __init__(self, path: Path, connection: sqlite3.Connection, manifest: Manifest, signed: Check) -> None:
        super().__init__(path, connection, None)
        self.manifest = manifest
        self._signed = signed

    def verify(self) -> list[Check]:
        """Whether it is what was signed."""
        with guard():
            return [self._signed, *checks(self.connection, self.manifest)]


def read(path: Path, signed: Callable[[Manifest], Check]) -> Disclosed:
    """The disclosure for reading: a private copy, looked through before anything of it is believed.

    `signed` looks at the signature, and raises if that is false. The errors of `untrusted.open_untrusted`;
    CaseDamaged if it is not what its manifest says.
    """
    sidecars.check_for_reading(path)
    folder = tempfile.TemporaryDirectory(prefix="avowal-")
    try:
        copy = Path(folder.name) / "disclosure.sqlite"
        if not sidecars.snapshot(path, copy):
            raise CaseLocked("it is being written")
        connection = untrusted.open_untrusted(copy, (schema.DISCLOSURE_ID,), bundle.TABLES)
        try:
            with guard():
                manifest = bundle.manifest_of(connection)
                signature = signed(manifest)
                wrong = [check.detail for check in checks(connection, manifest) if not check.ok]
                if wrong:
                    raise CaseDamaged("; ".join(wrong))
                # Its schema is ours and its rows are as signed: now our own queries may run on it.
                connection.set_authorizer(None)
                connection.set_progress_handler(None, 0)
                case = Disclosed(path, connection, manifest, signature)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        folder.cleanup()
        raise
    case.when_closed(folder.cleanup)
    return case


def checks(connection: sqlite3.Connection, manifest: Manifest) -> list[Check]:
    """Whether what is in it is what the manifest says."""
    said = manifest.value
    if said.get("form") != FORM:
        raise CaseDamaged("a disclosure of an unknown form")
    tables = tables_of(connection)
    same = tables == said.get("tables") and content_hash(tables) == said.get("content")
    # Columns are named (by `*`), for reading none at all is refused by the authorizer.
    history = [name for name in _EMPTY if connection.execute(f"SELECT * FROM {name} LIMIT 1").fetchone()]
    files = files_of(connection)
    whole = files == said.get("files") and all(_is_whole(connection, sha256) for sha256 in files)
    return [
        Check("contents", same, "every table is as signed" if same else "a table is not what was signed"),
        Check("history", not history, "it holds no history" if not history else "it holds what a disclosure never has"),
        Check("files", whole, "every packed file is whole" if whole else "a packed file is not what was signed"),
    ]


def tables_of(connection: sqlite3.Connection) -> dict[str, str]:
    """A hash of the rows of each table that is not derived."""
    order = dict.fromkeys(schema.JOURNALLED, "id") | _ORDER
    return {name: _hash_of(connection, name, order[name]) for name in sorted(order)}


def content_hash(tables: dict[str, str]) -> str:
    """One hash over all of them: the same disclosed content always has the same."""
    return canonical.sha256(canonical.dumps(tables))


def counts_of(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has, but for the empty ones."""
    found = {name: count(connection, name) for name in (*schema.JOURNALLED, "segment")}
    return {name: number for name, number in sorted(found.items()) if number}


def count(connection: sqlite3.Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def files_of(connection: sqlite3.Connection) -> dict[str, int]:
    """The packed files and their sizes."""
    return dict(connection.execute("SELECT sha256, size FROM packed_file ORDER BY sha256").fetchall())


def pack(connection: sqlite3.Connection, sha256: str, size: int, path: Path, progress: Callable[[int], object]) -> None:
    """Put a file into it; CaseDamaged if it is not what its hash says."""
    digest = hashlib.sha256()
    connection.execute("INSERT INTO packed_file VALUES (?, ?)", [sha256, size])
    with path.open("rb") as file:
        for number, block in enumerate(iter(lambda: file.read(bundle.CHUNK), b"")):
            digest.update(block)
            connection.execute("INSERT INTO packed_chunk VALUES (?, ?, ?)", [sha256, number, block])
            progress(len(block))
    if digest.hexdigest() != sha256:
        raise CaseDamaged("a recording is not what was added to the case")


def _hash_of(connection: sqlite3.Connection, table: str, order: str) -> str:
    digest = hashlib.sha256()
    for row in rows(connection, f"SELECT * FROM {table} ORDER BY {order}"):
        values: list[Any] = [value.hex() if isinstance(value, bytes) else value for value in tuple(row)]
        digest.update(canonical.dumps(values).encode())
    return digest.hexdigest()


def _is_whole(connection: sqlite3.Connection, sha256: str) -> bool:
    digest = hashlib.sha256()
    for (block,) in connection.execute("SELECT bytes FROM packed_chunk WHERE sha256 = ? ORDER BY number", [sha256]):
        digest.update(block)
    return digest.hexdigest() == sha256
