"""A box to choose a recording in, that cuts a long title with an ellipsis."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from app.visible import on_one_line
from widgets import plain

_ROOM = 58
"""For the arrow and the edges."""


class MediaBox(QComboBox):
    """As wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setAccessibleName(self.tr("Recording"))

    def add(self, title: str, media_id: str) -> None:
        """One more recording."""
        self.addItem(on_one_line(title), media_id)
        self.setItemData(self.count() - 1, plain.tip_text(title), Qt.ItemDataRole.ToolTipRole)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box with what fits of the title."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        metrics = self.fontMetrics()
        option.currentText = metrics.elidedText(  # pyright: ignore[reportAttributeAccessIssue]
            self.currentText(), Qt.TextElideMode.ElideRight, self.width() - _ROOM
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
