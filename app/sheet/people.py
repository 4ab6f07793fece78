"""Block E: who speaks, in which office, in what capacity."""

from app import dates
from app.sheet.reading import Reading
from app.sheet.values import Fact, Facts
from db.records import Media, Quote, Role


def speaker(reading: Reading, quote: Quote, media: Media) -> Facts:
    """The names in their three forms, how the person was identified, the offices held, the capacity and its basis."""
    person = reading.case.people.find(quote.speaker_id) if quote.speaker_id else None
    offices = [_office(reading, role, media) for role in reading.case.roles.of(person.id)] if person else []
    described = [Fact("Description", person.description)] if person and person.description else []
    return (
        Fact("Name as published", person.name if person else None),
        Fact("Name in script", person.name_script if person else None),
        Fact("Transliteration", person.name_transliterated if person else None),
        *described,
        Fact("Identified by", person.identified_by if person else None),
        *(offices or [Fact("Office on that date", None)]),
        Fact("Capacity", reading.label("speaker_capacity", quote.capacity)),
        Fact("Basis of capacity", reading.label("capacity_basis", quote.capacity_basis)),
        Fact("On the capacity", quote.capacity_note, "nothing noted"),
    )


def _office(reading: Reading, role: Role, media: Media) -> Fact:
    organisation = reading.case.organisations.find(role.organisation_id) if role.organisation_id else None
    of = f", {organisation.name}" if organisation else ""
    held = f"from {_date(role.date_from)} to {_date(role.date_to)}"
    source = f"; source: {role.source}" if role.source else "; source not stated"
    return Fact("Office", f"{role.title}{of}; {held}; {held_on(role, media.broadcast_date)}{source}")


def held_on(role: Role, day: str | None) -> str:
    """Whether an office was held on the day of the broadcast, as far as the dates tell."""
    if not day:
        return "whether held on the date of the statement: unknown, that date is not stated"
    first, last = dates.bounds(day)
    begun, ended = dates.bounds(role.date_from or ""), dates.bounds(role.date_to or "")
    if (begun[0] and last and begun[0] > last) or (ended[1] and first and ended[1] < first):
        return "not held on the date of the statement"
    if begun[1] and first and begun[1] <= first and ended[0] and last and ended[0] >= last:
        return "held on the date of the statement"
    return "whether held on the date of the statement: the dates do not tell"


def _date(text: str | None) -> str:
    return dates.in_words(text) if text else "a date not stated"
