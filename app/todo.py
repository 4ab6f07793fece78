"""What is still to be done, about a record or about the case, and by whom."""

from typing import Any

from app.problems import Refused
from db.casefile import CaseFile
from db.claims import Task
from db.identity import new_id


def add(
    case: CaseFile, text: str, table: str | None = None, record_id: str | None = None, reviewer_id: str | None = None
) -> Task:
    """A new task; without a reviewer it is anybody's."""
    if table is not None:
        case.table(table).get(record_id or "")
    return case.argument.tasks.add(Task(new_id(), _text(text), 0, table, record_id, _reviewer(case, reviewer_id)))


def change(case: CaseFile, task_id: str, **fields: Any) -> Task:
    """Other words for a task, or another reviewer: `text`, `reviewer_id`."""
    assert not fields.keys() - {"text", "reviewer_id"}, f"no fields of a task: {fields.keys()}"
    if "text" in fields:
        fields["text"] = _text(fields["text"])
    if "reviewer_id" in fields:
        _reviewer(case, fields["reviewer_id"])
    return case.argument.tasks.change(task_id, **fields)


def done(case: CaseFile, task_id: str, is_done: bool = True) -> Task:
    """Say that a task is done, or that it isn't."""
    return case.argument.tasks.change(task_id, done=int(is_done))


def delete(case: CaseFile, task_id: str) -> None:
    """Remove a task."""
    case.argument.tasks.remove(task_id)


def _text(text: str | None) -> str:
    said = " ".join((text or "").split())
    if not said:
        raise Refused("A task needs words.", "Say what is to be done.")
    return said


def _reviewer(case: CaseFile, reviewer_id: str | None) -> str | None:
    return None if reviewer_id is None else case.reviewers.get(reviewer_id).id
