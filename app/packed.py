"""Recordings that came inside a bundle: where they are put beside the case, and under which names."""

import re
from collections.abc import Mapping
from pathlib import Path

from app.media.sniff import container_of
from db.records import MediaFile

_SUFFIXES = {
    "matroska": ".mkv",
    "mpegts": ".ts",
    "mpegps": ".mpg",
    "asf": ".wmv",
}
"""Of those containers whose name is not their suffix already."""


def folder_of(case: Path) -> Path:
    """The folder beside a case in which such recordings lie."""
    return case.with_name(f"{case.stem} media")


def name_of(sha256: str, head: bytes) -> str:
    """The name of a recording: made of its hash and of what its first bytes are, of nothing that came with it."""
    container = container_of(head)
    return f"{sha256}{_SUFFIXES.get(container.name, f'.{container.name}')}" if container else sha256


def places(case: Path, file: MediaFile) -> list[Path]:
    """Where a recording of the case lies if it came packed."""
    if not re.fullmatch("[0-9a-f]{64}", file.sha256):
        return []
    return sorted(folder_of(case.resolve()).glob(f"{file.sha256}*"))


def lacking(packed: Mapping[str, Path], wanted: Mapping[str, Path | None]) -> dict[str, Path]:
    """Of the recordings that came, those that the case speaks of and that are not where it remembers them."""
    return {sha256: path for sha256, path in packed.items() if sha256 in wanted and wanted[sha256] is None}
