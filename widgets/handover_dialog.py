"""Writing one file for somebody else: told before it is written, done in the background, known by its SHA-256."""

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.problems import Refused, problem_of
from app.session import Session
from widgets import icons, plain
from widgets.form import Form, FormDialog
from widgets.told import Panel

_PAUSE_MS = 200


class HandoverDialog(FormDialog):
    """What those dialogs have in common: to whom and where, what is told beside it, and what is said afterwards."""

    written = Signal(str)
    """The path of what was written."""

    def __init__(self, session: Session, title: str, do: str, said: str, parent: QWidget | None = None) -> None:
        """`said` tells in a sentence or two what is written."""
        super().__init__(title, do, parent)
        self._session = session
        self._out: Path | None = None
        self.body.addWidget(plain.note(said, self))
        self.recipient = QLineEdit(self)
        self.recipient.setAccessibleName(self.tr("To whom, and what for"))
        self.path = QLineEdit(self)
        self.digest = QLineEdit(self)
        self.digest.setReadOnly(True)
        self.stays = Panel(self.tr("Withheld"), self)
        self._done = plain.note("", self)
        self._copy = QPushButton(self.tr("Copy SHA-256"), self)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.digest.text()))
        self._folder = QPushButton(icons.get("show-in-folder"), self.tr("Show in folder"), self)
        self._folder.clicked.connect(self._show_folder)
        self._after: list[QPushButton] = [self._copy, self._folder]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        session.closed.connect(self.reject)

    def look(self) -> None:
        """Say what would leave and what would stay."""
        self._pause.stop()
        try:
            may_be_done = self.tell()
        except Refused as refused:
            self.tell_nothing()
            self.show_problem(problem_of(refused))
            self.do_button.setEnabled(False)
            return
        self.show_problem(None)
        self.do_button.setEnabled(may_be_done and not self.is_working)

    @abstractmethod
    def tell(self) -> bool:
        """Fill the panels from what is chosen; whether there is anything to write. Refused if that can't be."""

    @abstractmethod
    def tell_nothing(self) -> None:
        """Empty the panels."""

    def stop(self) -> None:
        """Stop; nothing is left behind."""
        super().stop()
        self.do_button.setEnabled(True)

    def done(self, result: int) -> None:
        """Closing forgets what was still to be shown."""
        self._pause.stop()
        super().done(result)

    # for those who derive from it

    def lay_out(self, rows: Sequence[tuple[str, QWidget]], panels: Sequence[Panel]) -> None:
        """The form beside what is told, and below them what is said when it is written."""
        form = Form(self)
        for label, field in rows:
            form.add(label, field)
        side = QVBoxLayout()
        side.addWidget(form)
        side.addStretch(1)
        told = QVBoxLayout()
        told.setSpacing(14)
        for panel in panels:
            told.addWidget(panel)
        told.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(side, 1)
        both.addLayout(told, 1)
        after = QHBoxLayout()
        after.addWidget(self.digest, 1)
        for button in self._after:
            button.setAutoDefault(False)
            after.addWidget(button)
        self.body.addLayout(both, 1)
        self.body.addWidget(self._done)
        self.body.addLayout(after)

    def look_again_after(self, *fields: QComboBox | QAbstractButton) -> None:
        """What is told hangs on these."""
        for field in fields:
            changed = field.currentIndexChanged if isinstance(field, QComboBox) else field.toggled
            changed.connect(lambda _now: self._pause.start())

    def say_written(self, out: Path | None, said: str = "", sha256: str = "") -> None:
        """Say where it is and what it is known by; or that nothing is written yet."""
        self._out = out
        self._done.setText(said)
        self.digest.setText(sha256)
        self.digest.setCursorPosition(0)
        for widget in (self._done, self.digest, *self._after):
            widget.setVisible(out is not None)
        self._cancel.setText(self.tr("Close") if out else self.tr("Cancel"))

    # inside

    def _show_folder(self) -> None:
        if self._out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out.parent)))
