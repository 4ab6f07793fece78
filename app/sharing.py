"""Handing a case over as one signed file, locked if wished, and receiving one as plain values."""

import tempfile
from pathlib import Path
from typing import Any, cast

from app import collecting, installation, keys, packed, sealing
from app.problems import Refused
from app.sealing import Lock
from app.sidecar_names import check_name
from app.tasks import Progress, no_progress
from db import airlock, bundle, lending, receive
from db.bundle import Manifest
from db.casefile import CaseFile
from db.checks import Check
from db.errors import CaseExists
from db.ledger import Author
from db.receive import Received
from db.wiping import wipe


def share(
    case: CaseFile,
    out: Path,
    *,
    with_media: bool = False,
    lock: Lock | None = None,
    progress: Progress = no_progress,
) -> Manifest:
    """Write a bundle of the case, signed by this device, locked if wished.

    Refused if a recording that shall go along is not there.
    """
    check_name(out)
    media = _media(case) if with_media else []
    if lock is None:
        return bundle.pack(case, out, keys.sign, media, progress, keys.about())
    if out.exists() or out.is_symlink():
        raise CaseExists(str(out))
    with tempfile.TemporaryDirectory(prefix="avowal-", ignore_cleanup_errors=True) as folder:
        plain = Path(folder) / "plain"
        try:
            made = bundle.pack(case, plain, keys.sign, media, progress, keys.about())
            sealing.seal(plain, out, lock, progress)
        finally:
            wipe(plain)
    return made


def share_from(
    path: Path, out: Path, *, with_media: bool = False, lock: Lock | None = None, progress: Progress = no_progress
) -> Manifest:
    """The same of the case at a path as it stands now, while a window may be editing it: for a thread of its own."""
    own = installation.load()
    with lending.lent(path, Author(own.reviewer_id, own.device_id)) as case:
        return share(case, out, with_media=with_media, lock=lock, progress=progress)


def take(path: Path, out: Path, *, passphrase: str | None = None, progress: Progress = no_progress) -> Received:
    """Make a new case of a bundle, or of a copy of a case; packed recordings go into a folder beside it.

    `sealing.WrongKey` if it is locked and what was given does not open it.
    """
    check_name(out)
    with sealing.unsealed(path, passphrase, progress) as plain, airlock.through(plain, unpack=True) as arrived:
        trust(arrived.manifest)
        signature = installation.load().signature
        return receive.receive_arrived(arrived, out, signature, packed.folder_of(out), packed.name_of)


def trust(manifest: Manifest | None) -> None:
    """Let what came in only if all of it is what was signed, by a device that is new or has the key that it had."""
    receive.check(manifest)
    if manifest is not None:
        about = manifest.value.get("about")
        said = cast("dict[str, Any]", about) if isinstance(about, dict) else {}
        keys.trust(str(manifest.value.get("device")), manifest.key, manifest.payload, manifest.signature, said)


def look(path: Path, *, passphrase: str | None = None) -> tuple[Check, ...]:
    """What a bundle proves, without receiving it."""
    with sealing.unsealed(path, passphrase) as plain, receive.opened(plain) as (connection, manifest):
        if manifest is None:
            raise Refused("This is a copy of a case, which nobody signed.", "Receive it, then verify the case.")
        keys.check(manifest.key, manifest.payload, manifest.signature)
        said = f"the manifest was signed with the key {keys.fingerprint(manifest.key)}; who held it, no file can prove"
        return (Check("signature", True, said), *bundle.verify(connection, manifest))


def _media(case: CaseFile) -> list[Path]:
    media: list[Path] = []
    for file in case.media_files.all():
        state = collecting.check(case, file)
        if state.path is None:
            raise Refused(f"The recording {file.path_hint} is not where the case remembers it.", "Put it back first.")
        if state.is_changed:
            raise Refused(
                f"The recording {file.path_hint} is not what was added: it had the SHA-256 {file.sha256} and has "
                f"{state.hash_now}.",
                "Put the right file back first.",
            )
        media.append(state.path)
    return media
