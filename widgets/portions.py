"""A long row of cards shown in portions: thousands of widgets at once would take seconds."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

AT_ONCE = 60
"""How many are made at a time."""
T = TypeVar("T")


def add(inner: QVBoxLayout, page: QWidget, things: Sequence[T], card: Callable[[T], QWidget]) -> None:
    """Add the first of the cards to a layout of the page, and a button that makes more of them."""
    cards = QVBoxLayout()
    cards.setSpacing(inner.spacing())
    inner.addLayout(cards)
    more = QPushButton(page)
    inner.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_more() -> None:
        there = cards.count()
        for one in things[there : there + AT_ONCE]:
            cards.addWidget(card(one))
        left = len(things) - cards.count()
        said = QCoreApplication.translate("Portions", "Show {} more, of {}")
        more.setText(said.format(min(left, AT_ONCE), left))
        more.setVisible(left > 0)

    more.clicked.connect(show_more)
    show_more()
