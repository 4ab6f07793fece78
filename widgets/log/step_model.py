"""The steps of a case as a list that reads only what is looked at."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.chronicle import Chronicle, Entry
from app.looking_back import Wanted
from app.session import Session
from widgets import plain
from widgets.models import times
from widgets.models.choice_model import CHOICE
from widgets.models.choices import Choice
from widgets.models.moments import moment

_PAGE = 60
"""Steps that are read at once."""
_ROOT = QModelIndex()


class StepModel(QAbstractListModel):
    """Newest first. A step is told when its row is drawn."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._numbers: list[int] = []
        self._told: dict[int, Entry] = {}
        self._chronicle: Chronicle | None = None

    def look(self, wanted: Wanted) -> None:
        """Show the steps that fit."""
        case = self._session.case
        self.show_numbers(case.log.numbers(wanted))

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Show these steps, of the case as it is now."""
        self.beginResetModel()
        self._numbers, self._told = list(numbers), {}
        self._chronicle = Chronicle(self._session.case) if self._session.is_open else None
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """The step of a row, with all that it did."""
        if not 0 <= row < len(self._numbers) or self._chronicle is None:
            return None
        if row not in self._told:
            first = row - row % _PAGE
            acts = self._session.case.log.page(self._numbers[first : first + _PAGE])
            # The case may have been changed behind this list; it is shown anew in a moment.
            self._told |= dict(enumerate(self._chronicle.entries(acts), first))
        return self._told.get(row)

    def row_of(self, act_id: str | None) -> int:
        """Where a step stands among those that were read; -1 if it does not."""
        return next((row for row, entry in self._told.items() if entry.act.id == act_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many fit."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is drawn, and what is heard."""
        entry = self.entry(index.row())
        if role == CHOICE:
            return choice_of(entry) if entry else Choice("", "…")
        if entry is not None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            choice = choice_of(entry)
            return times.dotted([choice.title, choice.detail, moment(entry.act.at)])
        return None


def choice_of(entry: Entry) -> Choice:
    """A step in two lines."""
    undone = QCoreApplication.translate("Log", "taken back") if entry.is_undone else ""
    title = times.dotted([entry.reviewer, entry.what, undone])
    return Choice(entry.act.id, title, entry.summary(plain.isolated) or "–", when=moment(entry.act.at))
