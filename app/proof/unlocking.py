"""Opens a file that was encrypted with age, into a private place and for a short while."""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from app.problems import Refused

_age: Any = import_module("pyrage")  # It comes without types.
_MARKS = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")


def is_encrypted(path: Path) -> bool:
    """Whether a file says that it is encrypted."""
    with path.open("rb") as file:
        return file.read(40).startswith(_MARKS)


@contextmanager
def unlocked(path: Path, passphrase: str | None) -> Generator[Path]:
    """What is in it, as a private file that vanishes afterwards; Refused without the right passphrase."""
    if not passphrase:
        raise Refused(f"“{path.name}” is encrypted.", "Give its passphrase.")
    try:
        plain: bytes = _age.passphrase.decrypt(path.read_bytes(), passphrase)
    except _age.DecryptError as problem:
        raise Refused(
            f"“{path.name}” can't be opened with that passphrase.", "Check the passphrase, and whether it is whole."
        ) from problem
    with tempfile.TemporaryDirectory(prefix="avowal-") as folder:
        out = Path(folder) / "unlocked"
        out.write_bytes(plain)
        yield out
