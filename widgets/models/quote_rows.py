"""A quote as a list shows it: what it says, who said it when, and what it is linked to."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app import law, rendition, tagging
from app.people import name_of
from app.script import Direction, direction_of
from app.session import Session
from db.records import Quote
from db.tokens import TIERS, Bracket, Tier
from widgets.models.choices import element_key, label_in

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class QuoteRow:
    """One quote, ready to be found and sorted; its texts are rendered when somebody looks."""

    quote: Quote
    speaker: str
    status_label: str
    incidents: int
    elements: int
    incident_ids: frozenset[str] = _NONE
    element_keys: frozenset[str] = _NONE
    """As `choices.element_key` makes them."""
    tags: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The quote's id."""
        return self.quote.id

    @property
    def media_id(self) -> str:
        """Where it was said."""
        return self.quote.media_id

    @property
    def title(self) -> str:
        """What it is called, if anything."""
        return self.quote.title or ""

    @cached_property
    def start_ms(self) -> int | None:
        """When it begins."""
        return self.quote.tokens.start_ms

    @cached_property
    def end_ms(self) -> int | None:
        """When it ends."""
        return self.quote.tokens.end_ms

    @cached_property
    def original(self) -> str:
        """Its words in the original. Ellipses are shown as far as the spans' own surroundings tell."""
        return _text(self.quote, "original")

    @cached_property
    def translation(self) -> str:
        """Its words in translation."""
        return _text(self.quote, "translation")

    @cached_property
    def directions(self) -> tuple[Direction, Direction]:
        """Which way each of them runs."""
        return direction_of(self.original), direction_of(self.translation)

    @cached_property
    def has_brackets(self) -> bool:
        """Whether words were put in."""
        return any(isinstance(token, Bracket) for tier in TIERS for token in self.quote.tokens.of(tier))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What a typed word is looked for in: what it is called or says, and who said it."""
        words = [" ".join(span.text for span in self.quote.tokens.spans(tier)) for tier in reversed(TIERS)]
        return (self.title or words[0], *words, self.speaker, self.status_label, *self.tags)


class QuoteReader:
    """Makes rows of quotes; what many rows need (names, labels, links) is read once."""

    def __init__(self, session: Session) -> None:
        case = session.case
        self._names = {person.id: name_of(person) for person in case.people.all()}
        states = law.terms(case, "review_state")
        self._states = {term.code: label_in(states, term.code).partition(" (")[0] for term in states}
        self._tags = tagging.tags_of(case, "quote")
        self._links: dict[str, Counter[str]] = defaultdict(Counter)
        self._incidents: dict[str, set[str]] = defaultdict(set)
        self._elements: dict[str, set[str]] = defaultdict(set)
        for link in case.links.all():
            if link.quote_id is None:
                continue
            self._links[link.quote_id]["element" if link.framework_id else "incident"] += 1
            if link.framework_id:
                self._elements[link.quote_id].add(element_key(link.framework_id, link.element_path or ""))
            elif link.incident_id:
                self._incidents[link.quote_id].add(link.incident_id)

    def rows(self, quotes: Iterable[Quote]) -> list[QuoteRow]:
        """The rows of these quotes, in their order."""
        return [self.row(quote) for quote in quotes]

    def row(self, quote: Quote) -> QuoteRow:
        """One row."""
        links = self._links.get(quote.id, Counter())
        speaker = self._names.get(quote.speaker_id or "", "")
        status = self._states.get(quote.status, quote.status)
        return QuoteRow(
            quote,
            speaker,
            status,
            links["incident"],
            links["element"],
            frozenset(self._incidents.get(quote.id, _NONE)),
            frozenset(self._elements.get(quote.id, _NONE)),
            self._tags.get(quote.id, ()),
        )


def _text(quote: Quote, tier: Tier) -> str:
    return rendition.render(quote.tokens.of(tier)).text
