"""Removes a file so that its bytes are not simply left on the drive."""

import os
from contextlib import suppress
from pathlib import Path

_AT_ONCE = 1024 * 1024


def wipe(path: Path) -> None:
    """Overwrite a file, then remove it. What a drive or a file system keeps of it is out of any program's reach."""
    with suppress(FileNotFoundError), path.open("r+b") as file:
        left = file.seek(0, os.SEEK_END)
        file.seek(0)
        while left > 0:
            left -= file.write(bytes(min(left, _AT_ONCE)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)
