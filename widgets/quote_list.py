"""The quotes: found by typing, narrowed, sorted, played."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.session import Session
from widgets import plain
from widgets.chips import Chips
from widgets.models.quote_delegate import QuoteDelegate
from widgets.models.quote_model import Order, QuoteModel
from widgets.models.quote_wanted import Wanted, loaded
from widgets.models.stills import Stills
from widgets.quote_filter import QuoteFilter, group

_TABLES = {"quote", "link", "person", "vocabulary", "tag", "tagging", "incident", "review"}
_FITTED = 1000
"""Up to so many quotes each row is as high as its own words."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class QuoteList(QWidget):
    """Lists the quotes of the recording that is shown, or of the whole case."""

    quote_chosen = Signal(str)
    """The current quote is this one now; empty for none."""
    play_wanted = Signal(str)
    """Play this quote."""
    count_changed = Signal(int, int)
    """How many are shown, and how many there are."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._media_id: str | None = None
        self._of_case = False
        self._wanted = Wanted()
        self._current: str | None = None
        self._telling = True
        self._model = QuoteModel(session, self)
        self._typed = QLineEdit(self)
        self._typed.setPlaceholderText(self.tr("Find in quotes"))
        self._typed.setAccessibleName(self.tr("Find in quotes"))
        self._typed.setClearButtonEnabled(True)
        self._typed.textChanged.connect(self._narrow)
        self._typed.installEventFilter(self)
        self._filter = self._button(self.tr("Show"), self.tr("Which quotes are listed"), self._fill_filter)
        self._sort = self._button(self.tr("Sort"), self.tr("In which order"), self._fill_sort)
        self._menu = QuoteFilter(session, self._model, self._filter)
        self._menu.wanted.connect(lambda facet, value: self._set(**{facet: value}))
        self._chips = Chips(self)
        self._chips.removed.connect(self._unset)
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._stills = Stills(session, self)
        self._stills.ready.connect(self._view.viewport().update)
        self._delegate = QuoteDelegate(self._view, self._stills)
        self._view.setItemDelegate(self._delegate)
        self._view.setResizeMode(QListView.ResizeMode.Adjust)
        self._view.setMouseTracking(True)
        self._view.setFrameShape(QListView.Shape.NoFrame)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName(self.tr("Quotes"))
        self._view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._view.installEventFilter(self)
        self._view.doubleClicked.connect(self._play)
        self._view.selectionModel().currentChanged.connect(self._choose)
        self._empty = plain.label("", self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(24)
        self._lay_out()
        session.opened.connect(self._reload)
        session.closed.connect(self._reload)
        session.changed.connect(self._follow)
        self._reload()

    def show_medium(self, media_id: str | None) -> None:
        """List the quotes of this recording."""
        if media_id != self._media_id:
            self._media_id = media_id
            self._reload()

    def set_current(self, quote_id: str | None) -> None:
        """Make a quote the current one, without saying so to others."""
        self._current = quote_id
        self._telling = False
        self._restore()
        self._telling = True

    def show_disputed(self, quote_ids: Collection[str]) -> None:
        """Mark the quotes about which reviewers differ."""
        if set(quote_ids) != self._delegate.disputed:
            self._delegate.disputed = set(quote_ids)
            self._view.scheduleDelayedItemsLayout()
            self._view.viewport().update()

    def show_waiting(self, quote_ids: Collection[str]) -> None:
        """These wait for the reviewer who works here."""
        if self._model.show_waiting(frozenset(quote_ids)):
            self._tell()
            self._restore()

    @property
    def current(self) -> str | None:
        """The quote that is chosen."""
        return self._current

    @property
    def selected(self) -> list[str]:
        """The quotes that are selected, as they are listed; the current one alone if nothing else is."""
        rows = sorted(index.row() for index in self._view.selectionModel().selectedRows())
        found = [id for row in rows if (id := self._model.quote_id(row)) is not None]
        return found or ([self._current] if self._current else [])

    @property
    def listed(self) -> list[str]:
        """The quotes that the list shows, in its order."""
        rows = range(self._model.rowCount())
        return [id for row in rows if (id := self._model.quote_id(row)) is not None]

    def filters(self) -> str:
        """What the list is narrowed to, to be kept until next time."""
        return f"{int(self._of_case)}{self._wanted.dumped()}"

    def restore_filters(self, said: str) -> None:
        """Narrow as last time."""
        self._of_case = said[:1] == "1"
        self._wanted = loaded(said[1:])
        self._reload()
        self._apply()

    def focus_filter(self) -> None:
        """Go to the field for finding."""
        self._typed.setFocus()
        self._typed.selectAll()

    def step(self, rows: int) -> None:
        """Choose the quote so many rows further down."""
        row = min(max(self._view.currentIndex().row() + rows, 0), self._model.rowCount() - 1)
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter plays; the arrows go from the field into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER and self._view.currentIndex().isValid():
                self._play(self._view.currentIndex())
                return True
            if watched is self._typed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if watched is self._typed and event.key() == Qt.Key.Key_Escape and self._typed.text():
                self._typed.clear()
                return True
        return super().eventFilter(watched, event)

    # inside

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 8)
        top.setSpacing(6)
        top.addWidget(self._typed, 1)
        top.addWidget(self._filter)
        top.addWidget(self._sort)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._chips)
        layout.addLayout(self._stack, 1)

    def _button(self, text: str, name: str, fill: Callable[[QMenu], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: fill(menu))
        button.setMenu(menu)
        return button

    def _fill_filter(self, menu: QMenu) -> None:
        menu.clear()
        if not self._session.is_open:
            return
        group(
            menu,
            [(self.tr("This recording"), False), (self.tr("The whole case"), True)],
            self._of_case,
            self._set_of_case,
        )
        self._menu.fill(menu)
        if not self._wanted.is_open:
            menu.addAction(self.tr("Show all"), self._show_all)

    def _fill_sort(self, menu: QMenu) -> None:
        menu.clear()
        orders: list[tuple[str, Order]] = [
            (self.tr("By time"), "time"),
            (self.tr("By speaker"), "speaker"),
            (self.tr("By status"), "status"),
            (self.tr("Newest first"), "newest"),
        ]
        group(menu, orders, self._model.order, self._sort_by)

    def _set(self, **wanted: Any) -> None:
        self._wanted = replace(self._wanted, **wanted)
        self._apply()

    def _unset(self, facet: str) -> None:
        self._set(**{facet: getattr(Wanted(), facet)})
        self._typed.setFocus()

    def _set_of_case(self, of_case: bool) -> None:
        self._of_case = of_case
        self._reload()

    def _sort_by(self, order: Order) -> None:
        self._model.sort_by(order)
        self._restore()

    def _show_all(self) -> None:
        self._typed.clear()
        self._wanted = Wanted()
        self._apply()

    def _narrow(self, typed: str) -> None:
        self._set(typed=typed)

    def _apply(self) -> None:
        self._model.narrow(self._wanted)
        self._show_chips()
        self._tell()
        self._restore()

    def _show_chips(self) -> None:
        self._chips.show_chips(self._menu.chips() if self._session.is_open else [])

    def _reload(self) -> None:
        if not self._session.is_open:
            self._current, self._wanted = None, Wanted()
            self._typed.clear()
            self._apply()
        nothing = self._media_id is None and not self._of_case
        self._model.load(None if self._of_case else self._media_id) if not nothing else self._model.clear()
        self._tell()
        self._restore()

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if not _TABLES & changes.keys() or (self._media_id is None and not self._of_case):
            return
        if "person" in changes or "vocabulary" in changes:
            self._model.load(None if self._of_case else self._media_id)
        else:
            touched = changes.get("quote", set()) | self._model.linked(changes.get("link", set()))
            if {"tag", "tagging"} & changes.keys():
                touched |= self._model.retagged()
            if touched:
                self._model.refresh(touched)
        self._show_chips()
        self._tell()
        self._restore()

    def _tell(self) -> None:
        self._delegate.fits_rows = self._model.total <= _FITTED
        self._view.setUniformItemSizes(not self._delegate.fits_rows)
        shown, total = self._model.rowCount(), self._model.total
        self._stack.setCurrentWidget(self._view if shown else self._empty)
        if total:
            self._empty.setText(self.tr("No quote fits.\nClear the field, or choose “Show all” in the menu."))
        else:
            self._empty.setText(self.tr("No quotes yet.\nSelect words in the transcript and press Q."))
        self.count_changed.emit(shown, total)

    def _restore(self) -> None:
        row = self._model.row_of(self._current)
        selection = self._view.selectionModel()
        telling, self._telling = self._telling, False
        if row < 0:
            selection.clear()
        elif row != self._view.currentIndex().row() or not selection.hasSelection():
            index = self._model.index(row)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._view.scrollTo(index)
        self._telling = telling

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._telling:
            return
        self._current = self._model.quote_id(current.row()) if current.isValid() else None
        self.quote_chosen.emit(self._current or "")

    def _play(self, index: QModelIndex) -> None:
        quote_id = self._model.quote_id(index.row())
        if quote_id is not None:
            self.play_wanted.emit(quote_id)
