"""Folders for tests that make hundreds of small cases and don't ask whether the disk keeps them."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

_MEMORY = Path("/dev/shm")  # Linux keeps this folder in memory; elsewhere there is none.
_ENOUGH = 512 * 1024 * 1024


def quick_folder() -> TemporaryDirectory[str]:
    """A folder that goes with its block: in memory where there is room, else where temporary files lie."""
    fits = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH
    return TemporaryDirectory(dir=_MEMORY if fits else None)
