"""The quote sheet as a Word document: the same blocks, Arabic set from right to left, the same bytes every time."""

from collections.abc import Callable, Iterable

from docx.shared import Mm, Pt

from app.exporters.paper import ACCENT, BODY, CODE, MISSING, SANS, SMALL, WARN, WARNING, Cell, Ink, Paper
from app.exporters.same_zip import same_bytes
from app.sheet.values import Facts, Line, Note, QuoteSheet, Sheet, Surroundings, TierPassage, Use

_NOTHING = "not stated"
_PARTS = (12.0, 26.0, 26.0, 64.0, 38.0)
_INSERTIONS = (70.0, 48.0, 48.0)
_OMISSIONS = (10.0, 25.0, 25.0, 20.0, 14.0, 18.0, 54.0)
_VARIANCE = (58.0, 58.0, 50.0)


def render(sheet: Sheet, progress: Callable[[int, int], None]) -> bytes:
    """The document. Progress may raise to end it."""
    paper = Paper(f"Quote sheet: {sheet.title}", sheet.language)
    paper.running(sheet.marking or "no marking", sheet.title)
    paper.running(sheet.marking or "no marking", f"Ledger head {(sheet.head or 'several')[:16]}", foot=True)
    stamp = f" · {sheet.stamp.upper()}" if sheet.stamp else ""
    paper.line(f"QUOTE SHEET{stamp}", Ink(9, SANS, ACCENT, bold=True), "ltr")
    paper.heading(sheet.title, 1)
    _block(paper, "A", "Header")
    _facts(paper, sheet.header)
    _caution(paper, sheet.caution)
    paper.heading("Quotes on this sheet", 3)
    for quote in sheet.quotes:
        paper.fact(f"Quote {quote.number}", f"{quote.title}. {quote.citation}", BODY)
    for done, quote in enumerate(sheet.quotes):
        progress(done, len(sheet.quotes))
        _quote(paper, quote)
    if sheet.law:
        paper.heading("The law relied on", 2, new_page=True)
        _caution(paper, sheet.caution)
        _uses(paper, sheet.law, "")
    paper.heading("Record", 3)
    paper.line("This sheet shows the case as it stood at this point of its ledger.", SMALL)
    _facts(paper, sheet.record)
    made = same_bytes(paper.save())
    progress(len(sheet.quotes), len(sheet.quotes))
    return made


def _quote(paper: Paper, quote: QuoteSheet) -> None:
    paper.heading(f"{quote.number}  {quote.title}", 2, new_page=True)
    if quote.marking:
        paper.line(quote.marking, Ink(9, SANS, WARN, bold=True))
    paper.line(quote.citation, BODY, "ltr").paragraph_format.left_indent = Mm(4)
    _facts(paper, quote.header)
    _block(paper, "B", "Source")
    _facts(paper, quote.source)
    for number, copy in enumerate(quote.copies, 1):
        paper.heading(f"Copy {number}", 4)
        _facts(paper, copy)
    _block(paper, "C", "Passage")
    if quote.picture.png is not None:
        paper.picture(quote.picture.png, quote.picture.caption)
    else:
        paper.line(quote.picture.caption, MISSING)
    for sentence in quote.missing:
        paper.line(sentence, MISSING)
    for tier in quote.passages:
        _passage(paper, tier)
    if quote.key_terms:
        paper.heading("Key terms", 4)
        _facts(paper, quote.key_terms)
    if quote.corrections:
        paper.heading("Corrections of the transcript", 4)
        said = "The passage is printed as it was imported; a reviewer holds that it should read otherwise."
        paper.line(said, SMALL)
        _facts(paper, quote.corrections)
    if quote.translation or quote.renderings:
        _translation(paper, quote)
    _block(paper, "E", "Speaker")
    _facts(paper, quote.speaker)
    _block(paper, "F", "Context")
    paper.heading("The question asked", 4)
    paper.line(quote.question or _NOTHING, BODY if quote.question else MISSING)
    for around in quote.surroundings:
        _surroundings(paper, around)
    paper.heading("To be read with it (rule of completeness, FRE 106)", 4)
    for one in quote.companions:
        source = f" · {one.source}" if one.source else ""
        paper.line(f"{one.title}{source}", SMALL.but(bold=True))
        _lines(paper, one.lines, "The words are no longer in the case.")
        if one.note:
            paper.line(one.note, SMALL)
    if not quote.companions:
        paper.line("nothing is noted", MISSING)
    _block(paper, "G", "Use")
    paper.heading("Incidents", 4)
    _uses(paper, quote.incidents, "not linked to any incident")
    paper.heading("Elements of law", 4)
    _uses(paper, quote.elements, "not linked to any element")
    _block(paper, "H", "Against")
    _uses(paper, quote.against, "nothing is recorded against it")
    _block(paper, "I", "Sign-off")
    _facts(paper, quote.signed)
    for note in quote.notes:
        _note(paper, note)


def _translation(paper: Paper, quote: QuoteSheet) -> None:
    _block(paper, "D", "Translation")
    _facts(paper, quote.translation)
    for warning in quote.voided:
        paper.line(warning, WARNING)
    for number, certificate in enumerate(quote.certificates, 1):
        paper.heading(f"Certificate {number}", 4)
        _facts(paper, certificate)
    for number, one in enumerate(quote.renderings, 1):
        paper.heading(f"Another translation, {number}", 4)
        paper.line(one.text, BODY, one.direction)
        _facts(paper, one.facts)
        differing = [part for part in one.stretches if not part.is_same]
        if not differing:
            continue
        table = paper.table(("Quoted", "This translation", "Rests on the quoted words"), _VARIANCE)
        for part in differing:
            ink = WARNING if part.moves else BODY
            cells: tuple[Cell, ...] = (
                (part.one or "nothing", ink if part.one else MISSING, one.direction if part.one else None),
                (part.other or "nothing", ink if part.other else MISSING, one.direction if part.other else None),
                ("\n".join(part.moves), SMALL, None),
            )
            paper.row(table, cells, _VARIANCE)
        paper.line("", SMALL)


def _passage(paper: Paper, tier: TierPassage) -> None:
    paper.heading(tier.title, 4)
    _words(paper, tier)
    if tier.rendition.parenthetical:
        paper.line(tier.rendition.parenthetical, SMALL)
    for warning in tier.warnings:
        paper.line(warning, WARNING)
    _facts(paper, tier.facts)
    table = paper.table(("Part", "In", "Out", "Words as they stand in the transcript", "Place"), _PARTS)
    for span in tier.spans:
        frame = f"; frame {span.frame}" if span.frame is not None else ""
        cells: tuple[Cell, ...] = (
            (str(span.number), BODY, None),
            (span.start or _NOTHING, SMALL, None),
            (span.end or _NOTHING, SMALL, None),
            (span.text, BODY, tier.direction),
            (span.place + frame, SMALL, None),
        )
        paper.row(table, cells, _PARTS)
    _insertions(paper, tier)
    _omissions(paper, tier)


def _insertions(paper: Paper, tier: TierPassage) -> None:
    if tier.insertions:
        paper.line("Words put in", SMALL.but(bold=True)).paragraph_format.space_before = Pt(6)
        table = paper.table(("Bracket", "Type", "Put in by"), _INSERTIONS)
        for one in tier.insertions:
            cells: tuple[Cell, ...] = (
                (f"[{one.text}]", BODY, None),
                (one.type, BODY, None),
                (one.author or _NOTHING, BODY, None),
            )
            paper.row(table, cells, _INSERTIONS)


def _omissions(paper: Paper, tier: TierPassage) -> None:
    if not tier.omissions:
        paper.line("Nothing was left out between the first and the last word.", SMALL)
        return
    paper.line("Annex: words left out", SMALL.but(bold=True)).paragraph_format.space_before = Pt(6)
    table = paper.table(("No.", "From", "To", "Length", "Words", "Share", "The words left out"), _OMISSIONS)
    for one in tier.omissions:
        cells: tuple[Cell, ...] = (
            (str(one.number), BODY, None),
            (one.after or _NOTHING, SMALL, None),
            (one.until or _NOTHING, SMALL, None),
            (one.seconds or "not known", SMALL, None),
            ("not known" if one.words is None else str(one.words), SMALL, None),
            (one.share or "not known", SMALL, None),
            (one.text or "not known", BODY if one.text else MISSING, tier.direction if one.text else None),
        )
        paper.row(table, cells, _OMISSIONS)
        why = table.rows[-1].cells[-1].add_paragraph()
        paper.write(why, one.why, SMALL)
    paper.line("", SMALL)


def _words(paper: Paper, tier: TierPassage) -> None:
    """The passage itself, piece by piece, each omission with its number in the annex."""
    ink = Ink(12.5)
    paragraph = paper.paragraph()
    paper.turn(paragraph, tier.direction)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(12 if tier.rendition.is_block else 6)
    form.line_spacing = 1.35
    form.space_before = form.space_after = Pt(6)
    if not tier.rendition.is_block:
        paper.shade(paragraph)
    number = 0
    opening, closing = ("", "") if tier.rendition.is_block else (tier.quotation[0], tier.quotation[-1])
    paper.write(paragraph, opening, ink)
    for piece in tier.rendition.pieces:
        paper.write(paragraph, piece.before, ink)
        stressed = ink.but(underline=True) if tier.direction == "rtl" else ink.but(italic=True)
        inks = {
            "words": stressed if piece.emphasis else ink,
            "ellipsis": ink.but(colour=ACCENT, bold=True),
            "bracket": ink.but(colour=WARN),
            "sic": ink.but(colour=WARN),
        }
        paper.write(paragraph, piece.text, inks[piece.kind])
        if piece.omission is not None and piece.omission.reason != "unfinished":
            number += 1
            paper.write(paragraph, str(number), Ink(12, SANS, ACCENT, raised=True))
    paper.write(paragraph, closing, ink)


def _surroundings(paper: Paper, around: Surroundings) -> None:
    paper.heading(f"Before and after · {around.title} · {around.extent}", 4)
    _lines(paper, around.before, "Nothing stands before it in the transcript.")
    paper.line("— the passage —", SMALL.but(colour=ACCENT), "ltr")
    _lines(paper, around.after, "Nothing stands after it in the transcript.")


def _lines(paper: Paper, lines: Iterable[Line], nothing: str) -> None:
    found = list(lines)
    for one in found:
        paragraph = paper.paragraph()
        paper.turn(paragraph, one.direction)
        paragraph.paragraph_format.space_after = Pt(2)
        if one.time:
            paper.write(paragraph, f"{one.time}  ", SMALL)
        if one.speaker:
            paper.write(paragraph, f"{one.speaker}  ", SMALL.but(bold=True))
        paper.write(paragraph, one.text, BODY)
    if not found:
        paper.line(nothing, MISSING)


def _uses(paper: Paper, uses: Iterable[Use], nothing: str) -> None:
    found = list(uses)
    for one in found:
        against = "  (speaks, at least in part, against)" if one.is_against else ""
        paragraph = paper.line(one.title, Ink(10, SANS, bold=True))
        paper.write(paragraph, against, WARNING)
        paragraph.paragraph_format.keep_with_next = True
        if one.text:
            paper.line(one.text, BODY.but(italic=True))
        _facts(paper, one.facts)
        for note in one.verify:
            paper.line(f"VERIFY  {note}", WARNING)
    if nothing and not found:
        paper.line(nothing, MISSING)


def _note(paper: Paper, note: Note) -> None:
    paper.heading(f"Reviewer’s note on {note.about}", 4)
    if note.marking:
        paper.line(note.marking, Ink(9, SANS, WARN, bold=True))
    paper.line(note.text)


def _facts(paper: Paper, facts: Facts) -> None:
    for fact in facts:
        paper.fact(fact.label, fact.shown, MISSING if fact.value is None else CODE if fact.is_code else BODY)


def _block(paper: Paper, letter: str, title: str) -> None:
    paper.heading(f"{letter}  {title}", 3)


def _caution(paper: Paper, sentence: str) -> None:
    paper.line(sentence, SMALL.but(italic=True))
