"""Finding words in transcripts and quotes, folded so that Arabic spellings of one word meet.

Latin words are looked up as prefixes of whole words. Arabic words of three letters and more are looked up anywhere in a
word, through a trigram index, because the article and the conjunctions are written joined to them.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from db.connection import guard, rows
from db.contents import is_arabic
from db.folding import find, fold

Scope = Literal["transcripts", "quotes", "all"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand."""

    kind: Literal["segment", "correction", "quote"]
    media_id: str
    transcript_id: str | None
    ordinal: int | None
    start_ms: int | None
    end_ms: int | None
    text: str
    quote_id: str | None


class Search:
    """Full-text search of one case; `interrupt()` on the connection stops a long one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, query: str, scope: Scope = "all", limit: int = 200, transcript_id: str | None = None) -> list[Hit]:
        """The places where every word of the query stands: quotes, then segments in the order of speech, then segments
        that say so only as they were corrected."""
        words = query_words(query)
        if not words:
            return []
        hits: list[Hit] = []
        with guard():
            if scope in ("quotes", "all"):
                hits += self._quotes(words, limit)
            if scope in ("transcripts", "all"):
                spoken = self._segments(words, limit - len(hits), transcript_id)
                known = {(hit.transcript_id, hit.ordinal) for hit in spoken}
                read = [
                    one
                    for one in self._corrections(words, transcript_id)
                    if (one.transcript_id, one.ordinal) not in known
                ]
                hits += [*spoken, *read][: max(limit - len(hits), 0)]
        return hits

    def refresh_quotes(self, ids: Iterable[str]) -> None:
        """Bring the index of quotes up to date with the rows of those ids, which may be gone."""
        for id in sorted(ids):
            self._connection.execute(
                "DELETE FROM quote_fts WHERE rowid = (SELECT number FROM quote_number WHERE quote_id = ?)", [id]
            )
            row = self._connection.execute("SELECT title, notes, question FROM quote WHERE id = ?", [id]).fetchone()
            if row is None:
                continue
            parts = self._connection.execute(
                "SELECT text FROM quote_part WHERE quote_id = ? AND text IS NOT NULL ORDER BY tier, ordinal", [id]
            )
            text = "\n".join([part[0] for part in parts] + [value for value in row if value])
            self._connection.execute("INSERT OR IGNORE INTO quote_number (quote_id) VALUES (?)", [id])
            self._connection.execute(
                "INSERT INTO quote_fts (rowid, text) SELECT number, ? FROM quote_number WHERE quote_id = ?",
                [fold(text), id],
            )

    def _segments(self, words: list[str], limit: int, transcript_id: str | None) -> list[Hit]:
        tests = " AND ".join(_segment_test(word) for word in words)
        sql = f"""
            SELECT t.media_id, t.id AS transcript_id, s.ordinal, s.start_ms, s.end_ms, s.text
            FROM segment AS s
            JOIN content AS c ON c.number = s.content
            JOIN transcript AS t ON t.content_sha256 = c.sha256
            JOIN media AS m ON m.id = t.media_id
            WHERE {tests} AND (? IS NULL OR t.id = ?)
            ORDER BY m.title, t.media_id, t.kind, t.id, s.ordinal
            LIMIT ?
        """
        values: list[str | int | None] = [
            *(_match(word) for word in words),
            transcript_id,
            transcript_id,
            max(limit, 0),
        ]
        return [Hit("segment", *tuple(row), quote_id=None) for row in rows(self._connection, sql, values)]

    def _corrections(self, words: list[str], transcript_id: str | None) -> list[Hit]:
        """Corrections are few, and written by people: they are read one by one."""
        sql = """
            SELECT t.media_id, t.id, c.ordinal, c.text FROM correction AS c
            JOIN transcript AS t ON t.id = c.transcript_id JOIN media AS m ON m.id = t.media_id
            WHERE c.text IS NOT NULL AND (? IS NULL OR t.id = ?)
            ORDER BY m.title, t.media_id, t.kind, t.id, c.ordinal, c.id
        """
        found = [tuple(row) for row in rows(self._connection, sql, [transcript_id, transcript_id])]
        return [
            self._correction_hit(media_id, of, ordinal, text)
            for media_id, of, ordinal, text in found
            if all(find([word], text) for word in words)
        ]

    def _correction_hit(self, media_id: str, transcript_id: str, ordinal: int, text: str) -> Hit:
        sql = """
            SELECT s.start_ms, s.end_ms FROM segment AS s JOIN content AS c ON c.number = s.content
            JOIN transcript AS t ON t.content_sha256 = c.sha256 WHERE t.id = ? AND s.ordinal = ?
        """
        start, end = next((tuple(row) for row in rows(self._connection, sql, [transcript_id, ordinal])), (None, None))
        return Hit("correction", media_id, transcript_id, ordinal, start, end, text, quote_id=None)

    def _quotes(self, words: list[str], limit: int) -> list[Hit]:
        sql = """
            SELECT q.media_id, q.id FROM quote_fts AS f
            JOIN quote_number AS n ON n.number = f.rowid
            JOIN quote AS q ON q.id = n.quote_id
            WHERE quote_fts MATCH ?
            ORDER BY q.media_id, (SELECT min(start_ms) FROM quote_part WHERE quote_id = q.id), q.id
            LIMIT ?
        """
        match = " AND ".join(_prefix(word) for word in words)
        found = [tuple(row) for row in rows(self._connection, sql, [match, max(limit, 0)])]
        return [self._quote_hit(media_id, quote_id) for media_id, quote_id in found]

    def _quote_hit(self, media_id: str, quote_id: str) -> Hit:
        parts = rows(
            self._connection,
            "SELECT transcript_id, start_ms, end_ms, text FROM quote_part "
            "WHERE quote_id = ? AND kind = 'span' ORDER BY tier, ordinal",
            [quote_id],
        )
        spans = [tuple(part) for part in parts]
        starts = [span[1] for span in spans if span[1] is not None]
        ends = [span[2] for span in spans if span[2] is not None]
        text = " ... ".join(span[3] for span in spans)
        first = spans[0][0] if spans else None
        start, end = min(starts, default=None), max(ends, default=None)
        return Hit("quote", media_id, first, None, start, end, text, quote_id)


def query_words(query: str) -> list[str]:
    """The folded words of a query; what is neither letter nor digit only separates."""
    return [word for word in fold(query.replace("\0", " ")).split() if any(letter.isalnum() for letter in word)]


def _segment_test(word: str) -> str:
    index = "segment_trigram" if is_arabic(word) else "segment_fts"
    return f"s.number IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)"


def _match(word: str) -> str:
    return as_string(word) if is_arabic(word) else _prefix(word)


def _prefix(word: str) -> str:
    return f"{as_string(word)} *"


def as_string(word: str) -> str:
    """The word as an FTS5 string, in which nothing is an operator (FTS5, section 3.2)."""
    doubled = word.replace('"', '""')
    return f'"{doubled}"'
