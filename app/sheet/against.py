"""Block H: what speaks against the quote, how else it can be read, and what is still to be done."""

from collections.abc import Iterator

from app import renderings, we
from app.people import name_of
from app.sheet import marking
from app.sheet.reading import Reading
from app.sheet.values import Fact, Use
from db.claims import Contradiction, Finding, FindingSource
from db.records import Quote


def against(reading: Reading, quote: Quote, uses: tuple[Use, ...]) -> tuple[Use, ...]:
    """Everything of it that the case holds. `uses` are those of block G."""
    found = [Use(one.title, _told(one), is_against=True) for one in uses if one.is_against]
    found += _contradictions(reading, quote)
    found += _findings(reading, quote)
    found += _readings(reading, quote)
    found += _credibility(reading, quote)
    found += [
        Use("Still to be done", (Fact("Task", task.text),))
        for task in reading.case.argument.tasks.of("quote", quote.id)
        if not task.done
    ]
    return tuple(found)


def _told(use: Use) -> tuple[Fact, ...]:
    """What of a link says why it speaks against; the rest stands in block G."""
    return tuple(fact for fact in use.facts if fact.label in ("Relation", "Bearing", "Polarity", "Reason"))


def _contradictions(reading: Reading, quote: Quote) -> Iterator[Use]:
    for one in reading.case.argument.contradictions.all():
        sides = _sides(one)
        for (table, id, _), (other_table, other_id, text) in (sides, sides[::-1]):
            if (table, id) == ("quote", quote.id):
                other = text or (reading.wording.title(other_table, other_id) if other_table and other_id else None)
                note = marking.note(reading, "contradiction", one.id, "note", one.note)
                yield Use(f"Contradiction: {one.kind}", (Fact("Against", other), *_some("Note", note)), is_against=True)


_Side = tuple[str | None, str | None, str | None]


def _sides(one: Contradiction) -> tuple[_Side, _Side]:
    return (one.one_table, one.one_id, one.one_text), (one.other_table, one.other_id, one.other_text)


def _findings(reading: Reading, quote: Quote) -> Iterator[Use]:
    """The findings that rest on the quote and what stands against each; those that the quote itself stands against."""
    argument = reading.case.argument
    for finding in argument.findings.all():
        sources = argument.finding_sources.of(finding.id)
        own = {one.side for one in sources if (one.table_name, one.record_id) == ("quote", quote.id)}
        if "contrary" in own:
            yield Use(
                finding.claim, (Fact("Finding", "this quote is held against it"), *_open(finding)), is_against=True
            )
        if "support" in own:
            facts = [_source(reading, one) for one in sources if one.side in ("contrary", "alternative", "bears_on")]
            if facts or finding.open:
                yield Use(finding.claim, (*facts, *_open(finding)))


def _source(reading: Reading, one: FindingSource) -> Fact:
    labels = {"contrary": "Against it", "alternative": "Another explanation", "bears_on": "Bears on belief in it"}
    title = reading.wording.title(one.table_name, one.record_id) if one.table_name and one.record_id else None
    said = ": ".join(part for part in (title, one.words and f"“{one.words}”", one.text) if part)
    return Fact(labels[one.side], said or None)


def _open(finding: Finding) -> tuple[Fact, ...]:
    return _some("Still to be shown", finding.open)


def _readings(reading: Reading, quote: Quote) -> Iterator[Use]:
    entries = [one for one in we.of(reading.case, quote.id) if one.tagged is not None or not one.is_weak]
    unsaid = [one for one in entries if one.tagged is None]
    meant = {one.tagged.referent for one in entries if one.tagged is not None}
    if unsaid:
        words = ", ".join(dict.fromkeys(f"“{one.text}”" for one in unsaid))
        yield Use("Whom “we” means", (Fact("Nobody has said", f"{len(unsaid)} of {len(entries)}: {words}"),))
    if len(meant) > 1 or "unclear" in meant:
        labels = [reading.label("pronoun_referent", one) or one for one in sorted(meant)]
        yield Use("“We” can be read in more than one way", (Fact("It is said to mean", ", ".join(labels)),))
    if quote.capacity in (None, "unclear"):
        yield Use("Capacity", (Fact("Capacity", reading.label("speaker_capacity", quote.capacity)),))
    for one in renderings.compared(reading.case, quote):
        if one.variance is not None and one.variance.moves:
            by = one.rendering.translator or "a translator not named"
            words = ", ".join(f"“{words}”" for part in one.variance.stretches for words in part.lit)
            yield Use(
                f"Translated otherwise by {by}",
                (Fact("Words that differ", words), Fact("Rests on them", ", ".join(one.variance.moves))),
                is_against=True,
            )


def _credibility(reading: Reading, quote: Quote) -> Iterator[Use]:
    person = reading.case.people.find(quote.speaker_id) if quote.speaker_id else None
    if person is None:
        yield Use("Identification", (Fact("Speaker", None, "nobody is named"),))
    elif not person.identified_by:
        yield Use("Identification", (Fact(name_of(person), None, "how he or she was identified is not stated"),))


def _some(label: str, text: str | None) -> tuple[Fact, ...]:
    return (Fact(label, text),) if text else ()
