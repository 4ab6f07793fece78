"""What somebody concludes: findings, what each rests on, what speaks against it, and what contradicts what."""

from typing import Any

from app import attached
from app.entered import checked, one_of
from app.entered import words as needed
from app.problems import Refused
from db.casefile import CaseFile
from db.claims import Contradiction, Finding, FindingSource
from db.identity import new_id

FIELDS = ("claim", "made_by", "polarity", "likelihood", "confidence", "strength", "open", "notes")
SIDES = ("support", "contrary", "bears_on", "alternative")
"""What it rests on, what speaks against it, what it bears on, and what else may be."""
NAMED = ("quote", "link", "incident", "finding", "media", "person", "organisation", "measure", "incident_detail")
"""The tables whose records a finding can name."""
_CLAIM = "A finding needs a claim."
_KIND = "It needs a word for how the two stand to each other, such as “change of position”."
_SOURCE = ("side", "table_name", "record_id", "words", "text")
End = tuple[str | None, str]
"""One of two things that are set against each other: a table and an id, or None and what it is in words."""


def add(case: CaseFile, claim: str, **fields: Any) -> Finding:
    """A new finding, after those that are there."""
    told = checked(case, FIELDS[1:], fields)
    ordinal = max((one.ordinal for one in case.argument.findings.all()), default=-1) + 1
    return case.argument.findings.add(Finding(new_id(), ordinal, needed(claim, _CLAIM), **told))


def change(case: CaseFile, finding_id: str, **fields: Any) -> Finding:
    """Set some fields of a finding."""
    told = checked(case, FIELDS, fields)
    if "claim" in told:
        told["claim"] = needed(told["claim"], _CLAIM)
    return case.argument.findings.change(finding_id, **told)


def move(case: CaseFile, finding_id: str, to: int) -> Finding:
    """Give a finding another place in the order; 0 is the first."""
    order = [one.id for one in case.argument.findings.all() if one.id != finding_id]
    order.insert(max(0, to), case.argument.findings.get(finding_id).id)
    for ordinal, id in enumerate(order):
        case.argument.findings.change(id, ordinal=ordinal)
    return case.argument.findings.get(finding_id)


def remove(case: CaseFile, finding_id: str) -> None:
    """Remove a finding with its sources, and it from what other findings and contradictions name.

    What named it keeps the claim in words, so that it still reads.
    """
    claim = case.argument.findings.get(finding_id).claim
    argument = case.argument
    attached.remove(case, "finding", finding_id)
    for source in argument.finding_sources.of(finding_id):
        argument.finding_sources.remove(source.id)
    for source in argument.finding_sources.where("table_name = 'finding' AND record_id = ?", finding_id):
        argument.finding_sources.change(source.id, table_name=None, record_id=None, text=claim)
    for one in argument.contradictions.where("one_table = 'finding' AND one_id = ?", finding_id):
        argument.contradictions.change(one.id, one_table=None, one_id=None, one_text=claim)
    for one in argument.contradictions.where("other_table = 'finding' AND other_id = ?", finding_id):
        argument.contradictions.change(one.id, other_table=None, other_id=None, other_text=claim)
    argument.findings.remove(finding_id)


def cite(
    case: CaseFile,
    finding_id: str,
    side: str,
    *,
    table: str | None = None,
    record_id: str | None = None,
    words: str | None = None,
    text: str | None = None,
) -> FindingSource:
    """Something that a finding names: a record, with the words that are claimed to stand there; or a text."""
    case.argument.findings.get(finding_id)
    told = checked(case, _SOURCE, {"words": words, "text": text})
    source = FindingSource(new_id(), finding_id, side, table, record_id, told["words"], told["text"])
    return case.argument.finding_sources.add(_whole(case, source))


def change_source(case: CaseFile, source_id: str, **fields: Any) -> FindingSource:
    """Set side, table_name, record_id, words or text of what a finding names."""
    return _whole(case, case.argument.finding_sources.change(source_id, **checked(case, _SOURCE, fields)))


def uncite(case: CaseFile, source_id: str) -> None:
    """Take away something that a finding names."""
    case.argument.finding_sources.remove(source_id)


def set_against(case: CaseFile, kind: str, one: End, other: End, note: str | None = None) -> Contradiction:
    """Two things that don't go together, or do so tellingly."""
    (one_table, one_id, one_text), (other_table, other_id, other_text) = (_end(case, end) for end in (one, other))
    if one_id is not None and (one_table, one_id) == (other_table, other_id):
        raise Refused("Nothing can be set against itself.", "Choose two.")
    told = checked(case, ("note",), {"note": note})
    pair = (one_table, one_id, one_text, other_table, other_id, other_text)
    return case.argument.contradictions.add(Contradiction(new_id(), needed(kind, _KIND), *pair, **told))


def change_contradiction(
    case: CaseFile,
    contradiction_id: str,
    *,
    kind: str | None = None,
    note: str | None = None,
) -> Contradiction:
    """Another word for how the two stand to each other, or another note; an empty note is none."""
    fields: dict[str, Any] = {}
    if kind is not None:
        fields["kind"] = needed(kind, _KIND)
    if note is not None:
        fields["note"] = note.strip() or None
    return case.argument.contradictions.change(contradiction_id, **fields)


def remove_contradiction(case: CaseFile, contradiction_id: str) -> None:
    """Set two things no longer against each other."""
    case.argument.contradictions.remove(contradiction_id)


def _whole(case: CaseFile, source: FindingSource) -> FindingSource:
    one_of(source.side, SIDES, "side of a finding")
    if source.record_id is not None:
        table = one_of(source.table_name or "", NAMED, "kind of record that a finding can name")
        case.table(table).get(source.record_id)
        if (table, source.record_id) == ("finding", source.finding_id):
            raise Refused("A finding can't rest on itself.", "Name something else.")
    elif source.text is None:
        raise Refused("It is not said what the finding names.", "Choose a record, or write it.")
    return source


def _end(case: CaseFile, end: End) -> tuple[str | None, str | None, str | None]:
    table, said = end
    if table is None:
        return None, None, needed(said, "One of the two things is not named.")
    case.table(one_of(table, NAMED, "kind of record that can be set against another")).get(said)
    return table, said, None
