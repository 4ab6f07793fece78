"""Letting a name or a passage vanish from a case, and from the backups that this program made of it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.problems import Refused
from app.session import Session
from app.settings import Settings
from db import backup, casefile, expunge
from db.casefile import CaseFile
from db.errors import BadValue, CaseError
from db.expunge import Wish as Wish
from db.expunging import expungings_of
from db.wiping import wipe


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an expunging would change, told before it is done."""

    segments: int
    """Segments of transcripts in which words would be hidden."""
    records: dict[str, int]
    """Table to the number of its records that hold the words."""
    steps: int
    """Steps of the history that would lose them."""
    files: int
    """Imported files that would be destroyed, since they hold them."""
    backups: tuple[Path, ...]
    """Made before, so they may hold the words: to be destroyed after."""
    departures: tuple[str, ...]
    """What left the house before, by its name: out of this program's reach."""

    @property
    def is_empty(self) -> bool:
        """Whether it stands nowhere."""
        return not (self.segments or self.records or self.steps or self.files)


def look(case: CaseFile, wish: Wish) -> Outlook:
    """What would change; nothing does. Refused if the wish names nothing that could be found."""
    try:
        places = expunge.look(case, wish)
    except BadValue as problem:
        raise _refusal(problem) from problem
    count = Counter(table for table, _ in {(place.table, place.record_id) for place in places})
    segments = sum(place.table == "segment" for place in places)
    records = {table: n for table, n in sorted(count.items()) if table not in ("segment", "original", "act")}
    left = tuple(one.file_name or one.kind for one in case.departures.all())
    return Outlook(segments, records, count["act"], count["original"], tuple(backup.all_of(case.path)), left)


def carry_out(session: Session, wish: Wish) -> None:
    """Let it vanish from the case; Refused if it stands nowhere, or the reason says it. Nobody can undo it."""
    try:
        session.expunge(wish)
    except BadValue as problem:
        raise _refusal(problem) from problem
    # The list of the cases that were open here keeps their titles.
    Settings().retitle_case(session.case.path, session.case.info.title)


def older_backups(case: CaseFile) -> list[Path]:
    """The backups that may still hold what was expunged: those that don't know of every expunging."""
    acts = expungings_of(case.connection).acts
    if not acts:
        return []
    return [path for path in backup.all_of(case.path) if not _knows(path, acts)]


def renew_backups(session: Session) -> int:
    """Destroy the backups that may hold what was expunged, and make a fresh one; returns how many went."""
    old = older_backups(session.case)
    for path in old:
        wipe(path)
    if old:
        session.back_up()
    return len(old)


def _knows(path: Path, acts: frozenset[str]) -> bool:
    try:
        copy = casefile.read_case(path)
    except (CaseError, OSError):
        return False
    try:
        return acts <= expungings_of(copy.connection).acts
    finally:
        copy.close()


def _refusal(problem: BadValue) -> Refused:
    return Refused(
        f"Nothing was expunged: {problem}.", "Give the words exactly, and a reason that does not repeat them."
    )
