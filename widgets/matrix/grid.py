"""The table of the matrix: elements and gaps that stay in place, quotes and incidents that scroll beside them."""

from bisect import bisect_left
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QTableView, QWidget

from app import dates
from app.argument.reading import Column
from widgets import icons, plain, theme
from widgets.matrix.delegates import CellDelegate, ElementDelegate
from widgets.matrix.model import COLUMN, ELEMENT, FIRST, GAP, MatrixModel

_ROW, _HEAD, _CELL, _WIDEST = 58, 74, 104, 190
_ELEMENT, _GAP = 300, 206
_SHORTEST = 8
"""Letters of a title that are shown in any case."""


class Grid(QWidget):
    """Two tables that move as one."""

    chosen = Signal(object, object)
    """The path of an element, and the id of a column or None."""
    play_wanted = Signal(object)
    """The id of a column whose evidence is to be played."""

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.fixed = _Table(model, self)
        self.cells = _Table(model, self)
        self._head = _Head(model, self.cells)
        self._lay_out()
        model.modelReset.connect(self._arrange)
        self.cells.setSelectionModel(self.fixed.selectionModel())
        self.fixed.selectionModel().currentChanged.connect(self._tell)
        self.fixed.verticalScrollBar().valueChanged.connect(self.cells.verticalScrollBar().setValue)
        self.cells.verticalScrollBar().valueChanged.connect(self.fixed.verticalScrollBar().setValue)
        for table in (self.fixed, self.cells):
            table.entered_end.connect(self._cross)
            table.play_wanted.connect(self._play)
        self._arrange()

    def _lay_out(self) -> None:
        elements, cells = ElementDelegate(self), CellDelegate(self)
        self.fixed.setItemDelegate(elements)
        self.cells.setItemDelegate(cells)
        self.fixed.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fixed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cells.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.cells.setHorizontalHeader(self._head)
        self.fixed.horizontalHeader().setFixedHeight(_HEAD)
        self.fixed.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
        self.cells.said_if_empty = self.tr(
            "Nothing is linked to this framework yet.\nLink a quote to one of its elements, in its inspector."
        )
        self.fixed.setAccessibleName(self.tr("Elements and what is missing"))
        self.cells.setAccessibleName(self.tr("What each quote does to each element"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.fixed)
        layout.addWidget(self.cells, 1)

    def _arrange(self) -> None:
        count = self.model.columnCount()
        for column in range(count):
            self.fixed.setColumnHidden(column, column >= FIRST)
            self.cells.setColumnHidden(column, column < FIRST)
        incidents = self.model.seen is not None and self.model.seen.sheet.framework is None
        if count:
            self.fixed.setColumnHidden(GAP, incidents)
            self.fixed.setColumnWidth(ELEMENT, _ELEMENT)
            self.fixed.setColumnWidth(GAP, _GAP)
        self.fixed.setFixedWidth(_ELEMENT + (0 if incidents else _GAP) + 1)
        if self.model.rowCount():
            self.fixed.setCurrentIndex(self.model.index(0, ELEMENT))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share what room there is."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        count = self.model.columnCount() - FIRST
        if count > 0:
            room = self.width() - self.fixed.width() - 16
            width = max(_CELL, min(_WIDEST, room // count))
            for column in range(FIRST, FIRST + count):
                self.cells.setColumnWidth(column, width)

    def choose(self, path: str, column: str | None) -> None:
        """Go to an element, or to one of its cells."""
        rows = [one.path for one in self.model.elements]
        columns = [one.id for one in self.model.columns]
        if path in rows:
            place = FIRST + columns.index(column) if column in columns else ELEMENT
            index = self.model.index(rows.index(path), place)
            self.fixed.setCurrentIndex(index)
            (self.cells if place >= FIRST else self.fixed).scrollTo(index)

    def _tell(self, index: QModelIndex) -> None:
        self.cells.viewport().update()
        if index.isValid() and self.model.seen is not None:
            key = self.model.key(index)
            self.chosen.emit(self.model.elements[index.row()].path, key[1] if key else None)

    def _play(self, index: QModelIndex) -> None:
        key = self.model.key(index)
        if key is not None and key in self.model.seen.sheet.matrix.groups:
            self.play_wanted.emit(key[1])

    def _cross(self, on: bool) -> None:
        """The keyboard goes from what stays to what scrolls, and back."""
        row = max(0, self.fixed.currentIndex().row())
        gap_shown = not self.fixed.isColumnHidden(GAP)
        if on and self.model.columnCount() > FIRST:
            self.cells.setCurrentIndex(self.model.index(row, FIRST))
            self.cells.setFocus()
        elif not on:
            self.fixed.setCurrentIndex(self.model.index(row, GAP if gap_shown else ELEMENT))
            self.fixed.setFocus()


class _Table(QTableView):
    """One of the two: rows of one height, no headers at the side, play by a click or a key."""

    entered_end = Signal(bool)
    """The keyboard goes on beyond the last column, or back before the first."""
    play_wanted = Signal(object)

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.said_if_empty = ""
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plays; the arrows lead from one table into the other."""
        index = self.currentIndex()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        on, back = (Qt.Key.Key_Left, Qt.Key.Key_Right) if mirrored else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        shown = [column for column in range(self.model().columnCount()) if not self.isColumnHidden(column)]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.play_wanted.emit(index)
        elif event.key() == on and shown and index.column() >= shown[-1]:
            self.entered_end.emit(True)
        elif event.key() == back and shown and index.column() <= shown[0]:
            self.entered_end.emit(False)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells; or, where nothing is linked yet, what to do."""
        super().paintEvent(event)
        if self.said_if_empty and self.model().columnCount() == FIRST:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.viewport().rect().adjusted(24, 24, -24, -24), flags, self.said_if_empty)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a cell plays its evidence."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.play_wanted.emit(index)


class _Head(QHeaderView):
    """What stands above a column: the sign of a quote or an incident, its title on two lines, when it was said."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(_HEAD)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """As high as the head of what stays."""
        return QSize(_CELL, _HEAD)

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:
        """Draw it."""
        palette = self.palette()
        painter.fillRect(box, palette.color(QPalette.ColorRole.Window))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        column = cast("Column | None", self._model.headerData(section, Qt.Orientation.Horizontal, COLUMN))
        if column is None:
            return
        inner = box.adjusted(6, 6, -6, -5)
        name = "quote" if column.kind == "quote" else "incident"
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = inner.right() - 14 if mirrored else inner.left()
        icons.get(name, QPalette.ColorRole.PlaceholderText).paint(painter, QRect(left, inner.top(), 14, 14))
        small = plain.scaled(self.font(), 0.86)
        painter.setFont(small)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        line = painter.fontMetrics().height()
        when = dates.in_words(column.date) if column.date else "–"
        date = painter.fontMetrics().elidedText(when, Qt.TextElideMode.ElideRight, inner.width() - 18)
        beside = inner.adjusted(0, 0, -18, 0) if mirrored else inner.adjusted(18, 0, 0, 0)
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop), plain.isolated(date))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        rest = inner.adjusted(0, line + 3, 0, 0)
        metrics = painter.fontMetrics()

        def fits(title: str) -> bool:
            return metrics.boundingRect(rest, flags, title).height() <= rest.height()

        painter.drawText(rest, flags, plain.isolated(shortened(column.title, fits)))


def shortened(title: str, fits: Callable[[str], bool]) -> str:
    """As much of a title as fits, and an ellipsis; found in a few steps, however long it is."""

    def cut(length: int) -> str:
        return title[:length].rstrip(" …,;") + "…"

    if len(title) <= _SHORTEST or fits(title):
        return title
    tried = range(_SHORTEST, len(title))
    found = bisect_left(tried, True, key=lambda length: not fits(cut(length)))
    return cut(tried[max(found - 1, 0)])
