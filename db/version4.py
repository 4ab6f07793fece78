"""Version 4 of the case file: the key terms of a quote, in the letters of those who read the sheet.

Released: never edited, only followed by the next.
"""

from collections.abc import Iterator

from db.gates import gates

TABLES = """
CREATE TABLE key_term (
  id TEXT PRIMARY KEY NOT NULL,
  quote_id TEXT NOT NULL REFERENCES quote (id),
  text TEXT NOT NULL CHECK (text <> ''),
  transliteration TEXT,
  meaning TEXT,
  note TEXT
) STRICT;
CREATE INDEX key_term_quote ON key_term (quote_id);
"""


def script() -> Iterator[str]:
    """The SQL of this version, part by part."""
    yield TABLES
    yield from gates("key_term")
