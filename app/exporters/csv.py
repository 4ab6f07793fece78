"""The quote sheet as a table, one quote a line, that no spreadsheet takes for formulas."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable

from app.exporters.plain import plain
from app.sheet.values import Companion, Fact, Facts, Line, QuoteSheet, Rendering, Sheet, TierPassage, Use

_FORMULA = frozenset("=+-@＝＋－＠﹢﹣﹦﹫−\t\r\n")
_TIERS = ("Original", "Translation")


def render(sheet: Sheet, progress: Callable[[int, int], None]) -> bytes:
    """UTF-8 with a byte order mark, CRLF, every cell quoted. Progress may raise to end it."""
    rows: list[dict[str, str]] = []
    for done, quote in enumerate(sheet.quotes):
        progress(done, len(sheet.quotes))
        rows.append(_row(sheet, quote))
    columns = dict.fromkeys(name for row in rows for name in row)
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(name, "")) for name in columns] for row in rows)
    progress(len(sheet.quotes), len(sheet.quotes))
    return out.getvalue().encode("utf-8-sig")


def cell(text: str) -> str:
    """Text that stays text: an apostrophe goes before whatever a spreadsheet might run."""
    shown = plain(text)
    visible_start = next((letter for letter in shown if not _is_passed_over(letter)), "")
    starts_formula = shown[:1] in _FORMULA or visible_start in _FORMULA
    # Carriage returns and tabs at the start are the text's own, but `plain` may have turned them into symbols.
    return f"'{shown}" if shown and (starts_formula or text[:1] in _FORMULA) else shown


def _is_passed_over(letter: str) -> bool:
    """White space and marks without a shape, which a program may trim before it looks for a formula."""
    return letter.isspace() or unicodedata.category(letter) == "Cf"


def _row(sheet: Sheet, quote: QuoteSheet) -> dict[str, str]:
    row = {
        "No.": str(quote.number),
        "Case": sheet.title,
        "Sheet marking": sheet.marking or "none",
        "Title": quote.title,
        "Citation": quote.citation,
        **_facts("", quote.header),
        **_facts("Source: ", quote.source),
        "Copies": "\n\n".join(_block(copy) for copy in quote.copies),
    }
    for name in _TIERS:
        tier = next((one for one in quote.passages if one.title.startswith(name)), None)
        row |= _passage(name, tier)
    row |= {
        "Still": quote.picture.caption,
        "Key terms": _block(quote.key_terms) or "none",
        "Corrections of the transcript": _block(quote.corrections) or "none",
        "Translator and certificate": "\n\n".join(
            part for part in (*quote.voided, _block(quote.translation), *map(_block, quote.certificates)) if part
        )
        or "no translation",
        "Other translations": "\n\n".join(_rendering(one) for one in quote.renderings) or "none",
        **_facts("Speaker: ", tuple(one for one in quote.speaker if not _is_we(one))),
        "Speaker: “we”": _block(tuple(one for one in quote.speaker if _is_we(one))) or "no “we” found",
        "Question asked": quote.question or "not stated",
        "Before": "\n\n".join(_lines(one.title, one.before) for one in quote.surroundings),
        "After": "\n\n".join(_lines(one.title, one.after) for one in quote.surroundings),
        "To be read with it": "\n\n".join(_companion(one) for one in quote.companions) or "nothing noted",
        "Incidents": _uses(quote.incidents),
        "Elements": _uses(quote.elements),
        "Against": _uses(quote.against) or "nothing recorded",
        "Sign-off": _block(quote.signed),
        "Notes": "\n\n".join(
            f"On {note.about}{f' [{note.marking}]' if note.marking else ''}: {note.text}" for note in quote.notes
        ),
        "About the law": sheet.caution if quote.elements else "",
        "Law relied on": _uses(sheet.law) if quote.elements else "",
        "Ledger": _block(sheet.record),
    }
    return row


def _passage(name: str, tier: TierPassage | None) -> dict[str, str]:
    if tier is None:
        columns = ("words", "in and out", "words left out", "words put in", "shares")
        return {f"{name}: {column}": "missing" for column in columns}
    spans = [
        f"{one.number}. {one.start or 'not stated'} – {one.end or 'not stated'}; {one.place}" for one in tier.spans
    ]
    omissions = [
        f"{one.number}. {one.seconds or 'length not known'}; "
        f"{'not known how many' if one.words is None else one.words} words"
        f"{f', {one.share}' if one.share else ''}; {one.why}: {one.text or 'not known'}"
        for one in tier.omissions
    ]
    insertions = [f"[{one.text}] {one.type}; put in by {one.author or 'not stated'}" for one in tier.insertions]
    return {
        f"{name}: words": tier.rendition.marked("*"),
        f"{name}: in and out": "\n".join(spans),
        f"{name}: words left out": "\n".join(omissions) or "nothing",
        f"{name}: words put in": "\n".join(insertions) or "nothing",
        f"{name}: shares": "\n".join([_block(tier.facts), *tier.warnings]),
    }


def _facts(prefix: str, facts: Facts) -> dict[str, str]:
    """A column a fact; a label that stands twice (two offices) is one column."""
    row: dict[str, str] = {}
    for fact in facts:
        name = f"{prefix}{'Office' if fact.label.startswith('Office') else fact.label}"
        row[name] = f"{row[name]}\n{fact.shown}" if name in row else fact.shown
    return row


def _is_we(fact: Fact) -> bool:
    """Whether the line is about one word of the quote, which is no column of its own."""
    return fact.label.startswith("“")


def _block(facts: Facts) -> str:
    return "\n".join(f"{fact.label}: {fact.shown}" for fact in facts)


def _lines(title: str, lines: Iterable[Line]) -> str:
    said = [" ".join(part for part in (one.time, one.speaker, one.text) if part) for one in lines]
    return "\n".join([f"({title})", *(said or ["nothing"])])


def _rendering(one: Rendering) -> str:
    differing = [part for part in one.stretches if not part.is_same]
    said = [f"{part.one or 'nothing'} → {part.other or 'nothing'}" for part in differing]
    return "\n".join([one.text, _block(one.facts), *said])


def _companion(one: Companion) -> str:
    title = f"{one.title}, {one.source}" if one.source else one.title
    return _lines(title, one.lines) + (f"\n{one.note}" if one.note else "")


def _uses(uses: Iterable[Use]) -> str:
    return "\n\n".join(
        "\n".join(
            [one.title, *([one.text] if one.text else []), _block(one.facts), *(f"Verify: {v}" for v in one.verify)]
        )
        for one in uses
    )
