"""The fingerprint of a key, large enough to be read out on the phone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from app import keys
from widgets import plain


class Fingerprint(plain.Label):
    """Groups of four, in figures of one width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 1.2)
        self.setFont(font)
        self.setObjectName("fingerprint")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # Letters and digits run from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setWordWrap(True)

    def show_key(self, key: str) -> None:
        """Show a public key."""
        self.setText(keys.fingerprint(key))
        self.setAccessibleName(self.tr("Fingerprint {}").format(self.text()))
