"""How far the review of a quote has come, and its next step."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import dates, law, reviewing
from app.session import Session
from app.standing import NEEDED, Standing, standing_of
from db.claims import Review
from db.records import Quote
from widgets import plain
from widgets.fields import ChoiceField
from widgets.models import times
from widgets.models.choices import Choice, label_in


class ReviewBox(QWidget):
    """The state that counts, what it rests on, and every step that was taken."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._standing: Standing | None = None
        self.status = ChoiceField(self.tr("Status"), self._next, self.tr("Draft"), "", None, self)
        self.status.chosen.connect(self._move)
        self._rests = plain.note("", self)
        self._steps = plain.note("", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.status)
        layout.addWidget(self._rests)
        layout.addWidget(self._steps)

    def show_quote(self, quote: Quote, *, writable: bool) -> None:
        """Show where this quote stands."""
        standing = standing_of(self._session.case, quote)
        self._standing = standing
        self.status.show_choice(None, reviewing.label(self._session.case, standing.state))
        self.status.setEnabled(writable)
        self._rests.setText("\n".join(self._said(standing)))
        self._steps.setText("\n".join(self._step(review) for review in standing.steps))
        self._rests.setVisible(bool(self._rests.text()))
        self._steps.setVisible(bool(self._steps.text()))

    @property
    def text(self) -> str:
        """All that is told besides the state."""
        return f"{self._rests.text()}\n{self._steps.text()}".strip()

    # inside

    def _next(self) -> list[Choice]:
        if self._standing is None:
            return []
        case = self._session.case
        own = case.author.reviewer_id if case.author else None
        terms = law.terms(case, "review_state")
        return [
            Choice(
                move.state,
                label_in(terms, move.state).partition(" (")[0],
                move.problem.what if move.problem else self.tr("asks for the reason") if move.needs_reason else "",
            )
            for move in reviewing.moves(case, self._standing, own)
        ]

    def _move(self, state: str | None) -> None:
        if self._standing is None or state is None:
            return
        reason = None
        if state in reviewing.REASONED:
            name = reviewing.label(self._session.case, state)
            reason = plain.ask_text(self, name, self.tr("Why? Whoever marked the quote reads it, and it is kept."))
            if reason is None:
                return
        self._session.do(self.tr("Set status"), reviewing.move, self._standing.quote_id, state, reason)

    def _said(self, standing: Standing) -> list[str]:
        said: list[str] = []
        names = self._names()
        if standing.fallen == "changed":
            who = ", ".join(names.get(one.reviewer_id, "") for one in standing.lapsed)
            said.append(
                self.tr("Approved by {}, but changed since: it must be reviewed again.").format(plain.isolated(who))
            )
        elif standing.fallen == "unsigned":
            state = reviewing.label(self._session.case, standing.written)
            said.append(self.tr("Noted as “{}”, but too few approvals count.").format(state))
        elif standing.approvals:
            who = ", ".join(names.get(one.reviewer_id, "") for one in standing.approvals)
            said.append(self.tr("Approved by {}").format(plain.isolated(who)))
            if NEEDED.get(standing.state, 0) == 1:
                said[-1] += self.tr("; a second reviewer must approve it too")
        return said

    def _step(self, review: Review) -> str:
        state = reviewing.label(self._session.case, review.state)
        when = dates.moment_in_words(review.at).partition(",")[0]
        return times.dotted([when, self._names().get(review.reviewer_id, ""), state, review.reason or ""])

    def _names(self) -> dict[str, str]:
        return {one.id: one.name for one in self._session.case.reviewers.all()}
