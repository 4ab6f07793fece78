"""The words of an exhibit as plain text: each quoted passage, and whole transcripts where they are wanted."""

from collections.abc import Sequence

from app import certifying
from app.citation import language
from app.correcting import effective, text_sha256
from app.exhibit.values import Declared, Words
from app.exporters.plain import plain
from app.sheet.values import Facts, QuoteSheet, TierPassage
from db.casefile import CaseFile
from db.records import Quote


def passage(one: QuoteSheet) -> Words:
    """The quoted words of each language, with all that was left out and put in."""
    lines = [f"Quote {one.number}: {one.title}", f"Quote {one.id}", "", one.citation, ""]
    for tier in one.passages:
        lines += [*_tier(tier), ""]
    lines += list(one.missing)
    return Words(f"words/quote-{one.number:02}.txt", plain("\n".join(lines).rstrip()) + "\n")


def transcripts(
    shown: CaseFile, quotes: Sequence[Quote], *, whole: bool
) -> tuple[tuple[Declared, ...], tuple[Words, ...]]:
    """What is known of each translation that the quotes take words from; and the transcripts, a segment a line.

    The SHA-256 of such a file is the one that a translator's certificate is bound to.
    """
    used: dict[str, list[str]] = {}
    for number, quote in enumerate(quotes, 1):
        for id in dict.fromkeys(span.transcript_id for span in quote.tokens.spans()):
            used.setdefault(id, []).append(f"Quote {number}")
    declared: list[Declared] = []
    written: list[Words] = []
    for number, (id, covers) in enumerate(used.items(), 1):
        tier = shown.transcripts.get(id)
        segments = effective(shown, id)
        path = f"words/transcript-{number:02}-{tier.kind}.txt" if whole else None
        if path is not None:
            written.append(Words(path, "".join(f"{segment.text}\n" for segment in segments)))
        if tier.kind != "translation":
            continue
        source = shown.transcripts.find(tier.translation_of) if tier.translation_of else None
        spoken = source.language if source else shown.media.get(tier.media_id).language
        declared.append(
            Declared(
                title=tier.title,
                language=language(spoken) if spoken else None,
                into=language(tier.language) if tier.language else None,
                translator=tier.translator,
                qualification=tier.translator_qualification,
                made_by=tier.made_by,
                sha256=text_sha256(segments),
                segments=len(segments),
                words_file=path,
                certificates=tuple(
                    (
                        found.certificate.translator,
                        found.certificate.date or "",
                        found.certificate.text_sha256,
                        found.holds,
                    )
                    for found in certifying.standings(shown, id)
                ),
                covers=tuple(covers),
            )
        )
    return tuple(declared), tuple(written)


def _tier(tier: TierPassage) -> list[str]:
    lines = [tier.title, "", tier.quotation, ""]
    lines += [
        f"Part {one.number}: {one.start or 'no time'} to {one.end or 'no time'}: {one.text}" for one in tier.spans
    ]
    for one in tier.omissions:
        length = ", ".join(part for part in (one.seconds, None if one.words is None else f"{one.words} words") if part)
        lines.append(f"Left out {one.number} ({one.why}{f'; {length}' if length else ''}): {one.text or 'not known'}")
    lines += [f"Put in, by {one.author or 'a person not stated'} ({one.type}): [{one.text}]" for one in tier.insertions]
    return [*lines, *_facts(tier.facts), *tier.warnings]


def _facts(facts: Facts) -> list[str]:
    return [f"{fact.label}: {fact.shown}" for fact in facts]
