"""A line for a passphrase: hidden, unless one asks to see it."""

from PySide6.QtWidgets import QLineEdit, QWidget

from widgets import icons


class PassphraseLine(QLineEdit):
    """Shows dots; the eye at its end shows the words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = self.addAction(icons.get("shown"), QLineEdit.ActionPosition.TrailingPosition)
        self.eye.setText(self.tr("Show it"))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setIcon(icons.get("hidden" if shown else "shown"))
