"""When a step was done, as the clock of that device said, in the reader's own time."""

from datetime import datetime

from PySide6.QtCore import QLocale


def moment(at: str) -> str:
    """Day and time, the month by its name: nobody takes 3/4 for another day."""
    try:
        then = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError, OSError):
        return at
    return QLocale().toString(then, "d MMM yyyy, HH:mm")
