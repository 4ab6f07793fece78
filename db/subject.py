"""Which quotes and segments have rare words in common with some words. The indices are asked; hardly a text is read."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.connection import guard, rows
from db.contents import is_arabic
from db.search import as_string

_RARE = 4
"""What stands in so few places is rare, however few places there are."""
_MOST = 2_000
"""What stands in more places than this says little of a subject, however many places there are."""
_LOOKED_AT = 10
"""So many times more numbers than are wanted are looked at: some are of no use."""


@dataclass(frozen=True, slots=True)
class Place:
    """A segment of a transcript in which no quote has a word."""

    media_id: str
    transcript_id: str
    ordinal: int
    start_ms: int | None
    end_ms: int | None
    text: str
    speaker: str | None


class Subject:
    """Looks for rare words of one case. A word counts the more the fewer places it stands in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def quotes(self, words: Iterable[str], fewest: int, limit: int) -> list[tuple[str, tuple[str, ...]]]:
        """Ids of quotes that have at least `fewest` of these folded words, where few have them; the likeliest first.

        With each the words, the rarest first. A quote has a word also if its title, notes or question do.
        """
        with guard():
            total = self._number("SELECT count(*) FROM quote_number")
            found = self._sharing(words, ("quote_fts", "quote_fts"), total // 3, fewest)
            return [
                (str(row[0]), shared)
                for number, shared in found[: limit * _LOOKED_AT]
                for row in rows(self._connection, "SELECT quote_id FROM quote_number WHERE number = ?", [number])
            ]

    def unmarked(self, words: Iterable[str], fewest: int, limit: int) -> list[tuple[Place, tuple[str, ...]]]:
        """Segments that have at least `fewest` of these folded words, if few have them, and that nobody has quoted."""
        with guard():
            total = self._number("SELECT coalesce(max(number), 0) FROM segment")
            found = self._sharing(words, ("segment_fts", "segment_trigram"), total // 10, fewest)
            return [
                (place, shared) for number, shared in found[: limit * _LOOKED_AT] for place in self._unquoted(number)
            ]

    # inside

    def _sharing(
        self, words: Iterable[str], indices: tuple[str, str], many: int, fewest: int
    ) -> Sequence[tuple[int, tuple[str, ...]]]:
        most = min(max(_RARE, many), _MOST)
        places: dict[int, list[str]] = defaultdict(list)
        counts: Counter[str] = Counter()
        for word in dict.fromkeys(words):
            index = indices[is_arabic(word)]
            sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ?"
            numbers = [row[0] for row in rows(self._connection, sql, [as_string(word), most + 1])]
            counts[word] = len(numbers)
            if len(numbers) <= most:
                for number in numbers:
                    places[number].append(word)
        weighed = [
            (sum(1 / counts[word] for word in shared), number, tuple(sorted(shared, key=lambda w: (counts[w], w))))
            for number, shared in places.items()
            if len(shared) >= fewest
        ]
        return [(number, shared) for _, number, shared in sorted(weighed, key=lambda one: (-one[0], one[1]))]

    def _unquoted(self, number: int) -> list[Place]:
        sql = """
            SELECT t.media_id, t.id, s.ordinal, s.start_ms, s.end_ms, s.text, s.speaker
            FROM segment AS s JOIN content AS c ON c.number = s.content
            JOIN transcript AS t ON t.content_sha256 = c.sha256
            WHERE s.number = ? AND NOT EXISTS (
              SELECT 1 FROM quote_part AS p WHERE p.kind = 'span' AND p.transcript_id = t.id
              AND p.start_ordinal <= s.ordinal AND (p.end_ordinal, p.end_offset) > (s.ordinal, 0)
            )
            ORDER BY t.id
        """
        return [Place(*tuple(row)) for row in rows(self._connection, sql, [number])]

    def _number(self, sql: str) -> int:
        return int(next(tuple(row) for row in rows(self._connection, sql, []))[0])
