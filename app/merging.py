"""Bringing reviewers' copies of a case together: what is new, what a person must decide, and deciding it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from app import keys
from app.problems import Refused
from app.session import Session
from db import bundle, receive
from db.casefile import CaseFile
from db.errors import CaseDamaged
from db.feed import FeedOffer, NotWhole, Waiting, send
from db.folding import fold
from db.heads import THERE, Conflict
from db.merge import Report, conflicts_of
from db.offer import CopyOffer
from db.records import Incident


@dataclass(frozen=True, slots=True)
class Said:
    """One of the values between which a person must decide."""

    value: Any
    """For a conflict about the record itself: whether it is there."""
    reviewer: str
    at: str
    """The wall time of that device, for display only."""
    is_own: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A conflict as a person meets it."""

    conflict: Conflict
    said: tuple[Said, ...]
    """The first is the one that is shown."""

    @property
    def id(self) -> str:
        """The same in every copy."""
        return self.conflict.id

    @property
    def ours(self) -> Any:
        """What this reviewer said, or what is shown."""
        return next((one.value for one in self.said if one.is_own), self.said[0].value)

    @property
    def theirs(self) -> Any:
        """The newest of the others that differs."""
        return next((one.value for one in self.said if one.value != self.ours), None)


def merge(session: Session, path: Path) -> Report:
    """Merge a bundle, or another copy of the case. A signature that a bundle bears must be its device's."""
    with receive.opened(path) as (connection, manifest):
        if manifest is not None:
            _check(bundle.verify(connection, manifest))
            keys.trust(str(manifest.value.get("device")), manifest.key, manifest.payload, manifest.signature)
        return session.merge(CopyOffer(connection))


def sync(session: Session, folder: Path) -> tuple[int, Report, Waiting]:
    """Write this device's steps into a shared folder and take the others'; returns how many were sent."""
    if not folder.is_dir():
        raise Refused("There is no such folder.", "Choose the one that is shared.")
    if session.case.path.resolve().is_relative_to(folder.resolve()):
        raise Refused("The case itself lies in the shared folder.", "Keep it elsewhere; only its steps are shared.")
    sent = send(session.case, folder, keys.sign)

    def trust(device: str, key: str, payload: bytes, signature: str) -> None:
        try:
            keys.trust(device, key, payload, signature)
        except CaseDamaged as problem:
            raise NotWhole(str(problem)) from problem

    offer = FeedOffer(session.case, folder, trust)
    return sent, session.merge(offer), offer.waiting


def questions(case: CaseFile, reviewer_id: str | None = None) -> list[Question]:
    """All that a person must decide, in an order that is the same in every copy.

    `reviewer_id` says whose values are "ours"; without it they are those of whoever has the case open.
    """
    names = {reviewer.id: reviewer.name for reviewer in case.reviewers.all()}
    own = reviewer_id or (case.author.reviewer_id if case.author else None)
    asked: list[Question] = []
    for conflict in conflicts_of(case):
        said: list[Said] = []
        for claim in conflict.claims:
            act = case.ledger.act(claim.act_id)
            said.append(Said(claim.value, names.get(act.reviewer_id, ""), act.at, act.reviewer_id == own))
        asked.append(Question(conflict, tuple(said)))
    return asked


def question(case: CaseFile, id: str) -> Question:
    """One of them; Refused if there is none (any more) of that id."""
    found = next((one for one in questions(case) if one.id == id), None)
    if found is None:
        raise Refused("There is no such conflict, or it has been decided.", "List the conflicts again.")
    return found


def decide(case: CaseFile, id: str, value: Any) -> None:
    """Let a field have this value, or (for a conflict about a record itself) let the record stay or go."""
    settle(case, question(case, id), value)


def settle(case: CaseFile, asked: Question, value: Any) -> None:
    """The same for a question that was read before, without reading all of them again."""
    conflict = asked.conflict
    table = case.table(conflict.table)
    if conflict.field != THERE:
        table.write_raw(conflict.record_id, conflict.field, value)
        case.ledger.settle(conflict.table, conflict.record_id, [conflict.field])
    elif value:
        case.ledger.settle(conflict.table, conflict.record_id, [])
    else:
        _remove(case, conflict)


def suggestions(case: CaseFile) -> list[tuple[Incident, Incident]]:
    """Incidents that may be one and the same: told of, never joined by the program."""
    alike: dict[frozenset[str], list[Incident]] = {}
    for incident in case.incidents.all():
        alike.setdefault(_words(incident.title), []).append(incident)
    return [
        (one, other)
        for incidents in alike.values()
        for one, other in combinations(incidents, 2)
        if one.date is None or other.date is None or one.date == other.date
    ]


def _words(text: str) -> frozenset[str]:
    spaced = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return frozenset(spaced.split())


def _remove(case: CaseFile, conflict: Conflict) -> None:
    if conflict.table == "incident":
        for link in case.links.of_incident(conflict.record_id):
            case.links.remove(link.id)
    if conflict.table == "quote":
        for link in case.links.of_quote(conflict.record_id):
            case.links.remove(link.id)
    case.table(conflict.table).remove(conflict.record_id)


def _check(checks: Sequence[Any]) -> None:
    wrong = [check.detail for check in checks if not check.ok]
    if wrong:
        raise CaseDamaged("; ".join(wrong))
