"""On what the reviewers of the open case differ, and how far they agree: kept up to date while it is open."""

import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.comparing import Comparison, compare
from app.differences.gathering import gather
from app.dissent import Dissent
from app.exporters import differences
from app.session import Session
from app.tasks import Progress, Task
from db.casefile import CaseFile

_T = TypeVar("_T")
_TABLES = {"quote", "link", "transcript", "reviewer"}
_QUICK_S = 0.08
"""What takes longer than that is worked out in a thread of its own."""
_LARGE = 20 * 1024 * 1024
_PAUSE_MS = 150
"""Steps that come quickly one after the other are answered once."""


class Opinions(QObject):
    """Works out nothing in a case that only one hand has written. Whoever shows it reads plain values."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.comparison: Comparison | None = None
        """None while fewer than two have judged anything, or it is worked out for the first time."""
        self._of_quote: dict[str, list[Dissent]] = {}
        self._slow = False
        self._task: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._compare)
        session.opened.connect(self._open)
        session.closed.connect(self._clear)
        session.changed.connect(self._follow)

    @property
    def dissents(self) -> tuple[Dissent, ...]:
        """Every difference, those on one record first."""
        found = self.comparison
        return (*found.dissents, *found.apart) if found is not None else ()

    @property
    def is_looking(self) -> bool:
        """Whether it is being worked out just now, or will be in a moment."""
        return self._task is not None or self._pause.isActive()

    def of_quote(self, quote_id: str) -> tuple[Dissent, ...]:
        """The differences about a quote or its links."""
        return tuple(self._of_quote.get(quote_id, ()))

    # inside

    def _open(self) -> None:
        self._forget()
        self._slow = self._session.case.path.stat().st_size > _LARGE
        self._compare()

    def _clear(self) -> None:
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        self._pause.stop()
        self._stop()
        self.comparison, self._of_quote = None, {}

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if _TABLES & changes.keys() and not self._session.case.ledger.is_of_one_hand():
            self._pause.start()

    def _compare(self) -> None:
        self._stop()
        if not self._session.is_open:
            return
        case = self._session.case
        if case.ledger.is_of_one_hand():
            self.comparison, self._of_quote = None, {}
            self.changed.emit()
        elif self._slow:
            self._look(case.path)
        else:
            before = time.monotonic()
            self._take(compare(case))
            self._slow = time.monotonic() - before > _QUICK_S

    def _look(self, path: Path) -> None:
        def look(_progress: Progress) -> Comparison:
            return _read(path, compare)

        self._task = task = Task(self.tr("Look where reviewers differ"), look, self)

        def take(found: Comparison) -> None:
            if task is self._task:
                self._task = None
                self._take(found)

        task.finished.connect(take)
        task.start()

    def _take(self, found: Comparison) -> None:
        case = self._session.case
        self.comparison = found if len(found.reviewers) > 1 else None
        by_quote: dict[str, list[Dissent]] = defaultdict(list)
        for one in self.dissents:
            for id in dict.fromkeys(_quote_of(case, one.table, voice.record_id) for voice in one.voices):
                if id is not None:
                    by_quote[id].append(one)
        self._of_quote = dict(by_quote)
        self.changed.emit()


def write_differences(path: Path, out: Path) -> None:
    """Write all differences and figures of a case as a page, a table or JSON, from a reading of its own."""
    differences.kind_of(out)
    document = _read(path, lambda case: gather(case, compare(case)))
    differences.write(document, out)


def _read(path: Path, ask: Callable[[CaseFile], _T]) -> _T:
    session = Session()
    session.open(path, read_only=True)
    try:
        return ask(session.case)
    finally:
        session.close()


def _quote_of(case: CaseFile, table: str, record_id: str) -> str | None:
    if table == "quote":
        return record_id
    link = case.links.find(record_id)
    return link.quote_id if link else None
