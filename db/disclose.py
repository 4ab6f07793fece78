"""Writes what may leave of a case into a fresh file: rows that were named, one by one, and nothing by copying pages."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from db import canonical, disclosed, migrations, schema, sidecars
from db.bundle import TABLES, Manifest, Progress, Sign
from db.casefile import CaseFile
from db.connection import connect, guard
from db.disclosable import Row, Selection
from db.errors import CaseDamaged, CaseExists
from db.quotes import keep_parts

NEVER_IN_IT = (
    "the history of the case, but for the hash of its newest steps",
    "what was deleted, undone or replaced",
    "what is privileged or work product",
    "comments, tasks, reviews, tags and what reviewers found contradictory",
    "the bytes of imported files, of which the hash is in it",
    "installations, and where files lie",
)
"""Said in every disclosure in the same words. How much of it there is, or whether any, would betray it."""


def write(
    case: CaseFile,
    out: Path,
    selection: Selection,
    said: Mapping[str, Any],
    sign: Sign,
    media: Sequence[tuple[str, Path]],
    progress: Progress,
) -> Manifest:
    """Write the disclosure beside its place, then give it its name; CaseExists if something is there.

    `said` is what the manifest says beyond what follows from the file: by whom, when, the marking. `media` has files
    to pack, by hash. The same selection of the same case, with the same things said, gives the same bytes.
    """
    if out.exists() or out.is_symlink():
        raise CaseExists(str(out))
    beside = out.with_name(f".{out.name}.partial")
    beside.unlink(missing_ok=True)
    try:
        beside.touch(exist_ok=False)
        with closing(connect(beside, "edit")) as fresh, guard():
            fresh.execute("PRAGMA synchronous = OFF")
            migrations.apply(fresh)
            fresh.execute("UPDATE _sqlite_migrations SET applied_at = ''")
            keep_parts(fresh)
            fresh.execute("BEGIN")
            fresh.execute("INSERT INTO step (id, verb) VALUES (1, 'disclose')")
            fresh.execute("PRAGMA defer_foreign_keys = ON")
            _copy_content(case.connection, fresh, selection)
            for table in schema.JOURNALLED:
                _insert(fresh, table, selection.rows.get(table, ()))
            fresh.execute("DELETE FROM step")
            for statement in TABLES.values():
                fresh.execute(statement)
            fresh.execute("COMMIT")
            fresh.execute("VACUUM")
            fresh.execute("BEGIN")
            _pack(fresh, media, progress)
            manifest = _manifest(fresh, case, said)
            payload = canonical.dumps(manifest).encode()
            key, signature = sign(payload)
            fresh.execute("INSERT INTO bundle VALUES (?, ?, ?)", [payload.decode(), key, signature])
            fresh.execute("COMMIT")
            fresh.execute("PRAGMA synchronous = EXTRA")
            fresh.execute(f"PRAGMA application_id = {schema.DISCLOSURE_ID}")
            if fresh.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise CaseDamaged("what was written did not pass the check")
            if fresh.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise CaseDamaged("what was written refers to what was left out")
        beside.replace(out)
    finally:
        for leftover in (beside, sidecars.journal_of(beside)):
            leftover.unlink(missing_ok=True)
    return Manifest(manifest, payload, key, signature)


def _insert(fresh: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    for row in rows:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        fresh.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*row.values()])


def _copy_content(source: sqlite3.Connection, fresh: sqlite3.Connection, selection: Selection) -> None:
    """Segments and elements under the hashes that leave, numbered anew; of an imported file only that it was there."""
    records = [*selection.rows.get("transcript", ()), *selection.rows.get("framework", ())]
    for sha256 in sorted({row["original_sha256"] for row in records if row["original_sha256"]}):
        fresh.execute("INSERT INTO original (sha256, bytes) VALUES (?, x'')", [sha256])
    for number, sha256 in enumerate(sorted({row["content_sha256"] for row in records}), 1):
        old, kind, size, words = source.execute(
            "SELECT number, kind, size, words FROM content WHERE sha256 = ?", [sha256]
        ).fetchone()
        fresh.execute("INSERT INTO content VALUES (?, ?, ?, ?, ?)", [number, sha256, kind, size, words])
        fresh.executemany(
            "INSERT INTO segment (content, ordinal, start_ms, end_ms, speaker, text, words) "
            f"VALUES ({number}, ?, ?, ?, ?, ?, ?)",
            source.execute(
                "SELECT ordinal, start_ms, end_ms, speaker, text, words FROM segment WHERE content = ? "
                "ORDER BY ordinal",
                [old],
            ),
        )
        fresh.executemany(
            "INSERT INTO element (content, path, code, parent, ordinal, title, text, kind, logic, statement_fit, "
            f"hints, verify) VALUES ({number}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            source.execute(
                "SELECT path, code, parent, ordinal, title, text, kind, logic, statement_fit, hints, verify "
                "FROM element WHERE content = ? ORDER BY path",
                [old],
            ),
        )


def _pack(fresh: sqlite3.Connection, media: Sequence[tuple[str, Path]], progress: Progress) -> None:
    sizes = {sha256: path.stat().st_size for sha256, path in media}
    total, done = sum(sizes.values()), 0

    def on(more: int) -> None:
        nonlocal done
        done += more
        progress(done, max(total, done))

    for sha256, path in sorted(dict(media).items()):
        disclosed.pack(fresh, sha256, sizes[sha256], path, on)


def _manifest(fresh: sqlite3.Connection, case: CaseFile, said: Mapping[str, Any]) -> dict[str, Any]:
    tables = disclosed.tables_of(fresh)
    return {
        **said,
        "form": disclosed.FORM,
        "case": case.info.id,
        "schema": schema.VERSION,
        "heads": case.ledger.heads(),
        "counts": disclosed.counts_of(fresh),
        "tables": tables,
        "content": disclosed.content_hash(tables),
        "files": disclosed.files_of(fresh),
        "withheld": list(NEVER_IN_IT),
    }
