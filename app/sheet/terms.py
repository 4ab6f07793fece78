"""Block C, last part: the key terms of the passage, in Latin letters and with what they mean."""

from app.sheet import marking
from app.sheet.reading import Reading
from app.sheet.values import NOT_STATED, Fact, Facts
from db.claims import KeyTerm
from db.records import Quote


def key_terms(reading: Reading, quote: Quote, *, with_notes: bool) -> Facts:
    """Each term as it was said, with what is stated of it."""
    return tuple(_term(reading, one, with_notes=with_notes) for one in reading.case.argument.key_terms.of(quote.id))


def _term(reading: Reading, one: KeyTerm, *, with_notes: bool) -> Fact:
    meaning = f", “{one.meaning}”" if one.meaning else ""
    said = marking.note(reading, "key_term", one.id, "note", one.note) if with_notes else None
    note = f" ({said})" if said else ""
    return Fact(one.text, f"{one.transliteration or f'transliteration {NOT_STATED}'}{meaning}{note}")
