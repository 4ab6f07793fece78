"""How much waits for the reviewer who works here: kept up to date while a case is open."""

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app import installation, waiting
from app.session import Session
from app.tasks import Progress, Task
from app.waiting import Waiting

_TABLES = {"quote", "review", "comment", "task", "reviewer"}
_QUICK_S = 0.04
"""What takes longer than that is counted in a thread of its own."""
_LARGE = 20 * 1024 * 1024
_PAUSE_MS = 150
"""Steps that come quickly one after the other are answered once."""


class MyQueue(QObject):
    """Counts what `waiting.queue` lists, without holding up the window however large the case is."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.count = 0
        self.quotes: frozenset[str] = frozenset()
        """The quotes that it is about."""
        self._slow = False
        self._task: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        session.opened.connect(self._open)
        session.closed.connect(self._close)
        session.changed.connect(self._follow)

    @property
    def is_looking(self) -> bool:
        """Whether it is being counted just now, or will be in a moment."""
        return self._task is not None or self._pause.isActive()

    # inside

    def _open(self) -> None:
        self._stop()
        self._slow = self._session.case.path.stat().st_size > _LARGE
        self._look()

    def _close(self) -> None:
        self._pause.stop()
        self._stop()
        self._take(())

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if _TABLES & changes.keys():
            self._pause.start()

    def _look(self) -> None:
        self._stop()
        if not self._session.is_open:
            return
        reviewer_id = installation.load().reviewer_id
        if self._slow:
            self._look_aside(self._session.case.path, reviewer_id)
            return
        before = time.monotonic()
        self._take(waiting.queue(self._session.case, reviewer_id))
        self._slow = time.monotonic() - before > _QUICK_S

    def _look_aside(self, path: Path, reviewer_id: str) -> None:
        def look(_progress: Progress) -> list[Waiting]:
            session = Session()
            session.open(path, read_only=True)
            try:
                return waiting.queue(session.case, reviewer_id)
            finally:
                session.close()

        self._task = task = Task(self.tr("Look what waits for you"), look, self)

        def take(found: list[Waiting]) -> None:
            if task is self._task:
                self._task = None
                self._take(found)

        task.finished.connect(take)
        task.start()

    def _take(self, found: Sequence[Waiting]) -> None:
        self.count = len(found)
        self.quotes = frozenset(one.record_id for one in found if one.quote_id is not None)
        self.changed.emit()
