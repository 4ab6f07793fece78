"""One file to hand over: a copy of the case, its media if wished, a manifest of it all, and a signature.

A bundle is an SQLite file with the tables of a case and three more. The manifest names the hash of everything that is
in it and the heads of the ledger; the signature covers the manifest. It is not a case: it is received, never opened.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from db import canonical, schema
from db.checks import Check
from db.connection import connect, guard, rows
from db.errors import CaseDamaged, CaseExists

if TYPE_CHECKING:
    from db.casefile import CaseFile  # Slow to load, and the process that reads what came has no use for it.

APPLICATION_ID = 0x41564F42
"""`AVOB` in ASCII."""
FORM = "avowal-bundle/1"
CHUNK = 4 * 1024 * 1024
TABLES = {
    "bundle": "CREATE TABLE bundle (manifest TEXT NOT NULL, key TEXT NOT NULL, signature TEXT NOT NULL) STRICT",
    "packed_file": "CREATE TABLE packed_file (sha256 TEXT PRIMARY KEY NOT NULL, size INTEGER NOT NULL) STRICT",
    "packed_chunk": "CREATE TABLE packed_chunk (sha256 TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL, "
    "PRIMARY KEY (sha256, number)) STRICT",
}
"""The tables that a bundle has beside those of a case."""
_ORDER = {
    "act": "id",
    "act_body": "act_id",
    "original": "sha256",
    "content": "number",
    "segment": "number",
    "element": "content, path",
}
"""How the rows of the tables that are not journalled are put in order for their hash."""

Sign = Callable[[bytes], tuple[str, str]]
"""From bytes to a public key and a signature, both hexadecimal."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself, with the key that signed it."""

    value: dict[str, Any]
    payload: bytes
    """The exact bytes that were signed."""
    key: str
    signature: str
    checks: tuple[Check, ...] | None = None
    """What was found when the process that read it compared it with the rest; None if nobody has yet."""


def pack(
    case: "CaseFile",
    out: Path,
    sign: Sign,
    media: Sequence[Path],
    progress: Progress,
    about: Mapping[str, str] | None = None,
) -> Manifest:
    """Write a bundle beside its place, then give it its name; CaseExists if something is there.

    `about` is what the device that signs says of itself.
    """
    if out.exists() or out.is_symlink():
        raise CaseExists(str(out))
    beside = out.with_name(f".{out.name}.partial")
    beside.unlink(missing_ok=True)
    try:
        with guard():
            case.connection.execute("VACUUM INTO ?", [str(beside)])
        with closing(connect(beside, "edit")) as copy, guard():
            copy.execute("PRAGMA synchronous = OFF")
            copy.execute("BEGIN")
            for statement in TABLES.values():
                copy.execute(statement)
            _pack_media(copy, media, progress)
            manifest = _manifest(copy, case, about or {})
            payload = canonical.dumps(manifest).encode()
            key, signature = sign(payload)
            copy.execute("INSERT INTO bundle VALUES (?, ?, ?)", [payload.decode(), key, signature])
            copy.execute("COMMIT")
            copy.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise CaseDamaged("the copy did not pass the check")
        beside.replace(out)
    finally:
        for leftover in (beside, beside.with_name(f"{beside.name}-journal")):
            leftover.unlink(missing_ok=True)
    return Manifest(manifest, payload, key, signature)


def manifest_of(bundle: sqlite3.Connection) -> Manifest:
    """What an opened bundle says of itself; CaseDamaged if it doesn't."""
    found = bundle.execute("SELECT manifest, key, signature FROM bundle").fetchall()
    if len(found) != 1:
        raise CaseDamaged("a bundle without a manifest")
    text, key, signature = found[0]
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise CaseDamaged("a manifest that can't be read") from problem
    if not isinstance(value, dict) or canonical.dumps(value) != text:
        raise CaseDamaged("a manifest that can't be read")
    return Manifest(cast("dict[str, Any]", value), text.encode(), key, signature)


def verify(bundle: sqlite3.Connection, manifest: Manifest) -> list[Check]:
    """Whether what is in the bundle is what the manifest says; the signature is for those who hold the keys."""
    if manifest.checks is not None:
        return list(manifest.checks)
    same = _tables(bundle) == manifest.value.get("tables")
    heads = _heads(bundle) == manifest.value.get("heads")
    wrong = _wrong_files(bundle, manifest)
    return [
        Check("contents", same, "every table is as signed" if same else "a table is not what was signed"),
        Check("heads", heads, "the history ends where it says" if heads else "the history was cut or lengthened"),
        Check("files", not wrong, wrong or "every packed file is whole"),
    ]


def unpack_file(bundle: sqlite3.Connection, sha256: str, out: Path) -> None:
    """Write a packed file to a new path of our own choosing; CaseDamaged if it is not what its hash says."""
    size = _packed(bundle)[sha256]
    digest = hashlib.sha256()
    written = 0
    with out.open("xb") as file:
        for block in _chunks(bundle, sha256):
            digest.update(block)
            written += file.write(block)
            if written > size:
                break
    if written != size or digest.hexdigest() != sha256:
        out.unlink()
        raise CaseDamaged(_not_whole(sha256, size, digest.hexdigest(), written))


def _pack_media(copy: sqlite3.Connection, media: Sequence[Path], progress: Progress) -> None:
    total = sum(path.stat().st_size for path in media)
    done = 0
    for number, path in enumerate(media):
        digest = hashlib.sha256()
        provisional = f"packing {number}"
        with path.open("rb") as file:
            for count, block in enumerate(iter(lambda: file.read(CHUNK), b"")):
                digest.update(block)
                copy.execute("INSERT INTO packed_chunk VALUES (?, ?, ?)", [provisional, count, block])
                done += len(block)
                progress(done, max(total, done))
        sha256 = digest.hexdigest()
        if copy.execute("SELECT 1 FROM packed_file WHERE sha256 = ?", [sha256]).fetchone():
            copy.execute("DELETE FROM packed_chunk WHERE sha256 = ?", [provisional])
            continue
        copy.execute("UPDATE packed_chunk SET sha256 = ? WHERE sha256 = ?", [sha256, provisional])
        copy.execute("INSERT INTO packed_file VALUES (?, ?)", [sha256, path.stat().st_size])


def _manifest(copy: sqlite3.Connection, case: "CaseFile", about: Mapping[str, str]) -> dict[str, Any]:
    assert case.author is not None
    return {
        "form": FORM,
        "case": case.info.id,
        "title": case.info.title,
        "schema": schema.VERSION,
        "reviewer": case.author.reviewer_id,
        "device": case.author.device_id,
        "about": dict(about),
        "heads": _heads(copy),
        "tables": _tables(copy),
        "files": _packed(copy),
    }


def _heads(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT act_id FROM act_head ORDER BY act_id")]


def _tables(connection: sqlite3.Connection) -> dict[str, str]:
    """A hash of the rows of each table that is not derived."""
    order = dict.fromkeys(schema.JOURNALLED, "id") | _ORDER
    # A bundle that an older version made has fewer; its schema was compared with what that version wrote.
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {name: _hash_of(connection, name, order[name]) for name in sorted(order) if name in there}


def _hash_of(connection: sqlite3.Connection, table: str, order: str) -> str:
    digest = hashlib.sha256()
    for row in rows(connection, f"SELECT * FROM {table} ORDER BY {order}"):
        values = [value.hex() if isinstance(value, bytes) else value for value in tuple(row)]
        digest.update(canonical.dumps(values).encode())
    return digest.hexdigest()


def _packed(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT sha256, size FROM packed_file ORDER BY sha256").fetchall())


def _chunks(bundle: sqlite3.Connection, sha256: str) -> Iterator[bytes]:
    for (block,) in bundle.execute("SELECT bytes FROM packed_chunk WHERE sha256 = ? ORDER BY number", [sha256]):
        yield block


def _wrong_files(bundle: sqlite3.Connection, manifest: Manifest) -> str:
    """What is wrong with the packed files, or nothing."""
    packed = _packed(bundle)
    if packed != manifest.value.get("files"):
        return "the packed files are not those that were signed"
    if not all(re.fullmatch("[0-9a-f]{64}", name) for name in packed):
        return "a packed file is named by something that is no SHA-256"
    if bundle.execute("SELECT 1 FROM packed_chunk WHERE sha256 NOT IN (SELECT sha256 FROM packed_file)").fetchone():
        return "there are pieces of a file that was not signed"
    for sha256, size in packed.items():
        digest = hashlib.sha256()
        found = 0
        for block in _chunks(bundle, sha256):
            digest.update(block)
            found += len(block)
        if found != size or digest.hexdigest() != sha256:
            return _not_whole(sha256, size, digest.hexdigest(), found)
    return ""


def _not_whole(sha256: str, size: int, found: str, length: int) -> str:
    return (
        f"the recording packed as {sha256} ({size} bytes) is not what was signed: it has the SHA-256 {found} "
        f"({length} bytes)"
    )
