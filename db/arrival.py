"""What a file that somebody sent says of itself: of which case it is, and who has written into it."""

import sqlite3
from dataclasses import dataclass

from db.errors import CaseDamaged


@dataclass(frozen=True, slots=True)
class Described:
    """Nothing of this is proven; all of it is text that may come from anywhere."""

    case_id: str
    title: str
    devices: dict[str, str]
    """The reviewer's name by device id."""
    acts: int


def described(connection: sqlite3.Connection) -> Described:
    """Read from an opened bundle or copy; CaseDamaged if it does not say which case it is."""
    found = connection.execute("SELECT id, title FROM case_info").fetchall()
    if len(found) != 1:
        raise CaseDamaged("it does not say which case it is")
    devices = dict(
        connection.execute("SELECT d.id, r.name FROM device AS d JOIN reviewer AS r ON r.id = d.reviewer_id").fetchall()
    )
    (acts,) = connection.execute("SELECT count(id) FROM act").fetchone()
    return Described(found[0][0], found[0][1], devices, int(acts))
