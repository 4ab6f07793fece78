"""Slow work in a thread of its own, with progress, time left and a way to stop it."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from app.problems import Problem, problem_of

_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
"""Called by the work with what is done and how much there is in all (0: not known); raises Cancelled to end it."""
Work = Callable[[Progress], Any]


class Cancelled(Exception):
    """The reviewer asked for the work to stop; nothing of it stays."""


class Task(QObject):
    """One piece of slow work. Its signals arrive on the thread that made the task."""

    progressed = Signal(object, object)
    """Done, and total; Python integers, since files are larger than 2 GB."""
    finished = Signal(object)
    failed = Signal(object)
    """A Problem, or the exception itself if it is a bug of ours."""
    cancelled = Signal()
    ended = Signal()
    """After any of the three before."""

    _outcome = Signal(object, object)
    _step = Signal(object, object)

    def __init__(self, label: str, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._work = work
        self._stop = threading.Event()
        self._started = 0.0
        self._share = 0.0
        self._outcome.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._step.connect(self._advance, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin in a thread of the pool."""
        self._started = time.monotonic()
        QThreadPool.globalInstance().start(_Runner(self._run))

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether that was asked."""
        return self._stop.is_set()

    @property
    def seconds_left(self) -> int | None:
        """How long it will still take, judged by what is done; None while nobody can tell."""
        spent = time.monotonic() - self._started
        if self._share < 0.02 or spent < 1:
            return None
        return round(spent / self._share - spent)

    def _run(self) -> None:
        try:
            result: object = self._work(self._report)
        except Cancelled:
            self._tell("cancelled", None)
        except Exception as error:
            # The task runner is one of the two places that may catch everything: the thread must end in words.
            problem = problem_of(error)
            if problem is None:
                _log.exception("the task “%s” failed", self.label)
            self._tell("failed", problem or error)
        else:
            self._tell("finished", result)

    def _tell(self, how: str, value: object) -> None:
        # Whoever waited may have been closed meanwhile, and this object with it: then nobody is to be told.
        with suppress(RuntimeError):
            self._outcome.emit(how, value)

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        try:
            self._step.emit(done, total)
        except RuntimeError:
            raise Cancelled from None

    def _advance(self, done: int, total: int) -> None:
        self._share = done / total if total else 0.0
        self.progressed.emit(done, total)

    def _end(self, how: str, value: Problem | object) -> None:
        if how == "finished":
            self.finished.emit(value)
        elif how == "failed":
            self.failed.emit(value)
        else:
            self.cancelled.emit()
        self.ended.emit()


class _Runner(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        self._run()


def no_progress(done: int, total: int) -> None:
    """For callers that don't show any."""
