"""Where words that were never said are typed, and said what they are for."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from widgets import plain
from widgets.inspector.alterations import bracket_types


class BracketBox(QFrame):
    """Opens at the caret; Enter puts the words in, Esc does nothing."""

    accepted = Signal(str, str)
    """The words and the type."""

    def __init__(self, text: str = "", type: str = "clarifies", replaced: str = "", parent: QWidget | None = None):
        """`replaced` are the selected words that the bracket shall stand for."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Words in brackets"))
        self._words = QLineEdit(text, self)
        self._words.setPlaceholderText(self.tr("Words that were not said"))
        self._words.setAccessibleName(self.tr("Words in brackets"))
        self._words.setMinimumWidth(280)
        self._words.returnPressed.connect(self._accept)
        self._words.textEdited.connect(self._close_bracket)
        self._types = QButtonGroup(self)
        self._types.setExclusive(True)
        chooser = QHBoxLayout()
        chooser.setSpacing(4)
        for number, (code, label) in enumerate(bracket_types().items(), 1):
            button = QToolButton(self)
            button.setText(label)
            plain.tip(button, self.tr("Alt+{}").format(number))
            button.setShortcut(f"Alt+{number}")
            button.setCheckable(True)
            button.setChecked(code == type)
            button.setProperty("code", code)
            self._types.addButton(button)
            chooser.addWidget(button)
        chooser.addStretch(1)
        line = QHBoxLayout()
        for text_of_side in ("[", "]"):
            side = plain.label(text_of_side, self)
            line.addWidget(side)
        line.insertWidget(1, self._words, 1)
        said = self.tr("Stands for “{}”. ").format(replaced) if replaced else ""
        hint = plain.note(said + self.tr("Enter puts it in · Alt+1 to 4 choose the type · Esc leaves it"), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addLayout(chooser)
        layout.addWidget(hint)

    def open_at(self, place: QPoint) -> None:
        """Show it below a place on the screen."""
        self.adjustSize()
        self.move(place)
        screen = self.screen().availableGeometry()
        left = min(max(place.x() - self.width() // 3, screen.left()), screen.right() - self.width())
        self.move(left, min(place.y() + 4, screen.bottom() - self.height()))
        self.show()
        self._words.setFocus()
        self._words.selectAll()

    def _close_bracket(self, text: str) -> None:
        """] closes the bracket as it does on paper."""
        if text.endswith("]"):
            self._accept()

    def _accept(self) -> None:
        words = self._words.text().strip().removesuffix("]").strip()
        if not words:
            self._words.setFocus()
            return
        chosen = self._types.checkedButton()
        self.close()
        self.accepted.emit(words, chosen.property("code"))
