"""Names that no file of ours may bear: SQLite would take it for a part of the case that lies beside it."""

from pathlib import Path

from app.problems import Refused

_ENDINGS = ("-journal", "-wal", "-shm")


def check_name(out: Path) -> None:
    """Refuse a name that is that of a case with the ending of its journal."""
    for ending in _ENDINGS:
        if out.name.endswith(ending) and out.with_name(out.name.removesuffix(ending)).exists():
            raise Refused(f"“{out.name}” would be taken for a part of the case beside it.", "Choose another name.")
