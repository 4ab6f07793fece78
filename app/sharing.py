"""Handing a case over as one signed file, and receiving one as plain values."""

from pathlib import Path

from app import collecting, installation, keys
from app.problems import Refused
from app.tasks import Progress, no_progress
from db import bundle, lending, receive
from db.bundle import Manifest
from db.casefile import CaseFile
from db.ledger import Author
from db.receive import Received
from db.replay import Check


def share(case: CaseFile, out: Path, *, with_media: bool = False, progress: Progress = no_progress) -> Manifest:
    """Write a bundle of the case, signed by this device. Refused if a recording that shall go along is not there."""
    media: list[Path] = []
    if with_media:
        for file in case.media_files.all():
            state = collecting.check(case, file)
            if state.path is None or state.is_changed:
                raise Refused(f"The recording {file.path_hint} is missing or not what was added.", "Put it back first.")
            media.append(state.path)
    return bundle.pack(case, out, keys.sign, media, progress)


def share_from(path: Path, out: Path, *, with_media: bool = False, progress: Progress = no_progress) -> Manifest:
    """The same of the case at a path as it stands now, while a window may be editing it: for a thread of its own."""
    own = installation.load()
    with lending.lent(path, Author(own.reviewer_id, own.device_id)) as case:
        return share(case, out, with_media=with_media, progress=progress)


def take(path: Path, out: Path) -> Received:
    """Make a new case of a bundle, or of a copy of a case; packed recordings go into a folder beside it."""
    with receive.opened(path) as (_, manifest):
        if manifest is not None:
            keys.trust(str(manifest.value.get("device")), manifest.key, manifest.payload, manifest.signature)
    return receive.receive(path, out, installation.load().signature, out.with_name(f"{out.stem} media"))


def look(path: Path) -> tuple[Check, ...]:
    """What a bundle proves, without receiving it."""
    with receive.opened(path) as (connection, manifest):
        if manifest is None:
            raise Refused("This is a copy of a case, which nobody signed.", "Receive it, then verify the case.")
        keys.check(manifest.key, manifest.payload, manifest.signature)
        said = f"the manifest was signed with the key {keys.fingerprint(manifest.key)}; who held it, no file can prove"
        return (Check("signature", True, said), *bundle.verify(connection, manifest))
