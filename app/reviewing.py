"""The review of quotes: each step is somebody's, and two others than the author must approve.

`quote.status` follows the steps; what counts is worked out in `app.standing`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app import law
from app.problems import Problem, Refused
from app.standing import APPROVALS, Standing, State, standing_of, standings
from db.casefile import CaseFile
from db.claims import Review
from db.identity import new_id
from db.records import Quote

REASONED = ("changes_requested", "rejected")
"""States that nobody is put into without being told why."""
_SECOND = "r2_pending"


@dataclass(frozen=True, slots=True)
class Move:
    """A step that the review of a quote may take next, as one reviewer sees it."""

    state: State
    needs_reason: bool
    problem: Problem | None = None
    """Why this reviewer can't take it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of several quotes at once."""

    done: tuple[str, ...]
    left: tuple[tuple[str, Problem], ...]
    """Quotes that stayed as they were, each with the reason."""


def move(case: CaseFile, quote_id: str, state: State, reason: str | None = None) -> Review:
    """Take the review of a quote one step on; Refused if the quote is not there yet, or this reviewer may not.

    With an approval, the reason is the reviewer's dissent: it is kept and printed.
    """
    quote = case.quotes.get(quote_id)
    law.check_term(case, "review_state", state)
    return _move(case, quote, standing_of(case, quote), state, reason)


def approve(case: CaseFile, quote_id: str, reason: str | None = None) -> Review:
    """Give the approval that the quote waits for: the first, or the second. A reason is kept as dissent."""
    quote = case.quotes.get(quote_id)
    return _approve(case, quote, standing_of(case, quote), reason)


def move_all(case: CaseFile, quote_ids: Sequence[str], state: State, reason: str | None = None) -> Outcome:
    """The same for several quotes in one step; those that can't go stay. Refused if none can."""
    law.check_term(case, "review_state", state)
    return _each(case, quote_ids, lambda quote, standing: _move(case, quote, standing, state, reason))


def approve_all(case: CaseFile, quote_ids: Sequence[str], reason: str | None = None) -> Outcome:
    """Give each of several quotes the approval that it waits for."""
    return _each(case, quote_ids, lambda quote, standing: _approve(case, quote, standing, reason))


def moves(case: CaseFile, standing: Standing, reviewer_id: str | None) -> list[Move]:
    """The steps that can be next, those included that this reviewer may not take, with the reason."""
    return [
        Move(state, state in REASONED, _objection(standing, state, reviewer_id))
        for state in _next(case, standing.state)
    ]


def check_approval(case: CaseFile, standing: Standing, reviewer_id: str | None) -> Problem | None:
    """Why this reviewer can't give the approval that a quote waits for; None where nothing is in the way."""
    state = _approval_after(standing.state)
    if state is None:
        return Problem(
            f"A quote that is “{label(case, standing.state)}” does not wait for an approval.", "Submit it first."
        )
    return _objection(standing, state, reviewer_id)


def label(case: CaseFile, state: State) -> str:
    """A state in words, without the remark in brackets."""
    found = next((term.label for term in law.terms(case, "review_state") if term.code == state), state)
    return found.partition(" (")[0]


def now() -> str:
    """This moment by this device's clock, for display: nothing is decided by it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def reviewer_of(case: CaseFile) -> str:
    """Who works here."""
    assert case.author is not None
    return case.author.reviewer_id


# inside


def _move(case: CaseFile, quote: Quote, standing: Standing, state: State, reason: str | None) -> Review:
    reason = " ".join((reason or "").split()) or None
    following = _next(case, standing.state)
    if state not in following:
        named = ", ".join(f"“{label(case, one)}”" for one in following)
        raise Refused(
            f"A quote that is “{label(case, standing.state)}” can't become “{label(case, state)}”.",
            f"Next it can become {named}." if named else "Its review has ended.",
        )
    if state in REASONED and reason is None:
        raise Refused(f"“{label(case, state)}” needs a reason.", "Say what is wrong.")
    if (problem := _objection(standing, state, reviewer_of(case))) is not None:
        raise Refused(problem.what, problem.do)
    return _write(case, quote, state, reason)


def _approve(case: CaseFile, quote: Quote, standing: Standing, reason: str | None) -> Review:
    problem = check_approval(case, standing, reviewer_of(case))
    if problem is not None:
        raise Refused(problem.what, problem.do)
    if standing.state == "r1_approved":
        _write(case, quote, _SECOND, None)
    state = _approval_after(standing.state)
    assert state is not None
    return _write(case, quote, state, " ".join((reason or "").split()) or None)


def _write(case: CaseFile, quote: Quote, state: State, reason: str | None) -> Review:
    made = case.argument.reviews.add(Review(new_id(), quote.id, state, reviewer_of(case), now(), reason))
    case.quotes.change(quote.id, status=state)
    return made


def _each(case: CaseFile, quote_ids: Sequence[str], step: Callable[[Quote, Standing], object]) -> Outcome:
    quotes = [case.quotes.get(id) for id in dict.fromkeys(quote_ids)]
    known = standings(case, quotes)
    done: list[str] = []
    left: list[tuple[str, Problem]] = []
    for quote in quotes:
        try:
            step(quote, known[quote.id])
        except Refused as refused:
            left.append((quote.id, refused.problem))
        else:
            done.append(quote.id)
    if left and not done:
        raise Refused(left[0][1].what, left[0][1].do)
    return Outcome(tuple(done), tuple(left))


def _next(case: CaseFile, state: State) -> list[State]:
    """Where the case's own list lets a quote go from a state: a term's label is where its code leads."""
    return [term.label for term in law.terms(case, "review_transition") if term.code == state]


def _approval_after(state: State) -> State | None:
    return {"submitted": "r1_approved", "r1_approved": "approved", "r2_pending": "approved"}.get(state)


def _objection(standing: Standing, state: State, reviewer_id: str | None) -> Problem | None:
    """Why this reviewer may not bring a quote into a state that it could go into."""
    if state not in APPROVALS:
        return None
    if reviewer_id == standing.author_id:
        return Problem("You marked this quote, so you can't approve it.", "Two other reviewers must.")
    if reviewer_id in standing.authors:
        return Problem("The words of this quote are yours, so you can't approve it.", "Two other reviewers must.")
    if state == "approved" and len(standing.approvers | {reviewer_id}) < 2:
        return Problem("You gave the first approval.", "The second must be another reviewer's.")
    return None
