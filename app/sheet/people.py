"""Block E: who speaks, in which office, in what capacity, whom “we” means, and whose words are passed on."""

from app import nesting, offices, we
from app.people import name_of
from app.script import flowing
from app.sheet import marking
from app.sheet.reading import Reading
from app.sheet.values import Fact, Facts
from db.claims import NestedSpeech
from db.records import Media, Quote, Role

held_on = offices.why
"""Whether an office was held on the day of the broadcast, as far as the dates tell."""


def speaker(reading: Reading, quote: Quote, media: Media) -> Facts:
    """The names in their three forms, how the person was identified, the offices held, the capacity and its basis."""
    person = reading.case.people.find(quote.speaker_id) if quote.speaker_id else None
    held = [_office(reading, one.role, media) for one in offices.of_speaker(reading.case, quote)]
    why = marking.note(reading, "quote", quote.id, "capacity_note", quote.capacity_note)
    described = [Fact("Description", person.description)] if person and person.description else []
    return (
        Fact("Name as published", person.name if person else None),
        Fact("Name in script", person.name_script if person else None),
        Fact("Transliteration", person.name_transliterated if person else None),
        *described,
        Fact("Identified by", person.identified_by if person else None),
        *(held or [Fact("Office on that date", None)]),
        Fact("Capacity", reading.label("speaker_capacity", quote.capacity)),
        Fact("Basis of capacity", reading.label("capacity_basis", quote.capacity_basis)),
        Fact("On the capacity", why, "nothing noted"),
        *_referents(reading, quote),
        *(_nested(reading, one) for one in reading.case.argument.nested_speeches.of(quote.id)),
    )


def _referents(reading: Reading, quote: Quote) -> Facts:
    """Whom each “we” means. One that only an ending suggests is named once somebody has tagged it."""
    found = [one for one in we.of(reading.case, quote.id) if one.tagged is not None or not one.is_weak]
    return tuple(
        Fact(f"“{one.text}” ({one.tier})", _referent(reading, one), "whom it means: not stated") for one in found
    )


def _referent(reading: Reading, one: we.We) -> str | None:
    if one.tagged is None:
        return None
    of = reading.case.organisations.find(one.tagged.organisation_id) if one.tagged.organisation_id else None
    who = f"{reading.label(we.VOCABULARY, one.tagged.referent)}{f' ({of.name})' if of else ''}"
    return f"{who}; basis: {one.tagged.basis or 'not stated'}"


def _nested(reading: Reading, one: NestedSpeech) -> Fact:
    person = reading.case.people.find(one.speaker_id) if one.speaker_id else None
    whose = name_of(person) if person else "a person not named"
    return Fact("Words passed on", f"“{flowing(nesting.words_of(reading.case, one))}”: given as the words of {whose}")


def _office(reading: Reading, role: Role, media: Media) -> Fact:
    organisation = reading.case.organisations.find(role.organisation_id) if role.organisation_id else None
    of = f", {organisation.name}" if organisation else ""
    source = f"; source: {role.source}" if role.source else "; source not stated"
    return Fact("Office", f"{role.title}{of}; {offices.period(role)}; {held_on(role, media.broadcast_date)}{source}")
