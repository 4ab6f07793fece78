"""Gathers the contrary case from the same file, and tells it as fully as the case itself."""

from collections.abc import Iterable, Sequence

from app import dates, law
from app.argument import assertions, gathering, pronouns
from app.argument.asof import Flag
from app.argument.defence import Defence, Point, Section
from app.argument.gaps import ENOUGH
from app.argument.reading import INCIDENTS, PUT_ASIDE, Entry, Reader, Sheet
from app.sheet import marking
from app.sheet.reading import Reading
from db.claims import Finding, FindingSource
from db.records import Link

_NOTHING_MISSING = (
    "By the weights that reviewers gave, no framework lacks evidence for an element that it needs. Whether that "
    "suffices is for the court."
)
AGAINST = ("contradicts", "qualifies")
EXCULPATORY = ("exculpatory", "mixed")
CAUTION = (
    "Everything here is taken from the case as it stands; nothing is weighed anew and nothing is concluded. "
    "The law is a paraphrased drafting aid that no lawyer has reviewed; check it against the official text."
)


def is_against(link: Link) -> bool:
    """Whether a link speaks against what the case wants to show, or limits it."""
    return link.bearing in AGAINST or (link.polarity in EXCULPATORY and not link.framework_id)


def gather(reader: Reader) -> Defence:
    """The contrary case of a case; the same case gives the same sheet."""
    case = reader.case
    sheets = [*reader.sheets(), reader.sheet(INCIDENTS)]
    whole = Reader(case, with_rejected=True)  # What was put aside may still speak against the case.
    reading = Reading(case)
    told = _Told(reader, reading)
    heads = case.ledger.heads()
    verify = [
        f"{one.title}: {line}" for one in case.frameworks.all() for line in (one.verify or "").splitlines() if line
    ]
    return Defence(
        case.info.title,
        case.info.reference,
        marking.banner(reading, case.info.marking, list(reader.quotes.values())),
        heads[0] if len(heads) == 1 else None,
        CAUTION,
        tuple(verify),
        (
            told.against([*whole.sheets(), whole.sheet(INCIDENTS)]),
            told.findings(),
            told.contradictions(),
            told.inserted(sheets),
            told.readings(),
            told.credibility(),
            told.details(),
            told.dates(),
            told.gaps(sheets),
            told.tasks(),
        ),
    )


class _Told:
    """Puts each kind of contrary material into words."""

    def __init__(self, reader: Reader, reading: Reading) -> None:
        self._reader = reader
        self._reading = reading
        self._case = reader.case
        self._findings = {one.id: one for one in self._case.argument.findings.all()}
        self._names = {id: reader.name(id) for id in reader.quotes}
        self._checks = gathering.assertion_check(reader)
        self._names |= gathering.names(reader, self._checks)

    def _note(self, table: str, record_id: str, field: str, text: str | None) -> str | None:
        return marking.note(self._reading, table, record_id, field, text)

    def against(self, sheets: Sequence[Sheet]) -> Section:
        points = [self._of_link(sheet, entry) for sheet in sheets for entry in sheet.entries if is_against(entry.link)]
        return Section(
            "What speaks against it",
            "Quotes that contradict or limit an element, exculpate, or point both ways.",
            tuple(points),
            "No quote is linked as speaking against an element or an incident.",
        )

    def findings(self) -> Section:
        """Each finding with what stands against it: every one of them, also where nothing does."""
        points = [self._of_finding(number, one) for number, one in enumerate(self._findings.values(), 1)]
        return Section(
            "Findings, and what stands against each",
            "For each finding: contrary findings and links, other explanations, what it leaves open, and whether the "
            "words that it cites stand where it says.",
            tuple(points),
            "The case records no findings.",
        )

    def contradictions(self) -> Section:
        points = [
            Point(
                one.kind,
                self._note("contradiction", one.id, "note", one.note) or "",
                (
                    ("One", self._record(one.one_table, one.one_id, one.one_text)),
                    ("Other", self._record(one.other_table, one.other_id, one.other_text)),
                ),
                f"contradiction {one.id}",
            )
            for one in self._case.argument.contradictions.all()
        ]
        return Section(
            "Contradictions", "Things that don’t go together, or do so tellingly.", tuple(points), "None are recorded."
        )

    def inserted(self, sheets: Sequence[Sheet]) -> Section:
        """What rests on words that were never said."""
        points = [
            self._of_link(
                sheet,
                entry,
                (("Without the inserted words", _FATES[entry.test.holding]), ("Why", entry.test.why)),
            )
            for sheet in sheets
            for entry in sheet.entries
            if entry.test.holding != "holds" and not is_against(entry.link)
        ]
        return Section(
            "What rests on inserted words",
            "Links that fall, or that nobody can be sure of, when the words in brackets that supply meaning are taken "
            "out.",
            tuple(points),
            "No link rests on inserted words.",
        )

    def readings(self) -> Section:
        """Other ways to read what was said."""
        points: list[Point] = []
        for quote in self._reader.quotes.values():
            tagged = self._case.argument.we_references.of(quote.id)
            words = self._reader.wording(quote.id)
            meant = pronouns.readings(words, self._reader.we.get(quote.id, ()), None)
            if meant and (pronouns.UNCLEAR in meant or len(meant) > 1):
                said = "nobody has fixed whom it means" if not tagged else ", ".join(meant)
                points.append(
                    Point(f"“We” in “{self._names[quote.id]}”", "", (("May mean", said),), f"quote {quote.id}")
                )
            if quote.capacity in (None, "unclear"):
                note = self._note("quote", quote.id, "capacity_note", quote.capacity_note)
                facts = (("Capacity", quote.capacity or "not stated"), *_fact("Note", note))
                points.append(Point(f"Capacity in “{self._names[quote.id]}”", "", facts, f"quote {quote.id}"))
            points += [
                Point(
                    f"Another translation of “{self._names[quote.id]}”",
                    one.text,
                    (
                        *_fact("Translator", one.translator),
                        *_fact("Source", one.source),
                        *_fact("Note", self._note("rendering", one.id, "note", one.note)),
                    ),
                    f"rendering {one.id}",
                )
                for one in self._case.argument.renderings.of(quote.id)
            ]
        return Section(
            "Other readings",
            "Whom “we” means, in what capacity was spoken, how else it can be translated.",
            tuple(points),
            "No other readings are recorded.",
        )

    def credibility(self) -> Section:
        """Who spoke, and why he may not be believed."""
        points: list[Point] = []
        speakers = {quote.speaker_id for quote in self._reader.quotes.values() if quote.speaker_id}
        for person in self._case.people.all():
            if person.id in speakers and not person.identified_by:
                name = self._reader.speakers[person.id]
                points.append(Point(name, "", (("Identified by", "not stated"),), f"person {person.id}"))
        for source in self._sources():
            if source.side == "bears_on" and source.text and source.finding_id in self._findings:
                finding = self._findings[source.finding_id]
                points.append(Point(source.text, finding.claim, (), f"finding {finding.id}"))
        return Section(
            "Credibility and identification",
            "How the speaker was identified, and reasons to doubt what he says.",
            tuple(points),
            "Nothing is recorded.",
        )

    def details(self) -> Section:
        """Inside details that prove nothing, or may not."""
        incidents = self._reader.incidents
        points = [
            Point(
                one.detail.text if one.detail else incidents[one.telling.incident].title,
                "",
                (
                    ("Said in", f"“{self._names[one.telling.quote]}”, {_date(one.telling.said_on)}"),
                    ("Public", _date(one.detail.public_on) if one.detail else "not recorded"),
                    ("So", one.why),
                ),
                f"link {one.telling.link}",
            )
            for one in gathering.detail_clock(self._reader)
            if one.clock != "before"
        ]
        return Section(
            "Details that may have been public",
            "A detail shows inside knowledge only if it was said before it was public.",
            tuple(points),
            "No inside details are claimed, or all were said before they were public.",
        )

    def dates(self) -> Section:
        """Law that was not in force then."""
        flags: dict[tuple[str, str, str], list[Flag]] = {}
        for flag in gathering.law_flags(self._reader):
            flags.setdefault((flag.law, flag.force, flag.why), []).append(flag)
        points = [
            Point(
                law,
                "",
                (
                    ("In force", force),
                    ("Why", why),
                    *(
                        (
                            "Linked",
                            f"“{flag.event.title}”, {_date(flag.event.date)}: "
                            f"{gathering.element_in_words(self._reader, flag.use)}",
                        )
                        for flag in found
                    ),
                ),
                f"link {', '.join(flag.use.link for flag in found)}",
            )
            for (law, force, why), found in flags.items()
        ]
        return Section(
            "Law as of the date",
            "Links to law that was not in force when it was said or done, or of which that can’t be told.",
            tuple(points),
            "Nothing is linked to law of another time.",
        )

    def gaps(self, sheets: Sequence[Sheet]) -> Section:
        """What is missing, framework by framework."""
        points: list[Point] = []
        for sheet in sheets:
            if sheet.framework is None:
                continue
            found = sheet.assess(sheet.matrix.plain)
            titles = {element.path: element.title for element in sheet.elements}
            facts = tuple((titles[path], found.standings[path].words) for path in found.missing)
            if found.level is None or found.level < ENOUGH:
                points.append(Point(sheet.title, found.words, facts, f"framework {sheet.framework.id}"))
        return Section(
            "What is missing",
            "Elements without evidence enough, by each framework’s own logic.",
            tuple(points),
            _NOTHING_MISSING if any(sheet.framework for sheet in sheets) else "The case has no framework.",
        )

    def tasks(self) -> Section:
        """What nobody has done yet."""
        points = [Point(one.text, "", (), f"task {one.id}") for one in self._case.argument.tasks.all() if not one.done]
        return Section("Open tasks", "What is still to be obtained or settled.", tuple(points), "None are recorded.")

    # inside

    def _of_link(self, sheet: Sheet, entry: Entry, more: tuple[tuple[str, str], ...] = ()) -> Point:
        link = entry.link
        element = next((one for one in sheet.elements if one.path == entry.evidence.element), None)
        column = next(one for one in sheet.columns if one.id == entry.evidence.column)
        name = element.title if element else entry.evidence.element
        where = f"{sheet.title}: {name}" if sheet.framework else name
        bearing = link.bearing if sheet.framework else link.polarity
        vocabulary = "bearing_on_element" if sheet.framework else "polarity"
        facts = (
            (column.kind.capitalize(), f"“{column.title}”, {_date(column.date)}"),
            *_fact("Bearing" if sheet.framework else "Polarity", self._label(vocabulary, bearing)),
            *_fact("Relation", self._label("statement_incident_relation", link.relation)),
            *_fact("Weight", None if link.weight is None else f"{link.weight} of 4"),
            *_fact("Reason", link.reason),
            *_fact("Review", self._put_aside(link)),
            *more,
        )
        return Point(where, column.text, facts, f"link {link.id}", link.quote_id)

    def _put_aside(self, link: Link) -> str | None:
        quote = self._reader.quotes.get(link.quote_id or "")
        return f"the quote was {quote.status}" if quote is not None and quote.status in PUT_ASIDE else None

    def _of_finding(self, number: int, finding: Finding) -> Point:
        sources = self._case.argument.finding_sources.of(finding.id)
        facts = [*_fact("Made by", finding.made_by), *_fact("Polarity", finding.polarity)]
        facts += _fact("Strength", finding.strength)
        facts += [("Against it", self._source(one)) for one in sources if one.side == "contrary"]
        bearing = {
            one.finding_id: None
            for one in self._sources()
            if one.finding_id != finding.id and self._bears_on(one, sources)
        }
        facts += [("Bears on its quotes", f"finding: {self._findings[id].claim}") for id in bearing]
        facts += [("Another explanation", self._source(one)) for one in sources if one.side == "alternative"]
        facts += [("Bears on", self._source(one)) for one in sources if one.side == "bears_on"]
        facts += _fact("Left open", finding.open)
        facts += [
            ("Assertion check", assertions.in_words(one, self._names))
            for one in self._checks
            if one.finding == finding.id and one.verdict != "stands"
        ]
        if len(facts) == len([*_fact("Made by", finding.made_by)]):
            facts.append(("Against it", "nothing is recorded"))
        return Point(f"{number}. {finding.claim}", "", tuple(facts), f"finding {finding.id}")

    def _bears_on(self, source: FindingSource, own: Sequence[FindingSource]) -> bool:
        """Whether an exculpatory finding bears on a link that another finding's quote carries."""
        finding = self._findings.get(source.finding_id)
        if finding is None or "exculpatory" not in (finding.polarity or "") or source.table_name != "link":
            return False
        link = next((one for one in self._reader.links if one.id == source.record_id), None)
        quotes = {one.record_id for one in own if one.side == "support" and one.table_name == "quote"}
        return (
            link is not None
            and link.quote_id in quotes
            and not any(one.side == "contrary" and one.record_id == finding.id for one in own)
        )

    def _sources(self) -> list[FindingSource]:
        return self._case.argument.finding_sources.all()

    def _source(self, one: FindingSource) -> str:
        said = self._record(one.table_name, one.record_id, one.text)
        return f"{said}: “{one.words}”" if one.words else said

    def _record(self, table: str | None, id: str | None, text: str | None) -> str:
        """What a named record is, in words."""
        if table == "quote" and id in self._names:
            return f"quote “{self._names[id]}”"
        if table == "finding" and id in self._findings:
            return f"finding: {self._findings[id].claim}"
        if table == "incident" and id in self._reader.incidents:
            return f"incident “{self._reader.incidents[id].title}”"
        if table == "link":
            link = next((one for one in self._reader.links if one.id == id), None)
            if link is not None:
                where = self._names.get(link.quote_id or "", "an incident")
                return f"link of “{where}”: {link.reason or link.bearing or link.relation or 'no reason given'}"
        return text or f"{table} {id}"

    def _label(self, vocabulary: str, code: str | None) -> str | None:
        return next((term.label for term in law.terms(self._case, vocabulary) if term.code == code), code)


_FATES = {"falls": "falls", "doubt": "can’t be told", "holds": "holds"}


def _fact(label: str, value: str | None) -> Iterable[tuple[str, str]]:
    return ((label, value),) if value else ()


def _date(date: str | None) -> str:
    return dates.in_words(date) if date else "date not stated"
