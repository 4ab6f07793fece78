"""A case on disk: made, opened with every check, backed up, closed."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from db import backup, replay, schema, sidecars
from db.argument import Argument
from db.case import CaseInfos, Devices, Reviewers
from db.connection import connect, guard, lock
from db.contents import Contents
from db.errors import (
    CaseDamaged,
    CaseExists,
    CaseLocked,
    CaseReadOnly,
    CaseReplaced,
    CaseTooNew,
    IsDisclosure,
    NoSuchRecord,
    NotACase,
)
from db.identity import new_id
from db.incidents import IncidentAliases, Incidents, Links
from db.law import Frameworks, Vocabularies
from db.ledger import Author, Changes, Kind, Ledger, Step
from db.log import Log
from db.media import Custody, MediaFiles, MediaTable
from db.outside import Departures, Stamps
from db.people import Organisations, People, Roles
from db.quotes import Quotes, keep_parts
from db.records import CaseInfo, Device, Reviewer
from db.search import Search
from db.sidecars import Footprint
from db.subject import Subject
from db.table import Table
from db.transcripts import Transcripts
from db.wiping import wipe


@dataclass(frozen=True, slots=True)
class Signature:
    """Who works here, as rows that the case will hold."""

    reviewer: Reviewer
    device: Device


class CaseFile:
    """An open case. One thread owns it; reading is direct, writing goes through `step`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, author: Author | None) -> None:
        """Use `create` or `open_case`; this only wires up what they opened."""
        self.path = path
        self.connection = connection
        self._on_close: list[Callable[[], None]] = []
        self._identity = _identity(path)
        contents = Contents(connection)
        self.contents = contents
        self.infos = CaseInfos(connection)
        self.reviewers = Reviewers(connection)
        self.devices = Devices(connection)
        self.media = MediaTable(connection)
        self.media_files = MediaFiles(connection)
        self.custody = Custody(connection)
        self.organisations = Organisations(connection)
        self.people = People(connection)
        self.roles = Roles(connection)
        self.transcripts = Transcripts(connection, contents)
        self.quotes = Quotes(connection)
        self.incidents = Incidents(connection)
        self.aliases = IncidentAliases(connection)
        self.links = Links(connection)
        self.frameworks = Frameworks(connection, contents)
        self.vocabularies = Vocabularies(connection)
        self.argument = Argument(connection)
        self.departures = Departures(connection)
        self.stamps = Stamps(connection)
        self.search = Search(connection)
        self.subject = Subject(connection)
        self.ledger = Ledger(connection, author, self._derive)
        self.log = Log(connection)
        if author is not None:
            keep_parts(connection)
        self.read_only = author is None
        self.author = author

    @property
    def info(self) -> CaseInfo:
        """The case's own row."""
        return self.infos.all()[0]

    @property
    def version(self) -> int:
        """The version of the schema."""
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def step(self, verb: str, label: str, kind: Kind = "do") -> Generator[Step]:
        """One transaction, one act, one undo step; CaseReplaced if the file was moved under us."""
        self._still_there()
        with self.ledger.step(verb, label, kind) as step:
            yield step

    @contextmanager
    def outside_of_history(self, why: str) -> Generator[None]:
        """One transaction that is no act: for a merge, whose rows follow from acts that are there already."""
        self._still_there()
        with self.ledger.gate(why):
            yield

    def wipe_journal(self) -> None:
        """Overwrite what SQLite keeps beside the open case for rolling back, for it holds pages as they were.

        Must be called outside a step.
        """
        with guard():
            self.connection.execute("PRAGMA journal_mode = MEMORY")  # SQLite lets go of the file.
            wipe(sidecars.journal_of(self.path))
            self.connection.execute("PRAGMA journal_mode = DELETE")

    def undo(self) -> Step:
        """Take back this installation's newest step."""
        self._still_there()
        return self.ledger.undo()

    def redo(self) -> Step:
        """Do the newest undone step again."""
        self._still_there()
        return self.ledger.redo()

    def table(self, name: str) -> Table[Any]:
        """The journalled table of that name."""
        held: list[object] = [*vars(self).values(), *vars(self.argument).values()]
        tables = [cast("Table[Any]", one) for one in held if isinstance(one, Table)]
        found = next((table for table in tables if table.name == name), None)
        if found is None:
            raise NoSuchRecord(name)
        return found

    def back_up(self) -> Path:
        """Write a checked copy beside the case."""
        return backup.make(self.connection, self.path)

    def verify(self) -> list[replay.Check]:
        """What the case can prove of itself."""
        return replay.verify(self.connection)

    def close(self) -> None:
        """Close in order. Safe to call twice."""
        self.connection.close()
        while self._on_close:
            self._on_close.pop()()

    def __enter__(self) -> "CaseFile":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def when_closed(self, call: Callable[[], None]) -> None:
        """Have something done after the connection is closed."""
        self._on_close.append(call)

    def _derive(self, changes: Changes) -> None:
        self.search.refresh_quotes(changes.get("quote", ()))

    def _still_there(self) -> None:
        if not self.read_only and _identity(self.path) != self._identity:
            raise CaseReplaced("the file was moved away or replaced while it was open")


def create(
    path: Path, title: str, signature: Signature, case_id: str, state: Path, furnish: Callable[[CaseFile], None]
) -> CaseFile:
    """A new case at a path where nothing is yet, open for editing. It appears whole or not at all.

    `furnish` writes what every case begins with, in the same step.
    """

    def write(case: CaseFile) -> None:
        with case.step("case.create", "Create case", "open"):
            _sign(case, signature)
            case.infos.add(CaseInfo(case_id, title))
            furnish(case)

    make(path, signature, write)
    return open_case(path, signature, state)


def make(path: Path, signature: Signature, write: Callable[[CaseFile], None]) -> None:
    """A new file at a path where nothing is yet, with what `write` puts into it. It appears whole or not at all."""
    if os.path.lexists(path):
        raise CaseExists(str(path))
    beside = path.with_name(f".{path.name}.{new_id()}.partial")
    try:
        beside.touch(exist_ok=False)
        connection = connect(beside, "edit")
        try:
            _bring_up_to_date(connection)
            write(CaseFile(beside, connection, Author(signature.reviewer.id, signature.device.id)))
        finally:
            connection.close()
        _put(beside, path)
    finally:
        for leftover in (beside, sidecars.journal_of(beside)):
            leftover.unlink(missing_ok=True)


def open_case(path: Path, signature: Signature, state: Path) -> CaseFile:
    """The case, open for editing by this window alone.

    `state` is a folder private to this installation. CaseLocked if another window has the case, CaseReadOnly if the
    medium can't be written, and the errors of `sidecars.check` and of a wrong header or schema.
    """
    footprint = Footprint(state, path)
    version = _examine(path, footprint)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise CaseReadOnly(str(path))
    connection = connect(path, "edit")
    try:
        lock(connection)
    except BaseException:
        connection.close()
        raise
    footprint.leave()
    try:
        _check_schema(connection, version)
        if version < schema.VERSION:
            backup.make(connection, path)
            _bring_up_to_date(connection)
            _check_schema(connection, schema.VERSION)
        case = CaseFile(path, connection, Author(signature.reviewer.id, signature.device.id))
        if case.reviewers.find(signature.reviewer.id) is None or case.devices.find(signature.device.id) is None:
            with case.step("case.join", "Join the case", "open"):
                _sign(case, signature)
    except BaseException:
        connection.close()
        footprint.lift()
        raise
    case.when_closed(footprint.lift)
    return case


def read_case(path: Path) -> CaseFile:
    """The case for reading only. If another window is editing it, a private copy of it as it stands now."""
    version = _examine(path, None, reading=True)
    if version == schema.VERSION and not sidecars.is_hot(path):
        connection = connect(path, "read")
        try:
            _check_schema(connection, version)
            return CaseFile(path, connection, None)
        except CaseLocked:
            connection.close()
        except BaseException:
            connection.close()
            raise
    return _read_copy(path, version)


def _read_copy(path: Path, version: int) -> CaseFile:
    folder = tempfile.TemporaryDirectory(prefix="avowal-")
    try:
        copy = Path(folder.name) / path.name
        if not sidecars.snapshot(path, copy):
            raise CaseLocked("the case is being written all the time, or was left in the middle of a step")
        if version < schema.VERSION:
            older = connect(copy, "edit")
            try:
                _check_schema(older, version)
                _bring_up_to_date(older)
            finally:
                older.close()
        connection = connect(copy, "snapshot")
        _check_schema(connection, schema.VERSION)
        case = CaseFile(path, connection, None)
    except BaseException:
        folder.cleanup()
        raise
    case.when_closed(folder.cleanup)
    return case


def _examine(path: Path, footprint: Footprint | None, *, reading: bool = False) -> int:
    """Look at the file without SQLite; returns the version of its schema."""
    if not reading:
        sidecars.check(path, footprint)
    else:
        sidecars.check_for_reading(path)
    with path.open("rb") as file:
        head = file.read(100)
    if (found := int.from_bytes(head[68:72], "big")) != schema.APPLICATION_ID:
        if found == schema.DISCLOSURE_ID:
            raise IsDisclosure("a disclosure where a case was expected")
        raise NotACase("an SQLite file of another program")
    version = int.from_bytes(head[60:64], "big")
    if version > schema.VERSION:
        raise CaseTooNew(str(version))
    if version < 1:
        raise NotACase("no version")
    return version


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    from db import migrations  # Slow to load, and seldom needed.

    with guard():
        migrations.apply(connection)


def _check_schema(connection: sqlite3.Connection, version: int) -> None:
    with guard():
        found = schema.fingerprint(connection)
    if found != schema.RELEASED[version]:
        raise CaseDamaged("its schema is not one that Avowal writes")


def _sign(case: CaseFile, signature: Signature) -> None:
    if case.reviewers.find(signature.reviewer.id) is None:
        case.reviewers.add(signature.reviewer)
    if case.devices.find(signature.device.id) is None:
        case.devices.add(signature.device)


def _put(beside: Path, path: Path) -> None:
    """Give a finished file its name, never over another one."""
    try:
        os.link(beside, path)
    except FileExistsError as problem:
        raise CaseExists(str(path)) from problem
    except OSError:
        # FAT and some network shares know no hard links.
        if os.path.lexists(path):
            raise CaseExists(str(path)) from None
        beside.rename(path)
    with suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino)
