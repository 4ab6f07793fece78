"""What left the house, and what others attest of the case."""

import json
from typing import Any, ClassVar, cast

from db import canonical
from db.errors import BadValue
from db.records import Departure, Stamp
from db.table import Codec, Table


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
