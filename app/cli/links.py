"""The command for the links that quotes and incidents have: listed, changed, taken away."""

from typing import Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, bracket_answer, bracket_test, reading, rewritten, text_options, writing
from app.problems import Refused


@click.command()
@CASE
@click.argument("action", type=click.Choice(["list", "change", "remove"]), default="list")
@click.argument("link", metavar="[LINK]", required=False)
@text_options(
    relation="What the quote does to the incident, such as adopts_conduct.",
    bearing="supports, partly_supports, contradicts, qualifies or neutral.",
    polarity="inculpatory, exculpatory, mixed or neutral.",
    directness="direct, circumstantial or inference on inference.",
    reason="Why.",
)
@click.option("--weight", type=click.IntRange(0, 4), help="0 none, 4 would carry the element if believed.")
@bracket_test
@click.option("--quote", metavar="QUOTE", help="Of “list”: only those of this quote.")
@click.option("--incident", metavar="INCIDENT", help="Of “list”: only those of this incident.")
@as_json
def links(
    case: str,
    action: str,
    link: str | None,
    weight: int | None,
    without_brackets: str | None,
    quote: str | None,
    incident: str | None,
    json: bool,
    **fields: str | None,
) -> None:
    """List the links of quotes and of incidents, to incidents and to elements of the law, or “change” or “remove” LINK.

    An empty text takes away what is there. “link” makes one.
    """
    told: dict[str, Any] = {**rewritten(**fields), **bracket_answer(without_brackets)}
    if weight is not None:
        told["weight"] = weight
    if (link is None) != (action == "list"):
        raise click.UsageError("“list” takes no link." if action == "list" else f"“{action}” needs the id of a link.")
    if bool(told) != (action == "change"):
        raise click.UsageError("Fields go with “change”, and “change” with one of them at least.")
    if (quote is not None or incident is not None) and action != "list":
        raise click.UsageError("--quote and --incident go with “list”.")
    if quote is not None and incident is not None:
        raise click.UsageError("Give --quote or --incident, not both.")
    if action == "list":
        _list(case, quote, incident, json=json)
        return
    from app import linking

    with writing(case) as session:
        found = session.case.links.find(link or "")
        if found is None:
            raise Refused(f"There is no link “{link}” in this case.", "“links” lists those that are there.")
        if action == "remove":
            session.do("Remove link", linking.remove, found.id)
        else:
            session.do("Change link", linking.change, found.id, **told)
    output.answer({"id": link}) if json else output.show(link or "")


def _list(case: str, quote: str | None, incident: str | None, *, json: bool) -> None:
    from app import lookup
    from app.cli.values import holds_without_brackets
    from app.cli.values import link as plain

    with reading(case) as opened:
        if quote is not None:
            found = opened.links.of_quote(lookup.quote(opened, quote).id)
        elif incident is not None:
            found = opened.links.of_incident(lookup.incident(opened, incident).id)
        else:
            found = opened.links.all()
        incidents = {one.id: one.title for one in opened.incidents.all()}
    if json:
        output.answer([{**plain(one), "quote": one.quote_id} for one in found])
        return
    output.table(
        (
            one.id,
            one.quote_id or "",
            incidents.get(one.incident_id or "", ""),
            f"{one.framework_id}:{one.element_path}" if one.framework_id else "",
            one.relation or one.bearing or "",
            "" if one.weight is None else one.weight,
            {True: "holds", False: "falls", None: ""}[holds_without_brackets(one)],
            one.reason or "",
        )
        for one in found
    )
