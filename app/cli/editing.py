"""The command that changes a quote: what is said of it, and what stands in it."""

from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, given, reading, rewritten, text_options, writing

if TYPE_CHECKING:
    from app.session import Session
    from db.casefile import CaseFile
    from db.records import Quote
    from db.tokens import Tier

_ON_WORDS = {
    "leave-out": "Leave words out",
    "emphasise": "Change emphasis",
    "plain": "Change emphasis",
    "sic": "Insert [sic]",
}
"""What is done to words of the quote, and what the step is called."""
_ON_PARTS = ("reword", "take-out")
_ACTIONS = ("show", "describe", *_ON_WORDS, *_ON_PARTS, "inherit", "delete")
_DESCRIBED = ("title", "speaker", "capacity", "capacity_basis", "capacity_note", "question", "marking", "notes")


@click.command()
@CASE
@click.argument("quote")
@click.argument("action", type=click.Choice(_ACTIONS), default="show")
@click.argument("what", metavar="[WORDS | NUMBER]", required=False)
@text_options(
    title="What it is called.",
    speaker="Who says it: a person.",
    capacity="In what capacity, such as representative.",
    capacity_basis="What that rests on, such as “title held on date”.",
    capacity_note="Why.",
    question="What was asked.",
    marking="Such as TLP:AMBER.",
    notes="Anything else.",
    text="Of “reword”: what the brackets say.",
    source="Of “inherit”: who put the marks there; by default the translator, or the recording's title.",
)
@click.option("--type", "kind", metavar="TYPE", help="Of “reword”: the type of the brackets.")
@click.option("--original", is_flag=True, help="Of “emphasise”: the speaker's own emphasis, not added.")
@as_json
def quote(
    case: str,
    quote: str,
    action: str,
    what: str | None,
    text: str | None,
    kind: str | None,
    original: bool,
    source: str | None,
    json: bool,
    **fields: str | None,
) -> None:
    """Show a quote with its parts and their numbers, or change it.

    “describe” sets what is said of it; an empty text takes it away. “leave-out”, “emphasise”, “plain” and “sic” take
    WORDS that stand in it once. “reword” takes the NUMBER of brackets, “take-out” that of any part. “inherit” says that
    the ellipses and brackets that stand among the words are a publication's own. “delete” removes the quote with its
    links; “undo” brings all of it back.
    """
    if (what is not None) != (action in _ON_WORDS or action in _ON_PARTS):
        raise click.UsageError(
            f"“{action}” needs words."
            if action in _ON_WORDS
            else f"“{action}” needs the number of a part."
            if action in _ON_PARTS
            else f"“{action}” takes no words."
        )
    told = rewritten(**fields)
    if bool(told) != (action == "describe"):
        raise click.UsageError("What is said of a quote goes with “describe”, and “describe” with one thing at least.")
    if bool(given(text=text, kind=kind)) != (action == "reword"):
        raise click.UsageError("--text and --type go with “reword”, and “reword” with one of them.")
    if original and action != "emphasise":
        raise click.UsageError("--original goes with “emphasise”.")
    if source is not None and action != "inherit":
        raise click.UsageError("--source goes with “inherit”.")
    if action == "show":
        _show(case, quote, json=json)
        return
    from app import lookup, printed_marks, quoting

    with writing(case) as session:
        found = lookup.quote(session.case, quote)
        if action == "delete":
            session.do("Delete quote", quoting.delete, found.id)
            output.answer({"id": found.id}) if json else output.show(found.id)
            return
        if action == "describe":
            changed, tier = _described(session, found, told), _first(found)
        elif action == "inherit":
            by = source if source is not None else printed_marks.source_of(session.case, found)
            changed = session.do("Inherit marks", printed_marks.take_over, found.id, by)
            tier = _first(found)
        elif action in _ON_WORDS:
            changed, tier = _on_words(session, found, action, what or "", original=original)
        else:
            changed, tier = _on_part(session, found, what or "", None if action == "take-out" else (text, kind))
        report(session.case, changed, tier, json=json)


def find(quote: "Quote", words: str) -> "tuple[Tier, int, int, int]":
    """The one place in either language where the words stand: tier, index, first and last offset."""
    from app import quoting
    from app.problems import Refused
    from db.tokens import TIERS

    found: list[tuple[Tier, int, int, int]] = []
    refusal = Refused("This quote has no words.")
    for tier in TIERS:
        try:
            found.append((tier, *quoting.find_in_quote(quote.tokens.of(tier), words)))
        except Refused as refused:
            refusal = refused
    if len(found) > 1:
        raise Refused("These words stand in both languages of the quote.", "Give words of one of them.")
    if not found:
        raise refusal
    return found[0]


def bracket_type(name: str) -> str:
    """A type of bracket as it is written in the case: "translator's note" is `translator_note`."""
    return name.strip().lower().replace("'s", "").replace("’s", "").replace(" ", "_").replace("-", "_")


def report(case: "CaseFile", quote: "Quote", tier: "Tier", *, json: bool) -> None:
    """Say how a quote reads now."""
    from app.cli.values import quote_text

    text = quote_text(case, quote, tier)
    if json:
        tokens = quote.tokens
        output.answer({"quote": quote.id, "text": text, "start_ms": tokens.start_ms, "end_ms": tokens.end_ms})
    else:
        output.show(f"{quote.id}  {text}")


def _show(case: str, quote: str, *, json: bool) -> None:
    from app import lookup
    from app.cli import values

    with reading(case) as opened:
        plain = values.quote(opened, lookup.quote(opened, quote))
    if json:
        output.answer(plain)
        return
    said = ("title", "media_title", "speaker_name", "capacity", "capacity_basis", "capacity_note", "question")
    output.table((name.replace("_", " "), plain[name]) for name in (*said, "marking", "status", "notes") if plain[name])
    output.table(
        (number, part["tier"], part["k"], part.get("text") or part.get("inherited_from") or "", part.get("type") or "")
        for number, part in enumerate(plain["parts"], 1)
    )


def _described(session: "Session", quote: "Quote", told: dict[str, Any]) -> "Quote":
    from app import lookup, quoting

    if "speaker" in told:
        speaker = told.pop("speaker")
        told["speaker_id"] = lookup.person(session.case, speaker).id if speaker is not None else None
    return session.do("Describe quote", quoting.describe, quote.id, **told)


def _first(quote: "Quote") -> "Tier":
    return "original" if any(quote.tokens.spans("original")) else "translation"


def _on_words(session: "Session", quote: "Quote", action: str, words: str, *, original: bool) -> "tuple[Quote, Tier]":
    from app import quoting

    tier, index, first, last = find(quote, words)
    label = _ON_WORDS[action]
    match action:
        case "leave-out":
            changed = session.do(label, quoting.leave_out, quote.id, tier, [(index, first, last)])
        case "sic":
            changed = session.do(label, quoting.sic, quote.id, tier, index, last)
        case _:
            emphasis = None if action == "plain" else "original" if original else "added"
            changed = session.do(label, quoting.emphasise, quote.id, tier, index, first, last, emphasis)
    return changed, tier


def _on_part(
    session: "Session", quote: "Quote", number: str, worded: tuple[str | None, str | None] | None
) -> "tuple[Quote, Tier]":
    """Take a part out, or give brackets other words or another type."""
    from app import quoting
    from app.problems import Refused
    from db.tokens import TIERS

    places: list[tuple[Tier, int]] = [(tier, index) for tier in TIERS for index in range(len(quote.tokens.of(tier)))]
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:9]) <= len(places):
        raise Refused(f"“{number}” is no part of this quote.", f"Its parts have the numbers 1 to {len(places)}.")
    tier, index = places[int(number) - 1]
    if worded is None:
        return session.do("Remove part", quoting.remove_part, quote.id, tier, index), tier
    text, kind = worded
    type_ = bracket_type(kind) if kind is not None else None
    return session.do("Change brackets", quoting.change_bracket, quote.id, tier, index, text, type_), tier
