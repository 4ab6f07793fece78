"""A case as it stands now, for a thread of its own, while a window may be editing it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from db.casefile import CaseFile, read_case
from db.connection import guard
from db.ledger import Author


@contextmanager
def lent(path: Path, author: Author) -> Generator[CaseFile]:
    """The case for reading, in the name of whoever hands it over; it can be copied whole."""
    case = read_case(path)
    try:
        with guard():
            # It would also forbid writing a copy beside it. The file itself is open for reading only.
            case.connection.execute("PRAGMA query_only = OFF")
        case.author = author
        yield case
    finally:
        case.close()
