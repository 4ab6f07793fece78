"""The SHA-256 of a file, with progress: what says that a recording is still the one that was added."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from app.media.sniff import regular_file
from app.problems import Refused

_BLOCK = 4 * 1024 * 1024


def sha256(path: Path, progress: Callable[[int, int], None] | None = None) -> str:
    """The hash in lower-case hex. `progress(done, total)` is told in bytes; what it raises stops the reading."""
    file = regular_file(path)
    total = file.stat().st_size
    digest = hashlib.sha256()
    done = 0
    try:
        with file.open("rb", buffering=0) as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                done += len(block)
                if progress:
                    progress(done, max(total, done))
    except OSError:
        raise Refused(f"“{path.name}” can't be read to its end.", "Check the drive that it lies on.") from None
    return digest.hexdigest()
