"""Short texts beside the transcript, times and names, shaped once and drawn often."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText, QTransform

from app.script import direction_of
from widgets.transcript.look import Type
from widgets.transcript.shown import Shown

_MOST = 2_000

Kind = Literal["time", "name"]


@dataclass(frozen=True, slots=True)
class Label:
    """A text ready to be drawn."""

    text: QStaticText
    font: QFont
    width: float
    ascent: float


class Labels:
    """The labels of one type and width."""

    def __init__(self, type: Type, width: float) -> None:
        self._type, self._width = type, width
        self._labels: dict[tuple[str, Kind], Label] = {}

    def get(self, text: str, kind: Kind) -> Label:
        """A text as a label; a name that is too long ends with an ellipsis."""
        label = self._labels.get((text, kind))
        if label is None:
            if len(self._labels) >= _MOST:
                self._labels.clear()
            label = self._labels[text, kind] = self._made(text, kind)
        return label

    def _made(self, text: str, kind: Kind) -> Label:
        shown = Shown(" ".join(text[:500].split())).text
        font = self._type.small if kind == "time" else self._type.name[direction_of(shown)]
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, self._width)
        static = QStaticText(shown)
        # The format would be guessed, and a name in a transcript may be made to look like HTML.
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.prepare(QTransform(), font)
        return Label(static, font, metrics.horizontalAdvance(shown), metrics.ascent())
