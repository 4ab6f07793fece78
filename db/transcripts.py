"""Transcripts: which tiers a medium has, and their segments."""

import sqlite3

from db.contents import Contents
from db.records import Segment, Transcript
from db.table import Table


class Transcripts(Table[Transcript]):
    """The tiers of every medium."""

    name = "transcript"
    record = Transcript
    order = "media_id, kind, title, id"

    def __init__(self, connection: sqlite3.Connection, contents: Contents) -> None:
        super().__init__(connection)
        self._contents = contents

    def of(self, media_id: str) -> list[Transcript]:
        """The tiers of one medium, originals first."""
        return self.where("media_id = ?", media_id)

    def translations(self, transcript_id: str) -> list[Transcript]:
        """The translations of one tier."""
        return self.where("translation_of = ?", transcript_id)

    def segments(self, transcript_id: str) -> tuple[Segment, ...]:
        """The segments of one tier, in order."""
        return self._contents.segments(self.get(transcript_id).content_sha256)

    def size(self, transcript_id: str) -> tuple[int, int]:
        """Segments and words of one tier."""
        return self._contents.size(self.get(transcript_id).content_sha256)
