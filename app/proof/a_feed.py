"""What a shared folder proves: that each file in it is whole, signed, and follows the one before."""

from collections.abc import Iterator
from pathlib import Path

from app import keys
from app.problems import Refused
from app.proof.a_bundle import whose
from app.proof.sentences import finding, limits
from app.proof.values import Finding, Verdict, Wish
from app.tasks import Progress
from db import feed_check
from db.errors import CaseDamaged
from db.feed_check import FeedFile

_LIMITS = ("person", "authenticity", "meaning", "time", "after", "key", "completeness")


def look(folder: Path, wish: Wish, progress: Progress) -> Verdict:
    """Verify what lies in a shared folder; Refused if no case's files lie there."""
    bases = [base for base in feed_check.cases_in(folder) if any(feed_check.files_of(base))]
    if not bases:
        raise Refused(f"In “{folder.name}” lie no steps of any case.", "Choose the folder that the case is shared by.")
    findings: list[Finding] = []
    ids: set[str] = set()
    for number, base in enumerate(bases):
        progress(number, len(bases))
        more = f" {base.name}" if len(bases) > 1 else ""
        files = list(feed_check.files_of(base))
        findings += _case(files, more)
        ids |= {id for file in files for id in file.acts}
    if wish.head is not None:
        there = [id for id in ids if id.startswith(wish.head.lower())]
        detail = f"the step {there[0]} is in the folder" if there else f"no step in it begins with {wish.head}"
        findings.append(finding("head", len(there) == 1, detail))
    return Verdict("feed", folder.name, None, None, (), tuple(findings), limits(_LIMITS))


def _case(files: list[FeedFile], more: str) -> Iterator[Finding]:
    by_device: dict[str, list[FeedFile]] = {}
    for file in files:
        by_device.setdefault(file.device, []).append(file)
    for device, own in by_device.items():
        yield from _device(device, own)
    try:
        wrong, absent = feed_check.breaks_in(files)
        altered = feed_check.altered_in(files)
    except (CaseDamaged, LookupError, TypeError, ValueError):
        yield finding("steps", False, "what a step did is no longer readable", name=f"steps{more}")
        return
    steps = sum(len(file.acts) for file in files)
    detail = "; ".join(wrong[:5]) or f"{absent} steps that others build on have not arrived"
    if not wrong and not absent:
        detail = f"{steps} steps of {len(by_device)} device(s) follow one another"
    yield finding("chain", False if wrong else None if absent else True, detail, name=f"chain{more}")
    yield finding(
        "steps",
        not altered,
        f"altered: {', '.join(altered)}" if altered else f"{steps} steps were compared",
        name=f"steps{more}",
    )


def _device(device: str, files: list[FeedFile]) -> Iterator[Finding]:
    partial = [file.name for file in files if not file.is_whole]
    forged = [file.name for file in files if file.is_whole and not _is_signed(file)]
    found = {file.key for file in files if file.is_whole}
    detail = f"not signed so: {', '.join(forged)}" if forged else f"not whole: {', '.join(partial)}"
    if not forged and not partial:
        detail = f"{len(files)} files were read"
    yield finding("feed", False if forged else None if partial else True, detail, device)
    if len(found) > 1:
        yield finding("key", False, "its files are signed with more than one key", name=f"key {device}")
    for key in found if len(found) == 1 and not forged else ():
        known = whose(key, device)
        yield Finding(f"key {device}", known.ok, known.claim, known.detail)


def _is_signed(file: FeedFile) -> bool:
    try:
        keys.check(file.key, file.payload, file.signature)
    except CaseDamaged:
        return False
    return True
