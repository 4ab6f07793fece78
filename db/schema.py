"""What a case file of ours looks like: its marks, its tables, and the schemas that were released.

Nothing here makes a schema (`migrations` does, and is only loaded when one is made), so that opening a case is quick.
"""

import sqlite3
from collections.abc import Collection

from db import canonical

APPLICATION_ID = 0x41564F57
"""`AVOW` in ASCII, at byte 68 of the file (SQLite file format, section 1.3.1)."""
DISCLOSURE_ID = 0x41564F44
"""`AVOD`: a disclosure, which has the tables of a case and is none."""
VERSION = 4
"""`user_version` of the newest schema."""

JOURNALLED = (
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
    "custody_event",
    "incident_alias",
    "departure",
    "stamp",
    "correction",
    "certificate",
    "rendering",
    "companion",
    "nested_speech",
    "we_reference",
    "key_term",
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
"""In the order in which rows can be inserted with every reference already there."""

SHADOWS = ("segment_fts", "segment_trigram", "quote_fts")
"""Full-text tables: SQLite makes their inner tables, whose exact SQL may differ between its versions."""

RELEASED = {
    1: "adc44720c62b419000f48f70343ecaf5666e0fb068f15c7abd4ea3178d401ab1",
    2: "d4a25a20072a4ba24afb3a118f153e3d1e82587e862b4bccbfa6ba70c16093f4",
    3: "a2fd12c5e4963b23bc5f07ab3e2cba83aee1d9bd6751ea7f79ba9eaf72f0c351",
    4: "bf6dfd7fec6586d8a1d2be51ae99cafd8623b4ac472d72ef254b45e0d1930a7b",
}
"""The fingerprint of each released version, which never changes; a test makes them anew from the migrations."""


def fingerprint(connection: sqlite3.Connection, without: Collection[str] = ()) -> str:
    """SHA-256 over the SQL of every table, index, trigger and view.

    Left out are SQLite's own names and the inner tables of the full-text indexes, whose SQL is SQLite's to choose; any
    name that merely looks like one of those is in. So are tables that the caller answers for (`without`).
    """
    inner = {f"{name}_{part}" for name in SHADOWS for part in ("data", "idx", "content", "docsize", "config")}
    statements = sorted(
        f"{kind} {name} {table} {sql}"
        for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        if name not in inner and table not in without and not (name.startswith("sqlite_") and sql is None)
    )
    return canonical.sha256("\n".join(statements))
