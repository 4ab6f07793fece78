"""What of a case may be shown to the other side: named column by column, so that nothing leaves by being forgotten.

The list says what leaves; whatever it does not name stays. On top of it come the flags that people set: a record, a
note or a quote that is privileged, or marked more strictly than the disclosure, stays with all that hangs on it.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db import tokens
from db.connection import guard, rows
from db.schema import JOURNALLED

Row = dict[str, Any]

LIGHTS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""The traffic light protocol, from everybody to named persons."""
_NO_PRIVILEGE = "none"
_APPROVED, _NOT_APPROVED = "approved", "draft"
_SET_ASIDE = ("rejected", "superseded", "withdrawn")
"""Quotes that the reviewers gave up leave only if they are chosen by name."""

FACTS: Mapping[str, Sequence[str]] = {
    "case_info": ("id", "title", "reference", "forum", "standard", "marking"),
    "organisation": ("id", "name", "short_name", "kind", "affiliation"),
    "person": ("id", "name", "name_script", "name_transliterated", "description", "identified_by"),
    "role": ("id", "person_id", "organisation_id", "title", "date_from", "date_to", "source"),
    "media": (
        *("id", "title", "kind", "outlet", "also_on", "programme", "broadcast_date", "language", "url", "archive_url"),
        *("collected_by", "collected_at", "collected_with"),
    ),
    "media_file": (
        *("id", "media_id", "path_hint", "size", "sha256", "duration_ms", "width", "height", "frame_rate"),
        *("container", "video_codec", "audio_codec", "copy_type"),
    ),
    "transcript": (
        *("id", "media_id", "title", "kind", "language", "content_sha256", "original_sha256", "format", "file_name"),
        *("translation_of", "translator", "translator_qualification", "translation_state", "certificate", "made_by"),
    ),
    "quote": (
        *("id", "media_id", "tokens", "speaker_id", "capacity", "capacity_basis", "title", "question", "status"),
        "marking",
    ),
    "incident": (
        *("id", "title", "date", "place", "latitude", "longitude", "kind", "target", "weapon", "claimed_by"),
        *("attributed_to", "sources"),
    ),
    "vocabulary": ("id", "terms"),
    "custody_event": (
        *("id", "media_id", "media_file_id", "kind", "at", "person", "organisation", "method", "place", "sha256"),
    ),
    "correction": ("id", "transcript_id", "ordinal", "reason", "text", "speaker", "start_ms", "end_ms"),
    "certificate": (
        *("id", "transcript_id", "translator", "text_sha256", "qualification", "date", "covers", "statement"),
    ),
    "rendering": ("id", "quote_id", "text", "language", "translator", "source"),
    "companion": ("id", "quote_id", "kind", "tokens", "other_quote_id"),
    "nested_speech": (
        *("id", "quote_id", "transcript_id", "start_ordinal", "start_offset", "end_ordinal", "end_offset"),
        "speaker_id",
    ),
    "we_reference": (
        *("id", "quote_id", "transcript_id", "ordinal", "start_offset", "end_offset", "text", "referent"),
        *("organisation_id", "basis"),
    ),
    "key_term": ("id", "quote_id", "text", "transliteration", "meaning"),
    "incident_detail": ("id", "incident_id", "detail", "public_on", "source", "url"),
    "incident_actor": ("id", "incident_id", "part", "person_id", "organisation_id", "date", "source"),
    "proceeding": ("id", "title", "forum", "reference", "standard", "date"),
    "proceeding_party": ("id", "proceeding_id", "side", "person_id", "organisation_id", "name"),
}
"""What is evidence, or is needed to check it."""

ARGUMENT: Mapping[str, Sequence[str]] = {
    "framework": (
        *("id", "title", "content_sha256", "original_sha256", "jurisdiction", "category", "citation", "version"),
        *("date", "root_logic", "applicability", "disclaimer", "verify"),
    ),
    "link": (
        *("id", "quote_id", "incident_id", "framework_id", "element_path", "relation", "polarity", "bearing"),
        *("directness", "weight", "reason", "survives_without_brackets"),
    ),
    "measure": (
        *("id", "title", "kind", "in_force_from", "in_force_to", "framework_id", "element_path", "person_id"),
        *("organisation_id", "citation", "url", "verify"),
    ),
    "finding": ("id", "ordinal", "claim", "made_by", "polarity", "likelihood", "confidence", "strength", "open"),
    "finding_source": ("id", "finding_id", "side", "table_name", "record_id", "words", "text"),
}
"""What is made of the evidence: opinion, which leaves only if it is meant to."""

NOTES: Mapping[str, Sequence[str]] = {
    "case_info": ("notes",),
    "organisation": ("notes",),
    "person": ("notes",),
    "media": ("notes",),
    "transcript": ("notes",),
    "quote": ("capacity_note", "notes"),
    "incident": ("notes",),
    "custody_event": ("note",),
    "rendering": ("note",),
    "companion": ("note",),
    "nested_speech": ("note",),
    "key_term": ("note",),
    "incident_detail": ("note",),
    "incident_actor": ("note",),
    "proceeding": ("notes",),
    "measure": ("note",),
    "finding": ("notes",),
}
"""What reviewers note for themselves: leaves only if it is meant to, and nobody calls it privileged."""

NEVER = (
    *("reviewer", "device", "incident_alias", "departure", "stamp", "contradiction", "task", "comment", "review"),
    *("privilege", "tag", "tagging", "foreign_record"),
)
"""Work product, the ledger's own, and what holds anything at all."""
_WORK = ("contradiction", "task", "comment", "review", "tag")

_MAY_BE_BLANK = {
    ("quote", "speaker_id"),
    ("role", "organisation_id"),
    ("transcript", "translation_of"),
    ("nested_speech", "speaker_id"),
    ("we_reference", "organisation_id"),
    ("custody_event", "media_file_id"),
}
"""References to a record that stays which are left open; any other takes its own record along."""
_NAMED_BY = {"person": ("name", "name_script", "name_transliterated", "description")}
"""Where all of these stay, nothing is left that a record could be known by."""
_ENDS = ("quote_id", "incident_id", "framework_id", "element_path")
_FILES = {("media_file", "path_hint"), ("transcript", "file_name")}


@dataclass(frozen=True, slots=True)
class Choice:
    """What shall leave, as far as there is a choice."""

    marking: str | None = None
    """Of the disclosure; as the case is marked if None."""
    quote_ids: frozenset[str] | None = None
    """These and what they rest on; None for all of the case."""
    with_argument: bool = False
    with_notes: bool = False
    approved: frozenset[str] = frozenset()
    """The quotes whose approvals hold, whatever their rows say; any other leaves as one that is not approved."""

    @property
    def limit(self) -> int:
        """The strictest traffic light that may be in it; what is for named persons stays unless it is for them."""
        return LIGHTS.index(self.marking) if self.marking in LIGHTS else LIGHTS.index("TLP:AMBER+STRICT")


@dataclass(slots=True)
class Selection:
    """What leaves, row by row in a stable order, and how much stays for which reason."""

    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    withheld: Counter[str] = field(default_factory=Counter[str])
    """`privileged`, `stricter`, `fields`, `with_them`, `set_aside`, `not_chosen`, `notes`, `argument`, `work` and
    `steps`."""

    def ids(self, table: str) -> set[str]:
        """The records of a table that leave."""
        return {row["id"] for row in self.rows.get(table, ())}


def select(connection: sqlite3.Connection, choice: Choice) -> Selection:
    """What may leave of a case; the same case and choice give the same rows."""
    with guard():
        found = _Selecting(connection, choice).run()
        leaving = frozenset(found.ids("quote"))
        if choice.quote_ids is not None and leaving != choice.quote_ids:
            # What only a quote rests on that stays must stay as well.
            found = _Selecting(connection, replace(choice, quote_ids=leaving)).run()
        return found


class _Selecting:
    """Goes through the tables in the order of their references."""

    def __init__(self, connection: sqlite3.Connection, choice: Choice) -> None:
        self._connection, self._choice = connection, choice
        self._found = Selection()
        self._there: defaultdict[str, set[str]] = defaultdict(set)
        # Were these rows ever wrong, the fresh file would still refuse the words of a transcript that is not in it.
        self._spoken_in: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows(connection, "SELECT quote_id, transcript_id FROM quote_part WHERE transcript_id IS NOT NULL"):
            self._spoken_in[row["quote_id"]].add(row["transcript_id"])
        self._flags: dict[tuple[str, str], dict[str, str]] = {}
        for row in rows(connection, "SELECT * FROM privilege ORDER BY id"):
            why = self._why(row["privilege"], row["marking"])
            if why:
                self._flags.setdefault((row["table_name"], row["record_id"]), {})[row["field"]] = why
        self._wanted = None if choice.quote_ids is None else self._reached(choice.quote_ids)

    def run(self) -> Selection:
        withheld = self._found.withheld
        for table in JOURNALLED:
            if table in NEVER:
                continue
            if table in ARGUMENT and not self._choice.with_argument:
                withheld["argument"] += self._count(table)
            else:
                self._take(table)
        for table in _WORK:
            withheld["work"] += self._count(table)
        withheld["steps"] = self._count("act")
        return self._found

    def _take(self, table: str) -> None:
        columns = FACTS.get(table) or ARGUMENT[table]
        notes = NOTES.get(table, ())
        references = self._references(table)
        kept: list[Row] = []
        self._found.rows[table] = kept
        required = {row["name"] for row in rows(self._connection, f"PRAGMA table_info({table})") if row["notnull"]}
        for found in rows(self._connection, f"SELECT {', '.join((*columns, *notes))} FROM {table} ORDER BY id"):
            row = dict(found)
            why = self._stays(table, row, required) or self._hangs(table, row, references)
            if why and table != "case_info":
                self._found.withheld[why] += 1
                continue
            self._strip(table, row, notes)
            kept.append(row)
        there = self._there[table] = self._found.ids(table)
        for column in [column for column, target in references if target == table]:
            for row in kept:
                row[column] = row[column] if row[column] in there else None

    def _stays(self, table: str, row: Row, required: set[str]) -> str | None:
        """Why the record stays of itself, or None."""
        flags = self._flags.get((table, row["id"]), {})
        why = next((flags[name] for name in sorted(flags) if not name or name in required), None)
        if why is None and flags and all(row[name] is None or name in flags for name in _NAMED_BY.get(table, ("id",))):
            why = next(iter(flags.values()))
        if why is None and table == "link" and any(name in flags for name in _ENDS):
            why = next(iter(flags.values()))
        if why is None and table == "quote":
            code = row["marking"]
            why = self._why(None, code) if code in LIGHTS else self._why(code, None)
        if why is None and table == "quote" and self._wanted is None and row["status"] in _SET_ASIDE:
            why = "set_aside"
        if why is None and self._wanted is not None and table in self._wanted and row["id"] not in self._wanted[table]:
            why = "not_chosen"
        return why

    def _hangs(self, table: str, row: Row, references: list[tuple[str, str]]) -> str | None:
        """Whether it rests on a record that stays."""
        for column, target in references:
            value = row[column]
            if value is None or target == table or value in self._there[target]:
                continue
            if (table, column) not in _MAY_BE_BLANK:
                return "with_them"
            row[column] = None
        if table == "quote" and not self._spoken_in[row["id"]] <= self._there["transcript"]:
            return "with_them"
        if table == "companion" and row["tokens"] is not None:
            named = {span.transcript_id for span in tokens.loads(row["tokens"]).spans()}
            if not named <= self._there["transcript"]:
                return "with_them"
        if table == "finding_source" and row["table_name"] and row["record_id"] not in self._there[row["table_name"]]:
            return "with_them"
        return None

    def _strip(self, table: str, row: Row, notes: Sequence[str]) -> None:
        """Take out of a record that leaves what does not."""
        flags = self._flags.get((table, row["id"]), {})
        for name in row:
            is_note, flagged = name in notes, name in flags or (table == "case_info" and "" in flags and name != "id")
            if flagged or (is_note and not self._choice.with_notes):
                if row[name] is not None:
                    self._found.withheld["notes" if is_note and not flagged else "fields"] += 1
                row[name] = None
            if (table, name) in _FILES and row[name] is not None:
                row[name] = row[name].replace("\\", "/").rpartition("/")[2]
        if table == "quote" and not (row["status"] == _APPROVED and row["id"] in self._choice.approved):
            # How far its review has come is the reviewers' business.
            row["status"] = _NOT_APPROVED
        if table == "case_info":
            row["title"] = row["title"] or "(title withheld)"
            if self._choice.marking is not None:
                row["marking"] = self._choice.marking

    def _why(self, privilege: str | None, light: str | None) -> str | None:
        """Why what bears these stays; an unknown word is taken for the strictest."""
        if privilege and privilege != _NO_PRIVILEGE:
            return "privileged"
        if light and light != _NO_PRIVILEGE and (light not in LIGHTS or LIGHTS.index(light) > self._choice.limit):
            return "stricter"
        return None

    def _references(self, table: str) -> list[tuple[str, str]]:
        found = rows(self._connection, f"PRAGMA foreign_key_list({table})")
        return sorted((row["from"], row["table"]) for row in found if row["table"] in JOURNALLED)

    def _reached(self, quote_ids: frozenset[str]) -> dict[str, set[str]]:
        """By table, what the chosen quotes rest on; tables that are not named follow from those."""
        of_quotes = self._of("quote", "media_id, speaker_id", "id", quote_ids)
        links = self._of("link", "incident_id, framework_id", "quote_id", quote_ids)
        incidents = {row["incident_id"] for row in links} if self._choice.with_argument else set[str]()
        actors = self._of("incident_actor", "person_id, organisation_id", "incident_id", incidents)
        nested = self._of("nested_speech", "speaker_id", "quote_id", quote_ids)
        people = {row["speaker_id"] for row in (*of_quotes, *nested)} | {row["person_id"] for row in actors}
        roles = self._of("role", "organisation_id", "person_id", people)
        meant = self._of("we_reference", "organisation_id", "quote_id", quote_ids)
        rests = rows(self._connection, "SELECT finding_id, record_id FROM finding_source WHERE table_name = 'quote'")
        named = [(row["finding_id"], row["record_id"]) for row in rests]
        findings = {one for one, quote in named if quote in quote_ids}
        return {
            "quote": set(quote_ids),
            "media": {row["media_id"] for row in of_quotes},
            "person": people,
            "organisation": {row["organisation_id"] for row in (*roles, *meant, *actors)},
            "incident": incidents,
            "framework": {row["framework_id"] for row in links},
            "finding": findings - {one for one, quote in named if quote not in quote_ids},
        }

    def _of(self, table: str, columns: str, column: str, ids: frozenset[str] | set[str]) -> list[sqlite3.Row]:
        sql = f"SELECT {columns}, {column} AS of_ FROM {table} ORDER BY id"
        return [row for row in rows(self._connection, sql) if row["of_"] in ids]

    def _count(self, table: str) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
