"""Quotes and where their parts lie."""

import sqlite3
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

    def tally(self) -> list[tuple[str, str | None, int]]:
        """How many quotes there are of each medium and speaker: medium, speaker, count."""
        sql = "SELECT media_id, speaker_id, count(*) FROM quote GROUP BY media_id, speaker_id ORDER BY 1, 2"
        return list(self._connection.execute(sql))

    def in_transcript(self, transcript_id: str) -> list[Quote]:
        """The quotes that have a part in one transcript."""
        return self.where("id IN (SELECT quote_id FROM quote_part WHERE transcript_id = ?)", transcript_id)

    def first_id(self) -> str | None:
        """The id of the oldest quote; None where there is none."""
        found = self._connection.execute("SELECT min(id) FROM quote").fetchone()
        return found[0]

    def argued(self) -> list[Quote]:
        """The quotes that the argument rests on: linked, named by a finding or a contradiction, or read another way."""
        return self.where(
            "id IN (SELECT quote_id FROM link UNION SELECT quote_id FROM we_reference UNION "
            "SELECT quote_id FROM rendering UNION "
            "SELECT record_id FROM finding_source WHERE table_name = 'quote' UNION "
            "SELECT one_id FROM contradiction WHERE one_table = 'quote' UNION "
            "SELECT other_id FROM contradiction WHERE other_table = 'quote')"
        )


_ROWS = """
  INSERT INTO quote_part
  SELECT NEW.id, tier.key, token.key, token.value ->> 'k',
    token.value ->> 'transcript',
    token.value ->> '$.start[0]', token.value ->> '$.start[1]',
    token.value ->> '$.end[0]', token.value ->> '$.end[1]',
    token.value ->> 'start_ms', token.value ->> 'end_ms',
    token.value ->> 'text', token.value ->> 'type'
  FROM json_each(NEW.tokens) AS tier, json_each(tier.value) AS token;
"""


def keep_parts(connection: sqlite3.Connection) -> None:
    """Have `quote_part` follow the tokens of each quote, whoever writes them: a verb, an undo, a merge."""
    connection.execute(f"CREATE TEMP TRIGGER parts_written AFTER INSERT ON main.quote BEGIN {_ROWS} END")
    connection.execute(
        "CREATE TEMP TRIGGER parts_rewritten AFTER UPDATE OF tokens ON main.quote "
        f"BEGIN DELETE FROM quote_part WHERE quote_id = NEW.id; {_ROWS} END"
    )
