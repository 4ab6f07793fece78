"""Bringing reviewers' copies of a case together: what is new, what a person must decide, and deciding it."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import (
    collecting,
    incidents,
    installation,
    keys,
    law,
    linking,
    packed,
    people,
    quoting,
    same_incident,
    sealing,
    sharing,
    transcribing,
)
from app.problems import Refused
from app.same_incident import Suggestion
from app.session import Session
from app.tasks import Progress, no_progress
from db import airlock, receive
from db.casefile import CaseFile
from db.errors import CaseDamaged, CaseError, KeyChanged
from db.feed import FeedOffer, NotWhole, Waiting, send
from db.heads import THERE, Conflict
from db.merge import Report, conflicts_of
from db.offer import CopyOffer


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
    def is_of_record(self) -> bool:
        """Whether it is asked if the record is to stay, rather than what one of its fields says."""
        return self.conflict.field == THERE

    @property
    def ours(self) -> Any:
        """What this reviewer said; where it was others alone, what is shown."""
        shown = True if self.is_of_record else self.said[0].value
        return next((one.value for one in self.said if one.is_own), shown)

    @property
    def theirs(self) -> Any:
        """The first of the other values."""
        if self.is_of_record:
            return not self.ours
        return next((one.value for one in self.said if one.value != self.ours), None)

    @property
    def can_be_typed(self) -> bool:
        """Whether a person may write a value of their own."""
        return self.conflict.field in _TYPED.get(self.conflict.table, ())


_NUMBERS = {"weight": range(5), "survives_without_brackets": range(2)}
_TYPED: Mapping[str, frozenset[str]] = {
    "quote": quoting.FIELDS,
    "link": frozenset({"relation", "polarity", "bearing", "directness", "reason", *_NUMBERS}),
    "incident": incidents.FIELDS,
    "person": people.FIELDS,
    "organisation": people.ORGANISATION_FIELDS,
    "media": collecting.FIELDS,
}
"""What can be written by hand, and by the verbs below, which check it."""
_CHANGE: Mapping[str, Callable[..., object]] = {
    "quote": quoting.describe,
    "link": linking.change,
    "incident": incidents.change,
    "person": people.change_person,
    "organisation": people.change_organisation,
    "media": collecting.describe,
}
_REMOVE: Mapping[str, Callable[[CaseFile, str], object]] = {
    "quote": quoting.delete,
    "incident": incidents.delete,
    "person": people.remove_person,
    "organisation": people.remove_organisation,
    "media": collecting.remove,
    "transcript": transcribing.remove,
    "framework": law.leave_out,
}
"""The verbs that know what hangs on a record, or refuse with a reason."""


def merge(session: Session, path: Path, *, passphrase: str | None = None, progress: Progress = no_progress) -> Report:
    """Merge a bundle, or another copy of the case. A signature that a bundle bears must be its device's.

    Recordings that came packed and are not found here are put beside the case. `sealing.WrongKey` if it is locked and
    what was given does not open it.
    """
    with sealing.unsealed(path, passphrase, progress) as plain, airlock.through(plain, unpack=True) as arrived:
        with _noting_a_refusal(session):
            sharing.trust(arrived.manifest)
        report = session.merge(CopyOffer(arrived.connection))
        case = session.case
        wanted = {file.sha256: collecting.path_of(case, file) for file in case.media_files.all()}
        receive.put_media(packed.lacking(arrived.media, wanted), packed.folder_of(case.path), packed.name_of)
        return report


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

    with _noting_a_refusal(session):
        offer = FeedOffer(session.case, folder, trust)
    return sent, session.merge(offer), offer.waiting


@contextmanager
def _noting_a_refusal(session: Session) -> Generator[None]:
    """Where a device comes with another key than the one it was known by, the case's own log keeps that it came."""
    try:
        yield
    except KeyChanged as problem:
        said = {"device": problem.device_id, "known": problem.known, "came": problem.came}
        with suppress(CaseError):
            session.state("refuse_key", "Refuse a key that changed", {"refused_key": said})
        raise


def questions(case: CaseFile) -> list[Question]:
    """All that a person must decide, in an order that is the same in every copy."""
    names = {reviewer.id: reviewer.name for reviewer in case.reviewers.all()}
    # A case that is open for reading has no author, and whoever reads it is somebody all the same.
    own = case.author.reviewer_id if case.author else installation.load().reviewer_id
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
    """Let a field have one of the values that were said or, for a conflict about a record itself, let it stay or go.

    An incident that somebody joined with another goes by being joined again: what is linked to it follows to the one
    that was kept.
    """
    settle(case, question(case, id), value)


def settle(case: CaseFile, asked: Question, value: Any) -> None:
    """The same for a question that was read before, without reading all of them again."""
    conflict = asked.conflict
    if asked.is_of_record:
        if value:
            case.ledger.settle(conflict.table, conflict.record_id, [])
        else:
            _remove(case, conflict.table, conflict.record_id)
        return
    case.table(conflict.table).write_raw(conflict.record_id, conflict.field, value)
    case.ledger.settle(conflict.table, conflict.record_id, [conflict.field])


def decide_otherwise(case: CaseFile, id: str, typed: str) -> None:
    """Let a field have a value that nobody said; Refused where the verbs would refuse it. Nothing means "not known"."""
    asked = question(case, id)
    table, field = asked.conflict.table, asked.conflict.field
    if not asked.can_be_typed:
        raise Refused("This can’t be typed.", "Take ours or theirs.")
    _CHANGE[table](case, asked.conflict.record_id, **{field: _typed(field, typed)})
    case.ledger.settle(table, asked.conflict.record_id, [field])


def suggestions(case: CaseFile) -> list[Suggestion]:
    """Incidents that may be one and the same, the likeliest first: told of, never joined by the program.

    A pair that somebody said to be two (`incidents.keep_apart`) is not told of again.
    """
    return same_incident.suggestions(case.incidents.all(), incidents.kept_apart(case))


def _typed(field: str, text: str) -> str | int | None:
    wanted = text.strip()
    if not wanted:
        return None
    numbers = _NUMBERS.get(field)
    if numbers is None:
        return wanted
    if not (wanted.isascii() and wanted.isdigit()) or int(wanted) not in numbers:
        what = "1 for yes or 0 for no" if len(numbers) == 2 else "a number from 0 to 4"
        raise Refused(f"“{wanted}” can’t stand here.", f"Give {what}.")
    return int(wanted)


def _remove(case: CaseFile, table: str, id: str) -> None:
    alias = case.aliases.find(id) if table == "incident" else None
    if alias is not None and case.incidents.find(alias.incident_id) is not None:
        incidents.join(case, alias.incident_id, id)
    elif table in _REMOVE:
        _REMOVE[table](case, id)
    else:
        case.table(table).remove(id)
