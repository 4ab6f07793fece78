"""Block C, last part: the key terms of the passage, in Latin letters and with what they mean."""

from app.sheet.reading import Reading
from app.sheet.values import NOT_STATED, Fact, Facts
from db.claims import KeyTerm
from db.records import Quote


def key_terms(reading: Reading, quote: Quote, *, with_notes: bool) -> Facts:
    """Each term as it was said, with what is stated of it."""
    return tuple(_term(one, with_notes=with_notes) for one in reading.case.argument.key_terms.of(quote.id))


def _term(one: KeyTerm, *, with_notes: bool) -> Fact:
    meaning = f", “{one.meaning}”" if one.meaning else ""
    note = f" ({one.note})" if with_notes and one.note else ""
    return Fact(one.text, f"{one.transliteration or f'transliteration {NOT_STATED}'}{meaning}{note}")
