"""What kind of file each of those is that were dropped or chosen, by their content."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.media.sniff import sniff
from app.problems import Refused
from db.bundle import APPLICATION_ID

CASE_SUFFIX = ".sqlite"
BUNDLE_SUFFIX = ".avowal"
_SQLITE = b"SQLite format 3\0"
_SEALED = b"age-encryption.org/"
"""How a file begins that was encrypted with age."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """The files, sorted."""

    case: Path | None
    bundle: Path | None
    """A case that a colleague shared."""
    recordings: tuple[Path, ...]
    others: tuple[Path, ...]
    """What may be transcripts; the importers find out."""


def sort_files(paths: Iterable[Path]) -> Incoming:
    """Look into each file, without trusting its name except for a case's."""
    files = [path for path in paths if path.is_file()]
    bundle = next((path for path in files if is_bundle(path)), None)
    files = [path for path in files if path != bundle]
    case = next((path for path in files if path.suffix.lower() == CASE_SUFFIX), None)
    rest = [path for path in files if path.suffix.lower() != CASE_SUFFIX]
    recordings = tuple(path for path in rest if _is_recording(path))
    return Incoming(case, bundle, recordings, tuple(path for path in rest if path not in recordings))


def is_bundle(path: Path) -> bool:
    """Whether a file says of itself that it was made by sharing a case, open or sealed."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(_SEALED) or (
        head.startswith(_SQLITE) and int.from_bytes(head[68:72], "big") == APPLICATION_ID
    )


def _is_recording(path: Path) -> bool:
    try:
        sniff(path)
    except Refused:
        return False
    return True
