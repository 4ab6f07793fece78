"""Receiving is import, never adoption: what came by mail or on a stick is read as plain values into a file of our own.

Nothing of the received file is kept as it is but values that passed. Its rows are not even read: they follow from its
steps, each of which must be what its hash says.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from db import airlock, bundle, casefile
from db.casefile import CaseFile, Signature
from db.checks import Check
from db.connection import guard
from db.errors import BadValue, CaseDamaged, CaseError, ReceivedDamaged
from db.merge import unite
from db.offer import CopyOffer


@dataclass(frozen=True, slots=True)
class Received:
    """What came, and what it proves."""

    manifest: bundle.Manifest | None
    """None for a bare copy of a case, which nobody signed."""
    checks: tuple[Check, ...]
    acts: int
    media: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """Where the recordings lie that were packed in it, by their SHA-256."""


_HEAD = 4096
NameOf = Callable[[str, bytes], str]
"""From the SHA-256 and the first bytes of a packed recording to the name that it gets here."""


@contextmanager
def opened(path: Path) -> Generator[tuple[sqlite3.Connection, bundle.Manifest | None]]:
    """A bundle, or a copy of a case, opened for looking at: its values as a process of its own wrote them down."""
    with airlock.through(path) as arrived:
        yield arrived.connection, arrived.manifest


def receive(
    path: Path, out: Path, signature: Signature, media_folder: Path | None = None, name_of: NameOf = lambda sha, _: sha
) -> Received:
    """Make a new case at `out` from what came; packed media go into `media_folder` under names of our own.

    Raises a named error, and leaves nothing behind, if any of it is not what it should be.
    """
    with airlock.through(path, unpack=media_folder is not None) as arrived:
        return receive_arrived(arrived, out, signature, media_folder, name_of)


def receive_arrived(
    arrived: airlock.Arrived,
    out: Path,
    signature: Signature,
    media_folder: Path | None = None,
    name_of: NameOf = lambda sha, _: sha,
) -> Received:
    """The same of what is open already."""
    manifest = arrived.manifest
    check(manifest)
    reports: list[int] = []

    def write(case: CaseFile) -> None:
        try:
            reports.append(unite(case, CopyOffer(arrived.connection)).acts)
        except (KeyError, TypeError, ValueError, RecursionError, sqlite3.Error) as problem:
            # Whatever else a stranger's file may do to plain reading, it is the file that is wrong.
            raise ReceivedDamaged(f"it can't be read: {type(problem).__name__}") from problem
        except (BadValue, CaseDamaged) as problem:
            raise ReceivedDamaged(str(problem)) from problem
        if [check for check in case.verify() if not check.ok] or len(case.infos.all()) != 1:
            raise ReceivedDamaged("it does not hold together")

    with guard():
        casefile.make(out, signature, write)
    try:
        media = put_media(arrived.media, media_folder, name_of) if media_folder is not None else {}
    except (CaseError, OSError):
        out.unlink(missing_ok=True)
        raise
    return Received(manifest, manifest.checks or () if manifest else (), reports[0], media)


def check(manifest: bundle.Manifest | None) -> None:
    """ReceivedDamaged unless everything in the bundle was found to be what was signed."""
    wrong = [check.detail for check in (manifest.checks or () if manifest else ()) if not check.ok]
    if wrong:
        raise ReceivedDamaged("; ".join(wrong))


def put_media(media: Mapping[str, Path], folder: Path, name_of: NameOf) -> dict[str, Path]:
    """Move unpacked recordings to their place, all or none; returns where each lies. What is there already stays."""
    placed: dict[str, Path] = {}
    made: list[Path] = []
    new_folder = bool(media) and not folder.exists()
    try:
        for sha256, path in media.items():
            folder.mkdir(exist_ok=True)
            with path.open("rb") as file:
                # Hash and content make the name: nothing that a stranger wrote becomes a path.
                target = folder / name_of(sha256, file.read(_HEAD))
            placed[sha256] = target
            if not os.path.lexists(target):
                beside = target.with_name(f".{target.name}.partial")
                made += [beside, target]
                _copy_whole(path, beside, sha256)
                beside.replace(target)
            elif target.is_symlink() or _sha256(target) != sha256:
                raise ReceivedDamaged(f"another file lies where the recording {sha256} belongs")
    except (CaseError, OSError):
        for path in made:
            path.unlink(missing_ok=True)
        if new_folder:
            with suppress(OSError):
                folder.rmdir()
        raise
    return placed


def _copy_whole(path: Path, out: Path, sha256: str) -> None:
    """Copy, and make sure that what was written is what was signed: another process had it in its hands."""
    digest = hashlib.sha256()
    with path.open("rb") as file, out.open("xb") as copy:
        while block := file.read(bundle.CHUNK):
            digest.update(block)
            copy.write(block)
    if digest.hexdigest() != sha256:
        raise ReceivedDamaged(f"the recording packed as {sha256} has the SHA-256 {digest.hexdigest()}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
