"""What waits for a reviewer: quotes to review, changes asked of one's own, comments to answer, tasks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from app import commenting
from app.standing import Standing, standings
from db.casefile import CaseFile
from db.claims import Comment
from db.records import Quote

Kind = Literal["first", "second", "fallen", "changes", "comment", "task"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_IN_REVIEW = ("submitted", "r1_approved", "r2_pending", "approved", "changes_requested")
"""What a quote's row says while somebody may have something to do for its review."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do."""

    kind: Kind
    table: str
    record_id: str
    """What it is about; for a task about nothing, both are empty."""
    said: str = ""
    """The reason, the comment or the task."""
    by: str | None = None
    """The reviewer who said it."""
    since: str | None = None
    """By that device's clock."""
    id: str = ""
    """Of the comment or the task."""

    @property
    def quote_id(self) -> str | None:
        """The quote that it is about, if it is about one."""
        return self.record_id if self.table == "quote" else None


def queue(case: CaseFile, reviewer_id: str) -> list[Waiting]:
    """All that waits for this reviewer, the oldest of each kind first; quick for very many quotes."""
    quotes = case.quotes.where(f"status IN ({', '.join('?' * len(_IN_REVIEW))})", *_IN_REVIEW)
    known = standings(case, quotes) if quotes else {}
    found = list(_of_review(quotes, known, reviewer_id))
    found += _comments(case, reviewer_id)
    found += [
        Waiting("task", task.table_name or "", task.record_id or "", task.text, id=task.id)
        for task in case.argument.tasks.where("done = 0 AND reviewer_id = ?", reviewer_id)
    ]
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def _of_review(quotes: Iterable[Quote], known: dict[str, Standing], reviewer_id: str) -> Iterator[Waiting]:
    for quote in quotes:
        standing = known[quote.id]
        kind = _kind(standing, reviewer_id)
        if kind is not None:
            last = standing.last
            said = (last.reason or "") if last and kind != "fallen" else ""
            yield Waiting(kind, "quote", quote.id, said, last.reviewer_id if last else None, last.at if last else None)


def _kind(standing: Standing, reviewer_id: str) -> Kind | None:
    if standing.author_id == reviewer_id:
        if standing.fallen is not None:
            return "fallen"
        return "changes" if standing.state == "changes_requested" else None
    if reviewer_id in standing.authors:
        return None
    if standing.state == "submitted":
        return "first"
    if standing.state in ("r1_approved", "r2_pending") and len(standing.approvers | {reviewer_id}) > 1:
        return "second"
    return None


def _comments(case: CaseFile, reviewer_id: str) -> Iterator[Waiting]:
    """The open threads in which another had the last word, and this reviewer a word or the record."""
    open_threads = [
        thread
        for thread in commenting.threads_of(case.argument.comments.all())
        if not thread.is_settled and thread.last.reviewer_id != reviewer_id
    ]
    authors = _authors(case, [thread.first for thread in open_threads])
    for thread in open_threads:
        took_part = any(comment.reviewer_id == reviewer_id for comment in thread.comments)
        last = thread.last
        if took_part or authors.get((last.table_name, last.record_id)) == reviewer_id:
            yield Waiting("comment", last.table_name, last.record_id, last.text, last.reviewer_id, last.at, last.id)


def _authors(case: CaseFile, comments: Iterable[Comment]) -> dict[tuple[str, str], str]:
    """Who made each of the records that these comments are about."""
    wanted: dict[str, list[str]] = {}
    for comment in comments:
        wanted.setdefault(comment.table_name, []).append(comment.record_id)
    return {
        (table, id): hands[0].reviewer_id
        for table, ids in wanted.items()
        for id, hands in case.ledger.hands.of(table, ids).items()
    }
