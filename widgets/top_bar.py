"""The line at the head of the window: the rooms, the case, and the commands that are always near."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget

from widgets import icons, plain, theme
from widgets.actions import Actions, readable


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
        self._find = QPushButton(icons.get("search"), "", self)
        self._find.setObjectName("find")
        self._find.setMinimumWidth(220)
        self._find.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._find.clicked.connect(actions["palette"].trigger)
        self._row.addStretch(1)
        self._row.addWidget(self._title, 6)
        self._row.addWidget(self._badge)
        self._row.addStretch(1)
        self._row.addWidget(self._find)
        for id in ("undo", "redo"):
            self._row.addWidget(self._large(actions.button(id, self)))
        export = self._large(actions.button("export", self))
        export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._row.addWidget(export)
        actions.changed.connect(self._show_keys)
        self._show_keys()
        self.show_case("", "")

    def add_room(self, name: str, title: str, icon: str) -> None:
        """One more room to go to."""
        button = RoomButton(self)
        button.setObjectName("room")
        button.setIcon(icons.get(icon))
        button.setText(title)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
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

    def show_case(self, title: str, marking: str) -> None:
        """Name the case, and how it is marked."""
        self._title.setText(title)
        self._badge.setText(marking)
        self._badge.setVisible(bool(marking))

    def _show_keys(self) -> None:
        keys = readable(self._actions.keys("palette")[:1])
        self._find.setText(self.tr("Search commands") + (f"   {keys}" if keys else ""))

    def _large(self, button: QToolButton) -> QToolButton:
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


class RoomButton(QToolButton):
    """The way to a room, with how much waits there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""

    @property
    def count(self) -> str:
        """What stands in the badge; empty without one."""
        return self._count

    def show_count(self, count: int, what: str) -> None:
        """Show a number, or none where it is 0."""
        said = "" if not count else str(count) if count < 100 else "99+"
        plain.tip(self, what)
        self.setAccessibleDescription(what)
        if said != self._count:
            self._count = said
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """With room for the badge."""
        size = super().sizeHint()
        return QSize(size.width() + (self._width() + 6 if self._count else 0), size.height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as ever, and the badge at its end."""
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = plain.scaled(self.font(), 0.86)
        font.setWeight(font.Weight.DemiBold)
        height, width = self.fontMetrics().height(), self._width()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 10 if mirrored else self.width() - width - 10
        box = QRect(left, (self.height() - height) // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("problem"))
        painter.drawRoundedRect(QRectF(box), height / 2, height / 2)
        painter.setPen(theme.look().palette.color(QPalette.ColorRole.Base))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._count)

    def _width(self) -> int:
        return max(self.fontMetrics().height(), self.fontMetrics().horizontalAdvance(self._count) + 10)
