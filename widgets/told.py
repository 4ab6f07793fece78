"""What a dialog tells before something leaves: a heading with lines below it, and how much stays and why."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from widgets import plain
from widgets.models.times import counted

_CONTEXT = "Told"
translate = QCoreApplication.translate


def withheld(counts: Mapping[str, int]) -> list[str]:
    """A line for each reason for which records stay in the house."""
    said = (
        (
            "privileged",
            translate(_CONTEXT, "1 record that is privileged or work product"),
            translate(_CONTEXT, "{} records that are privileged or work product"),
        ),
        (
            "stricter",
            translate(_CONTEXT, "1 record that is marked more strictly"),
            translate(_CONTEXT, "{} records that are marked more strictly"),
        ),
        (
            "fields",
            translate(_CONTEXT, "1 entry that is privileged"),
            translate(_CONTEXT, "{} entries that are privileged"),
        ),
        (
            "with_them",
            translate(_CONTEXT, "1 record that rests on those"),
            translate(_CONTEXT, "{} records that rest on those"),
        ),
        (
            "set_aside",
            translate(_CONTEXT, "1 quote that was rejected, superseded or withdrawn"),
            translate(_CONTEXT, "{} quotes that were rejected, superseded or withdrawn"),
        ),
        (
            "not_chosen",
            translate(_CONTEXT, "1 record that was not chosen"),
            translate(_CONTEXT, "{} records that were not chosen"),
        ),
        ("notes", translate(_CONTEXT, "1 note"), translate(_CONTEXT, "{} notes")),
        (
            "argument",
            translate(_CONTEXT, "1 link, finding or framework of law"),
            translate(_CONTEXT, "{} links, findings and frameworks of law"),
        ),
        (
            "work",
            translate(_CONTEXT, "1 comment, task, review or tag"),
            translate(_CONTEXT, "{} comments, tasks, reviews and tags"),
        ),
        ("steps", translate(_CONTEXT, "1 step of the history"), translate(_CONTEXT, "{} steps of the history")),
    )
    return [counted(counts[why], one, more) for why, one, more in said if why in counts]


class Panel(QFrame):
    """A heading with lines below it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._lines = plain.label("", self)
        self._lines.setWordWrap(True)
        self._lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._lines.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        heading = plain.heading(title, self, 1.0)
        heading.setForegroundRole(QPalette.ColorRole.Text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(self._lines)

    @property
    def text(self) -> str:
        """What it says."""
        return self._lines.text()

    def say(self, lines: list[str]) -> None:
        """Say this, a line each."""
        self._lines.setText("\n".join(lines))
