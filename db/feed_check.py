"""What lies in a shared folder, file by file, looked at without a case to put it into."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import bodies, canonical
from db.errors import CaseDamaged
from db.expunging import VERB, Expungings
from db.expunging import check as check_expunging
from db.feed import NotWhole, payload, read_whole
from db.ledger import act_id
from db.offer import HEADER, Header


@dataclass(frozen=True, slots=True)
class FeedFile:
    """One file of a device's feed."""

    name: str
    device: str
    """As the file says; of a file that is not whole, as its folder is called."""
    key: str
    signature: str
    payload: bytes
    """What the signature must be of; empty if the file is not whole."""
    acts: Mapping[str, tuple[Header, str]]

    @property
    def is_whole(self) -> bool:
        """Whether it could be read to its end."""
        return bool(self.payload)


def cases_in(folder: Path) -> list[Path]:
    """The folders of cases: this one, or those in it."""
    if (folder / "devices").is_dir():
        return [folder]
    return sorted(path for path in folder.glob("avowal-*") if (path / "devices").is_dir())


def files_of(base: Path) -> Iterator[FeedFile]:
    """Every file of every device."""
    for path in sorted((base / "devices").glob("*/*.acts")):
        name = f"{path.parent.name}/{path.name}"
        try:
            yield _file(name, read_whole(path))
        except (NotWhole, CaseDamaged, KeyError, TypeError, ValueError, AttributeError, RecursionError):
            yield FeedFile(name, path.parent.name, "", "", b"", {})


def breaks_in(files: list[FeedFile]) -> tuple[list[str], int]:
    """What is wrong with the order of the steps, and how many steps have not arrived."""
    acts = {id: header for file in files for id, (header, _) in file.acts.items()}
    wrong: list[str] = []
    absent: set[str] = set()
    for header in acts.values():
        previous = header["previous"]
        if previous in acts:
            before = acts[previous]
            if (before["device_id"], before["counter"] + 1) != (header["device_id"], header["counter"]):
                wrong.append(f"step {header['counter']} of device {header['device_id']}")
        elif previous is not None:
            absent.add(previous)
        elif header["counter"] != 1:
            wrong.append(f"step {header['counter']} of device {header['device_id']}")
        absent.update(head for head in json.loads(header["heads"]) if head not in acts)
    return wrong, len(absent)


def altered_in(files: list[FeedFile]) -> list[str]:
    """The files with a step that does not say what it was signed to say, nor what an expunging left of that."""
    acts = {id: act for file in files for id, act in file.acts.items()}
    said: dict[str, Any] = {}
    for id, (header, body) in acts.items():
        if header["verb"] == VERB and canonical.sha256(body) == header["body_sha256"]:
            said[id] = json.loads(body)
            check_expunging(said[id])
    known = Expungings(said)
    return [
        file.name
        for file in files
        if not all(known.accepts(id, body, header["body_sha256"]) for id, (header, body) in file.acts.items())
    ]


def _file(name: str, plain: dict[str, Any]) -> FeedFile:
    acts = [({name: act["header"][name] for name in HEADER}, act["body"]) for act in plain["acts"]]
    device = plain["device"]
    if not isinstance(device, str) or not acts:
        raise NotWhole("nobody's acts")
    for header, body in acts:
        bodies.check_header(header)
        if header["device_id"] != device or not isinstance(body, str):
            raise NotWhole("acts of another device")
    return FeedFile(
        name,
        device,
        str(plain["key"]),
        str(plain["signature"]),
        payload(plain["case"], device, acts),
        {act_id(header): (header, body) for header, body in acts},
    )
