"""What somebody entered into the fields of a record, checked: words, dates, and records that must be there."""

from collections.abc import Collection, Mapping
from typing import Any

from app import dates
from app.problems import Refused
from db.casefile import CaseFile

RECORDS = {"person_id": "person", "organisation_id": "organisation", "framework_id": "framework"}
"""Fields that name a record, and its table."""
DATES = frozenset({"date", "public_on", "in_force_from", "in_force_to"})


def checked(case: CaseFile, known: Collection[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without white space around them and with nothing for empty ones; Refused for a date that is none.

    A record that is named must be there.
    """
    unknown = values.keys() - set(known)
    assert not unknown, f"no such fields: {unknown}"
    found = {name: _stripped(value) for name, value in values.items()}
    for name, value in found.items():
        if value is None:
            continue
        if name in DATES:
            dates.check(value)
        elif name in RECORDS:
            case.table(RECORDS[name]).get(value)
    return found


def words(text: str | None, what: str) -> str:
    """Words that must be there: “A finding needs a claim.”"""
    said = (text or "").strip()
    if not said:
        raise Refused(what, "Write it.")
    return said


def one_of(value: str, known: Collection[str], what: str) -> str:
    """A code out of a list; Refused with the list otherwise."""
    if value not in known:
        raise Refused(f"“{value}” is no {what}.", f"Choose one of: {', '.join(known)}.")
    return value


def not_before(first: str | None, last: str | None) -> None:
    """Refuse a time that surely ends before it begins."""
    if first and last:
        earliest, latest = dates.bounds(first)[0], dates.bounds(last)[1]
        if earliest and latest and latest < earliest:
            raise Refused(f"“{last}” is before “{first}”.", "Correct one of the two dates.")


def _stripped(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) else value
