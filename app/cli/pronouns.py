"""The command for whom “we” means."""

from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, reading, writing

if TYPE_CHECKING:
    from db.casefile import CaseFile


@click.command()
@CASE
@click.argument("quote")
@click.argument("action", type=click.Choice(["list", "tag", "untag"]), default="list")
@click.argument("number", type=click.IntRange(1, 1_000_000), required=False)
@click.option("--referent", metavar="CODE", help="Of “tag”: whom it means, such as “own organisation”.")
@click.option("--basis", metavar="TEXT", help="Of “tag”: what that rests on.")
@click.option("--organisation", metavar="NAME", help="Of “tag”: the organisation that is meant.")
@as_json
def we(
    case: str,
    quote: str,
    action: str,
    number: int | None,
    referent: str | None,
    basis: str | None,
    organisation: str | None,
    json: bool,
) -> None:
    """List every “we” of a quote with its number, or say whom one means: “tag” N --referent CODE, “untag” N.

    A weak one is found by an Arabic ending or prefix alone, which other words have too.
    """
    from app import lookup
    from app import we as ledger

    if (number is None) != (action == "list"):
        raise click.UsageError("“list” takes no number." if action == "list" else f"“{action}” needs a number.")
    if action != "tag" and any(one is not None for one in (referent, basis, organisation)):
        raise click.UsageError("--referent, --basis and --organisation go with “tag”.")
    if action == "tag" and referent is None:
        raise click.UsageError("“tag” needs --referent.")
    if number is None or action == "list":
        with reading(case) as opened:
            _show(_ledger(opened, lookup.quote(opened, quote).id), json=json)
        return
    with writing(case) as session:
        opened = session.case
        id = lookup.quote(opened, quote).id
        if referent is not None:
            of = lookup.organisation(opened, organisation).id if organisation is not None else None
            session.do("Say whom “we” means", ledger.tag, id, number, referent, basis, of)
        else:
            session.do("Take away whom “we” means", ledger.untag, id, number)
        _show(_ledger(opened, id), json=json)


def _ledger(case: "CaseFile", quote_id: str) -> list[dict[str, Any]]:
    from app import we as ledger

    return [
        {
            "number": one.number,
            "tier": one.tier,
            "text": one.text,
            "weak": one.is_weak,
            "start_ms": one.start_ms,
            "end_ms": one.end_ms,
            "around": one.around,
            "referent": one.tagged.referent if one.tagged else None,
            "organisation": one.tagged.organisation_id if one.tagged else None,
            "basis": one.tagged.basis if one.tagged else None,
        }
        for one in ledger.of(case, quote_id)
    ]


def _show(found: list[dict[str, Any]], *, json: bool) -> None:
    if json:
        output.answer(found)
        return
    if not found:
        output.say("No “we” was found in this quote.")
    for one in found:
        said = one["referent"] or ("perhaps; not said" if one["weak"] else "not said")
        output.show(f"{one['number']}  {one['text']}  {said}{'; ' + one['basis'] if one['basis'] else ''}")
