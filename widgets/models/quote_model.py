"""The quotes of a recording (or of the whole case) as a list that can be narrowed and sorted."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app import tagging
from app.matching import matching
from app.session import Session
from app.standing import as_they_stand
from widgets import plain
from widgets.models import times
from widgets.models.quote_rows import QuoteReader, QuoteRow
from widgets.models.quote_wanted import Facet, Wanted, tally

_ROOT = QModelIndex()
ROW = Qt.ItemDataRole.UserRole
Order = Literal["time", "speaker", "status", "newest"]
_SORTS: dict[Order, Callable[[QuoteRow], Any]] = {
    "time": lambda row: (row.media_id, row.start_ms is None, row.start_ms or 0, row.id),
    "speaker": lambda row: (not row.speaker, row.speaker.casefold(), row.media_id, row.start_ms or 0, row.id),
    "status": lambda row: (row.status_label, row.media_id, row.start_ms or 0, row.id),
    "newest": lambda row: row.id,
}


class QuoteModel(QAbstractListModel):
    """Reads from the case, follows its changes row by row."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._media_id: str | None = None
        self._rows: dict[str, QuoteRow] = {}
        self._shown: list[QuoteRow] = []
        self._wanted = Wanted()
        self._order: Order = "time"
        self._waiting: frozenset[str] = frozenset()
        self._tally: dict[Facet, Counter[str]] = {}

    @property
    def total(self) -> int:
        """How many quotes there are before anything is narrowed."""
        return len(self._rows)

    @property
    def rows(self) -> Iterable[QuoteRow]:
        """Every quote, shown or not."""
        return self._rows.values()

    @property
    def wanted(self) -> Wanted:
        """What the list is narrowed to."""
        return self._wanted

    @property
    def order(self) -> Order:
        """What the quotes are sorted by."""
        return self._order

    def tally(self, name: Facet) -> Counter[str]:
        """How many quotes each value of a filter would leave, with the others as they are."""
        if name not in self._tally:
            self._tally[name] = tally(self._rows.values(), self._wanted, self._waiting, name)
        return self._tally[name]

    def show_waiting(self, ids: frozenset[str]) -> bool:
        """These wait for the reviewer; whether that is news."""
        if ids == self._waiting:
            return False
        self._waiting, self._tally = ids, {}
        if self._wanted.waits:
            self._show()
        return True

    def retagged(self) -> set[str]:
        """The quotes whose tags are others than those that are shown."""
        now = tagging.tags_of(self._session.case, "quote")
        return {row.id for row in self._rows.values() if row.tags != now.get(row.id, ())}

    def clear(self) -> None:
        """Show nothing."""
        self._rows = {}
        self._show()

    def linked(self, link_ids: set[str]) -> set[str]:
        """The quotes that these links are of; every quote, if a link is gone and nobody can tell."""
        found = [self._session.case.links.find(id) for id in link_ids]
        if any(link is None for link in found):
            return {row.id for row in self._rows.values() if row.incidents or row.elements}
        return {link.quote_id for link in found if link is not None and link.quote_id in self._rows}

    def load(self, media_id: str | None) -> None:
        """Show the quotes of a recording; of every recording for None."""
        self._media_id = media_id
        self._rows = {}
        if self._session.is_open:
            case = self._session.case
            quotes = case.quotes.all() if media_id is None else case.quotes.of(media_id)
            self._rows = {row.id: row for row in QuoteReader(self._session).rows(as_they_stand(case, quotes))}
        self._show()

    def refresh(self, ids: Iterable[str]) -> None:
        """Read some quotes again: they may be new, changed or gone."""
        reader = QuoteReader(self._session)
        for id in ids:
            quote = self._session.case.quotes.find(id)
            if quote is None or (self._media_id is not None and quote.media_id != self._media_id):
                self._rows.pop(id, None)
            else:
                self._rows[id] = reader.row(*as_they_stand(self._session.case, [quote]))
        self._show()

    def narrow(self, wanted: Wanted) -> None:
        """Show only what is wanted."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._show()

    def sort_by(self, order: Order) -> None:
        """Put the quotes in another order."""
        if order != self._order:
            self._order = order
            self._show()

    def row_of(self, quote_id: str | None) -> int:
        """Where a quote is shown; -1 if it isn't."""
        return next((number for number, row in enumerate(self._shown) if row.id == quote_id), -1)

    def quote_id(self, number: int) -> str | None:
        """Which quote a row shows."""
        return self._shown[number].id if 0 <= number < len(self._shown) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row for the delegate; a plain sentence for those who read it aloud."""
        if not 0 <= index.row() < len(self._shown):
            return None
        row = self._shown[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = (times.between(row.start_ms, row.end_ms), row.speaker, row.translation or row.original)
            return plain.safe(", ".join(text for text in said if text))
        return None

    def _show(self) -> None:
        self._tally = {}
        kept = self._wanted.kept(self._rows.values(), self._waiting)
        kept.sort(key=_SORTS[self._order], reverse=self._order == "newest")
        shown = matching(self._wanted.typed, kept, lambda row: row.texts)
        if self._order == "time" and self._wanted.typed:
            shown.sort(key=_SORTS["time"])
        self._replace(shown)

    def _replace(self, shown: list[QuoteRow]) -> None:
        if [row.id for row in shown] == [row.id for row in self._shown]:
            changed = [n for n, (new, old) in enumerate(zip(shown, self._shown, strict=True)) if new != old]
            self._shown = shown
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
