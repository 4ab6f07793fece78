"""A quote as a list shows it: what it says, who said it when, and what it is linked to."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app import law, rendition
from app.people import name_of
from app.script import Direction, direction_of
from app.session import Session
from db.records import Quote
from db.tokens import Tier
from widgets.models.choices import label_in


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quote, ready to be drawn, found and sorted."""

    id: str
    media_id: str
    title: str
    original: str
    translation: str
    directions: tuple[Direction, Direction]
    start_ms: int | None
    end_ms: int | None
    speaker_id: str | None
    speaker: str
    status: str
    status_label: str
    marking: str | None
    incidents: int
    elements: int
    brackets: int

    @property
    def texts(self) -> tuple[str, ...]:
        """What a typed word is looked for in."""
        return (self.title or self.translation, self.translation, self.original, self.speaker, self.status_label)


class QuoteReader:
    """Makes rows of quotes; what many rows need (names, labels, links) is read once."""

    def __init__(self, session: Session) -> None:
        case = session.case
        self._names = {person.id: name_of(person) for person in case.people.all()}
        self._states = law.terms(case, "review_state")
        self._links: dict[str, Counter[str]] = defaultdict(Counter)
        for link in case.links.all():
            if link.quote_id is not None:
                self._links[link.quote_id]["element" if link.framework_id else "incident"] += 1

    def rows(self, quotes: Iterable[Quote]) -> list[QuoteRow]:
        """The rows of these quotes, in their order."""
        return [self.row(quote) for quote in quotes]

    def row(self, quote: Quote) -> QuoteRow:
        """One row. Ellipses are shown as the spans' own surroundings tell, without reading the transcript."""
        original, translation = (_text(quote, "original"), _text(quote, "translation"))
        links = self._links.get(quote.id, Counter())
        brackets = sum(
            rendition.render(quote.tokens.of(tier)).inserted_words > 0 for tier in ("original", "translation")
        )
        return QuoteRow(
            id=quote.id,
            media_id=quote.media_id,
            title=quote.title or "",
            original=original,
            translation=translation,
            directions=(direction_of(original), direction_of(translation)),
            start_ms=quote.tokens.start_ms,
            end_ms=quote.tokens.end_ms,
            speaker_id=quote.speaker_id,
            speaker=self._names.get(quote.speaker_id or "", ""),
            status=quote.status,
            status_label=label_in(self._states, quote.status).partition(" (")[0],
            marking=quote.marking,
            incidents=links["incident"],
            elements=links["element"],
            brackets=brackets,
        )


def _text(quote: Quote, tier: Tier) -> str:
    return rendition.render(quote.tokens.of(tier)).text
