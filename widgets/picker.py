"""A pop-up in which one types to find, moves with the arrows and chooses with Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from widgets import plain
from widgets.models import recents
from widgets.models.choice_delegate import ChoiceDelegate
from widgets.models.choice_model import CREATE, ChoiceModel
from widgets.models.choices import Choice

_TO_LIST = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_WIDTH, _ROWS = 440, 9


class Picker(QFrame):
    """Opens over the window, gives one answer or none, and is gone.

    `kind` names the list, so that what was chosen last stands first the next time.
    """

    chosen = Signal(str)
    """The key of the choice."""
    cleared = Signal()
    """The reviewer wants nothing in this place."""
    create_wanted = Signal(str)
    """A new record of that name."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        kind: str = "",
        current: str | None = None,
        create: str | None = None,
        clear: str | None = None,
        parent: QWidget | None = None,
        *,
        nothing: str = "",
    ) -> None:
        """`create` is a text with {} for what was typed; `clear` the name of having no choice at all.

        `nothing` is said in place of an empty list: where could there be something to choose from?
        """
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setObjectName("picker")
        self.setAccessibleName(title)
        self._kind = kind
        self._clear = clear
        self._typed = QLineEdit(self)
        self._typed.setPlaceholderText(title)
        self._typed.setAccessibleName(title)
        self._typed.setClearButtonEnabled(True)
        self._model = ChoiceModel(choices, recents.recent(kind) if kind else [], create, self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(ChoiceDelegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(title)
        self._list.setUniformItemSizes(False)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._note = plain.note("", self)
        self._hint = plain.note("", self)
        for label in (self._note, self._hint):
            label.setContentsMargins(12, 2, 12, 2)
        self._empty = plain.label(nothing if not choices and nothing else self._nothing(create), self)
        self._empty.setContentsMargins(12, 8, 12, 8)
        self._empty.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        for widget in (self._typed, self._list, self._empty, self._note, self._hint):
            layout.addWidget(widget)
        self._typed.textChanged.connect(self._narrow)
        self._typed.installEventFilter(self)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self._list.selectionModel().currentChanged.connect(self._show_note)
        self._narrow("")
        if current is not None and (row := self._model.row_of(current)) >= 0:
            self._list.setCurrentIndex(self._model.index(row))

    def open_at(self, anchor: QWidget) -> None:
        """Show it below a widget, or above where there is no room."""
        corner = QRect(anchor.mapToGlobal(QPoint(0, 0)), anchor.size())
        self.setLayoutDirection(anchor.layoutDirection())
        self.open_below(corner, anchor)

    def open_below(self, corner: QRect, anchor: QWidget) -> None:
        """Show it below a place on the screen."""
        self.resize(self._wanted_size(max(_WIDTH, corner.width())))
        room = anchor.screen().availableGeometry()
        left = corner.left()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = corner.right() - self.width() + 1
        top = corner.bottom() + 3
        if top + self.height() > room.bottom():
            top = max(room.top(), corner.top() - self.height() - 3)
        self.move(min(max(left, room.left()), room.right() - self.width()), top)
        self.show()
        self._typed.setFocus()
        self._list.scrollTo(self._list.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one types; Enter chooses."""
        if watched is self._typed and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _TO_LIST:
            self._move(key)
            return True
        if key in _ENTER:
            self._take(self._list.currentIndex().row())
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if key == Qt.Key.Key_Delete and self._clear is not None and not self._typed.text():
            self.close()
            self.cleared.emit()
            return True
        return False

    def _move(self, key: int) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        last = self._model.rowCount() - 1
        if last < 0:
            return
        row = self._list.currentIndex().row() + steps[Qt.Key(key)]
        if abs(steps[Qt.Key(key)]) == 1:
            row %= last + 1
        self._list.setCurrentIndex(self._model.index(min(max(row, 0), last)))

    def _take(self, row: int) -> None:
        choice = self._model.choice(row)
        if choice is None:
            return
        typed = " ".join(self._typed.text().split())
        self.close()
        if choice.key == CREATE:
            self.create_wanted.emit(typed)
            return
        if self._kind:
            recents.remember(self._kind, choice.key)
        self.chosen.emit(choice.key)

    def _narrow(self, typed: str) -> None:
        self._model.narrow(typed)
        some = self._model.rowCount() > 0
        self._list.setVisible(some)
        self._empty.setVisible(not some)
        if some:
            self._list.setCurrentIndex(self._model.index(0))
        else:
            self._show_note(QModelIndex())

    def _show_note(self, current: QModelIndex, _before: QModelIndex | None = None) -> None:
        choice = self._model.choice(current.row()) if current.isValid() else None
        note = choice.note if choice else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        keys = [self.tr("↑ ↓ move"), self.tr("Enter chooses"), self.tr("Esc closes")]
        if self._clear is not None and not self._typed.text():
            keys.insert(2, self.tr("Delete: {}").format(self._clear))
        self._hint.setText("  ·  ".join(keys))

    def _nothing(self, create: str | None) -> str:
        if create is not None:
            return self.tr("Nothing here fits. Type a name to make a new one.")
        return self.tr("Nothing here fits.")

    def _wanted_size(self, width: int) -> QSize:
        rows = [self._list.sizeHintForRow(row) for row in range(min(self._model.rowCount(), _ROWS))]
        height = sum(rows) or 3 * self._typed.sizeHint().height()
        notes = 5 * self._note.fontMetrics().lineSpacing() if self._has_notes() else 0
        around = self._typed.sizeHint().height() + self._hint.sizeHint().height() + 28
        return QSize(width if not notes else max(width, 540), height + notes + around)

    def _has_notes(self) -> bool:
        choices = [self._model.choice(row) for row in range(self._model.rowCount())]
        return any(choice.note for choice in choices if choice)


def pick(
    anchor: QWidget,
    title: str,
    choices: Sequence[Choice],
    answer: Callable[[str], object],
    *,
    kind: str = "",
    current: str | None = None,
    create: tuple[str, Callable[[str], object]] | None = None,
    clear: tuple[str, Callable[[], object]] | None = None,
    nothing: str = "",
) -> Picker:
    """Open a picker at a widget and have its answer brought to a function."""
    new, none = create[0] if create else None, clear[0] if clear else None
    picker = Picker(title, choices, kind, current, new, none, anchor.window(), nothing=nothing)
    picker.chosen.connect(answer)
    if create is not None:
        picker.create_wanted.connect(create[1])
    if clear is not None:
        picker.cleared.connect(clear[1])
    picker.open_at(anchor)
    return picker
