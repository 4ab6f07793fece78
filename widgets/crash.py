"""When something fails that nobody caught: say it, log it without a word of the case, lose nothing."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from copy import copy
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from app import paths
from app.problems import Problem, problem_of

_log = logging.getLogger("avowal")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashHook(QObject):
    """What Python calls for an exception that reached the top.

    A step that failed was rolled back by the case file, and every step before it is on the disk: so nothing is saved
    here, and work can go on. A refusal of the world's (a Problem) is only told, whichever pane it flew from.
    """

    happened = Signal(object)
    """A Problem to show."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show: Callable[[Problem], object] | None = None
        # It may come from any thread; it is shown in the window's own.
        self.happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's own hooks."""
        sys.excepthook = self.take
        threading.excepthook = lambda said: self.take(said.exc_type, said.exc_value, said.exc_traceback)

    def show_with(self, show: Callable[[Problem], object]) -> None:
        """Who shows the problems."""
        self._show = show

    def take(self, kind: type[BaseException], error: BaseException | None, where: TracebackType | None) -> None:
        """Deal with an exception."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), where)
            return
        problem = problem_of(error) if isinstance(error, Exception) else None
        if problem is None:
            _log.critical("%s\n%s", kind.__name__, report(where))
            problem = Problem(
                self.tr("Something in Avowal failed ({}). What you did before is saved.").format(kind.__name__),
                self.tr("Do it again; if it fails again, send us the log, which holds nothing of your case: {}").format(
                    paths.logs() / "avowal.log"
                ),
            )
        self.happened.emit(problem)

    def _tell(self, problem: Problem) -> None:
        if self._show is not None:
            self._show(problem)


def report(where: TracebackType | None) -> str:
    """Files, lines and functions; neither messages nor values, for they may hold words of a witness."""
    return "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(where))


def keep_log() -> None:
    """Write warnings and errors to a file that stays small."""
    file = RotatingFileHandler(paths.logs() / "avowal.log", maxBytes=256_000, backupCount=2, encoding="utf-8")
    file.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    file.setLevel(logging.WARNING)
    logging.getLogger().addHandler(file)
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, _context: object, message: str) -> None:
    logging.getLogger("qt").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)


class _Discreet(logging.Formatter):
    """Writes of an exception only what kind it was and where it flew."""

    def format(self, record: logging.LogRecord) -> str:
        """One entry. Another formatter may have left the whole exception in the record: that is not ours."""
        record = copy(record)
        record.exc_text = None
        return super().format(record)

    def formatException(self, said: object) -> str:
        """Neither the message nor values."""
        kind, _error, where = said if isinstance(said, tuple) else (None, None, None)
        return f"{getattr(kind, '__name__', '')}\n{report(where)}"
