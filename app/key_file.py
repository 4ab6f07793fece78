"""A device's public keys as a small file, to be handed to colleagues and read by them."""

import json
from pathlib import Path
from typing import Any, cast

import pyrage

from app import installation, keys
from app.exporters.atomic import write_whole
from app.keys import Colleague
from app.problems import Refused
from db import canonical
from db.errors import CaseDamaged

FORM = "avowal-key/1"
_LARGEST = 16 * 1024
_TEXTS = ("form", "device_id", "reviewer", "device", "age")


def write(out: Path) -> None:
    """Write this device's public keys; nothing in the file is secret."""
    if out.exists() or out.is_symlink():
        raise Refused("A file of that name is there already.", "Choose another name.")
    said = {"form": FORM, "device_id": installation.load().device_id, **keys.about()}
    key, signature = keys.sign(canonical.dumps(said).encode())
    text = json.dumps({**said, "key": key, "signature": signature}, indent=1, ensure_ascii=False)
    write_whole(out, f"{text}\n".encode())


def read(path: Path) -> Colleague:
    """The keys in a colleague's file; Refused if it is none, or was not signed by its own key."""
    if not path.is_file():
        raise Refused("There is no such file of keys.", "Check the name.")
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    try:
        value = json.loads(data.decode()) if len(data) <= _LARGEST else None
    except (ValueError, RecursionError):
        value = None
    found = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    if set(found) != {*_TEXTS, "key", "signature"} or not all(isinstance(one, str) for one in found.values()):
        raise Refused("This is not a file of keys.", "Ask your colleague for the one that “keys export” writes.")
    said = {name: found[name] for name in _TEXTS}
    try:
        keys.check(found["key"], canonical.dumps(said).encode(), found["signature"])
        pyrage.x25519.Recipient.from_str(said["age"])
    except (CaseDamaged, pyrage.RecipientError, ValueError) as problem:
        raise Refused("This file of keys was altered on its way.", "Ask your colleague for it again.") from problem
    if said["form"] != FORM:
        raise Refused("This file of keys is of a newer version.", "Update Avowal, then read it again.")
    return Colleague(said["device_id"], found["key"], said["reviewer"], said["device"], said["age"])
