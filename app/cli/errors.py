"""Which exit status an error ends in."""

from db.errors import ChangedSince, NothingToUndo


class No(Exception):
    """The question was answered, and the answer is "no": exit status 1, with nothing more to say."""


def status_of(error: Exception) -> int:
    """1 where the answer is "no", 2 where what was given can't be used."""
    return 1 if isinstance(error, NothingToUndo | ChangedSince) else 2
