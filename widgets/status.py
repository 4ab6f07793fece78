"""The line at the foot of the window, which only says what is true."""

from datetime import datetime

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from app.playback import Playback
from app.session import Session
from widgets import plain
from widgets.picture import Picture


class Fact(QWidget):
    """A small picture with a few words."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = Picture(icon, 14, parent=self)
        self._words = plain.label("", self)
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._words.setFont(plain.scaled(self._words.font(), 0.92))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 8, 1)
        row.setSpacing(5)
        row.addWidget(self._picture)
        row.addWidget(self._words)

    def say(self, words: str, tip: str = "", icon: str | None = None) -> None:
        """Say this from now on; nothing at all for no words."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        plain.tip(self, tip)
        if icon is not None:
            self._picture.show_icon(icon)

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.text()


class Status(QStatusBar):
    """Saved, read-only, which player plays, offline."""

    def __init__(self, session: Session, playback: Playback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._playback = session, playback
        self.setSizeGripEnabled(False)
        self.setContentsMargins(6, 0, 6, 0)
        self.saved = Fact("done", self)
        self.read_only = Fact("lock", self)
        self.player = Fact("player", self)
        self.offline = Fact("offline", self)
        self.addWidget(self.saved)
        self.addWidget(self.read_only)
        self.addPermanentWidget(self.player)
        self.addPermanentWidget(self.offline)
        self.offline.say(self.tr("Offline"), self.tr("Avowal never connects to a network."))
        session.opened.connect(self._show)
        session.closed.connect(self._show)
        session.changed.connect(self._when_changed)
        playback.player_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        there = self._session.is_open
        only = there and self._session.read_only
        self.saved.say(self.tr("Saved") if there and not only else "", self._explained())
        self.read_only.say(self.tr("Read only") if only else "", self.tr("Nothing can be changed in this window."))
        self.player.say(self._playback.player_title, self.tr("This plays the recordings."))

    def _when_changed(self) -> None:
        # It is emitted after the commit returned: the change is on the disk.
        now = QLocale().toString(datetime.now().astimezone().time().replace(microsecond=0), "HH:mm:ss")
        self.saved.say(self.tr("Saved {}").format(now), self._explained())

    def _explained(self) -> str:
        return self.tr("Every change is on the disk before this line says so.")
