"""Makes the hostile cases and bundles that a colleague's name could stand on, each from a good one."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Make = Callable[[Path], None]
"""Turns a good file into a hostile one, in place; what belongs beside it is put there."""


@dataclass(frozen=True)
class Kind:
    make: Make
    imported: bool = False
    """Whether its rows may come in, as plain rows, for what is hostile in it is never looked at."""


def raw(path: Path) -> sqlite3.Connection:
    """The file without any of its own guards, as an attacker would write it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


MANY_VIEWS = (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) INSERT INTO sqlite_master "
    "SELECT 'view', 'v' || i, 'v' || i, 0, 'CREATE VIEW v' || i || ' AS SELECT 1' FROM n"
)
"""So many views at once; where SQLite makes them one by one, it takes the time of their number squared."""


def sql(*statements: str) -> Make:
    """Something done to the schema."""

    def make(path: Path) -> None:
        with closing(raw(path)) as connection:
            connection.execute("BEGIN")
            for statement in statements:
                connection.execute(statement)
            connection.execute("COMMIT")

    return make


def rows(*statements: str) -> Make:
    """Something done to rows, with every trigger back in its place afterwards."""

    def make(path: Path) -> None:
        with closing(raw(path)) as connection:
            guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            connection.execute("BEGIN")
            for name, _ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
            for _, guard in guards:
                connection.execute(guard)
            connection.execute("COMMIT")

    return make


def in_schema(made: str, old: str, new: str) -> Make:
    """Something that SQLite would not let be made: made innocently, then rewritten in its schema."""

    def make(path: Path) -> None:
        with closing(raw(path)) as connection:
            connection.execute(made)
            connection.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?)", [old, new])

    return make


def loosely(table: str, statement: str) -> Make:
    """Values of the wrong type in a STRICT table, which is strict again afterwards."""

    def make(path: Path) -> None:
        for old, new, then in ((") STRICT", ") /**/", statement), (") /**/", ") STRICT", "SELECT 1")):
            with closing(raw(path)) as connection:
                connection.execute(
                    "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", [old, new, table]
                )
            if then != "SELECT 1":
                rows(then)(path)

    return make


def data(change: Callable[[bytearray], Any]) -> Make:
    """Something done to the bytes."""

    def make(path: Path) -> None:
        held = bytearray(path.read_bytes())
        changed = change(held)
        path.write_bytes(changed if isinstance(changed, bytes | bytearray) else held)

    return make


def put(at: int, value: bytes) -> Make:
    def change(held: bytearray) -> None:
        held[at : at + len(value)] = value

    return data(change)


def id_twice(path: Path) -> None:
    rows("INSERT INTO incident (id, title) VALUES ('i9', 'Twice')")(path)
    data(lambda held: held.replace(b"i9Twice", b"i0Twice"))(path)


def flipped(held: bytearray) -> None:
    for at in range(5000, len(held), 4096):
        held[at] ^= 0xFF


def cycle(held: bytearray) -> None:
    """The rightmost child of the root page is the root page."""
    assert held[100] == 5, "the schema fills more than a page"
    held[108:112] = (1).to_bytes(4, "big")


def free_cycle(held: bytearray) -> None:
    """The list of free pages begins with the second page, which names itself as the next."""
    held[32:40] = (2).to_bytes(4, "big") + (9).to_bytes(4, "big")
    held[4096:4100] = (2).to_bytes(4, "big")


JOURNAL = bytes.fromhex("d9d505f920a163d7")


def journal(path: Path) -> None:
    """A rollback journal that ends by naming a super-journal: SQLite 3.40 deletes whatever that names."""
    victim = str(path.with_name("sentinel.txt")).encode()
    checksum = sum(victim) & 0xFFFFFFFF
    head = JOURNAL + (0).to_bytes(4, "big") + bytes(8) + (1).to_bytes(4, "big") + (512).to_bytes(4, "big") + bytes(484)
    tail = (1).to_bytes(4, "big") + victim + len(victim).to_bytes(4, "big") + checksum.to_bytes(4, "big") + JOURNAL
    path.with_name(f"{path.name}-journal").write_bytes(head + tail)


def beside(suffix: str) -> Make:
    def make(path: Path) -> None:
        path.with_name(path.name + suffix).write_bytes(b"\x37\x7f\x06\x82" + bytes(4000))

    return make


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


def a_pipe(path: Path) -> None:
    import os

    path.unlink()
    os.mkfifo(path)


def another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (url)")
        connection.commit()


def copied(good: Path, folder: Path) -> Path:
    return Path(shutil.copyfile(good, folder / good.name))


_DEEP = "[" * 100_000
_WIDE = "[" + "[]," * 2_000_000 + "[]]"

KINDS: dict[str, Kind] = {
    # the schema
    "a trigger that deletes": Kind(sql("CREATE TRIGGER t AFTER INSERT ON quote BEGIN DELETE FROM incident; END")),
    "a trigger that rewrites": Kind(sql("CREATE TRIGGER t AFTER INSERT ON act BEGIN UPDATE media SET title = 1; END")),
    "a trigger by another name": Kind(
        sql("DROP TRIGGER act_stays", "CREATE TRIGGER act_stays BEFORE UPDATE ON act BEGIN DELETE FROM quote; END")
    ),
    "a guard taken out": Kind(sql("DROP TRIGGER act_kept")),
    "a view that shadows a table": Kind(
        sql("ALTER TABLE incident RENAME TO hidden", "CREATE VIEW incident AS SELECT * FROM hidden")
    ),
    "an endless recursion": Kind(
        sql("CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r")
    ),
    "a shadow that never ends": Kind(
        sql(
            "ALTER TABLE case_info RENAME TO hidden",
            "CREATE VIEW case_info AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
        )
    ),
    "a bomb of nested views": Kind(
        sql(
            "CREATE VIEW v0 AS SELECT 1",
            *(f"CREATE VIEW v{i} AS SELECT a.* FROM v{i - 1} a, v{i - 1}" for i in range(1, 30)),
        )
    ),
    "a generated column that loads a library": Kind(
        in_schema("CREATE TABLE g (a, b GENERATED ALWAYS AS (abs(a)) VIRTUAL)", "abs(a)", "load_extension(a)")
    ),
    "a generated column in a table of ours": Kind(
        sql("ALTER TABLE incident ADD COLUMN evil TEXT GENERATED ALWAYS AS (title || 'x') VIRTUAL")
    ),
    "an index that calls a function of ours": Kind(
        in_schema("CREATE INDEX i ON incident (abs(title))", "abs(title)", "fold(title)")
    ),
    "an index that loads a library": Kind(
        in_schema("CREATE INDEX i ON incident (abs(title))", "abs(title)", "load_extension(title)")
    ),
    "a check taken out": Kind(
        sql("UPDATE sqlite_master SET sql = replace(sql, 'BETWEEN 0 AND 4', 'BETWEEN 0 AND 9') WHERE name = 'link'")
    ),
    "a virtual table more": Kind(sql("CREATE VIRTUAL TABLE evil USING fts5(x)")),
    "20,000 views": Kind(sql(MANY_VIEWS.format(20_000))),
    "full text that lies": Kind(rows("DELETE FROM segment_fts_data"), imported=True),
    "full text that is garbage": Kind(rows("UPDATE segment_fts_data SET block = randomblob(200)"), imported=True),
    # values
    "a blob of 120 MB": Kind(rows("UPDATE original SET bytes = zeroblob(120000000)")),
    "a text of 60 MB": Kind(rows("UPDATE act SET label = printf('%.*c', 60000000, 'x') WHERE counter = 1")),
    "a text of 60 MB in a title": Kind(rows("UPDATE incident SET title = printf('%.*c', 60000000, 'x')")),
    "a wrong type in a time": Kind(loosely("segment", "UPDATE segment SET start_ms = 'soon'")),
    "a wrong type in a text": Kind(loosely("segment", "UPDATE segment SET text = x'00ff'")),
    "a fraction for a number": Kind(loosely("act", "UPDATE act SET counter = 1.5 WHERE counter = 1")),
    "invalid UTF-8 in what was said": Kind(rows("UPDATE segment SET text = CAST(x'ff41' AS TEXT)")),
    "invalid UTF-8 in a step": Kind(rows("UPDATE act SET label = CAST(x'c328' AS TEXT) WHERE counter = 1")),
    "a lone surrogate": Kind(rows("UPDATE act SET label = CAST(x'eda080' AS TEXT) WHERE counter = 1")),
    "a NUL in a step": Kind(rows("UPDATE act SET label = 'a' || char(0) || 'b' WHERE counter = 1")),
    "a NUL in what was said": Kind(rows("UPDATE segment SET text = 'a' || char(0) || 'b'")),
    "JSON without a bottom": Kind(rows(f"UPDATE act_body SET body = '{_DEEP}'")),
    "JSON that fills the memory": Kind(rows(f"UPDATE act_body SET body = '{_WIDE}'")),
    "no JSON": Kind(rows("UPDATE act_body SET body = 'no'")),
    "words that overlap": Kind(rows("UPDATE segment SET words = CAST(words || substr(words, 3) AS BLOB)")),
    "words that are none": Kind(rows("UPDATE segment SET words = x'0707'")),
    "an id twice": Kind(id_twice),
    "links to nothing": Kind(rows("UPDATE act SET previous = 'nowhere', heads = '[\"nowhere\"]' WHERE counter = 2")),
    "a body for no step": Kind(
        rows("UPDATE act_body SET act_id = 'nowhere' WHERE act_id IN (SELECT id FROM act WHERE counter = 1)")
    ),
    "segments of nothing": Kind(rows("UPDATE segment SET content = 999")),
    "two cases in one": Kind(
        rows("DROP INDEX one_case", "INSERT INTO case_info (id, title) SELECT 'other', title FROM case_info")
    ),
    "no case": Kind(rows("DELETE FROM case_info")),
    "what was said, altered": Kind(rows("UPDATE segment SET text = 'no such thing'")),
    # the file
    "nothing": Kind(data(lambda held: b"")),
    "a text": Kind(data(lambda held: b"hello " * 1000)),
    "a head and nothing more": Kind(data(lambda held: bytes(held[:100]))),
    "half of it": Kind(data(lambda held: bytes(held[: len(held) // 2]))),
    "its end cut off": Kind(data(lambda held: bytes(held[:-5000]))),
    "bits flipped": Kind(data(flipped)),
    "a tree that is its own child": Kind(data(cycle)),
    "a list of free pages without an end": Kind(data(free_cycle)),
    "another program's mark": Kind(put(68, b"\0\0\0\0")),
    "another program's file": Kind(another_program),
    "a version from the future": Kind(put(60, (99).to_bytes(4, "big"))),
    "a negative version": Kind(put(60, b"\xff\xff\xff\xff")),
    "a write-ahead log asked for": Kind(put(18, b"\2\2")),
    "UTF-16": Kind(put(56, (2).to_bytes(4, "big"))),
    "a page size that is none": Kind(put(16, b"\x12\x34")),
    "a hot write-ahead log": Kind(beside("-wal")),
    "a shared memory beside": Kind(beside("-shm")),
    "a journal that deletes a file": Kind(journal),
    "a folder": Kind(a_folder),
    "a link to nowhere": Kind(a_link),
    "a pipe without an end": Kind(a_pipe),
}

OF_BUNDLES: dict[str, Kind] = {
    "no manifest": Kind(rows("DELETE FROM bundle")),
    "two manifests": Kind(rows("INSERT INTO bundle SELECT * FROM bundle")),
    "a manifest that is none": Kind(rows("UPDATE bundle SET manifest = '[1]'")),
    "a manifest of 60 MB": Kind(rows("UPDATE bundle SET manifest = printf('%.*c', 60000000, 'x')")),
    "a signature that is none": Kind(rows("UPDATE bundle SET signature = 'zz'")),
    "a key that is none": Kind(rows("UPDATE bundle SET key = 'zz'")),
    "a recording altered": Kind(rows("UPDATE packed_chunk SET bytes = x'00' WHERE number = 0")),
    "a recording of another size": Kind(rows("UPDATE packed_file SET size = size + 1")),
    "a recording named by a path": Kind(
        rows(
            "UPDATE packed_file SET sha256 = '../../sentinel.txt'",
            "UPDATE packed_chunk SET sha256 = '../../sentinel.txt'",
        )
    ),
    "a recording without its list": Kind(rows("DELETE FROM packed_file")),
    "a recording of 120 MB in one piece": Kind(
        rows("UPDATE packed_chunk SET bytes = zeroblob(120000000) WHERE number = 0")
    ),
}

NAMES = {
    "HTML": "<img src=x onerror=alert(1)><script>alert(2)</script>",
    "bidi overrides": "Report \u202efdp.exe\u202c \u2066hidden\u2069",
    "ANSI": "\x1b[2J\x1b]0;owned\x07 red \x1b[31m",
    "SQL": "'); DROP TABLE quote; --",
    "a formula": '=HYPERLINK("http://example.invalid")',
    "newlines": "one\r\ntwo\u2028three",
    "very long": "x" * 200_000,
    "emoji and marks": "\U0001f468\u200d\U0001f469\u200d\U0001f467" + "\u0301" * 500,
}
"""Titles and names as somebody may write them: they come in, as text."""

PATHS = [
    "../../../sentinel.txt",
    "..\\..\\sentinel.txt",
    "/etc/passwd",
    "/dev/zero",
    "/dev/stdin",
    "C:\\Windows\\win.ini",
    "C:sentinel.txt",
    "\\\\server\\share\\film.mp4",
    "//server/share/film.mp4",
    "\\\\?\\C:\\film.mp4",
    "http://example.invalid/film.mp4",
    "file:///etc/passwd",
    "rtsp://example.invalid/live",
    "CON",
    "NUL.mp4",
    "aux",
    "film.mp4:stream",
    "",
    ".",
    "~/.ssh/id_ed25519",
    "$(touch sentinel2)",
    "-rf",
]
"""Where a recording is said to lie: looked for as a plain local file, never written, never fetched."""
