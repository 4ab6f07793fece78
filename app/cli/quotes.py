"""Commands that mark what was said."""

from typing import TYPE_CHECKING

import click

from app.cli.common import CASE, MS, as_json, given, writing
from app.cli.editing import bracket_type, find, report
from db.tokens import BRACKET_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.passages import Passage
    from db.casefile import CaseFile
    from db.records import Quote, Segment
    from db.tokens import Position, Tier


@click.command()
@CASE
@click.option("--transcript", metavar="TRANSCRIPT", required=True, help="Whose words.")
@click.option("--from-ms", type=MS, help="From this millisecond of the recording ...")
@click.option("--to-ms", type=MS, help="... to this one: the words mostly said between them.")
@click.option("--words", metavar="TEXT", help="These very words.")
@click.option("--nth", type=click.IntRange(1, 1_000_000), help="Where they stand for the nth time.")
@click.option("--speaker", metavar="PERSON", help="Who says it.")
@click.option("--capacity", metavar="CODE", help="In what capacity, such as representative.")
@click.option("--title", help="What the quote is called.")
@click.option("--add-to", metavar="QUOTE", help="Add the words to this quote instead of making a new one.")
@click.option("--counterpart", is_flag=True, help="Also take the words proposed to match in the other language.")
@as_json
def mark(
    case: str,
    transcript: str,
    from_ms: int | None,
    to_ms: int | None,
    words: str | None,
    nth: int | None,
    speaker: str | None,
    capacity: str | None,
    title: str | None,
    add_to: str | None,
    counterpart: bool,
    json: bool,
) -> None:
    """Mark a quote."""
    from app import collecting, lookup, quoting
    from app.passages import Passage

    if (words is None) == (from_ms is None and to_ms is None):
        raise click.UsageError("Give either --words, or --from-ms and --to-ms.")
    if words is None and (from_ms is None or to_ms is None or from_ms >= to_ms):
        raise click.UsageError("--from-ms and --to-ms go together, the earlier first.")
    if nth is not None and words is None:
        raise click.UsageError("--nth goes with --words.")
    with writing(case) as session:
        opened = session.case
        of = lookup.transcript(opened, transcript)
        segments = opened.transcripts.segments(of.id)
        passage = Passage(of.id, *_place(segments, words, nth or 1, from_ms, to_ms))
        other = _counterpart(opened, passage) if counterpart else None
        speaker_id = lookup.person(opened, speaker).id if speaker is not None else None
        fields = given(speaker_id=speaker_id, capacity=capacity, title=title)
        if add_to is None:
            frame_at = collecting.frame_at(opened, of.media_id)
            quote = session.do("Mark quote", quoting.mark, passage, other, frame_at, **fields)
        else:
            quote_id = lookup.quote(opened, add_to).id
            quote = session.do("Add part", add_part, quote_id, passage, other, fields)
        tier: Tier = "original" if of.kind == "original" else "translation"
        report(opened, quote, tier, json=json)


def _place(
    segments: "Sequence[Segment]", words: str | None, nth: int, from_ms: int | None, to_ms: int | None
) -> "tuple[Position, Position]":
    from app.passages import between_times, find_words

    if words is not None:
        return find_words(words, segments, nth)
    assert from_ms is not None
    assert to_ms is not None
    return between_times(from_ms, to_ms, segments)


def _counterpart(case: "CaseFile", passage: "Passage") -> "Passage | None":
    from app import tiers

    return tiers.counterpart(case, passage)


def add_part(
    case: "CaseFile", quote_id: str, passage: "Passage", counterpart: "Passage | None", fields: dict[str, str]
) -> "Quote":
    """A part and what was said about the quote with it, in one step."""
    from app import quoting

    quote = quoting.add_part(case, quote_id, passage, counterpart)
    return quoting.describe(case, quote_id, **fields) if fields else quote


@click.command()
@CASE
@click.argument("quote")
@click.option("--before", metavar="WORDS", help="Insert before these words of the quote ...")
@click.option("--after", metavar="WORDS", help="... or after these ...")
@click.option("--instead-of", metavar="WORDS", help="... or in their place.")
@click.option("--text", required=True, help="What the bracket says, without the brackets.")
@click.option("--type", "kind", required=True, metavar="TYPE", help=f"One of: {', '.join(BRACKET_TYPES)}.")
@as_json
def bracket(
    case: str,
    quote: str,
    before: str | None,
    after: str | None,
    instead_of: str | None,
    text: str,
    kind: str,
    json: bool,
) -> None:
    """Put words that were never said into a quote, in square brackets."""
    from app import lookup, quoting

    words = [one for one in (before, after, instead_of) if one is not None]
    if len(words) != 1:
        raise click.UsageError("Give one of --before, --after and --instead-of.")
    with writing(case) as session:
        opened = session.case
        found = lookup.quote(opened, quote)
        tier, index, first, last = find(found, words[0])
        offset = last if after is not None else first
        replaces = last - first if instead_of is not None else 0
        label = "Insert bracket"
        changed = session.do(label, quoting.bracket, found.id, tier, index, offset, text, bracket_type(kind), replaces)
        report(opened, changed, tier, json=json)
