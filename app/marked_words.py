"""Which words of which transcripts each reviewer has marked, counted word by word."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.agreement import Pattern
from app.same_passage import Marked
from app.words import words_of
from db import tokens
from db.casefile import CaseFile
from db.codings import Codings
from db.records import Segment
from db.tokens import Span


@dataclass(frozen=True, slots=True)
class Marks:
    """What was marked in the transcripts of a case."""

    own: tuple[Marked, ...]
    """The quotes that a reviewer made, as that reviewer last left them."""
    patterns: dict[str, Counter[Pattern]]
    """For each transcript in which at least two reviewers marked something: how often each way of marking a word
    occurs, 1 for a word that is in a quote as that reviewer left it, 0 for one that is in none."""


def marks(case: CaseFile, said: Codings) -> Marks:
    """The marks of all reviewers, from what they said of the quotes' tokens."""
    spans: dict[str, dict[tuple[str, str], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for one in said.fields:
        if one.field == "tokens":
            for coding in one.said:
                for span in tokens.loads(str(coding.value)).spans():
                    spans[span.transcript_id][one.record_id, coding.reviewer_id].append(span)
    own: list[Marked] = []
    patterns: dict[str, Counter[Pattern]] = {}
    for transcript_id in sorted(spans):
        if case.transcripts.find(transcript_id) is None:
            continue
        numbered = _Numbered(case.transcripts.segments(transcript_id))
        by_reviewer: dict[str, set[int]] = defaultdict(set)
        for (quote_id, reviewer_id), found in spans[transcript_id].items():
            words = frozenset(number for span in found for number in numbered.of(span))
            by_reviewer[reviewer_id] |= words
            if said.makers.get(("quote", quote_id)) == reviewer_id:
                own.append(Marked(quote_id, reviewer_id, transcript_id, words))
        by_reviewer = {who: words for who, words in by_reviewer.items() if words}
        if len(by_reviewer) > 1:
            patterns[transcript_id] = _patterns(by_reviewer, numbered.total)
    return Marks(tuple(own), patterns)


def _patterns(by_reviewer: dict[str, set[int]], total: int) -> Counter[Pattern]:
    reviewers = sorted(by_reviewer)
    touched = set[int]().union(*by_reviewer.values())
    patterns = Counter(_pattern((who, word in by_reviewer[who]) for who in reviewers) for word in touched)
    patterns[_pattern((who, False) for who in reviewers)] += total - len(touched)
    return patterns


def _pattern(said: Iterable[tuple[str, bool]]) -> Pattern:
    return tuple((who, int(is_marked)) for who, is_marked in said)


class _Numbered:
    """The words of a transcript, counted through."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._before = [0, *accumulate(len(segment.words) or len(words_of(segment.text)) for segment in segments)]

    @property
    def total(self) -> int:
        """How many there are."""
        return self._before[-1]

    def of(self, span: Span) -> Iterator[int]:
        """The numbers of the words that a span touches."""
        for ordinal in range(span.start.ordinal, min(span.end.ordinal, len(self._segments) - 1) + 1):
            segment = self._segments[ordinal]
            bounds = [(word.start, word.end) for word in segment.words] or words_of(segment.text)
            first = span.start.offset if ordinal == span.start.ordinal else 0
            last = span.end.offset if ordinal == span.end.ordinal else len(segment.text)
            index = bisect_left(bounds, first + 1, key=lambda bound: bound[1])
            while index < len(bounds) and bounds[index][0] < last:
                yield self._before[ordinal] + index
                index += 1
