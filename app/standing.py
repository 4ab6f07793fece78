"""How far the review of a quote has come, worked out from its signatures and from what was changed since.

Nothing of this is stored twice. The case holds the steps of the review, and in `quote.status` the state that the last
of them led to; the history says who marked the quote, who really made each step, and what its words, its speaker and
its capacity were when somebody approved. From these follows what counts:

- An approval is the hand of the reviewer who is named in it, is not by an author (whoever marked the quote, or was the
  first to give it the words that it has now), and belongs to this round: it was given in knowledge of every objection,
  and nothing was submitted anew since.
- It holds for what was approved. Once the words, the speaker or the capacity are others, it lapses; if they become
  again what they were (by undoing, say), it counts again.
- A state that rests on approvals needs them: one for the second review, two by different reviewers for an approved
  quote. Where they are missing, the quote falls back to a draft, whatever its row says, and `fallen` says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

from db import tokens
from db.casefile import CaseFile
from db.claims import Review
from db.hands import Hand
from db.records import Quote

State = str
Fallen = Literal["changed", "unsigned"]
"""Changed in substance since it was approved; or written down as approved with too few approvals that count."""

SUBSTANCE = ("tokens", "speaker_id", "capacity")
"""The fields of a quote that an approval is of."""
APPROVALS = ("r1_approved", "approved")
NEEDED = {"r1_approved": 1, "r2_pending": 1, "approved": 2}
"""How many different reviewers must have approved what is in one of these states."""
_OBJECTIONS = ("draft", "changes_requested", "rejected")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a quote stands in its review."""

    quote_id: str
    state: State
    """What counts."""
    written: State
    """What its row says."""
    author_id: str | None = None
    """Who marked it."""
    authors: frozenset[str] = frozenset()
    """Who marked it, and who gave it the words that it has now: none of them approves it."""
    steps: tuple[Review, ...] = ()
    """Every step of its review, first things first."""
    approvals: tuple[Review, ...] = ()
    """Those that count now, one for each reviewer."""
    lapsed: tuple[Review, ...] = ()
    """Those of this round that no longer hold for what the quote is now."""
    fallen: Fallen | None = None

    @property
    def approvers(self) -> set[str]:
        """The reviewers whose approval counts."""
        return {one.reviewer_id for one in self.approvals}

    @property
    def last(self) -> Review | None:
        """The newest step."""
        return self.steps[-1] if self.steps else None


def standing_of(case: CaseFile, quote: Quote) -> Standing:
    """Where one quote stands."""
    return standings(case, [quote])[quote.id]


def standings(case: CaseFile, quotes: Iterable[Quote]) -> dict[str, Standing]:
    """Where these quotes stand; quick for very many."""
    return _Look(case, list(quotes)).standings()


def states(case: CaseFile, quotes: Sequence[Quote]) -> dict[str, State]:
    """Only the state that counts; history is read for those alone whose state rests on approvals."""
    found = {quote.id: quote.status for quote in quotes}
    signed = [quote for quote in quotes if quote.status in NEEDED]
    if signed:
        found |= {id: one.state for id, one in standings(case, signed).items()}
    return found


def as_they_stand(case: CaseFile, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes with the state that counts in place of the one that is written; for whoever shows or prints them."""
    known = states(case, quotes)
    return [quote if known[quote.id] == quote.status else replace(quote, status=known[quote.id]) for quote in quotes]


class _Look:
    """One reading of the case for some of its quotes."""

    def __init__(self, case: CaseFile, quotes: list[Quote]) -> None:
        self._case = case
        self._quotes = {quote.id: quote for quote in quotes}
        some = None if len(quotes) > case.quotes.count() // 4 else list(self._quotes)
        self._hands = case.ledger.hands
        self._touched = self._hands.of("quote", some)
        self._steps = self._read_steps(some)
        later = {hand.act_id for touched in self._touched.values() for hand in touched[1:]}
        self._worded = self._hands.speaking_of(later, ("tokens",))
        """Acts that may have given a quote other words than those that it was marked with."""

    def standings(self) -> dict[str, Standing]:
        """All of them."""
        signed = {id: self._signed(id) for id in self._quotes}
        rewritten = self._rewritten(signed)
        return {id: self._standing(quote, signed[id], rewritten) for id, quote in self._quotes.items()}

    def _standing(self, quote: Quote, signed: list[tuple[Hand, Review]], rewritten: set[str]) -> Standing:
        holds = [review for hand, review in signed if self._still_holds(quote, hand, rewritten)]
        lapsed = tuple(review for _, review in signed if review not in holds)
        first: dict[str, Review] = {}
        for review in holds:
            first.setdefault(review.reviewer_id, review)
        approvals = tuple(first.values())
        enough = len(approvals) >= NEEDED.get(quote.status, 0)
        fallen: Fallen | None = None if enough else "changed" if lapsed else "unsigned"
        return Standing(
            quote.id,
            quote.status if enough else "draft",
            quote.status,
            self._author(quote.id),
            self._authors(quote.id),
            tuple(review for _, review in self._steps.get(quote.id, ())),
            approvals,
            lapsed,
            fallen,
        )

    def _read_steps(self, some: list[str] | None) -> dict[str, list[tuple[Hand, Review]]]:
        reviews = self._case.argument.reviews
        found = reviews.all() if some is None else [review for id in some for review in reviews.of(id)]
        hands = self._hands.of("review", None if some is None else [review.id for review in found])
        steps: dict[str, list[tuple[Hand, Review]]] = {}
        for review in found:
            if review.quote_id in self._quotes and (made := hands.get(review.id)):
                steps.setdefault(review.quote_id, []).append((made[0], review))
        for own in steps.values():
            own.sort(key=lambda step: (step[0].rank, step[1].id))
        return steps

    def _author(self, quote_id: str) -> str | None:
        touched = self._touched.get(quote_id)
        return touched[0].reviewer_id if touched else None

    def _authors(self, quote_id: str) -> frozenset[str]:
        touched = self._touched.get(quote_id, [])
        found = {hand.reviewer_id for hand in touched[:1]}
        if any(hand.act_id in self._worded for hand in touched[1:]):
            words = tokens.dumps(self._quotes[quote_id].tokens)
            wrote = (
                hand.reviewer_id
                for hand in touched
                if self._hands.written(hand.act_id, "quote", quote_id).get("tokens", [None])[-1] == words
            )
            found.update(islice(wrote, 1))
        return frozenset(found)

    def _signed(self, quote_id: str) -> list[tuple[Hand, Review]]:
        """The approvals of this round by whoever may give one, whether or not they still hold."""
        steps = self._steps.get(quote_id, ())
        authors = self._authors(quote_id)
        return [
            (hand, review)
            for hand, review in steps
            if review.state in APPROVALS
            and review.reviewer_id == hand.reviewer_id
            and review.reviewer_id not in authors
            and all(self._leaves(step, (hand, review)) for step in steps)
        ]

    def _leaves(self, step: tuple[Hand, Review], approval: tuple[Hand, Review]) -> bool:
        """Whether a step leaves an approval as it is: an objection that it did not know of, or a new round, don't."""
        hand, review = step
        if review.state in _OBJECTIONS:
            return self._before(step, approval)
        return not (review.state == "submitted" and self._before(approval, step) and hand.act_id != approval[0].act_id)

    def _before(self, one: tuple[Hand, Review], other: tuple[Hand, Review]) -> bool:
        if one[0].act_id == other[0].act_id:
            return one[1].id < other[1].id
        return self._hands.saw(other[0], one[0])

    def _rewritten(self, signed: dict[str, list[tuple[Hand, Review]]]) -> set[str]:
        """The acts that may have changed the substance of a quote unseen by one of its approvals."""
        unseen = {
            hand.act_id
            for id, approvals in signed.items()
            for approval, _ in approvals
            for hand in self._touched.get(id, ())
            if not self._hands.saw(approval, hand)
        }
        return self._hands.speaking_of(unseen, SUBSTANCE)

    def _still_holds(self, quote: Quote, approval: Hand, rewritten: set[str]) -> bool:
        touched = self._touched.get(quote.id, ())
        if not any(hand.act_id in rewritten and not self._hands.saw(approval, hand) for hand in touched):
            return True
        approved = self._substance([hand for hand in touched if self._hands.saw(approval, hand)], quote.id)
        now = {"tokens": tokens.dumps(quote.tokens), "speaker_id": quote.speaker_id, "capacity": quote.capacity}
        return all(now[name] == approved.get(name) for name in SUBSTANCE)

    def _substance(self, hands: list[Hand], quote_id: str) -> dict[str, Any]:
        """What these acts, first things first, made of a quote."""
        made: dict[str, Any] = {}
        for hand in hands:
            fields = self._hands.written(hand.act_id, "quote", quote_id)
            made |= {name: pair[1] for name, pair in fields.items() if name in SUBSTANCE}
        return made
