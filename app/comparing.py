"""How far the reviewers of a case agree: on which words are marked, and on what they say of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.agreement import Agreement, Label, Level, Pattern, agreement, counted
from app.dissent import JUDGEMENTS, Dissent, Voice, Voices, dissents
from app.marked_words import marks
from app.same_passage import Match, matches
from db.casefile import CaseFile
from db.records import Link

LEVELS: dict[str, Level] = {"weight": "ordinal"}
"""0 to 4 are ranks: nobody says that from 1 to 2 is as far as from 3 to 4. All other judgements are categories."""


@dataclass(frozen=True, slots=True)
class OfTranscript:
    """Which of its words are marked."""

    transcript_id: str
    title: str
    found: Agreement


@dataclass(frozen=True, slots=True)
class OfJudgement:
    """What is said in one field."""

    table: str
    field: str
    found: Agreement


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures of a case, and every difference behind them."""

    reviewers: tuple[tuple[str, str], ...]
    """Id and name of each who marked or judged anything, by id."""
    marks: Agreement
    """Over the words of all transcripts in which at least two reviewers marked something."""
    transcripts: tuple[OfTranscript, ...]
    judgements: tuple[OfJudgement, ...]
    """In the order of `JUDGEMENTS`."""
    matches: tuple[Match, ...]
    """Quotes that different reviewers made of the same passage."""
    dissents: tuple[Dissent, ...]
    """Differences on one record."""
    apart: tuple[Dissent, ...]
    """Differences between two such quotes, or between their links to the same: each stands in its own record."""


def compare(case: CaseFile) -> Comparison:
    """Read the ledger once and work out everything. Every copy of the case that has the same acts finds the same.

    A word is marked by a reviewer if it is in a quote as that reviewer left it. A transcript in which a reviewer marked
    nothing says nothing of that reviewer: perhaps it was never read. A judgement is compared where two reviewers judged
    one record, and where each judged a quote of their own of the same passage.
    """
    voices = Voices(case)
    marked = marks(case, voices.codings)
    pairs = matches(marked.own)
    units: dict[tuple[str, str], list[dict[str, Label]]] = defaultdict(list)
    for one in voices.judgements:
        units[one.table, one.field].append({c.reviewer_id: c.value for c in one.said if c.value is not None})
    apart: list[Dissent] = []
    for table, field, one, other in _of_same_passage(case, voices, pairs):
        if one.value is not None and other.value is not None:
            units[table, field].append({one.reviewer_id: one.value, other.reviewer_id: other.value})
            if one.value != other.value:
                apart.append(Dissent(table, one.record_id, field, None, (one, other)))
    whole: Counter[Pattern] = Counter()
    for patterns in marked.patterns.values():
        whole.update(patterns)
    titles = {transcript.id: transcript.title for transcript in case.transcripts.all()}
    heard = {coding.reviewer_id for one in voices.codings.fields for coding in one.said}
    return Comparison(
        tuple((id, voices.names.get(id, "")) for id in sorted(heard)),
        agreement(whole),
        tuple(OfTranscript(id, titles[id], agreement(found)) for id, found in sorted(marked.patterns.items())),
        tuple(
            OfJudgement(table, field, agreement(counted(units[table, field]), LEVELS.get(field, "nominal")))
            for table, fields in JUDGEMENTS.items()
            for field in fields
        ),
        tuple(pairs),
        tuple(dissents(case, voices)),
        tuple(sorted(apart, key=lambda one: (one.table, one.record_id, one.field, one.voices[1].record_id))),
    )


def _of_same_passage(case: CaseFile, voices: Voices, pairs: Iterable[Match]) -> Iterator[tuple[str, str, Voice, Voice]]:
    """Table, field, and what the two who marked a passage each said of it, or of a link from it to the same."""
    links: dict[str, list[Link]] = defaultdict(list)
    for link in case.links.all():
        if link.quote_id is not None:
            links[link.quote_id].append(link)
    for match in pairs:
        records = [("quote", match.one, match.other)]
        records += [("link", *ids) for ids in _linked_alike(links[match.one], links[match.other])]
        for table, one, other in records:
            for field in JUDGEMENTS[table]:
                said = voices.of(table, one, field, match.one_by)
                answered = voices.of(table, other, field, match.other_by)
                if said is not None and answered is not None:
                    yield table, field, said, answered


def _linked_alike(ones: Sequence[Link], others: Sequence[Link]) -> Iterator[tuple[str, str]]:
    """The links of two quotes to the same incident or element: equal relations meet first, then as they came."""
    left = sorted(others, key=lambda link: link.id)
    waiting: list[Link] = []
    for strictly in (True, False):
        for link in sorted(ones, key=lambda link: link.id) if strictly else waiting:
            partner = next((other for other in left if _target(link, strictly) == _target(other, strictly)), None)
            if partner is not None:
                left.remove(partner)
                yield link.id, partner.id
            elif strictly:
                waiting.append(link)


def _target(link: Link, strictly: bool) -> tuple[str | None, ...]:
    target = (link.incident_id, link.framework_id, link.element_path)
    return (*target, link.relation) if strictly else target
