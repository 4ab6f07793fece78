"""Writes an exhibit: beside its place, then under its name; what fails or is cancelled leaves nothing behind."""

import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app import clipping, departing, keys, paths
from app.exhibit import declaring, gathering, guide, looking
from app.exhibit.values import FORMATS, Choice, Clipped, Gathered, Made
from app.exporters import registry, report_docx, report_html, report_text
from app.media.digest import sha256
from app.problems import Refused
from app.session import Session
from app.sheet.illustrating import illustrate, still_of
from app.tasks import Progress, no_progress
from db.casefile import CaseFile

FORM = "avowal-exhibit/1"
VERIFIER = "verify.py"
MANIFEST, SIGNATURE, QUERY, SUMS = "MANIFEST.json", "MANIFEST.sig", "MANIFEST.tsq", "SHA256SUMS.txt"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = frozenset((".mp4", ".png", ".docx", ".zip", ".mp3", ".mkv", ".webm", ".mov"))
_BLOCK = 4 * 1024 * 1024


def write(
    case: CaseFile, out: Path, choice: Choice, *, progress: Progress = no_progress, at: str | None = None
) -> Made:
    """Write the exhibit as a folder, or as one file where the name ends in .zip. Nothing that is there is replaced.

    It is not remembered yet that it left: `remember` does that, on the thread of the session. The same case, choice,
    key and `at` give the same bytes.
    """
    _check(out, choice)
    outlook = looking.look(case, choice)
    part = _Parts(progress)
    at = at or datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    exhibit = gathering.gather(case, choice, at, part.next(25))
    beside = out.with_name(f".avowal-{secrets.token_hex(8)}.partial")
    packed = beside.with_name(f"{beside.name}.zip")
    try:
        beside.mkdir()
        written = _Package(beside)
        key = written.fill(exhibit, choice, part)
        if out.suffix.lower() == ".zip":
            _zip(beside, packed, part.next(5))
            _check(out, choice)
            packed.replace(out)
        else:
            _check(out, choice)
            beside.rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        packed.unlink(missing_ok=True)
    digest = sha256(out if out.is_file() else out / MANIFEST)
    return Made(out, digest, key, written.count, len(exhibit.sheet.quotes), exhibit.heads, outlook, exhibit.lacks)


def remember(session: Session, made: Made, recipient: str | None = None) -> None:
    """Keep in the case that it left, and to whom."""
    departing.note(
        session,
        "exhibit",
        made.path,
        quotes=made.quotes,
        recipient=recipient,
        digest=made.sha256,
        heads=made.heads,
    )


def _check(out: Path, choice: Choice) -> None:
    if not choice.formats or set(choice.formats) - set(FORMATS):
        raise Refused("An exhibit has its quote sheet as HTML, as a Word document, or both.", "Choose html, docx.")
    if not out.name:
        raise Refused("An exhibit needs a name.", "Give the name of a new folder, or one that ends in .zip.")
    if not out.parent.is_dir():
        raise Refused(f"There is no folder “{out.parent}”.", "Make it first, or choose another place.")
    if out.exists() or out.is_symlink():
        raise Refused(f"“{out.name}” is there already, and an exhibit replaces nothing.", "Choose another name.")


class _Parts:
    """Progress through steps of very different length, in hundredths of the whole."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._done = progress, 0.0

    def next(self, share: float) -> Progress:
        """The progress of the next step, which is so much of the whole."""
        start = self._done
        self._done += share

        def told(done: int, total: int) -> None:
            self._progress(round(10 * (start + share * (min(1, done / total) if total else 0))), 1000)

        return told


class _Package:
    """The folder while it is filled."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: dict[str, str] = {}
        """What the process under Rule 902(13) made, with its hashes."""
        self.count = 0

    def fill(self, exhibit: Gathered, choice: Choice, part: _Parts) -> str:
        """Make all of it; returns the key that signed it."""
        exhibit = replace(exhibit, sheet=illustrate(exhibit.sheet, still_of, part.next(5)))
        clips = [one for one in exhibit.clips if one.clip is not None]
        for one in exhibit.clips:
            for number, ms in enumerate(one.stills_ms, 1):
                self._still(one, number, ms)
            if one.clip is not None:
                out = self._place(f"clips/quote-{one.number:02}.mp4")
                clipping.write(one.clip, out, part.next(40 / len(clips)))
        self._note_made("clips", "stills")
        for name in choice.formats:
            exporter = registry.by_name(name)
            exporter.write(exhibit.sheet, self._place(f"quote-sheet{exporter.suffixes[0]}"), part.next(3))
        self._note_made("quote-sheet.html", "quote-sheet.docx")
        for one in exhibit.words:
            self._put(one.path, one.text.encode())
        for path, name in exhibit.packing:
            _copy(path, self._place(name), part.next(15 / len(exhibit.packing)))
        self._put("custody/custody-log.html", report_html.render(exhibit.custody))
        self._put("custody/custody-log.docx", report_docx.render(exhibit.custody))
        self._put("custody/custody-log.csv", exhibit.custody_table)
        for draft in declaring.drafts(exhibit, self._made, guide.process()):
            self._put(f"declarations/DRAFT {draft.name}.docx", report_docx.render(draft.report))
            self._put(f"declarations/DRAFT {draft.name}.txt", report_text.render(draft.report))
        self._put(VERIFIER, (paths.resources() / "verifier" / "verify_exhibit.py").read_bytes())
        said = guide.guide(exhibit, choice, keys.own())
        self._put("READ ME FIRST.html", report_html.render(said))
        self._put("READ ME FIRST.txt", report_text.render(said))
        return self._sign(exhibit, part.next(5))

    def _still(self, one: Clipped, number: int, ms: int) -> None:
        png = still_of(one.path, ms) if one.path is not None else None
        if png is not None:
            self._put(f"stills/quote-{one.number:02}-part-{number}.png", png)

    def _sign(self, exhibit: Gathered, progress: Progress) -> str:
        files = self._files(progress)
        self._put(SUMS, "".join(f"{digest}  {name}\n" for name, (digest, _) in files.items()).encode())
        files[SUMS] = (sha256(self._root / SUMS), (self._root / SUMS).stat().st_size)
        value = {
            "form": FORM,
            "title": exhibit.title,
            "case": exhibit.case_id,
            "marking": exhibit.marking,
            "heads": list(exhibit.heads),
            "quotes": len(exhibit.sheet.quotes),
            "made_at": exhibit.at,
            "made_by": exhibit.by,
            "key": keys.own(),
            "files": {name: {"sha256": digest, "size": size} for name, (digest, size) in sorted(files.items())},
        }
        data = (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        key, signature = keys.sign(data)
        self._put(MANIFEST, data)
        signed = {"algorithm": "Ed25519", "key": key, "of": MANIFEST, "signature": signature}
        self._put(SIGNATURE, (json.dumps(signed, indent=1, sort_keys=True) + "\n").encode())
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # Only now: the window starts without it.

        request = TimestampRequestBuilder(data, HashAlgorithm.SHA256, nonce=False).build()
        self._put(QUERY, request.as_bytes())
        self.count = len(files)
        return key

    def _files(self, progress: Progress) -> dict[str, tuple[str, int]]:
        """Every file so far, in the order of its name."""
        found = {one.relative_to(self._root).as_posix(): one for one in self._root.rglob("*") if one.is_file()}
        hashed: dict[str, tuple[str, int]] = {}
        for done, (name, path) in enumerate(sorted(found.items())):
            progress(done, len(found))
            hashed[name] = (sha256(path), path.stat().st_size)
        return hashed

    def _note_made(self, *starts: str) -> None:
        for one in sorted(self._root.rglob("*")):
            name = one.relative_to(self._root).as_posix()
            if one.is_file() and name.startswith(starts):
                self._made[name] = sha256(one)

    def _place(self, name: str) -> Path:
        path = self._root / name
        path.parent.mkdir(exist_ok=True)
        return path

    def _put(self, name: str, data: bytes) -> None:
        with self._place(name).open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _copy(path: Path, out: Path, progress: Progress) -> None:
    total, done = path.stat().st_size, 0
    with path.open("rb") as source, out.open("xb") as target:
        for block in iter(partial(source.read, _BLOCK), b""):
            target.write(block)
            done += len(block)
            progress(done, max(total, done))


def _zip(folder: Path, out: Path, progress: Callable[[int, int], None]) -> None:
    """The folder as a ZIP with nothing in it that depends on when or where it was made."""
    found = sorted(one for one in folder.rglob("*") if one.is_file())
    with zipfile.ZipFile(out, "x") as target:
        for done, path in enumerate(found):
            progress(done, len(found))
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if path.suffix.lower() in _PACKED_ALREADY else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, target.open(entry, "w") as file:
                shutil.copyfileobj(source, file, _BLOCK)
