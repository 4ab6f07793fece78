"""What belongs to a quote by the rule of completeness (FRE 106): the question, what was said around it, other
statements on the subject.
"""

from collections.abc import Sequence

from app import heard, rendition
from app.passages import Passage, cut
from app.problems import Refused
from app.script import count_words, is_of_word
from db.casefile import CaseFile
from db.claims import Companion
from db.identity import new_id
from db.records import Quote, Segment
from db.tokens import TIERS, Position, Span, Tier, Tokens

KINDS = ("question", "before", "after", "completeness", "subject")
"""The question asked; what was said before and after; what ought in fairness to be read with it; another statement."""
REACH_MS = 30_000
_UNTIMED = 3
_NEAR = 12
"""Segments among which a question is looked for."""


def add_passage(
    case: CaseFile,
    quote_id: str,
    kind: str,
    passage: Passage,
    counterpart: Passage | None = None,
    note: str | None = None,
) -> Companion:
    """Words of the same recording, or of another, that belong to a quote."""
    case.quotes.get(quote_id)
    _check_kind(kind)
    tokens = Tokens()
    for one in (passage, counterpart):
        if one is not None:
            transcript = case.transcripts.get(one.transcript_id)
            tier: Tier = "original" if transcript.kind == "original" else "translation"
            span = cut(one, case.transcripts.segments(transcript.id))
            tokens = tokens.with_tier(tier, (*tokens.of(tier), span))
    if any(one.kind == kind and one.tokens == tokens for one in case.argument.companions.of(quote_id)):
        raise Refused("These words belong to the quote already.", "Nothing was written.")
    return case.argument.companions.add(Companion(new_id(), quote_id, kind, tokens, None, note))


def add_quote(
    case: CaseFile, quote_id: str, other_quote_id: str, kind: str = "subject", note: str | None = None
) -> Companion:
    """Another quote that is to be read with this one."""
    case.quotes.get(quote_id)
    case.quotes.get(other_quote_id)
    _check_kind(kind)
    if quote_id == other_quote_id:
        raise Refused("A quote is no companion of itself.", "Choose another quote.")
    if any(one.other_quote_id == other_quote_id and one.kind == kind for one in case.argument.companions.of(quote_id)):
        raise Refused("That quote belongs to this one already.", "Nothing was written.")
    return case.argument.companions.add(Companion(new_id(), quote_id, kind, None, other_quote_id, note))


def annotate(case: CaseFile, companion_id: str, note: str | None) -> Companion:
    """Say why it belongs there; words without a letter in them take away what was said."""
    return case.argument.companions.change(companion_id, note=" ".join((note or "").split()) or None)


def remove(case: CaseFile, companion_id: str) -> None:
    """It doesn't belong there."""
    case.argument.companions.remove(companion_id)


def take_around(case: CaseFile, quote_id: str) -> list[Companion]:
    """The question and the half minute before and after a quote, as far as they are there and not taken yet."""
    quote = case.quotes.get(quote_id)
    have = {one.kind for one in case.argument.companions.of(quote_id)}
    made: list[Companion] = []
    for kind in ("question", "before", "after"):
        passages = [one for tier in TIERS if (one := around(case, quote, kind, tier)) is not None]
        tokens = made[-1].tokens if made else None
        if tokens and all(any(_covers(span, one) for span in tokens.spans()) for one in passages):
            continue  # The question is all that was said before.
        if kind not in have and passages:
            made.append(add_passage(case, quote_id, kind, passages[0], passages[1] if passages[1:] else None))
    if not made:
        raise Refused("There is nothing more around this quote to take.", "Select words in the transcript instead.")
    return made


def around(case: CaseFile, quote: Quote, kind: str, tier: Tier) -> Passage | None:
    """What is proposed as the question asked before a quote, or as what was said before or after it."""
    spans = list(quote.tokens.spans(tier))
    if not spans:
        return None
    first, last = min(spans, key=lambda one: one.start), max(spans, key=lambda one: one.end)
    segments = case.transcripts.segments(first.transcript_id)
    if last.end.ordinal >= len(segments):
        return None
    match kind:
        case "question":
            found = _question(first, segments)
        case "before":
            found = _before(first, segments)
        case "after":
            found = _after(last, segments)
        case _:
            return None
    return None if found is None else Passage(first.transcript_id, *found)


def words_of(case: CaseFile, one: Companion, tier: Tier) -> str:
    """What a companion says in one language; empty if it has no words in it."""
    if one.other_quote_id is not None:
        other = case.quotes.find(one.other_quote_id)
        tokens = other.tokens if other else Tokens()
    else:
        tokens = one.tokens or Tokens()
    return rendition.render(tokens.of(tier)).text


# inside


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Refused(f"“{kind}” is nothing that can belong to a quote.", f"Choose one of: {', '.join(KINDS)}.")


def _question(first: Span, segments: Sequence[Segment]) -> tuple[Position, Position] | None:
    """All that another speaker says in a row right before whoever is quoted begins to speak."""
    speaker = segments[first.start.ordinal].speaker
    last = first.start.ordinal - 1
    stop = max(-1, last - _NEAR)
    while last > stop and segments[last].speaker == speaker:
        last -= 1
    if last <= stop or speaker is None or segments[last].speaker is None:
        return None
    begin = last
    while begin > stop + 1 and segments[begin - 1].speaker == segments[last].speaker:
        begin -= 1
    return Position(begin, 0), Position(last, len(segments[last].text))


def _before(first: Span, segments: Sequence[Segment]) -> tuple[Position, Position] | None:
    if first.start_ms is not None:
        found = heard.between(segments, max(0, first.start_ms - REACH_MS), first.start_ms)
        start = Position(found[0].ordinal, 0) if found else None
    else:
        start = Position(max(0, first.start.ordinal - _UNTIMED), 0)
    return _with_words(start, first.start, segments)


def _after(last: Span, segments: Sequence[Segment]) -> tuple[Position, Position] | None:
    if last.end_ms is not None:
        found = heard.between(segments, last.end_ms, last.end_ms + REACH_MS)
        end = Position(found[1].ordinal, len(segments[found[1].ordinal].text)) if found else None
    else:
        ordinal = min(len(segments) - 1, last.end.ordinal + _UNTIMED)
        end = Position(ordinal, len(segments[ordinal].text))
    if end is None:
        return None
    # The marks that close the quoted sentence are no words after it.
    rest = segments[last.end.ordinal].text[last.end.offset :]
    skipped = next((at for at, letter in enumerate(rest) if is_of_word(letter)), len(rest))
    return _with_words(Position(last.end.ordinal, last.end.offset + skipped), end, segments)


def _with_words(
    start: Position | None, end: Position | None, segments: Sequence[Segment]
) -> tuple[Position, Position] | None:
    """Both places, if a word stands between them."""
    if start is None or end is None or start >= end:
        return None
    try:
        span = cut(Passage("", start, end), segments)
    except Refused:
        return None
    return (span.start, span.end) if count_words(span.text) else None


def _covers(span: Span, passage: Passage) -> bool:
    same = span.transcript_id == passage.transcript_id
    return same and span.start <= passage.start and passage.end <= span.end
