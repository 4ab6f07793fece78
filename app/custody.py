"""Who had a recording, what was done with its copies, and whether their bytes are still what they were."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from app import collecting, dates, naming
from app.collecting import Examined, FileState
from app.problems import Refused
from app.tasks import Progress, no_progress
from db.casefile import CaseFile
from db.identity import new_id
from db.records import CustodyEvent, MediaFile

KINDS = tuple(naming.CUSTODY)
COPY_TYPES = ("evidentiary", "working")
METHOD = "SHA-256 of the whole file, computed by Avowal"
_MISSING = "The file was not found where the case knows it, so nothing was verified."
_TOLD = frozenset(field.name for field in fields(CustodyEvent)) - {"id", "media_id", "kind", "sha256"}


@dataclass(frozen=True, slots=True)
class Added:
    """A further copy, and whether it is what the evidentiary copy is."""

    file: MediaFile
    is_same: bool | None
    """None where there is no evidentiary copy to compare with."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a file from all the times that it was verified."""

    state: str
    """`unchanged`, `changed`, `missing`, or `unverified` where it never was verified since it was added."""
    at: str | None = None
    """When that was found last."""
    found: str | None = None
    """The hash that was found then."""
    good_at: str | None = None
    """When its bytes were last found to be those that were added; None: only on adding."""
    since: str | None = None
    """When other bytes were first found after that."""


# verbs


def record(case: CaseFile, media_id: str, kind: str, **told: Any) -> CustodyEvent:
    """Write down something that happened to a recording or to one of its files: when, who, how, where, as told."""
    case.media.get(media_id)
    if kind not in KINDS:
        raise Refused(f"“{kind}” is nothing that can happen to a recording.", f"Choose one of: {', '.join(KINDS)}.")
    sha256 = told.pop("sha256", None)
    file = _file_of(case, media_id, told.get("media_file_id"))
    if sha256 is not None and not _is_hash(sha256):
        raise Refused("That is no SHA-256.", "It has 64 letters and figures, from 0 to 9 and a to f.")
    known = sha256.lower() if sha256 else file.sha256 if file and kind != "verified" else None
    return case.custody.add(CustodyEvent(new_id(), media_id, kind=kind, sha256=known, **_checked(told)))


def correct(case: CaseFile, event_id: str, **told: Any) -> CustodyEvent:
    """Change what was written down; the history keeps what stood there before."""
    before = case.custody.get(event_id)
    if told.get("kind", before.kind) not in KINDS:
        raise Refused(f"“{told['kind']}” is nothing that can happen to a recording.", f"One of: {', '.join(KINDS)}.")
    if is_finding(before):
        raise Refused("What the program found when it read the file is not corrected by hand.", "Verify it again.")
    kind = {"kind": told.pop("kind")} if "kind" in told else {}
    _file_of(case, before.media_id, told.get("media_file_id"))
    return case.custody.change(event_id, **kind, **_checked(told, whole=False))


def remove(case: CaseFile, event_id: str) -> None:
    """Take an entry out of the log; the history keeps it, and undo brings it back."""
    if is_finding(case.custody.get(event_id)):
        raise Refused("What the program found when it read the file stays in the log.", "Add a note of your own.")
    case.custody.remove(event_id)


def set_copy_type(case: CaseFile, file_id: str, copy_type: str, reason: str | None = None) -> MediaFile:
    """Say whether a file is the evidentiary copy or a working copy.

    The evidentiary copy is protected: it is not given up while there is no other, and bytes that differ from it take
    its place only with a reason, which goes into the custody log.
    """
    file = case.media_files.get(file_id)
    if copy_type not in COPY_TYPES:
        raise Refused(f"“{copy_type}” is no kind of copy.", f"Choose one of: {', '.join(COPY_TYPES)}.")
    if file.copy_type == copy_type:
        return file
    others = [one for one in evidentiary(case, file.media_id) if one.id != file.id]
    if copy_type == "working" and not others:
        raise Refused("This is the only evidentiary copy of the recording.", "Make another copy evidentiary first.")
    said = (reason or "").strip() or None
    if copy_type == "evidentiary" and any(one.sha256 != file.sha256 for one in others):
        if said is None:
            raise Refused(
                "The bytes of this copy differ from those of the evidentiary copy.",
                "Keep it as a working copy, or give the reason why it takes the other's place.",
            )
        for one in others:
            if one.sha256 != file.sha256:
                case.media_files.change(one.id, copy_type="working")
                _designate(case, one, "working", said)
    changed = case.media_files.change(file.id, copy_type=copy_type)
    _designate(case, changed, copy_type, said)
    return changed


def add_copy(case: CaseFile, media_id: str, examined: Examined, copy_type: str = "working", **told: Any) -> Added:
    """A further copy of a recording, with an entry in its log that says whether it is what the evidentiary copy is.

    `collecting.examine` hashes the file before, outside any step. A further evidentiary copy must have the same bytes.
    """
    if copy_type not in COPY_TYPES:
        raise Refused(f"“{copy_type}” is no kind of copy.", f"Choose one of: {', '.join(COPY_TYPES)}.")
    for known in case.media_files.with_hash(examined.sha256):
        if known.media_id != media_id:
            title = case.media.get(known.media_id).title
            raise Refused(f"This file is the recording “{title}”, byte for byte.", "Choose a copy of this recording.")
        if any(path == examined.path for path in collecting.candidates(case, known)):
            raise Refused("This file is known as a copy already.", "Choose another one, or verify it.")
    first = evidentiary(case, media_id)
    same = any(one.sha256 == examined.sha256 for one in first) if first else None
    if copy_type == "evidentiary" and same is False:
        raise Refused("The bytes of this copy differ from those of the evidentiary copy.", "Add it as a working copy.")
    file = collecting.add_copy(case, media_id, examined, copy_type)
    note = "There was no evidentiary copy to compare it with."
    if first:
        note = f"Its bytes {'are' if same else 'differ from'} those of the evidentiary copy ({first[0].sha256})."
    told = {"at": _now(), "person": _reviewer(case), "note": note, **{k: v for k, v in told.items() if v is not None}}
    record(case, media_id, "copied", media_file_id=file.id, **told)
    return Added(file, same)


def keep_findings(case: CaseFile, states: Sequence[FileState]) -> list[CustodyEvent]:
    """Write into the log what reading the files showed: by whom, when, with which hash, and whether it is the same."""
    at, person = _now(), _reviewer(case)
    return [
        case.custody.add(
            CustodyEvent(
                id=new_id(),
                media_id=state.file.media_id,
                media_file_id=state.file.id,
                kind="verified",
                at=at,
                person=person,
                method=METHOD,
                sha256=state.hash_now,
                note=_found(state),
            )
        )
        for state in states
    ]


# reading


def evidentiary(case: CaseFile, media_id: str) -> list[MediaFile]:
    """The evidentiary copies of a recording."""
    return [file for file in case.media_files.of(media_id) if file.copy_type == "evidentiary"]


def check_all(case: CaseFile, files: Sequence[MediaFile], progress: Progress = no_progress) -> list[FileState]:
    """Read every file whole and compare it with what was added. Slow: runs in a task, and asks only the case's path."""
    total = sum(file.size for file in files)
    before = 0
    found: list[FileState] = []
    for file in files:

        def step(done: int, _size: int, before: int = before) -> None:
            progress(before + done, total)

        found.append(collecting.check(case, file, step))
        before += file.size
    return found


def standing(file: MediaFile, events: Sequence[CustodyEvent]) -> Standing:
    """What is known of a file from the log of its recording."""
    found = sorted((one for one in events if is_finding(one) and one.media_file_id == file.id), key=_moment)
    if not found:
        return Standing("unverified")
    last = found[-1]
    read = [one for one in found if one.sha256 is not None]
    good = [one for one in read if one.sha256 == file.sha256]
    good_at = good[-1].at if good else None
    bad = [one for one in read if one.sha256 != file.sha256 and (not good or _moment(one) > _moment(good[-1]))]
    state = "missing" if last.sha256 is None else "unchanged" if last.sha256 == file.sha256 else "changed"
    return Standing(state, last.at, last.sha256, good_at, bad[0].at if bad else None)


def is_finding(event: CustodyEvent) -> bool:
    """Whether the program itself found it by reading a file, and nobody's word is needed for it."""
    return event.kind == "verified" and event.method == METHOD


def _found(state: FileState) -> str:
    if state.path is None:
        return _MISSING
    if state.is_changed:
        return f"CHANGED: the file had the SHA-256 {state.file.sha256} when it was added, and has {state.hash_now} now."
    return "Unchanged: the same SHA-256 as when it was added."


def _designate(case: CaseFile, file: MediaFile, copy_type: str, reason: str | None) -> None:
    said = f"{copy_type} copy from now on" + (f": {reason}" if reason else "")
    told = {"media_file_id": file.id, "at": _now(), "person": _reviewer(case), "note": said[:1].upper() + said[1:]}
    record(case, file.media_id, "designated", **told)


def _file_of(case: CaseFile, media_id: str, file_id: str | None) -> MediaFile | None:
    if file_id is None:
        return None
    file = case.media_files.get(file_id)
    if file.media_id != media_id:
        raise Refused("That file belongs to another recording.", "Choose one of this recording.")
    return file


def _checked(told: dict[str, Any], *, whole: bool = True) -> dict[str, Any]:
    unknown = told.keys() - _TOLD
    assert not unknown, f"no fields of a custody log: {unknown}"
    if told.get("method") == METHOD:
        raise Refused("These words stand for what the program itself found.", "Say otherwise how it was done.")
    plain = {name: (value.strip() or None) if isinstance(value, str) else value for name, value in told.items()}
    if "at" in plain:
        plain["at"] = dates.check(plain["at"])
    return {"media_file_id": None, **plain} if whole else plain


def _reviewer(case: CaseFile) -> str | None:
    found = case.reviewers.find(case.author.reviewer_id) if case.author else None
    return found.name if found else None


def _moment(event: CustodyEvent) -> tuple[str, str]:
    return (event.at or "", event.id)


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdefABCDEF" for letter in text)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
