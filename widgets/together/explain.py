"""What the room is for, while nothing waits in it: the two roads on which work travels, with their first steps."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets import plain
from widgets.actions import Actions, readable
from widgets.picture import Picture

_WIDEST = 1080


class Explain(QWidget):
    """Two cards, each with what to do and the buttons that do it."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.state = plain.heading("", self, 1.5)
        self.state.setWordWrap(True)
        intro = plain.label(
            self.tr(
                "Each of you works on a copy of the case, without a network. When the copies come together nothing is "
                "dropped; where two of you said different things, both stand here until one of you decides."
            ),
            self,
        )
        intro.setWordWrap(True)
        intro.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        page = QWidget(self)
        page.setMaximumWidth(_WIDEST)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(12)
        layout.addWidget(self.state)
        layout.addWidget(intro)
        layout.addSpacing(10)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(
            self._card(
                "share",
                self.tr("By a file"),
                (
                    self.tr("Share the case: one signed file, with the recordings or without."),
                    self.tr("Send it by mail or on a stick; your colleague receives it as a case of their own."),
                    self.tr("Later each sends the other a file again, and merges what came."),
                ),
                (
                    ("share", self.tr("Share…")),
                    ("receive", self.tr("Receive…")),
                    ("merge", self.tr("Merge…")),
                ),
            ),
            1,
        )
        cards.addWidget(
            self._card(
                "exchange",
                self.tr("Through a shared folder"),
                (
                    self.tr("All choose the same folder: on a drive, on a stick, or one that Syncthing carries."),
                    self.tr("Each puts only their own signed steps there and reads the others'."),
                    self.tr("The case itself stays on your computer, and nobody's file is ever overwritten."),
                ),
                (("shared-folder", self.tr("Choose folder…")), ("exchange", self.tr("Exchange now"))),
            ),
            1,
        )
        layout.addLayout(cards)
        layout.addSpacing(8)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(Picture("key", parent=page))
        said = plain.note(
            self.tr("What you hand over is signed with this device's key. Compare its fingerprint on the phone, once."),
            page,
        )
        keys.addWidget(said, 1)
        keys.addWidget(self._button("device-keys", self.tr("Keys…"), page))
        layout.addLayout(keys)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(page, 20)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)

    def show_state(self, said: str) -> None:
        """Say how things stand."""
        self.state.setText(said)

    def _card(self, icon: str, title: str, steps: tuple[str, ...], buttons: tuple[tuple[str, str], ...]) -> QFrame:
        card = QFrame(self)
        card.setObjectName("card")
        card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        card.setMinimumWidth(300)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Picture(icon, 20, QPalette.ColorRole.WindowText, card))
        head.addWidget(plain.heading(title, card, 1.1), 1)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        layout.addLayout(head)
        for number, step in enumerate(steps, 1):
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(plain.note(f"{number}", card), 0, Qt.AlignmentFlag.AlignTop)
            said = plain.label(step, card)
            said.setWordWrap(True)
            line.addWidget(said, 1)
            layout.addLayout(line)
        layout.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(8)
        for id, name in buttons:
            line.addWidget(self._button(id, name, card))
        line.addStretch(1)
        layout.addLayout(line)
        return card

    def _button(self, id: str, name: str, parent: QWidget) -> QPushButton:
        """A button that does what the action does, and can as much."""
        action = self._actions[id]
        button = QPushButton(action.icon(), name, parent)
        button.setAccessibleName(action.text().rstrip("…"))
        button.setAutoDefault(False)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        plain.tip(button, action.text().rstrip("…"), readable(action.shortcuts()[:1]))
        return button
