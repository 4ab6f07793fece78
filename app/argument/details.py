"""The insider-detail clock: when each detail became public, against when it was said.

Knowing what nobody outside could know is evidence only if nobody outside could know it then. A detail that was public
before it was said proves nothing of the speaker's knowledge.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app import dates
from app.argument.wording import Wording, stem, stems, telling

Clock = Literal["before", "after", "same day", "unsure", "no detail"]
INSIDE = "shows_inside_detail"
WORDS: dict[Clock, str] = {
    "before": "Said before it was public.",
    "after": "Public before it was said: by itself it shows no inside knowledge.",
    "same day": "Said on the day it became public; the hour decides.",
    "unsure": "Nobody can tell yet which came first.",
    "no detail": "No detail of the incident is recorded with the date it became public.",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that not everybody could know."""

    id: str
    incident: str
    text: str
    public_on: str | None
    """EDTF; None while it is not known."""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A quote that is linked to an incident."""

    link: str
    quote: str
    incident: str
    relation: str | None
    said_on: str | None
    """EDTF."""
    wording: Wording = field(default_factory=Wording)


@dataclass(frozen=True, slots=True)
class Reading:
    """One detail against one quote."""

    telling: Telling
    detail: Detail | None
    clock: Clock
    why: str
    least_days: int | None = None
    """How many days it was said before it was public, at the least; negative where it was public first."""
    most_days: int | None = None
    common: tuple[str, ...] = ()
    """Words that the detail and the quote share."""


def read(details: Iterable[Detail], tellings: Sequence[Telling]) -> list[Reading]:
    """Every telling that is said to show inside detail, and every one that shares words with a detail."""
    by_incident: dict[str, list[Detail]] = {}
    for detail in details:
        by_incident.setdefault(detail.incident, []).append(detail)
    found: list[Reading] = []
    seen = set[tuple[str, str]]()
    for one in sorted(tellings, key=lambda one: one.relation != INSIDE):
        known = by_incident.get(one.incident, [])
        if not known and one.relation == INSIDE:
            found.append(Reading(one, None, "no detail", WORDS["no detail"]))
        for detail in known:
            common = in_common(detail.text, one.wording)
            key = (one.quote, detail.id)
            if key not in seen and (common or one.relation == INSIDE):
                seen.add(key)
                found.append(_reading(one, detail, common))
    return found


def in_common(detail: str, wording: Wording) -> tuple[str, ...]:
    """The telling words of a detail that were said in a quote."""
    said = stems(word for stretch in wording.stretches() for word in stretch)
    return tuple(word for word in telling(detail) if stem(word) in said)


def _reading(one: Telling, detail: Detail, common: tuple[str, ...]) -> Reading:
    if one.said_on is None or detail.public_on is None:
        what = "when it was said" if one.said_on is None else "when it became public"
        return Reading(one, detail, "unsure", f"It is not stated {what}.", common=common)
    said, public = dates.bounds(one.said_on), dates.bounds(detail.public_on)
    least, most = _days(said[1], public[0]), _days(said[0], public[1])
    if set("?~%") & set(one.said_on + detail.public_on):
        return Reading(one, detail, "unsure", "One of the dates is only approximate or uncertain.", least, most, common)
    clock = _clock(least, most)
    if clock == "unsure":
        why = f"{dates.in_words(one.said_on)} and {dates.in_words(detail.public_on)} overlap."
        return Reading(one, detail, clock, why, least, most, common)
    return Reading(one, detail, clock, WORDS[clock], least, most, common)


def _clock(least: int | None, most: int | None) -> Clock:
    if least is not None and least > 0:
        return "before"
    if most is not None and most < 0:
        return "after"
    return "same day" if least == most == 0 else "unsure"


def _days(said: date | None, public: date | None) -> int | None:
    return None if said is None or public is None else (public - said).days
