"""Version 2 of the case file: custody, incidents that are one, what left the house, and words that must vanish.

Released: never edited, only followed by the next.
"""

from collections.abc import Iterator

from db.gates import gates

_JOURNALLED = """
CREATE TABLE custody_event (
  id TEXT PRIMARY KEY NOT NULL,
  media_id TEXT NOT NULL REFERENCES media (id),
  media_file_id TEXT REFERENCES media_file (id),
  kind TEXT NOT NULL CHECK (kind <> ''),
  at TEXT,
  person TEXT,
  organisation TEXT,
  method TEXT,
  place TEXT,
  sha256 TEXT CHECK (length(sha256) = 64),
  note TEXT
) STRICT;
CREATE INDEX custody_event_media ON custody_event (media_id);
CREATE INDEX custody_event_media_file ON custody_event (media_file_id);

-- The incident of this id was the same as the other, and gave way to it.
CREATE TABLE incident_alias (
  id TEXT PRIMARY KEY NOT NULL,
  incident_id TEXT NOT NULL REFERENCES incident (id),
  CHECK (id <> incident_id)
) STRICT;
CREATE INDEX incident_alias_incident ON incident_alias (incident_id);

-- What left the house, and what the newest steps of the ledger were then: they must be found in it for ever.
CREATE TABLE departure (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  heads TEXT NOT NULL,
  sha256 TEXT CHECK (length(sha256) = 64),
  file_name TEXT,
  recipient TEXT
) STRICT;

-- An authority's word (RFC 3161) that an act existed at a time; the original holds its answer.
CREATE TABLE stamp (
  id TEXT PRIMARY KEY NOT NULL,
  act_id TEXT NOT NULL,
  original_sha256 TEXT NOT NULL REFERENCES original (sha256)
) STRICT;
"""

_EXPUNGING = """
-- What an act did, and what was imported, is never altered, except where words are expunged: an act of its own says
-- which, and what is left.
DROP TRIGGER act_body_stays;
CREATE TRIGGER act_body_stays BEFORE UPDATE ON act_body WHEN NOT EXISTS (SELECT 1 FROM step WHERE verb = 'expunge')
BEGIN SELECT RAISE(ABORT, 'an act is never changed'); END;
"""


def script() -> Iterator[str]:
    """The SQL of this version, part by part."""
    yield _JOURNALLED
    for name in ("custody_event", "incident_alias", "departure", "stamp"):
        yield from gates(name)
    yield _EXPUNGING
    for name in ("original", "segment"):
        yield f"DROP TRIGGER {name}_update_never;"
        yield (
            f"CREATE TRIGGER {name}_update_never BEFORE UPDATE ON {name} "
            f"WHEN NOT EXISTS (SELECT 1 FROM step WHERE verb = 'expunge') "
            f"BEGIN SELECT RAISE(ABORT, 'imported content is never altered'); END;"
        )
