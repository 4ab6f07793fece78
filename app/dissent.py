"""Where reviewers judge the same thing differently: what each of them said last, also after one of it was chosen.

What stands in the case is one value; the other reviewers' values are not lost with it. They are read from the ledger,
so they travel with every merge, and every copy lists the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from db.casefile import CaseFile
from db.codings import Codings, Value, latest

JUDGEMENTS: Mapping[str, tuple[str, ...]] = {
    "quote": ("capacity", "capacity_basis"),
    "link": ("relation", "polarity", "bearing", "directness", "weight", "survives_without_brackets"),
}
"""The fields, by table, in which a reviewer judges rather than records."""
REASONS: Mapping[str, str] = {"quote": "capacity_note", "link": "reason"}
"""Where a reviewer says why."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one reviewer holds."""

    reviewer_id: str
    reviewer: str
    record_id: str
    """Of the record that the reviewer judged: the same for all, unless each has one of the same passage."""
    value: Value
    """None where the reviewer took a value away and gave none."""
    at: str
    """The wall time of that device, for display only."""
    reason: str | None
    """In the reviewer's own words, if there are any."""


@dataclass(frozen=True, slots=True)
class Dissent:
    """A judgement on which reviewers differ."""

    table: str
    record_id: str
    field: str
    stands: Value
    """What the case says now."""
    voices: tuple[Voice, ...]
    """Of each reviewer who judged, by reviewer id; at least two of them differ."""


def read(case: CaseFile) -> Codings:
    """Everything that reviewers said of judgements and why: the one reading of the ledger that the rest stands on."""
    wanted = {table: (*fields, REASONS[table]) for table, fields in JUDGEMENTS.items()}
    return latest(case.connection, wanted)


def dissents(case: CaseFile, codings: Codings | None = None) -> list[Dissent]:
    """Every judgement on which reviewers differ, in an order that is the same in every copy.

    Each reviewer counts with what they said last and did not undo. Who later says the same as the others dissents no
    more.
    """
    said = codings or read(case)
    names = {reviewer.id: reviewer.name for reviewer in case.reviewers.all()}
    reasons = {(one.table, one.record_id): one for one in said.fields if one.field == REASONS[one.table]}
    found: list[Dissent] = []
    for one in said.fields:
        if one.field not in JUDGEMENTS[one.table] or len({coding.value for coding in one.said}) < 2:
            continue
        why = reasons.get((one.table, one.record_id))
        voices: list[Voice] = []
        for coding in one.said:
            reason = why.by(coding.reviewer_id) if why else None
            words = str(reason.value) if reason and reason.value is not None else None
            name = names.get(coding.reviewer_id, "")
            voices.append(Voice(coding.reviewer_id, name, one.record_id, coding.value, coding.at, words))
        found.append(Dissent(one.table, one.record_id, one.field, one.value, tuple(voices)))
    return found
