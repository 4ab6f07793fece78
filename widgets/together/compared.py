"""Words beside other words: what one says and the others don't is marked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from app.differing import Range, differences
from app.rendition import Piece, Rendition
from db.tokens import Token
from widgets import plain, theme
from widgets.inspector.laid import units
from widgets.inspector.quote_text import QuoteText
from widgets.models.choice_delegate import mixed


class ComparedText(QuoteText):
    """A quote's words, or any text, to be read only; it takes no focus, so that the keys stay with the choice."""

    def __init__(self, name: str, parent: QWidget | None = None, scale: float = 1.12) -> None:
        self._stretches: Sequence[Range] = ()
        super().__init__(name, parent)
        self.setFont(plain.scaled(QApplication.font(), scale))
        self.setObjectName("compared")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.document().setDocumentMargin(2)

    def show_words(self, rendition: Rendition, tokens: Sequence[Token]) -> None:
        """Show the words of a quote in one language."""
        self._stretches = ()
        self.show_tokens(rendition, tokens, {})

    def show_text(self, text: str) -> None:
        """Show any other text."""
        self._stretches = ()
        self.show_tokens(Rendition("house", (Piece("words", text),)), (), {})

    def show_tokens(self, rendition: Rendition, tokens: Sequence[Token], tips: dict[int, str]) -> None:
        """Laid out anew (in other colours, say), the marks are set anew."""
        super().show_tokens(rendition, tokens, tips)
        self._set_marks()

    @property
    def marked(self) -> list[str]:
        """The words that are marked."""
        text = self.toPlainText()
        return [text[start:end] for start, end in self._stretches]

    def mark(self, stretches: Sequence[Range]) -> None:
        """Mark these code points of what is shown."""
        self._stretches = stretches
        self._set_marks()
        said = ", ".join(self.marked)
        self.setAccessibleDescription(self.tr("Different here: {}").format(plain.safe(said)) if said else "")

    def _set_marks(self) -> None:
        text = self.toPlainText()
        palette = theme.look().palette
        base, accent = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Accent)
        shape = QTextCharFormat()
        shape.setBackground(mixed(base, accent, 0.22))
        # Not by colour alone.
        shape.setFontUnderline(True)
        shape.setUnderlineColor(accent)
        found: list[QTextEdit.ExtraSelection] = []
        for start, end in self._stretches:
            cursor = QTextCursor(self.document())
            cursor.setPosition(units(text[:start]))
            cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
            selection.format = shape  # pyright: ignore[reportAttributeAccessIssue]
            found.append(selection)
        self.setExtraSelections(found)


def mark_differences(texts: Sequence[ComparedText]) -> None:
    """Mark in each what the others don't have."""
    for text, stretches in zip(texts, differences([text.toPlainText() for text in texts]), strict=True):
        text.mark(stretches)
