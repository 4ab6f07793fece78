"""The “we” ledger of a quote: each first person plural in its words, and whom a person says it means.

Finding one is a suggestion and never more than that. Arabic hides most of them in endings and prefixes, which other
words have too: such a candidate is weak, and says so.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app import law
from app.first_person import standing
from app.passages import pieces
from app.problems import Refused
from app.words import words_of
from db.casefile import CaseFile
from db.claims import WeReference
from db.identity import new_id
from db.records import Quote
from db.tokens import TIERS, Tier

VOCABULARY = "pronoun_referent"


@dataclass(frozen=True, slots=True)
class We:
    """One first person plural, or what may be one, at its place in a transcript."""

    number: int
    """Counted from 1 within the quote: the original first."""
    tier: Tier
    transcript_id: str
    ordinal: int
    start: int
    end: int
    text: str
    is_weak: bool
    """Whether it may as well be another word: only an ending or a prefix speaks for it."""
    around: str
    """The words of its segment that are quoted."""
    at: int
    """Where it stands among them."""
    start_ms: int | None = None
    end_ms: int | None = None
    tagged: WeReference | None = None


def of(case: CaseFile, quote_id: str) -> list[We]:
    """Every first person plural of a quote in the order of its words, those that somebody tagged among them."""
    quote = case.quotes.get(quote_id)
    tags = {_place(one): one for one in case.argument.we_references.of(quote.id)}
    found: list[We] = []
    for one in _words(case, quote):
        tagged = tags.pop((one.transcript_id, one.ordinal, one.start, one.end), None)
        if tagged is not None or one.number:
            found.append(replace(one, number=len(found) + 1, is_weak=one.is_weak and tagged is None, tagged=tagged))
    return found


def strays(case: CaseFile, quote_id: str) -> list[WeReference]:
    """Tags on words that the quote does not hold any more: they were left out after they had been tagged."""
    here = {one.tagged.id for one in of(case, quote_id) if one.tagged is not None}
    return [one for one in case.argument.we_references.of(quote_id) if one.id not in here]


def numbered(case: CaseFile, quote_id: str, number: int) -> We:
    """The first person plural with this number; Refused if there is none."""
    found = of(case, quote_id)
    if not 1 <= number <= len(found):
        many = f"It has {len(found)}, counted from 1." if found else "It has none."
        raise Refused(f"This quote has no “we” number {number}.", many)
    return found[number - 1]


def tag(
    case: CaseFile,
    quote_id: str,
    number: int,
    referent: str,
    basis: str | None = None,
    organisation_id: str | None = None,
) -> WeReference:
    """Say whom a first person plural means, and what that rests on; what was said of it before is replaced."""
    law.check_term(case, VOCABULARY, referent)
    if organisation_id is not None:
        case.organisations.get(organisation_id)
    one = numbered(case, quote_id, number)
    basis = " ".join((basis or "").split()) or None
    if one.tagged is not None:
        return case.argument.we_references.change(
            one.tagged.id, referent=referent, basis=basis, organisation_id=organisation_id
        )
    made = WeReference(
        *(new_id(), quote_id, one.transcript_id, one.ordinal, one.start, one.end, one.text, referent),
        organisation_id=organisation_id,
        basis=basis,
    )
    return case.argument.we_references.add(made)


def untag(case: CaseFile, quote_id: str, number: int) -> None:
    """Say nothing of a first person plural any more."""
    one = numbered(case, quote_id, number)
    if one.tagged is None:
        raise Refused(f"Nobody has said whom “{one.text}” means.")
    case.argument.we_references.remove(one.tagged.id)


def _words(case: CaseFile, quote: Quote) -> Iterator[We]:
    """Each word that the quote holds; its number is 0 where it is no candidate."""
    for tier in TIERS:
        for span in quote.tokens.spans(tier):
            segments = case.transcripts.segments(span.transcript_id)
            language = case.transcripts.get(span.transcript_id).language
            for ordinal, first, last in pieces(span.start, span.end, segments):
                segment = segments[ordinal]
                around = segment.text[first:last]
                for start, end in words_of(around):
                    text = around[start:end]
                    is_one = standing(text, language)
                    begin, stop = first + start, first + end
                    # Words are kept in their order, and a segment may hold very many.
                    at = bisect_right(segment.words, begin, key=lambda word: word.end)
                    said = segment.words[at] if at < len(segment.words) else None
                    times = (said.start_ms, said.end_ms) if said and said.start < stop else (None, None)
                    place = (span.transcript_id, ordinal, begin, stop)
                    yield We(int(is_one is not None), tier, *place, text, is_one == "weak", around, start, *times)


def _place(one: WeReference) -> tuple[str, int, int, int]:
    return one.transcript_id, one.ordinal, one.start_offset, one.end_offset
