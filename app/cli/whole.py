"""Commands for all that a quote stands with: omissions, companions, other translations, passed-on words."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

import click

from app.cli import output
from app.cli.common import CASE, as_json, check_making, given, reading, writing

if TYPE_CHECKING:
    from app.passages import Passage
    from db.casefile import CaseFile
    from db.records import Quote
    from db.tokens import Tier

QUOTE = click.argument("quote")


@click.command()
@CASE
@QUOTE
@as_json
def omitted(case: str, quote: str, json: bool) -> None:
    """List what each ellipsis of a quote leaves out: the words, how many, for how long, and what share that is."""
    from app import lookup
    from app.left_out import left_out

    with reading(case) as opened:
        found: list[dict[str, Any]] = [
            {
                "tier": one.tier,
                "number": one.number,
                "reason": one.omission.reason,
                "start_ms": one.omission.start_ms,
                "end_ms": one.omission.end_ms,
                "duration_ms": one.omission.duration_ms,
                "estimated": one.omission.estimated,
                "words": one.omission.words,
                "share": None if one.share is None else round(one.share, 4),
                "inherited_from": one.omission.inherited_from,
                "text": one.text,
            }
            for one in left_out(opened, lookup.quote(opened, quote))
        ]
    rows = [
        (
            one["tier"],
            one["number"],
            "not known" if one["words"] is None else f"{one['words']} words",
            "" if one["duration_ms"] is None else f"{one['duration_ms'] / 1000:.1f} s",
            one["text"] or "not known",
        )
        for one in found
    ]
    _list(found, rows, "Nothing is left out of this quote.", json=json)


@click.command()
@CASE
@QUOTE
@click.argument("action", type=click.Choice(["list", "suggest", "around", "add", "note", "remove"]), default="list")
@click.argument("thing", metavar="[QUOTE | ID]", required=False)
@click.option("--kind", metavar="KIND", help="question, before, after, completeness or subject.")
@click.option("--transcript", metavar="TRANSCRIPT", help="Add words of this transcript ...")
@click.option("--words", metavar="TEXT", help="... these.")
@click.option("--counterpart", is_flag=True, help="Also the words proposed to match them in the other language.")
@click.option("--note", metavar="TEXT", help="Why it belongs there.")
@as_json
def companion(
    case: str,
    quote: str,
    action: str,
    thing: str | None,
    kind: str | None,
    transcript: str | None,
    words: str | None,
    counterpart: bool,
    note: str | None,
    json: bool,
) -> None:
    """What is to be read with a quote: list it, take the question and the half minute around, add words or a quote,
    “note” ID why it belongs there (an empty --note takes that away), or remove ID."""
    from app import companions, lookup, tiers
    from app.passages import Passage, find_words

    if (transcript is None) != (words is None):
        raise click.UsageError("--transcript and --words go together.")
    has_one = (thing is None) != (words is None)
    if (action == "add" and not has_one) or (action in ("note", "remove") and thing is None):
        raise click.UsageError("“add” needs a quote, or --transcript and --words; “note” and “remove” need an id.")
    if action != "add" and (kind or words or counterpart):
        raise click.UsageError("--kind, --words and --counterpart go with “add”.")
    if (action == "note" and note is None) or (note is not None and action not in ("add", "note")):
        raise click.UsageError("--note goes with “add” and “note”, and “note” with --note.")
    if action in ("list", "suggest"):
        with reading(case) as opened:
            of = lookup.quote(opened, quote)
            found = _companions(opened, of) if action == "list" else _suggested(opened, of)
        rows = [_row(one) for one in found]
        _list(
            found,
            rows,
            "Nothing belongs to this quote yet." if action == "list" else "Nothing is suggested.",
            json=json,
        )
        return
    with writing(case) as session:
        opened = session.case
        of = lookup.quote(opened, quote)
        if action == "around":
            made = [one.id for one in session.do("Take what is around", companions.take_around, of.id)]
        elif action == "remove":
            made = [thing or ""]
            session.do("Remove companion", companions.remove, made[0])
        elif action == "note":
            made = [session.do("Note on companion", companions.annotate, thing or "", note).id]
        elif thing is not None:
            with_it = lookup.quote(opened, thing).id
            made = [session.do("Add companion", companions.add_quote, of.id, with_it, kind or "subject", note).id]
        else:
            source = lookup.transcript(opened, transcript or "")
            passage = Passage(source.id, *find_words(words or "", opened.transcripts.segments(source.id)))
            other = tiers.counterpart(opened, passage) if counterpart else None
            verb = companions.add_passage
            made = [session.do("Add companion", verb, of.id, kind or "completeness", passage, other, note).id]
    output.answer({"ids": made}) if json else output.show("\n".join(made))


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    """What belongs to a quote, or may, in columns: a suggested passage says where it stands, and its words."""
    if "ordinal" in one:
        return (one["transcript"], f"segment {one['ordinal']}: {one['text']}", ", ".join(one["words"]))
    return tuple(
        ", ".join(cast("list[str]", value)) if isinstance(value, list) else value or "" for value in one.values()
    )


def _companions(case: "CaseFile", quote: "Quote") -> list[dict[str, Any]]:
    from app import companions

    return [
        {
            "id": one.id,
            "kind": one.kind,
            "quote": one.other_quote_id,
            "text": companions.words_of(case, one, "original") or None,
            "text_translation": companions.words_of(case, one, "translation") or None,
            "note": one.note,
        }
        for one in case.argument.companions.of(quote.id)
    ]


def _suggested(case: "CaseFile", quote: "Quote") -> list[dict[str, Any]]:
    from app import other_statements

    found = [
        {"quote": one.quote_id, "title": case.quotes.get(one.quote_id).title, "words": list(one.words)}
        for one in other_statements.quotes(case, quote)
    ]
    return found + [
        {
            "transcript": one.place.transcript_id,
            "ordinal": one.place.ordinal,
            "start_ms": one.place.start_ms,
            "text": one.place.text,
            "words": list(one.words),
        }
        for one in other_statements.passages(case, quote)
    ]


@click.command()
@CASE
@QUOTE
@click.argument("action", type=click.Choice(["list", "add", "change", "remove"]), default="list")
@click.argument("thing", metavar="[ID]", required=False)
@click.option("--text", metavar="TEXT", help="The words, as the translator wrote them.")
@click.option("--language", metavar="CODE", help="Their language.")
@click.option("--translator", metavar="NAME", help="Who translated.")
@click.option("--source", metavar="TEXT", help="Where it stands.")
@click.option("--note", metavar="TEXT", help="What is to be said of it.")
@as_json
def rendering(
    case: str,
    quote: str,
    action: str,
    thing: str | None,
    text: str | None,
    language: str | None,
    translator: str | None,
    source: str | None,
    note: str | None,
    json: bool,
) -> None:
    """Other translations of a quote's words, and where they differ from the one that is quoted."""
    from app import lookup, renderings

    fields = given(text=text, language=language, translator=translator, source=source, note=note)
    if (action in ("change", "remove")) != (thing is not None) or (action == "add" and text is None):
        raise click.UsageError("“add” needs --text; “change” and “remove” need an id.")
    check_making(action, is_told=bool(fields))
    if action == "list":
        with reading(case) as opened:
            found = [_compared(one) for one in renderings.compared(opened, lookup.quote(opened, quote))]
        rows = [(one["id"], one["translator"] or "translator not stated", one["text"]) for one in found]
        _list(found, rows, "There is no other translation of this quote.", json=json)
        return
    with writing(case) as session:
        of, id = lookup.quote(session.case, quote), thing or ""
        if action == "add":
            id = session.do("Add translation", renderings.add, of.id, **fields).id
        elif action == "change":
            session.do("Change translation", renderings.change, id, **fields)
        else:
            session.do("Remove translation", renderings.remove, id)
    output.answer({"id": id}) if json else output.show(id)


def _compared(one: Any) -> dict[str, Any]:
    plain = asdict(one.rendering)
    if one.variance is None:
        return {**plain, "share": None, "variance": None, "moves": []}
    stretches = [
        {"same": part.is_same, "one": part.one, "other": part.other, "moves": list(part.moves)}
        for part in one.variance.stretches
    ]
    return {**plain, "share": round(one.variance.share, 4), "variance": stretches, "moves": list(one.variance.moves)}


@click.command()
@CASE
@QUOTE
@click.argument("action", type=click.Choice(["list", "add", "change", "remove"]), default="list")
@click.argument("thing", metavar="[WORDS | ID]", required=False)
@click.option("--speaker", metavar="PERSON", help="Whose words they are.")
@click.option("--note", metavar="TEXT", help="What is to be said of it.")
@as_json
def nested(
    case: str, quote: str, action: str, thing: str | None, speaker: str | None, note: str | None, json: bool
) -> None:
    """Words of a quote that the speaker gives as another's: a message inside a message."""
    from app import lookup, nesting

    if (action == "list") != (thing is None):
        raise click.UsageError("“add” needs the words, “change” and “remove” an id.")
    check_making(action, is_told=speaker is not None or note is not None)
    if thing is None:
        with reading(case) as opened:
            of = lookup.quote(opened, quote)
            found = [
                {**asdict(one), "text": nesting.words_of(opened, one)}
                for one in opened.argument.nested_speeches.of(of.id)
            ]
        rows = [(one["id"], one["speaker_id"] or "speaker not named", one["text"]) for one in found]
        _list(found, rows, "Nothing in this quote is given as another's words.", json=json)
        return
    with writing(case) as session:
        opened = session.case
        of = lookup.quote(opened, quote)
        fields = given(speaker_id=lookup.person(opened, speaker).id if speaker else None, note=note)
        if action == "add":
            passage = words_in(opened, of, thing)
            thing = session.do("Mark another's words", nesting.add, of.id, passage, **fields).id
        elif action == "change":
            session.do("Change another's words", nesting.change, thing, **fields)
        else:
            session.do("Unmark another's words", nesting.remove, thing)
    output.answer({"id": thing}) if json else output.show(thing)


def words_in(case: "CaseFile", quote: "Quote", words: str) -> "Passage":
    """The one place in a quote where words stand, in either language."""
    from app import quoting
    from app.passages import Passage, position_at
    from app.problems import Refused
    from db.tokens import TIERS, Span

    refusal = Refused("This quote has no words.")
    found: list[Passage] = []
    for tier in TIERS:
        passage_of: Tier = tier
        tokens = quote.tokens.of(passage_of)
        try:
            index, first, last = quoting.find_in_quote(tokens, words)
        except Refused as refused:
            refusal = refused
            continue
        span = tokens[index]
        assert isinstance(span, Span)
        segments = case.transcripts.segments(span.transcript_id)
        found.append(Passage(span.transcript_id, position_at(span, first, segments), position_at(span, last, segments)))
    if len(found) != 1:
        raise Refused("These words stand in both languages of the quote.", "Give words of one.") if found else refusal
    return found[0]


def _list(found: list[Any], rows: Sequence[tuple[object, ...]], nothing: str, *, json: bool) -> None:
    if json:
        output.answer(found)
    elif rows:
        output.table(rows)
    else:
        output.say(nothing)
