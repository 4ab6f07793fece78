"""Checks an exhibit that Avowal wrote, without Avowal: python verify.py [FOLDER or ZIP] [--key KEY]

It needs Python 3.9 or newer and nothing else, writes nothing, runs nothing and goes nowhere. Without a name it checks
the folder that it lies in; for a check that nobody can have prepared, take this program from another source.

It reads every file whole and compares its SHA-256 with the signed list in MANIFEST.json, says what is missing and what
is there beside it, and checks the signature (Ed25519, RFC 8032) itself. It can't say who held the key: compare it with
the one that the sender tells you by another way, or give that one with --key.
"""

import argparse
import hashlib
import json
import os
import re
import stat
import sys
import zipfile
import zlib
from collections import Counter
from pathlib import Path

FORM = "avowal-exhibit/1"
MANIFEST, SIGNATURE, QUERY, ANSWER = "MANIFEST.json", "MANIFEST.sig", "MANIFEST.tsq", "MANIFEST.tsr"
LARGEST = 16 * 1024 * 1024
BLOCK = 1024 * 1024
QUERY_START = bytes.fromhex("30390201013031300d060960864801650304020105000420")
QUERY_END = bytes.fromhex("0101ff")
"""A time-stamp query (RFC 3161) about a SHA-256, without a nonce, that asks for the certificate."""


class Wrong(Exception):
    """This is no exhibit, or none that this can read."""


UNREADABLE = (Wrong, ValueError, TypeError, RecursionError)
"""What reading a list that somebody altered may raise."""

# Ed25519 as RFC 8032, section 5.1, describes it; slow, and only for checking.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point(data):
    """The point that 32 bytes stand for, as extended coordinates; Wrong if they stand for none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        raise Wrong("a key or a signature that is none")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        raise Wrong("a key or a signature that is none")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def added(one, other):
    """The sum of two points."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, one):
    """A point so many times."""
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = added(found, one)
        one, number = added(one, one), number >> 1
    return found


def is_signed(key, signature, message):
    """Whether the key made the signature of the message."""
    base_y = 4 * pow(5, P - 2, P) % P
    base = point(base_y.to_bytes(32, "little"))
    scalar = int.from_bytes(signature[32:], "little")
    if scalar >= L:
        return False
    try:
        public, start = point(key), point(signature[:32])
    except Wrong:
        return False
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    one, other = times(scalar, base), added(start, times(hashed, public))
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


class Folder:
    """An exhibit as a folder. Links are never followed, whatever is no plain file is named as such."""

    def __init__(self, path):
        self.path = path
        self.strange = []
        self.names = []
        for folder, folders, files in os.walk(path):
            for name in [*folders, *files]:
                where = Path(folder) / name
                said = where.relative_to(path).as_posix()
                mode = where.lstat().st_mode
                if stat.S_ISREG(mode):
                    self.names.append(said)
                elif not stat.S_ISDIR(mode):
                    self.strange.append(said)

    def opened(self, name):
        """A file of it, to be read."""
        return (self.path / name).open("rb")


class Zip:
    """An exhibit as a ZIP, read without unpacking it."""

    def __init__(self, path):
        self.file = zipfile.ZipFile(path)
        infos = [one for one in self.file.infolist() if not one.is_dir()]
        self.names = [one.filename for one in infos]
        self.strange = [name for name, times in Counter(self.names).items() if times > 1]
        self.strange += [one.filename for one in infos if one.flag_bits & 1]

    def opened(self, name):
        """A file of it, to be read."""
        return self.file.open(name)


def opened(path):
    """The exhibit at a path; Wrong if there is none."""
    if path.is_dir():
        package = Folder(path)
    elif path.is_file() and zipfile.is_zipfile(path):
        package = Zip(path)
    else:
        raise Wrong("this is neither a folder nor a ZIP of an exhibit")
    if MANIFEST not in package.names:
        raise Wrong(f"there is no {MANIFEST} in it")
    return package


def bytes_of(package, name):
    """A small file, whole."""
    with package.opened(name) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Wrong(f"{name} is far too large")
    return data


def once(pairs):
    """A JSON object in which no name stands twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Wrong("a name stands twice in a list")
    return found


def manifest_of(data):
    """The list of files, from its exact bytes."""
    value = json.loads(data.decode("utf-8"), object_pairs_hook=once)
    if not isinstance(value, dict) or value.get("form") != FORM or not isinstance(value.get("files"), dict):
        raise Wrong(f"its {MANIFEST} is of another kind, or of a newer one")
    for name, said in value["files"].items():
        parts = name.split("/")
        if "\\" in name or ":" in name or name.startswith("/") or {"", ".", ".."} & set(parts):
            raise Wrong(f"its list names a file that can't be in it: {name!r}")
        if (
            not isinstance(said, dict)
            or not re.fullmatch("[0-9a-f]{64}", str(said.get("sha256")))
            or type(said.get("size")) is not int
            or said["size"] < 0
        ):
            raise Wrong(f"its list says nothing sound of {name!r}")
    return value


def digest_of(package, name, size):
    """The SHA-256 of a file; None as soon as it is longer than it may be, or if it can't be unpacked."""
    digest, done = hashlib.sha256(), 0
    try:
        with package.opened(name) as file:
            while True:
                block = file.read(min(BLOCK, size - done + 1))
                if not block:
                    break
                done += len(block)
                if done > size:
                    return None
                digest.update(block)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return None
    return digest.hexdigest() if done == size else None


def signature_of(package, data, said_by, wanted):
    """A line on the signature, and whether it is good."""
    if SIGNATURE not in package.names:
        return f"NOT OK  The list of files is not signed: there is no {SIGNATURE}.", False
    try:
        value = json.loads(bytes_of(package, SIGNATURE).decode("utf-8"), object_pairs_hook=once)
    except UNREADABLE:
        value = None
    key, signature = (str(value.get(name)) if isinstance(value, dict) else "" for name in ("key", "signature"))
    if not re.fullmatch("[0-9a-f]{64}", key) or not re.fullmatch("[0-9a-f]{128}", signature):
        return f"NOT OK  {SIGNATURE} holds no signature.", False
    if set(value) != {"algorithm", "key", "of", "signature"} or (value["algorithm"], value["of"]) != (
        "Ed25519",
        MANIFEST,
    ):
        return f"NOT OK  {SIGNATURE} says something else than a signature of {MANIFEST}.", False
    if not is_signed(bytes.fromhex(key), bytes.fromhex(signature), data):
        return f"NOT OK  The signature was not made of this {MANIFEST} by this key: one of them was altered.", False
    if said_by is not None and key != said_by:
        return "NOT OK  The list was signed with another key than the one it names.", False
    if wanted and wanted != key:
        return "NOT OK  The signature is sound, but it was made with another key than the one you gave.", False
    whose = "the one you gave" if wanted else "ask the sender, by another way, whether it is theirs"
    return f"ok      The list of files is signed, and the signature is sound. Key: {key} ({whose}).", True


def files_of(package, manifest):
    """A line on each file that is not what was signed, is missing, or is too much; and whether there is none."""
    lines = []
    present = set(package.names)
    for name, said in sorted(manifest["files"].items()):
        if name not in present:
            lines.append(f"NOT OK  Missing: {name} was signed and is not here.")
        elif digest_of(package, name, said["size"]) != said["sha256"]:
            lines.append(f"NOT OK  Altered: {name} is not what was signed.")
    own = {MANIFEST, SIGNATURE, QUERY, ANSWER}
    lines += [
        f"NOT OK  Extra: {name} is here and was not signed." for name in sorted(present - set(manifest["files"]) - own)
    ]
    lines += [f"NOT OK  Strange: {name} is no plain file, or is there twice." for name in sorted(set(package.strange))]
    return lines


def shown(text):
    """The text on one line, with every letter that could steer a terminal, or that it may not know, written out."""
    return "".join(one if " " <= one <= "~" else one.encode("unicode_escape").decode() for one in text)


def check(path, wanted=""):
    """Lines that say what holds and what doesn't, and whether nothing was found wrong."""
    package = opened(path)
    data = bytes_of(package, MANIFEST)
    try:
        manifest = manifest_of(data)
    except UNREADABLE:
        if SIGNATURE not in package.names:
            raise
        said, good = signature_of(package, data, None, wanted)
        if good:
            raise
        # It was a list once: somebody signed it.
        return [f"NOT OK  Altered: {MANIFEST} can't be read any more.", said], False
    wrong = files_of(package, manifest)
    count = len(manifest["files"])
    lines = wrong or [
        f"ok      All {count} files are, byte for byte, those that were signed.",
        "ok      Nothing is missing.",
        "ok      Nothing is there that was not signed.",
    ]
    said, good = signature_of(package, data, str(manifest.get("key")), wanted)
    lines.append(said)
    if QUERY in package.names:
        asked = bytes_of(package, QUERY) == QUERY_START + hashlib.sha256(data).digest() + QUERY_END
        good = good and asked
        lines.append(
            "ok      The time-stamp query asks about this list of files."
            if asked
            else f"NOT OK  {QUERY} does not ask about this list of files."
        )
    if ANSWER in package.names:
        lines.append(
            f"not checked  {ANSWER}: check it with openssl ts -verify -queryfile {QUERY} -in {ANSWER} -CAfile ROOTS"
        )
    heads = manifest.get("heads")
    lines += [f"head    {head}" for head in (heads if isinstance(heads, list) else [])]
    return lines, good and not wrong


def main(arguments=None):
    """Exit status: 0 nothing is wrong, 1 something is, 2 this is no exhibit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("exhibit", type=Path, nargs="?", default=Path(__file__).resolve().parent)
    parser.add_argument("--key", default="", help="the public key that must have signed it, 64 digits and letters")
    given = parser.parse_args(arguments)
    try:
        lines, ok = check(given.exhibit, "".join(given.key.split()).lower())
    except (
        *(Wrong, OSError, ValueError, TypeError, LookupError, RecursionError, EOFError),
        *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError),
    ) as problem:
        print(f"It can't be checked: {shown(str(problem))}", file=sys.stderr)
        return 2
    print("\n".join(map(shown, lines)))
    print("The exhibit is whole and as it was signed." if ok else "Something is WRONG with this exhibit.")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
