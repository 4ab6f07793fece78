"""What must not leave the house: privilege and traffic lights on notes, on comments, on whole records.

What is privileged never leaves in a disclosure: whoever makes one asks `privileged`.
"""

from app import law
from app.problems import Refused
from db.casefile import CaseFile
from db.claims import Privilege
from db.identity import new_id
from db.schema import JOURNALLED

WHOLE = ""
"""In place of a field: the whole record."""
_NONE = "none"
Place = tuple[str, str, str]
"""A table, a record's id, a field of it; an empty field is the whole record."""


def mark(
    case: CaseFile,
    table: str,
    record_id: str,
    field: str = WHOLE,
    privilege: str | None = None,
    marking: str | None = None,
) -> Privilege | None:
    """Set the privilege and the traffic light of a note, or of a whole record; without either it is open again."""
    law.check_term(case, "privilege", privilege)
    law.check_term(case, "tlp", marking)
    _check_place(case, table, record_id, field)
    privileges = case.argument.privileges
    there = [one for one in privileges.of(table, record_id) if one.field == field]
    # Two reviewers may have marked it apart; what is set now is what both of them see.
    for one in there[1:] if privilege or marking else there:
        privileges.remove(one.id)
    if not (privilege or marking):
        return None
    if there:
        return privileges.change(there[0].id, privilege=privilege, marking=marking)
    return privileges.add(Privilege(new_id(), table, record_id, field, privilege, marking))


def marked(case: CaseFile, table: str, record_id: str, field: str = WHOLE) -> Privilege | None:
    """How a note or a record is marked. Where two reviewers marked it apart, the stricter counts in each respect."""
    found = [one for one in case.argument.privileges.of(table, record_id) if one.field == field]
    if not found:
        return None
    privilege = next((one.privilege for one in found if is_privilege(one.privilege)), found[0].privilege)
    lights = [term.code for term in law.terms(case, "tlp")]
    known = sorted({one.marking for one in found if one.marking}, key=lambda code: _rank(lights, code))
    return Privilege(found[0].id, table, record_id, field, privilege, known[0] if known else None)


def privileged(case: CaseFile) -> set[Place]:
    """Every record, and every field of one, that must not leave.

    An answer is as privileged as what it answers; a comment, a task or a step of the review goes with its record.
    """
    found = {
        (one.table_name, one.record_id, one.field)
        for one in case.argument.privileges.all()
        if is_privilege(one.privilege)
    }
    codes = {term.code for term in law.terms(case, "privilege")} - {_NONE}
    found |= {("quote", quote.id, WHOLE) for quote in case.quotes.all() if quote.marking in codes}
    whole = {(table, id) for table, id, field in found if field == WHOLE}
    found |= {("review", one.id, WHOLE) for one in case.argument.reviews.all() if ("quote", one.quote_id) in whole}
    found |= {("task", one.id, WHOLE) for one in case.argument.tasks.all() if (one.table_name, one.record_id) in whole}
    return found | {("comment", id, WHOLE) for id in _comments(case, whole)}


def is_privilege(code: str | None) -> bool:
    """Whether a code says that something is privileged: “none” says that it is not."""
    return code not in (None, "", _NONE)


def _comments(case: CaseFile, whole: set[tuple[str, str]]) -> set[str]:
    comments = {one.id: one for one in case.argument.comments.all()}
    own = {
        id for id, one in comments.items() if is_privilege(one.privilege) or (one.table_name, one.record_id) in whole
    }
    own |= {id for table, id in whole if table == "comment"}
    answers: dict[str, list[str]] = {}
    for id, one in comments.items():
        if one.reply_to is not None:
            answers.setdefault(one.reply_to, []).append(id)
    found, waiting = set(own), list(own)
    while waiting:
        for id in answers.get(waiting.pop(), ()):
            if id not in found:
                found.add(id)
                waiting.append(id)
    return found


def _check_place(case: CaseFile, table: str, record_id: str, field: str) -> None:
    if table not in JOURNALLED:
        raise Refused(f"“{table}” is no kind of record.", f"Choose one of: {', '.join(JOURNALLED)}.")
    record = case.table(table).get(record_id)
    if field != WHOLE and (field == "id" or not hasattr(record, field)):
        raise Refused(f"A {table.replace('_', ' ')} has no field “{field}”.", "Name one that it has.")


def _rank(lights: list[str], code: str) -> int:
    return lights.index(code) if code in lights else -1
