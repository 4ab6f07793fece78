"""What became of a quote: who changed what, and when."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from app.session import Session
from db.records import Act
from widgets import plain
from widgets.models import times

_LONGEST = 30


class History(QWidget):
    """Folded away until it is asked for; then read from the case."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._quote_id: str | None = None
        self._toggle = QToolButton(self)
        self._toggle.setText(self.tr("History"))
        self._toggle.setCheckable(True)
        self._toggle.setAutoRaise(True)
        self._toggle.setArrowType(Qt.ArrowType.RightArrow)
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toggle.toggled.connect(self._fold)
        self._said = plain.note("", self)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._toggle)
        layout.addWidget(self._said)

    def show_quote(self, quote_id: str) -> None:
        """Be about this quote."""
        self._quote_id = quote_id
        if self._toggle.isChecked():
            self._read()

    def open(self) -> None:
        """Unfold."""
        self._toggle.setChecked(True)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._said.text()

    def _fold(self, unfolded: bool) -> None:
        self._toggle.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._said.setVisible(unfolded)
        if unfolded:
            self._read()

    def _read(self) -> None:
        if self._quote_id is None:
            return
        case = self._session.case
        links = [link.id for link in case.links.of_quote(self._quote_id)]
        acts = case.ledger.history("quote", self._quote_id)
        acts += [entry for link_id in links for entry in case.ledger.history("link", link_id)]
        acts.sort(key=lambda entry: (entry[0].at, entry[0].counter), reverse=True)
        names = {reviewer.id: reviewer.name for reviewer in case.reviewers.all()}
        lines = [self._line(act, change, names) for act, change in acts[:_LONGEST]]
        if len(acts) > _LONGEST:
            lines.append(self.tr("and {} earlier").format(len(acts) - _LONGEST))
        self._said.setText("\n".join(lines))

    def _line(self, act: Act, change: dict[str, Any], names: dict[str, str]) -> str:
        at = datetime.fromisoformat(act.at).astimezone()
        when = QLocale().toString(at, QLocale.FormatType.ShortFormat)
        kinds = {"undo": self.tr("Undone: {}"), "redo": self.tr("Done again: {}")}
        what = kinds.get(act.kind, "{}").format(act.label)
        return times.dotted([when, names.get(act.reviewer_id, ""), what, self._changed(change)])

    def _changed(self, change: dict[str, Any]) -> str:
        if change["op"] != "update" or len(change["fields"]) != 1:
            return ""
        name, (before, after) = next(iter(change["fields"].items()))
        if name == "tokens" or name.endswith("_id") or not (before or after):
            return ""
        return f"{_short(before)} → {_short(after)}"


def _short(value: Any) -> str:
    text = "–" if value is None else " ".join(str(value).split())
    return f"{text[:40]}…" if len(text) > 40 else text
