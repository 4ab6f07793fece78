"""What came from a colleague, looked at before anything is made of it: which case, from whom, what is proven."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from app import installation, keys, sealing
from app.problems import Refused
from app.tasks import Progress, no_progress
from db import arrival, bundle, receive
from db.replay import Check

Sender = Literal["nobody", "new", "known", "changed"]
"""Nobody signed; signed by a device first met now, or by a known one, or by a known one with another key."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A bundle, or a copy of a case. The names in it are text from a stranger."""

    path: Path
    case_id: str
    title: str
    sender: Sender
    reviewer: str
    """Who is said to have signed; empty if nobody has."""
    fingerprint: str
    checks: tuple[Check, ...]
    acts: int
    recordings: int
    size: int
    knows_us: bool
    """Whether this installation has written into it before."""

    @property
    def is_sound(self) -> bool:
        """Whether every check passed."""
        return all(check.ok for check in self.checks)


def examine(path: Path, progress: Progress = no_progress, passphrase: str | None = None) -> Arrival:
    """Look at a file that came; Refused or a named error if it is none of ours or not whole. Slow: runs in a task.

    `sealing.WrongKey` if it is locked and the passphrase, or our key, does not open it.
    """
    progress(0, 0)
    if not path.is_file():
        raise Refused("There is no such file.", "Choose the one that your colleague sent.")
    with sealing.unsealed(path, passphrase, progress) as unlocked, receive.opened(unlocked) as (connection, manifest):
        said = arrival.described(connection)
        ours = installation.load().device_id in said.devices
        size = path.stat().st_size
        if manifest is None:
            return Arrival(path, said.case_id, said.title, "nobody", "", "", (), said.acts, 0, size, ours)
        keys.check(manifest.key, manifest.payload, manifest.signature)
        device = str(manifest.value.get("device"))
        checks = tuple(bundle.verify(connection, manifest))
        files = manifest.value.get("files")
        return Arrival(
            path,
            said.case_id,
            said.title,
            _sender(device, manifest.key),
            said.devices.get(device, ""),
            keys.fingerprint(manifest.key),
            checks,
            said.acts,
            len(cast("dict[str, int]", files)) if isinstance(files, dict) else 0,
            size,
            ours,
        )


def _sender(device: str, key: str) -> Sender:
    known = keys.known().get(device)
    if known is None:
        return "new"
    return "known" if known == key else "changed"
