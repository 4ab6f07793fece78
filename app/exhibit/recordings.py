"""What the case holds of the recordings of an exhibit: where they come from, and what they were found to be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app import naming
from app.collecting import FileState
from app.custody_log import Log
from app.exhibit.values import Added, Event, Recording
from app.sheet.sources import name_of
from db.casefile import CaseFile
from db.records import MediaFile

_OF_CAPTURE = ("collected", "received")
_SUFFIXES = frozenset(
    (".mp4", ".m4v", ".m4a", ".mov", ".mkv", ".webm", ".avi", ".ts", ".mpg", ".mpeg", ".mp3", ".wav", ".ogg", ".flac")
)


def of(case: CaseFile, shown: CaseFile, state: FileState, by: str) -> Recording:
    """One file, as the disclosure has it; when it was added is in the history of the case alone."""
    file, medium = state.file, shown.media.get(state.file.media_id)
    noted = [
        one
        for one in shown.custody.of(medium.id)
        if one.sha256 and one.kind in _OF_CAPTURE and one.media_file_id in (None, file.id)
    ]
    first = min(noted, key=lambda one: (_OF_CAPTURE.index(one.kind), one.at or "9999", one.id), default=None)
    return Recording(
        title=medium.title,
        url=medium.url,
        collected_by=medium.collected_by,
        collected_at=medium.collected_at,
        collected_with=medium.collected_with,
        name=name_of(file),
        size=file.size,
        sha256=file.sha256,
        captured_sha256=first.sha256 if first else None,
        captured_at=first.at if first else None,
        state=state,
        added=_added(case, file, by),
        copy_type=file.copy_type,
    )


def packed(files: Sequence[Recording]) -> tuple[tuple[tuple[Path, str], ...], list[Recording]]:
    """Which files go into the package whole, and the recordings with the names that they have there."""
    packing: list[tuple[Path, str]] = []
    found: list[Recording] = []
    for number, one in enumerate(files, 1):
        if one.state.path is None or one.state.is_changed:
            found.append(one)
            continue
        suffix = Path(one.name).suffix.lower()
        name = f"recordings/recording-{number:02}{suffix if suffix in _SUFFIXES else '.bin'}"
        packing.append((one.state.path, name))
        found.append(replace(one, packed_as=name))
    return tuple(packing), found


def events(logs: Iterable[Log]) -> Iterator[Event]:
    """All that was noted, recording by recording."""
    for log in logs:
        for one in log.events:
            who = ", ".join(part for part in (one.person, one.organisation, one.place) if part) or None
            yield Event(log.medium.title, one.at, naming.custody_of(one.kind), who, one.method, one.sha256)


def _added(case: CaseFile, file: MediaFile, by: str) -> Added | None:
    history = case.ledger.history("media_file", file.id)
    if not history:
        return None
    act = history[0][0]
    reviewer = case.reviewers.find(act.reviewer_id)
    return Added(act.at, act.id, by if reviewer and reviewer.name == by else None)
