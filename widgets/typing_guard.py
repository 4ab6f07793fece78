"""Keeps the single-letter keys away from whoever is typing, and Tab and Space where they have their usual work."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QSlider, QTabBar, QWidget

_SHIFT_ONLY = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_OF_A_CONTROL = {Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class TypingGuard(QObject):
    """An event filter for the application: claims keys for the focused widget before they count as shortcuts."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the key if the widget has a use for it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~_SHIFT_ONLY
            if plain and isinstance(watched, QWidget) and _wants(watched, Qt.Key(event.key())):
                event.accept()
                return True
        return False


def _wants(widget: QWidget, key: Qt.Key) -> bool:
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return False
    if widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) or isinstance(widget, QAbstractSpinBox):
        return True
    if isinstance(widget, QAbstractButton | QComboBox | QSlider | QTabBar):
        return key in _OF_A_CONTROL
    return False
