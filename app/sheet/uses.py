"""Block G: what the passage has to do with incidents and with elements of the law."""

from app import dates
from app.sheet.reading import Reading
from app.sheet.values import Fact, Facts, Use
from db.records import Framework, Link, Media, Quote

_AGAINST_BEARING = ("contradicts", "qualifies")
_AGAINST_POLARITY = ("exculpatory", "mixed")


def incidents(reading: Reading, quote: Quote) -> tuple[Use, ...]:
    """The incidents that the quote is linked to, and how."""
    return tuple(_incident(reading, link) for link in reading.links(quote.id) if link.incident_id)


def elements(reading: Reading, quote: Quote, media: Media) -> tuple[Use, ...]:
    """The elements that the quote is linked to, and how it bears on each."""
    return tuple(
        _element(reading, link, media) for link in reading.links(quote.id) if link.framework_id and link.element_path
    )


def frameworks(reading: Reading, quotes: list[Quote]) -> tuple[Use, ...]:
    """The bodies of law that the quotes are linked to, each with what nobody has checked yet."""
    ids = {link.framework_id for quote in quotes for link in reading.links(quote.id)}
    found = [reading.framework(id) for id in sorted(id for id in ids if id)]
    return tuple(_framework(one) for one in found)


def _incident(reading: Reading, link: Link) -> Use:
    assert link.incident_id is not None
    incident = reading.case.incidents.get(link.incident_id)
    bears = [one for one in reading.case.links.of_incident(incident.id) if one.framework_id and one.element_path]
    return Use(
        title=incident.title,
        facts=(
            Fact("Date", dates.in_words(incident.date) if incident.date else None),
            Fact("Place", incident.place),
            Fact("Means", incident.weapon or incident.kind),
            Fact("Target", incident.target),
            Fact("Claimed by", incident.claimed_by),
            Fact("Attributed to", incident.attributed_to),
            Fact("Relation", _relation(reading, link)),
            *_weighed(reading, link),
            *(Fact("The incident bears on", _bears(reading, one)) for one in bears),
        ),
        is_against=link.polarity in _AGAINST_POLARITY,
    )


def _element(reading: Reading, link: Link, media: Media) -> Use:
    assert link.framework_id is not None
    assert link.element_path is not None
    framework = reading.framework(link.framework_id)
    element = reading.element(link.framework_id, link.element_path)
    other = element is not None and element.statement_fit == "none"
    return Use(
        title=f"{framework.title}: {element.title if element else link.element_path}",
        text=element.text if element else "",
        facts=(
            Fact("Element", link.element_path, is_code=True),
            Fact("Law", f"{framework.citation or framework.title}; {framework.version or 'version not stated'}"),
            *_in_force(framework, media),
            Fact("Bearing", reading.label("bearing_on_element", link.bearing)),
            Fact("Weight", _weight(reading, link)),
            *_weighed(reading, link),
            *((Fact("Proof", "a statement alone can't prove this; it needs other evidence"),) if other else ()),
        ),
        is_against=link.bearing in _AGAINST_BEARING or link.polarity in _AGAINST_POLARITY,
        verify=tuple(line for line in (element.verify or "").splitlines() if line.strip()) if element else (),
    )


def _framework(framework: Framework) -> Use:
    return Use(
        title=framework.title,
        facts=(
            Fact("Jurisdiction", framework.jurisdiction),
            Fact("Citation", framework.citation),
            Fact("Version", framework.version),
            Fact("Applies", framework.applicability),
            Fact("Caution", framework.disclaimer),
        ),
        verify=tuple(line for line in (framework.verify or "").splitlines() if line.strip()),
    )


def _weighed(reading: Reading, link: Link) -> Facts:
    survives = {1: "yes", 0: "no"}
    return (
        Fact("Polarity", reading.label("polarity", link.polarity)),
        Fact("Directness", link.directness),
        Fact(
            "Holds without the brackets",
            survives.get(link.survives_without_brackets or 0) if link.survives_without_brackets is not None else None,
        ),
        Fact("Reason", link.reason),
    )


def _relation(reading: Reading, link: Link) -> str | None:
    term = reading.term("statement_incident_relation", link.relation)
    if term is None:
        return link.relation
    return f"{term.label}: {term.note}" if term.note else term.label


def _weight(reading: Reading, link: Link) -> str | None:
    if link.weight is None:
        return None
    return f"{link.weight} of 4 · {reading.label('weight_scale', str(link.weight))}"


def _bears(reading: Reading, link: Link) -> str:
    assert link.framework_id is not None
    bearing = reading.label("bearing_on_element", link.bearing) or "bearing not stated"
    return f"{reading.framework(link.framework_id).title}, {link.element_path} ({bearing})"


def _in_force(framework: Framework, media: Media) -> Facts:
    """A warning where this version of the law is dated later than the statement."""
    said = dates.bounds(media.broadcast_date)[1] if media.broadcast_date else None
    dated = dates.bounds(framework.date)[0] if framework.date else None
    if said is None or dated is None or dated <= said:
        return ()
    return (Fact("In force", f"this version is dated {dates.in_words(framework.date or '')}, after the statement"),)
