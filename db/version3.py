"""Version 3 of the case file: what is argued from the quotes, and how the argument is reviewed.

Released: never edited, only followed by the next.
"""

from collections.abc import Iterator

from db.gates import gates

TABLES = """
CREATE TABLE correction (
  id TEXT PRIMARY KEY NOT NULL,
  transcript_id TEXT NOT NULL REFERENCES transcript (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  text TEXT,
  speaker TEXT,
  start_ms INTEGER,
  end_ms INTEGER
) STRICT;
CREATE INDEX correction_transcript ON correction (transcript_id);

CREATE TABLE certificate (
  id TEXT PRIMARY KEY NOT NULL,
  transcript_id TEXT NOT NULL REFERENCES transcript (id),
  translator TEXT NOT NULL CHECK (translator <> ''),
  text_sha256 TEXT NOT NULL CHECK (length(text_sha256) = 64),
  qualification TEXT,
  date TEXT,
  covers TEXT,
  statement TEXT
) STRICT;
CREATE INDEX certificate_transcript ON certificate (transcript_id);

CREATE TABLE rendering (
  id TEXT PRIMARY KEY NOT NULL,
  quote_id TEXT NOT NULL REFERENCES quote (id),
  text TEXT NOT NULL CHECK (text <> ''),
  language TEXT,
  translator TEXT,
  source TEXT,
  note TEXT
) STRICT;
CREATE INDEX rendering_quote ON rendering (quote_id);

CREATE TABLE companion (
  id TEXT PRIMARY KEY NOT NULL,
  quote_id TEXT NOT NULL REFERENCES quote (id),
  kind TEXT NOT NULL CHECK (kind <> ''),
  tokens TEXT,
  other_quote_id TEXT REFERENCES quote (id),
  note TEXT
) STRICT;
CREATE INDEX companion_quote ON companion (quote_id);
CREATE INDEX companion_other_quote ON companion (other_quote_id);

CREATE TABLE nested_speech (
  id TEXT PRIMARY KEY NOT NULL,
  quote_id TEXT NOT NULL REFERENCES quote (id),
  transcript_id TEXT NOT NULL REFERENCES transcript (id),
  start_ordinal INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_ordinal INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  speaker_id TEXT REFERENCES person (id),
  note TEXT
) STRICT;
CREATE INDEX nested_speech_quote ON nested_speech (quote_id);
CREATE INDEX nested_speech_transcript ON nested_speech (transcript_id);
CREATE INDEX nested_speech_speaker ON nested_speech (speaker_id);

CREATE TABLE we_reference (
  id TEXT PRIMARY KEY NOT NULL,
  quote_id TEXT NOT NULL REFERENCES quote (id),
  transcript_id TEXT NOT NULL REFERENCES transcript (id),
  ordinal INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  text TEXT NOT NULL,
  referent TEXT NOT NULL CHECK (referent <> ''),
  organisation_id TEXT REFERENCES organisation (id),
  basis TEXT
) STRICT;
CREATE INDEX we_reference_quote ON we_reference (quote_id);
CREATE INDEX we_reference_transcript ON we_reference (transcript_id);
CREATE INDEX we_reference_organisation ON we_reference (organisation_id);

CREATE TABLE incident_detail (
  id TEXT PRIMARY KEY NOT NULL,
  incident_id TEXT NOT NULL REFERENCES incident (id),
  detail TEXT NOT NULL CHECK (detail <> ''),
  public_on TEXT,
  source TEXT,
  url TEXT,
  note TEXT
) STRICT;
CREATE INDEX incident_detail_incident ON incident_detail (incident_id);

CREATE TABLE incident_actor (
  id TEXT PRIMARY KEY NOT NULL,
  incident_id TEXT NOT NULL REFERENCES incident (id),
  part TEXT NOT NULL CHECK (part <> ''),
  person_id TEXT REFERENCES person (id),
  organisation_id TEXT REFERENCES organisation (id),
  date TEXT,
  source TEXT,
  note TEXT
) STRICT;
CREATE INDEX incident_actor_incident ON incident_actor (incident_id);
CREATE INDEX incident_actor_person ON incident_actor (person_id);
CREATE INDEX incident_actor_organisation ON incident_actor (organisation_id);

CREATE TABLE proceeding (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  forum TEXT,
  reference TEXT,
  standard TEXT,
  date TEXT,
  notes TEXT
) STRICT;

CREATE TABLE proceeding_party (
  id TEXT PRIMARY KEY NOT NULL,
  proceeding_id TEXT NOT NULL REFERENCES proceeding (id),
  side TEXT NOT NULL CHECK (side <> ''),
  person_id TEXT REFERENCES person (id),
  organisation_id TEXT REFERENCES organisation (id),
  name TEXT
) STRICT;
CREATE INDEX proceeding_party_proceeding ON proceeding_party (proceeding_id);
CREATE INDEX proceeding_party_person ON proceeding_party (person_id);
CREATE INDEX proceeding_party_organisation ON proceeding_party (organisation_id);

CREATE TABLE measure (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  in_force_from TEXT,
  in_force_to TEXT,
  framework_id TEXT REFERENCES framework (id),
  element_path TEXT,
  person_id TEXT REFERENCES person (id),
  organisation_id TEXT REFERENCES organisation (id),
  citation TEXT,
  url TEXT,
  verify TEXT,
  note TEXT
) STRICT;
CREATE INDEX measure_framework ON measure (framework_id);
CREATE INDEX measure_person ON measure (person_id);
CREATE INDEX measure_organisation ON measure (organisation_id);

CREATE TABLE finding (
  id TEXT PRIMARY KEY NOT NULL,
  ordinal INTEGER NOT NULL,
  claim TEXT NOT NULL CHECK (claim <> ''),
  made_by TEXT,
  polarity TEXT,
  likelihood TEXT,
  confidence TEXT,
  strength TEXT,
  open TEXT,
  notes TEXT
) STRICT;

CREATE TABLE finding_source (
  id TEXT PRIMARY KEY NOT NULL,
  finding_id TEXT NOT NULL REFERENCES finding (id),
  side TEXT NOT NULL CHECK (side IN ('support', 'contrary', 'bears_on', 'alternative')),
  table_name TEXT,
  record_id TEXT,
  words TEXT,
  text TEXT
) STRICT;
CREATE INDEX finding_source_finding ON finding_source (finding_id);

CREATE TABLE contradiction (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  one_table TEXT,
  one_id TEXT,
  one_text TEXT,
  other_table TEXT,
  other_id TEXT,
  other_text TEXT,
  note TEXT
) STRICT;

CREATE TABLE task (
  id TEXT PRIMARY KEY NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  done INTEGER NOT NULL CHECK (done IN (0, 1)),
  table_name TEXT,
  record_id TEXT,
  reviewer_id TEXT REFERENCES reviewer (id)
) STRICT;
CREATE INDEX task_reviewer ON task (reviewer_id);
CREATE INDEX task_record ON task (table_name, record_id);

CREATE TABLE comment (
  id TEXT PRIMARY KEY NOT NULL,
  table_name TEXT NOT NULL,
  record_id TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  reviewer_id TEXT NOT NULL REFERENCES reviewer (id),
  at TEXT NOT NULL,
  reply_to TEXT REFERENCES comment (id),
  privilege TEXT,
  marking TEXT,
  settled INTEGER NOT NULL CHECK (settled IN (0, 1))
) STRICT;
CREATE INDEX comment_reviewer ON comment (reviewer_id);
CREATE INDEX comment_reply_to ON comment (reply_to);
CREATE INDEX comment_record ON comment (table_name, record_id);

CREATE TABLE review (
  id TEXT PRIMARY KEY NOT NULL,
  quote_id TEXT NOT NULL REFERENCES quote (id),
  state TEXT NOT NULL CHECK (state <> ''),
  reviewer_id TEXT NOT NULL REFERENCES reviewer (id),
  at TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX review_quote ON review (quote_id);
CREATE INDEX review_reviewer ON review (reviewer_id);

CREATE TABLE privilege (
  id TEXT PRIMARY KEY NOT NULL,
  table_name TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  privilege TEXT,
  marking TEXT
) STRICT;
CREATE INDEX privilege_record ON privilege (table_name, record_id);

CREATE TABLE tag (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  colour TEXT
) STRICT;

CREATE TABLE tagging (
  id TEXT PRIMARY KEY NOT NULL,
  tag_id TEXT NOT NULL REFERENCES tag (id),
  table_name TEXT NOT NULL,
  record_id TEXT NOT NULL
) STRICT;
CREATE INDEX tagging_tag ON tagging (tag_id);
CREATE INDEX tagging_record ON tagging (table_name, record_id);

CREATE TABLE foreign_record (
  id TEXT PRIMARY KEY NOT NULL,
  form TEXT NOT NULL,
  kind TEXT NOT NULL,
  foreign_id TEXT,
  ordinal INTEGER NOT NULL,
  table_name TEXT,
  record_id TEXT,
  rest TEXT NOT NULL
) STRICT;
CREATE INDEX foreign_record_record ON foreign_record (table_name, record_id);
"""

_GATED = (
    "correction",
    "certificate",
    "rendering",
    "companion",
    "nested_speech",
    "we_reference",
    "incident_detail",
    "incident_actor",
    "proceeding",
    "proceeding_party",
    "measure",
    "finding",
    "finding_source",
    "contradiction",
    "task",
    "comment",
    "review",
    "privilege",
    "tag",
    "tagging",
    "foreign_record",
)


def script() -> Iterator[str]:
    """The SQL of this version, part by part."""
    yield TABLES
    for name in _GATED:
        yield from gates(name)
