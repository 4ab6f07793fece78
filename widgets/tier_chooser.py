"""Says which transcripts are shown, and lets another be chosen where there are several."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app import citation
from app.visible import on_one_line
from db.records import Transcript
from db.tokens import TIERS, Tier
from widgets import plain
from widgets.models.tiers import Pair, of_tier
from widgets.models.times import dotted


class TierChooser(QWidget):
    """One name a column; a menu where there is a choice."""

    chosen = Signal(str, str)
    """Tier and transcript."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[Tier, plain.ElidedLabel] = {}
        self._menus: dict[Tier, QToolButton] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(6, 0, 0, 0)
        self._layout.setSpacing(6)
        for tier in TIERS:
            label = plain.ElidedLabel("", self)
            menu = QToolButton(self)
            menu.setAutoRaise(True)
            menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            self._labels[tier], self._menus[tier] = label, menu
            column = QHBoxLayout()
            column.addWidget(label)
            column.addWidget(menu)
            column.addStretch(1)
            self._layout.addLayout(column, 1)

    def show_tiers(self, there: Sequence[Transcript], shown: Pair) -> None:
        """Show what is shown, and offer what is there."""
        for tier in TIERS:
            current, offered = shown[tier], of_tier(there, tier)
            text = said_of(current) if current else ""
            several = len(offered) > 1
            self._labels[tier].setVisible(bool(text) and not several)
            self._labels[tier].setText(text)
            self._menus[tier].setVisible(several)
            if several:
                self._fill(tier, offered, current)

    def texts(self) -> list[str]:
        """What is said, column by column."""
        return [self._menus[t].text() if self._menus[t].isVisibleTo(self) else self._labels[t].text() for t in TIERS]

    def _fill(self, tier: Tier, offered: Sequence[Transcript], current: Transcript | None) -> None:
        button = self._menus[tier]
        button.setText(_plain(said_of(current)) if current else self.tr("Choose a transcript"))
        button.setAccessibleName(self.tr("Original") if tier == "original" else self.tr("Translation"))
        menu = QMenu(button)
        group = QActionGroup(menu)
        for one in offered:
            action = QAction(_plain(dotted([said_of(one), one.title])), group)
            action.setCheckable(True)
            action.setChecked(current is not None and one.id == current.id)
            action.triggered.connect(lambda _checked=False, wanted=one.id: self.chosen.emit(tier, wanted))
            menu.addAction(action)
        old = button.menu()
        button.setMenu(menu)
        if old is not None:
            old.deleteLater()


def said_of(transcript: Transcript) -> str:
    """Language, and who made it."""
    language = citation.language(transcript.language) if transcript.language else transcript.title
    by = transcript.translator or transcript.made_by or ""
    return dotted([language, by, transcript.translation_state or ""])


def _plain(text: str) -> str:
    """For a menu, in which & would mark a key."""
    return on_one_line(text.replace(plain.FSI, "").replace(plain.PDI, "")).replace("&", "&&")
