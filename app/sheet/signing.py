"""Block I: who marked the quote, who approved it, and where reviewers differ."""

from app import dates
from app.sheet.reading import Reading
from app.sheet.values import Fact, Facts
from app.standing import standing_of
from app.wording import Wording
from db.claims import Review
from db.records import Quote

_OBJECTIONS = ("changes_requested", "rejected")


def signed(reading: Reading, quote: Quote) -> Facts:
    """The author, both reviewers, objections with their reasons, and every judgement on which reviewers differ."""
    standing = standing_of(reading.case, quote)
    names = {one.id: one.name for one in reading.case.reviewers.all()}
    approved = [_step(names, one) for one in standing.approvals]
    lapsed = [
        Fact("Approval that lapsed", f"{_step(names, one)}; the quote was changed since") for one in standing.lapsed
    ]
    objections = [
        Fact(
            "Objection",
            f"{_step(names, one)}: {reading.label('review_state', one.state)}; {one.reason or 'no reason given'}",
        )
        for one in standing.steps
        if one.state in _OBJECTIONS
    ]
    return (
        Fact("Marked by", names.get(standing.author_id or "")),
        Fact("First reviewer", approved[0] if approved else None, "has not approved"),
        Fact("Second reviewer", approved[1] if len(approved) > 1 else None, "has not approved"),
        *lapsed,
        *objections,
        *(_dissents(reading, quote) or [Fact("Dissent", None, "none recorded")]),
    )


def reviewed_by(reading: Reading, quote: Quote) -> str | None:
    """Those whose approval counts, in one line."""
    names = {one.id: one.name for one in reading.case.reviewers.all()}
    return "; ".join(_step(names, one) for one in standing_of(reading.case, quote).approvals) or None


def _step(names: dict[str, str], review: Review) -> str:
    return f"{names.get(review.reviewer_id, review.reviewer_id)}, {dates.moment_in_words(review.at)}"


def _dissents(reading: Reading, quote: Quote) -> list[Fact]:
    own = {("quote", quote.id), *(("link", link.id) for link in reading.links(quote.id))}
    wording: Wording = reading.wording
    found: list[Fact] = []
    for one in reading.dissents:
        if (one.table, one.record_id) in own:
            said = "; ".join(
                f"{voice.reviewer}: {_value(wording, one.table, one.field, voice.value)}"
                f"{f' ({voice.reason})' if voice.reason else ''}"
                for voice in one.voices
            )
            found.append(Fact(f"Dissent on {one.field.replace('_', ' ')}", said))
    return found


def _value(wording: Wording, table: str, field: str, value: object) -> str:
    return wording.value(table, field, value) or "nothing"
