"""What a sheet is marked with, and what it keeps back: a note that is privileged is never printed."""

from collections.abc import Iterable, Iterator, Sequence

from app.privilege import WHOLE, is_privilege
from app.sheet.reading import Reading
from db.disclosable import LIGHTS, NOTES
from db.records import Quote

KEPT_BACK = "privileged: not printed"


def banner(reading: Reading, marking: str | None, quotes: Sequence[Quote]) -> str | None:
    """The marking of the whole sheet: its own, the strictest traffic light on it, and every privilege."""
    return _in_words(reading, [marking, *(code for quote in quotes for code in _codes(reading, quote))])


def of_quote(reading: Reading, quote: Quote) -> str | None:
    """The marking of a quote, of who says it, of its source, and of what it is linked to, in words."""
    return _in_words(reading, _codes(reading, quote))


def of_note(reading: Reading, quote: Quote, table: str, record_id: str, field: str) -> str | None:
    """The marking that a note must carry: its own besides the quote's."""
    own = [one.marking for one in reading.marks.get((table, record_id), ()) if one.field in (field, WHOLE)]
    return _in_words(reading, [*_codes(reading, quote), *own])


def note(reading: Reading, table: str, record_id: str, field: str, text: str | None) -> str | None:
    """A note as it may be printed; of one that is privileged, only that there is one."""
    if not text or not text.strip():
        return None
    marks = [one for one in reading.marks.get((table, record_id), ()) if one.field in (field, WHOLE)]
    return KEPT_BACK if any(is_privilege(one.privilege) for one in marks) else text


def _codes(reading: Reading, quote: Quote) -> Iterator[str | None]:
    """The markings of all that is printed of a quote; those of notes that are kept back are not."""
    yield quote.marking
    if not reading.marks:
        return
    for place in _places(reading, quote):
        for one in reading.marks.get(place, ()):
            if one.field not in NOTES.get(place[0], ()):
                yield one.privilege
                yield one.marking
            elif not is_privilege(one.privilege):
                yield one.marking


def _places(reading: Reading, quote: Quote) -> Iterator[tuple[str, str]]:
    yield "quote", quote.id
    yield "media", quote.media_id
    if quote.speaker_id is not None:
        yield "person", quote.speaker_id
    for link in reading.links(quote.id):
        yield "link", link.id
        if link.incident_id is not None:
            yield "incident", link.incident_id


def _in_words(reading: Reading, codes: Iterable[str | None]) -> str | None:
    """The strictest traffic light as it is, each privilege by its name, any other words as they are."""
    found = dict.fromkeys(code for code in codes if code and (code in LIGHTS or is_privilege(code)))
    lights = [light for light in reversed(LIGHTS) if light in found]
    others = [_called(reading, code) for code in found if code not in lights]
    return " · ".join([*lights[:1], *others]) or None


def _called(reading: Reading, code: str) -> str:
    term = reading.term("privilege", code)
    return f"Privileged: {term.label}" if term else code
