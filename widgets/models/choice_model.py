"""The choices of a picker as a list, the recent ones first, narrowed while one types."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.matching import matching
from app.visible import on_one_line
from widgets import plain
from widgets.models.choices import Choice

CHOICE = Qt.ItemDataRole.UserRole
RECENT = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
CREATE = "\n+"
"""Key of the entry that makes a new record; no record's id has a line break."""


class ChoiceModel(QAbstractListModel):
    """What is left of the choices for what was typed, with an entry for making a new one at the end."""

    def __init__(
        self, choices: Sequence[Choice], recent: Sequence[str], create: str | None, parent: QObject | None = None
    ) -> None:
        """`create` is a text with {} for what was typed; without it nothing new can be made here."""
        super().__init__(parent)
        known = {choice.key: choice for choice in choices}
        self._recent = [known[key] for key in dict.fromkeys(recent) if key in known]
        first = {choice.key for choice in self._recent}
        self._all = [*self._recent, *(choice for choice in choices if choice.key not in first)]
        self._create = create
        self._shown: list[Choice] = []
        self.narrow("")

    def narrow(self, typed: str) -> None:
        """Show what fits what was typed."""
        self.beginResetModel()
        self._shown = matching(typed, self._all, lambda choice: choice.texts)
        words = " ".join(typed.split())
        if self._create is not None and words and not any(one.title == words for one in self._shown):
            self._shown.append(Choice(CREATE, self._create.format(words)))
        self._is_narrowed = bool(words)
        self.endResetModel()

    def choice(self, row: int) -> Choice | None:
        """The choice in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, key: str | None) -> int:
        """The row of a key; -1 if it isn't shown."""
        return next((row for row, choice in enumerate(self._shown) if choice.key == key), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many are left."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title for those who read it aloud; the choice itself for the delegate."""
        choice = self.choice(index.row())
        if choice is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return on_one_line(choice.title)
            case Qt.ItemDataRole.AccessibleTextRole:
                return plain.safe(", ".join(text for text in (choice.title, choice.detail, choice.badge) if text))
            case _ if role == CHOICE:
                return replace(choice, depth=0) if self._is_narrowed else choice
            case _ if role == RECENT:
                return not self._is_narrowed and index.row() < len(self._recent)
            case _:
                return None
