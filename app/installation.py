"""Who works at this installation: the reviewer's name and the device that signs the acts."""

import json
import platform
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from app import paths
from db.casefile import Signature
from db.identity import new_id
from db.records import Device, Reviewer


@dataclass(frozen=True, slots=True)
class Installation:
    """Made once, on first start; the ids stay for good, the name can be changed."""

    reviewer_id: str
    reviewer_name: str
    device_id: str
    device_name: str

    @property
    def signature(self) -> Signature:
        """The rows by which a case will know this installation."""
        reviewer = Reviewer(self.reviewer_id, self.reviewer_name)
        return Signature(reviewer, Device(self.device_id, self.reviewer_id, self.device_name))

    def named(self, reviewer_name: str) -> "Installation":
        """The same installation for a reviewer of that name: another person is another reviewer, at the same device."""
        if reviewer_name == self.reviewer_name:
            return self
        return replace(self, reviewer_id=new_id(), reviewer_name=reviewer_name, device_id=new_id())


def load() -> Installation:
    """This installation as it was made on first start."""
    note = _note()
    try:
        return Installation(**json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        made = Installation(new_id(), "Reviewer", new_id(), platform.node() or "this computer")
        save(made)
        return made


def save(installation: Installation) -> None:
    """Keep a change of name; written beside, then renamed."""
    note = _note()
    beside = note.with_suffix(".partial")
    beside.write_text(json.dumps(asdict(installation), ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(note)


def _note() -> Path:
    return paths.state() / "installation.json"
