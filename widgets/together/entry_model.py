"""The rows of the room's list for a view, each put into words when it is first asked for."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.models import times
from widgets.together.entries import Entry, Row

ENTRY = Qt.ItemDataRole.UserRole + 1
KIND = Qt.ItemDataRole.UserRole + 2
_WORDS = {ENTRY, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}


class EntryModel(QAbstractListModel):
    """The rows for a view; headings can't be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._told: dict[int, Entry] = {}

    def show(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._told = rows, {}
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """What stands in a row."""
        if not 0 <= row < len(self._rows):
            return None
        if row not in self._told:
            self._told[row] = self._rows[row].tell()
        return self._told[row]

    def row_of(self, key: str | None) -> int:
        """Where an entry stands; -1 if it does not."""
        return next((row for row, entry in enumerate(self._rows) if entry.key == key), -1)

    def near(self, row: int) -> int:
        """The row itself or the nearest that can be chosen, first downwards; -1 if there is none."""
        rows = [*range(max(row, 0), len(self._rows)), *reversed(range(min(max(row, 0), len(self._rows))))]
        return next((number for number in rows if self._rows[number].kind != "head"), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry, and its words for those who hear them."""
        if not 0 <= index.row() < len(self._rows):
            return None
        if role == KIND:
            return self._rows[index.row()].kind
        if role not in _WORDS:
            return None
        entry = self.entry(index.row())
        assert entry is not None
        if role == ENTRY:
            return entry
        return times.dotted([entry.title, entry.detail, entry.remark])

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings are only read."""
        kind = self.data(index, KIND)
        return Qt.ItemFlag.NoItemFlags if kind in (None, "head") else super().flags(index)
