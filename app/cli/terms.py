"""The command for the key terms of a quote: in Latin letters, and with what they mean."""

from dataclasses import asdict
from typing import Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, check_making, given, reading, rewritten, text_options, writing


@click.command()
@CASE
@click.argument("quote")
@click.argument("action", type=click.Choice(["list", "add", "change", "remove"]), default="list")
@click.argument("thing", metavar="[WORDS | ID]", required=False)
@text_options(
    transliteration="The words in Latin letters, by the rules of IJMES.",
    meaning="What they mean.",
    note="What is to be said of them.",
)
@as_json
def term(case: str, quote: str, action: str, thing: str | None, json: bool, **fields: str | None) -> None:
    """The key terms of a quote, which its sheet explains: “add” WORDS that stand in it, “change” or “remove” ID.

    What another quote says of the same words is taken over where nothing is said. Of “change”, an empty text takes
    away what is there.
    """
    from app import key_terms, lookup

    told: dict[str, Any] = rewritten(**fields) if action == "change" else given(**fields)
    if (action == "list") != (thing is None):
        raise click.UsageError("“add” needs the words, “change” and “remove” an id; “list” takes neither.")
    check_making(action, is_told=bool(told))
    if thing is None:
        with reading(case) as opened:
            found = [asdict(one) for one in opened.argument.key_terms.of(lookup.quote(opened, quote).id)]
        if json:
            output.answer(found)
        elif found:
            output.table((one["id"], one["text"], one["transliteration"] or "", one["meaning"] or "") for one in found)
        else:
            output.say("This quote has no key terms yet.")
        return
    with writing(case) as session:
        of = lookup.quote(session.case, quote)
        if action == "add":
            thing = session.do("Add key term", key_terms.add, of.id, thing, **told).id
        elif action == "change":
            session.do("Change key term", key_terms.change, thing, **told)
        else:
            session.do("Remove key term", key_terms.remove, thing)
    output.answer({"id": thing}) if json else output.show(thing)
