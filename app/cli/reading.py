"""Commands that read what was said."""

import click

from app.cli import output
from app.cli.common import CASE, as_json, reading


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
@as_json
def quotes(case: str, json: bool) -> None:
    """List the quotes."""
    from app.cli import values

    with reading(case) as opened:
        found = values.quotes(opened)
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
