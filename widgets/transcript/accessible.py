"""The transcript for those who hear or feel it: the tier of the cursor as one text, a line for each segment in sight.

Qt gives nothing to a widget that paints itself. A screen reader is told where the reviewer goes, not each word that is
being said. PySide 6.11 leaves out the calls that answer with a selection, so a selection is announced instead.
"""

from typing import Protocol
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken, VoidPtr

from db.tokens import Position, Tier
from widgets.transcript.stage import Placed


class Heard(Protocol):
    """What is asked of the view."""

    def viewport(self) -> QWidget:
        """Where it is painted."""
        ...

    def heard_tier(self) -> Tier | None:
        """The tier of the cursor."""
        ...

    def heard_lines(self) -> list[tuple[Placed, int]]:
        """The pieces of that tier in sight, each with where its row begins in the viewport."""
        ...

    def heard_cursor(self) -> Position | None:
        """The word under the cursor."""
        ...

    def hear(self, start: Position, end: Position | None) -> None:
        """Put the cursor on a word, or select up to another place."""
        ...


class _Text(QAccessibleTextInterface):
    """Offsets count UTF-16 units, as Qt's do."""

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        # A strong reference would keep the view alive for ever.
        self._view = ref(view)

    @property
    def _heard(self) -> Heard:
        view = self._view()
        assert view is not None
        return view

    def _viewport(self) -> QWidget:
        return self._heard.viewport()

    def _lines(self) -> list[tuple[Placed, int, int, bytes]]:
        """Each piece in sight: where its row begins, at which unit it begins, and its text."""
        lines: list[tuple[Placed, int, int, bytes]] = []
        begin = 0
        for placed, top in self._heard.heard_lines():
            text = placed.block.layout.text().encode("utf-16-le", "replace")
            lines.append((placed, top, begin, text))
            begin += len(text) // 2 + 1
        return lines

    def _line_at(self, offset: int) -> tuple[Placed, int, int, bytes] | None:
        lines = self._lines()
        return next((line for line in reversed(lines) if line[2] <= offset), lines[0] if lines else None)

    def _place_at(self, offset: int) -> Position | None:
        line = self._line_at(offset)
        if line is None:
            return None
        block = line[0].block
        return Position(block.ordinal, min(block.to_source(offset - line[2]), max(block.last - 1, block.first)))

    def text(self, startOffset: int, endOffset: int) -> str:  # noqa: N803
        """A part of what is in sight."""
        whole = "\n".encode("utf-16-le").join(line[3] for line in self._lines())
        end = len(whole) // 2 if endOffset < 0 else endOffset
        return whole[2 * max(startOffset, 0) : 2 * end].decode("utf-16-le", "replace").replace("\u2028", "\n")

    def characterCount(self) -> int:
        """How many units are in sight."""
        lines = self._lines()
        return lines[-1][2] + len(lines[-1][3]) // 2 if lines else 0

    def cursorPosition(self) -> int:
        """Where the cursor stands; 0 while it is out of sight."""
        place = self._heard.heard_cursor()
        for placed, _, begin, _ in self._lines() if place else ():
            if place and placed.block.start <= place < placed.block.end:
                return begin + placed.block.to_drawn(place.offset)
        return 0

    def setCursorPosition(self, position: int) -> None:
        """Go to the word at a place."""
        if (place := self._place_at(position)) is not None:
            self._heard.hear(place, None)

    def characterRect(self, offset: int) -> QRect:
        """Where a letter is on the screen."""
        line, place = self._line_at(offset), self._place_at(offset)
        if line is None or place is None:
            return QRect()
        rects = line[0].rects(place, Position(place.ordinal, place.offset + 1))
        if not rects:
            return QRect()
        box = rects[0].translated(0, line[1]).toAlignedRect()
        return QRect(self._viewport().mapToGlobal(box.topLeft()), box.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        """The letter at a point of the screen, or -1."""
        here = QPointF(self._viewport().mapFromGlobal(point))
        for placed, top, begin, _ in self._lines():
            inner = here - QPointF(placed.x, placed.y + top)
            if 0 <= inner.y() < placed.block.height:
                return begin + placed.block.to_drawn(placed.block.offset_at(inner))
        return -1

    def selectionCount(self) -> int:
        """None that could be asked for; see above."""
        return 0

    def addSelection(self, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """Select the words between two places."""
        start, end = self._place_at(startOffset), self._place_at(max(endOffset - 1, 0))
        if start is not None and end is not None:
            self._heard.hear(start, Position(end.ordinal, end.offset + 1))

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:  # noqa: ARG002, N803
        """There is one selection at most."""
        self.addSelection(startOffset, endOffset)

    def removeSelection(self, selectionIndex: int) -> None:  # noqa: ARG002, N803
        """Go back to the cursor."""
        if (place := self._heard.heard_cursor()) is not None:
            self._heard.hear(place, None)

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:  # noqa: N803
        """All of it is in sight."""


class _Transcript(QAccessibleWidget):
    """A widget with a text."""

    def __init__(self, view: QWidget, text: _Text) -> None:
        super().__init__(view, QAccessible.Role.Document)
        self._text = text

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        """The text; otherwise nothing, and that must be a null pointer: None, 0 or super() crash (PySide 6.11)."""
        if kind == QAccessible.InterfaceType.TextInterface:
            return VoidPtr(Shiboken.getCppPointer(self._text)[0])
        return VoidPtr(0)


# Qt owns the interfaces and keeps no Python object alive; these die with their widgets.
_interfaces: dict[int, tuple[_Transcript, _Text]] = {}
_watched: list[type[QWidget]] = []


def make_audible(kind: type[QWidget]) -> None:
    """From now on widgets of this type, which must be `Heard`, have a text for screen readers."""
    if not _watched:
        QAccessible.installFactory(_interface_of)
    if kind not in _watched:
        _watched.append(kind)


def _interface_of(_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, tuple(_watched)):
        return None
    key = id(thing)
    text = _Text(thing)
    _interfaces[key] = _Transcript(thing, text), text
    thing.destroyed.connect(lambda: _interfaces.pop(key, None))
    return _interfaces[key][0]


def tell_cursor(view: QWidget) -> None:
    """The reviewer went to a word."""
    interface = _interfaces.get(id(view))
    if interface is not None:
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, interface[1].cursorPosition()))


def announce(view: QWidget, message: str) -> None:
    """Have something said, if anybody listens."""
    if id(view) in _interfaces:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, message))
