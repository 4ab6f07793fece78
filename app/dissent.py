"""Where reviewers judge the same thing differently: what each of them said last, also after one of it was chosen.

What stands in the case is one value; the other reviewers' values are not lost with it. They are read from the ledger,
so they travel with every merge, and every copy lists the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from db.casefile import CaseFile
from db.codings import Coded, Coding, Codings, Value, latest

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
    """Of the record that the reviewer judged."""
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


class Voices:
    """Who said what of the judgements in a case, and why: one reading of the ledger."""

    def __init__(self, case: CaseFile) -> None:
        wanted = {table: (*fields, REASONS[table]) for table, fields in JUDGEMENTS.items()}
        self.codings: Codings = latest(case.connection, wanted | {"quote": (*wanted["quote"], "tokens")})
        self.names = {reviewer.id: reviewer.name for reviewer in case.reviewers.all()}
        self._coded = {(one.table, one.record_id, one.field): one for one in self.codings.fields}

    @property
    def judgements(self) -> list[Coded]:
        """Every judgement that somebody made, in an order that is the same in every copy."""
        return [one for one in self.codings.fields if one.field in JUDGEMENTS[one.table]]

    def of(self, table: str, record_id: str, field: str, reviewer_id: str) -> Voice | None:
        """What a reviewer holds of a field; None who never said anything of it."""
        coding = self._coding(table, record_id, field, reviewer_id)
        if coding is None:
            return None
        reason = self._coding(table, record_id, REASONS[table], reviewer_id)
        words = str(reason.value) if reason and reason.value is not None else None
        return Voice(reviewer_id, self.names.get(reviewer_id, ""), record_id, coding.value, coding.at, words)

    def all_of(self, one: Coded) -> tuple[Voice, ...]:
        """What each who said something of this field holds, by reviewer id."""
        found = (self.of(one.table, one.record_id, one.field, coding.reviewer_id) for coding in one.said)
        return tuple(voice for voice in found if voice is not None)

    def _coding(self, table: str, record_id: str, field: str, reviewer_id: str) -> Coding | None:
        coded = self._coded.get((table, record_id, field))
        return coded.by(reviewer_id) if coded else None


def dissents(case: CaseFile, voices: Voices | None = None) -> list[Dissent]:
    """Every judgement on which reviewers differ, in an order that is the same in every copy.

    Each reviewer counts with what they said last and did not undo. Who later says the same as the others dissents no
    more.
    """
    heard = voices or Voices(case)
    return [
        Dissent(one.table, one.record_id, one.field, one.value, heard.all_of(one))
        for one in heard.judgements
        if len({coding.value for coding in one.said}) > 1
    ]
