"""The key with which this installation signs what it hands over, and the keys that it has come to know.

One Ed25519 key (RFC 8032) a device, in a file that only this user can read. Another device's key is believed when it is
first seen and kept; from then on that device is held to it.
"""

import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app import paths
from db.bundle import Manifest
from db.errors import CaseDamaged, KeyChanged
from db.replay import Check

_RAW, _PUBLIC = serialization.Encoding.Raw, serialization.PublicFormat.Raw


def sign(payload: bytes) -> tuple[str, str]:
    """This device's public key and its signature of the bytes, both hexadecimal."""
    key = _own()
    return key.public_key().public_bytes(_RAW, _PUBLIC).hex(), key.sign(payload).hex()


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


def trust(device_id: str, key: str, payload: bytes, signature: str) -> None:
    """As `check`, and remember the device's key; KeyChanged if the device was known by another one."""
    check(key, payload, signature)
    known = _known()
    if known.setdefault(device_id, key) != key:
        raise KeyChanged(f"{device_id} was known by {fingerprint(known[device_id])} and signs with {fingerprint(key)}")
    _write(_trust_note(), json.dumps(known, indent=1).encode())


def own() -> str:
    """This device's public key, hexadecimal."""
    return sign(b"")[0]


def known() -> dict[str, str]:
    """The keys of the devices that were met before, by device id."""
    return dict(_known())


def fingerprint(key: str) -> str:
    """A key short enough to be read out."""
    return " ".join(key[at : at + 4] for at in range(0, 32, 4))


def _own() -> Ed25519PrivateKey:
    note = paths.state() / "device.key"
    try:
        return Ed25519PrivateKey.from_private_bytes(note.read_bytes())
    except (FileNotFoundError, ValueError):
        made = Ed25519PrivateKey.generate()
        raw = made.private_bytes(_RAW, serialization.PrivateFormat.Raw, serialization.NoEncryption())
        _write(note, raw)
        return made


def _known() -> dict[str, str]:
    try:
        return json.loads(_trust_note().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def _trust_note() -> Path:
    return paths.state() / "trust.json"


def _write(note: Path, data: bytes) -> None:
    beside = note.with_suffix(".partial")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    beside.replace(note)
