"""Which quotes of different reviewers are of the same passage: matched one to one by the words that they share."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

SHARE = 0.5
"""Two quotes are of one passage if at least this share of all their words in a transcript is in both."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A reviewer's quote, as far as it lies in one transcript."""

    quote_id: str
    reviewer_id: str
    transcript_id: str
    words: frozenset[int]
    """The transcript's words, by number."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two reviewers' quotes of one passage; that of the lesser reviewer id comes first."""

    one: str
    one_by: str
    other: str
    other_by: str
    share: float
    """Words in both, of the words in either: 1 where they are the same words."""


def matches(marked: Iterable[Marked], share: float = SHARE) -> list[Match]:
    """The pairs, the most alike first; a quote has at most one partner of each other reviewer.

    Where several would do, the greater share decides, then the ids: every copy of the case finds the same pairs.
    """
    best: dict[tuple[str, str], Match] = {}
    for one, other in _neighbours(marked):
        first, second = sorted((one, other), key=lambda mark: mark.reviewer_id)
        both = len(one.words & other.words)
        found = both / (len(one.words) + len(other.words) - both)
        key = (first.quote_id, second.quote_id)
        if found >= share and (key not in best or best[key].share < found):
            best[key] = Match(first.quote_id, first.reviewer_id, second.quote_id, second.reviewer_id, found)
    taken: set[tuple[str, str]] = set()
    pairs: list[Match] = []
    for match in sorted(best.values(), key=lambda match: (-match.share, match.one, match.other)):
        ends = {(match.one, match.other_by), (match.other, match.one_by)}
        if not ends & taken:
            taken |= ends
            pairs.append(match)
    return pairs


def _neighbours(marked: Iterable[Marked]) -> Iterable[tuple[Marked, Marked]]:
    """Every two marks of different reviewers that share a word, without comparing each mark with each other."""
    begun: dict[str, list[tuple[int, int, Marked]]] = defaultdict(list)
    for mark in marked:
        if mark.words:
            begun[mark.transcript_id].append((min(mark.words), max(mark.words), mark))
    for transcript_id in sorted(begun):
        open_marks: list[tuple[int, Marked]] = []
        for first, last, mark in sorted(begun[transcript_id], key=lambda one: (one[0], one[2].quote_id)):
            open_marks = [(end, other) for end, other in open_marks if end >= first]
            for _, other in open_marks:
                if other.reviewer_id != mark.reviewer_id and other.quote_id != mark.quote_id:
                    yield other, mark
            open_marks.append((last, mark))
