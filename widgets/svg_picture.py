"""A drawing in SVG as a picture on the screen or in a PNG."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget


class SvgPicture(QWidget):
    """Shows a drawing as large as there is room for, in its own proportions."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(self)
        self.setAccessibleName(name)

    def show_svg(self, svg: str) -> None:
        """Show this drawing."""
        self._renderer.load(QByteArray(svg.encode()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as it was drawn."""
        return self._renderer.defaultSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The drawing, at the head of the room it has."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._renderer.defaultSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width()) / 2
        self._renderer.render(painter, QRectF(left, 0, size.width(), size.height()))


def png(svg: str, scale: float = 2.0) -> bytes:
    """The drawing as a PNG, by default twice as fine as on a plain screen."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    image = QImage(renderer.defaultSize() * scale, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
