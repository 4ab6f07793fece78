"""What a file that was disclosed proves: its signature, that it is what was signed, and that it holds no history."""

from pathlib import Path

from app import keys
from app.proof import a_case
from app.proof.a_bundle import signed
from app.proof.reading import sha256_of
from app.proof.sentences import finding, limits
from app.proof.values import Finding, Verdict, Wish
from app.tasks import Progress
from db import disclosed
from db.bundle import Manifest
from db.checks import Check
from db.errors import CaseDamaged

_LIMITS = ("person", "authenticity", "meaning", "time", "after", "key", "selection")
_KINDS = {"history": "bare"}
"""A disclosure has no history: its check of that name asks for something else."""


def look(path: Path, wish: Wish, progress: Progress) -> Verdict:
    """Verify a disclosure from a private copy, with nothing of it running."""
    findings: list[Finding] = []
    title, heads = None, ()

    def note(manifest: Manifest) -> Check:
        findings.extend(signed(manifest))
        return keys.signature_of(manifest)

    progress(0, 0)
    try:
        case = disclosed.read(path, note)
        with case:
            findings += [
                finding(_KINDS.get(one.name, one.name), one.ok, one.detail, name=one.name)
                for one in case.verify()
                if one.name != "signature"
            ]
            title = case.info.title
            heads = tuple(str(head) for head in case.manifest.value.get("heads", ()))
            if wish.with_media:
                findings += a_case.packed(case, case.manifest.value.get("files", {}))
    except CaseDamaged:
        if not any(one.ok is False for one in findings):
            findings.append(finding("opens", False, "what is in it is not what was signed"))
    return Verdict("disclosure", path.name, title, sha256_of(path), heads, tuple(findings), limits(_LIMITS))
