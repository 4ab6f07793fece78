"""The line at the head of the window: the rooms, the case, and the commands that are always near."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget

from widgets import icons, plain
from widgets.actions import Actions, readable
from widgets.room_button import RoomButton

_FIND, _TITLE = 220, 260
"""Pixels that the search takes where there is room, and that the title is left at least."""


class TopBar(QWidget):
    """Rooms at the start, the case in the middle, commands at the end."""

    room_wanted = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self._rooms = QButtonGroup(self)
        self._by_name: dict[str, RoomButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 6, 10, 6)
        self._row.setSpacing(4)
        self._title = plain.ElidedLabel("", self)
        font = self._title.font()
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge = plain.label("", self)
        self._badge.setObjectName("badge")
        self._needed: list[int] = []
        """The widths at which words come back that had to go, the last gone last."""
        self._find = QPushButton(icons.get("search"), "", self)
        self._find.setObjectName("find")
        self._find.setMinimumWidth(_FIND)
        self._find.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._find.clicked.connect(actions["palette"].trigger)
        self._row.addStretch(1)
        self._row.addWidget(self._title, 6)
        self._row.addWidget(self._badge)
        self._row.addStretch(1)
        self._row.addWidget(self._find)
        self._waiting = RoomButton(actions["waiting"].text().rstrip("…"), "task", self)
        self._waiting.setCheckable(False)
        self._waiting.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._waiting.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._waiting.clicked.connect(actions["waiting"].trigger)
        self._row.addWidget(self._waiting)
        for id in ("undo", "redo"):
            self._row.addWidget(self._large(actions.button(id, self)))
        export = self._large(actions.button("export", self))
        export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._row.addWidget(export)
        self._export = export
        actions.changed.connect(self._show_keys)
        self._show_keys()
        self.show_case("", "")

    def add_room(self, name: str, title: str, icon: str) -> None:
        """One more room to go to."""
        button = RoomButton(title, icon, self)
        button.setChecked(not self._rooms.buttons())
        button.clicked.connect(lambda: self.room_wanted.emit(name))
        self._row.insertWidget(len(self._rooms.buttons()), button)
        self._rooms.addButton(button)
        self._by_name[name] = button

    def show_room(self, name: str) -> None:
        """Say which room one is in."""
        self._by_name[name].setChecked(True)

    def show_count(self, name: str, count: int, what: str) -> None:
        """Say on a room's button how much waits there; `what` says it in words."""
        self._by_name[name].show_count(count, what)

    def show_waiting(self, count: int, what: str) -> None:
        """Say how much waits for the reviewer; the number stays however narrow the window is."""
        self._waiting.show_count(count, what)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where all the names don't fit, the icons stand alone."""
        super().resizeEvent(event)
        while len(self._needed) < 2 and self.width() < (needed := self._row.minimumSize().width() + _TITLE):
            self._needed.append(needed)
            self._speak()
        while self._needed and self.width() >= self._needed[-1]:
            self._needed.pop()
            self._speak()

    def minimumSizeHint(self) -> QSize:
        """It can be as narrow as the icons are."""
        return QSize(400, super().minimumSizeHint().height())

    def show_case(self, title: str, marking: str) -> None:
        """Name the case, and how it is marked."""
        self._title.setText(title)
        self._badge.setText(marking)
        self._badge.setVisible(bool(marking))

    def _speak(self) -> None:
        """First the commands at the end do without words, then the rooms."""
        style = Qt.ToolButtonStyle
        alone = [len(self._needed) > level for level in (0, 1)]
        for button, is_alone in ((self._export, alone[0]), *((room, alone[1]) for room in self._by_name.values())):
            button.setToolButtonStyle(style.ToolButtonIconOnly if is_alone else style.ToolButtonTextBesideIcon)
        self._find.setMinimumWidth(0 if alone[0] else _FIND)
        self._show_keys()
        self._row.invalidate()

    def _show_keys(self) -> None:
        keys = readable(self._actions.keys("palette")[:1])
        name = self.tr("Search commands")
        self._find.setText(keys if self._needed else f"{name}   {keys}" if keys else name)
        self._find.setAccessibleName(name)

    def _large(self, button: QToolButton) -> QToolButton:
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
