"""Commands that read what was said."""

from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, reading

if TYPE_CHECKING:
    from db.casefile import CaseFile


@click.command()
@CASE
@click.argument("transcript")
@click.option("--corrected", is_flag=True, help="As reviewers hold that it should read.")
@as_json
def transcript(case: str, transcript: str, corrected: bool, json: bool) -> None:
    """Print a transcript as it was imported; what was corrected is said below the line that it is about."""
    from app import correcting, lookup

    with reading(case) as opened:
        of = lookup.transcript(opened, transcript).id
        segments = correcting.effective(opened, of) if corrected else opened.transcripts.segments(of)
        corrections = {one.ordinal: one for one in opened.argument.corrections.of(of)}
    if json:
        output.answer(
            [
                {
                    "ordinal": ordinal,
                    "start_ms": one.start_ms,
                    "end_ms": one.end_ms,
                    "speaker": one.speaker,
                    "text": one.text,
                    "words": [
                        [one.text[word.start : word.end], word.start_ms, word.end_ms, word.estimated]
                        for word in one.words
                    ],
                    **({"correction": corrections[ordinal].id} if ordinal in corrections else {}),
                }
                for ordinal, one in enumerate(segments)
            ]
        )
    else:
        lines: list[tuple[str, str, str]] = []
        for ordinal, one in enumerate(segments):
            lines.append((output.clock(one.start_ms), one.speaker or "", one.text))
            known = corrections.get(ordinal)
            if known is not None and not corrected:
                lines.append(("", "  corrected", f"{known.text or known.speaker or 'times'} ({known.reason})"))
        output.table(lines)


@click.command()
@CASE
@click.argument("query")
@click.option("--in", "scope", type=click.Choice(["transcripts", "quotes", "all"]), default="all", show_default=True)
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=200, show_default=True)
@as_json
def search(case: str, query: str, scope: str, limit: int, json: bool) -> None:
    """Find words in transcripts and quotes; Arabic spellings of one word meet."""
    with reading(case) as opened:
        hits = opened.search.find(query, scope, limit)  # pyright: ignore[reportArgumentType]  # click checked it
    if json:
        output.answer(
            [
                {
                    "kind": hit.kind,
                    "media": hit.media_id,
                    "transcript": hit.transcript_id,
                    "ordinal": hit.ordinal,
                    "start_ms": hit.start_ms,
                    "end_ms": hit.end_ms,
                    "text": hit.text,
                    "quote": hit.quote_id,
                }
                for hit in hits
            ]
        )
    elif hits:
        output.table((hit.kind, output.clock(hit.start_ms), hit.text) for hit in hits)
    else:
        output.say("These words stand nowhere in this case.")


@click.command()
@CASE
@click.option("--status", metavar="CODE", help="Only those in this state of review, such as submitted.")
@click.option("--speaker", metavar="PERSON", help="Only those said by this person.")
@click.option("--tag", metavar="NAME", help="Only those with this tag.")
@click.option("--incident", metavar="INCIDENT", help="Only those linked to this incident.")
@click.option("--element", metavar="FRAMEWORK:CODE", help="Only those linked to this element.")
@click.option("--unlinked", is_flag=True, help="Only those that are linked to nothing yet.")
@click.option("--waiting", is_flag=True, help="Only those that wait for you.")
@as_json
def quotes(
    case: str,
    status: str | None,
    speaker: str | None,
    tag: str | None,
    incident: str | None,
    element: str | None,
    unlinked: bool,
    waiting: bool,
    json: bool,
) -> None:
    """List the quotes."""
    from app import law, lookup
    from app.cli import values

    with reading(case) as opened:
        if status is not None:
            law.check_term(opened, "review_state", status)
        wanted = {
            "status": status,
            "speaker": lookup.person(opened, speaker).id if speaker is not None else None,
            "incident": lookup.incident(opened, incident).id if incident is not None else None,
            "element": _element(opened, element) if element is not None else None,
        }
        among = _among(opened, tag, waiting=waiting)
        found = [
            one
            for one in values.quotes(opened)
            if (among is None or one["id"] in among) and _fits(one, wanted) and not (unlinked and one["links"])
        ]
    if json:
        output.answer(found)
        return
    for one in found:
        start, end = output.clock(one["start_ms"]), output.clock(one["end_ms"])
        head = (one["title"] or "no title", one["speaker_name"] or "no speaker", f"{start} to {end}", one["status"])
        output.show(one["id"] + "  " + " · ".join(output.one_line(part) for part in head))
        for text in (one["text"], one["text_translation"]):
            if text is not None:
                output.show(f"    {output.one_line(text)}")


def _element(case: "CaseFile", said: str) -> tuple[str, str]:
    """Framework and path of an element that is given by its path or its code."""
    from app import lookup
    from app.problems import Refused

    name, _, code = said.partition(":")
    framework = lookup.framework(case, name)
    nodes = case.frameworks.elements(framework.id)
    found = next((one.path for one in nodes if code in (one.path, one.code)), None)
    if found is None:
        raise Refused(f"“{framework.id}” has no element “{code}”.", "Write FRAMEWORK:CODE, such as us_ina219_fto:C.")
    return framework.id, found


def _among(case: "CaseFile", tag: str | None, *, waiting: bool) -> set[str] | None:
    """The quotes with this tag, and those that wait; None where nobody asks."""
    from app import installation, tagging
    from app import waiting as queue

    found: set[str] | None = None
    if tag is not None:
        folded = " ".join(tag.split()).casefold()
        tags = tagging.tags_of(case, "quote")
        found = {id for id, names in tags.items() if folded in [name.casefold() for name in names]}
    if waiting:
        waits = queue.queue(case, installation.load().reviewer_id)
        ids = {one.record_id for one in waits if one.quote_id is not None}
        found = ids if found is None else found & ids
    return found


def _fits(quote: "dict[str, Any]", wanted: "dict[str, Any]") -> bool:
    links = quote["links"]
    return (
        wanted["status"] in (None, quote["status"])
        and wanted["speaker"] in (None, quote["speaker"])
        and (wanted["incident"] is None or any(one["incident"] == wanted["incident"] for one in links))
        and (wanted["element"] is None or any((one["framework"], one["element"]) == wanted["element"] for one in links))
    )
