"""Giving a field of a record back what it said before a step, as a step of its own."""

from typing import Any

from app import custody
from app.problems import Refused
from db import tokens
from db.casefile import CaseFile
from db.errors import BadValue

_KEPT = frozenset({"media_file", "device", "reviewer", "stamp", "departure", "certificate", "review", "comment"})
"""Kinds of record whose fields say what was found, done or said by somebody, and are no matter of choice."""
_FOLLOWS = frozenset({("quote", "status")})
"""Fields that follow from other records: a quote's state from the steps of its review."""


def can_restore(case: CaseFile, act_id: str, table: str, id: str, field: str) -> bool:
    """Whether the record is still there, may be changed, and says something else now than it did before that step."""
    try:
        before = _before(case, act_id, table, id, field)
    except (LookupError, TypeError, ValueError, AttributeError, Refused):
        # The body of a step that was tampered with can have any shape.
        return False
    return _may_change(case, table, id, field) and before != now(case, table, id, field)


def restore(case: CaseFile, act_id: str, table: str, id: str, field: str) -> None:
    """Let a field say again what it said before a step; what was said since stays in the history."""
    if not _may_change(case, table, id, field):
        raise Refused("This can’t be changed any more.", "Undo the step, or write the value anew.")
    value = _before(case, act_id, table, id, field)
    if (table, field) == ("quote", "tokens"):
        _check_words(case, value)
    try:
        case.table(table).write_raw(id, field, value)
    except BadValue:
        raise Refused("What stood there can’t stand there now.", "What it refers to may be gone.") from None


def now(case: CaseFile, table: str, id: str, field: str) -> Any:
    """What a field says now, as the history holds values; None for nothing, or where there is no such record."""
    said: Any = None
    for _, change in case.ledger.history(table, id):
        if change["op"] == "delete":
            said = None
        elif field in change["fields"]:
            said = change["fields"][field][1]
    return said


def _before(case: CaseFile, act_id: str, table: str, id: str, field: str) -> Any:
    changes: list[dict[str, Any]] = case.ledger.body(act_id)["changes"]
    found = next((one for one in changes if (one["table"], one["id"]) == (table, id)), None)
    if found is None or found["op"] != "update" or field not in found["fields"]:
        raise Refused("That step did not change this.", "Choose a step that did.")
    return found["fields"][field][0]


def _check_words(case: CaseFile, value: str) -> None:
    """Words are cited from transcripts that are there."""
    cited = {span.transcript_id for span in tokens.loads(value).spans()}
    if any(case.transcripts.find(transcript_id) is None for transcript_id in cited):
        raise Refused("A transcript that these words stand in is gone.", "Bring it back first, or mark the words anew.")


def _may_change(case: CaseFile, table: str, id: str, field: str) -> bool:
    record = case.table(table).find(id)
    if record is None or table in _KEPT or (table, field) in _FOLLOWS:
        return False
    return table != "custody_event" or not custody.is_finding(record)
