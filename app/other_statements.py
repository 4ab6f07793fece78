"""Other statements that may be on the subject of a quote, in any recording of the case: quotes, and what nobody marked.

Proposed is what shares rare words with the quote, in either language; a person decides whether it is on one subject.
"""

from dataclasses import dataclass

from app import tiers
from app.cited import telling
from app.passages import Passage
from db.casefile import CaseFile
from db.records import Quote
from db.subject import Place
from db.tokens import Position

_COMMON = frozenset({"said", "told", "about", "went", "came", "come", "going", "know", "want", "right"})
"""Words of talking, which say nothing of a subject."""
_FEWEST = 2
"""Rare words that must be shared before anything is proposed."""
_SHORTEST = 4
"""Letters of a word that says something of a subject."""


@dataclass(frozen=True, slots=True)
class OtherQuote:
    """A quote that may be on the same subject."""

    quote_id: str
    words: tuple[str, ...]
    """The rare words that both have, the rarest first."""


@dataclass(frozen=True, slots=True)
class OtherPassage:
    """What somebody says elsewhere, perhaps on the same subject, and nobody has quoted."""

    place: Place
    passage: Passage
    counterpart: Passage | None
    """The words proposed to say the same in the other language."""
    words: tuple[str, ...]


def quotes(case: CaseFile, quote: Quote, limit: int = 5) -> list[OtherQuote]:
    """Quotes that may be on the subject of this one and don't belong to it yet, the likeliest first."""
    known = {one.other_quote_id for one in case.argument.companions.of(quote.id)} | {quote.id}
    found: list[OtherQuote] = []
    for id, words in case.subject.quotes(_telling(quote), _FEWEST, limit):
        other = None if id in known else case.quotes.find(id)
        if other is not None:
            said = set(_telling(other))
            shared = tuple(word for word in words if word in said)
            if len(shared) >= _FEWEST:
                found.append(OtherQuote(id, shared))
    return found[:limit]


def passages(case: CaseFile, quote: Quote, limit: int = 3) -> list[OtherPassage]:
    """Passages that may be on its subject, have not been quoted and don't belong to it yet, the likeliest first."""
    known = [
        span for one in case.argument.companions.of(quote.id) if one.tokens is not None for span in one.tokens.spans()
    ]
    voices = _voices(case, quote)
    found: list[OtherPassage] = []
    for place, words in case.subject.unmarked(_telling(quote), _FEWEST, limit):
        whole = Passage(place.transcript_id, Position(place.ordinal, 0), Position(place.ordinal, len(place.text)))
        belongs = any(
            span.transcript_id == whole.transcript_id and span.start < whole.end and whole.start < span.end
            for span in known
        )
        other_voice = place.speaker is not None and voices.get(place.transcript_id, place.speaker) != place.speaker
        if not (belongs or other_voice or any(_is_at_once(one.place, place) for one in found)):
            found.append(OtherPassage(place, whole, tiers.counterpart(case, whole), words))
        if len(found) == limit:
            break
    return found


# inside


def _telling(quote: Quote) -> list[str]:
    """The folded words of a quote that say what it is about, in both languages."""
    text = " ".join(span.text for span in quote.tokens.spans())
    return [
        word
        for word in telling(text)
        if len(word) >= _SHORTEST and "'" not in word and "’" not in word and word not in _COMMON
    ]


def _voices(case: CaseFile, quote: Quote) -> dict[str, str]:
    """Who speaks in a quote, as each of its transcripts names the voice: a question put to it is no other statement."""
    found: dict[str, str] = {}
    for span in quote.tokens.spans():
        speaker = case.transcripts.segments(span.transcript_id)[span.start.ordinal].speaker
        if speaker is not None:
            found.setdefault(span.transcript_id, speaker)
    return found


def _is_at_once(one: Place, other: Place) -> bool:
    """Whether two segments are one stretch of a recording, as two transcripts give it."""
    if one.media_id != other.media_id or one.transcript_id == other.transcript_id:
        return False
    times = (one.start_ms, one.end_ms, other.start_ms, other.end_ms)
    if any(time is None for time in times):
        return one.ordinal == other.ordinal
    start, end, other_start, other_end = (time or 0 for time in times)
    return start < other_end and other_start < end
