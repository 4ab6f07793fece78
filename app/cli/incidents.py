"""Commands for incidents, for the law, and for what a quote has to do with them."""

from collections.abc import Iterator
from dataclasses import asdict
from json import loads
from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, bracket_answer, bracket_test, given, reading, text_options, writing
from app.problems import Refused

if TYPE_CHECKING:
    from app.session import Session

_FIELDS = {
    "title": "What happened, in a few words.",
    "date": "When (EDTF): 2020-11, 2021-06-01~.",
    "place": "Where.",
    "latitude": "Decimal degrees, WGS 84.",
    "longitude": "Decimal degrees, WGS 84.",
    "kind": "Of what kind.",
    "target": "What was hit or aimed at.",
    "weapon": "With what.",
    "claimed_by": "Who claimed it.",
    "attributed_to": "To whom it is attributed.",
    "sources": "Where it is known from.",
    "notes": "Anything else.",
}


_TAKES = {"add": 0, "change": 1, "delete": 1, "list": 0, "join": 2, "apart": 2, "twice": 0}
"""How many incidents each action is told of."""
_PARTS = ("detail", "actor")
"""Actions on what belongs to an incident; what follows says what is done to which."""


@click.command()
@CASE
@click.argument("action", type=click.Choice([*_TAKES, *_PARTS]))
@click.argument("incidents", metavar="[INCIDENT]...", nargs=-1)
@text_options(
    **_FIELDS,
    detail="Of a detail: what is known.",
    public_on="Of a detail: since when everybody could know it (EDTF).",
    part="Of an actor: alleged_perpetrator, claims_it, denies_it, attributes_it, target, victim or witness.",
    person="Of an actor: the person.",
    organisation="Of an actor: the organisation.",
    source="Of a detail or an actor: who says so.",
    url="Of a detail: where.",
    note="Of a detail or an actor: anything else.",
)
@as_json
def incident(case: str, action: str, incidents: tuple[str, ...], json: bool, **fields: str | None) -> None:
    """Add an incident, change or delete INCIDENT, or list them all.

    “join” KEEP OTHER makes one of two that are the same, “apart” says of two that they are not, “twice” lists those
    that may have been entered twice. “detail add INCIDENT”, “detail list INCIDENT”, “detail change ID” and “detail
    remove ID” are about what is known of an incident and since when; “actor” and the same words about who had which
    part in it.
    """
    from app import lookup

    if action in _PARTS:
        from app.cli import parts

        parts.run(case, action, incidents, given(**fields), json=json)
        return
    strange = sorted(set(given(**fields)) - set(_FIELDS))
    if strange:
        raise click.UsageError(f"--{strange[0].replace('_', '-')} goes with “detail” or “actor”.")
    if len(incidents) != _TAKES[action]:
        raise click.UsageError(
            "“change” and “delete” need the id or title of an incident, “join” and “apart” those of two; "
            "“add”, “list” and “twice” take none."
        )
    if action in ("join", "apart", "twice", "delete", "list") and given(**fields):
        raise click.UsageError(f"“{action}” changes no fields.")
    if action in ("list", "twice"):
        _list(case, action, json=json)
        return
    with writing(case) as session:
        ids = [lookup.incident(session.case, one).id for one in incidents]
        answer = _act(session, action, ids, given(**fields))
    output.answer(answer) if json else output.show(answer["id"])


def _act(session: "Session", action: str, ids: list[str], fields: dict[str, Any]) -> dict[str, Any]:
    from app import incidents

    match action:
        case "add":
            title = fields.pop("title", "")
            return {"id": session.do("Add incident", incidents.add, title, **fields).id}
        case "change":
            session.do("Change incident", incidents.change, ids[0], **fields)
        case "delete":
            session.do("Delete incident", incidents.delete, ids[0])
        case "join":
            session.do("Join incidents", incidents.join, ids[0], ids[1])
            return {"id": ids[0], "joined": ids[1]}
        case _:
            session.do("Keep incidents apart", incidents.keep_apart, ids[0], ids[1])
            return {"id": ids[0], "apart": ids[1]}
    return {"id": ids[0]}


def _list(case: str, action: str, *, json: bool) -> None:
    from app import merging

    with reading(case) as opened:
        if action == "list":
            found = opened.incidents.all()
            plain = [asdict(one) for one in found]
            rows = [(one.id, one.date or "no date", one.title) for one in found]
        else:
            pairs = merging.suggestions(opened)
            plain = [{"one": two.one.id, "other": two.other.id, "reason": two.reason} for two in pairs]
            rows = [(two.one.id, two.other.id, two.one.title, two.other.title, two.reason) for two in pairs]
    output.answer(plain) if json else output.table(rows)


@click.command()
@click.argument("framework", required=False)
@as_json
def frameworks(framework: str | None, json: bool) -> None:
    """List the bodies of law that come with Avowal, or the elements of one. No lawyer has reviewed them."""
    from app import law

    if framework is None:
        rows = [(one.id, one.title) for one in law.offers()]
        found = [{"id": id, "title": title} for id, title in rows]
    else:
        offer = next((one for one in law.offers() if one.id == framework), None)
        if offer is None:
            raise Refused(f"There is no framework called “{framework}”.", "“frameworks” lists those that ship.")
        found = list(_nodes(loads(offer.data)["nodes"], ""))
        rows = [(f"{framework}:{one['path']}", f"{one['kind']}: {one['title']}") for one in found]
    if json:
        output.answer(found)
        return
    output.table(rows)
    for one in found:
        if one.get("verify"):
            output.say(f"To be verified, {one['path']}: {one['verify']}")


def _nodes(nodes: list[dict[str, Any]], parent: str) -> Iterator[dict[str, Any]]:
    """The nodes of a framework with their paths, each parent before its children."""
    for node in nodes:
        path = f"{parent}{node['code']}"
        yield {"path": path, **{name: node[name] for name in ("code", "title", "kind", "verify")}}
        yield from _nodes(node["children"], f"{path}/")


@click.command()
@CASE
@click.argument("quote", required=False)
@click.option("--incident", metavar="INCIDENT", help="What happened. With --element in place of a QUOTE.")
@text_options(relation="What the quote does to the incident, such as adopts_conduct.")
@click.option("--element", metavar="FRAMEWORK:CODE", help="An element of the law, by its path or its code.")
@text_options(bearing="supports, partly_supports, contradicts, qualifies or neutral.")
@click.option("--weight", type=click.IntRange(0, 4), help="0 none, 4 would carry the element if believed.")
@text_options(
    polarity="inculpatory, exculpatory, mixed or neutral; by default the relation's.",
    directness="direct, circumstantial or inference on inference.",
    reason="Why.",
)
@bracket_test
@as_json
def link(
    case: str,
    quote: str | None,
    incident: str | None,
    relation: str | None,
    element: str | None,
    bearing: str | None,
    without_brackets: str | None,
    json: bool,
    **fields: Any,
) -> None:
    """Say what QUOTE has to do with an incident or with an element of the law.

    With --incident and --element and no QUOTE: how the incident bears on the element.
    """
    if quote is None and (incident is None or element is None):
        raise click.UsageError("Name a quote; or give both --incident and --element.")
    if quote is not None and (incident is None) == (element is None):
        raise click.UsageError("Give either --incident or --element.")
    if quote is None and without_brackets:
        raise click.UsageError("--without-brackets goes with a quote: an incident has no inserted words.")
    if (relation is not None and (incident is None or quote is None)) or (bearing is not None and element is None):
        raise click.UsageError("--relation goes with a quote and --incident, --bearing with --element.")
    framework, _, code = (element or "").partition(":")
    if element is not None and not (framework and code):
        raise click.UsageError("An element is written FRAMEWORK:CODE, such as us_ina219_fto:C.")
    from app import linking, lookup

    fields = {**given(**fields), **bracket_answer(without_brackets)}
    with writing(case) as session:
        quote_id = "" if quote is None else lookup.quote(session.case, quote).id
        incident_id = "" if incident is None else lookup.incident(session.case, incident).id
        if element is None:
            made = session.do("Link to incident", linking.to_incident, quote_id, incident_id, relation, **fields)
        elif quote is None:
            step, verb = "Link incident to element", linking.incident_to_element
            made = session.do(step, verb, incident_id, framework, code, bearing, **fields)
        else:
            made = session.do("Link to element", linking.to_element, quote_id, framework, code, bearing, **fields)
    if json:
        output.answer(asdict(made))
    else:
        output.show(made.id)
