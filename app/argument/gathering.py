"""Gathers from a case what the reckonings of the argument ask: dated law, details, findings, quotes before a forum."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.argument import asof, assertions, details, foundation, routes
from app.argument.asof import Answer, Body, Event, Flag, Law, Then, Use
from app.argument.assertions import Check, Claim
from app.argument.details import Detail, Telling
from app.argument.reading import Reader
from app.argument.routes import Forum, Found
from db.records import Quote

_PROCEDURAL = "evidence"
"""The category of the frameworks that hold rules of evidence."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The ways into evidence of one quote."""

    quote: Quote
    name: str
    found: tuple[Found, ...]


def laws(reader: Reader) -> list[Law]:
    """The dated law of the case."""
    return [
        Law(
            id=one.id,
            title=one.title,
            kind=one.kind,
            start=one.in_force_from,
            end=one.in_force_to,
            framework=one.framework_id,
            element=one.element_path,
            citation=one.citation,
            verify=one.verify,
        )
        for one in reader.case.argument.measures.all()
        if one.kind != "fact"
    ]


def bodies(reader: Reader) -> list[Body]:
    """The frameworks of the case, as far as their dates matter."""
    return [
        Body(one.id, one.title, one.version, one.date, one.category == _PROCEDURAL, one.verify)
        for one in reader.case.frameworks.all()
    ]


def events(reader: Reader) -> list[Event]:
    """What was said and what happened, by date."""
    found = [Event(id, "quote", reader.name(id), reader.said_on(id)) for id in reader.quotes]
    found += [Event(one.id, "incident", one.title, one.date) for one in reader.incidents.values()]
    return sorted(found, key=lambda one: (one.date is None, one.date or "", one.kind, one.id))


def law_flags(reader: Reader) -> list[Flag]:
    """The links whose law was not in force when it was said or done, or of which that can't be told."""
    uses = [
        Use(link.id, link.quote_id or link.incident_id or "", link.framework_id, link.element_path)
        for link in reader.links
        if link.framework_id and link.element_path
    ]
    hearing = next((one.date for one in reader.case.argument.proceedings.all() if one.date), None)
    return asof.flags(uses, events(reader), laws(reader), bodies(reader), hearing)


def element_in_words(reader: Reader, use: Use) -> str:
    """An element of the law by its title, with its path."""
    title = reader.titles(use.framework).get(use.element)
    return f"{title} ({use.element})" if title else f"{use.framework}, {use.element}"


def law_at(reader: Reader, when: str) -> list[Then]:
    """All dated law of the case, and the versions of its frameworks, at a date."""
    versions = [
        Law(
            one.id, f"{one.title} ({one.version})" if one.version else one.title, "version", one.date, verify=one.verify
        )
        for one in bodies(reader)
    ]
    found = asof.at([*laws(reader), *versions], when)
    return [_of_version(one) if one.law.kind == "version" else one for one in found]


def _of_version(then: Then) -> Then:
    """A version that is younger than the date says nothing of the law before it."""
    if then.answer.force != "not yet":
        return then
    return Then(then.law, Answer("not yet", f"{then.answer.why} An older version may have applied."))


def detail_clock(reader: Reader) -> list[details.Reading]:
    """Each detail of an incident against each quote that is linked to it."""
    known = [
        Detail(one.id, one.incident_id, one.detail, one.public_on, one.source)
        for one in reader.case.argument.incident_details.all()
    ]
    tellings = [
        Telling(
            link.id,
            link.quote_id,
            link.incident_id,
            link.relation,
            reader.said_on(link.quote_id),
            reader.wording(link.quote_id),
        )
        for link in reader.links
        if link.quote_id and link.incident_id
    ]
    return details.read(known, tellings)


def claims(reader: Reader) -> list[Claim]:
    """The findings with the quotes that they rest on."""
    found: list[Claim] = []
    for finding in reader.case.argument.findings.all():
        sources = [
            one
            for one in reader.case.argument.finding_sources.of(finding.id)
            if one.side == "support" and one.table_name == "quote" and one.record_id in reader.quotes
        ]
        quotes = tuple(one.record_id for one in sources if one.record_id)
        words = tuple((one.record_id, one.words) for one in sources if one.record_id and one.words)
        found.append(Claim(finding.id, finding.claim, quotes, words, finding.open))
    return found


def assertion_check(reader: Reader) -> list[Check]:
    """Whether the words that the findings cite stand in the quotes that they cite, or in any other of the case."""
    made = claims(reader)
    ids = dict.fromkeys(reader.quotes)
    for words in assertions.sought(made):
        ids.update(dict.fromkeys(reader.quotes_with(words)))
    return assertions.check(made, {id: reader.wording(id) for id in ids})


def names(reader: Reader, checks: Iterable[Check]) -> dict[str, str]:
    """What the quotes are called that some checks speak of."""
    ids = {id for one in checks for id in (*one.quotes, *one.found_in)}
    return {id: reader.name(id) for id in ids}


def heard(reader: Reader, forum: Forum, parties: list[foundation.Party], quotes: list[Quote]) -> list[Heard]:
    """The ways into evidence of some quotes in a forum, against some parties."""
    rules = routes.rules()
    return [
        Heard(quote, reader.name(quote.id), tuple(routes.find(forum, foundation.facts(reader, quote, parties), rules)))
        for quote in quotes
    ]
