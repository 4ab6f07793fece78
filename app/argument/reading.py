"""Reads a case for the argument: its links as evidence, its law as elements, each thing read once."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from app import dates, law
from app.argument import brackets, gaps, pronouns
from app.argument.brackets import Test
from app.argument.matrix import Cell, Change, Evidence, Key, Matrix, Switches, build, sentence
from app.argument.pronouns import We
from app.argument.wording import Wording, wording
from app.people import name_of
from app.problems import Refused
from app.rendition import render
from db.casefile import CaseFile
from db.records import Element, Framework, Incident, Link, Quote

INCIDENTS = "incidents"
"""The name under which the matrix shows what quotes say of incidents, as if those were elements."""
PUT_ASIDE = ("rejected", "superseded", "withdrawn")
"""Quotes in these states are kept, and carry nothing."""
_MOST_HITS = 50
_BEARINGS = {"inculpatory": "supports", "exculpatory": "contradicts", "mixed": "qualifies"}


@dataclass(frozen=True, slots=True)
class Column:
    """A quote or an incident that evidence comes from."""

    id: str
    kind: str
    """`quote` or `incident`."""
    title: str
    text: str
    """What is said, or what is known of the incident."""
    speaker: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A link with all that a reader of its cell is told."""

    link: Link
    evidence: Evidence
    test: Test


@dataclass(frozen=True, slots=True)
class Sheet:
    """One framework against everything that is linked to it."""

    framework: Framework | None
    """None for the incidents."""
    title: str
    elements: tuple[Element, ...]
    root_logic: str | None
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    matrix: Matrix
    put_aside: int = 0
    """How many links are left out because their quotes were rejected, superseded or withdrawn."""

    @property
    def statements(self) -> frozenset[str]:
        """The columns that are quotes."""
        return frozenset(column.id for column in self.columns if column.kind == "quote")

    def column(self, id: str) -> Column:
        """The column of a quote or an incident."""
        return next(one for one in self.columns if one.id == id)

    def assess(self, cells: Mapping[Key, Cell]) -> gaps.Assessment:
        """How the framework stands under the reading of these cells."""
        return gaps.assess(self.elements, self.root_logic, cells, self.statements)

    def of(self, key: Key) -> tuple[Entry, ...]:
        """The links of one cell."""
        return tuple(one for one in self.entries if (one.evidence.element, one.evidence.column) == key)


@dataclass(frozen=True, slots=True)
class Seen:
    """A sheet under one reading, and what that reading changes."""

    sheet: Sheet
    switches: Switches
    cells: Mapping[Key, Cell]
    assessment: gaps.Assessment
    changes: tuple[Change, ...]
    said: str


def see(sheet: Sheet, switches: Switches) -> Seen:
    """A sheet under a reading."""
    cells = sheet.matrix.under(switches)
    changes = sheet.matrix.changes(cells)
    return Seen(sheet, switches, cells, sheet.assess(cells), changes, sentence(changes, switches))


class Reader:
    """A case under the eyes of whoever argues. Good for one look: it remembers."""

    def __init__(self, case: CaseFile, *, with_rejected: bool = False) -> None:
        self.case = case
        self._with_rejected = with_rejected
        self._others: dict[str, Quote] = {}
        self._titles: dict[str, dict[str, str]] = {}
        self._wordings: dict[str, Wording] = {}
        self._texts: dict[str, str] = {}

    @cached_property
    def quotes(self) -> dict[str, Quote]:
        """The quotes that the argument rests on, by id; a case may hold many more that nothing is made of."""
        return {quote.id: quote for quote in self.case.quotes.argued()}

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        """Every incident by its id."""
        return {incident.id: incident for incident in self.case.incidents.all()}

    @cached_property
    def links(self) -> list[Link]:
        """Every link."""
        return self.case.links.all()

    @cached_property
    def we(self) -> dict[str, list[We]]:
        """The tagged first person plurals of each quote."""
        found: dict[str, list[We]] = {}
        for one in self.case.argument.we_references.all():
            found.setdefault(one.quote_id, []).append(We(one.referent, one.text))
        return found

    @cached_property
    def speakers(self) -> dict[str, str]:
        """What each person is called."""
        return {person.id: name_of(person) for person in self.case.people.all()}

    @cached_property
    def dates(self) -> dict[str, str | None]:
        """When each medium was broadcast."""
        return {medium.id: medium.broadcast_date for medium in self.case.media.all()}

    def titles(self, framework_id: str) -> dict[str, str]:
        """The titles of a framework's elements by their paths."""
        if framework_id not in self._titles:
            elements = self.case.frameworks.elements(framework_id)
            self._titles[framework_id] = {element.path: element.title for element in elements}
        return self._titles[framework_id]

    def quote(self, quote_id: str) -> Quote:
        """Any quote of the case."""
        found = self.quotes.get(quote_id) or self._others.get(quote_id)
        if found is None:
            found = self._others[quote_id] = self.case.quotes.get(quote_id)
        return found

    def quotes_with(self, words: str) -> list[str]:
        """Ids of quotes, of whatever use, in which all these words stand; the first of them, where they are many."""
        hits = self.case.search.find(words, "quotes", _MOST_HITS)
        return [hit.quote_id for hit in hits if hit.quote_id is not None]

    def wording(self, quote_id: str) -> Wording:
        """What of a quote was said and put in."""
        if quote_id not in self._wordings:
            self._wordings[quote_id] = wording(self.quote(quote_id).tokens)
        return self._wordings[quote_id]

    def text(self, quote_id: str) -> str:
        """What a quote says, in translation where there is one."""
        if quote_id not in self._texts:
            tokens = self.quote(quote_id).tokens
            self._texts[quote_id] = render(tokens.translation or tokens.original).text
        return self._texts[quote_id]

    def said_on(self, quote_id: str) -> str | None:
        """When the quote's medium was broadcast; an EDTF date."""
        return self.dates.get(self.quote(quote_id).media_id)

    def name(self, quote_id: str) -> str:
        """What a quote is called."""
        quote = self.quote(quote_id)
        return quote.title or self.text(quote_id)[:60] or quote_id

    def sheet(self, framework_id: str) -> Sheet:
        """The matrix of one of the case’s frameworks, or of its incidents; Refused if there is no such framework."""
        if framework_id == INCIDENTS:
            return self._incidents()
        framework = self.case.frameworks.find(framework_id)
        if framework is None:
            raise Refused(
                f"The case has no framework “{framework_id}”.",
                "Link a quote to one of its elements first, or choose one of: "
                f"{', '.join([*(one.id for one in self.case.frameworks.all()), INCIDENTS])}.",
            )
        elements = tuple(self.case.frameworks.elements(framework_id))
        every = [one for one in self.links if one.framework_id == framework_id and one.element_path]
        links = [one for one in every if self._carries(one)]
        entries = tuple(self._entry(link, link.element_path or "", link.bearing) for link in links)
        aside = len(every) - len(links)
        return self._sheet(framework, framework.title, elements, framework.root_logic, entries, aside)

    def sheets(self) -> list[Sheet]:
        """Every framework of the case."""
        return [self.sheet(framework.id) for framework in self.case.frameworks.all()]

    def _incidents(self) -> Sheet:
        elements = tuple(
            Element(one.id, one.title, None, place, one.title, _about(one), "incident")
            for place, one in enumerate(self.incidents.values())
        )
        every = [one for one in self.links if one.incident_id and one.quote_id and not one.framework_id]
        links = [one for one in every if self._carries(one)]
        entries = tuple(self._entry(one, one.incident_id or "", _BEARINGS.get(one.polarity or "")) for one in links)
        return self._sheet(None, "Incidents", elements, "info", entries, len(every) - len(links))

    def _carries(self, link: Link) -> bool:
        """Whether a link counts: not if its quote was put aside."""
        quote = self.quotes.get(link.quote_id) if link.quote_id else None
        return self._with_rejected or quote is None or quote.status not in PUT_ASIDE

    def _sheet(
        self,
        framework: Framework | None,
        title: str,
        elements: tuple[Element, ...],
        logic: str | None,
        entries: tuple[Entry, ...],
        put_aside: int,
    ) -> Sheet:
        used = {entry.evidence.column for entry in entries}
        columns = tuple(self._columns(used))
        matrix = build(entry.evidence for entry in entries)
        return Sheet(framework, title, elements, logic, columns, entries, matrix, put_aside)

    def _columns(self, used: Set[str]) -> Iterable[Column]:
        """Quotes by when they were said, then incidents."""
        quotes = [quote for quote in self.quotes.values() if quote.id in used]
        quotes.sort(key=lambda one: (self.dates.get(one.media_id) or "~", one.id))
        for quote in quotes:
            speaker = self.speakers.get(quote.speaker_id or "", "")
            yield Column(
                quote.id, "quote", self.name(quote.id), self.text(quote.id), speaker, self.dates.get(quote.media_id)
            )
        for incident in (one for one in self.incidents.values() if one.id in used):
            yield Column(incident.id, "incident", incident.title, _about(incident), "", incident.date)

    def _entry(self, link: Link, element: str, bearing: str | None) -> Entry:
        column = link.quote_id or link.incident_id or ""
        test, we = Test("holds", "An incident has no inserted words."), None
        if link.quote_id:
            words = self.wording(link.quote_id)
            carries = bearing not in (None, "neutral") and link.weight != 0
            test = brackets.fate(words, link.reason, link.survives_without_brackets, carries=carries)
            if carries:
                we = pronouns.readings(words, self.we.get(link.quote_id, ()), link.reason)
        return Entry(link, Evidence(link.id, element, column, bearing, link.weight, test.holding, we), test)


def referents(case: CaseFile) -> list[str]:
    """Whom “we” can mean, in the case's own list."""
    return [term.code for term in law.terms(case, "pronoun_referent")]


def switches(case: CaseFile, *, without_brackets: bool = False, we: str | None = None) -> Switches:
    """The reading that was asked for; Refused if the case's list has no such referent."""
    return Switches(without_brackets, law.check_term(case, "pronoun_referent", we))


def _about(incident: Incident) -> str:
    when = dates.in_words(incident.date) if incident.date else None
    return " · ".join(part for part in (when, incident.place, incident.weapon or incident.kind) if part)
