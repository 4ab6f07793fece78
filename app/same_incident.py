"""Incidents that may have been entered twice: found by what their titles, dates and places share, never joined here."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from app import dates
from app.spellings import keys
from db.records import Incident

_COMMON = 40
"""A word that more incidents share says too little by itself to compare them all with each other."""
_NEAR_KM, _FAR_KM = 25, 60
_SLACK = {10: timedelta(days=3), 7: timedelta(days=31), 4: timedelta(days=366)}
"""How far off an uncertain or approximate date may be, by the length of the date."""
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_EARTH_KM = 6371.0


class Suggestion(NamedTuple):
    """Two incidents that a person should look at."""

    one: Incident
    """The one that was entered first, as far as its id tells."""
    other: Incident
    reason: str
    """Why: "same words, same date"."""


@dataclass(frozen=True, slots=True)
class _Seen:
    incident: Incident
    title: frozenset[str]
    place: frozenset[str]
    first: date | None
    last: date | None
    at: tuple[float, float] | None

    @property
    def words(self) -> frozenset[str]:
        return self.title | self.place


def suggestions(incidents: Iterable[Incident], apart: Collection[tuple[str, str]] = ()) -> list[Suggestion]:
    """The likeliest first; the same in every copy. `apart`: pairs of ids, the lesser first, known to be two incidents.

    Dates that can't be the same, or places that lie far from each other, rule a pair out.
    """
    seen = [_seen(one) for one in sorted(incidents, key=lambda one: one.id)]
    often = Counter(word for one in seen for word in one.words)
    found: list[tuple[float, Suggestion]] = []
    for i, j in sorted(_candidates(seen)):
        one, other = seen[i], seen[j]
        if (one.incident.id, other.incident.id) not in apart and (said := _alike(one, other, often, len(seen))):
            found.append((said[0], Suggestion(one.incident, other.incident, said[1])))
    found.sort(key=lambda item: (-item[0], item[1].one.id, item[1].other.id))
    return [suggestion for _, suggestion in found]


def _seen(incident: Incident) -> _Seen:
    first, last = _days(incident.date)
    return _Seen(incident, keys(incident.title), keys(incident.place or ""), first, last, _coordinates(incident))


def _candidates(seen: Sequence[_Seen]) -> set[tuple[int, int]]:
    """The pairs that share something rare: a word, a word in the same month, or all words."""
    by_key: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(seen):
        for word in one.words:
            by_key[(word,)].append(number)
            for month in _months(one):
                by_key[word, month].append(number)
        by_key["", one.title].append(number)
    pairs: set[tuple[int, int]] = set()
    for key, numbers in by_key.items():
        if len(numbers) <= _COMMON:
            pairs.update(combinations(numbers, 2))
        elif key[0] == "" or len(key) > 1:
            # Many of the same: each with those beside it in time is enough for a person to work through.
            beside = sorted(numbers, key=lambda n: (seen[n].first or date.min, n))
            for place, number in enumerate(beside):
                pairs.update((min(number, n), max(number, n)) for n in beside[place + 1 : place + 6])
    return pairs


def _months(one: _Seen) -> Iterator[tuple[int, int]]:
    ends = [day for day in (one.first, one.last) if day is not None]
    if len(ends) == 2 and (ends[1] - ends[0]).days <= 70:
        yield from dict.fromkeys((day.year, day.month) for day in ends)


def _alike(one: _Seen, other: _Seen, often: Counter[str], total: int) -> tuple[float, str] | None:
    """How likely, and why; None where nothing speaks for it or something against it."""
    when = _when(one, other)
    where = _where(one, other)
    if when is None or where is None:
        return None
    words = max(_shared(one.title, other.title, often, total), _shared(one.words, other.words, often, total))
    both_dated = when in ("same date", "dates that may be the same")
    wanted = 1.0
    if both_dated:
        wanted = 0.35 if when == "same date" and where not in ("", "other place") else 0.6
    if where == "other place":
        wanted = max(wanted, 0.8)
    if not words or words < wanted - 1e-9:
        return None
    what = "same words" if words > 1 - 1e-9 else "alike in words"
    reason = ", ".join(
        part for part in (what, when, where if where != "other place" else "places named differently") if part
    )
    return round(words + 0.5 * (when == "same date") + 0.25 * (where == "same place"), 6), reason


def _shared(ones: frozenset[str], others: frozenset[str], often: Counter[str], total: int) -> float:
    """The share of words in both, rare ones counting for more; 1 where they are the same."""

    def weight(words: Iterable[str]) -> float:
        return sum(math.log(1 + total / often[word]) for word in sorted(words))

    return weight(ones & others) / weight(ones | others) if ones & others else 0.0


def _when(one: _Seen, other: _Seen) -> str | None:
    if one.incident.date is None or other.incident.date is None:
        return "no date" if one.incident.date == other.incident.date else "one without a date"
    if (one.first or date.min) > (other.last or date.max) or (other.first or date.min) > (one.last or date.max):
        return None
    return "same date" if one.incident.date == other.incident.date else "dates that may be the same"


def _where(one: _Seen, other: _Seen) -> str | None:
    if one.at and other.at:
        apart = _km(one.at, other.at)
        if apart > _FAR_KM:
            return None
        if apart <= _NEAR_KM:
            return "same place" if apart < 1 else f"places {apart:.0f} km apart"
    if not one.place or not other.place:
        return ""
    return "same place" if one.place <= other.place or other.place <= one.place else "other place"


@lru_cache(20_000)
def _days(text: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that are meant; an uncertain date reaches a little further."""
    if text is None or text in ("", ".."):
        return None, None
    if "/" in text:
        first, _, last = text.partition("/")
        return _days(first)[0], _days(last)[1]
    bare = text.rstrip("~?%")
    # The grammar takes some milliseconds a date, and nearly all dates are plain.
    first, last = _plain_bounds(bare) or dates.bounds(text)
    slack = _SLACK.get(len(bare), timedelta(days=31)) if re.search("[~?%]", text) else timedelta()
    try:
        return first and first - slack, last and last + slack
    except OverflowError:
        return first, last


def _plain_bounds(text: str) -> tuple[date, date] | None:
    """Those of a year, a month or a day; None for anything else."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        if day is not None:
            return first, first
        following = date(year + 1, 1, 1) if month in (None, 12) else date(year, month + 1, 1)
        return first, following - timedelta(days=1)
    except ValueError:
        return None


def _coordinates(incident: Incident) -> tuple[float, float] | None:
    try:
        return float(incident.latitude or ""), float(incident.longitude or "")
    except ValueError:
        return None


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance on a sphere (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
