"""Which column of a table is which field of an incident, guessed from its head and corrected by a person."""

import re
from collections.abc import Mapping, Sequence

from app.problems import Refused

FIELDS = {
    "title": "Title",
    "date": "Date",
    "date_end": "Last day",
    "year": "Year",
    "month": "Month",
    "day": "Day of the month",
    "precision": "Precision of the date",
    "approximate": "Date is approximate",
    "place": "Place",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "kind": "Kind",
    "target": "Target",
    "weapon": "Weapon",
    "claimed_by": "Claimed by",
    "claimed": "Whether it was claimed",
    "attributed_to": "Attributed to",
    "sources": "Sources",
    "notes": "Notes",
    "reference": "Number in the other database",
}
"""What a column can be, and how that reads. Several columns may be one field where it is text."""
JOINED = frozenset({"place", "kind", "target", "weapon", "claimed_by", "attributed_to", "sources", "notes"})
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "name", "event", "incident", "event_title", "incident_title", "headline", "event_name"),
    "date": ("date", "event_date", "incident_date", "date_start", "start_date", "date_of_incident", "day_of_event"),
    "date_end": ("date_end", "end_date"),
    "year": ("iyear",),
    "month": ("imonth", "month"),
    "day": ("iday", "day"),
    "precision": ("time_precision", "date_prec", "date_precision"),
    "approximate": ("approxdate",),
    "place": (
        *("place", "location", "city", "town", "where", "site", "where_coordinates", "where_description"),
        *("admin3", "admin2", "admin1", "provstate", "province", "governorate", "country", "country_txt", "adm_1"),
    ),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "lng", "long", "x"),
    "kind": (
        *("kind", "type", "event_type", "sub_event_type", "incident_type", "category"),
        *("attacktype1_txt", "attacktype2_txt", "attacktype3_txt", "attack_type"),
    ),
    "target": ("target", "target1", "targtype1_txt", "targsubtype1_txt", "targets", "target_type", "victim"),
    "weapon": ("weapon", "weapons", "weaptype1_txt", "weapsubtype1_txt", "weapon_type", "method", "means"),
    "claimed_by": ("claimed_by", "claimant", "claim_by"),
    "claimed": ("claimed",),
    "attributed_to": (
        *("attributed_to", "actor1", "actor", "perpetrator", "perpetrators", "gname", "gname2", "side_a", "group"),
        "attributed",
    ),
    "sources": ("source", "sources", "scite1", "scite2", "scite3", "url", "link", "source_article", "source_office"),
    "notes": ("notes", "note", "summary", "description", "details", "narrative", "comments", "addnotes"),
    "reference": ("event_id_cnty", "eventid", "event_id", "id", "incident_id", "reference", "data_id"),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}


def guess(head: Sequence[str]) -> dict[str, str]:
    """The field of each column that can be told by its name; a field that is no text goes to its first column only."""
    found: dict[str, str] = {}
    for column in head:
        field = _FIELD_OF.get(_plain(column))
        if field is not None and (field in JOINED or field not in found.values()):
            found[column] = field
    if "date" not in found.values() and "year" not in found.values():
        found |= {column: "year" for column in head if _plain(column) == "year"}
    if "date" in found.values():
        # A table with whole dates may have the year beside them.
        found = {column: field for column, field in found.items() if field not in ("year", "month", "day")}
    # A town goes before its country, whatever their order in the table.
    return dict(sorted(found.items(), key=lambda pair: _rank(*pair)))


def corrected(guessed: Mapping[str, str], head: Sequence[str], wishes: Sequence[str]) -> dict[str, str]:
    """The guess with wishes of the form `column=field`; `column=` leaves a column out. Refused if one can't be."""
    found = dict(guessed)
    for wish in wishes:
        column, equals, field = wish.rpartition("=")
        if not equals or column not in head:
            raise Refused(f"The table has no column for “{wish}”.", f"Its columns are: {', '.join(head)}.")
        if field and field not in FIELDS:
            raise Refused(f"“{field}” is no field of an incident.", f"Choose one of: {', '.join(FIELDS)}.")
        found.pop(column, None)
        if field:
            found[column] = field
    return checked(found)


def checked(columns: Mapping[str, str]) -> dict[str, str]:
    """The map, if it gives no two columns one field that holds one value only, and a title can be made."""
    fields = list(columns.values())
    twice = next((field for field in fields if field not in JOINED and fields.count(field) > 1), None)
    if twice is not None:
        raise Refused(f"Two columns are “{FIELDS[twice]}”.", "Choose one of them, and leave the other out.")
    if not {"title", "kind", "place", "notes"} & set(fields):
        raise Refused(
            "No column says what happened.", "Say which column is the title, the kind, the place or the notes."
        )
    return dict(columns)


def _rank(column: str, field: str) -> tuple[int, int]:
    names = _NAMES[field]
    plain = _plain(column)
    return (list(_NAMES).index(field), names.index(plain) if plain in names else len(names))


def _plain(column: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", column.casefold()).strip("_")
