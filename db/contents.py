"""Imported bulk, kept once under its own hash: segments of transcripts, elements of frameworks, original bytes."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Sequence

from db import canonical, words
from db.connection import guard, rows
from db.errors import BadValue, NoSuchRecord
from db.folding import fold
from db.records import Element, Segment

_AT_HAND = 6
"""Transcripts whose segments stay in memory: the tiers of a medium or three."""

_quoted = json.encoder.encode_basestring
"""A text as canonical JSON."""
_ARABIC = re.compile("[\u0600-\u06ff]")


class Contents:
    """Writing needs a step; what is there already under the same hash is not written twice."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._at_hand: dict[str, tuple[Segment, ...]] = {}

    # original bytes

    def keep_original(self, data: bytes, name: str | None = None) -> str:
        """Keep a file's bytes exactly as they came; returns their SHA-256.

        What was expunged elsewhere is kept under the `name` that it had.
        """
        sha256 = name or canonical.sha256(data)
        with guard():
            if not self._connection.execute("SELECT 1 FROM original WHERE sha256 = ?", [sha256]).fetchone():
                self._connection.execute("INSERT INTO original (sha256, bytes) VALUES (?, ?)", [sha256, data])
        return sha256

    def original(self, sha256: str) -> bytes:
        """The bytes that came under that hash."""
        row = self._connection.execute("SELECT bytes FROM original WHERE sha256 = ?", [sha256]).fetchone()
        if row is None:
            raise NoSuchRecord(f"no original {sha256}")
        return row[0]

    def hashes(self) -> set[str]:
        """Of everything that is kept here."""
        found = self._connection.execute("SELECT sha256 FROM original UNION ALL SELECT sha256 FROM content")
        return {row[0] for row in found}

    def kind_of(self, sha256: str) -> str | None:
        """`segments`, `elements`, `original`, or None if it is not here."""
        row = self._connection.execute(
            "SELECT kind FROM content WHERE sha256 = :it UNION ALL SELECT 'original' FROM original WHERE sha256 = :it",
            {"it": sha256},
        ).fetchone()
        return row[0] if row else None

    # segments

    def keep_segments(self, segments: Sequence[Segment], name: str | None = None) -> str:
        """Keep a transcript's segments and index them for search; returns the hash of them all.

        What is left after an expunging is kept under the `name` of what was imported.
        """
        packed = [words.pack(segment.words) for segment in segments]
        sha256 = name or segments_hash(segments, packed)
        with guard():
            if self._number(sha256) is None:
                spoken = sum(len(segment.words) for segment in segments)
                number = self._begin(sha256, "segments", len(segments), spoken)
                first = self._next_segment()
                self._connection.executemany(
                    "INSERT INTO segment (number, content, ordinal, start_ms, end_ms, speaker, text, words) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        (first + i, number, i, one.start_ms, one.end_ms, one.speaker, _no_nul(one.text), packed[i])
                        for i, one in enumerate(segments)
                    ),
                )
                self._index((first + i, fold(segment.text)) for i, segment in enumerate(segments))
        return sha256

    def segments(self, sha256: str) -> tuple[Segment, ...]:
        """The segments under that hash, in order. They never change, so the ones asked for last are kept at hand."""
        if sha256 not in self._at_hand:
            found = self._connection.execute(
                "SELECT start_ms, end_ms, text, speaker, words FROM segment "
                "WHERE content = (SELECT number FROM content WHERE sha256 = ?) ORDER BY ordinal",
                [sha256],
            )
            with guard():
                segments = tuple(
                    Segment(start, end, text, who, words.PackedWords(blob)) for start, end, text, who, blob in found
                )
            if not segments:
                return ()
            while len(self._at_hand) >= _AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
            self._at_hand[sha256] = segments
        return self._at_hand[sha256]

    def size(self, sha256: str) -> tuple[int, int]:
        """How many rows and how many words lie under that hash."""
        row = self._connection.execute("SELECT size, words FROM content WHERE sha256 = ?", [sha256]).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def forget(self) -> None:
        """Hold no segments in memory: some were altered by an expunging."""
        self._at_hand.clear()

    # elements

    def keep_elements(self, elements: Sequence[Element], name: str | None = None) -> str:
        """Keep a framework's nodes; returns the hash of them all.

        What is left after an expunging is kept under the `name` of what was copied.
        """
        sha256 = name or elements_hash(elements)
        with guard():
            if self._number(sha256) is None:
                number = self._begin(sha256, "elements", len(elements), 0)
                self._connection.executemany(
                    "INSERT INTO element (content, path, code, parent, ordinal, title, text, kind, logic, "
                    "statement_fit, hints, verify) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    ((number, *_element_values(element)) for element in elements),
                )
        return sha256

    def elements(self, sha256: str) -> list[Element]:
        """The nodes under that hash, each parent before its children, in the framework's own order."""
        found = rows(
            self._connection,
            "SELECT path, code, parent, ordinal, title, text, kind, logic, statement_fit, hints, verify FROM element "
            "WHERE content = (SELECT number FROM content WHERE sha256 = ?) ORDER BY ordinal",
            [sha256],
        )
        return [Element(*row[:9], hints=tuple(json.loads(row[9])), verify=row[10]) for row in map(tuple, found)]

    def replace_elements(self, sha256: str, elements: Sequence[Element]) -> None:
        """Put other words into the nodes under that hash: an expunging alone may.

        The trigger that forbids it is gone while they are put there, in the transaction of the expunging.
        """
        (trigger,) = self._connection.execute(
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'element_update_never'"
        ).fetchone()
        self._connection.execute("DROP TRIGGER element_update_never")
        self._connection.executemany(
            "UPDATE element SET title = ?, text = ?, verify = ?, hints = ? WHERE path = ? "
            "AND content = (SELECT number FROM content WHERE sha256 = ?)",
            ((one.title, one.text, one.verify, canonical.dumps(list(one.hints)), one.path, sha256) for one in elements),
        )
        self._connection.execute(trigger)

    # inside

    def reindex(self) -> None:
        """Make the full-text index of all segments anew."""
        for name in ("segment_fts", "segment_trigram"):
            self._connection.execute(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")
        self._index(
            (n, fold(text)) for n, text in self._connection.execute("SELECT number, text FROM segment").fetchall()
        )

    def _index(self, folded: Iterable[tuple[int, str]]) -> None:
        entries = list(folded)
        arabic = [(number, words) for number, text in entries if (words := arabic_words(text))]
        for name, texts in (("segment_fts", entries), ("segment_trigram", arabic)):
            self._connection.executemany(f"INSERT INTO {name} (rowid, text) VALUES (?, ?)", texts)

    def _begin(self, sha256: str, kind: str, size: int, spoken: int) -> int:
        cursor = self._connection.execute(
            "INSERT INTO content (sha256, kind, size, words) VALUES (?, ?, ?, ?)", [sha256, kind, size, spoken]
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _number(self, sha256: str) -> int | None:
        row = self._connection.execute("SELECT number FROM content WHERE sha256 = ?", [sha256]).fetchone()
        return row[0] if row else None

    def _next_segment(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM segment").fetchone()[0])


def segments_hash(segments: Sequence[Segment], packed: Sequence[bytes]) -> str:
    """SHA-256 over each segment's canonical JSON and its packed words, so that no reading of a file can be swapped."""
    digest = hashlib.sha256()
    # The header's canonical JSON, written out: an encoder for each of a hundred thousand lists costs most of the time.
    for one, blob in zip(segments, packed, strict=True):
        start = "null" if one.start_ms is None else int(one.start_ms)
        end = "null" if one.end_ms is None else int(one.end_ms)
        speaker = "null" if one.speaker is None else _quoted(one.speaker)
        digest.update(f"[{start},{end},{speaker},{_quoted(one.text)},{len(blob)}]\n".encode())
        digest.update(blob)
    return digest.hexdigest()


def elements_hash(elements: Iterable[Element]) -> str:
    """SHA-256 over the canonical JSON of each element."""
    return canonical.sha256("\n".join(canonical.dumps(_element_values(element)) for element in elements))


def _element_values(element: Element) -> list[str | int | None]:
    hints = canonical.dumps(list(element.hints))
    return [
        element.path,
        element.code,
        element.parent,
        element.ordinal,
        element.title,
        element.text,
        element.kind,
        element.logic,
        element.statement_fit,
        hints,
        element.verify,
    ]


def arabic_words(folded: str) -> str:
    """The words of a folded text within which a search looks too: Arabic joins its particles to the word."""
    return " ".join(word for word in folded.split() if is_arabic(word)) if _ARABIC.search(folded) else ""


def is_arabic(folded_word: str) -> bool:
    """True of a word of at least three letters that has an Arabic one."""
    return len(folded_word) >= 3 and _ARABIC.search(folded_word) is not None


def _no_nul(text: str) -> str:
    if "\0" in text:
        raise BadValue("a segment holds a NUL character")
    return text
