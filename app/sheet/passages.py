"""Block C: the quoted words of each language, with all that was left out and put in."""

from app import script
from app.citation import language, precise, seconds
from app.rendition import Rendition, Style, render
from app.script import Direction, flowing
from app.seams import Omission
from app.sheet.reading import Reading
from app.sheet.values import Fact, Facts, InsertionRow, OmissionRow, SpanRow, TierPassage
from db.records import Quote
from db.tokens import Span, Tier

BRACKETS = {
    "clarifies": "clarifies",
    "supplies_meaning": "supplies meaning",
    "grammar": "grammar",
    "translator_note": "translator's note",
}
_WHY = {
    "omitted": "left out",
    "replaced": "a bracket stands in its place",
    "backward": "the next part stands earlier in the transcript",
    "elsewhere": "the next part is from another transcript",
}
_TITLES: dict[Tier, str] = {"original": "Original", "translation": "Translation"}


def passage(reading: Reading, quote: Quote, tier: Tier, style: Style) -> TierPassage | None:
    """The words of one tier; None if the quote has none in it."""
    spans = list(quote.tokens.spans(tier))
    if not spans:
        return None
    transcript = reading.transcript(spans[0].transcript_id)
    rendition = render(quote.tokens.of(tier), style, reading.gaps)
    direction = script.direction_of(" ".join(span.text for span in spans), transcript.language)
    named = f" · {language(transcript.language)}" if transcript.language else " · language not stated"
    return TierPassage(
        title=_TITLES[tier] + named,
        language=transcript.language,
        direction=direction,
        rendition=rendition,
        quotation=quotation(rendition, direction),
        spans=tuple(_span(number, span) for number, span in enumerate(spans, 1)),
        omissions=tuple(_omission(number, one) for number, one in enumerate(rendition.omissions, 1)),
        insertions=_insertions(rendition),
        facts=_facts(spans, rendition),
        warnings=rendition.warnings,
    )


def quotation(rendition: Rendition, direction: Direction) -> str:
    """The derived text as the style quotes it: in quotation marks, or bare if it is set as a block."""
    if rendition.is_block:
        return rendition.text
    return f"«{rendition.text}»" if direction == "rtl" else f"“{rendition.text}”"


def time(ms: int | None, *, estimated: bool = False) -> str | None:
    """A time to the millisecond, which says so if it was estimated; None if it isn't known."""
    if ms is None:
        return None
    return f"{precise(ms)} (estimated)" if estimated else precise(ms)


def percent(share: float) -> str:
    """A share with one decimal."""
    return f"{share * 100:.1f} %"


def _span(number: int, span: Span) -> SpanRow:
    first, last = span.start, span.end
    where = f"segment {first.ordinal + 1}, characters {first.offset}–{last.offset}"
    if first.ordinal != last.ordinal:
        where = (
            f"segment {first.ordinal + 1}, character {first.offset}, to segment {last.ordinal + 1}, "
            f"character {last.offset}"
        )
    return SpanRow(
        number=number,
        start=time(span.start_ms, estimated=span.estimated),
        end=time(span.end_ms, estimated=span.estimated),
        is_estimated=span.estimated,
        text=flowing(span.text),
        place=where,
        frame=span.frame,
    )


def _omission(number: int, omission: Omission) -> OmissionRow:
    inherited = omission.inherited_from or "the published text"
    length = omission.duration_ms
    return OmissionRow(
        number=number,
        why=_WHY.get(omission.reason, f"left out in {inherited}; how much, nobody here knows"),
        after=time(omission.start_ms, estimated=omission.estimated),
        until=time(omission.end_ms, estimated=omission.estimated),
        seconds=None if length is None else seconds(length) + (" (estimated)" if omission.estimated else ""),
        is_estimated=omission.estimated,
        words=omission.words,
        text=flowing(omission.text) if omission.text and omission.text.strip() else None,
    )


def _insertions(rendition: Rendition) -> tuple[InsertionRow, ...]:
    brackets = [piece.bracket for piece in rendition.pieces if piece.bracket]
    return tuple(InsertionRow(one.text, BRACKETS.get(one.type, one.type), one.by) for one in brackets)


def _facts(spans: list[Span], rendition: Rendition) -> Facts:
    starts = [span for span in spans if span.start_ms is not None]
    ends = [span for span in spans if span.end_ms is not None]
    first = min(starts, key=lambda span: span.start_ms or 0, default=None)
    last = max(ends, key=lambda span: span.end_ms or 0, default=None)
    spoken, inserted, omitted = rendition.words, rendition.inserted_words, rendition.omitted_words
    least = "at least " if rendition.unknown_omissions else ""
    unknown = rendition.unknown_omissions
    unknowable = f"; {unknown} of unknown extent" if unknown else ""
    return (
        Fact("In", time(first.start_ms, estimated=first.estimated) if first else None),
        Fact("Out", time(last.end_ms, estimated=last.estimated) if last else None),
        Fact("Words quoted", str(spoken)),
        Fact(
            "Words left out",
            f"{least}{omitted} of {spoken + omitted} ({percent(rendition.omitted_share)}), "
            f"at {_places(len(rendition.omissions))}{unknowable}",
        ),
        Fact(
            "Words put in",
            f"{inserted} of {spoken + inserted} ({percent(rendition.inserted_share)}), "
            f"at {_places(len(_insertions(rendition)))}",
        ),
    )


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"
