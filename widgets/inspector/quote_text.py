"""The words of a quote in one language: read, walked through with the caret, and worked on by key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from app.rendition import Rendition
from app.script import direction_of
from db.tokens import Token
from widgets import plain, theme
from widgets.inspector.laid import Laid, Run
from widgets.models.choice_delegate import mixed

_LINES = 12
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_DELETE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class QuoteText(QTextEdit):
    """Shows derived text: nothing can be typed into it but what stands in brackets."""

    run_changed = Signal(object)
    """The Run at the caret, or None."""
    bracket_wanted = Signal()
    emphasis_wanted = Signal()
    sic_wanted = Signal()
    remove_wanted = Signal()
    opened = Signal(object)
    """Enter or a double click on a Run."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laid = Laid(Rendition("house", ()), ())
        self._tips: dict[int, str] = {}
        self._shown: tuple[Rendition, Sequence[Token], dict[int, str]] | None = None
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(8)
        self.setFont(plain.scaled(self.font(), 1.12))
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(lambda: self.run_changed.emit(self.run))

    @property
    def laid(self) -> Laid:
        """What stands where."""
        return self._laid

    @property
    def run(self) -> Run | None:
        """The piece at the caret."""
        return self._laid.run_at(self.textCursor().position())

    @property
    def selected(self) -> tuple[int, int]:
        """First and last place of the selection; the same twice without one."""
        cursor = self.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    def show_tokens(self, rendition: Rendition, tokens: Sequence[Token], tips: dict[int, str]) -> None:
        """Show a tier. `tips` says for the number of a run what is told of it on hovering."""
        self._shown = (rendition, tokens, tips)
        place = self.textCursor().position()
        self._laid, self._tips = Laid(rendition, tokens), tips
        self.blockSignals(True)
        self.clear()
        cursor = self.textCursor()
        block = QTextBlockFormat()
        rtl = direction_of(rendition.text) == "rtl"
        block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        block.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        block.setLineHeight(128.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        # As one edit: else the whole is laid out again after each of its pieces.
        cursor.beginEditBlock()
        cursor.setBlockFormat(block)
        for run in self._laid.runs:
            cursor.insertText(run.piece.before, QTextCharFormat())
            cursor.insertText(run.text, self._format(run, rtl))
        cursor.endEditBlock()
        cursor.setPosition(min(place, cursor.position()))
        self.setTextCursor(cursor)
        self.blockSignals(False)
        self.updateGeometry()
        self.run_changed.emit(self.run)

    def sizeHint(self) -> QSize:
        """As high as the words, up to a dozen lines."""
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom()
        line = round(self.fontMetrics().lineSpacing() * 1.28)
        wanted = min(max(round(self.document().size().height()), line), _LINES * line)
        return QSize(260, wanted + around)

    def minimumSizeHint(self) -> QSize:
        """The same: a quote is never hidden by its neighbours."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """[ puts words in, Ctrl+B and Ctrl+I stress, Delete takes out, Enter opens what is at the caret."""
        if event.text() == "[":
            self.bracket_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Bold) or event.matches(QKeySequence.StandardKey.Italic):
            self.emphasis_wanted.emit()
        elif event.key() in _DELETE:
            self.remove_wanted.emit()
        elif event.key() in _ENTER and self.run is not None:
            self.opened.emit(self.run)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On spoken words select one; on what was put in or left out, open it."""
        run = self._laid.run_at(self.cursorForPosition(event.position().toPoint()).position())
        if run is not None and not run.has_words:
            self.opened.emit(run)
            return
        super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys that are worked on here go before the window's own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """What was left out is told on hovering."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            run = self._laid.run_at(self.cursorForPosition(event.pos()).position())
            tip = self._tips.get(self._laid.runs.index(run), "") if run is not None else ""
            plain.show_tip(event.globalPos(), tip, self)
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Other colours or another font: the words are laid out anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._shown is not None:
            self.show_tokens(*self._shown)

    def select(self, first: int, last: int) -> None:
        """Select from one place to another."""
        cursor = self.textCursor()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _is_ours(self, event: QKeyEvent) -> bool:
        return (
            event.text() == "["
            or event.matches(QKeySequence.StandardKey.Bold)
            or event.matches(QKeySequence.StandardKey.Italic)
            or event.key() in _DELETE | _ENTER
        )

    def _format(self, run: Run, rtl: bool) -> QTextCharFormat:
        shape = QTextCharFormat()
        # The theme's own: where the ground is transparent, a style sheet makes the widget's base colour so too.
        palette = theme.look().palette
        text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        accent = palette.color(QPalette.ColorRole.Highlight)
        if run.piece.kind == "ellipsis":
            shape.setForeground(mixed(text, accent, 0.6))
            shape.setBackground(mixed(base, accent, 0.16))
        elif run.piece.kind in ("bracket", "sic"):
            shape.setForeground(mixed(text, base, 0.25))
            shape.setBackground(mixed(base, text, 0.09))
        elif run.piece.emphasis:
            # Arabic script has no italics: what is stressed is heavier there.
            shape.setFontItalic(not rtl)
            shape.setFontWeight(QFont.Weight.Bold if rtl else QFont.Weight.DemiBold)
        return shape
