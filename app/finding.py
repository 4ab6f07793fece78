"""Finding words in what was said: the very code points within a transcript, or every place in the case."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.people import name_of
from db import folding
from db.casefile import CaseFile
from db.records import Segment
from db.search import query_words
from db.tokens import Position, Tier

MOST = 2000
"""More hits than this in one transcript are not walked through by anybody."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place in the case where the words stand."""

    media_id: str
    medium: str
    tier: Tier | None
    """None for a quote."""
    transcript_id: str | None
    ordinal: int | None
    start_ms: int | None
    text: str
    speaker: str
    quote_id: str | None


def in_transcript(
    case: CaseFile, query: str, transcript_id: str, segments: Sequence[Segment]
) -> list[tuple[Position, Position]]:
    """Where each word of a query stands in the segments that hold all of them, in order.

    Where only the correction of a segment holds them, the whole segment is the place.
    """
    words = query_words(query)
    places: list[tuple[Position, Position]] = []
    for hit in case.search.find(query, "transcripts", MOST, transcript_id):
        if hit.ordinal is None or hit.ordinal >= len(segments):
            continue
        text = segments[hit.ordinal].text
        found = [(0, len(text))] if hit.kind == "correction" else folding.find(words, text)
        places += [(Position(hit.ordinal, start), Position(hit.ordinal, end)) for start, end in found]
    return sorted(places)


def in_case(case: CaseFile, query: str, limit: int = 200) -> list[Found]:
    """Every place in quotes and transcripts where all words of a query stand, quotes first."""
    media = {medium.id: medium.title for medium in case.media.all()}
    people = {person.id: name_of(person) for person in case.people.all()}
    found: list[Found] = []
    for hit in case.search.find(query, "all", limit):
        speaker = ""
        tier: Tier | None = None
        if hit.quote_id is not None:
            speaker = people.get(case.quotes.get(hit.quote_id).speaker_id or "", "")
        elif hit.transcript_id is not None and hit.ordinal is not None:
            tier = "original" if case.transcripts.get(hit.transcript_id).kind == "original" else "translation"
            speaker = case.transcripts.segments(hit.transcript_id)[hit.ordinal].speaker or ""
        found.append(
            Found(
                hit.media_id,
                media[hit.media_id],
                tier,
                hit.transcript_id,
                hit.ordinal,
                hit.start_ms,
                hit.text,
                speaker,
                hit.quote_id,
            )
        )
    return found
