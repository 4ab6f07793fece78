"""A message inside a message: words of a quote that the speaker gives as another's."""

from typing import Any

from app.passages import Passage, text_between
from app.problems import Refused
from db.casefile import CaseFile
from db.claims import NestedSpeech
from db.identity import new_id
from db.tokens import Position

FIELDS = frozenset({"speaker_id", "note"})


def add(
    case: CaseFile, quote_id: str, passage: Passage, speaker_id: str | None = None, note: str | None = None
) -> NestedSpeech:
    """Say that these words of a quote are another's, whose if that is known."""
    quote = case.quotes.get(quote_id)
    spans = [one for one in quote.tokens.spans() if one.transcript_id == passage.transcript_id]
    # A passage may run over an omission; it begins and ends in quoted words.
    first = any(one.start <= passage.start < one.end for one in spans)
    last = any(one.start < passage.end <= one.end for one in spans)
    if not (first and last and passage.start < passage.end):
        raise Refused("These words are not in the quote.", "Choose words that the quote holds.")
    if speaker_id is not None:
        case.people.get(speaker_id)
    for one in case.argument.nested_speeches.of(quote_id):
        if of(one) == passage:
            raise Refused("These words are marked as another's already.", "Change that instead.")
    places = (passage.start.ordinal, passage.start.offset, passage.end.ordinal, passage.end.offset)
    made = NestedSpeech(new_id(), quote_id, passage.transcript_id, *places, speaker_id, note)
    return case.argument.nested_speeches.add(made)


def change(case: CaseFile, nested_id: str, **fields: Any) -> NestedSpeech:
    """Say whose words they are, or write a note."""
    strange = sorted(fields.keys() - FIELDS)
    if strange:
        raise TypeError(f"no such field: {strange[0]}")
    if (speaker := fields.get("speaker_id")) is not None:
        case.people.get(speaker)
    return case.argument.nested_speeches.change(nested_id, **fields)


def remove(case: CaseFile, nested_id: str) -> None:
    """They are the speaker's own words after all."""
    case.argument.nested_speeches.remove(nested_id)


def of(nested: NestedSpeech) -> Passage:
    """Where the words stand."""
    return Passage(
        nested.transcript_id,
        Position(nested.start_ordinal, nested.start_offset),
        Position(nested.end_ordinal, nested.end_offset),
    )


def words_of(case: CaseFile, nested: NestedSpeech) -> str:
    """The words, with what the quote leaves out among them."""
    passage = of(nested)
    segments = case.transcripts.segments(nested.transcript_id)
    if passage.end.ordinal >= len(segments):
        return ""
    return text_between(passage.start, passage.end, segments)
