"""The quotations of a worked example: upon the recording where they are said in it, else upon their printed text."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal, cast

from app import collecting, law, quoting, tiers, transcribing
from app.example_file import Example, Row, naming, rest, text, texts
from app.example_said import BRACKETS
from app.importers.imported import Imported
from app.passages import Passage, words_between
from app.problems import Refused
from app.published import Printed, Said, segment_of, text_of, tokens_in_print, tokens_said, words_piece
from db.casefile import CaseFile
from db.identity import new_id
from db.records import Media, Quote
from db.tokens import Bracket, Span, Token, Tokens

_KNOWN = (
    "id",
    "source_id",
    "speaker_id",
    "topic",
    "text_as_published",
    "markup",
    "italic_terms",
    "segments",
    "question_before",
    "tlp",
    "privilege",
    "notes",
    "bracket_dependency",
)


@dataclass(slots=True)
class Quotes:
    """What came of them."""

    ids: dict[str, str] = field(default_factory=dict[str, str])
    count: int = 0
    media: int = 0
    """Media that had to be made for printed words of a recording that does not say them."""
    notes: tuple[str, ...] = ()


def bring_in(case: CaseFile, example: Example, ids: Mapping[str, str], recorded: Set[str]) -> Quotes:
    """Add every quotation; `recorded` are the sources whose recordings are in the case."""
    made = Quotes()
    printed = dict[str, list[Row]]()
    for row in example.rows("quotes"):
        source = _record(row, "source_id", ids)
        said = _said(case, source, row, example) if row["source_id"] in recorded else None
        if said is None or not said.whole:
            printed.setdefault(row["source_id"], []).append(row)
        if said is not None and said.tokens:
            with naming(row):
                quote = _quote(case, row, case.media.get(source), said.tokens, ids, example, said)
            made.count += 1
            made.notes += tuple(f"{row['id']}: {line}" for line in said.differences)
            if said.whole:
                made.ids[row["id"]] = quote.id
    for source, rows in printed.items():
        with naming({"id": source}):
            medium = case.media.get(ids[source])
        if source in recorded:
            medium = _as_published(case, medium, source, example)
            made.media += 1
        made.ids |= _in_print(case, rows, medium, ids, example)
        made.count += len(rows)
    return made


def pieces_of(row: Row, example: Example) -> list[Printed]:
    """The pieces of a quotation; Refused unless they make up the text as published."""
    pieces: list[Printed] = []
    types = {text(one, "bracket"): text(one, "type") for one in example.inner(row, "bracket_dependency")}
    for piece in example.inner(row, "segments"):
        kind, value = piece.get("type"), text(piece, "value") or ""
        if kind == "text":
            pieces.append(words_piece(value))
        elif kind == "ellipsis":
            pieces.append(Printed("ellipsis", value))
        elif kind == "bracket":
            inside = value.removeprefix("[").removesuffix("]")
            pieces.append(Printed("bracket", inside, type=BRACKETS.get(str(types.get(value)), "clarifies")))
        else:
            raise Refused(f"{row['id']} has a piece of the unknown kind “{kind}”.", "Correct the file.")
    whole = text(row, "text_as_published")
    if not pieces or (whole is not None and text_of(pieces) != words_piece(whole).text):
        raise Refused(f"The pieces of {row['id']} do not make up its text.", "Correct the file.")
    return pieces


def _said(case: CaseFile, media_id: str, row: Row, example: Example) -> Said | None:
    """The quotation upon the recording's transcripts: the one that says most of it."""
    pieces = pieces_of(row, example)
    best: Said | None = None
    for transcript in case.transcripts.of(media_id):
        said = tokens_said(pieces, transcript.id, case.transcripts.segments(transcript.id), example.title)
        if best is None or (said.whole, len(said.tokens)) > (best.whole, len(best.tokens)):
            best = said
    return best


def _in_print(
    case: CaseFile, rows: Sequence[Row], medium: Media, ids: Mapping[str, str], example: Example
) -> dict[str, str]:
    """Quotations upon a transcript that is their printed text."""
    names = {one["id"]: text(one, "name") for one in example.rows("persons")}
    pieces = [pieces_of(row, example) for row in rows]
    segments = [segment_of(one, names.get(row.get("speaker_id"))) for one, row in zip(pieces, rows, strict=True)]
    words = "\n\n".join(segment.text for segment in segments)
    imported = Imported("as published", tuple(segments))
    notes = f"Only what is printed in: {example.title}. No times; ellipses and brackets are the publication's."
    draft = transcribing.Draft(medium.id, "translation", "en", title="As published (excerpts)", notes=notes)
    transcript = transcribing.add(case, draft, imported, words.encode(), "as published.txt")
    made = dict[str, str]()
    for ordinal, (row, one) in enumerate(zip(rows, pieces, strict=True)):
        tokens = tokens_in_print(one, transcript.id, ordinal, segments, example.title)
        with naming(row):
            made[row["id"]] = _quote(case, row, medium, tokens, ids, example, None).id
    return made


def _as_published(case: CaseFile, recording: Media, source: str, example: Example) -> Media:
    """A medium for printed words that the recording in the case does not say."""
    row = next(row for row in example.rows("sources") if row["id"] == source)
    return collecting.add_published(
        case,
        f"{example.title_of(row, recording.outlet)} (as published)",
        kind="published text",
        outlet=recording.outlet,
        also_on=recording.also_on,
        broadcast_date=recording.broadcast_date,
        url=recording.url,
        notes=f"Words of this source that are known only from: {example.title}. The recording in this case does not "
        "say them.",
    )


def _quote(
    case: CaseFile,
    row: Row,
    medium: Media,
    tokens: Sequence[Token],
    ids: Mapping[str, str],
    example: Example,
    said: Said | None,
) -> Quote:
    """A quote of these tokens; if it is upon a recording, with the words of the other language proposed for it."""
    transcript_id = next(token.transcript_id for token in tokens if isinstance(token, Span))
    kind = case.transcripts.get(transcript_id).kind
    tier: Literal["original", "translation"] = "original" if kind == "original" else "translation"
    title = text(row, "topic") or row["id"]
    partly = said is not None and not said.whole
    speaker = _record(row, "speaker_id", ids) if row.get("speaker_id") is not None else None
    quote = Quote(
        id=new_id(),
        media_id=medium.id,
        tokens=Tokens().with_tier(tier, tuple(tokens)),
        title=f"{title}: the words said in this recording" if partly else title,
    )
    case.quotes.add(quote)
    privilege = text(row, "privilege")
    marking = privilege if privilege not in (None, "none") else text(row, "tlp")
    fields = {"speaker_id": speaker, "marking": marking, "question": text(row, "question_before")}
    if not partly:
        fields |= _capacity(case, row, example)
    quote = quoting.describe(case, quote.id, **fields, notes=_notes(row, said))
    if said is not None:
        return _with_counterparts(case, quote, tier)
    return quote


def _with_counterparts(case: CaseFile, quote: Quote, tier: Literal["original", "translation"]) -> Quote:
    """The quote with the words of the other language that answer to each of its stretches."""
    for stretch in _stretches(case, quote.tokens.of(tier)):
        other = tiers.counterpart(case, stretch)
        if other is not None:
            quote = quoting.add_part(case, quote.id, other)
    return quote


def _stretches(case: CaseFile, tokens: Sequence[Token]) -> list[Passage]:
    """What lies between two omissions, as one passage each."""
    found: list[Passage] = []
    bridged = False
    for token in tokens:
        if not isinstance(token, Span):
            bridged = bridged or (isinstance(token, Bracket) and token.replaces)
            continue
        last = found[-1] if found else None
        segments = case.transcripts.segments(token.transcript_id)
        if last is not None and (bridged or not words_between(last.end, token.start, segments)):
            found[-1] = Passage(last.transcript_id, last.start, token.end)
        else:
            found.append(Passage(token.transcript_id, token.start, token.end))
        bridged = False
    return found


def capacity_in_words(case: CaseFile, code: str) -> str:
    """What the case's vocabulary calls a capacity, in the fewest words; the code where it has none."""
    label = next((term.label for term in law.terms(case, "speaker_capacity") if term.code == code), code)
    return re.split(r" [(/]", label)[0].lower()


def _capacity(case: CaseFile, row: Row, example: Example) -> dict[str, str]:
    """The capacity, where every link of the quotation says the same one, and in any case what each says."""
    links = [
        one for one in example.rows("quote_incident_links") if one.get("quote") == row["id"] and text(one, "capacity")
    ]
    if not links:
        return {}
    stated = {cast("str", one["capacity"]) for one in links}
    said = ", ".join(f"{one['id']} {capacity_in_words(case, cast('str', one['capacity']))}" for one in links)
    note = f"Stated link by link: {said}."
    return {"capacity_note": note} | ({"capacity": stated.pop()} if len(stated) == 1 else {})


def _notes(row: Row, said: Said | None) -> str:
    """All that the file says about the quotation and a quote has no field for."""
    lines = [f"{row['id']} in the worked example."]
    if said is not None:
        lines.append(f"As published: {row.get('text_as_published')}")
        lines += said.differences
    lines += texts(row, "notes")
    lines += [f"{one.get('bracket')}: {one['why']}" for one in row.get("bracket_dependency") or () if one.get("why")]
    more = rest(row, _KNOWN)
    return "\n".join([*lines, *([more] if more else [])])


def _record(row: Row, name: str, ids: Mapping[str, str]) -> str:
    wanted = text(row, name)
    if wanted is None or wanted not in ids:
        raise Refused(f"{row['id']} names “{wanted}”, which the file does not hold.", "Correct the file.")
    return ids[wanted]
