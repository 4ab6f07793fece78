"""What reviewers say to each other about a record, in threads; one changes only one's own words."""

from collections.abc import Iterable
from dataclasses import dataclass

from app import law
from app.problems import Refused
from app.reviewing import now, reviewer_of
from db.casefile import CaseFile
from db.claims import Comment
from db.identity import new_id

TABLES = ("quote", "incident", "link", "finding", "transcript", "media", "person")
"""What can be commented on."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and all that was said to it."""

    comments: tuple[Comment, ...]
    """Each after the one that it answers."""

    @property
    def first(self) -> Comment:
        """What it began with."""
        return self.comments[0]

    @property
    def last(self) -> Comment:
        """The newest word, as far as clocks can be believed."""
        return max(self.comments, key=lambda comment: (comment.at, comment.id))

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to answer."""
        return bool(self.first.settled)


def say(
    case: CaseFile,
    table: str,
    record_id: str,
    text: str,
    reply_to: str | None = None,
    privilege: str | None = None,
    marking: str | None = None,
) -> Comment:
    """A new comment on a record, or an answer to one. An answer opens a thread again that was settled."""
    _check_record(case, table, record_id)
    if reply_to is not None:
        answered = case.argument.comments.get(reply_to)
        if (answered.table_name, answered.record_id) != (table, record_id):
            raise Refused("That comment is about another record.", "Answer it there.")
        _settle(case, answered, settled=False)
    _check_marking(case, privilege, marking)
    made = Comment(new_id(), table, record_id, _said(text), reviewer_of(case), now(), reply_to, privilege, marking)
    return case.argument.comments.add(made)


def reply(
    case: CaseFile, comment_id: str, text: str, privilege: str | None = None, marking: str | None = None
) -> Comment:
    """An answer to a comment, marked as what it answers unless told otherwise: who quotes a secret tells it."""
    answered = case.argument.comments.get(comment_id)
    return say(
        case,
        answered.table_name,
        answered.record_id,
        text,
        comment_id,
        privilege or answered.privilege,
        marking or answered.marking,
    )


def edit(case: CaseFile, comment_id: str, text: str) -> Comment:
    """Other words for one's own comment."""
    _own(case, comment_id)
    return case.argument.comments.change(comment_id, text=_said(text))


def mark(case: CaseFile, comment_id: str, privilege: str | None = None, marking: str | None = None) -> Comment:
    """Say why a comment must not leave the house, and who may see it; None takes a marking away."""
    _check_marking(case, privilege, marking)
    return case.argument.comments.change(comment_id, privilege=privilege, marking=marking)


def settle(case: CaseFile, comment_id: str, settled: bool = True) -> Comment:
    """Say of a whole thread that there is nothing left to answer, or that there is."""
    return _settle(case, case.argument.comments.get(comment_id), settled=settled)


def delete(case: CaseFile, comment_id: str) -> None:
    """Remove one's own comment, as long as nobody has answered it."""
    _own(case, comment_id)
    if case.argument.comments.where("reply_to = ?", comment_id):
        raise Refused("This comment has been answered, so it stays.", "Change its words, or say something new.")
    case.argument.comments.remove(comment_id)


def threads(case: CaseFile, table: str, record_id: str) -> list[Thread]:
    """What was said about a record, the oldest thread first."""
    return threads_of(case.argument.comments.of(table, record_id))


def threads_of(comments: Iterable[Comment]) -> list[Thread]:
    """The threads that comments form, each answer after what it answers."""
    known = {comment.id: comment for comment in comments}
    answers: dict[str | None, list[Comment]] = {}
    for comment in known.values():
        above = comment.reply_to if comment.reply_to in known else None
        answers.setdefault(above, []).append(comment)
    return [Thread(tuple(_laid_out(first, answers))) for first in answers.get(None, ())]


def depth_of(thread: Thread, comment: Comment) -> int:
    """How many comments stand between a comment and the first of its thread."""
    above = {one.id: one.reply_to for one in thread.comments}
    depth, at = 0, comment.reply_to
    while at in above:
        depth, at = depth + 1, above[at]
    return depth


# inside


def _laid_out(first: Comment, answers: dict[str | None, list[Comment]]) -> list[Comment]:
    laid: list[Comment] = []
    waiting = [first]
    while waiting:
        comment = waiting.pop()
        laid.append(comment)
        waiting += reversed(answers.get(comment.id, ()))
    return laid


def _settle(case: CaseFile, comment: Comment, *, settled: bool) -> Comment:
    seen = {comment.id}
    while comment.reply_to is not None and comment.reply_to not in seen:
        comment = case.argument.comments.get(comment.reply_to)
        seen.add(comment.id)
    return case.argument.comments.change(comment.id, settled=int(settled))


def _own(case: CaseFile, comment_id: str) -> None:
    if case.argument.comments.get(comment_id).reviewer_id != reviewer_of(case):
        raise Refused("This comment is another reviewer's.", "Answer it instead.")


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise Refused("A comment needs words.", "Write some.")
    return said


def _check_record(case: CaseFile, table: str, record_id: str) -> None:
    if table not in TABLES:
        raise Refused(f"“{table}” can't be commented on.", f"Choose one of: {', '.join(TABLES)}.")
    case.table(table).get(record_id)


def _check_marking(case: CaseFile, privilege: str | None, marking: str | None) -> None:
    law.check_term(case, "privilege", privilege)
    law.check_term(case, "tlp", marking)
