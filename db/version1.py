"""Version 1 of the case file: the case, its sources, quotes, incidents, law and ledger.

Released: never edited, only followed by the next.
"""

from collections.abc import Iterator

from db.gates import gate, gates

_GATED = (
    "case_info",
    "reviewer",
    "device",
    "organisation",
    "person",
    "role",
    "media",
    "media_file",
    "transcript",
    "quote",
    "incident",
    "vocabulary",
    "framework",
    "link",
)
_STEP = """
-- The gate: a row here means that a step is under way. Without it every write below is refused.
CREATE TABLE step (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  verb TEXT NOT NULL
) STRICT;
"""

_JOURNALLED = """
CREATE TABLE case_info (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  reference TEXT,
  forum TEXT,
  standard TEXT,
  marking TEXT,
  notes TEXT
) STRICT;
CREATE UNIQUE INDEX one_case ON case_info ((1));

CREATE TABLE reviewer (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;

CREATE TABLE device (
  id TEXT PRIMARY KEY NOT NULL,
  reviewer_id TEXT NOT NULL REFERENCES reviewer (id),
  name TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  short_name TEXT,
  kind TEXT,
  affiliation TEXT,
  notes TEXT
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT,
  name_script TEXT,
  name_transliterated TEXT,
  description TEXT,
  identified_by TEXT,
  notes TEXT,
  CHECK (coalesce(name, name_script, name_transliterated, description, '') <> '')
) STRICT;

CREATE TABLE role (
  id TEXT PRIMARY KEY NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  organisation_id TEXT REFERENCES organisation (id),
  title TEXT NOT NULL CHECK (title <> ''),
  date_from TEXT,
  date_to TEXT,
  source TEXT
) STRICT;
CREATE INDEX role_person ON role (person_id);
CREATE INDEX role_organisation ON role (organisation_id);

CREATE TABLE media (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  kind TEXT NOT NULL,
  outlet TEXT,
  also_on TEXT,
  programme TEXT,
  broadcast_date TEXT,
  language TEXT,
  url TEXT,
  archive_url TEXT,
  collected_by TEXT,
  collected_at TEXT,
  collected_with TEXT,
  notes TEXT
) STRICT;

CREATE TABLE media_file (
  id TEXT PRIMARY KEY NOT NULL,
  media_id TEXT NOT NULL REFERENCES media (id),
  path_hint TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  duration_ms INTEGER,
  width INTEGER,
  height INTEGER,
  frame_rate TEXT,
  container TEXT,
  video_codec TEXT,
  audio_codec TEXT,
  copy_type TEXT NOT NULL CHECK (copy_type IN ('evidentiary', 'working'))
) STRICT;
CREATE INDEX media_file_media ON media_file (media_id);

CREATE TABLE transcript (
  id TEXT PRIMARY KEY NOT NULL,
  media_id TEXT NOT NULL REFERENCES media (id),
  title TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('original', 'translation')),
  language TEXT,
  content_sha256 TEXT NOT NULL REFERENCES content (sha256),
  original_sha256 TEXT REFERENCES original (sha256),
  format TEXT NOT NULL,
  file_name TEXT,
  translation_of TEXT REFERENCES transcript (id),
  translator TEXT,
  translator_qualification TEXT,
  translation_state TEXT,
  certificate TEXT,
  made_by TEXT,
  notes TEXT
) STRICT;
CREATE INDEX transcript_media ON transcript (media_id);
CREATE INDEX transcript_translation_of ON transcript (translation_of);
CREATE INDEX transcript_content ON transcript (content_sha256);

CREATE TABLE quote (
  id TEXT PRIMARY KEY NOT NULL,
  media_id TEXT NOT NULL REFERENCES media (id),
  tokens TEXT NOT NULL,
  speaker_id TEXT REFERENCES person (id),
  capacity TEXT,
  capacity_basis TEXT,
  capacity_note TEXT,
  title TEXT,
  question TEXT,
  status TEXT NOT NULL,
  marking TEXT,
  notes TEXT
) STRICT;
CREATE INDEX quote_media ON quote (media_id);
CREATE INDEX quote_speaker ON quote (speaker_id);

CREATE TABLE incident (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  date TEXT,
  place TEXT,
  latitude TEXT,
  longitude TEXT,
  kind TEXT,
  target TEXT,
  weapon TEXT,
  claimed_by TEXT,
  attributed_to TEXT,
  sources TEXT,
  notes TEXT
) STRICT;

CREATE TABLE vocabulary (
  id TEXT PRIMARY KEY NOT NULL,
  terms TEXT NOT NULL
) STRICT;

CREATE TABLE framework (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  content_sha256 TEXT NOT NULL REFERENCES content (sha256),
  original_sha256 TEXT REFERENCES original (sha256),
  jurisdiction TEXT,
  category TEXT,
  citation TEXT,
  version TEXT,
  date TEXT,
  root_logic TEXT,
  applicability TEXT,
  disclaimer TEXT,
  verify TEXT
) STRICT;
CREATE INDEX framework_content ON framework (content_sha256);

CREATE TABLE link (
  id TEXT PRIMARY KEY NOT NULL,
  quote_id TEXT REFERENCES quote (id),
  incident_id TEXT REFERENCES incident (id),
  framework_id TEXT REFERENCES framework (id),
  element_path TEXT,
  relation TEXT,
  polarity TEXT,
  bearing TEXT,
  directness TEXT,
  weight INTEGER CHECK (weight BETWEEN 0 AND 4),
  reason TEXT,
  survives_without_brackets INTEGER CHECK (survives_without_brackets IN (0, 1)),
  CHECK ((framework_id IS NULL) = (element_path IS NULL)),
  CHECK (
    -- a quote to an incident, a quote to an element, or an incident to an element
    (quote_id IS NOT NULL) + (incident_id IS NOT NULL) + (framework_id IS NOT NULL) = 2
  )
) STRICT;
CREATE INDEX link_quote ON link (quote_id);
CREATE INDEX link_incident ON link (incident_id);
CREATE INDEX link_element ON link (framework_id, element_path);
"""

_CONTENT = """
-- The bytes of an imported file exactly as they came.
CREATE TABLE original (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  bytes BLOB NOT NULL
) STRICT;

-- A bulk of rows that is known by its hash: a transcript's segments or a framework's elements.
CREATE TABLE content (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  kind TEXT NOT NULL CHECK (kind IN ('segments', 'elements')),
  size INTEGER NOT NULL CHECK (size >= 0),
  words INTEGER NOT NULL CHECK (words >= 0)
) STRICT;

CREATE TABLE segment (
  number INTEGER PRIMARY KEY,
  content INTEGER NOT NULL REFERENCES content (number),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  start_ms INTEGER,
  end_ms INTEGER,
  speaker TEXT,
  text TEXT NOT NULL,
  words BLOB NOT NULL,
  UNIQUE (content, ordinal),
  CHECK ((start_ms IS NULL) = (end_ms IS NULL) AND coalesce(start_ms <= end_ms, 1))
) STRICT;

CREATE TABLE element (
  content INTEGER NOT NULL REFERENCES content (number),
  path TEXT NOT NULL CHECK (path <> ''),
  code TEXT NOT NULL,
  parent TEXT,
  ordinal INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  logic TEXT,
  statement_fit TEXT,
  hints TEXT NOT NULL,
  verify TEXT,
  PRIMARY KEY (content, path),
  FOREIGN KEY (content, parent) REFERENCES element (content, path) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
"""

_LEDGER = """
CREATE TABLE act (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64),
  device_id TEXT NOT NULL,
  counter INTEGER NOT NULL CHECK (counter >= 1),
  previous TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'open')),
  verb TEXT NOT NULL,
  label TEXT NOT NULL,
  reviewer_id TEXT NOT NULL,
  at TEXT NOT NULL,
  heads TEXT NOT NULL,
  reverses TEXT,
  body_sha256 TEXT NOT NULL CHECK (length(body_sha256) = 64)
) STRICT;
-- Not unique: a copied installation counts twice, and both its histories must find room.
CREATE INDEX act_chain ON act (device_id, counter);

-- Apart from the act, so that one day a body can be expunged while every chain still verifies.
CREATE TABLE act_body (
  act_id TEXT PRIMARY KEY NOT NULL REFERENCES act (id),
  body TEXT NOT NULL
) STRICT;

CREATE TABLE act_head (
  act_id TEXT PRIMARY KEY NOT NULL REFERENCES act (id)
) STRICT;

-- Which acts touched a record: derived from the bodies, for the history of one record.
CREATE TABLE act_touch (
  name TEXT NOT NULL,
  record_id TEXT NOT NULL,
  act_id TEXT NOT NULL REFERENCES act (id),
  PRIMARY KEY (name, record_id, act_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER act_stays BEFORE UPDATE ON act
BEGIN SELECT RAISE(ABORT, 'an act is never changed'); END;
CREATE TRIGGER act_kept BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, 'an act is never removed'); END;
CREATE TRIGGER act_body_stays BEFORE UPDATE ON act_body
BEGIN SELECT RAISE(ABORT, 'an act is never changed'); END;
CREATE TRIGGER act_body_kept BEFORE DELETE ON act_body
BEGIN SELECT RAISE(ABORT, 'an act is never removed'); END;
CREATE TRIGGER act_in_step BEFORE INSERT ON act WHEN NOT EXISTS (SELECT 1 FROM step)
BEGIN SELECT RAISE(ABORT, 'a write outside a step'); END;
CREATE TRIGGER act_body_in_step BEFORE INSERT ON act_body WHEN NOT EXISTS (SELECT 1 FROM step)
BEGIN SELECT RAISE(ABORT, 'a write outside a step'); END;
"""

_DERIVED = """
-- The tokens of each quote as rows.
CREATE TABLE quote_part (
  quote_id TEXT NOT NULL REFERENCES quote (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  tier TEXT NOT NULL CHECK (tier IN ('original', 'translation')),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('span', 'ellipsis', 'bracket', 'sic')),
  transcript_id TEXT REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
  start_ordinal INTEGER,
  start_offset INTEGER,
  end_ordinal INTEGER,
  end_offset INTEGER,
  start_ms INTEGER,
  end_ms INTEGER,
  text TEXT,
  type TEXT,
  PRIMARY KEY (quote_id, tier, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX quote_part_transcript ON quote_part (transcript_id, start_ordinal) WHERE kind = 'span';

-- A number that survives VACUUM, for the full-text row of a quote.
CREATE TABLE quote_number (
  number INTEGER PRIMARY KEY,
  quote_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE segment_fts USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE segment_trigram USING fts5 (text, content = '', tokenize = 'trigram');
CREATE VIRTUAL TABLE quote_fts USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
"""

_VIEWS = """
-- For people with any SQLite tool: one line a quote.
CREATE VIEW v_quote_sheet AS
SELECT q.id, m.title AS medium, m.outlet, m.broadcast_date,
  coalesce(p.name, p.name_transliterated, p.name_script, p.description) AS speaker,
  q.capacity, q.title, q.status, q.marking,
  (SELECT min(start_ms) FROM quote_part WHERE quote_id = q.id) AS start_ms,
  (SELECT max(end_ms) FROM quote_part WHERE quote_id = q.id) AS end_ms,
  (SELECT group_concat(text, ' ... ') FROM
    (SELECT text FROM quote_part WHERE quote_id = q.id AND tier = 'original' AND kind = 'span' ORDER BY ordinal)
  ) AS spans_original,
  (SELECT group_concat(text, ' ... ') FROM
    (SELECT text FROM quote_part WHERE quote_id = q.id AND tier = 'translation' AND kind = 'span' ORDER BY ordinal)
  ) AS spans_translation
FROM quote AS q JOIN media AS m ON m.id = q.media_id LEFT JOIN person AS p ON p.id = q.speaker_id;

CREATE VIEW v_link AS
SELECT l.id, l.quote_id, i.title AS incident, l.relation, l.polarity, l.framework_id, l.element_path,
  e.title AS element, l.bearing, l.directness, l.weight, l.reason
FROM link AS l LEFT JOIN incident AS i ON i.id = l.incident_id
LEFT JOIN framework AS f ON f.id = l.framework_id
LEFT JOIN content AS c ON c.sha256 = f.content_sha256
LEFT JOIN element AS e ON e.content = c.number AND e.path = l.element_path;

CREATE VIEW v_history AS
SELECT a.at, r.name AS reviewer, d.name AS device, a.counter, a.kind, a.label, a.id
FROM act AS a LEFT JOIN reviewer AS r ON r.id = a.reviewer_id LEFT JOIN device AS d ON d.id = a.device_id;
"""


def script() -> Iterator[str]:
    """The SQL of this version, part by part."""
    yield from (_STEP, _CONTENT, _JOURNALLED, _LEDGER, _DERIVED, _VIEWS)
    for name in _GATED:
        yield from gates(name)
    for name in ("original", "content", "segment", "element"):
        yield gate(name, "INSERT")
        for event in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {name}_{event.lower()}_never BEFORE {event} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, 'imported content is never altered'); END;"
            )
