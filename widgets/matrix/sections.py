"""Sections of points to read: each with how it stands, what is said, its facts, and a way to its quote."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.argument.defence import Point, Section
from widgets import icons, plain, portions

_WIDEST = 940
_SIGNS = {
    "open": "done",
    "in force": "done",
    "first": "done",
    "stands": "done",
    "lacks foundation": "info",
    "unsure": "info",
    "same day": "info",
    "look": "info",
    "closed": "close",
    "not yet": "warning",
    "no longer": "warning",
    "public before": "warning",
    "does not stand there": "warning",
}
"""A sign for each answer, so that it is told without colour."""


class SectionsView(QScrollArea):
    """Sections below each other."""

    quote_wanted = Signal(str)
    play_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget(self)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these, from the top."""
        self._page = page = QWidget(self)
        page.setMaximumWidth(_WIDEST)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(24, 16, 24, 24)
        inner.setSpacing(8)
        for section in sections:
            title = section.title if not section.points else f"{section.title}  {len(section.points)}"
            inner.addWidget(plain.heading(title, page, 1.12))
            if section.intro:
                inner.addWidget(plain.note(section.intro, page))
            portions.add(inner, page, section.points, self._card)
            if not section.points and section.nothing:
                inner.addWidget(plain.note(section.nothing, page))
            inner.addSpacing(8)
        inner.addStretch(1)
        self.setWidget(page)

    def _card(self, point: Point) -> QFrame:
        card = QFrame(self._page)
        card.setObjectName("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 10, 12, 10)
        box.setSpacing(5)
        box.addLayout(self._head(card, point))
        if point.text:
            text = plain.label(point.text, card)
            text.setWordWrap(True)
            box.addWidget(text)
        facts = QGridLayout()
        facts.setHorizontalSpacing(14)
        facts.setVerticalSpacing(3)
        facts.setColumnStretch(1, 1)
        facts.setColumnMinimumWidth(0, 128)
        last = ""
        for row, (label, value) in enumerate(point.facts):
            if label != last:
                name = plain.note(label, card)
                name.setWordWrap(len(label) > 22)
                name.setMaximumWidth(220)
                facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            last = label
            said = plain.label(value, card)
            said.setWordWrap(True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            facts.addWidget(said, row, 1)
        box.addLayout(facts)
        return card

    def _head(self, card: QFrame, point: Point) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        title = plain.label(point.title, card)
        title.setWordWrap(True)
        font = title.font()
        font.setWeight(font.Weight.DemiBold if point.facts else font.Weight.Normal)
        title.setFont(font)
        line.addWidget(title, 1, Qt.AlignmentFlag.AlignTop)
        if point.state:
            sign = plain.label("", card)
            sign.setPixmap(icons.get(_SIGNS.get(point.state, "info"), QPalette.ColorRole.Text).pixmap(16, 16))
            line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(plain.label(point.state, card), 0, Qt.AlignmentFlag.AlignTop)
        if point.quote is not None:
            quote = point.quote
            play = QPushButton(icons.get("play"), "", card)
            play.setAccessibleName(self.tr("Play this quote"))
            plain.tip(play, self.tr("Play this quote"))
            play.clicked.connect(lambda: self.play_wanted.emit(quote))
            show = QPushButton(self.tr("Show"), card)
            show.clicked.connect(lambda: self.quote_wanted.emit(quote))
            line.addWidget(play, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return line
