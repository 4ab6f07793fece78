"""Checks a file that Avowal shared, without Avowal: python verify_bundle.py FILE [--extract FOLDER]

It needs Python 3.9 or newer and nothing else, writes nothing unless asked to extract, and goes nowhere.

It works out again every hash that the signed manifest names, of the tables and of the recordings inside, and follows
the chain of each device's steps. It does not check the signature, for Python's own library can't. With --extract it
writes what openssl needs for that, and says the command. It does not do the steps again; Avowal does.
"""

import argparse
import hashlib
import json
import re
import sqlite3
import sys
from pathlib import Path

BUNDLE = 0x41564F42
ORDER = {
    "act": "id",
    "act_body": "act_id",
    "original": "sha256",
    "content": "number",
    "segment": "number",
    "element": "content, path",
}
"""How the rows of these tables are put in order for their hash; those of all others by their id."""
HEADER = (
    *("device_id", "counter", "previous", "kind", "verb", "label", "reviewer_id", "at", "heads", "reverses"),
    "body_sha256",
)
ED25519 = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of such a key in DER (RFC 8410)."""


class Wrong(Exception):
    """The file is not what it should be, or none that this can read."""


def canonical(value):
    """Sorted keys, no spaces, no escapes that JSON doesn't need."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256(data):
    """As 64 hexadecimal digits."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def opened(path):
    """A connection that only reads plain tables, and obeys nothing that lies in the file or beside it."""
    head = path.open("rb").read(100) if path.is_file() else b""
    if not head.startswith(b"SQLite format 3\0") or int.from_bytes(head[68:72], "big") != BUNDLE:
        raise Wrong("this is no file that Avowal shared (a locked one must be unlocked first)")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    allowed = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}

    def authorize(action, _one, _two, _database, source):
        return sqlite3.SQLITE_OK if action in allowed and source is None else sqlite3.SQLITE_DENY

    connection.set_authorizer(authorize)
    return connection


def manifest_of(connection):
    """The manifest, its exact bytes, the key and the signature."""
    ((text, key, signature),) = connection.execute("SELECT manifest, key, signature FROM bundle").fetchall()
    value = json.loads(text)
    if (
        canonical(value) != text
        or not re.fullmatch("[0-9a-f]{64}", key)
        or not re.fullmatch("[0-9a-f]{128}", signature)
    ):
        raise Wrong("the manifest is not written as it should be")
    return value, text, key, signature


def tables(connection, manifest):
    """The tables whose rows are not what the manifest says."""
    real = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    wrong = []
    for name, expected in manifest["tables"].items():
        if name not in real or not re.fullmatch("[a-z_]+", name):
            wrong.append(name)
            continue
        digest = hashlib.sha256()
        for row in connection.execute(f"SELECT * FROM {name} ORDER BY {ORDER.get(name, 'id')}"):
            digest.update(canonical([one.hex() if isinstance(one, bytes) else one for one in row]).encode())
        if digest.hexdigest() != expected:
            wrong.append(name)
    return wrong + sorted({"act", "act_body", "original", "segment"} - set(manifest["tables"]))


def files(connection, manifest):
    """The packed recordings that are not what the manifest says."""
    wrong = []
    for name in manifest["files"]:
        digest = hashlib.sha256()
        for (block,) in connection.execute("SELECT bytes FROM packed_chunk WHERE sha256 = ? ORDER BY number", [name]):
            digest.update(block)
        if digest.hexdigest() != name:
            wrong.append(name)
    packed = {name for (name,) in connection.execute("SELECT sha256 FROM packed_file")}
    return wrong + sorted(packed ^ set(manifest["files"]))


def chains(connection, manifest):
    """What is wrong with the steps, and how many there are."""
    wrong, place, followed = [], {}, set()
    names = ", ".join(HEADER)
    for id, *columns in connection.execute(f"SELECT id, {names} FROM act ORDER BY device_id, counter"):
        header = dict(zip(HEADER, columns))
        device, counter, previous = header["device_id"], header["counter"], header["previous"]
        if sha256(canonical(header)) != id:
            wrong.append(f"step {counter} of device {device} was altered")
        if (place.get(previous) != (device, counter - 1)) if previous else counter != 1:
            wrong.append(f"the chain of device {device} is broken before step {counter}")
        place[id] = (device, counter)
        followed.update(json.loads(header["heads"]))
    if followed - set(place):
        wrong.append("a step saw one that is not there")
    if sorted(set(place) - followed) != manifest["heads"]:
        wrong.append("the history does not end where the manifest says")
    return wrong, len(place)


def bodies(connection):
    """The steps whose body has not the hash that they name, and whether words were expunged (which explains some)."""
    query = "SELECT a.id, a.verb, a.body_sha256, b.body FROM act AS a LEFT JOIN act_body AS b ON b.act_id = a.id"
    wrong, expunged = [], False
    for id, verb, expected, body in connection.execute(query):
        expunged = expunged or verb == "expunge"
        if body is None or sha256(body) != expected:
            wrong.append(id)
    return wrong, expunged


def extract(folder, text, key, signature):
    """Write what openssl needs to check the signature."""
    import base64

    folder.mkdir(parents=True, exist_ok=True)
    pem = base64.b64encode(ED25519 + bytes.fromhex(key)).decode()
    (folder / "manifest.json").write_bytes(text.encode())
    (folder / "signature.bin").write_bytes(bytes.fromhex(signature))
    (folder / "key.pem").write_text(f"-----BEGIN PUBLIC KEY-----\n{pem}\n-----END PUBLIC KEY-----\n", encoding="ascii")


def check(path, folder=None):
    """Lines that say what holds and what doesn't, and whether nothing was found wrong."""
    connection = opened(path)
    try:
        manifest, text, key, signature = manifest_of(connection)
        lines, ok = [], True

        def say(wrong, good, bad):
            nonlocal ok
            ok = ok and not wrong
            lines.append(f"NOT OK  {bad}: {'; '.join(wrong[:5])}" if wrong else f"ok      {good}")

        say(tables(connection, manifest), "every table is what the manifest says", "not what the manifest says")
        say(files(connection, manifest), f"{len(manifest['files'])} packed recordings are whole", "recordings")
        wrong, count = chains(connection, manifest)
        say(wrong, f"{count} steps follow one another", "the history")
        altered, expunged = bodies(connection)
        if altered and expunged:
            lines.append(f"not checked  {len(altered)} steps of which words were expunged; Avowal can check them")
        else:
            say(altered, "what each step did is as it was written", "altered steps")
    finally:
        connection.close()
    lines.append(f"not checked  the signature of the key {' '.join(key[at : at + 4] for at in range(0, 32, 4))}")
    lines += [f"head    {head}" for head in manifest["heads"]]
    if folder is not None:
        extract(folder, text, key, signature)
        command = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile signature.bin"
        lines.append(f"In {folder}, check the signature with: {command}")
    return lines, ok


def main(arguments=None):
    """Exit status: 0 nothing is wrong, 1 something is, 2 this is no such file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--extract", type=Path, metavar="FOLDER", help="write manifest, key and signature for openssl")
    given = parser.parse_args(arguments)
    try:
        lines, ok = check(given.file, given.extract)
    except (Wrong, OSError, sqlite3.Error, ValueError, TypeError, LookupError, RecursionError) as problem:
        print(f"It can't be checked: {problem}".replace("\n", " "), file=sys.stderr)
        return 2
    print("\n".join(lines).encode("ascii", "backslashreplace").decode())
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
