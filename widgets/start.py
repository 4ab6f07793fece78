"""Starts the window, or draws it into a picture."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from app.playback import Playback
from app.problems import Refused
from app.session import Session
from app.settings import Settings
from widgets import crash, theme
from widgets.main_window import MainWindow
from widgets.timeline_room import TimelineRoom
from widgets.typing_guard import TypingGuard

PICTURE = QSize(1440, 900)
_PATIENCE_MS = 20_000
"""How long a picture waits for the recording's first frame and sound."""


def application() -> QApplication:
    """The one QApplication, dressed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Avowal")
    app.setDesktopFileName("avowal")
    app.setQuitOnLastWindowClosed(True)
    return app


def run(case: Path | None) -> int:
    """Show the window, on a case if one is given; returns when it is closed."""
    crash.keep_log()
    app = application()
    settings = Settings()
    theme.apply(app, settings.theme)
    hook = crash.CrashHook(app)
    hook.install()
    window = build(settings, app)
    hook.show_with(window.notices.show_problem)
    window.show()
    if case is not None:
        window.start_with(case)
    return app.exec()


def build(settings: Settings, app: QApplication, player: str | None = None) -> MainWindow:
    """The window with all that it stands on."""
    session = Session()
    playback = Playback(player=player or settings.player)
    playback.set_volume(settings.volume)
    playback.set_muted(settings.muted)
    window = MainWindow(session, playback, settings)
    # They end with the window, after all its panes.
    session.setParent(window)
    playback.setParent(window)
    app.installEventFilter(TypingGuard(window))
    return window


def render(case: Path, picture: Path, name: str = "light", size: QSize = PICTURE) -> None:
    """Draw the window on a case into a PNG, without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    crash.keep_log()
    app = application()
    theme.apply(app, name)
    with TemporaryDirectory() as folder:  # a picture leaves nobody's settings changed
        window = build(Settings(Path(folder) / "settings.ini"), app, "silent")
        window.resize(size)
        window.show()
        try:
            failed = window.cases.open(case, read_only=True)
            if failed is not None:
                raise Refused(failed.problem.what, failed.problem.do)
            _wait_for_picture(window)
            if not window.grab().save(str(picture), "PNG"):
                raise Refused("The picture could not be written.", "Choose another place for it.")
        finally:
            window.close()


def chart(case: Path, name: str, kind: str, size: QSize = PICTURE) -> bytes:
    """The line of time (“timeline”) or the network of a case, as “svg” or “png”, without a display."""
    crash.keep_log()
    app = application()
    theme.apply(app, "light")
    session = Session()
    session.open(case, read_only=True)
    room = TimelineRoom(session)
    try:
        room.resize(size)
        room.show()
        room.show_page(1 if name == "network" else 0)
        return room.picture(kind)
    finally:
        room.close()
        session.close()


def _wait_for_picture(window: MainWindow) -> None:
    """Until the recording's first frame and its sound are drawn, or there is no recording."""
    loop = QEventLoop()
    look = QTimer()
    look.setInterval(30)
    look.timeout.connect(lambda: loop.quit() if window.review.recording.is_settled else None)
    look.start()
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    window.repaint()
