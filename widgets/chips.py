"""A few removable words in rows that wrap: what a list is narrowed to."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLayout, QLayoutItem, QToolButton, QWidget

from widgets import plain

_MOST = 190
"""Pixels of words that a chip shows before they are cut; its tooltip says them all."""


class Chips(QWidget):
    """One button each; a click, or Space, takes it away."""

    removed = Signal(str)
    """The key of the chip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self, 4)
        self._flow.setContentsMargins(8, 0, 8, 8)
        self._shown: list[tuple[str, str]] = []
        self.hide()

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Keys and words."""
        return self._shown

    @property
    def buttons(self) -> dict[str, QToolButton]:
        """The chips by their keys."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = [item.widget() for item in items if item is not None]
        return {widget.objectName(): widget for widget in widgets if isinstance(widget, QToolButton)}

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show these keys and words, or nothing at all."""
        if list(chips) != self._shown:
            self._shown = list(chips)
            while (item := self._flow.takeAt(0)) is not None:
                item.widget().hide()
                item.widget().deleteLater()
            for key, words in chips:
                self._flow.addWidget(self._chip(key, words))
        self.setVisible(bool(chips))

    def _chip(self, key: str, words: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName(key)
        chip.setProperty("chip", True)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        cut = QFontMetrics(chip.font()).elidedText(words, Qt.TextElideMode.ElideRight, _MOST)
        chip.setText(f"{plain.isolated(cut)}  \N{MULTIPLICATION SIGN}".replace("&", "&&"))
        chip.setAccessibleName(self.tr("Remove the filter {}").format(words))
        plain.tip(chip, self.tr("Remove the filter {}").format(words))
        chip.clicked.connect(lambda: self.removed.emit(key))
        return chip


class Flow(QLayout):
    """From the start of a line to its end, and on to the next."""

    def __init__(self, parent: QWidget, space: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._space = space

    def addItem(self, item: QLayoutItem) -> None:
        """One more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The one at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """The one at a place, which is out then."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is when it is so wide."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """The least."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """As wide as the widest."""
        margins = self.contentsMargins()
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def _lay(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        mirrored = self.parentWidget().layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y, height = 0, inner.top(), 0
        for item in self._items:
            size = item.sizeHint()
            if x and x + size.width() > inner.width():
                x, y, height = 0, y + height + self._space, 0
            if move:
                left = inner.right() + 1 - x - size.width() if mirrored else inner.left() + x
                item.setGeometry(QRect(QPoint(left, y), size))
            x, height = x + size.width() + self._space, max(height, size.height())
        return y + height + margins.bottom() - rect.top()
