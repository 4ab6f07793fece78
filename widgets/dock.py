"""A pane with a slim head, which can be dragged to another place or out of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QSizePolicy, QWidget

from widgets import plain


class Dock(QDockWidget):
    """One pane of a room."""

    def __init__(self, name: str, title: str, pane: QWidget, parent: QWidget, tools: Sequence[QWidget] = ()) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetFloatable
        )
        self.setWidget(pane)
        self.head = Head(title, self, tools)
        self.setTitleBarWidget(self.head)


class Head(QWidget):
    """The line above a pane: its name, and what belongs to the pane as a whole."""

    def __init__(self, title: str, parent: QWidget, tools: Sequence[QWidget] = ()) -> None:
        super().__init__(parent)
        self.setObjectName("panehead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = plain.label(title, self)
        font = plain.scaled(self._title.font(), 0.95)
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(8)
        row.addWidget(self._title)
        for tool in tools:
            row.addWidget(tool, 1 if tool.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding else 0)
        if not tools:
            row.addStretch(1)

    def sizeHint(self) -> QSize:
        """As high as every other head; Qt asks for this, and not for a least height."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), 38))

    def set_title(self, title: str) -> None:
        """Another name."""
        self._title.setText(title)
