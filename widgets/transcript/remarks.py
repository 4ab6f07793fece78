"""A correction as it stands beneath its segment: how one knows, and how the segment should read."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from app.script import direction_of, flowing
from app.visible import visible
from widgets import plain
from widgets.transcript.look import Type
from widgets.transcript.values import Reading

_SMALLER = 0.88


class Remark:
    """Lines of text at a width; its own coordinates begin at its top left corner."""

    __slots__ = ("_indent", "height", "layouts", "right")

    def __init__(self, reading: Reading, width: float, type: Type, *, right: bool) -> None:
        """`right`: the segment above it runs from right to left, so the bar beside it stands on that side."""
        self.right = right
        self._indent = type.lane * 4
        self.layouts: list[tuple[QTextLayout, float]] = []
        y = float(type.lane)
        for text, font in ((reading.told, type.small), (reading.text, None)):
            if text:
                y = self._add(visible(flowing(text)), font, width - self._indent, y, type)
        self.height = round(y + type.lane)

    @property
    def left(self) -> float:
        """Where its lines begin."""
        return 0.0 if self.right else self._indent

    def _add(self, text: str, font: QFont | None, width: float, y: float, type: Type) -> float:
        way = direction_of(text)
        layout = QTextLayout(text, font or plain.scaled(type.font(way), _SMALLER))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if way == "rtl" else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.12
        layout.endLayout()
        self.layouts.append((layout, y))
        return y + height
