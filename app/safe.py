"""Where this device keeps its secrets: in the system's keyring if there is one, else in a file for this user alone."""

import importlib
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeVar

from app import paths
from app.problems import Refused

T = TypeVar("T")
_SERVICE = "Avowal"
_PATIENCE_S = 5.0
"""A keyring that asks for its own password may wait for ever; nobody here does."""


class Ring(Protocol):
    """A keyring, as the library of that name knows it."""

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        ...


def ring() -> Ring | None:
    """The system's keyring; None where there is none, or nobody who could unlock it.

    A home of one's own (`AVOWAL_HOME`) is carried about, so that its keys lie in it and not in the machine's keyring.
    """
    seated = sys.platform in ("win32", "darwin") or (
        "DBUS_SESSION_BUS_ADDRESS" in os.environ and ("DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ)
    )
    if os.environ.get("AVOWAL_HOME") or not seated:
        return None
    return _patiently(_find)


def load(name: str) -> bytes | None:
    """The secret of that name; None if there is none yet. Refused if it lies in a keyring that doesn't answer."""
    with suppress(FileNotFoundError):
        return _file(name).read_bytes()
    mark = _mark(name)
    if not mark.exists():
        return None
    entry = mark.read_text(encoding="utf-8")
    found = ring()
    kept = _patiently(lambda: found.get_password(_SERVICE, entry)) if found is not None else None
    with suppress(ValueError):
        if kept:
            return bytes.fromhex(kept)
    raise Refused(
        "The key of this device lies in the system's keyring, which doesn't answer.", "Unlock it and try again."
    )


def keep(name: str, secret: bytes, entry: str) -> None:
    """Keep a new secret; `entry` is its name in the keyring, which this user's other installations share."""
    found = ring()
    if found is not None and _patiently(lambda: _put(found, entry, secret.hex())):
        write(_mark(name), entry.encode())
    else:
        write(_file(name), secret)


def where(name: str) -> str:
    """`keyring`, `file`, or `nowhere` if there is none yet."""
    return "file" if _file(name).exists() else "keyring" if _mark(name).exists() else "nowhere"


def write(note: Path, data: bytes) -> None:
    """Write a file that only this user can read; beside, then renamed."""
    beside = note.with_suffix(".partial")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    beside.replace(note)


def _find() -> Ring | None:
    # Loaded here, for it looks for every backend there is.
    backend = importlib.import_module("keyring").get_keyring()
    return backend if backend.priority > 0 else None


def _put(found: Ring, entry: str, secret: str) -> bool:
    found.set_password(_SERVICE, entry, secret)
    return found.get_password(_SERVICE, entry) == secret


def _patiently(ask: Callable[[], T]) -> T | None:
    """What a keyring says, or None if it fails or says nothing for a while."""
    said: list[T] = []

    def listen() -> None:
        # Each backend fails in ways of its own; all of them mean that there is no keyring to be had.
        with suppress(Exception):
            said.append(ask())

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    thread.join(_PATIENCE_S)
    return said[0] if said else None


def _file(name: str) -> Path:
    return paths.state() / f"{name}.key"


def _mark(name: str) -> Path:
    return paths.state() / f"{name}.in-keyring"
