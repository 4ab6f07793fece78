"""A drawing of the program's own as a file: as lines and letters, or as points."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator

_SCALE = 2.0
"""Points of a PNG for each pixel of the drawing, so that it can be printed."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and on how much ground."""

    title: str
    size: QSize
    ground: QColor
    draw: Callable[[QPainter], None]

    def png(self) -> bytes:
        """As points."""
        image = QImage((QSizeF(self.size) * _SCALE).toSize(), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        self._draw_on(image)
        store = _store()
        image.save(store, "PNG")
        return store.data().data()

    def svg(self) -> bytes:
        """As lines and letters."""
        store = _store()
        made = QSvgGenerator()
        made.setOutputDevice(store)
        made.setSize(self.size)
        made.setViewBox(QRectF(QPointF(0, 0), QSizeF(self.size)))
        made.setTitle(self.title)
        self._draw_on(made)
        return store.data().data()

    def _draw_on(self, device: QPaintDevice) -> None:
        painter = QPainter(device)
        painter.fillRect(QRectF(QPointF(0, 0), QSizeF(self.size)), self.ground)
        self.draw(painter)
        painter.end()


def _store() -> QBuffer:
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    return store
