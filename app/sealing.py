"""Files that only those can open for whom they are meant: locked with a passphrase, or to colleagues' keys (age)."""

import os
import re
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

import pyrage

from app import keys
from app.problems import Refused
from app.tasks import Cancelled, Progress, no_progress
from db.wiping import wipe

Kind = Literal["open", "passphrase", "keys"]
LARGEST_BY_PASSPHRASE = 512 * 1024 * 1024
"""The library locks with a passphrase in memory only; to a key, it streams."""
_HEAD = 64 * 1024
_SEALED = b"age-encryption.org/"
_COSTLIEST = 20
"""Binary logarithm of scrypt's cost: a file that asks for more than a gigabyte of memory is none of ours."""


@dataclass(frozen=True, slots=True)
class Lock:
    """How a file is to be locked: with one passphrase, or to keys (`age1...`)."""

    passphrase: str = ""
    recipients: tuple[str, ...] = ()


class WrongKey(Refused):
    """The file is locked, and what was given does not open it: ask again."""


def kind_of(path: Path) -> Kind:
    """How a file is locked, told from its content and never from its name."""
    if not path.is_file():
        return "open"  # A pipe would make us wait for ever; who reads it next says what it is.
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return "open"
    if not head.startswith(_SEALED):
        return "open"
    return "passphrase" if b"\n-> scrypt " in head else "keys"


def lock_for(names: Sequence[str]) -> Lock:
    """To keys, or to colleagues that were met: each by its key, its reviewer's name, or the device's id."""
    return Lock(recipients=tuple(_recipient(name) for name in names))


def seal(plain: Path, out: Path, lock: Lock, progress: Progress = no_progress) -> None:
    """Write a locked copy at a path where nothing is yet; it appears whole or not at all."""
    beside = out.with_name(f".{out.name}.partial")
    beside.unlink(missing_ok=True)
    try:
        if lock.recipients:
            recipients = [_parsed(one) for one in lock.recipients]
            with plain.open("rb") as source, _private(beside) as target:
                told = _Told(source, plain.stat().st_size, progress)
                try:
                    pyrage.encrypt_io(told, target, recipients)
                except (pyrage.EncryptError, OSError):
                    told.raise_if_cancelled()
                    raise
        else:
            _lock_with_passphrase(plain, beside, lock.passphrase)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def unsealed(path: Path, passphrase: str | None = None, progress: Progress = no_progress) -> Generator[Path]:
    """The file itself if it is open, else what was locked in it, in a private folder that is wiped afterwards.

    WrongKey if the passphrase is missing or wrong, or if it was locked to others.
    """
    kind = kind_of(path)
    if kind == "open":
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="avowal-", ignore_cleanup_errors=True) as folder:
        plain = Path(folder) / "unsealed"
        try:
            if kind == "passphrase":
                _open_with_passphrase(path, plain, passphrase)
            else:
                _open_with_key(path, plain, progress)
            yield plain
        finally:
            wipe(plain)


def read_passphrase(path: Path) -> str:
    """The first line of a file; Refused if there is none."""
    if not path.is_file():
        raise Refused("There is no such file of a passphrase.", "Check the name.")
    with path.open("rb") as file:
        line = file.read(4096).partition(b"\n")[0].rstrip(b"\r")
    try:
        said = line.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        said = ""
    if not said.strip():
        raise Refused("The file of the passphrase holds none in its first line.", "Write it there, in UTF-8.")
    return said


def _lock_with_passphrase(plain: Path, out: Path, passphrase: str) -> None:
    if not passphrase.strip():
        raise Refused("A passphrase must not be empty.", "Choose several words that nobody would guess.")
    if plain.stat().st_size > LARGEST_BY_PASSPHRASE:
        raise Refused(
            "This is too large to be locked with a passphrase.",
            "Lock it to your colleague's key, or share it without the recordings.",
        )
    with _private(out) as target:
        target.write(pyrage.passphrase.encrypt(plain.read_bytes(), passphrase))


def _open_with_passphrase(path: Path, plain: Path, passphrase: str | None) -> None:
    if not passphrase:
        raise WrongKey("This file is locked with a passphrase.", "Give the one that your colleague told you.")
    with path.open("rb") as file:
        cost = re.search(rb"\n-> scrypt \S+ (\d+)\n", file.read(_HEAD))
    too_large = path.stat().st_size > LARGEST_BY_PASSPHRASE + LARGEST_BY_PASSPHRASE // 64
    if cost is None or len(cost[1]) > 2 or int(cost[1]) > _COSTLIEST or too_large:
        raise Refused("This file is locked in a way that Avowal never does.", "Ask your colleague to share it again.")
    try:
        data = pyrage.passphrase.decrypt(path.read_bytes(), passphrase)
    except pyrage.DecryptError as problem:
        raise WrongKey(
            "The passphrase does not open this file, or the file was altered on its way.", "Check the passphrase."
        ) from problem
    with _private(plain) as target:
        target.write(data)


def _open_with_key(path: Path, plain: Path, progress: Progress) -> None:
    with path.open("rb") as source, _private(plain) as target:
        told = _Told(source, path.stat().st_size, progress)
        try:
            pyrage.decrypt_io(told, target, [keys.identity()])
        except (pyrage.DecryptError, OSError) as problem:
            told.raise_if_cancelled()
            if isinstance(problem, OSError) and problem.errno is not None:
                raise  # The drive, not the file.
            raise WrongKey(
                "This file is not locked to the key of this device, or was altered on its way.",
                "Send your colleague your key (keys export), and ask for it to be shared again.",
            ) from problem


def _recipient(name: str) -> str:
    if name.startswith("age1"):
        _parsed(name)
        return name
    met = [one for one in keys.colleagues() if name in (one.reviewer, one.device_id, one.key)]
    if not met:
        raise Refused(f"No colleague “{name}” is known here.", "Read their file of keys first: keys trust FILE.")
    if len({one.reviewer for one in met}) > 1 or len(met) > 1:
        raise Refused(f"More than one device of “{name}” is known here.", "Name one by its id: keys lists them.")
    if not met[0].age:
        raise Refused(
            f"“{name}” never said what to lock files to.", "Ask for their file of keys, and read it: keys trust FILE."
        )
    return met[0].age


def _parsed(recipient: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(recipient)
    except (pyrage.RecipientError, ValueError) as problem:
        raise Refused("This is no key that files can be locked to.", "It begins with age1; copy it whole.") from problem


def _private(path: Path) -> IO[bytes]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


class _Told:
    """A file that tells how far it has been read."""

    def __init__(self, file: IO[bytes], size: int, progress: Progress) -> None:
        self._file, self._size, self._progress = file, size, progress
        self._done = 0
        self._cancelled: Cancelled | None = None

    def read(self, count: int = -1) -> bytes:
        """The next bytes."""
        block = self._file.read(count)
        self._done += len(block)
        try:
            self._progress(min(self._done, self._size), self._size)
        except Cancelled as wish:
            self._cancelled = wish
            raise
        return block

    def raise_if_cancelled(self) -> None:
        """The library turns whatever is raised while it reads into an error of its own."""
        if self._cancelled is not None:
            raise self._cancelled
