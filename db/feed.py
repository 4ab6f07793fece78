"""A case's acts through a shared folder: each device writes files of its own there, and reads the others'.

Below the folder of a case every device has one folder of numbered files, each with some of its acts, signed. A file is
never changed once it is there, except by its own device where words of it were expunged. Imported content lies beside
them under its hash. So any program that carries files can carry the work, and it may carry them late, in any order, in
part, or twice.
"""

import base64
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from db import canonical, words
from db.casefile import CaseFile
from db.connection import rows
from db.errors import BadValue, CaseDamaged, CaseError
from db.expunging import VERB, expungings_of
from db.expunging import check as check_expunging
from db.ledger import act_id
from db.offer import HEADER, ElementsContent, Header, SegmentsContent
from db.records import Element, Segment

Sign = Callable[[bytes], tuple[str, str]]
"""From bytes to a public key and a signature, both hexadecimal."""
Trust = Callable[[str, str, bytes, str], None]
"""Raises unless that device's key (hexadecimal) made that signature (hexadecimal) over the bytes."""

_FORM = "avowal-feed/1"
_LARGEST = 512 * 1024 * 1024
"""Bytes that a file may unpack to; more is a bomb."""


class NotWhole(CaseError):
    """A file of the feed that is cut off, altered, or still on its way."""


@dataclass(slots=True)
class Waiting:
    """What could not be taken yet, and why; it is looked at again the next time."""

    files: list[str] = field(default_factory=list[str])
    """Names of files that are not whole (yet)."""
    acts: int = 0
    """Steps that build on others that have not arrived."""


def folder_of(shared: Path, case_id: str) -> Path:
    """Where the files of one case lie within a shared folder."""
    return shared / f"avowal-{case_id}"


def send(case: CaseFile, shared: Path, sign: Sign) -> int:
    """Write those of this device's acts that the folder lacks, and the content that they speak of; returns how many."""
    assert case.author is not None
    base = folder_of(shared, case.info.id)
    own = base / "devices" / _safe(case.author.device_id)
    own.mkdir(parents=True, exist_ok=True)
    _forget(case, base, own, sign)
    last = max((_numbers(path)[1] for path in own.glob("*.acts")), default=0)
    acts = list(_own_acts(case, last + 1))
    if not acts:
        return 0
    for sha256 in sorted({name for _, body in acts for name in _contents_named(body)}):
        _write_content(case, base, sha256)
    _write_acts(case, own, acts, sign)
    return len(acts)


def _forget(case: CaseFile, base: Path, own: Path, sign: Sign) -> None:
    """Write those of this device's files anew that hold what was expunged since, and imported content that does."""
    known = expungings_of(case.connection)
    for path in sorted(own.glob("*.acts")) if known.touched() else ():
        first, last = _numbers(path)
        acts = list(_own_acts(case, first, last))
        if acts and {act_id(header) for header, _ in acts} & known.touched():
            path.unlink()
            _write_acts(case, own, acts, sign)
    for sha256 in sorted(known.imports() | known.frameworks() | known.originals):
        path = base / "contents" / _safe(sha256)
        if path.exists():
            path.unlink()
            _write_content(case, base, sha256)


def _write_acts(case: CaseFile, own: Path, acts: list[tuple[Header, str]], sign: Sign) -> None:
    assert case.author is not None
    first, newest = acts[0][0]["counter"], acts[-1][0]["counter"]
    key, signature = sign(payload(case.info.id, case.author.device_id, acts))
    _write(
        own / f"{first:08}-{newest:08}.acts",
        {
            "form": _FORM,
            "case": case.info.id,
            "device": case.author.device_id,
            "acts": [{"header": header, "body": body} for header, body in acts],
            "key": key,
            "signature": signature,
        },
    )


class FeedOffer:
    """What the other devices have put into the folder, as far as it is whole and has all that it builds on."""

    def __init__(self, case: CaseFile, shared: Path, trust: Trust) -> None:
        self.case_id = case.info.id
        self.waiting = Waiting()
        self._base = folder_of(shared, self.case_id)
        self._have = case.contents.hashes()
        known = {row[0] for row in case.connection.execute("SELECT id FROM act")}
        own = case.author.device_id if case.author else None
        arrived = self._believed(case, list(self._read(own, trust)))
        self._acts = self._ready(arrived, known)

    def media_hashes(self) -> dict[str, str]:
        """Those that its acts speak of."""
        found: dict[str, str] = {}
        for _, body in self._acts.values():
            for change in json.loads(body)["changes"]:
                sha256 = change["fields"].get("sha256", [None, None])[1]
                if change["table"] == "media_file" and sha256 is not None:
                    found[change["id"]] = sha256
        return found

    def acts(self, known: Set[str]) -> Iterator[tuple[Header, str]]:
        """Header and body of each act whose id is not among the known ones."""
        for id, act in self._acts.items():
            if id not in known:
                yield act

    def originals(self) -> set[str]:
        """The imported files that its acts speak of and the case lacks."""
        return {sha256 for sha256 in self._named() if self._kind(sha256) == "original"}

    def original(self, sha256: str) -> bytes:
        """One of them."""
        return base64.b64decode(read_whole(self._path(sha256))["bytes"], validate=True)

    def contents(self) -> set[str]:
        """The segments and elements that its acts speak of and the case lacks."""
        return {sha256 for sha256 in self._named() if self._kind(sha256) in ("segments", "elements")}

    def content(self, sha256: str) -> SegmentsContent | ElementsContent:
        """One of them; CaseDamaged if it is not what it should be."""
        plain = read_whole(self._path(sha256))
        try:
            if plain["kind"] == "segments":
                return SegmentsContent(
                    tuple(
                        Segment(start, end, text, who, words.unpack(base64.b64decode(blob)))
                        for start, end, text, who, blob in plain["rows"]
                    )
                )
            return ElementsContent(
                tuple(Element(*row[:9], hints=tuple(row[9]), verify=row[10]) for row in plain["rows"])
            )
        except (TypeError, ValueError, BadValue) as problem:
            raise CaseDamaged("imported content in the shared folder is damaged") from problem

    def _read(self, own: str | None, trust: Trust) -> Iterator[tuple[str, dict[str, tuple[Header, str]]]]:
        """Name and acts of each file that is whole and signed; the bodies are not looked at yet."""
        for path in sorted((self._base / "devices").glob("*/*.acts")):
            if own is not None and path.parent.name == _safe(own):
                continue
            name = f"{path.parent.name}/{path.name}"
            try:
                plain = read_whole(path)
                acts = [({name: act["header"][name] for name in HEADER}, act["body"]) for act in plain["acts"]]
                if plain["form"] != _FORM or plain["case"] != self.case_id:
                    raise NotWhole("of another case or form")
                device = plain["device"]
                if any(header["device_id"] != device for header, _ in acts):
                    raise NotWhole("acts of another device")
                trust(device, plain["key"], payload(self.case_id, device, acts), plain["signature"])
                yield name, {act_id(header): (header, body) for header, body in acts}
            except (NotWhole, KeyError, TypeError, AttributeError):
                self.waiting.files.append(name)

    def _believed(
        self, case: CaseFile, files: list[tuple[str, dict[str, tuple[Header, str]]]]
    ) -> dict[str, tuple[Header, str]]:
        """The acts of the files in which every body is what its act says, or what an expunging left of it."""
        found = {id: act for _, acts in files for id, act in acts.items()}
        more = {
            id: json.loads(body)
            for id, (header, body) in found.items()
            if header["verb"] == VERB and canonical.sha256(body) == header["body_sha256"]
        }
        for body in more.values():
            check_expunging(body)
        known = expungings_of(case.connection, more)
        for name, acts in files:
            if not all(known.accepts(id, body, header["body_sha256"]) for id, (header, body) in acts.items()):
                self.waiting.files.append(name)
                found = {id: act for id, act in found.items() if id not in acts}
        return found

    def _ready(self, arrived: dict[str, tuple[Header, str]], known: Set[str]) -> dict[str, tuple[Header, str]]:
        """The acts all of whose forerunners and content are here, in an order in which each follows what it saw."""
        ready: dict[str, tuple[Header, str]] = {}
        left = {id: act for id, act in arrived.items() if id not in known}
        moved = True
        while moved:
            moved = False
            for id, (header, body) in list(left.items()):
                needs = [*json.loads(header["heads"]), *([header["previous"]] if header["previous"] else [])]
                if all(need in known or need in ready for need in needs) and self._has_contents(body):
                    ready[id] = left.pop(id)
                    moved = True
        self.waiting.acts = len(left)
        return ready

    def _has_contents(self, body: str) -> bool:
        return all(sha256 in self._have or self._kind(sha256) for sha256 in _contents_named(body))

    def _named(self) -> set[str]:
        named = {sha256 for _, body in self._acts.values() for sha256 in _contents_named(body)}
        return named - self._have

    def _kind(self, sha256: str) -> str | None:
        try:
            return read_whole(self._path(sha256)).get("kind")
        except NotWhole:
            return None

    def _path(self, sha256: str) -> Path:
        return self._base / "contents" / _safe(sha256)


def _own_acts(case: CaseFile, first: int, last: int = sys.maxsize) -> Iterator[tuple[Header, str]]:
    assert case.author is not None
    sql = f"""
        SELECT {", ".join(HEADER)}, b.body FROM act AS a JOIN act_body AS b ON b.act_id = a.id
        WHERE a.device_id = ? AND a.counter BETWEEN ? AND ? ORDER BY a.counter
    """
    for row in rows(case.connection, sql, [case.author.device_id, first, last]):
        yield {name: row[name] for name in HEADER}, row["body"]


def _contents_named(body: str) -> set[str]:
    """The hashes of all imported content that an act's rows refer to."""
    return {
        pair[1]
        for change in json.loads(body)["changes"]
        for name, pair in change["fields"].items()
        if name in ("content_sha256", "original_sha256") and isinstance(pair[1], str)
    }


def _write_content(case: CaseFile, base: Path, sha256: str) -> None:
    path = base / "contents" / _safe(sha256)
    if path.exists():
        return
    path.parent.mkdir(exist_ok=True)
    kind = case.contents.kind_of(sha256)
    if kind == "segments":
        plain_rows: list[Any] = [
            [s.start_ms, s.end_ms, s.text, s.speaker, base64.b64encode(words.pack(s.words)).decode()]
            for s in case.contents.segments(sha256)
        ]
    elif kind == "elements":
        plain_rows = [
            [e.path, e.code, e.parent, e.ordinal, e.title, e.text, e.kind, e.logic, e.statement_fit, e.hints, e.verify]
            for e in case.contents.elements(sha256)
        ]
    else:
        data = base64.b64encode(case.contents.original(sha256)).decode()
        _write(path, {"kind": "original", "bytes": data})
        return
    _write(path, {"kind": kind, "rows": plain_rows})


def payload(case_id: str, device_id: str, acts: list[tuple[Header, str]]) -> bytes:
    """What is signed: the ids of the acts, which cover all that they hold."""
    ids = [act_id(header) for header, _ in acts]
    return canonical.dumps({"form": _FORM, "case": case_id, "device": device_id, "acts": ids}).encode()


def _write(path: Path, value: Any) -> None:
    beside = path.with_name(f".{path.name}.partial")
    beside.write_bytes(zlib.compress(canonical.dumps(value).encode()))
    beside.replace(path)


def read_whole(path: Path) -> dict[str, Any]:
    """The value of a file; NotWhole if it is missing, cut off, too large or no such file at all."""
    try:
        if path.is_symlink() or path.stat().st_size > _LARGEST:
            raise NotWhole(path.name)
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(path.read_bytes(), _LARGEST)
        if not unpacker.eof:
            raise NotWhole(path.name)
        value = json.loads(data)
    except (OSError, zlib.error, ValueError, RecursionError) as problem:
        raise NotWhole(path.name) from problem
    if not isinstance(value, dict):
        raise NotWhole(path.name)
    return cast("dict[str, Any]", value)


def _numbers(path: Path) -> tuple[int, int]:
    first, _, last = path.stem.partition("-")
    return (int(first), int(last)) if first.isdigit() and last.isdigit() else (0, 0)


def _safe(name: str) -> str:
    """A name that can't lead out of its folder: ids and hashes pass as they are."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter == "-") else "_" for letter in name)
