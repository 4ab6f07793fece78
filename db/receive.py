"""Receiving is import, never adoption: what came by mail or on a stick is read as plain values into a file of our own.

Nothing of the received file is kept as it is but values that passed. Its rows are not even read: they follow from its
steps, each of which must be what its hash says.
"""

import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db import bundle, casefile, schema, sidecars, untrusted
from db.casefile import CaseFile, Signature
from db.connection import guard
from db.errors import CaseDamaged, CaseError, CaseLocked
from db.merge import unite
from db.offer import CopyOffer
from db.replay import Check


@dataclass(frozen=True, slots=True)
class Received:
    """What came, and what it proves."""

    manifest: bundle.Manifest | None
    """None for a bare copy of a case, which nobody signed."""
    checks: tuple[Check, ...]
    acts: int


@contextmanager
def opened(path: Path) -> Generator[tuple[sqlite3.Connection, bundle.Manifest | None]]:
    """A bundle, or a copy of a case, opened for looking at: from a private copy, with nothing of it running."""
    sidecars.check_for_reading(path)
    with tempfile.TemporaryDirectory(prefix="avowal-") as folder:
        copy = Path(folder) / "received.sqlite"
        if not sidecars.snapshot(path, copy):
            raise CaseLocked("it is being written, or was left in the middle of a step")
        with path.open("rb") as file:
            is_bundle = int.from_bytes(file.read(72)[68:72], "big") == bundle.APPLICATION_ID
        kinds = (bundle.APPLICATION_ID,) if is_bundle else (schema.APPLICATION_ID,)
        connection = untrusted.open_untrusted(copy, kinds, bundle.TABLES if is_bundle else {})
        try:
            yield connection, bundle.manifest_of(connection) if is_bundle else None
        finally:
            connection.close()


def receive(path: Path, out: Path, signature: Signature, media_folder: Path | None = None) -> Received:
    """Make a new case at `out` from what came; packed media go into `media_folder` under names of our own.

    Raises a named error, and leaves nothing behind, if any of it is not what it should be.
    """
    with opened(path) as (connection, manifest), guard():
        checks = tuple(bundle.verify(connection, manifest)) if manifest else ()
        wrong = [check.detail for check in checks if not check.ok]
        if wrong:
            raise CaseDamaged("; ".join(wrong))
        reports: list[int] = []

        def write(case: CaseFile) -> None:
            try:
                reports.append(unite(case, CopyOffer(connection)).acts)
            except (KeyError, TypeError, ValueError, RecursionError, sqlite3.Error) as problem:
                # Whatever else a stranger's file may do to plain reading, it is the file that is wrong.
                raise CaseDamaged(f"it can't be read: {type(problem).__name__}") from problem
            if [check for check in case.verify() if not check.ok] or len(case.infos.all()) != 1:
                raise CaseDamaged("it does not hold together")

        casefile.make(out, signature, write)
        if manifest and media_folder is not None:
            _unpack_media(connection, out, media_folder)
    return Received(manifest, checks, reports[0])


def _unpack_media(connection: sqlite3.Connection, out: Path, folder: Path) -> None:
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for (sha256,) in connection.execute("SELECT sha256 FROM packed_file").fetchall():
            # The name is the hash: nothing that a stranger wrote becomes a path.
            target = folder / sha256
            if not target.exists():
                bundle.unpack_file(connection, sha256, target)
                made.append(target)
    except (CaseError, OSError):
        for path in (*made, out):
            path.unlink(missing_ok=True)
        raise
