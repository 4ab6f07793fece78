"""The key with which this device signs, and the devices of colleagues that were met."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import installation, keys
from app.session import Session
from widgets import plain
from widgets.divider import Divider
from widgets.fingerprint import Fingerprint
from widgets.models import times


class KeysDialog(QDialog):
    """To be read, and read out."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        own = installation.load()
        self.own = Fingerprint(self)
        self.own.show_key(keys.own())
        copy = QPushButton(self.tr("Copy"), self)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.own.text()))
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addWidget(self.own, 1)
        line.addWidget(copy)
        self.known: dict[str, Fingerprint] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(plain.heading(self.tr("This device"), self))
        layout.addWidget(plain.note(times.dotted([own.reviewer_name, own.device_name]), self))
        layout.addLayout(line)
        layout.addWidget(
            plain.note(
                self.tr("Everything that you hand over is signed with this key. It never leaves this device."), self
            )
        )
        layout.addWidget(Divider(self))
        layout.addWidget(plain.heading(self.tr("Devices of colleagues"), self, 1.1))
        layout.addWidget(self._colleagues(session), 1)
        layout.addWidget(
            plain.note(
                self.tr(
                    "A device is believed when it is first met, and held to its key from then on. A device that "
                    "suddenly has another key is refused, and you are told."
                ),
                self,
            )
        )
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        close.setFocus()
        self.resize(600, 460)

    def _colleagues(self, session: Session) -> QWidget:
        case = session.case if session.is_open else None
        devices = {one.id: one for one in case.devices.all()} if case else {}
        reviewers = {one.id: one.name for one in case.reviewers.all()} if case else {}
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        row = 0
        for device_id, key in sorted(keys.known().items()):
            device = devices.get(device_id)
            said = [reviewers.get(device.reviewer_id, ""), device.name] if device else [self.tr("not in this case")]
            name = plain.label(times.dotted(said), page)
            finger = Fingerprint(page)
            finger.show_key(key)
            finger.setFont(plain.scaled(finger.font(), 0.84))
            grid.addWidget(name, row, 0)
            grid.addWidget(finger, row, 1)
            self.known[device_id] = finger
            row += 1
        if not row:
            grid.addWidget(
                plain.note(self.tr("None yet. They are listed when you receive, merge or exchange."), page), 0, 0, 1, 2
            )
        grid.setRowStretch(row + 1, 1)
        area = QScrollArea(self)
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        for widget in (area.viewport(), page):
            widget.setAutoFillBackground(False)
        return area
