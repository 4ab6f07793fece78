"""What a record says, field by field: chosen from a list, or written."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from app.visible import on_one_line
from widgets.models.choice_delegate import mixed
from widgets.models.choices import Choice
from widgets.picker import pick

_OPENING = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
_SIDE, _ARROW = 8, 14


class ChoiceField(QPushButton):
    """Shows what is chosen; a click, Enter or the down arrow opens the picker."""

    chosen = Signal(object)
    """The key, or None where nothing shall be chosen."""
    create_wanted = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Callable[[], Sequence[Choice]],
        nothing: str,
        kind: str = "",
        create: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`nothing` is what stands there while nothing is chosen; `choices` is asked when the picker opens."""
        super().__init__(parent)
        self._name, self._choices, self._nothing = name, choices, nothing
        self._kind, self._create = kind, create
        self._key: str | None = None
        self._said = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.open)

    @property
    def key(self) -> str | None:
        """What is chosen."""
        return self._key

    def show_choice(self, key: str | None, said: str) -> None:
        """Show a choice and what it is called."""
        self._key, self._said = key, on_one_line(said)
        self.setAccessibleDescription(self._said or self._nothing)
        self.update()

    def open(self) -> None:
        """Open the picker."""
        pick(
            self,
            self._name,
            self._choices(),
            self.chosen.emit,
            kind=self._kind,
            current=self._key,
            create=(self._create, self.create_wanted.emit) if self._create else None,
            clear=(self._nothing, lambda: self.chosen.emit(None)) if self._key is not None else None,
        )

    def sizeHint(self) -> QSize:
        """As high as a line to write on."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._said or self._nothing) + 2 * _SIDE + _ARROW + 4, _height(metrics))

    def minimumSizeHint(self) -> QSize:
        """It can be cut short."""
        return QSize(60, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the down arrow open; a letter opens and begins to search; Delete empties."""
        if event.key() in _OPENING:
            self.open()
        elif event.key() == Qt.Key.Key_Delete and self._key is not None:
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QEvent) -> None:
        """A quiet field; its frame shows where the pointer or the focus is."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        palette = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and self.isEnabled()
        accent = palette.color(QPalette.ColorRole.Highlight)
        painter.setPen(accent if focused else mixed(base, text, 0.4 if hovered else 0.18))
        painter.setBrush(base)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        arrow_left = _SIDE - 2 if mirrored else self.width() - _ARROW - _SIDE + 4
        inner = self.rect().adjusted(_SIDE + (_ARROW if mirrored else 0), 0, -_SIDE - (0 if mirrored else _ARROW), 0)
        said = self._said or self._nothing
        painter.setPen(text if self._said else palette.color(QPalette.ColorRole.PlaceholderText))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        shown = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, inner.width())
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inner, int(flags), shown)
        if self.isEnabled():
            painter.setPen(mixed(text, base, 0.45))
            middle = self.height() / 2
            for dx in (-1, 1):
                painter.drawLine(
                    round(arrow_left + 6 + 4 * dx), round(middle - 2), round(arrow_left + 6), round(middle + 2)
                )


class LineField(QLineEdit):
    """One line; what was written is told when the field is left or Enter is pressed."""

    written = Signal(object)
    """The text, or None where nothing stands."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = self._kept = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self.flush)

    @property
    def is_being_written(self) -> bool:
        """Whether something else stands there than was shown or told."""
        return self.text() != self._before

    def show_text(self, text: str | None) -> None:
        """Show what is known; news of other fields don't wipe out what is being written in this one."""
        if (text or "") != self._before or not self.is_being_written:
            self._before = text or ""
            if self.text() != self._before:
                self.setText(self._before)
                self.setCursorPosition(0)

    def unsay(self) -> None:
        """What was told last was not kept: it counts as still being written."""
        self._before = self._kept

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was written."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._before:
            self.setText(self._before)
            return
        super().keyPressEvent(event)

    def flush(self) -> None:
        """Tell what was written and not yet told."""
        text = self.text().strip()
        if text != self._before.strip():
            self._kept, self._before = self._before, text
            self.written.emit(text or None)


class NoteField(QPlainTextEdit):
    """Some lines; told when the field is left or Ctrl+Enter is pressed. Grows with what is written."""

    written = Signal(object)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def show_text(self, text: str | None) -> None:
        """Show what is known; news of other fields don't wipe out what is being written in this one."""
        if (text or "") != self._before or self.toPlainText() == self._before:
            self._before = text or ""
            if self.toPlainText() != self._before:
                self.setPlainText(self._before)

    def sizeHint(self) -> QSize:
        """Two lines to eight."""
        lines = min(max(self.document().documentLayout().documentSize().height(), 2), 8)
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * round(self.document().documentMargin())
        return QSize(200, round(lines * self.fontMetrics().lineSpacing()) + around)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return QSize(80, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it keeps what was written."""
        super().focusOutEvent(event)
        self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps, Esc takes back."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.flush()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._before:
            self.setPlainText(self._before)
        else:
            super().keyPressEvent(event)

    def flush(self) -> None:
        """Tell what was written and not yet told."""
        text = self.toPlainText().strip()
        if text != self._before.strip():
            self._before = text
            self.written.emit(text or None)


def _height(metrics: QFontMetrics) -> int:
    return metrics.height() + 12
