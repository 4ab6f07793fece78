"""Key terms of a quote: words on which much hangs, in Latin letters and with what they mean, for block C of a sheet."""

from dataclasses import dataclass
from typing import Any

from app.argument import wording
from app.cited import folded
from app.entered import checked, words
from app.passages import Passage, text_between
from app.problems import Refused
from app.script import flowing
from db.casefile import CaseFile
from db.claims import KeyTerm
from db.identity import new_id
from db.records import Quote

FIELDS = ("text", "transliteration", "meaning", "note")
_NAMELESS = "A key term is a word or a few."
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Known:
    """What was said of the same word in another quote."""

    transliteration: str | None
    meaning: str | None


def add(case: CaseFile, quote_id: str, text: str, **fields: Any) -> KeyTerm:
    """Note a term that stands in a quote; what another quote says of the same word is taken over where nothing is said.

    Refused where the words are not the quote's, as it is read without its brackets, or are noted already.
    """
    quote = case.quotes.get(quote_id)
    said = _text(text)
    if not _stands_in(quote, said):
        raise Refused(f"“{said}” does not stand in the quote.", "Choose words that the quote holds.")
    if any(_same(one.text, said) for one in case.argument.key_terms.of(quote_id)):
        raise Refused(f"“{said}” is a key term of this quote already.", "Change that instead.")
    told = checked(case, FIELDS[1:], fields)
    before = known(case, said)
    if before is not None:
        told = {
            "transliteration": before.transliteration,
            "meaning": before.meaning,
            **{name: value for name, value in told.items() if value is not None},
        }
    return case.argument.key_terms.add(KeyTerm(new_id(), quote_id, said, **told))


def add_passage(case: CaseFile, quote_id: str, passage: Passage) -> KeyTerm:
    """The same for words that are selected."""
    segments = case.transcripts.segments(passage.transcript_id)
    return add(case, quote_id, text_between(passage.start, passage.end, segments))


def change(case: CaseFile, term_id: str, **fields: Any) -> KeyTerm:
    """Set transliteration, meaning, note, or the words themselves; an empty text takes away what is there."""
    told = checked(case, FIELDS, fields)
    if "text" in told:
        told["text"] = _text(told["text"])
        if not _stands_in(case.quotes.get(case.argument.key_terms.get(term_id).quote_id), told["text"]):
            raise Refused(f"“{told['text']}” does not stand in the quote.", "Choose words that the quote holds.")
    return case.argument.key_terms.change(term_id, **told)


def remove(case: CaseFile, term_id: str) -> None:
    """It is no key term."""
    case.argument.key_terms.remove(term_id)


def known(case: CaseFile, text: str) -> Known | None:
    """The newest that was said of the same word in any quote, spelled as it may be; None if nothing was."""
    found = [
        one for one in case.argument.key_terms.all() if _same(one.text, text) and (one.transliteration or one.meaning)
    ]
    return Known(found[-1].transliteration, found[-1].meaning) if found else None


def stands(quote: Quote, term: KeyTerm) -> bool:
    """Whether the quote still holds the words; it may have been cut since."""
    return _stands_in(quote, term.text)


def _text(text: str | None) -> str:
    said = flowing(words(text, _NAMELESS))
    if len(said) > _LONGEST:
        raise Refused(_NAMELESS, f"Choose at most {_LONGEST} characters.")
    if not folded(said):
        raise Refused(_NAMELESS, "Choose words that have letters.")
    return said


def _stands_in(quote: Quote, said: str) -> bool:
    return wording.stands(folded(said), (folded(span.text) for span in quote.tokens.spans()))


def _same(one: str, other: str) -> bool:
    return folded(one) == folded(other)
