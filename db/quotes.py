"""Quotes and where their parts lie."""

from typing import ClassVar

from db import tokens
from db.records import Quote
from db.table import Codec, Table


class Quotes(Table[Quote]):
    """The passages that are cited."""

    name = "quote"
    record = Quote
    order = "media_id, (SELECT min(start_ms) FROM quote_part WHERE quote_id = quote.id), id"
    codecs: ClassVar[dict[str, Codec]] = {"tokens": (tokens.dumps, tokens.loads)}

    def of(self, media_id: str) -> list[Quote]:
        """The quotes from one medium, in the order of speech."""
        return self.where("media_id = ?", media_id)

    def in_transcript(self, transcript_id: str) -> list[Quote]:
        """The quotes that have a part in one transcript."""
        return self.where("id IN (SELECT quote_id FROM quote_part WHERE transcript_id = ?)", transcript_id)
