"""What one copy of a case has to offer to another: its acts, and the imported content that they speak of."""

import sqlite3
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any, Protocol

from db import words
from db.connection import rows
from db.contents import Contents
from db.errors import CaseDamaged
from db.records import Element, Segment

Header = dict[str, Any]
"""The columns of an act but for its id, in the order of `HEADER`."""
HEADER = (
    "device_id",
    "counter",
    "previous",
    "kind",
    "verb",
    "label",
    "reviewer_id",
    "at",
    "heads",
    "reverses",
    "body_sha256",
)


@dataclass(frozen=True, slots=True)
class SegmentsContent:
    """The segments of a transcript."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ElementsContent:
    """The nodes of a framework."""

    elements: tuple[Element, ...]


class Offer(Protocol):
    """Where acts may come from: another case file, a bundle, a shared folder. Nothing that it says is believed."""

    @property
    def case_id(self) -> str:
        """Of which case it is."""
        ...

    def media_hashes(self) -> dict[str, str]:
        """SHA-256 of each media file, by its id."""
        ...

    def acts(self, known: Set[str]) -> Iterator[tuple[Header, str]]:
        """Header and body of each act whose id is not among the known ones."""
        ...

    def originals(self) -> set[str]:
        """The hashes of the imported files that it has."""
        ...

    def original(self, sha256: str) -> bytes:
        """One of them."""
        ...

    def contents(self) -> set[str]:
        """The hashes of the imported segments and elements that it has."""
        ...

    def content(self, sha256: str) -> SegmentsContent | ElementsContent:
        """One of them."""
        ...


class CopyOffer:
    """Another copy of the case, open for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._contents = Contents(connection)

    @property
    def case_id(self) -> str:
        """Of which case it is; CaseDamaged if it does not say."""
        found = self._connection.execute("SELECT id FROM case_info").fetchall()
        if len(found) != 1:
            raise CaseDamaged("it does not say which case it is")
        return found[0][0]

    def media_hashes(self) -> dict[str, str]:
        """SHA-256 of each media file, by its id."""
        return dict(self._connection.execute("SELECT id, sha256 FROM media_file").fetchall())

    def acts(self, known: Set[str]) -> Iterator[tuple[Header, str]]:
        """Header and body of each act whose id is not among the known ones."""
        sql = f"SELECT a.id, {', '.join(HEADER)}, b.body FROM act AS a LEFT JOIN act_body AS b ON b.act_id = a.id"
        for row in rows(self._connection, sql):
            if row["id"] not in known:
                yield {name: row[name] for name in HEADER}, row["body"] or ""

    def originals(self) -> set[str]:
        """The hashes of the imported files that it has."""
        return {row[0] for row in self._connection.execute("SELECT sha256 FROM original")}

    def original(self, sha256: str) -> bytes:
        """One of them."""
        return self._contents.original(sha256)

    def contents(self) -> set[str]:
        """The hashes of the imported segments and elements that it has."""
        return {row[0] for row in self._connection.execute("SELECT sha256 FROM content")}

    def content(self, sha256: str) -> SegmentsContent | ElementsContent:
        """One of them."""
        (kind,) = self._connection.execute("SELECT kind FROM content WHERE sha256 = ?", [sha256]).fetchone()
        if kind == "elements":
            return ElementsContent(tuple(self._contents.elements(sha256)))
        found = self._contents.segments(sha256)
        # Words that are out of order are refused before they are kept.
        words.check(words.pack(segment.words) for segment in found)
        return SegmentsContent(found)
