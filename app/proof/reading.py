"""The bytes of a file, as they are named in a verdict."""

import hashlib
from pathlib import Path

_BLOCK = 1024 * 1024


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
