"""The verifier of an exhibit, run as a program with no site packages: what is whole, and whatever was altered."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import cli, sample

VERIFIER = Path(__file__).parents[2] / "resources" / "verifier" / "verify_exhibit.py"
WORDS = "WEBVTT\n\n00:00:01.000 --> 00:00:01.400\nThe truce is over.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory, installation_home):
    folder = tmp_path_factory.mktemp("exhibit")
    shutil.copyfile(sample.files() / "interview.mp4", folder / "interview.mp4")
    (folder / "en.vtt").write_text(WORDS, encoding="utf-8")
    case = folder / "case.sqlite"
    commands = (
        ("new", case, "--title", "A case"),
        ("add-media", case, folder / "interview.mp4", "--title", "Interview"),
        ("add-transcript", case, folder / "en.vtt", "--media", "Interview", "--title", "en", "--language", "en"),
        ("mark", case, "--transcript", "en", "--words", "truce is over", "--title", "Truce"),
        ("exhibit", case, folder / "out"),
        ("exhibit", case, folder / "out.zip"),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AVOWAL_HOME", str(installation_home))
        assert [cli.run([str(one) for one in command]) for command in commands] == [0] * len(commands)
    return folder


@pytest.fixture
def out(made, tmp_path):
    shutil.copytree(made / "out", tmp_path / "out")
    return tmp_path / "out"


def run(*arguments, status=0, verifier=VERIFIER, cwd=None):
    command = [sys.executable, "-I", "-S", "-B", str(verifier), *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
    assert ended.returncode == status, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout if status < 2 else ended.stderr


def files_in(folder):
    return sorted(one for one in folder.rglob("*") if one.is_file())


def test_a_whole_one_is_said_to_be_so_by_the_verifier_inside_and_left_as_it_is(out):
    before = {one: one.read_bytes() for one in files_in(out)}

    said = run(verifier=out / "verify.py", cwd=out)

    assert said.count("ok      ") == 5
    assert said.endswith("The exhibit is whole and as it was signed.\n")
    assert {one: one.read_bytes() for one in files_in(out)} == before
    assert (out / "verify.py").read_bytes() == VERIFIER.read_bytes()


def test_a_zip_is_checked_as_it_is(made):
    assert "whole and as it was signed" in run(made / "out.zip")


def test_the_key_can_be_given(out):
    key = json.loads((out / "MANIFEST.sig").read_text())["key"]

    assert "the one you gave" in run(out, "--key", " ".join(key[at : at + 4] for at in range(0, 64, 4)).upper())
    assert "another key than the one you gave" in run(out, "--key", "ab" * 32, status=1)


def test_whichever_file_is_altered_by_one_bit_is_found(out):
    for path in files_in(out):
        data = path.read_bytes()
        for at in {0, len(data) // 2, len(data) - 1}:
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            said = run(out, status=1)
            if not path.name.startswith("MANIFEST"):
                assert f"Altered: {path.relative_to(out).as_posix()} is not what was signed." in said
        path.write_bytes(data)
    assert "whole" in run(out)


def test_whichever_file_is_taken_away_is_named(out):
    for path in files_in(out):
        if path.name == "MANIFEST.tsq":
            continue
        kept = path.read_bytes()
        path.unlink()
        if path.name == "MANIFEST.json":
            run(out, status=2)
        else:
            said = run(out, status=1)
            assert "Missing: " in said or "not signed" in said
        path.write_bytes(kept)


def test_what_is_added_is_named_and_nothing_that_steers_a_terminal_is_printed(out):
    (out / "clips" / "extra\nok      all is well\x1b[2J.mp4").write_bytes(b"x")
    (out / "link").symlink_to(out / "verify.py")

    said = run(out, status=1)

    assert "Extra: clips/extra\\nok" in said
    assert "Strange: link" in said
    assert "\x1b" not in said


def test_a_list_that_was_written_anew_and_signed_by_somebody_else_names_another_key(out):
    path = out / "words" / "quote-01.txt"
    path.write_text("The truce holds.\n", encoding="utf-8")
    manifest = json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))
    known = manifest["key"]
    import hashlib

    data = path.read_bytes()
    manifest["files"]["words/quote-01.txt"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    made = Ed25519PrivateKey.generate()
    public = made.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()
    for named in (known, public):
        manifest["key"] = named
        text = json.dumps(manifest).encode()
        (out / "MANIFEST.json").write_bytes(text)
        signed = {"algorithm": "Ed25519", "key": public, "of": "MANIFEST.json", "signature": made.sign(text).hex()}
        (out / "MANIFEST.sig").write_text(json.dumps(signed))
        (out / "MANIFEST.tsq").unlink(missing_ok=True)
        if named == known:
            assert "another key than the one it names" in run(out, status=1)
    # All of it forged, only the key tells: that is why it is to be compared.
    assert public in run(out)
    run(out, "--key", known, status=1)


def test_the_signature_is_checked_as_others_check_it(tmp_path):
    import importlib.util

    spec = importlib.util.spec_from_file_location("verifier", VERIFIER)
    verifier = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(verifier)
    # RFC 8032, section 7.1, test 2.
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert verifier.is_signed(key, signature, b"\x72")
    assert not verifier.is_signed(key, signature, b"\x73")
    for number in range(20):
        made = Ed25519PrivateKey.generate()
        public = made.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        message = bytes([number]) * number
        good = made.sign(message)
        assert verifier.is_signed(public, good, message)
        for at in (0, 31, 32, 63):
            bad = good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :]
            assert not verifier.is_signed(public, bad, message)
        # The same signature with the group's order added: RFC 8032 has it refused.
        more = int.from_bytes(good[32:], "little") + verifier.L
        assert not verifier.is_signed(public, good[:32] + more.to_bytes(32, "little"), message)


LISTS = {
    "a path that climbs": ("files", {"../secret": {"sha256": "a" * 64, "size": 1}}),
    "an absolute path": ("files", {"/etc/passwd": {"sha256": "a" * 64, "size": 1}}),
    "a drive": ("files", {"C:x": {"sha256": "a" * 64, "size": 1}}),
    "a backslash": ("files", {"a\\b": {"sha256": "a" * 64, "size": 1}}),
    "a hash that is none": ("files", {"a": {"sha256": "a", "size": 1}}),
    "a size that is none": ("files", {"a": {"sha256": "a" * 64, "size": True}}),
    "a size below nothing": ("files", {"a": {"sha256": "a" * 64, "size": -5}}),
    "files that are no list": ("files", []),
    "another form": ("form", "avowal-exhibit/2"),
}


@pytest.mark.parametrize(("name", "value"), LISTS.values(), ids=LISTS)
def test_a_list_that_is_none_gets_one_line(out, name, value):
    manifest = json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))
    manifest[name] = value
    (out / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert "Altered: MANIFEST.json" in run(out, status=1)
    (out / "MANIFEST.sig").unlink()

    assert len(run(out, status=2).splitlines()) == 1


def test_what_is_no_exhibit_gets_one_line(tmp_path, out):
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("a", "b")
    (out / "MANIFEST.json").write_text("[" * 100_000)
    (out / "MANIFEST.sig").unlink()

    for path in (tmp_path / "notes.txt", tmp_path / "empty", tmp_path / "other.zip", tmp_path / "none", out):
        assert len(run(path, status=2).splitlines()) == 1


def test_a_zip_with_a_file_twice_or_one_that_lies_about_its_size_is_found(made, tmp_path):
    twice = tmp_path / "twice.zip"
    shutil.copyfile(made / "out.zip", twice)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(twice, "a") as packed:
        packed.writestr("verify.py", "print('The exhibit is whole and as it was signed.')")
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(made / "out.zip") as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, b"\0" * 50_000_000 if name == "quote-sheet.html" else source.read(name))

    assert "Strange: verify.py" in run(twice, status=1)
    assert "Altered: quote-sheet.html" in run(bomb, status=1)
