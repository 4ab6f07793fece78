"""The keys of this device, with which it signs and opens what is sealed for it, and the keys that it has come to know.

One Ed25519 key (RFC 8032) and one age identity (X25519) a device. Another device's key is believed when it is first
seen and kept; from then on that device is held to it, until somebody says that it was set up anew.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app import installation, paths, safe
from app.problems import Refused
from db import canonical
from db.bundle import Manifest
from db.checks import Check
from db.errors import CaseDamaged, KeyChanged

_RAW, _PUBLIC = serialization.Encoding.Raw, serialization.PublicFormat.Raw
_SIGNING, _OPENING = "device", "age"


@dataclass(frozen=True, slots=True)
class Colleague:
    """A device that was met, and what it said of itself: text from elsewhere, but for the key that it signs with."""

    device_id: str
    key: str
    """Its public key, hexadecimal."""
    reviewer: str = ""
    device: str = ""
    age: str = ""
    """What files are encrypted to, for it to open; empty if it never said so."""


def sign(payload: bytes) -> tuple[str, str]:
    """This device's public key and its signature of the bytes, both hexadecimal."""
    key = _own()
    return key.public_key().public_bytes(_RAW, _PUBLIC).hex(), key.sign(payload).hex()


def own() -> str:
    """This device's public key, hexadecimal."""
    return sign(b"")[0]


def identity() -> pyrage.x25519.Identity:
    """What opens files that were encrypted to this device."""
    kept = safe.load(_OPENING)
    if kept is None:
        made = pyrage.x25519.Identity.generate()
        safe.keep(_OPENING, str(made).encode(), f"opens {installation.load().device_id}")
        return made
    return pyrage.x25519.Identity.from_str(kept.decode())


def recipient() -> str:
    """What colleagues encrypt to, so that this device can open it: `age1...`."""
    return str(identity().to_public())


def check(key: str, payload: bytes, signature: str) -> None:
    """Raise CaseDamaged unless the key made the signature."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), payload)
    except (InvalidSignature, ValueError, TypeError) as problem:
        raise CaseDamaged("a signature that its key did not make") from problem


def signature_of(manifest: Manifest) -> Check:
    """What the signature of a manifest proves; CaseDamaged if its key did not make it."""
    check(manifest.key, manifest.payload, manifest.signature)
    said = f"the manifest was signed with the key {fingerprint(manifest.key)}; who held it, no file can prove"
    return Check("signature", True, said)


def trust(device_id: str, key: str, payload: bytes, signature: str, about: Mapping[str, Any] | None = None) -> None:
    """As `check`, and remember the device's key; KeyChanged if the device was known by another one.

    `about` is what was signed of the device: its `reviewer`, `device` and `age`.
    """
    check(key, payload, signature)
    learn(Colleague(device_id, key, **_said(about or {})))


def learn(met: Colleague, *, replace: bool = False) -> None:
    """Remember a device whose signature was checked; KeyChanged if it was known by another key, unless `replace`."""
    trusted = known()
    if trusted.get(met.device_id, met.key) != met.key and not replace:
        was = fingerprint(trusted[met.device_id])
        came = met.key
        _remember_refused(met.device_id, came)
        raise KeyChanged(
            f"it was known by {was} and signs with {fingerprint(came)}", met.device_id, trusted[met.device_id], came
        )
    if trusted.get(met.device_id) != met.key:
        _forget_refused(met.device_id)
        safe.write(_trust_note(), json.dumps({**trusted, met.device_id: met.key}, indent=1).encode())
    if met.reviewer or met.device or met.age:
        told = _told()
        told[met.device_id] = {name: asdict(met)[name] for name in _SAID}
        safe.write(_told_note(), json.dumps(told, indent=1, ensure_ascii=False).encode())


def known() -> dict[str, str]:
    """The keys of the devices that were met before, by device id; Refused if the list of them is damaged."""
    try:
        found: object = json.loads(_trust_note().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in cast("dict[str, Any]", found).values()):
        raise Refused(
            f"The list of the keys that are known here ({_trust_note()}) is damaged, so none can be compared.",
            "Bring it back from a backup; if there is none, remove it and compare every key anew by voice.",
        )
    return cast("dict[str, str]", found)


def refused(device_id: str) -> list[str]:
    """The keys that a device signed with and that were refused, since it was known by another; newest last."""
    return _refusals().get(device_id, [])


def colleagues() -> list[Colleague]:
    """The devices that were met before, with what they said of themselves."""
    told = _told()
    return [Colleague(id, key, **_said(told.get(id, {}))) for id, key in sorted(known().items())]


def about() -> dict[str, str]:
    """What this device says of itself in what it signs."""
    here = installation.load()
    return {"reviewer": here.reviewer_name, "device": here.device_name, "age": recipient()}


def fingerprint(key: str) -> str:
    """A key short enough to be read out: of an age key, of its hash."""
    digits = canonical.sha256(key) if key.startswith("age1") else key
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))


_REMEMBERED = 9
"""Refused keys of one device, besides the newest."""
_SAID = ("reviewer", "device", "age")


def _said(about: Mapping[str, Any]) -> dict[str, str]:
    """The texts of what a device said of itself, none longer than a name is."""
    return {name: value for name in _SAID if isinstance(value := about.get(name), str) and len(value) <= 200}


def _own() -> Ed25519PrivateKey:
    kept = safe.load(_SIGNING)
    if kept is not None and len(kept) == 32:
        return Ed25519PrivateKey.from_private_bytes(kept)
    made = Ed25519PrivateKey.generate()
    raw = made.private_bytes(_RAW, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    safe.keep(_SIGNING, raw, f"signs {installation.load().device_id}")
    return made


def _told() -> dict[str, dict[str, Any]]:
    try:
        return cast("dict[str, dict[str, Any]]", json.loads(_told_note().read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _remember_refused(device_id: str, key: str) -> None:
    there = _refusals()
    of_device = [one for one in there.get(device_id, []) if one != key]
    there[device_id] = [*of_device[-_REMEMBERED:], key]
    safe.write(_refused_note(), json.dumps(there, indent=1).encode())


def _forget_refused(device_id: str) -> None:
    there = _refusals()
    if there.pop(device_id, None) is not None:
        safe.write(_refused_note(), json.dumps(there, indent=1).encode())


def _refusals() -> dict[str, list[str]]:
    try:
        return cast("dict[str, list[str]]", json.loads(_refused_note().read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _refused_note() -> Path:
    return paths.state() / "refused keys.json"


def _trust_note() -> Path:
    return paths.state() / "trust.json"


def _told_note() -> Path:
    return paths.state() / "colleagues.json"
