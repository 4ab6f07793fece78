"""The case that is open now: where verbs are run, and whence the panes hear of it."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from app import installation, keys, law, paths
from app.problems import Refused
from app.sidecar_names import check_name
from db import backup, casefile, disclosed, expunge, merge, sidecars
from db.casefile import CaseFile
from db.errors import CaseError
from db.expunge import Wish
from db.identity import new_id
from db.ledger import Step
from db.merge import Report
from db.offer import Offer

P = ParamSpec("P")
T = TypeVar("T")
_log = logging.getLogger(__name__)
BACKUP_EVERY = 30 * 60
"""Seconds of change after which a backup is made by itself."""


class Session(QObject):
    """Holds at most one case. Reading goes through `case`, writing through `do`."""

    opened = Signal()
    closed = Signal()
    changed = Signal(object)
    """What a step touched: `dict[str, set[str]]`, table name to ids. Emitted after the commit returned."""
    history_changed = Signal()
    """Undo and redo may have other labels now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case: CaseFile | None = None
        self._changes_since_backup = 0

    @property
    def case(self) -> CaseFile:
        """The open case; asking for it when there is none is a bug."""
        assert self._case is not None, "no case is open"
        return self._case

    @property
    def is_open(self) -> bool:
        """Whether there is a case."""
        return self._case is not None

    @property
    def read_only(self) -> bool:
        """Whether the case was opened for reading."""
        return self.case.read_only

    def create(self, path: Path, title: str, framework_ids: Sequence[str] = ()) -> None:
        """Make a new case with the vocabularies and the chosen frameworks in it, and open it."""
        if not title.strip():
            raise Refused("A case needs a title.", "Give it one.")
        check_name(path)

        def furnish(case: CaseFile) -> None:
            law.load_vocabularies(case)
            for framework_id in framework_ids:
                law.choose(case, framework_id)

        signature = installation.load().signature
        self._take(casefile.create(path, title.strip(), signature, new_id(), _state(), furnish))

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a case; what was open stays so if this one can't be."""
        if self._case is not None and not self._case.read_only and _same_file(path, self._case.path):
            if read_only:
                self.close()
            else:
                return
        self._take(self._read(path) if read_only else casefile.open_case(path, installation.load().signature, _state()))

    def close(self) -> None:
        """Close the case, if there is one; with a backup, unless the newest one is still fresh."""
        if self._case is None:
            return
        if self._changes_since_backup and not self._case.read_only and backup.is_due(self._case.path, BACKUP_EVERY):
            self._try_backup()
        self._case.close()
        self._case = None
        self.closed.emit()

    def do(self, label: str, verb: Callable[Concatenate[CaseFile, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a verb as one transaction and one undo step, then say what changed."""
        with self.case.step(name_of(verb), label) as step:
            result = verb(self.case, *args, **kwargs)
        self._tell(step)
        return result

    def note(
        self,
        label: str,
        facts: dict[str, Any],
        verb: Callable[Concatenate[CaseFile, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """As `do`, for what has happened outside and no undo can take back; `facts` are kept with the step."""
        with self.case.step(name_of(verb), label, "open") as step:
            step.facts.update(facts)
            result = verb(self.case, *args, **kwargs)
        self._tell(step)
        return result

    def state(self, verb: str, label: str, facts: dict[str, Any]) -> None:
        """Keep facts in the history that change no record, such as that something was refused; nobody undoes it."""
        with self.case.outside_of_history(verb):
            self.case.ledger.note(verb, label, facts)
        self.history_changed.emit()

    def merge(self, offer: Offer) -> Report:
        """Bring in what another copy of the case has, after a backup, then say what changed."""
        self.back_up()
        report = merge.merge(self.case, offer)
        followed = expunge.follow_up(self.case)
        if report.expunged or followed:
            self._tell_of_all()
        elif report.acts:
            self._changes_since_backup += 1
            self.changed.emit(report.changes)
            self.history_changed.emit()
        return report

    def expunge(self, wish: Wish) -> None:
        """Let words vanish; no backup is made before, for it would hold them."""
        expunge.expunge(self.case, wish)
        self._tell_of_all()

    def undo(self) -> None:
        """Take back the newest step of this installation."""
        self._tell(self.case.undo())

    def redo(self) -> None:
        """Do the newest undone step again."""
        self._tell(self.case.redo())

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self._case.ledger.undo_label if self._case else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self._case.ledger.redo_label if self._case else None

    def back_up(self) -> Path:
        """Write a checked copy beside the case now."""
        made = self.case.back_up()
        self._changes_since_backup = 0
        return made

    def back_up_if_changed(self) -> None:
        """What the window's timer calls; a backup that fails is logged and does not stop the work."""
        if self._case is not None and self._changes_since_backup and not self._case.read_only:
            self._try_backup()

    def _take(self, case: CaseFile) -> None:
        self.close()
        self._case = case
        self._changes_since_backup = 0
        self.opened.emit()
        self.history_changed.emit()

    def _read(self, path: Path) -> CaseFile:
        if disclosed.is_one(path):
            return disclosed.read(path, keys.signature_of)
        footprint = sidecars.Footprint(_state(), path)
        if footprint.is_ours() and sidecars.is_hot(path):
            # We died in the middle of a step: opening for editing rolls it back, and then it can be read.
            with suppress(CaseError):
                casefile.open_case(path, installation.load().signature, _state()).close()
        return casefile.read_case(path)

    def _tell(self, step: Step) -> None:
        if step.changes:
            self._changes_since_backup += 1
            self.changed.emit(step.changes)
            self.history_changed.emit()

    def _tell_of_all(self) -> None:
        """Words may have changed anywhere, imported ones too: whoever shows the case loads it again."""
        self._changes_since_backup += 1
        self.opened.emit()
        self.history_changed.emit()

    def _try_backup(self) -> None:
        try:
            self.back_up()
        except (CaseError, OSError) as problem:
            _log.error("no backup could be made: %s", type(problem).__name__)


def name_of(verb: Callable[..., object]) -> str:
    """A verb's name in the history: `quoting.mark`."""
    return f"{verb.__module__.rpartition('.')[2]}.{verb.__name__}"


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _state() -> Path:
    return paths.state() / "open"
