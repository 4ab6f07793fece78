"""Gathers the quotes that were chosen from a case into a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app import citation, collecting, dates, standing
from app.problems import Refused
from app.rendition import STYLES, Style
from app.script import primary
from app.sheet import (
    against,
    marking,
    passages,
    people,
    signing,
    sources,
    surroundings,
    terms,
    together,
    translations,
    uses,
)
from app.sheet.illustrating import Still, illustrate
from app.sheet.reading import Reading
from app.sheet.sources import Hashes
from app.sheet.values import Fact, Facts, Note, Picture, QuoteSheet, Sheet, Wanted
from db.casefile import CaseFile
from db.outside import DEPARTING, heads_of_work
from db.records import Media, Quote
from db.tokens import TIERS, Tier

STYLE_NAMES: dict[Style, str] = {"house": "House style", "bluebook": "Bluebook style"}
STAMPS = ("summary", "aid")


@dataclass(frozen=True, slots=True)
class Choice:
    """What to put on the sheet, and how."""

    quote_ids: tuple[str, ...] | None = None
    """In this order; None: every quote of the case, in the order of speech."""
    style: Style = "house"
    language: str | None = None
    """Only the words in this language; None: the original and its translation."""
    marking: str | None = None
    """A marking of the case's lists, or any words; None: the case's own."""
    number: str | None = None
    prepared_by: str | None = None
    stamp: str | None = None
    """`summary`, `aid`, or none."""
    with_notes: bool = True
    """Whether the reviewers' notes are printed; they carry their marking."""
    hashes: Hashes = field(default_factory=dict[str, "str | None"])


def gather(
    case: CaseFile, choice: Choice, still: Still | None = None, progress: Callable[[int, int], None] | None = None
) -> Sheet:
    """The sheet of the chosen quotes. `still` gives the PNG of a frame; without it the sheet says where stills belong.

    Reading the case is quick; finding frames is not. To do that elsewhere, leave `still` out and call
    `illustrating.illustrate` on the sheet in a task.
    """
    if choice.style not in STYLES:
        raise Refused(f"“{choice.style}” is no citation style.", f"Choose one of: {', '.join(STYLES)}.")
    if choice.stamp not in (None, *STAMPS):
        raise Refused(f"“{choice.stamp}” is no stamp.", f"Choose one of: {', '.join(STAMPS)}.")
    reading = Reading(case)
    ids = choice.quote_ids
    quotes = case.quotes.all() if ids is None else [case.quotes.get(id) for id in dict.fromkeys(ids)]
    quotes = standing.as_they_stand(case, quotes)
    if not quotes:
        raise Refused("There is no quote to put on a sheet.", "Mark one first.")
    info = case.info
    marked = marking.banner(reading, choice.marking or info.marking, quotes)
    heads = heads_of_work(case.connection)
    sheet = Sheet(
        title=info.title,
        language="en",
        style=STYLE_NAMES[choice.style],
        marking=marked,
        stamp=choice.stamp,
        header=(
            Fact("Case", info.title),
            Fact("Reference", info.reference),
            Fact("Forum", info.forum),
            Fact("Standard of proof", reading.label("standard_of_proof", info.standard)),
            Fact("Marking", marked, "none"),
            Fact("Sheet number", choice.number),
            Fact("Quotes", str(len(quotes))),
            Fact("Quotation style", STYLE_NAMES[choice.style]),
            Fact("Kind of sheet", choice.stamp and {"summary": "Summary", "aid": "Illustrative aid"}[choice.stamp]),
            Fact("Prepared by", choice.prepared_by or _author(case)),
        ),
        quotes=tuple(_quote(reading, choice, quote, number) for number, quote in enumerate(quotes, 1)),
        law=uses.frameworks(reading, quotes),
        record=_record(case, heads),
        head=heads[0] if len(heads) == 1 else None,
    )
    return illustrate(sheet, still, progress) if still else sheet


def _quote(reading: Reading, choice: Choice, quote: Quote, number: int) -> QuoteSheet:
    case = reading.case
    media = case.media.get(quote.media_id)
    tokens = quote.tokens
    tiers: list[Tier] = [tier for tier in TIERS if _wanted(reading, quote, tier, choice.language)]
    found = [passages.passage(reading, quote, tier, choice.style) for tier in tiers]
    around = [surroundings.surroundings(reading, quote, tier) for tier in tiers]
    translated = next(iter(tokens.spans("translation")), None)
    place = citation.Place(tokens.start_ms, tokens.end_ms, tokens.estimated)
    translation = reading.transcript(translated.transcript_id) if translated and "translation" in tiers else None
    used = uses.incidents(reading, quote), uses.elements(reading, quote, media)
    return QuoteSheet(
        number=number,
        id=quote.id,
        title=quote.title or f"Quote {number}",
        marking=marking.of_quote(reading, quote),
        citation=citation.line(media, place, translation, choice.style),
        header=_header(reading, quote),
        source=sources.source(media),
        copies=sources.copies(reading, media, choice.hashes),
        passages=tuple(one for one in found if one is not None),
        missing=_missing(quote, media),
        picture=_picture(case, quote, media),
        translation=sources.translation(reading, quote),
        speaker=people.speaker(reading, quote, media),
        question=quote.question,
        surroundings=tuple(one for one in around if one is not None),
        incidents=used[0],
        elements=used[1],
        notes=_notes(reading, quote, media) if choice.with_notes else (),
        key_terms=terms.key_terms(reading, quote, with_notes=choice.with_notes),
        corrections=translations.corrections(reading, quote),
        certificates=translations.certificates(reading, quote),
        voided=translations.voided(reading, quote),
        renderings=translations.others(reading, quote, with_notes=choice.with_notes),
        companions=together.together(reading, quote, with_notes=choice.with_notes),
        against=against.against(reading, quote, (*used[0], *used[1])),
        signed=signing.signed(reading, quote),
    )


def _wanted(reading: Reading, quote: Quote, tier: Tier, language: str | None) -> bool:
    span = next(iter(quote.tokens.spans(tier)), None)
    if span is None:
        return False
    return language is None or primary(reading.transcript(span.transcript_id).language) == primary(language)


def _missing(quote: Quote, media: Media) -> tuple[str, ...]:
    """What a reader would look for in block C in vain."""
    said: list[str] = []
    if not quote.tokens.original and (quote.tokens.translation or media.kind != "published text"):
        said.append("Original wording: missing. The case holds these words in translation only.")
    if quote.tokens.original and not quote.tokens.translation:
        said.append("Translation: none in the case.")
    return tuple(said)


def _header(reading: Reading, quote: Quote) -> Facts:
    history = [act for act, _ in reading.case.ledger.history("quote", quote.id)]
    names = {reviewer.id: reviewer.name for reviewer in reading.case.reviewers.all()}

    def signed(index: int) -> str | None:
        if not history:
            return None
        act = history[index]
        return f"{names.get(act.reviewer_id, act.reviewer_id)}, {dates.moment_in_words(act.at)}"

    return (
        Fact("Quote", quote.id, is_code=True),
        Fact("Status", reading.label("review_state", quote.status)),
        Fact("Marking", marking.of_quote(reading, quote), "none"),
        Fact("Marked by", signed(0)),
        Fact("Last changed by", signed(-1)),
        Fact("Reviewed by", signing.reviewed_by(reading, quote), "no review recorded"),
    )


def _picture(case: CaseFile, quote: Quote, media: Media) -> Picture:
    start_ms = quote.tokens.start_ms
    files = case.media_files.of(media.id)
    if not files:
        return Picture(None, "No still: the case holds no copy of the recording.")
    if start_ms is None:
        return Picture(None, "No still: the words have no time.")
    if not any(file.video_codec or file.width for file in files):
        return Picture(None, "No still: the recording has no picture.")
    span = next((span for span in quote.tokens.spans() if span.start_ms == start_ms), None)
    frame = f", frame {span.frame}" if span and span.frame is not None else ""
    estimated = " (estimated)" if span and span.estimated else ""
    caption = f"Still at the in-point, {citation.precise(start_ms)}{estimated}{frame}."
    file, path = _present(case, media)
    if file is None or path is None:
        return Picture(None, "No still: the file of the recording is not where the case remembers it.")
    return Picture(None, caption, Wanted(path, start_ms))


def _present(case: CaseFile, media: Media) -> tuple[object, Path | None]:
    for file in case.media_files.of(media.id):
        path = collecting.path_of(case, file)
        if path is not None:
            return file, path
    return None, None


def _notes(reading: Reading, quote: Quote, media: Media) -> tuple[Note, ...]:
    person = reading.case.people.find(quote.speaker_id) if quote.speaker_id else None
    notes = (
        ("the quote", "quote", quote.id, quote.notes),
        ("the source", "media", media.id, media.notes),
        ("the speaker", "person", quote.speaker_id or "", person.notes if person else None),
    )
    return tuple(
        Note(about, text, marking.of_note(reading, quote, table, id, "notes"))
        for about, table, id, said in notes
        if (text := marking.note(reading, table, id, "notes", said))
    )


def _record(case: CaseFile, heads: Sequence[str]) -> Facts:
    work = [act for act in case.ledger.acts() if act.verb != DEPARTING]
    last = max(work, key=lambda act: (act.at, act.device_id, act.counter), default=None)
    return (
        *(Fact("Ledger head", head, is_code=True) for head in heads),
        Fact("Acts in the ledger", str(len(work))),
        Fact("Newest act", f"{last.label}, {dates.moment_in_words(last.at)}" if last else None),
        Fact("Case", case.info.id, is_code=True),
    )


def _author(case: CaseFile) -> str | None:
    reviewer = case.reviewers.find(case.author.reviewer_id) if case.author else None
    return reviewer.name if reviewer else None
