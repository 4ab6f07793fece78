"""Gathers the figures and the differences of a case into plain values."""

from collections.abc import Sequence
from itertools import chain

from app import dates
from app.agreement import Agreement
from app.citation import clock
from app.comparing import Comparison
from app.differences.values import Difference, Differences, Held, Measured
from app.dissent import Dissent
from app.people import name_of
from app.rendition import render
from app.same_passage import SHARE
from app.script import direction_of
from app.sheet.marking import banner
from app.sheet.reading import Reading
from db.casefile import CaseFile
from db.codings import Value
from db.outside import heads_of_work
from db.records import Link, Quote
from db.tokens import TIERS

JUDGED = {
    "capacity": ("Capacity", "speaker_capacity"),
    "capacity_basis": ("Basis of the capacity", "capacity_basis"),
    "relation": ("Relation to the incident", "statement_incident_relation"),
    "polarity": ("Polarity", "polarity"),
    "bearing": ("Bearing on the element", "bearing_on_element"),
    "directness": ("Directness", "directness"),
    "weight": ("Weight", "weight_scale"),
    "survives_without_brackets": ("Holds without the brackets", ""),
}
"""What each judgement is called, and the list that its values are from."""
EXPLAINED = (
    "A figure of 1 is perfect agreement, 0 is what chance would bring, less than 0 is systematic disagreement.",
    "Cohen’s kappa compares two reviewers (Cohen 1960); Krippendorff’s alpha any number of them, also where some gave "
    "no judgement (Krippendorff, “Computing Krippendorff’s Alpha-Reliability”, 2011). Values are taken as categories; "
    "for alpha, the weight is taken as a rank. Kappa knows no ranks.",
    "Words: each word of a transcript in which at least two reviewers marked something is a unit; it is in a quote as "
    "that reviewer left it, or in none.",
    "Judgements: what each reviewer said last of one record and did not take back; and what two reviewers said of "
    f"quotes of their own that share at least {SHARE:.0%} of their words, matched one to one.",
)


def gather(case: CaseFile, comparison: Comparison) -> Differences:
    """The document of a comparison; the same acts give the same document."""
    reading = Reading(case)
    names = dict(comparison.reviewers)
    told = _Told(reading)
    found = [told.difference(number, one) for number, one in enumerate(chain(comparison.dissents, comparison.apart), 1)]
    shown = told.quotes
    heads = heads_of_work(case.connection)
    return Differences(
        case.info.title,
        case.info.reference,
        banner(reading, case.info.marking, shown),
        tuple(names.values()),
        tuple(_measured(comparison, names)),
        EXPLAINED,
        tuple(found),
        heads[0] if len(heads) == 1 else None,
    )


def value_in_words(reading: Reading, field: str, value: Value) -> str:
    """A value as the case's own list calls it."""
    if value is None:
        return "left open"
    if field == "survives_without_brackets":
        return "yes" if value else "no"
    label = reading.label(JUDGED[field][1], str(value)) or str(value)
    return f"{value} of 4 · {label}" if field == "weight" and label != str(value) else label


def _measured(comparison: Comparison, names: dict[str, str]) -> Sequence[Measured]:
    rows = [_row("Words marked, all transcripts", "words", comparison.marks, names)]
    if len(comparison.transcripts) > 1:
        rows += [_row(f"Words marked, {one.title}", "words", one.found, names) for one in comparison.transcripts]
    return rows + [_row(JUDGED[one.field][0], "judgements", one.found, names) for one in comparison.judgements]


def _row(what: str, unit: str, found: Agreement, names: dict[str, str]) -> Measured:
    kappas = tuple((f"{names.get(p.one, '')} and {names.get(p.other, '')}", str(p.kappa)) for p in found.pairs)
    return Measured(what, found.units, unit, found.alike, str(found.alpha), kappas)


class _Told:
    """Puts differences into words, and keeps the quotes that it told of."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._speakers = {person.id: name_of(person) for person in reading.case.people.all()}
        self._media = {medium.id: medium.title for medium in reading.case.media.all()}
        self.quotes: list[Quote] = []

    def difference(self, number: int, one: Dissent) -> Difference:
        case = self._reading.case
        link = case.links.find(one.record_id) if one.table == "link" else None
        quote_id = link.quote_id if link else one.record_id
        quote = case.quotes.find(quote_id) if quote_id else None
        words, language = self._words(quote) if quote else ("", None)
        if quote:
            self.quotes.append(quote)
        ids = dict.fromkeys(voice.record_id for voice in one.voices)
        own = len(ids) > 1
        return Difference(
            number,
            JUDGED[one.field][0],
            words,
            direction_of(words, language),
            language,
            self._source(quote) if quote else "",
            self._target(link) if link else None,
            None if own else value_in_words(self._reading, one.field, one.stands),
            tuple(
                Held(
                    voice.reviewer,
                    value_in_words(self._reading, one.field, voice.value),
                    dates.moment_in_words(voice.at),
                    voice.reason,
                )
                for voice in one.voices
            ),
            f"{one.table} {', '.join(ids)}",
        )

    def _words(self, quote: Quote) -> tuple[str, str | None]:
        for tier in TIERS:
            span = next(quote.tokens.spans(tier), None)
            if span is not None:
                words = render(quote.tokens.of(tier), "house", self._reading.gaps).text
                return words, self._reading.transcript(span.transcript_id).language
        return "", None

    def _source(self, quote: Quote) -> str:
        speaker = self._speakers.get(quote.speaker_id or "")
        start_ms = quote.tokens.start_ms
        at = None if start_ms is None else f"at {clock(start_ms)}"
        return ", ".join(part for part in (speaker, self._media[quote.media_id], at) if part)

    def _target(self, link: Link) -> str:
        parts: list[str] = []
        if link.incident_id is not None:
            parts.append(self._reading.case.incidents.get(link.incident_id).title)
        if link.framework_id is not None and link.element_path is not None:
            element = self._reading.element(link.framework_id, link.element_path)
            framework = self._reading.framework(link.framework_id)
            parts.append(f"{framework.title}: {element.title if element else link.element_path}")
        return " → ".join(parts)
