"""Block C: the quoted words of each language, with all that was left out and put in."""

from collections.abc import Sequence

from app import script
from app.citation import language, precise, seconds
from app.passages import text_between
from app.rendition import Rendition, Style, render
from app.script import Direction, flowing
from app.seams import Omission
from app.sheet.reading import Reading
from app.sheet.values import Fact, Facts, InsertionRow, OmissionRow, SpanRow, TierPassage
from db.records import Quote
from db.tokens import Span, Tier, Token

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
        spans=tuple(_parts(reading, quote.tokens.of(tier), rendition)),
        omissions=tuple(_omission(number, one, rendition) for number, one in enumerate(rendition.omissions, 1)),
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


def _parts(reading: Reading, tokens: Sequence[Token], rendition: Rendition) -> list[SpanRow]:
    """The stretches of speech between omissions: spans that only a bracket or an emphasis parts are one."""
    parts: list[list[Span]] = []
    ends = True
    for piece in rendition.pieces:
        token = tokens[piece.token] if piece.token is not None else None
        if isinstance(token, Span):
            parts += [[token]] if ends else []
            if not ends:
                parts[-1].append(token)
            ends = False
        ends = ends or piece.omission is not None
    return [_part(reading, number, spans[0], spans[-1]) for number, spans in enumerate(parts, 1)]


def _part(reading: Reading, number: int, one: Span, other: Span) -> SpanRow:
    first, last = one.start, other.end
    where = f"segment {first.ordinal + 1}, characters {first.offset}–{last.offset}"
    if first.ordinal != last.ordinal:
        where = (
            f"segment {first.ordinal + 1}, character {first.offset}, to segment {last.ordinal + 1}, "
            f"character {last.offset}"
        )
    whole = one.text if one is other else text_between(first, last, reading.segments(one.transcript_id))
    return SpanRow(
        number=number,
        start=time(one.start_ms, estimated=one.estimated),
        end=time(other.end_ms, estimated=other.estimated),
        is_estimated=one.estimated or other.estimated,
        text=flowing(whole),
        place=where,
        frame=one.frame,
    )


def _omission(number: int, omission: Omission, rendition: Rendition) -> OmissionRow:
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
        share=None if omission.words is None else _share(omission.words, rendition),
    )


def _share(words: int, rendition: Rendition) -> str:
    """Of all words said from the first to the last quoted one, as far as they are known."""
    whole = rendition.words + rendition.omitted_words
    known = "at most " if rendition.unknown_omissions else ""
    return f"{known}{percent(words / whole if whole else 0)}"


def _insertions(rendition: Rendition) -> tuple[InsertionRow, ...]:
    brackets = [piece.bracket for piece in rendition.pieces if piece.bracket]
    return tuple(InsertionRow(one.text, BRACKETS.get(one.type, one.type), one.by) for one in brackets)


def _facts(spans: list[Span], rendition: Rendition) -> Facts:
    starts = [span for span in spans if span.start_ms is not None]
    ends = [span for span in spans if span.end_ms is not None]
    first = min(starts, key=lambda span: span.start_ms or 0, default=None)
    last = max(ends, key=lambda span: span.end_ms or 0, default=None)
    return (
        Fact("In", time(first.start_ms, estimated=first.estimated) if first else None),
        Fact("Out", time(last.end_ms, estimated=last.estimated) if last else None),
        Fact("Words quoted", str(rendition.words)),
        Fact("Words left out", _left_out(rendition)),
        Fact("Words put in", _put_in(rendition)),
    )


def _left_out(rendition: Rendition) -> str:
    count, places, unknown = rendition.omitted_words, len(rendition.omissions), rendition.unknown_omissions
    if not places:
        return "none"
    said = f"{count} of {rendition.words + count} ({percent(rendition.omitted_share)}), at {_places(places)}"
    return f"at least {said}; {unknown} of unknown extent" if unknown else said


def _put_in(rendition: Rendition) -> str:
    count, places = rendition.inserted_words, len(_insertions(rendition))
    if not places:
        return "none"
    return f"{count} of {rendition.words + count} ({percent(rendition.inserted_share)}), at {_places(places)}"


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"
