"""Commands for what is argued from the quotes: proceedings, law with a date, findings and what contradicts what."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, given, reading, text_options, writing

if TYPE_CHECKING:
    from app.session import Session
    from db.casefile import CaseFile

_MAKES = ("add", "change", "remove", "list")
_NAMING = ("cite", "change-cite", "uncite")
_SETTING = ("against", "change-against", "unset")


@click.command()
@CASE
@click.argument("action", type=click.Choice([*_MAKES, "party", "change-party", "unparty"]))
@click.argument("id", required=False)
@text_options(
    title="What it is called.",
    forum="Before whom.",
    reference="Its file number there.",
    standard="The standard of proof, such as beyond_reasonable_doubt.",
    date="Since when, or when (EDTF).",
    notes="Anything else.",
    side="Of a party: prosecution, defence, claimant, ...",
    person="Of a party: the person.",
    organisation="Of a party: the organisation.",
    name="Of a party that is neither: its name.",
)
@as_json
def proceeding(case: str, action: str, id: str | None, json: bool, **fields: str | None) -> None:
    """Say where the case is argued: “add”, “list”, “change” ID, “remove” ID; “party” ID adds a party, “change-party”
    and “unparty” ID change one or take it away."""
    from app import proceedings

    told = _checked(action, id, given(**fields), {"party": _PARTY, "change-party": _PARTY, **_all(proceedings.FIELDS)})
    if action == "list":
        with reading(case) as opened:
            found = [
                {**asdict(one), "parties": [asdict(party) for party in opened.argument.proceeding_parties.of(one.id)]}
                for one in opened.argument.proceedings.all()
            ]
        _show(found, ((one["id"], one["forum"], one["standard"], one["title"]) for one in found), json=json)
        return
    with writing(case) as session:
        _named(session.case, told)
        match action:
            case "add":
                made = session.do("Add proceeding", proceedings.add, told.pop("title", ""), **told).id
            case "party":
                side = told.pop("side", "")
                made = session.do("Add party", proceedings.add_party, id or "", side, **told).id
            case "change-party":
                made = session.do("Change party", proceedings.change_party, id or "", **told).id
            case "unparty":
                made = _removed(session, "Remove party", proceedings.remove_party, id)
            case "change":
                made = session.do("Change proceeding", proceedings.change, id or "", **told).id
            case _:
                made = _removed(session, "Remove proceeding", proceedings.remove, id)
    _say(made, json=json)


@click.command()
@CASE
@click.argument("action", type=click.Choice(_MAKES))
@click.argument("id", required=False)
@text_options(
    title="What it is called.",
    kind="designation, sanction, statute, amendment, ratification or fact.",
    in_force_from="Since when it is in force (EDTF).",
    in_force_to="Until when (EDTF).",
    framework="The framework whose law it puts in force.",
    element="The element of that framework, by path or code.",
    person="Whom it is about: the person.",
    organisation="Or the organisation.",
    citation="How it is cited.",
    url="Where it can be read.",
    verify="What is still to be checked.",
    note="Anything else.",
)
@as_json
def measure(case: str, action: str, id: str | None, json: bool, **fields: str | None) -> None:
    """Say which law was in force when: “add”, “list”, “change” ID, “remove” ID."""
    from app import law, lookup, measures

    known = {name.removesuffix("_id") for name in measures.FIELDS if name != "element_path"} | {"element"}
    told = _checked(action, id, given(**fields), _all(known))
    if action == "list":
        with reading(case) as opened:
            found = [asdict(one) for one in opened.argument.measures.all()]
        rows = ((one["id"], one["in_force_from"] or "no date", one["in_force_to"], one["title"]) for one in found)
        _show(found, rows, json=json)
        for one in found if not json else ():
            if one["verify"]:
                output.say(f"To be verified, {one['title']}: {one['verify']}")
        return
    with writing(case) as session:
        _named(session.case, told)
        if "framework" in told:
            told["framework_id"] = lookup.framework(session.case, told.pop("framework")).id
        if "element" in told:
            of = told.get("framework_id") or (session.case.argument.measures.get(id).framework_id if id else None)
            told["element_path"] = law.element_of(session.case, of or "", told.pop("element")).path
        match action:
            case "add":
                title, kind = told.pop("title", ""), told.pop("kind", "")
                made = session.do("Add measure", measures.add, title, kind, **told).id
            case "change":
                made = session.do("Change measure", measures.change, id or "", **told).id
            case _:
                made = _removed(session, "Remove measure", measures.remove, id)
    _say(made, json=json)


@click.command()
@CASE
@click.argument("action", type=click.Choice([*_MAKES, *_NAMING, "move", *_SETTING, "contradictions"]))
@click.argument("id", required=False)
@text_options(
    claim="What is concluded.",
    made_by="By whom.",
    polarity="Such as inculpatory or exculpatory.",
    likelihood="How likely it is held to be.",
    confidence="How sure that is.",
    strength="How strong the inference is.",
    open="What is still to be shown.",
    notes="Anything else.",
    side="Of “cite”: support (by default), contrary, bears_on or alternative.",
    record="Of “cite”: TABLE:ID, such as quote:ID, incident:ID, link:ID, finding:ID, media:ID.",
    words="Of “cite”: the words that are claimed to stand there.",
    text="Of “cite”: what it is, where it is no record.",
    kind="Of “against”: how the two stand to each other, such as “change of position”.",
    one="Of “against”: TABLE:ID, or words.",
    other="Of “against”: TABLE:ID, or words.",
    note="Of “against”: anything else.",
)
@click.option("--to", type=click.IntRange(1), help="Of “move”: the new place; 1 is the first.")
@as_json
def finding(case: str, action: str, id: str | None, to: int | None, json: bool, **fields: str | None) -> None:
    """Say what is concluded, and from what: “add”, “list”, “change” ID, “remove” ID, “move” ID.

    “cite” ID adds what a finding rests on or what speaks against it, “change-cite” and “uncite” ID change one or take
    it away. “against” sets two things against each other, “change-against” ID says how anew, “unset” ID no longer,
    “contradictions” lists them.
    """
    from app import findings

    uses = {
        "cite": _CITE,
        "change-cite": _CITE,
        "against": _AGAINST,
        "change-against": frozenset({"kind", "note"}),
        **_all(findings.FIELDS),
    }
    if (to is not None) != (action == "move"):
        raise click.UsageError("--to goes with “move”, and “move” with --to.")
    told = _checked(action, id, given(**fields), uses)
    if action in ("list", "contradictions"):
        with reading(case) as opened:
            found = _findings(opened) if action == "list" else _contradictions(opened)
        label = "claim" if action == "list" else "kind"
        _show(found, ((one["id"], one[label]) for one in found), json=json)
        return
    with writing(case) as session:
        made = _find(session, action, id or "", (to or 1) - 1, told)
    _say(made, json=json)


_PARTY = frozenset({"side", "person", "organisation", "name"})
_CITE = frozenset({"side", "record", "words", "text"})
_AGAINST = frozenset({"kind", "one", "other", "note"})
_ALONE = ("add", "list", "against", "contradictions")


def _all(fields: Iterable[str]) -> dict[str, frozenset[str]]:
    return {"add": frozenset(fields), "change": frozenset(fields)}


def _checked(action: str, id: str | None, told: dict[str, Any], uses: dict[str, frozenset[str]]) -> dict[str, Any]:
    """The options, if each goes with the action and the action has the id that it needs."""
    if (id is None) != (action in _ALONE):
        raise click.UsageError(f"“{action}” needs an id." if id is None else f"“{action}” takes no id.")
    strange = sorted(told.keys() - uses.get(action, frozenset()))
    if strange:
        raise click.UsageError(f"--{strange[0].replace('_', '-')} does not go with “{action}”.")
    return told


def _named(case: "CaseFile", told: dict[str, Any]) -> None:
    """Put ids in the place of the people and organisations that were named."""
    from app import lookup

    for name in ("person", "organisation"):
        if name in told:
            told[f"{name}_id"] = getattr(lookup, name)(case, told.pop(name)).id


def _find(session: "Session", action: str, id: str, to: int, told: dict[str, Any]) -> str:
    from app import findings

    match action:
        case "add":
            return session.do("Add finding", findings.add, told.pop("claim", ""), **told).id
        case "change":
            return session.do("Change finding", findings.change, id, **told).id
        case "move":
            return session.do("Move finding", findings.move, id, to).id
        case "cite":
            table, record = _record(session.case, told.pop("record", None))
            side = told.pop("side", "support")
            return session.do("Cite", findings.cite, id, side, table=table, record_id=record, **told).id
        case "change-cite":
            if "record" in told:
                told["table_name"], told["record_id"] = _record(session.case, told.pop("record"))
            return session.do("Change citation", findings.change_source, id, **told).id
        case "uncite":
            return _removed(session, "Remove citation", findings.uncite, id)
        case "against":
            ends = (_end(session.case, told.get("one", "")), _end(session.case, told.get("other", "")))
            label = "Set against each other"
            return session.do(label, findings.set_against, told.get("kind", ""), *ends, told.get("note")).id
        case "change-against":
            return session.do("Change contradiction", findings.change_contradiction, id, **told).id
        case "unset":
            return _removed(session, "No longer set against each other", findings.remove_contradiction, id)
        case _:
            return _removed(session, "Remove finding", findings.remove, id)


def _record(case: "CaseFile", named: str | None) -> tuple[str | None, str | None]:
    """A record given as TABLE:ID; of quotes, incidents, people and the like also by title."""
    from app import lookup
    from app.findings import NAMED

    if named is None:
        return None, None
    table, _, id = named.partition(":")
    if table not in NAMED or not id:
        raise click.UsageError(f"A record is written TABLE:ID, where TABLE is one of: {', '.join(NAMED)}.")
    find = getattr(lookup, table, None)
    return table, find(case, id).id if find else id


def _end(case: "CaseFile", named: str) -> tuple[str | None, str]:
    from app.findings import NAMED

    table, record = _record(case, named) if named.partition(":")[0] in NAMED else (None, None)
    return table, record or named


def _findings(case: "CaseFile") -> list[dict[str, Any]]:
    from app.called import name_of

    return [
        {
            **asdict(one),
            "sources": [
                {**asdict(source), "name": name_of(case, source.table_name, source.record_id)}
                for source in case.argument.finding_sources.of(one.id)
            ],
        }
        for one in case.argument.findings.all()
    ]


def _contradictions(case: "CaseFile") -> list[dict[str, Any]]:
    from app.called import name_of

    return [
        {
            **asdict(one),
            "one_name": name_of(case, one.one_table, one.one_id) or one.one_text,
            "other_name": name_of(case, one.other_table, one.other_id) or one.other_text,
        }
        for one in case.argument.contradictions.all()
    ]


def _removed(session: "Session", label: str, verb: Any, id: str | None) -> str:
    session.do(label, verb, id or "")
    return id or ""


def _show(found: list[dict[str, Any]], rows: Iterable[Iterable[object]], *, json: bool) -> None:
    output.answer(found) if json else output.table(rows)


def _say(id: str, *, json: bool) -> None:
    output.answer({"id": id}) if json else output.show(id)
