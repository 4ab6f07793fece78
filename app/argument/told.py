"""The answers of the route finder, the law by date, the clock of details and the assertion check, as sections."""

from collections.abc import Sequence

from app import dates
from app.argument import assertions, gathering, routes
from app.argument.defence import Point, Section
from app.argument.foundation import Party
from app.argument.reading import Reader
from app.argument.routes import Forum, Found
from db.records import Quote

_CLOCKS = {
    "before": "first",
    "after": "public before",
    "same day": "same day",
    "unsure": "unsure",
    "no detail": "unsure",
}


def ways(reader: Reader, forum: Forum, parties: Sequence[Party], quote: Quote) -> tuple[Section, ...]:
    """The ways into evidence of a quote, a section for each layer, and what nobody has checked."""
    rules = routes.rules()
    (heard,) = gathering.heard(reader, forum, list(parties), [quote])
    sections = [
        Section(
            title,
            "",
            tuple(_way(one, quote) for one in heard.found if one.route.layer == layer),
            "No way is described for this layer.",
        )
        for layer, title in rules.layers.items()
    ]
    notes = [line for line in (forum.note, forum.verify, *rules.verify) if line]
    points = tuple(Point(line) for line in notes)
    return (*sections, Section("To be verified", rules.note, points, ""))


def _way(found: Found, quote: Quote) -> Point:
    route = found.route
    facts = [("Basis", route.basis)]
    facts += [("Because" if found.state == "closed" else "Not known", line) for line in found.why]
    if found.state != "closed":
        facts += [("Missing", line) for line in found.missing]
        facts += [("To be shown", line) for line in found.to_show]
        facts += [("In the case", line) for line in found.has]
    facts += [("Note", route.note)] if route.note else []
    facts += [("To be verified", route.verify)] if route.verify else []
    return Point(route.title, "", tuple(facts), f"quote {quote.id}", None, found.state)


def law_by_date(reader: Reader, when: str | None) -> tuple[Section, ...]:
    """Links to law of another time; and the law of the case at a date, if one is given."""
    flags = gathering.law_flags(reader)
    events = {event.id: event for event in gathering.events(reader)}
    flagged = tuple(
        Point(
            flag.event.title,
            "",
            (
                ("When", _date(flag.event.date)),
                ("Linked to", gathering.element_in_words(reader, flag.use)),
                ("Law", flag.law),
                ("Why", flag.why),
            ),
            f"link {flag.use.link}",
            flag.event.id if flag.event.kind == "quote" else None,
            flag.force,
        )
        for flag in flags
    )
    found = [
        Section(
            "Links to law of another time",
            "The law that was not in force when it was said or done, or of which that can’t be told.",
            flagged,
            "No link is known to be to law that was not in force." if events else "Nothing is linked yet.",
        )
    ]
    notes = dict.fromkeys(
        f"{flag.law}: {line}" for flag in flags for line in (flag.verify or "").splitlines() if line.strip()
    )
    if notes:
        found.append(Section("To be verified", "", tuple(Point(note) for note in notes), ""))
    if when is not None:
        points = tuple(
            Point(
                one.law.title,
                "",
                (
                    ("Why", one.answer.why),
                    *((("Cited", one.law.citation),) if one.law.citation else ()),
                    *(("To be verified", line) for line in (one.law.verify or "").splitlines() if line.strip()),
                ),
                f"{one.law.kind} {one.law.id}",
                None,
                one.answer.force,
            )
            for one in gathering.law_at(reader, when)
        )
        found.insert(0, Section(f"The law of {dates.in_words(when)}", "", points, "The case has no law with a date."))
    return tuple(found)


def clock(reader: Reader) -> tuple[Section, ...]:
    """Each detail that only insiders could know, against each quote that tells it."""
    points = tuple(
        Point(
            one.detail.text if one.detail else reader.incidents[one.telling.incident].title,
            "",
            (
                ("Said in", f"“{reader.name(one.telling.quote)}”, {_date(one.telling.said_on)}"),
                ("Public", _date(one.detail.public_on) if one.detail else "not recorded"),
                *((("Source", one.detail.source),) if one.detail and one.detail.source else ()),
                ("So", _with_days(one.why, one.least_days, one.most_days)),
                *((("Words in common", ", ".join(one.common)),) if one.common else ()),
            ),
            f"link {one.telling.link}",
            one.telling.quote,
            _CLOCKS[one.clock],
        )
        for one in gathering.detail_clock(reader)
    )
    return (
        Section(
            "When was it public, and when was it said?",
            "A detail shows inside knowledge only if it was said before everybody could know it.",
            points,
            "No quote is linked to an incident as telling a detail that was not public. Record details of an incident "
            "with the date each became public.",
        ),
    )


def assertion_check(reader: Reader) -> tuple[Section, ...]:
    """What findings cite, and whether it stands there."""
    claims = {one.id: one.claim for one in reader.case.argument.findings.all()}
    found = gathering.assertion_check(reader)
    names = gathering.names(reader, found)

    def point(one: assertions.Check) -> Point:
        state = "stands" if one.verdict == "stands" else "does not stand there" if one.is_cited else "look"
        facts = (("Found", assertions.in_words(one, names)),)
        return Point(claims[one.finding], "", facts, f"finding {one.finding}", next(iter(one.quotes), None), state)

    wrong = tuple(point(one) for one in found if one.is_wrong)
    hints = tuple(point(one) for one in found if not one.is_cited)
    good = tuple(point(one) for one in found if one.is_cited and not one.is_wrong)
    none = "No finding of the case cites words." if not claims else "None."
    return (
        Section("Cited, and not there", "The finding cites words that its quotes don’t say.", wrong, none),
        Section(
            "Worth a look",
            "A word of the finding stands in another quote only; perhaps that one was meant.",
            hints,
            "None.",
        ),
        Section("Cited, and there", "", good, "None."),
    )


def _with_days(why: str, least: int | None, most: int | None) -> str:
    if least is None or most is None or least * most < 0 or (least == most == 0):
        return why
    low, high = sorted((abs(least), abs(most)))
    return f"{why} {low if low == high else f'{low} to {high}'} {'day' if high == 1 else 'days'} apart."


def _date(date: str | None) -> str:
    return dates.in_words(date) if date else "date not stated"
