"""The key with which this device signs, and the devices of colleagues that were met."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import installation, key_file, keys, reviewers
from app.problems import Refused, problem_of
from app.session import Session
from widgets import icons, plain
from widgets.divider import Divider
from widgets.fingerprint import Fingerprint
from widgets.models import moments, times
from widgets.name_box import NameBox


class KeysDialog(QDialog):
    """To be read, and read out."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Reviewers and devices"))
        self._session = session
        self.name = NameBox(self)
        self.name.named.connect(self._rename)
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
        layout.addWidget(plain.note(plain.isolated(own.device_name), self))
        layout.addWidget(self.name)
        layout.addLayout(line)
        layout.addWidget(
            plain.note(
                self.tr("Everything that you hand over is signed with this key. It never leaves this device."), self
            )
        )
        layout.addWidget(Divider(self))
        layout.addWidget(plain.heading(self.tr("Reviewers and their devices"), self, 1.1))
        self._list = QVBoxLayout()
        self._list.addWidget(self._colleagues(session))
        layout.addLayout(self._list, 1)
        layout.addWidget(
            plain.note(
                self.tr(
                    "A device is believed when it is first met, and held to its key from then on. A device that "
                    "suddenly has another key is refused, and you are told."
                ),
                self,
            )
        )
        hand = QPushButton(icons.get("export"), self.tr("Hand over my key…"), self)
        hand.setAutoDefault(False)
        hand.clicked.connect(self._choose_out)
        take = QPushButton(icons.get("add"), self.tr("Trust a key…"), self)
        take.setAutoDefault(False)
        take.clicked.connect(self._choose_key)
        self.said = plain.note("", self)
        layout.addWidget(self.said)
        buttons = QHBoxLayout()
        buttons.addWidget(hand)
        buttons.addWidget(take)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        close.setFocus()
        self.resize(680, 560)

    def hand_over(self, out: Path) -> None:
        """Write our public keys into a file for colleagues."""
        self._try(lambda: key_file.write(out), self.tr("Written: {}").format(plain.isolated(out.name)))

    def trust(self, path: Path) -> None:
        """Take a colleague's keys from a file; a changed one only when it is confirmed."""

        def take() -> None:
            met = key_file.read(path)
            known = keys.known().get(met.device_id)
            replaces = known is not None and known != met.key
            if replaces and not plain.ask(
                self,
                self.tr("The device of {} has another key than before.").format(plain.isolated(met.reviewer)),
                self.tr("It was {}, and is {} now. Ask your colleague on the phone whether it was set up anew.").format(
                    keys.fingerprint(known or ""), keys.fingerprint(met.key)
                ),
                self.tr("Trust the new key"),
                self.tr("Keep the old one"),
            ):
                return
            keys.learn(met, replace=replaces)
            self._list_anew()

        self._try(take, self.tr("The keys were read."))

    def _try(self, act: Callable[[], None], done: str) -> None:
        try:
            act()
        except (Refused, OSError) as error:
            problem = problem_of(error)
            self.said.setText(str(problem) if problem else str(error))
        else:
            self.said.setText(done)

    def _choose_out(self) -> None:
        dialog = QFileDialog(self, self.tr("Hand over my key"), self.tr("My key.json"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self.hand_over(Path(name)))
        dialog.open()

    def _choose_key(self) -> None:
        dialog = QFileDialog(self, self.tr("A colleague's key"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.trust(Path(name)))
        dialog.open()

    def _rename(self, name: str) -> None:
        """The open case calls us by the new name from now on."""
        session = self._session
        if session.is_open and not session.read_only:
            session.do(self.tr("Change name of reviewer"), reviewers.rename, name)
        self._list_anew()

    def _list_anew(self) -> None:
        item = self._list.takeAt(0)
        if item is not None and (before := item.widget()) is not None:
            before.hide()
            before.deleteLater()
        self._list.addWidget(self._colleagues(self._session))

    def _colleagues(self, session: Session) -> QWidget:
        known = keys.known()
        seats = reviewers.seats(session.case, known) if session.is_open else []
        self.known.clear()
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        row = 0
        for seat in seats:
            said = [seat.reviewer.name, seat.device.name]
            grid.addWidget(plain.label(times.dotted(said), page), row, 0, 1, 2)
            steps = times.counted(seat.steps, self.tr("1 step"), self.tr("{} steps"))
            last = self.tr("the last on {}").format(moments.moment(seat.last.at)) if seat.last else ""
            state = (
                self.tr("this device")
                if seat.is_own
                else self.tr("trusted since it was first met")
                if seat.key
                else self.tr("never met: its steps came with somebody else’s copy")
            )
            grid.addWidget(plain.note(times.dotted([state, steps, last]), page), row + 1, 0, 1, 2)
            row += 2
            if seat.key and not seat.is_own:
                self._finger(seat.device.id, seat.key, grid, row, page)
                row += 1
        shown = {seat.device.id for seat in seats}
        for device_id, key in sorted(known.items()):
            if device_id not in shown:
                grid.addWidget(plain.note(self.tr("met elsewhere, not in this case"), page), row, 0, 1, 2)
                self._finger(device_id, key, grid, row + 1, page)
                row += 2
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

    def _finger(self, device_id: str, key: str, grid: QGridLayout, row: int, page: QWidget) -> None:
        finger = Fingerprint(page)
        finger.show_key(key)
        finger.setFont(plain.scaled(finger.font(), 0.84))
        grid.addWidget(finger, row, 0, 1, 2)
        self.known[device_id] = finger
