"""Who works on a case and with which devices: what each did, by which key each is known, and one's own name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app import installation
from app.problems import Refused
from db.casefile import CaseFile
from db.records import Act, Device, Reviewer

UNNAMED = "Reviewer"
"""The name of an installation of which nobody said whose it is."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A reviewer at a device."""

    reviewer: Reviewer
    device: Device
    steps: int
    last: Act | None
    """The newest step of the device."""
    key: str | None
    """The key that the device is held to; None where it was never met."""
    is_own: bool


def seats(case: CaseFile, known: Mapping[str, str]) -> list[Seat]:
    """Every device of a case, one's own first, then by name. `known`: the keys of devices that were met."""
    own = installation.load().device_id
    counts = case.log.counts()
    names = {one.id: one for one in case.reviewers.all()}
    found = [
        Seat(
            reviewer=names.get(device.reviewer_id, Reviewer(device.reviewer_id, device.reviewer_id)),
            device=device,
            steps=sum(count for (_, device_id), count in counts.items() if device_id == device.id),
            last=case.log.last_of(device.id),
            key=known.get(device.id),
            is_own=device.id == own,
        )
        for device in case.devices.all()
    ]
    return sorted(found, key=lambda seat: (not seat.is_own, seat.reviewer.name.casefold(), seat.device.name))


def is_named() -> bool:
    """Whether anybody said whose this installation is."""
    return installation.load().reviewer_name != UNNAMED


def call_oneself(name: str) -> str:
    """Keep another name for the same person at this installation; cases learn it by `rename`."""
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("Every step is signed with a name.", "Say yours.")
    installation.save(replace(installation.load(), reviewer_name=wanted))
    return wanted


def rename(case: CaseFile, name: str) -> None:
    """Let a case call this installation's reviewer by another name; the history keeps the old one."""
    case.reviewers.change(installation.load().reviewer_id, name=name)
