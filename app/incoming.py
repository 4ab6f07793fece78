"""What kind of file each of those is that were dropped or chosen, by their content."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.media.sniff import sniff
from app.problems import Refused

CASE_SUFFIX = ".sqlite"


@dataclass(frozen=True, slots=True)
class Incoming:
    """The files, sorted."""

    case: Path | None
    recordings: tuple[Path, ...]
    others: tuple[Path, ...]
    """What may be transcripts; the importers find out."""


def sort_files(paths: Iterable[Path]) -> Incoming:
    """Look into each file, without trusting its name except for a case's."""
    files = [path for path in paths if path.is_file()]
    case = next((path for path in files if path.suffix.lower() == CASE_SUFFIX), None)
    rest = [path for path in files if path.suffix.lower() != CASE_SUFFIX]
    recordings = tuple(path for path in rest if _is_recording(path))
    return Incoming(case, recordings, tuple(path for path in rest if path not in recordings))


def _is_recording(path: Path) -> bool:
    try:
        sniff(path)
    except Refused:
        return False
    return True
