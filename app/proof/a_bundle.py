"""What a file that a colleague shared proves: its signature, its contents, and the history inside it."""

import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from app import installation, keys
from app.proof import a_case
from app.proof.reading import sha256_of
from app.proof.sentences import finding, limits
from app.proof.values import Finding, Verdict, Wish
from app.tasks import Progress
from db import bundle, casefile, follow, receive
from db.bundle import Manifest
from db.casefile import CaseFile
from db.connection import guard
from db.errors import CaseDamaged

_LIMITS = ("person", "authenticity", "meaning", "time", "after", "key", "completeness")


def look(path: Path, wish: Wish, progress: Progress) -> Verdict:
    """Verify a bundle from a private copy, with nothing of it running; its steps are done again in a fresh file."""
    findings: list[Finding] = []
    title, heads = None, ()
    try:
        with receive.opened(path) as (connection, manifest), guard():
            if manifest is None:
                raise CaseDamaged("a bundle without a manifest")
            progress(0, 0)
            findings += signed(manifest)
            findings += [finding(one.name, one.ok, one.detail) for one in bundle.verify(connection, manifest)]
            progress(0, 0)
            with _rebuilt(path) as case:
                title, heads = case.info.title, tuple(case.ledger.heads())
                progress(0, 0)
                findings += a_case.held_together(case)
                wrong = follow.tables_that_differ(connection, case)
                detail = f"different: {', '.join(wrong)}" if wrong else "every table was compared, row by row"
                findings.append(finding("rows", not wrong, detail))
                findings += a_case.attested(case, wish)
                if wish.with_media:
                    findings += a_case.packed(case, manifest.value.get("files", {}))
    except CaseDamaged:
        if not any(one.ok is False for one in findings):
            findings.append(finding("opens", False, "its steps, or the file itself, do not hold together"))
    return Verdict("bundle", path.name, title, sha256_of(path), heads, tuple(findings), limits(_LIMITS))


def signed(manifest: Manifest) -> Iterator[Finding]:
    """Whether a key signed the manifest, and whose it is as far as this installation knows."""
    name = keys.fingerprint(manifest.key)
    try:
        keys.check(manifest.key, manifest.payload, manifest.signature)
    except CaseDamaged:
        yield finding("signature", False, f"the file names the key {name}, which did not sign it")
        return
    yield finding("signature", True, f"signed with the key {name}")
    device = str(manifest.value.get("device"))
    yield whose(manifest.key, device)


def whose(key: str, device: str) -> Finding:
    """What is known here of a key."""
    name, known = keys.fingerprint(key), {one.device_id: one for one in keys.colleagues()}
    if device in known and known[device].key != key:
        return finding("key", False, f"the key was {keys.fingerprint(known[device].key)} and is {name} now")
    if key == keys.own():
        return finding("key", True, f"the key {name} is that of this installation")
    if device in known:
        who = known[device].reviewer
        called = f", which calls its reviewer “{who}”" if who else ""
        return finding("key", True, f"the device {device}{called}, had the key {name} when it was first met here")
    return finding("key", None, f"the key {name}, of the device {device}, was never met here")


@contextmanager
def _rebuilt(path: Path) -> Generator[CaseFile]:
    """A case made of the bundle's steps alone, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="avowal-") as folder:
        out = Path(folder) / "rebuilt.sqlite"
        receive.receive(path, out, installation.load().signature)
        with casefile.read_case(out) as case:
            yield case
