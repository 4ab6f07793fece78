"""A small icon that stands beside words, in the colours of the palette."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from widgets import icons, plain


class Picture(plain.Label):
    """Draws itself anew when the colours change."""

    def __init__(
        self,
        icon: str,
        side: int = 16,
        role: QPalette.ColorRole = QPalette.ColorRole.PlaceholderText,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._icon, self._side, self._role = icon, side, role
        self._draw()

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        if icon != self._icon:
            self._icon = icon
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Another palette, other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(icons.get(self._icon, self._role).pixmap(QSize(self._side, self._side)))
