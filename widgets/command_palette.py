"""Every command by its name: type a few letters of what you want to do."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from widgets.action_table import TABLE, group_title
from widgets.actions import Actions, readable
from widgets.models.choices import Choice
from widgets.picker import Picker


def choices(actions: Actions) -> list[Choice]:
    """What can be done now, and the keys that do it."""
    return [
        Choice(
            deed.id,
            actions[deed.id].text().rstrip("…"),
            badge=readable(actions.keys(deed.id)[:1]),
            words=group_title(deed.group),
        )
        for deed in TABLE
        if actions[deed.id].isEnabled() and deed.id != "palette"
    ]


def open_palette(actions: Actions, window: QWidget) -> Picker:
    """Show the palette below the top of the window."""
    title = window.tr("What do you want to do?")
    picker = Picker(title, choices(actions), kind="command", parent=window)
    picker.chosen.connect(lambda chosen: actions[chosen].trigger())
    width = min(560, window.width() - 40)
    corner = QRect(window.mapToGlobal(QPoint((window.width() - width) // 2, 64)), window.size())
    corner.setSize(QRect(0, 0, width, 1).size())
    picker.open_below(corner, window)
    return picker
