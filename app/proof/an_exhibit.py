"""What an exhibit proves: its signature, and that every file of it is as it was signed.

It is looked at by the verifier that lies in it, or rather by our own copy of that program: both say the same.
"""

import importlib.util
import zipfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any, cast

from app import keys, paths
from app.proof.reading import sha256_of
from app.proof.sentences import finding, limits
from app.proof.values import Finding, Verdict
from app.tasks import Progress
from app.visible import on_one_line
from db.errors import NotACase

_LIMITS = ("person", "authenticity", "meaning", "time", "after", "key", "selection")
_MOST = 5
_BAD = "NOT OK  "
_UNREADABLE = (OSError, ValueError, TypeError, LookupError, RecursionError, EOFError, RuntimeError)


def is_one(path: Path) -> bool:
    """Whether a folder or a ZIP has a list of files as an exhibit has it."""
    verifier = _verifier()
    if path.is_dir():
        listed = path / verifier.MANIFEST
        return listed.is_file() and not listed.is_symlink()
    if not path.is_file():
        return False  # A pipe would make us wait for ever.
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return False
        with zipfile.ZipFile(path) as package:
            return verifier.MANIFEST in package.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def look(path: Path, progress: Progress) -> Verdict:
    """Verify an exhibit; nothing of it runs, and nothing is written."""
    progress(0, 0)
    verifier = _verifier()
    manifest: dict[str, Any] = {}
    try:
        package = verifier.opened(path)
        data: bytes = verifier.bytes_of(package, verifier.MANIFEST)
        try:
            manifest = verifier.manifest_of(data)
        except verifier.UNREADABLE:
            if verifier.SIGNATURE not in package.names:
                raise
        wrong = verifier.files_of(package, manifest) if manifest else [f"{verifier.MANIFEST} can't be read any more."]
        said, good = verifier.signature_of(package, data, str(manifest.get("key")), "")
    except (verifier.Wrong, zipfile.BadZipFile, zlib.error, *_UNREADABLE) as problem:
        raise NotACase("a list of files that is none of ours") from problem
    findings = [
        finding("listed", not wrong, _in_a_line(wrong) or f"all {len(manifest['files'])} files were read whole")
    ]
    if good:
        key = str(manifest["key"])
        findings.append(
            finding("signature", True, f"the list of files was signed with the key {keys.fingerprint(key)}")
        )
        findings.append(_whose(key))
    else:
        findings.append(finding("signature", False, _in_a_line([said])))
    digest = sha256_of(path) if path.is_file() else None
    heads = _heads(manifest.get("heads"))
    return Verdict("exhibit", path.name, _text(manifest.get("title")), digest, heads, tuple(findings), limits(_LIMITS))


def _in_a_line(lines: list[str]) -> str:
    more = f" And {len(lines) - _MOST} more." if len(lines) > _MOST else ""
    return on_one_line(" ".join(line.removeprefix(_BAD) for line in lines[:_MOST]) + more)


def _whose(key: str) -> Finding:
    name = keys.fingerprint(key)
    if key == keys.own():
        return finding("key", True, f"the key {name} is that of this installation")
    met = next((one for one in keys.colleagues() if one.key == key), None)
    if met is None:
        return finding("key", None, f"the key {name} was never met here")
    called = f", which calls its reviewer “{met.reviewer}”" if met.reviewer else ""
    return finding(
        "key", True, f"the key {name} is that of the device {met.device_id}{called}, as it was first met here"
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _heads(value: object) -> tuple[str, ...]:
    return tuple(str(head) for head in cast("list[object]", value)) if isinstance(value, list) else ()


@cache
def _verifier() -> Any:
    spec = importlib.util.spec_from_file_location(
        "avowal_verifier", paths.resources() / "verifier" / "verify_exhibit.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
