"""Two incidents that may be one: told beside each other, joined by nobody but a person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.session import Session
from db.records import Incident
from widgets import icons, plain
from widgets.divider import Divider
from widgets.models import times
from widgets.models.wording import Wording, field_of
from widgets.together.compared import ComparedText, mark_differences

_FIELDS = ("title", "date", "place", "kind", "target", "weapon", "claimed_by", "attributed_to", "sources", "notes")


class SamePage(QWidget):
    """Suggests, and lets the reviewer say that they are different."""

    go_wanted = Signal(str)
    """Show this incident."""
    apart_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.incidents: tuple[Incident, Incident] | None = None
        self._cards = QHBoxLayout()
        self._cards.setSpacing(12)
        self.apart_button = QPushButton(self.tr("They are different"), self)
        self.apart_button.setAutoDefault(False)
        self.apart_button.clicked.connect(self.apart_wanted)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.apart_button)
        self.foot.addStretch(1)
        why = plain.label(
            self.tr("Their titles have the same words. Perhaps two of you entered one incident; only you can tell."),
            self,
        )
        why.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 24)
        layout.setSpacing(14)
        layout.addWidget(plain.heading(self.tr("One incident, or two?"), self))
        layout.addWidget(why)
        layout.addLayout(self._cards)
        layout.addLayout(self.foot)
        layout.addWidget(
            plain.note(self.tr("If they are the same, move the quotes to one of them and delete the other."), self)
        )
        layout.addStretch(1)

    def show_pair(self, pair: tuple[Incident, Incident], wording: Wording) -> None:
        """Show these two."""
        self.incidents = pair
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = [name for name in _FIELDS if any(getattr(one, name) for one in pair)]
        columns = [self._card(one, shown, wording) for one in pair]
        for texts in zip(*columns, strict=True):
            mark_differences(texts)

    def _card(self, incident: Incident, shown: list[str], wording: Wording) -> list[ComparedText]:
        card = QFrame(self)
        card.setObjectName("card")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        texts: list[ComparedText] = []
        for row, name in enumerate(shown):
            text = ComparedText(field_of(name), card, 1.0)
            text.show_text(wording.value("incident", name, getattr(incident, name)) or "–")
            label = plain.note(field_of(name), card)
            label.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
            texts.append(text)
        links = len(self._session.case.links.of_incident(incident.id))
        go = QPushButton(icons.get("incident"), self.tr("Show the incident"), card)
        go.setAutoDefault(False)
        go.clicked.connect(lambda: self.go_wanted.emit(incident.id))
        foot = QHBoxLayout()
        foot.addWidget(
            plain.note(
                times.counted(links, self.tr("1 link"), self.tr("{} links")) if links else self.tr("no links"), card
            ),
            1,
        )
        foot.addWidget(go)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addWidget(Divider(card))
        layout.addLayout(foot)
        self._cards.addWidget(card, 1)
        return texts
