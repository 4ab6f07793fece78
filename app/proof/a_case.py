"""What an open case proves of itself, of its recordings, and of what others attest of it."""

from collections.abc import Callable, Iterator

from app import collecting, stamping
from app.problems import Refused
from app.proof.sentences import finding
from app.proof.values import Finding, Wish
from app.tasks import Progress
from db.casefile import CaseFile
from db.records import MediaFile


def held_together(case: CaseFile) -> list[Finding]:
    """Whether file, history, rows and imports are one."""
    try:
        return [finding(one.name, one.ok, one.detail) for one in case.verify()]
    except (LookupError, TypeError, ValueError):
        # A body that was tampered with can have any shape.
        return [finding("steps", False, "what a step did is no longer readable")]


def attested(case: CaseFile, wish: Wish) -> Iterator[Finding]:
    """Whether the history still holds what was ever seen of it: heads that went out, the one given, time stamps."""
    left = case.departures.all()
    gone = [one for one in left if any(case.ledger.find(head) is None for head in one.heads)]
    if left:
        named = ", ".join(one.file_name or one.kind for one in gone)
        detail = f"not there: {named}" if gone else f"{len(left)} were looked for, and all are there"
        yield finding("departures", not gone, detail)
    if wish.head is not None:
        yield given_head(case, wish.head)
    for stamp in case.stamps.all():
        yield _stamp(case, stamp.id, wish)


def given_head(case: CaseFile, head: str) -> Finding:
    """Whether the history holds a head that was noted down."""
    act = case.ledger.find(head.lower())
    if act is None:
        return finding("head", False, f"no single step begins with {head}")
    return finding("head", True, f"the head {act.id} is step {act.counter} of its device")


def recordings(case: CaseFile, progress: Progress) -> Iterator[Finding]:
    """Each file of the recordings, read from end to end and compared with the day that it was added."""
    files = case.media_files.all()
    total, before = sum(file.size for file in files), 0
    for file in files:
        state = collecting.check(case, file, _onward(progress, before, total))
        yield _recording(file, state)
        before += file.size


def packed(case: CaseFile, sizes: dict[str, int]) -> Iterator[Finding]:
    """Each file of the recordings, as far as it is among those that are packed inside (and were checked there)."""
    for file in case.media_files.all():
        is_inside = file.sha256 in sizes
        detail = f"it is inside, with the SHA-256 {file.sha256}" if is_inside else "it is not inside this file"
        yield finding("media", True if is_inside else None, detail, file.path_hint)


def _recording(file: MediaFile, state: collecting.FileState) -> Finding:
    if state.path is None:
        detail = "not found where the case remembers it, so nothing can be said of it"
        return finding("missing", False, detail, file.path_hint, f"media {file.path_hint}")
    if state.is_changed:
        detail = f"had the SHA-256 {file.sha256} when it was added and has {state.hash_now} now"
    else:
        detail = f"still has the SHA-256 {file.sha256} that it had when it was added"
    return finding("media", not state.is_changed, detail, file.path_hint)


def _stamp(case: CaseFile, stamp_id: str, wish: Wish) -> Finding:
    name = f"stamp {stamp_id}"
    try:
        held = stamping.held(case, case.stamps.get(stamp_id), wish.roots)
    except Refused as refused:
        return finding("stamp", False, refused.problem.what, name=name)
    said = held.answer
    covers = f"which covers {held.covered} of {held.steps} steps"
    whose = f"the authority {said.authority} says so of step {said.act_id}, {covers}"
    how = {
        None: "no root certificate was given to check the signature with",
        False: "the signature does not lead to a root that was given",
        True: "the signature leads to a root that was given",
    }[said.is_rooted]
    return finding("stamp", said.is_rooted, f"{whose}; {how}", said.time, name)


def _onward(progress: Progress, before: int, total: int) -> Callable[[int, int], None]:
    return lambda done, _of_this_one: progress(before + done, max(total, before + done))
