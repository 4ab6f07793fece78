"""Taking the review of several quotes one step on, and telling what became of each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import quoting, reviewing, tagging
from app.reviewing import Outcome
from app.session import Session
from widgets import plain
from widgets.models import times

_MOST = 3
"""Quotes that stayed and are named with the reason; of more, how many there are."""


class Stepping(QObject):
    """Each wish is one step for all the quotes; those that can't go stay, and are named."""

    told = Signal(str, str)
    """What became of it, and what stayed and why."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._window = session, parent

    def submit(self, quote_ids: Sequence[str]) -> None:
        """Hand them in for review."""
        self._move(quote_ids, "submitted", None)

    def take_up(self, quote_ids: Sequence[str]) -> None:
        """Work on them again, as drafts."""
        self._move(quote_ids, "draft", None)

    def approve(self, quote_ids: Sequence[str]) -> None:
        """Give each the approval that it waits for."""
        if quote_ids:
            self._tell(self._session.do(self.tr("Approve"), reviewing.approve_all, quote_ids))

    def ask_for_changes(self, quote_ids: Sequence[str]) -> None:
        """Ask why, once for all, and hand them back."""
        self._move_with_reason(quote_ids, "changes_requested")

    def reject(self, quote_ids: Sequence[str]) -> None:
        """Ask why, once for all, and turn them down."""
        self._move_with_reason(quote_ids, "rejected")

    def tag(self, quote_ids: Sequence[str]) -> None:
        """Ask for tags, and give them to all."""
        if not quote_ids:
            return
        typed = plain.ask_text(self._window, self.tr("Tags"), self.tr("Tags for these quotes, parted by commas:"))
        names = [name.strip() for name in (typed or "").split(",") if name.strip()]
        if names:
            self._session.do(self.tr("Add tags"), tagging.tag, "quote", quote_ids, names)

    def delete(self, quote_ids: Sequence[str]) -> None:
        """Delete them and their links in one step, which undo takes back."""
        ids = list(quote_ids)

        def delete(case: Any) -> None:
            for id in ids:
                quoting.delete(case, id)

        if ids:
            self._session.do(self.tr("Delete quote") if len(ids) == 1 else self.tr("Delete quotes"), delete)

    def _move_with_reason(self, quote_ids: Sequence[str], state: str) -> None:
        if not quote_ids:
            return
        name = reviewing.label(self._session.case, state)
        reason = plain.ask_text(self._window, name, self.tr("Why? Whoever marked the quotes reads it, and it is kept."))
        if reason is not None:
            self._move(quote_ids, state, reason)

    def _move(self, quote_ids: Sequence[str], state: str, reason: str | None) -> None:
        if quote_ids:
            self._tell(self._session.do(self.tr("Set status"), reviewing.move_all, quote_ids, state, reason))

    def _tell(self, outcome: Outcome) -> None:
        done = times.counted(len(outcome.done), self.tr("1 quote went on."), self.tr("{} quotes went on."))
        stayed = [f"{plain.isolated(self._name(id))}: {problem.what}" for id, problem in outcome.left[:_MOST]]
        more = len(outcome.left) - len(stayed)
        if more > 0:
            stayed.append(self.tr("and {} more").format(more))
        self.told.emit(done, " ".join(stayed))

    def _name(self, quote_id: str) -> str:
        quote = self._session.case.quotes.get(quote_id)
        span = next(iter(quote.tokens.spans("translation")), None) or next(iter(quote.tokens.spans("original")), None)
        return quote.title or (span.text[:60] if span else quote_id)
