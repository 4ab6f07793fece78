"""Commands that test the case: ways into evidence, law by date, inside details, assertions, and the defence sheet."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, path_of, reading
from app.cli.errors import No
from app.problems import Refused

if TYPE_CHECKING:
    from app.argument.gathering import Heard
    from app.argument.reading import Reader
    from app.argument.routes import Forum, Found


@click.command()
@CASE
@click.option(
    "--forum", metavar="F", help="us_federal_criminal, us_federal_civil, us_designation, icc or un_fact_finding."
)
@click.option("--proceeding", metavar="P", help="A proceeding of the case: its forum and its parties.")
@click.option("--party", metavar="NAME", multiple=True, help="A party, by its name or id; may be given again.")
@click.option("--quote", metavar="QUOTE", help="Only this quote.")
@as_json
def routes(
    case: str, forum: str | None, proceeding: str | None, party: tuple[str, ...], quote: str | None, json: bool
) -> None:
    """Show which ways into evidence are open in a forum, layer by layer, and what foundation each still lacks.

    An open way is open to argument. Nothing here concludes that evidence will be admitted, or that anybody is liable.
    """
    from app import lookup
    from app.argument import foundation, gathering
    from app.argument.reading import Reader
    from app.argument.routes import forum_of, rules

    known = rules()
    with reading(case) as opened:
        reader = Reader(opened)
        named, parties = _before(reader, forum, proceeding)
        chosen = forum_of(named, known)
        parties += foundation.parties_named(reader, party)
        quotes = [lookup.quote(opened, quote)] if quote else opened.quotes.all()
        found = gathering.heard(reader, chosen, parties, quotes)
    if json:
        output.answer(_heard(chosen, found))
        return
    output.show(chosen.title)
    for one in found:
        output.show()
        output.show(one.name)
        layer = ""
        for way in one.found:
            if way.route.layer != layer:
                layer = way.route.layer
                output.show(f"  {known.layers[layer]}")
            output.show(f"    {way.state}: {way.route.title} [{way.route.basis}]")
            for label, lines in (("", way.why), ("missing: ", way.missing), ("to be shown: ", way.to_show)):
                for line in lines:
                    output.show(f"        {label}{line}")
            if way.route.verify:
                output.show(f"        to be verified: {way.route.verify}")
    for line in (known.note, *known.verify, chosen.note, chosen.verify):
        if line:
            output.say(line)


@click.command()
@CASE
@click.argument("date", required=False)
@as_json
def asof(case: str, date: str | None, json: bool) -> None:
    """Show the law of the case as of DATE, and every link to law that was not in force when it was said or done."""
    from app import dates
    from app.argument import gathering
    from app.argument.reading import Reader

    when = dates.check(date)
    with reading(case) as opened:
        reader = Reader(opened)
        flags = gathering.law_flags(reader)
        then = gathering.law_at(reader, when) if when else []
        events = gathering.events(reader)
    if json:
        output.answer(
            {
                "date": when,
                "law": [{**asdict(one.law), "in_force": one.answer.force, "why": one.answer.why} for one in then],
                "events": [asdict(one) for one in events],
                "flags": [
                    {
                        "link": one.use.link,
                        one.event.kind: one.event.id,
                        "framework": one.use.framework,
                        "element": one.use.element,
                        "date": one.event.date,
                        "law": one.law,
                        "in_force": one.force,
                        "why": one.why,
                        "verify": one.verify,
                    }
                    for one in flags
                ],
            }
        )
        return
    if when:
        output.table((one.answer.force, one.law.title, one.answer.why) for one in then)
        output.show()
    output.table(
        (one.force, one.event.date or "no date", one.event.title, f"{one.use.framework}:{one.use.element}", one.why)
        for one in flags
    )
    for line in dict.fromkeys(line for one in flags for line in (one.verify or "").splitlines()):
        output.say(f"To be verified: {line}")


@click.command()
@CASE
@as_json
def details(case: str, json: bool) -> None:
    """Show, for each detail that only insiders could know, whether it was said before it was public."""
    from app.argument import gathering
    from app.argument.reading import Reader

    with reading(case) as opened:
        reader = Reader(opened)
        found = gathering.detail_clock(reader)
        names = {id: reader.name(id) for id in reader.quotes}
    if json:
        output.answer(
            [
                {
                    "incident": one.telling.incident,
                    "quote": one.telling.quote,
                    "link": one.telling.link,
                    "relation": one.telling.relation,
                    "said_on": one.telling.said_on,
                    "detail": one.detail.id if one.detail else None,
                    "text": one.detail.text if one.detail else None,
                    "public_on": one.detail.public_on if one.detail else None,
                    "clock": one.clock,
                    "why": one.why,
                    "least_days": one.least_days,
                    "most_days": one.most_days,
                    "common": list(one.common),
                }
                for one in found
            ]
        )
        return
    output.table(
        (
            one.clock,
            f"said {one.telling.said_on or 'no date'}",
            f"public {(one.detail and one.detail.public_on) or 'no date'}",
            names[one.telling.quote],
            one.detail.text if one.detail else "",
            one.why,
        )
        for one in found
    )


@click.command()
@CASE
@as_json
def assertions(case: str, json: bool) -> None:
    """Check whether the words that findings cite stand in the quotes that they cite; ends in 1 if one does not."""
    from app.argument import gathering
    from app.argument.assertions import in_words
    from app.argument.reading import Reader

    with reading(case) as opened:
        reader = Reader(opened)
        found = gathering.assertion_check(reader)
        names = gathering.names(reader, found)
        claims = {one.id: one.claim for one in opened.argument.findings.all()}
    if json:
        output.answer([{**asdict(one), "wrong": one.is_wrong, "says": in_words(one, names)} for one in found])
    else:
        shown = ""
        for one in found:
            if one.finding != shown:
                shown = one.finding
                output.show(output.one_line(claims[one.finding]))
            mark = "WRONG" if one.is_wrong else "look" if one.verdict != "stands" else "ok"
            output.show(f"    {mark}: {in_words(one, names)}")
    if any(one.is_wrong for one in found):
        raise No


@click.command()
@CASE
@click.option("--out", metavar="FILE", help="Write it to a file that ends in .html or .docx.")
@as_json
def defence(case: str, out: str | None, json: bool) -> None:
    """Gather the contrary case from the same file: all that contradicts, limits, exculpates or is missing."""
    from app.argument.contrary import gather
    from app.argument.reading import Reader
    from app.exporters import defence as exporter

    target = None if out is None else path_of(out)
    if target is not None:
        exporter.kind_of(target)
    with reading(case) as opened:
        found = gather(Reader(opened))
    if target is not None:
        exporter.write(found, target)
        output.say(f"Wrote {target}.")
    if json:
        output.answer(asdict(found))
        return
    if target is not None:
        return
    output.show(f"{found.title}: the contrary case")
    for section in found.sections:
        output.show()
        output.show(f"{section.title} ({len(section.points)})")
        for point in section.points:
            output.show(f"  {output.one_line(point.title)}")
            if point.text:
                output.show(f"      {output.one_line(point.text)}")
            for label, value in point.facts:
                output.show(f"      {label}: {output.one_line(value)}")
        if not section.points:
            output.show(f"  {section.nothing}")
    for line in (found.caution, *found.verify):
        output.say(line)


def _before(reader: "Reader", forum: str | None, proceeding: str | None) -> tuple[str, list[Any]]:
    """The forum's name and the parties that the case has for it."""
    from app.argument.foundation import parties_of

    known = reader.case.argument.proceedings.all()
    if proceeding is not None:
        found = [one for one in known if proceeding in (one.id, one.title)]
        if len(found) != 1:
            raise Refused(f"There is no one proceeding “{proceeding}”.", "Give its id or its whole title.")
    else:
        found = known[:1] if len(known) == 1 and forum is None else []
    parties = parties_of(reader.case.argument.proceeding_parties.of(found[0].id)) if found else []
    named = forum or (found[0].forum if found else None) or reader.case.info.forum
    if named is None:
        raise click.UsageError("Give --forum; the case names none.")
    return named, parties


def _heard(forum: "Forum", found: "list[Heard]") -> dict[str, Any]:
    from app.argument.routes import rules

    known = rules()
    return {
        "forum": {"id": forum.id, "title": forum.title, "note": forum.note, "verify": forum.verify},
        "note": known.note,
        "verify": list(known.verify),
        "quotes": [
            {
                "quote": one.quote.id,
                "title": one.name,
                "layers": [
                    {
                        "layer": layer,
                        "title": title,
                        "routes": [_way(way) for way in one.found if way.route.layer == layer],
                    }
                    for layer, title in known.layers.items()
                ],
            }
            for one in found
        ],
    }


def _way(way: "Found") -> dict[str, Any]:
    return {
        "id": way.route.id,
        "title": way.route.title,
        "basis": way.route.basis,
        "state": way.state,
        "why": list(way.why),
        "has": list(way.has),
        "missing": list(way.missing),
        "to_be_shown": list(way.to_show),
        "note": way.route.note,
        "verify": way.route.verify,
        "element": way.route.element,
    }
