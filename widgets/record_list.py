"""A list of records that is searched as one types, with a button that makes a new one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from widgets import icons, plain
from widgets.models.choice_delegate import ChoiceDelegate
from widgets.models.choice_model import ChoiceModel
from widgets.models.choices import Choice


class RecordList(QWidget):
    """Keeps the chosen record chosen while the list changes around it."""

    chosen = Signal(str)
    """The key of the current record; empty for none."""
    new_wanted = Signal()
    activated = Signal(str)
    move_wanted = Signal(int)
    """The chosen record is to stand one earlier (-1) or later (1)."""

    def __init__(
        self, name: str, new: str, nothing: str, read: Callable[[], Sequence[Choice]], parent: QWidget | None = None
    ) -> None:
        """`new` is the name of the button, `nothing` what an empty list says, `read` asks the case."""
        super().__init__(parent)
        self._read = read
        self._key: str | None = None
        self._telling = True
        self.typed = QLineEdit(self)
        self.typed.setPlaceholderText(self.tr("Find"))
        self.typed.setAccessibleName(self.tr("Find: {}").format(name))
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(self._narrow)
        self.typed.installEventFilter(self)
        self.new_button = QPushButton(icons.get("add"), new, self)
        self.new_button.setAutoDefault(False)
        self.new_button.clicked.connect(self.new_wanted)
        self.view = QListView(self)
        self.view.setItemDelegate(ChoiceDelegate(self.view))
        self.view.setAccessibleName(name)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.activated.connect(self._activate)
        self.view.installEventFilter(self)
        self._empty = plain.note(nothing, self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(20)
        self._nothing = nothing
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 8)
        top.setSpacing(8)
        top.addWidget(self.typed, 1)
        top.addWidget(self.new_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._stack, 1)
        self._model = ChoiceModel([], [], None, self)
        self._set_model(())

    @property
    def current(self) -> str | None:
        """The key of the chosen record."""
        return self._key

    @property
    def keys(self) -> list[str]:
        """The keys that are shown, in order."""
        rows = (self._model.choice(row) for row in range(self._model.rowCount()))
        return [row.key for row in rows if row is not None]

    def reload(self) -> None:
        """Ask the case again."""
        self._set_model(self._read())

    def choose(self, key: str | None) -> None:
        """Make a record the current one, and say so."""
        self._key = key
        self._restore()
        self.chosen.emit(key or "")

    def choose_one(self, last: str = "") -> None:
        """Where none is chosen: the one of last time, or the first."""
        if self._key is None and (keys := self.keys):
            self.choose(last if last in keys else keys[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one types; with Alt they move the record that is chosen."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_wanted.emit(step)
                return True
            if step is not None and watched is self.typed:
                row = min(max(self.view.currentIndex().row() + step, 0), self._model.rowCount() - 1)
                self.view.setCurrentIndex(self._model.index(row))
                return True
        return super().eventFilter(watched, event)

    def _set_model(self, choices: Sequence[Choice]) -> None:
        self._telling = False
        self._model = ChoiceModel(choices, [], None, self)
        self._model.narrow(self.typed.text())
        self.view.setModel(self._model)
        self.view.selectionModel().currentChanged.connect(self._changed)
        self._restore()

    def _narrow(self, typed: str) -> None:
        self._telling = False
        self._model.narrow(typed)
        self._restore()

    def _restore(self) -> None:
        self._telling = False
        some = self._model.rowCount() > 0
        self._stack.setCurrentIndex(0 if some else 1)
        self._empty.setText(self.tr("Nothing fits.") if self.typed.text() else self._nothing)
        row = self._model.row_of(self._key)
        if row >= 0:
            self.view.setCurrentIndex(self._model.index(row))
            self.view.scrollTo(self._model.index(row))
        else:
            self.view.clearSelection()
        self._telling = True

    def _changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        choice = self._model.choice(current.row())
        if self._telling and choice is not None:
            self._key = choice.key
            self.chosen.emit(choice.key)

    def _activate(self, index: QModelIndex) -> None:
        choice = self._model.choice(index.row())
        if choice is not None:
            self.activated.emit(choice.key)
