"""What a step of the history had seen: how much an authority's word about that step attests."""

import sqlite3

from db import canonical
from db.causality import Causality
from db.connection import rows
from db.offer import HEADER


def count_before(connection: sqlite3.Connection, act_id: str) -> tuple[int, int]:
    """How many steps this one stands on, itself among them, and how many there are."""
    causality = Causality(connection)
    return sum(causality.saw(act_id, other) for other in causality.order), len(causality)


def header_of(connection: sqlite3.Connection, act_id: str) -> bytes:
    """The bytes whose SHA-256 is the id of an act: the canonical JSON of its other columns."""
    row = next(rows(connection, f"SELECT {', '.join(HEADER)} FROM act WHERE id = ?", [act_id]))
    return canonical.dumps(dict(row)).encode()
