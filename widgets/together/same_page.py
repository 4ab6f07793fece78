"""Two incidents that may be one: told beside each other with why, joined by nobody but a person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.naming import field_of
from app.same_incident import Suggestion
from app.session import Session
from db.records import Incident
from widgets import icons, plain
from widgets.divider import Divider
from widgets.models import times
from widgets.models.moments import moment
from widgets.together.compared import ComparedText, mark_differences
from widgets.together.named import Names

_FIELDS = ("title", "date", "place", "kind", "target", "weapon", "claimed_by", "attributed_to", "sources", "notes")
_KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}


class SamePage(QWidget):
    """Asks which of the two stays, or whether they are two; takes the keys 1 to 3."""

    go_wanted = Signal(str)
    """Show this incident."""
    join_wanted = Signal(str, str)
    """They are one: the incident that stays, and the one that goes into it."""
    apart_wanted = Signal()
    """They are two."""
    later_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.incidents: tuple[Incident, Incident] | None = None
        self.buttons: list[QPushButton] = []
        """Keep the one, keep the other, they are two: in the order of their keys."""
        self._why = plain.label("", self)
        self._why.setWordWrap(True)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(12)
        self._apart_key = plain.label("3", self)
        self._apart_key.setObjectName("badge")
        self.apart_button = self._button("", self.tr("They are different"), 3)
        self.apart_button.clicked.connect(self.apart_wanted)
        self.later_button = QPushButton(self.tr("Decide later"), self)
        self.later_button.setAutoDefault(False)
        self.later_button.clicked.connect(self.later_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._apart_key)
        foot.addWidget(self.apart_button)
        foot.addWidget(self.later_button)
        foot.addStretch(1)
        self._advice = plain.note(
            self.tr(
                "If they are one, what is linked to the other goes to the one that stays. What it leaves empty is "
                "filled from the other; where both say something, the other's words go into its notes. That can be "
                "undone, and reaches your colleagues with the next exchange. Said to be different, nobody is asked "
                "again."
            ),
            self,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 24)
        layout.setSpacing(14)
        layout.addWidget(plain.heading(self.tr("One incident, or two?"), self))
        layout.addWidget(self._why)
        layout.addLayout(self._cards)
        layout.addLayout(foot)
        layout.addWidget(self._advice)
        layout.addStretch(1)

    def show_pair(self, pair: Suggestion, names: Names) -> None:
        """Show these two."""
        self.incidents = (pair.one, pair.other)
        self._why.setText(
            self.tr("Perhaps two of you entered one incident: {}. Only you can tell.").format(plain.safe(pair.reason))
        )
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        writable = not self._session.read_only
        self.buttons = [
            self._button("check", text, key)
            for key, text in ((1, self.tr("They are one: keep this")), (2, self.tr("They are one: keep this")))
        ]
        shown = [name for name in _FIELDS if any(getattr(one, name) for one in self.incidents)]
        columns = [
            self._card(one, shown, names, button) for one, button in zip(self.incidents, self.buttons, strict=True)
        ]
        for texts in zip(*columns, strict=True):
            mark_differences(texts)
        for one, other, button in (
            (pair.one, pair.other, self.buttons[0]),
            (pair.other, pair.one, self.buttons[1]),
        ):
            button.clicked.connect(lambda _checked=False, one=one, other=other: self.join_wanted.emit(one.id, other.id))
        self.buttons.append(self.apart_button)
        for widget in (*self.buttons, self._apart_key, self._advice):
            widget.setVisible(writable)
        for before, after in zip(self.buttons, [*self.buttons[1:], self.later_button], strict=True):
            self.setTabOrder(before, after)

    def take(self, number: int) -> None:
        """Answer: 0 and 1 keep the one or the other, 2 says that they are two."""
        if self.incidents is not None and not self._session.read_only:
            self.buttons[number].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Its number gives an answer."""
        number = _KEYS.get(Qt.Key(event.key()))
        if number is not None:
            self.take(number)
        else:
            super().keyPressEvent(event)

    # inside

    def _button(self, icon: str, text: str, key: int) -> QPushButton:
        button = QPushButton(text, self)
        if icon:
            button.setIcon(icons.get(icon))
        button.setAutoDefault(False)
        plain.tip(button, text, str(key))
        return button

    def _card(self, incident: Incident, shown: list[str], names: Names, keep: QPushButton) -> list[ComparedText]:
        card = QFrame(self)
        card.setObjectName("card")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        texts: list[ComparedText] = []
        for row, name in enumerate(shown):
            called = field_of("incident", name)
            text = ComparedText(called, card, 1.0)
            text.show_text(names.value("incident", name, getattr(incident, name)) or "–")
            label = plain.note(called, card)
            label.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
            texts.append(text)
        key = plain.label("1" if keep is self.buttons[0] else "2", card)
        key.setObjectName("badge")
        links = len(self._session.case.links.of_incident(incident.id))
        count = times.counted(links, self.tr("1 link"), self.tr("{} links")) if links else self.tr("no links")
        who = self._author(incident.id)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(key)
        head.addWidget(plain.note(times.dotted([*who, count]), card), 1)
        go = QPushButton(icons.get("incident"), self.tr("Show the incident"), card)
        go.setAutoDefault(False)
        go.clicked.connect(lambda: self.go_wanted.emit(incident.id))
        keep.setParent(card)
        foot = QHBoxLayout()
        foot.addWidget(keep)
        foot.addStretch(1)
        foot.addWidget(go)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(Divider(card))
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addWidget(Divider(card))
        layout.addLayout(foot)
        self._cards.addWidget(card, 1)
        return texts

    def _author(self, incident_id: str) -> list[str]:
        """Who entered it, and when."""
        case = self._session.case
        history = case.ledger.history("incident", incident_id)
        act = next((act for act, change in history if change["op"] == "insert"), None)
        reviewer = case.reviewers.find(act.reviewer_id) if act is not None else None
        return [reviewer.name if reviewer else "", moment(act.at)] if act is not None else []
