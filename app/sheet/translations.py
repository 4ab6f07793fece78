"""Block D, second part: who stands for the translation, what was corrected, and how else it can be translated."""

from app import certifying, correcting, dates, renderings
from app.citation import language
from app.script import direction_of, flowing
from app.sheet import marking
from app.sheet.reading import Reading
from app.sheet.values import Fact, Facts, Rendering
from app.variance import Stretch
from db.records import Quote


def certificates(reading: Reading, quote: Quote) -> tuple[Facts, ...]:
    """Each certificate of the quoted translation, with whether it still holds."""
    return tuple(_certificate(one) for one in certifying.of_quote(reading.case, quote))


def voided(reading: Reading, quote: Quote) -> tuple[str, ...]:
    """A warning for each certificate that no longer holds."""
    return tuple(
        f"VOID: the certificate of {one.certificate.translator} was given for other words. "
        "The translation was corrected after it was certified."
        for one in certifying.of_quote(reading.case, quote)
        if not one.holds
    )


def corrections(reading: Reading, quote: Quote) -> Facts:
    """What was corrected in the segments that the quote takes its words from; the passage prints them as imported."""
    found: list[Fact] = []
    for one in correcting.of_quote(reading.case, quote):
        segments = reading.segments(one.transcript_id)
        kind = reading.transcript(one.transcript_id).kind
        imported = flowing(segments[one.ordinal].text) if one.ordinal < len(segments) else ""
        said = [f"imported: “{imported}”"]
        said += [f"corrected: “{flowing(one.text)}”"] if one.text is not None else []
        said += [f"speaker: {one.speaker}"] if one.speaker is not None else []
        said += ["times corrected"] if one.start_ms is not None or one.end_ms is not None else []
        found.append(Fact(f"Segment {one.ordinal + 1}, {kind}", f"{'; '.join(said)}. Reason: {one.reason}"))
    return tuple(found)


def others(reading: Reading, quote: Quote, *, with_notes: bool) -> tuple[Rendering, ...]:
    """The other translations, each word by word against the quoted one."""
    return tuple(_other(reading, one, with_notes=with_notes) for one in renderings.compared(reading.case, quote))


def _certificate(one: certifying.Standing) -> Facts:
    found = one.certificate
    return (
        Fact("Certified by", found.translator),
        Fact("Qualification", found.qualification),
        Fact("Date", dates.in_words(found.date) if found.date else None),
        Fact("Covers", found.covers, "the whole transcript"),
        Fact("Statement", found.statement),
        Fact("Holds", "yes: the words are those that were certified" if one.holds else one.why),
        Fact("SHA-256 certified", found.text_sha256, is_code=True),
        *(() if one.holds else (Fact("SHA-256 now", one.sha256_now, is_code=True),)),
    )


def _other(reading: Reading, one: renderings.Compared, *, with_notes: bool) -> Rendering:
    found = one.rendering
    facts = [
        Fact("Translator", found.translator),
        Fact("Language", language(found.language) if found.language else None),
        Fact("Source", found.source),
    ]
    if with_notes and (note := marking.note(reading, "rendering", found.id, "note", found.note)):
        facts.append(Fact("Note", note))
    if one.variance is None:
        facts.append(Fact("Compared", None, "not compared: the quote has no translation in this language"))
        stretches: tuple[Stretch, ...] = ()
    else:
        facts.append(Fact("Differs in", f"{one.variance.share * 100:.0f} % of the words"))
        facts.append(
            Fact(
                "Moves", ", ".join(one.variance.moves) or None, "no element or incident is linked by words that differ"
            )
        )
        stretches = one.variance.stretches
    text = flowing(found.text)
    return Rendering(tuple(facts), text, direction_of(text, found.language), stretches)
