"""Which offices somebody held on a day, as far as uncertain dates tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app import dates
from db.casefile import CaseFile
from db.records import Quote, Role

Held = Literal["held", "not held", "unsure"]
_DOUBTFUL = frozenset("?~%")
_A_YEAR = 366


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and whether it was held on the day."""

    role: Role
    held: Held
    organisation: str | None = None


def held_on(role: Role, day: str | None) -> Held:
    """Whether an office was held on a day (EDTF); both may be known no better than to the year, or not at all.

    An office is held for sure only between two ends that are known, or from one on where it is said to be held still
    (“..”); an end that nobody knows may have come before the day. An end that its source calls approximate or uncertain
    may be off by a year.
    """
    if not day:
        return "unsure"
    first, last = _widened(day)
    begun, ended = _widened(role.date_from), _widened(role.date_to)
    if (begun[0] and last and begun[0] > last) or (ended[1] and first and ended[1] < first):
        return "not held"
    is_open = role.date_to == dates.OPEN
    if begun[1] and first and begun[1] <= first and (is_open or (ended[0] and last and ended[0] >= last)):
        return "held"
    return "unsure"


def _widened(text: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that a date may mean."""
    if not text or text == dates.OPEN:
        return None, None
    first, last = dates.bounds(text)
    if not _DOUBTFUL & set(text):
        return first, last
    return (
        first and date.fromordinal(max(1, first.toordinal() - _A_YEAR)),
        last and date.fromordinal(min(date.max.toordinal(), last.toordinal() + _A_YEAR)),
    )


def period(role: Role) -> str:
    """From when to when, in words."""
    begun = f"from {dates.in_words(role.date_from)}" if role.date_from else "from a date not stated"
    if role.date_to == dates.OPEN:
        return f"{begun}, still held"
    return f"{begun} to {dates.in_words(role.date_to)}" if role.date_to else f"{begun} to a date not stated"


def on_day(roles: Iterable[Role], day: str | None) -> bool | None:
    """Whether any of these offices was held on a day; None where the dates do not tell."""
    found = {held_on(role, day) for role in roles if role.date_from or role.date_to}
    return True if "held" in found else None if "unsure" in found else False


def why(role: Role, day: str | None) -> str:
    """One sentence on it, as a quote sheet prints it."""
    if not day:
        return "whether held on the date of the statement: unsure, that date is unknown"
    match held_on(role, day):
        case "held":
            return "held on the date of the statement"
        case "not held":
            return "not held on the date of the statement"
        case "unsure":
            return "whether held on the date of the statement: unsure, the dates do not tell"


def of_speaker(case: CaseFile, quote: Quote) -> list[Office]:
    """The offices of a quote's speaker, those held when it was said first."""
    if quote.speaker_id is None:
        return []
    day = case.media.get(quote.media_id).broadcast_date
    found = [_office(case, role, day) for role in case.roles.of(quote.speaker_id)]
    return sorted(found, key=lambda one: ("held", "unsure", "not held").index(one.held))


def none_is_sure(offices: Iterable[Office]) -> bool:
    """Whether no office is known to have been held."""
    return not any(one.held == "held" for one in offices)


def _office(case: CaseFile, role: Role, day: str | None) -> Office:
    organisation = case.organisations.find(role.organisation_id) if role.organisation_id else None
    return Office(role, held_on(role, day), organisation.name if organisation else None)
