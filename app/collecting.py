"""Bringing recordings into the case, and finding their files again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from app import attached, dates, packed
from app.media.digest import sha256
from app.media.frames import FrameReader, FrameStamp
from app.media.probe import Probe, probe
from app.problems import Refused
from app.tasks import Progress, no_progress
from db.casefile import CaseFile
from db.identity import new_id
from db.records import Media, MediaFile

FIELDS = frozenset(field.name for field in fields(Media)) - {"id"}
"""What can be said of a medium."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A recording that was looked at and hashed, outside any step: the slow part."""

    path: Path
    size: int
    sha256: str
    probe: Probe


@dataclass(frozen=True, slots=True)
class FileState:
    """Whether the file of a medium is there and still the one that was added."""

    file: MediaFile
    path: Path | None
    hash_now: str | None
    """The hash now; None if the file is missing or was not read yet."""

    @property
    def is_changed(self) -> bool:
        """True only if the file was read and differs."""
        return self.hash_now is not None and self.hash_now != self.file.sha256


def examine(path: Path, progress: Progress = no_progress) -> Examined:
    """Probe and hash a recording; Refused if it isn't one. Runs in a task."""
    found = probe(path)
    return Examined(path.resolve(), path.stat().st_size, sha256(path, progress), found)


def add(case: CaseFile, examined: Examined, title: str | None = None, **described: Any) -> Media:
    """A new medium with its first file. The same bytes twice are refused: one recording is one exhibit."""
    there = case.media_files.with_hash(examined.sha256)
    if there:
        known = case.media.get(there[0].media_id)
        raise Refused(f"This recording is in the case already, as “{known.title}”.", "Use that one.")
    described = {name: value for name, value in _checked(described).items() if value is not None}
    if "kind" not in described:
        described["kind"] = "video" if examined.probe.has_video else "audio"
    medium = case.media.add(Media(new_id(), (title or examined.path.stem).strip(), **described))
    case.media_files.add(_file_of(case, medium.id, examined))
    return medium


def add_published(case: CaseFile, title: str, **described: Any) -> Media:
    """A medium of which the case has no file, such as remarks that are known only from a publication."""
    if not title.strip():
        raise Refused("A source needs a title.", "Say what it is called.")
    return case.media.add(Media(new_id(), title.strip(), **_checked({"kind": "published text", **described})))


def add_copy(case: CaseFile, media_id: str, examined: Examined, copy_type: str = "working") -> MediaFile:
    """One more file of a medium, such as a converted working copy."""
    case.media.get(media_id)
    return case.media_files.add(_file_of(case, media_id, examined, copy_type))


def describe(case: CaseFile, media_id: str, **described: Any) -> Media:
    """Set outlet, dates, address and the like of a medium."""
    if "title" in described and not (described["title"] or "").strip():
        raise Refused("A recording needs a title.", "Give it one.")
    return case.media.change(media_id, **_checked(described))


def remove(case: CaseFile, media_id: str) -> None:
    """Take a medium and its file entries out of the case; refused while it has transcripts or quotes."""
    if case.transcripts.of(media_id) or case.quotes.of(media_id):
        raise Refused("This recording has transcripts or quotes.", "Remove those first.")
    for event in case.custody.of(media_id):
        case.custody.remove(event.id)
    for file in case.media_files.of(media_id):
        case.media_files.remove(file.id)
    attached.remove(case, "media", media_id)
    case.media.remove(media_id)


def path_of(case: CaseFile, file: MediaFile) -> Path | None:
    """Where the file lies now, if it is where the case remembers it. Its size must fit; the hash is for `check`."""
    for candidate in candidates(case, file):
        try:
            if candidate.is_file() and candidate.stat().st_size == file.size:
                return candidate
        except OSError:
            continue
    return None


def check(case: CaseFile, file: MediaFile, progress: Progress = no_progress) -> FileState:
    """Read the file and compare its hash with the one from when it was added."""
    path = next((path for path in candidates(case, file) if path.is_file()), None)
    return FileState(file, path, sha256(path, progress) if path else None)


def frame_at(case: CaseFile, media_id: str) -> Callable[[int], FrameStamp | None]:
    """What tells which frame of a medium is shown at a time, from its file; None where there is no file or picture."""

    def stamp(ms: int) -> FrameStamp | None:
        path = next((path for file in case.media_files.of(media_id) if (path := path_of(case, file))), None)
        if path is None or not probe(path).has_video:
            return None
        with FrameReader(path) as reader:
            return reader.at(ms)[0]

    return stamp


def search(wanted: Iterable[MediaFile], folder: Path, progress: Progress = no_progress) -> dict[str, Path]:
    """Look through a folder for files by size and hash; returns media file ids with their paths. Runs in a task."""
    by_size: dict[int, list[MediaFile]] = {}
    for file in wanted:
        by_size.setdefault(file.size, []).append(file)
    candidates = [
        path
        for path in folder.rglob("*")
        if not path.is_symlink() and path.is_file() and path.stat().st_size in by_size
    ]
    found: dict[str, Path] = {}
    for done, path in enumerate(candidates):
        progress(done, len(candidates))
        digest = sha256(path)
        for file in by_size[path.stat().st_size]:
            if file.sha256 == digest:
                found.setdefault(file.id, path)
    return found


def relocate(case: CaseFile, paths: dict[str, Path]) -> int:
    """Remember where files lie now, as `search` found them; returns how many."""
    for file_id, path in paths.items():
        case.media_files.change(file_id, path_hint=_hint(case, path))
    return len(paths)


def _file_of(case: CaseFile, media_id: str, examined: Examined, copy_type: str = "evidentiary") -> MediaFile:
    found = examined.probe
    return MediaFile(
        id=new_id(),
        media_id=media_id,
        path_hint=_hint(case, examined.path),
        size=examined.size,
        sha256=examined.sha256,
        duration_ms=found.duration_ms,
        width=found.width,
        height=found.height,
        frame_rate=found.frame_rate,
        container=found.container.name,
        video_codec=found.video_codec,
        audio_codec=found.audio_codec,
        copy_type=copy_type,
    )


def _hint(case: CaseFile, path: Path) -> str:
    """Relative to the case's folder where it lies below it, so that both can be moved together."""
    folder = case.path.resolve().parent
    resolved = path.resolve()
    return resolved.relative_to(folder).as_posix() if resolved.is_relative_to(folder) else str(resolved)


def candidates(case: CaseFile, file: MediaFile) -> list[Path]:
    """Where the file may lie, as far as the case remembers."""
    folder = case.path.resolve().parent
    hint = file.path_hint
    # A hint is data from a file that may have come from elsewhere: it is only ever looked at as a plain local path.
    if "://" in hint or hint.startswith(("//", "\\\\")):
        return []
    name = hint.replace("\\", "/").rpartition("/")[2]
    return [folder / hint, folder / name, *packed.places(case.path, file)]


def _checked(described: dict[str, Any]) -> dict[str, Any]:
    assert not described.keys() - FIELDS, f"no fields of a medium: {described.keys()}"
    if described.get("broadcast_date") is not None:
        dates.check(described["broadcast_date"])
    return described
