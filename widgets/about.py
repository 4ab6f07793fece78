"""What this program is, and under which licence."""

import platform
import tomllib

import PySide6
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from app import paths
from app.playback import Playback
from widgets import plain


class About(QDialog):
    """A few facts that a report of a problem needs."""

    def __init__(self, playback: Playback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Avowal"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 18)
        layout.setSpacing(10)
        layout.addWidget(plain.heading("Avowal", self, 2.0))
        layout.addWidget(plain.label(self.tr("What was said, made citable."), self))
        facts = QFormLayout()
        facts.setHorizontalSpacing(18)
        for name, value in (
            (self.tr("Version"), version()),
            (self.tr("Licence"), "GPL-3.0-or-later"),
            (self.tr("Player"), playback.player_title),
            ("Qt", PySide6.__version__),
            ("Python", platform.python_version()),
            (self.tr("Network"), self.tr("never used")),
        ):
            facts.addRow(plain.note(name, self), plain.label(value, self))
        layout.addLayout(facts)
        layout.addWidget(
            plain.note(self.tr("The legal frameworks are drafting aids. No lawyer has reviewed them."), self)
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setFixedSize(max(380, self.sizeHint().width()), self.sizeHint().height())


def version() -> str:
    """The version of this checkout."""
    project = paths.resources().parent / "pyproject.toml"
    return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
