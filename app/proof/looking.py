"""Finds out what a file is, and has it looked at in the way that fits."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app import sealing
from app.problems import Refused
from app.proof import a_bundle, a_case, a_disclosure, a_feed, an_exhibit
from app.proof.reading import sha256_of
from app.proof.sentences import finding, limits
from app.proof.values import Finding, Verdict, Wish
from app.session import Session
from app.tasks import Progress, no_progress
from db import bundle, schema
from db.casefile import CaseFile
from db.connection import guard
from db.errors import CaseDamaged, CaseMissing, NotACase


def look(path: Path, wish: Wish | None = None, progress: Progress = no_progress) -> Verdict:
    """Verify a case, a shared file, a shared folder or an exhibit; nothing of it is opened for writing.

    Raises what opening raises if it is none of these; what is one of these and is damaged gets a verdict that says so.
    """
    wish = wish or Wish()
    if wish.head is not None:
        _check_head(wish.head)
    if an_exhibit.is_one(path):
        return an_exhibit.look(path, progress)
    if path.is_dir():
        return a_feed.look(path, wish, progress)
    if not path.is_file():
        raise NotACase("not a regular file") if path.exists() else CaseMissing(str(path))
    if sealing.kind_of(path) != "open":
        with sealing.unsealed(path, wish.passphrase, progress) as plain:
            verdict = _file(plain, wish, progress)
        return replace(verdict, subject=path.name, sha256=sha256_of(path))
    return _file(path, wish, progress)


def _file(path: Path, wish: Wish, progress: Progress) -> Verdict:
    with path.open("rb") as file:
        start = file.read(100)
    kind = int.from_bytes(start[68:72], "big")
    if kind == bundle.APPLICATION_ID:
        return a_bundle.look(path, wish, progress)
    if kind == schema.DISCLOSURE_ID:
        return a_disclosure.look(path, wish, progress)
    if kind == schema.APPLICATION_ID or len(start) < 100:
        return _case(path, wish, progress)
    raise NotACase("neither a case nor a file that was made of one")


def _case(path: Path, wish: Wish, progress: Progress) -> Verdict:
    findings: list[Finding] = []
    title, heads = None, ()
    session = Session()
    try:
        session.open(path, read_only=True)
        with guard():
            case = session.case
            progress(0, 0)
            findings += a_case.held_together(case)
            title, heads = _told(case)
            findings += a_case.attested(case, wish)
            if wish.with_media:
                findings += a_case.recordings(case, progress)
    except CaseDamaged:
        findings = [finding("opens", False, "the file is damaged or was changed by another program")]
    finally:
        session.close()
    missing = limits(("person", "authenticity", "meaning", "time", "after", "unsigned", *_authority(findings)))
    return Verdict("case", path.name, title, sha256_of(path), heads, tuple(findings), missing)


def _told(case: CaseFile) -> tuple[str | None, tuple[str, ...]]:
    with suppress(LookupError):
        return case.info.title, tuple(case.ledger.heads())
    return None, ()


def _authority(findings: list[Finding]) -> tuple[str, ...]:
    return ("authority",) if any(one.ok and one.name.startswith("stamp ") for one in findings) else ()


def _check_head(head: str) -> None:
    if not 8 <= len(head) <= 64 or set(head.lower()) - set("0123456789abcdef"):
        raise Refused("A head is 8 to 64 of the digits 0 to 9 and a to f.", "Copy it from the sheet or the statement.")
