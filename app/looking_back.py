"""Which steps of a case a reviewer asks for: by words, person, kind of record and time."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from app import dates
from app.problems import Refused
from db.casefile import CaseFile
from db.folding import fold
from db.log import Wanted as Wanted


def wanted(
    case: CaseFile,
    *,
    words: str = "",
    reviewer_id: str | None = None,
    device_id: str | None = None,
    table: str | None = None,
    record_id: str | None = None,
    since: str | None = None,
    until: str | None = None,
    zone: tzinfo | None = UTC,
    not_device: str | None = None,
    undone: bool = False,
) -> Wanted:
    """What to ask the log for.

    `words` must all stand in the name of the step, in any form that the search folds together. `since` and `until` are
    EDTF dates or instants, both included; days are those of `zone` (None: of this computer).
    """
    return Wanted(
        reviewer_id=reviewer_id,
        device_id=device_id,
        table=table,
        record_id=record_id,
        labels=_labels(case, words) if words.strip() else None,
        since=_instant(_start(since, zone)) if since else None,
        until=_instant(_end(until, zone)) if until else None,
        not_device=not_device,
        undone=undone,
    )


def _labels(case: CaseFile, words: str) -> tuple[str, ...]:
    """The names of steps with these words in them: a case has few names, however many steps."""
    parts = fold(words).split()
    return tuple(label for label in case.log.labels() if all(part in fold(label) for part in parts))


def _start(text: str, zone: tzinfo | None) -> datetime:
    if "T" in text:
        return _moment(text, zone)
    first = dates.bounds(dates.check(text) or "")[0]
    if first is None:
        raise Refused(f"“{text}” does not say from which day on.", "Write a day, a month or a year.")
    return _midnight(first, zone)


def _end(text: str, zone: tzinfo | None) -> datetime:
    if "T" in text:
        return _moment(text, zone) + timedelta(milliseconds=1)
    last = dates.bounds(dates.check(text) or "")[1]
    if last is None or last == date.max:
        raise Refused(f"“{text}” does not say until which day.", "Write a day, a month or a year.")
    return _midnight(last + timedelta(days=1), zone)


def _moment(text: str, zone: tzinfo | None) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else _in_zone(found, zone)
    except (ValueError, OverflowError):
        raise Refused(f"“{text}” is no point in time.", "Write it as 2026-07-31T12:00:00Z.") from None


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    return _in_zone(datetime.combine(day, time.min), zone)


def _in_zone(naive: datetime, zone: tzinfo | None) -> datetime:
    # Without a zone, Python takes a naive time for one of this computer.
    return naive.replace(tzinfo=zone) if zone is not None else naive.astimezone()


def _instant(moment: datetime) -> str:
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        raise Refused("That is beyond the calendar.", "Write a year between 2 and 9998.") from None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
