"""The way to a room, with how much waits there."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from widgets import icons, plain, theme


class RoomButton(QToolButton):
    """A button of the head of the window; its badge holds a number."""

    def __init__(self, title: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""
        self.setObjectName("room")
        self.setIcon(icons.get(icon))
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setCheckable(True)
        plain.tip(self, title)

    @property
    def count(self) -> str:
        """What stands in the badge; empty without one."""
        return self._count

    def show_count(self, count: int, what: str) -> None:
        """Show a number, or none where it is 0."""
        said = "" if not count else str(count) if count < 100 else "99+"
        plain.tip(self, f"{self.text()}\n{what}" if what else self.text())
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
        if not self._count:
            super().paintEvent(event)
            return
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        if option.toolButtonStyle == Qt.ToolButtonStyle.ToolButtonIconOnly:
            # Alone, the icon would stand in the middle, below the badge.
            icon = self.icon()
            option.icon, option.text = QIcon(), ""
            painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
            size = self.iconSize()
            left = self.width() - 10 - size.width() if mirrored else 10
            icon.paint(painter, QRect(left, (self.height() - size.height()) // 2, size.width(), size.height()))
        else:
            painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = plain.scaled(self.font(), 0.86)
        font.setWeight(font.Weight.DemiBold)
        height, width = self.fontMetrics().height(), self._width()
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
