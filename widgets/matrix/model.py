"""The matrix as Qt's views see it: an element a row, then what is missing, then a quote or an incident a column."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from app import dates
from app.argument.matrix import Cell, Change, Key
from app.argument.reading import Column, Seen
from db.records import Element
from widgets import plain
from widgets.matrix import words
from widgets.models.times import dotted

translate = QCoreApplication.translate
ELEMENT, GAP, FIRST = 0, 1, 2
"""The columns that stay, and the first of those that scroll."""
CELL = Qt.ItemDataRole.UserRole + 1
CHANGE = Qt.ItemDataRole.UserRole + 2
STANDING = Qt.ItemDataRole.UserRole + 3
NODE = Qt.ItemDataRole.UserRole + 4
COLUMN = Qt.ItemDataRole.UserRole + 5
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """One framework under one reading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seen: Seen | None = None
        self._cells: dict[Key, Cell] = {}
        self._changes: dict[Key, Change] = {}
        self.parents: set[str] = set()

    def show(self, seen: Seen | None) -> None:
        """Show this; rows and columns are told anew only if they are others."""
        same = seen is not None and self.seen is not None and seen.sheet is self.seen.sheet
        if not same:
            self.beginResetModel()
        self.seen = seen
        self._cells = dict(seen.cells) if seen else {}
        self._changes = {(one.element, one.column): one for one in seen.changes} if seen else {}
        self.parents = {one.parent for one in seen.sheet.elements if one.parent} if seen else set()
        if not same:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    @property
    def elements(self) -> tuple[Element, ...]:
        """The rows."""
        return self.seen.sheet.elements if self.seen else ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that scroll."""
        return self.seen.sheet.columns if self.seen else ()

    def key(self, index: _Index) -> Key | None:
        """Which cell an index is; None in the columns that stay."""
        if not index.isValid() or index.column() < FIRST:
            return None
        return self.elements[index.row()].path, self.columns[index.column() - FIRST].id

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """An element each."""
        return 0 if parent.isValid() else len(self.elements)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Element, gap, and the columns."""
        return 0 if parent.isValid() or self.seen is None else FIRST + len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell."""
        if self.seen is None or not index.isValid():
            return None
        element = self.elements[index.row()]
        if role == NODE:
            return element
        if role == STANDING:
            return self.seen.assessment.standings[element.path]
        if index.column() == ELEMENT:
            return self._of_element(element, role)
        if index.column() == GAP:
            return self._of_gap(element, role)
        key = (element.path, self.columns[index.column() - FIRST].id)
        cell, change = self._cells.get(key), self._changes.get(key)
        if role == CELL:
            return cell
        if role == CHANGE:
            return change
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return words.of_cell(cell, change)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tip_text(words.of_cell(cell, change))
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands above a column."""
        if way != Qt.Orientation.Horizontal or self.seen is None:
            return None
        if section in (ELEMENT, GAP):
            if role == Qt.ItemDataRole.DisplayRole:
                incidents = self.seen.sheet.framework is None
                first = translate("Matrix", "Incident") if incidents else translate("Matrix", "Element")
                return (first, translate("Matrix", "What is missing"))[section]
            return None
        column = self.columns[section - FIRST]
        if role == COLUMN:
            return column
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            when = dates.in_words(column.date) if column.date else ""
            return plain.tip_text(f"{column.title}\n{dotted([column.speaker, when])}\n\n{column.text[:600]}")
        return None

    def _of_element(self, element: Element, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return element.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tip_text("\n".join(part for part in (element.title, element.text) if part))
        return None

    def _of_gap(self, element: Element, role: int) -> Any:
        assert self.seen is not None
        standing = self.seen.assessment.standings[element.path]
        carried = translate("Matrix", "Carried, if believed.")
        said = (standing.words or carried) if standing.counts else words.kind(element.kind)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said
        return plain.tip_text(said) if role == Qt.ItemDataRole.ToolTipRole else None
