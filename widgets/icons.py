"""Icons by what they mean, drawn in the colours of the palette that is on now."""

from functools import cache

import qtawesome
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

_SET = "ph"
_GLYPHS = {
    "add": "plus",
    "add-media": "film-strip",
    "add-part": "list-plus",
    "add-transcript": "file-text",
    "audio": "microphone",
    "back": "arrow-counter-clockwise",
    "bracket": "brackets-square",
    "captions": "closed-captioning",
    "against": "arrows-left-right",
    "case": "folder-open",
    "check": "check",
    "close": "x",
    "dark": "moon",
    "delete": "trash",
    "done": "check-circle",
    "down": "arrow-down",
    "edit": "pencil-simple",
    "element": "scales",
    "exchange": "arrows-left-right",
    "finding": "lightbulb",
    "export": "export",
    "filter": "funnel",
    "find-file": "folder-notch-open",
    "follow": "crosshair-simple",
    "gear": "gear-six",
    "hidden": "eye-slash",
    "history": "clock-counter-clockwise",
    "in": "arrow-line-right",
    "incident": "map-pin",
    "info": "info",
    "key": "key",
    "keys": "keyboard",
    "light": "sun",
    "link": "link-simple",
    "law": "bank",
    "lock": "lock-simple",
    "loop": "repeat",
    "merge": "git-merge",
    "map": "map-trifold",
    "matrix": "grid-four",
    "missing": "link-break",
    "more": "dots-three",
    "proceeding": "briefcase",
    "mute": "speaker-slash",
    "new": "file-plus",
    "offline": "wifi-slash",
    "open": "folder-open",
    "out": "arrow-line-left",
    "palette": "command",
    "pause": "pause-fill",
    "people": "users",
    "person": "user",
    "play": "play-fill",
    "player": "monitor-play",
    "problem": "warning-circle",
    "quote": "quotes",
    "quotes": "quotes",
    "receive": "download-simple",
    "redo": "arrow-u-up-right",
    "review": "columns",
    "sample": "play-circle",
    "search": "magnifying-glass",
    "share": "paper-plane-tilt",
    "shown": "eye",
    "show-in-folder": "folder-simple",
    "stands": "check-circle",
    "step-back": "caret-left",
    "step-on": "caret-right",
    "together": "users-three",
    "timeline": "chart-bar-horizontal",
    "table": "table",
    "task": "check-square",
    "translate": "translate",
    "undo": "arrow-u-up-left",
    "up": "arrow-up",
    "video": "film-strip",
    "volume": "speaker-high",
    "volume-low": "speaker-low",
    "warning": "warning",
    "zoom-in": "magnifying-glass-plus",
    "zoom-out": "magnifying-glass-minus",
}
_MIRRORED = {"undo", "redo"}
"""Those that point along the line of reading, and so turn with it. Time runs left to right, as on every player."""


@cache
def get(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of that name; it follows a change of theme by itself."""
    return QIcon(_Glyph(name, role))


def names() -> list[str]:
    """Every icon there is."""
    return sorted(_GLYPHS)


class _Glyph(QIconEngine):
    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._letter = qtawesome.charmap(f"{_SET}.{_GLYPHS[name]}")
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        """Draw it to fill the square within the rectangle."""
        side = min(rect.width(), rect.height())
        if side <= 0:
            return
        font = QFont(qtawesome.font(_SET, side))
        font.setPixelSize(side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._name in _MIRRORED and QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(rect.center().x() * 2 + 1, 0)
            painter.scale(-1, 1)
        painter.setFont(font)
        painter.setPen(self._colour(mode))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The same as a picture."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The same for a screen with smaller points."""
        drawn = QPixmap(size)
        if drawn.isNull():
            # A row that is folded away asks for a picture of no size.
            return drawn
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        drawn.setDevicePixelRatio(scale)
        return drawn

    def clone(self) -> QIconEngine:
        """A copy, for icons that part ways."""
        return _Glyph(self._name, self._role)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, self._role)
        if mode == QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        return palette.color(QPalette.ColorGroup.Active, self._role)
