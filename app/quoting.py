"""Marking what was said: quotes, their parts, what is put in and what stands out.

The text of a quote is never typed. Every verb here re-cuts its spans from the transcript's own words.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from app import attached, law
from app.passages import Passage, cut, position_at
from app.problems import Refused
from db.casefile import CaseFile
from db.identity import new_id
from db.records import Quote, Segment
from db.tokens import BRACKET_TYPES, TIERS, Bracket, Position, Sic, Span, Tier, Token, Tokens


class FrameStamp(Protocol):
    """Which video frame: its number, counted from 0, and its time stamp in the stream's time base."""

    @property
    def index(self) -> int:
        """Its number."""
        ...

    @property
    def pts(self) -> int:
        """Its time stamp."""
        ...


def no_frame(ms: int) -> FrameStamp | None:
    """For a recording whose pictures nobody can look at now, or that has none."""


FIELDS = frozenset(
    {
        "speaker_id",
        "capacity",
        "capacity_basis",
        "capacity_note",
        "title",
        "question",
        "marking",
        "notes",
    }
)
Stretch = tuple[int, int, int]
"""Some code points of a span: its index among the tokens, the first, and the last (exclusive)."""
_TERMS = {"capacity": "speaker_capacity", "capacity_basis": "capacity_basis"}
_MARKINGS = ("privilege", "tlp")


def mark(
    case: CaseFile,
    passage: Passage,
    counterpart: Passage | None = None,
    frame_at: Callable[[int], FrameStamp | None] = no_frame,
    **fields: Any,
) -> Quote:
    """A new quote of a passage, and of the passage that translates it (or that it translates) if given.

    `frame_at` tells which video frame is shown at a time in ms; the one at the in-point is kept, so that the exhibit
    shows what the reviewer saw.
    """
    media_id = case.transcripts.get(passage.transcript_id).media_id
    tokens = _stamped(_with_passages(case, Tokens(), media_id, passage, counterpart), frame_at)
    quote = Quote(new_id(), media_id, tokens)
    return case.quotes.add(replace(quote, **_checked(case, fields)))


def add_part(case: CaseFile, quote_id: str, passage: Passage, counterpart: Passage | None = None) -> Quote:
    """The quote with one more part; what it holds already is not taken twice. The ellipsis appears by itself."""
    quote = case.quotes.get(quote_id)
    return _write(case, quote, _with_passages(case, quote.tokens, quote.media_id, passage, counterpart))


def replace_tier(case: CaseFile, quote_id: str, passages: Sequence[Passage], tier: Tier) -> Quote:
    """The quote with the words of one tier chosen anew: how a proposed counterpart is adjusted."""
    quote = case.quotes.get(quote_id)
    tokens = quote.tokens.with_tier(tier, ())
    for passage in passages:
        if tier_of(case, passage) != tier:
            raise Refused("These words are of the other language.", "Select them in the column that you are adjusting.")
        tokens = _with_passage(case, tokens, quote.media_id, passage)
    return _write(case, quote, tokens)


def remove_part(case: CaseFile, quote_id: str, tier: Tier, index: int) -> Quote:
    """The quote without one of its tokens; spans that belong together grow together again."""
    quote = case.quotes.get(quote_id)
    tokens = list(quote.tokens.of(tier))
    _token_at(tokens, index)
    del tokens[index]
    return _write(case, quote, quote.tokens.with_tier(tier, _joined(case, tokens)))


def bracket(
    case: CaseFile, quote_id: str, tier: Tier, index: int, offset: int, text: str, type: str, replaces: int = 0
) -> Quote:
    """Insert words that were never said, before a code point of the span at `index`.

    `replaces` is how many of the span's code points from there on the insertion stands for; they are left out.
    """
    quote = case.quotes.get(quote_id)
    inserted = " ".join(text.split()).removeprefix("[").removesuffix("]").strip()
    if not inserted:
        raise Refused("A bracket needs words.", "Type what it shall say.")
    if type not in BRACKET_TYPES:
        raise Refused(f"“{type}” is no type of bracket.", f"Choose one of: {', '.join(BRACKET_TYPES)}.")
    token = Bracket(inserted, type, _author(case), replaces=replaces > 0, leads=offset == 0)
    tokens = list(quote.tokens.of(tier))
    span = _span_at(tokens, index)
    before, _, after = _split(case, span, offset, offset + replaces)
    tokens[index : index + 1] = [*before, token, *after]
    return _write(case, quote, quote.tokens.with_tier(tier, tuple(tokens)))


def change_bracket(
    case: CaseFile, quote_id: str, tier: Tier, index: int, text: str | None = None, type: str | None = None
) -> Quote:
    """Other words or another type for a bracket that is there; other words are of whoever writes them."""
    quote = case.quotes.get(quote_id)
    tokens = list(quote.tokens.of(tier))
    old = _token_at(tokens, index)
    if not isinstance(old, Bracket):
        raise Refused("There is no bracket at this place.", "Choose one.")
    words = " ".join((text or old.text).split())
    new = replace(old, text=words, type=type or old.type, by=old.by if words == old.text else _author(case))
    if new.type not in BRACKET_TYPES:
        raise Refused(f"“{type}” is no type of bracket.", f"Choose one of: {', '.join(BRACKET_TYPES)}.")
    tokens[index] = new
    return _write(case, quote, quote.tokens.with_tier(tier, tuple(tokens)))


def emphasise(
    case: CaseFile, quote_id: str, tier: Tier, index: int, first: int, last: int, emphasis: str | None = "added"
) -> Quote:
    """Set (or, with None, take away) emphasis on the code points first to last (exclusive) of a span."""
    return emphasise_all(case, quote_id, tier, [(index, first, last)], emphasis)


def emphasise_all(
    case: CaseFile, quote_id: str, tier: Tier, stretches: Sequence[Stretch], emphasis: str | None = "added"
) -> Quote:
    """The same on several stretches, as of words that a bracket parts."""
    if emphasis not in (None, "added", "original"):
        raise Refused("Emphasis is either added or in the original.", "Say which.")
    quote = case.quotes.get(quote_id)
    tokens = list(quote.tokens.of(tier))
    for index, first, last in sorted(stretches, reverse=True):
        before, middle, after = _split(case, _span_at(tokens, index), first, last)
        stressed = [replace(part, emphasis=emphasis) for part in middle]
        tokens[index : index + 1] = [*before, *stressed, *after]
    return _write(case, quote, quote.tokens.with_tier(tier, _joined(case, tokens)))


def leave_out(case: CaseFile, quote_id: str, tier: Tier, stretches: Sequence[Stretch]) -> Quote:
    """The quote without some of its spoken words. The ellipsis appears by itself."""
    quote = case.quotes.get(quote_id)
    tokens = list(quote.tokens.of(tier))
    for index, first, last in sorted(stretches, reverse=True):
        before, _, after = _split(case, _span_at(tokens, index), first, last)
        tokens[index : index + 1] = [*before, *after]
    return _write(case, quote, quote.tokens.with_tier(tier, tuple(tokens)))


def sic(case: CaseFile, quote_id: str, tier: Tier, index: int, offset: int) -> Quote:
    """Say of the words before a code point of a span that they stand as they were said."""
    quote = case.quotes.get(quote_id)
    tokens = list(quote.tokens.of(tier))
    before, _, after = _split(case, _span_at(tokens, index), offset, offset)
    if not before:
        raise Refused("[sic] follows a word.", "Place it after the word that it is about.")
    tokens[index : index + 1] = [*before, Sic(), *after]
    return _write(case, quote, quote.tokens.with_tier(tier, tuple(tokens)))


def describe(case: CaseFile, quote_id: str, **fields: Any) -> Quote:
    """Set what is said about a quote: speaker, capacity and its basis, title, marking, notes, question.

    Its status follows from its review, and is set nowhere else.
    """
    return case.quotes.change(quote_id, **_checked(case, fields))


def delete(case: CaseFile, quote_id: str) -> None:
    """Remove a quote, its links, its review and what was said of it; undo brings back all of it."""
    attached.remove(case, "quote", quote_id)
    for link in case.links.of_quote(quote_id):
        case.links.remove(link.id)
    case.quotes.remove(quote_id)


def tier_of(case: CaseFile, passage: Passage) -> Tier:
    """Whether a passage is of the original or of a translation."""
    return "original" if case.transcripts.get(passage.transcript_id).kind == "original" else "translation"


def find_in_quote(tokens: Sequence[Token], words: str) -> tuple[int, int, int]:
    """The one place where words stand within a span: its index, first and last offset; Refused if none or several."""
    wanted = words.strip()
    found = [
        (index, at, at + len(wanted))
        for index, token in enumerate(tokens)
        if isinstance(token, Span)
        for at in _occurrences(token.text, wanted)
    ]
    if len(found) != 1:
        how = "not" if not found else "more than once"
        raise Refused(f"These words stand {how} in the quote.", "Give words that stand in it exactly once.")
    return found[0]


# inside


def _occurrences(text: str, wanted: str) -> list[int]:
    return [at for at in range(len(text)) if wanted and text.startswith(wanted, at)]


def _write(case: CaseFile, quote: Quote, tokens: Tokens) -> Quote:
    if not any(tokens.spans()):
        raise Refused("A quote can't be without words.", "Delete the quote instead.")
    return case.quotes.change(quote.id, tokens=tokens)


def _stamped(tokens: Tokens, frame_at: Callable[[int], FrameStamp | None]) -> Tokens:
    """The tokens with the video frame at their in-point noted on the first span."""
    start_ms = tokens.start_ms
    frame = frame_at(start_ms) if start_ms is not None else None
    if frame is None:
        return tokens
    for tier in TIERS:
        for index, token in enumerate(tokens.of(tier)):
            if isinstance(token, Span) and token.start_ms == start_ms:
                own = list(tokens.of(tier))
                own[index] = replace(token, frame=frame.index, frame_pts=frame.pts)
                return tokens.with_tier(tier, tuple(own))
    return tokens


def _with_passages(
    case: CaseFile, tokens: Tokens, media_id: str, passage: Passage, counterpart: Passage | None
) -> Tokens:
    tokens = _with_passage(case, tokens, media_id, passage)
    if counterpart is None:
        return tokens
    if tier_of(case, counterpart) == tier_of(case, passage):
        raise Refused("Both passages are of the same language.", "Choose one in each column.")
    return _with_passage(case, tokens, media_id, counterpart)


def _with_passage(case: CaseFile, tokens: Tokens, media_id: str, passage: Passage) -> Tokens:
    transcript = case.transcripts.get(passage.transcript_id)
    if transcript.media_id != media_id:
        raise Refused("These words are from another recording.", "Mark a quote of its own for them.")
    tier = tier_of(case, passage)
    have = tokens.of(tier)
    others = {span.transcript_id for span in tokens.spans(tier)} - {transcript.id}
    if others:
        raise Refused(
            "This quote already has words of another transcript in this language.", "Mark a quote of its own."
        )
    segments = case.transcripts.segments(transcript.id)
    wanted = cut(passage, segments)
    fresh = _without(wanted, [token for token in have if isinstance(token, Span)], segments)
    if not fresh:
        raise Refused("These words are already in the quote.", "Select other words.")
    merged = list(have)
    for span in fresh:
        merged.insert(_place(merged, span), span)
    return tokens.with_tier(tier, _joined(case, merged))


def _without(wanted: Span, have: Sequence[Span], segments: Sequence[Segment]) -> list[Span]:
    """What of a span is not in the others, as spans."""
    free = [(wanted.start, wanted.end)]
    for span in have:
        parts: list[tuple[Position, Position]] = []
        for start, end in free:
            parts += [(start, min(end, span.start)), (max(start, span.end), end)]
        free = [(start, end) for start, end in parts if start < end]
    return [span for start, end in free for span in _maybe_cut(wanted, start, end, segments)]


def _maybe_cut(like: Span, start: Position, end: Position, segments: Sequence[Segment]) -> list[Span]:
    """The words between two places as no span or one."""
    try:
        span = cut(Passage(like.transcript_id, start, end), segments, like.emphasis)
    except Refused:
        return []
    if span.start == like.start:
        span = replace(span, frame=like.frame, frame_pts=like.frame_pts)
    return [span]


def _place(tokens: Sequence[Token], span: Span) -> int:
    """Where a span belongs among the tokens: right after the last span that stands before it in the transcript."""
    place = 0
    for index, token in enumerate(tokens):
        if isinstance(token, Span) and token.start < span.start:
            place = index + 1
    # What was put in after that span (a bracket, [sic]) stays with it.
    while place and place < len(tokens) and not isinstance(tokens[place], Span):
        place += 1
    return place


def _split(case: CaseFile, span: Span, first: int, last: int) -> tuple[list[Span], list[Span], list[Span]]:
    """A span cut at two of its code points: what is before, between and after; each no span or one."""
    if not 0 <= first <= last <= len(span.text):
        raise Refused("This place is not in the quote.", "Choose it again.")
    segments = case.transcripts.segments(span.transcript_id)
    start, end = position_at(span, first, segments), position_at(span, last, segments)
    return (
        _maybe_cut(span, span.start, start, segments),
        _maybe_cut(span, start, end, segments) if first < last else [],
        _maybe_cut(span, end, span.end, segments),
    )


def _joined(case: CaseFile, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with neighbouring spans made one where only white space parts them and their emphasis is the same."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if isinstance(last, Span) and isinstance(token, Span) and last.transcript_id == token.transcript_id:
            segments = case.transcripts.segments(token.transcript_id)
            if last.emphasis == token.emphasis and _touch(last, token, segments):
                whole = cut(Passage(token.transcript_id, last.start, token.end), segments, token.emphasis)
                joined[-1] = replace(whole, frame=last.frame, frame_pts=last.frame_pts)
                continue
        joined.append(token)
    return tuple(joined)


def _touch(one: Span, other: Span, segments: Sequence[Segment]) -> bool:
    if one.end > other.start:
        return False
    between = Passage(one.transcript_id, one.end, other.start)
    return not _maybe_cut(one, between.start, between.end, segments)


def _author(case: CaseFile) -> str | None:
    return case.reviewers.get(case.author.reviewer_id).name if case.author else None


def _token_at(tokens: Sequence[Token], index: int) -> Token:
    if not 0 <= index < len(tokens):
        raise Refused("The quote has no such part.", "Choose one that it has.")
    return tokens[index]


def _span_at(tokens: Sequence[Token], index: int) -> Span:
    token = _token_at(tokens, index)
    if not isinstance(token, Span):
        raise Refused("This part holds no spoken words.", "Choose words that were said.")
    return token


def _checked(case: CaseFile, fields: dict[str, Any]) -> dict[str, Any]:
    unknown = fields.keys() - FIELDS
    assert not unknown, f"no fields of a quote: {unknown}"
    for name, vocabulary in _TERMS.items():
        law.check_term(case, vocabulary, fields.get(name))
    marking = fields.get("marking")
    known = [term.code for name in _MARKINGS for term in law.terms(case, name)]
    if marking is not None and marking not in known:
        raise Refused(f"“{marking}” is no marking.", f"Choose one of: {', '.join(known)}.")
    if fields.get("speaker_id") is not None:
        case.people.get(fields["speaker_id"])
    return fields
