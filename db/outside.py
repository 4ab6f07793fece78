"""What left the house, and what others attest of the case."""

import json
import sqlite3
from typing import Any, ClassVar, cast

from db import canonical
from db.causality import Causality
from db.errors import BadValue
from db.records import Departure, Stamp
from db.table import Codec, Table

DEPARTING = "departing.remember"
"""The verb of the acts that only say that a file was made."""


def heads_of_work(connection: sqlite3.Connection) -> list[str]:
    """The newest acts that changed something, sorted: not those which only say that a file was made of the case.

    So two sheets of the same work name the same heads, though the first of them was noted in between.
    """
    left = [row[0] for row in connection.execute("SELECT act_id FROM act_head")]
    found = set[str]()
    while left:
        id = left.pop()
        verb, heads = connection.execute("SELECT verb, heads FROM act WHERE id = ?", [id]).fetchone()
        if verb == DEPARTING:
            left += read_heads(heads)
        else:
            found.add(id)
    if len(found) > 1:
        order = Causality(connection)
        found = {id for id in found if not any(other != id and order.saw(other, id) for other in found)}
    return sorted(found)


def read_heads(text: str) -> tuple[str, ...]:
    """The ids of acts from their JSON; BadValue if it is none."""
    try:
        found: Any = json.loads(text)
    except ValueError as problem:
        raise BadValue("heads that are no JSON") from problem
    if not isinstance(found, list):
        raise BadValue("heads that are no list")
    return tuple(str(head) for head in cast("list[Any]", found))


class Departures(Table[Departure]):
    """What was shared, disclosed or printed, with the heads of the ledger at that time."""

    name = "departure"
    record = Departure
    codecs: ClassVar[dict[str, Codec]] = {"heads": (lambda heads: canonical.dumps(list(heads)), read_heads)}


class Stamps(Table[Stamp]):
    """What time-stamping authorities answered."""

    name = "stamp"
    record = Stamp
