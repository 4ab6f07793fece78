"""Finding words: in the transcript that is shown, hit by hit, or in the whole case as a list."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QToolButton, QVBoxLayout, QWidget

from app.finding import Found
from widgets import icons, plain
from widgets.models import times
from widgets.models.choice_delegate import ChoiceDelegate
from widgets.models.choice_model import ChoiceModel
from widgets.models.choices import Choice

_PAUSE_MS = 150
_ROWS = 7
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchBar(QWidget):
    """A field, where one is among the hits, and the list of hits in the case while it is asked for."""

    searched = Signal(str, bool)
    """What to look for, and whether in the whole case; after a short pause in typing."""
    stepped = Signal(int)
    """To the next hit (1) or the one before (-1)."""
    opened = Signal(object)
    """Show this Found."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Found] = ()
        self._typed = QLineEdit(self)
        self._typed.setPlaceholderText(self.tr("Find in the transcript"))
        self._typed.setAccessibleName(self.tr("Find words"))
        self._typed.setClearButtonEnabled(True)
        self._typed.installEventFilter(self)
        self._count = plain.note("", self)
        self._count.setWordWrap(False)
        self._before = self._button("step-back", self.tr("The hit before"), "Shift+F3")
        self._next = self._button("step-on", self.tr("The next hit"), "F3")
        self._of_case = QToolButton(self)
        self._of_case.setText(self.tr("Whole case"))
        self._of_case.setCheckable(True)
        plain.tip(self._of_case, self.tr("Look in every transcript and quote of the case"), "Alt+C")
        self._of_case.setShortcut("Alt+C")
        self._close = self._button("close", self.tr("Close the search"), "Esc")
        self._list = QListView(self)
        self._list.setItemDelegate(ChoiceDelegate(self._list))
        self._list.setModel(ChoiceModel([], [], None, self))
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setAccessibleName(self.tr("Hits in the case"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.installEventFilter(self)
        self._list.hide()
        line = QHBoxLayout()
        line.setContentsMargins(8, 6, 8, 6)
        line.setSpacing(4)
        line.addWidget(self._typed, 1)
        for widget in (self._count, self._before, self._next, self._of_case, self._close):
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._list)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._typed.textChanged.connect(lambda _text: self._pause.start())
        self._of_case.toggled.connect(lambda _on: self._search())
        self._before.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        self._close.clicked.connect(self.close_search)
        self._list.clicked.connect(self._open)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._typed.text()

    @property
    def of_case(self) -> bool:
        """Whether the whole case is looked through."""
        return self._of_case.isChecked()

    def open(self, *, of_case: bool | None = None) -> None:
        """Show it and go to its field."""
        self.show()
        if of_case is not None:
            self._of_case.setChecked(of_case)
        self._typed.setFocus()
        self._typed.selectAll()

    def close_search(self) -> None:
        """Put it away, with its hits."""
        self._pause.stop()
        self.hide()
        self.closed.emit()

    def show_count(self, current: int | None, total: int) -> None:
        """Say where one is among the hits."""
        if not self._typed.text().strip():
            self._count.setText("")
        elif not total:
            self._count.setText(self.tr("not found"))
        elif current is None:
            self._count.setText(times.counted(total, self.tr("1 hit"), self.tr("{} hits")))
        else:
            self._count.setText(self.tr("{} of {}").format(current + 1, total))
        for button in (self._before, self._next):
            button.setEnabled(total > 0)

    def show_found(self, found: Sequence[Found]) -> None:
        """List the hits in the case."""
        self._found = found
        self._list.setModel(ChoiceModel([self._choice(n, one) for n, one in enumerate(found)], [], None, self))
        rows = [self._list.sizeHintForRow(row) for row in range(min(len(found), _ROWS))]
        self._list.setFixedHeight(sum(rows) + 8)
        self._list.setVisible(bool(found))
        if found:
            self._list.setCurrentIndex(self._list.model().index(0, 0))
        self.show_count(None, len(found))

    def hide_found(self) -> None:
        """Put the list away."""
        self._found = ()
        self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back; in the list it opens. Escape closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        listed = self._list.isVisible()
        if event.key() in _ENTER:
            if self._pause.isActive():
                self._pause.stop()
                self._search()
            elif listed:
                self._open(self._list.currentIndex())
            else:
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
            return True
        if listed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._typed.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(max(self._list.currentIndex().row() + step, 0), len(self._found) - 1)
            self._list.setCurrentIndex(self._list.model().index(row, 0))
            return True
        return False

    def _search(self) -> None:
        of_case = self._of_case.isChecked()
        self._typed.setPlaceholderText(self.tr("Find in the case") if of_case else self.tr("Find in the transcript"))
        self.searched.emit(self._typed.text(), of_case)

    def _open(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self.opened.emit(self._found[index.row()])

    def _choice(self, number: int, found: Found) -> Choice:
        kinds = {None: self.tr("quote"), "original": self.tr("original"), "translation": self.tr("translation")}
        when = times.short(found.start_ms) if found.start_ms is not None else ""
        text = " ".join(found.text.split())
        return Choice(str(number), text, times.dotted([when, found.speaker, found.medium]), badge=kinds[found.tier])

    def _button(self, icon: str, name: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.get(icon))
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        plain.tip(button, name, keys)
        return button
