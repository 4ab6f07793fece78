"""The record of what left the house: what, when, by whom, to which file, and what it was made from.

Nothing that was handed over can be taken back, so no undo reaches these steps. They change nothing that a sheet says,
and a sheet is still the same bytes after the one before was noted.
"""

from dataclasses import dataclass
from pathlib import Path

from app.media.digest import sha256
from app.problems import Refused
from app.session import Session
from db.casefile import CaseFile
from db.identity import new_id
from db.records import Departure

LABELS = {
    "share": "Share",
    "disclose": "Disclose",
    "sheet": "Export quote sheet",
    "differences": "Export differences",
    "log": "Export log",
    "clip": "Export clip",
    "exhibit": "Export exhibit",
}
"""Every kind of departure, and what the history calls it."""


@dataclass(frozen=True, slots=True)
class Left:
    """One file that left, with what the history knows of it."""

    departure: Departure
    at: str | None
    reviewer: str | None
    quotes: int | None
    """How many were in it; None where that says nothing."""


def note(
    session: Session,
    kind: str,
    out: Path,
    *,
    quotes: int | None = None,
    recipient: str | None = None,
    digest: str | None = None,
    heads: tuple[str, ...] | None = None,
) -> Departure | None:
    """Remember that a file was made to be handed over; None, and nothing is kept, where the case is only read.

    `heads` are the newest steps that it was made from, if others came since.
    """
    if session.read_only:
        return None
    departure = Departure(
        new_id(),
        kind,
        tuple(session.case.ledger.heads()) if heads is None else heads,
        digest or sha256(out),
        out.name,
        (recipient or "").strip() or None,
    )
    facts = {} if quotes is None else {"quotes": quotes}
    return session.note(LABELS[kind], facts, remember, departure)


def check_recipient(recipient: str | None) -> None:
    """Refuse what no case could keep, before anything is written that would have to be remembered."""
    try:
        fine = "\0" not in (recipient or "").encode().decode()
    except UnicodeEncodeError:
        fine = False
    if not fine:
        raise Refused("To whom it goes is not readable text (UTF-8).", "Write it with letters.")


def remember(case: CaseFile, departure: Departure) -> Departure:
    """Keep it. Only a name of the file, never where it lies."""
    return case.departures.add(departure)


def left(case: CaseFile) -> list[Left]:
    """All that left the house, oldest first."""
    names = {one.id: one.name for one in case.reviewers.all()}
    found: list[Left] = []
    for departure in case.departures.all():
        history = case.ledger.history("departure", departure.id)
        act = history[0][0] if history else None
        quotes = case.ledger.body(act.id).get("quotes") if act else None
        at, reviewer = (act.at, names.get(act.reviewer_id, act.reviewer_id)) if act else (None, None)
        found.append(Left(departure, at, reviewer, quotes if isinstance(quotes, int) else None))
    return sorted(found, key=lambda one: (one.at or "", one.departure.id))
