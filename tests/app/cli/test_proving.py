"""What is proven and what is not, and time stamps, by the command line."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

FILES = Path(__file__).parents[2] / "files"
STAMPS = FILES / "stamps"


def found(said, name):
    """The one check of that name."""
    (one,) = [check for check in said["checks"] if check["name"] == name]
    return one


@pytest.fixture
def bundle(avowal, case):
    avowal("share", case, case.parent / "it.avowal")
    return case.parent / "it.avowal"


@pytest.fixture
def with_media(avowal, case):
    avowal("share", case, case.parent / "with media.avowal", "--with-media")
    return case.parent / "with media.avowal"


def test_a_case_says_what_is_proven_and_what_can_t_be(avowal, case):
    said = avowal("verify", case, "--json").json

    assert said["ok"] is True
    assert [one["name"] for one in said["checks"]] == [
        *("file", "chain", "steps", "history", "imports"),
        "media interview.mp4",
    ]
    limits = {one["name"] for one in said["not_proven"]}
    assert limits >= {"person", "authenticity", "time", "after", "unsigned"}
    assert all(one["claim"] and one["detail"] for one in said["not_proven"])


def test_in_words_it_says_the_same(avowal, case):
    said = avowal("verify", case).out

    assert "PROVEN\n  The file is undamaged." in said
    assert "is, byte for byte, the one that was added." in said
    assert "NOT PROVEN" in said
    assert "Who sat at the keyboard." in said
    assert "NOT AS IT SHOULD BE" not in said


def test_a_changed_byte_of_a_recording_is_named_loudly_with_both_hashes(avowal, case):
    recording = case.parent / "interview.mp4"
    data = bytearray(recording.read_bytes())
    recording.unlink()
    data[1000] ^= 1
    recording.write_bytes(data)

    one = found(avowal("verify", case, "--json", status=1).json, "media interview.mp4")
    said = avowal("verify", case, status=1).out

    assert one["ok"] is False
    assert len([word for word in one["detail"].split() if len(word) == 64]) == 2
    assert said.startswith("NOT AS IT SHOULD BE\n  THE RECORDING “interview.mp4” IS NOT THE ONE THAT WAS ADDED.")


def test_a_head_that_was_noted_down_is_looked_for(avowal, case):
    head = avowal("info", case, "--json").json["head"]
    avowal("incident", case, "add", "--title", "Strike")

    assert found(avowal("verify", case, "--head", head[:16].upper(), "--json").json, "head")["ok"] is True
    other = "0" * 16
    assert found(avowal("verify", case, "--head", other, "--json", status=1).json, "head")["ok"] is False
    for wrong in ("abc", "g" * 16, "a" * 65):
        avowal("verify", case, "--head", wrong, status=2)


def test_a_case_whose_end_was_cut_off_is_caught_by_a_head_that_was_noted_down(avowal, case):
    shutil.copyfile(case, case.parent / "older.sqlite")
    avowal("incident", case, "add", "--title", "Strike")
    head = avowal("info", case, "--json").json["head"]

    avowal("verify", case.parent / "older.sqlite", "--without-media")
    said = avowal("verify", case.parent / "older.sqlite", "--without-media", "--head", head, "--json", status=1).json

    assert [one["name"] for one in said["checks"] if one["ok"] is False] == ["head"]


def test_a_shared_file_is_verified_and_left_as_it_is(avowal, bundle):
    before = bundle.read_bytes()
    around = {path.name for path in bundle.parent.iterdir()}

    said = avowal("verify", bundle, "--json").json

    assert said["ok"] is True
    assert {one["name"] for one in said["checks"]} >= {"signature", "key", "contents", "heads", "chain", "rows"}
    assert "this installation" in found(said, "key")["detail"]
    assert found(said, "media interview.mp4")["ok"] is None
    assert {one["name"] for one in said["not_proven"]} >= {"person", "key", "completeness"}
    assert bundle.read_bytes() == before
    assert {path.name for path in bundle.parent.iterdir()} == around


def test_recordings_inside_a_shared_file_are_checked(avowal, with_media):
    assert found(avowal("verify", with_media, "--json").json, "media interview.mp4")["ok"] is True


def test_whose_key_it_is_depends_on_whom_this_installation_met(avowal, bundle, tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home of another"))

    unknown = avowal("verify", bundle, "--json").json
    avowal("receive", bundle, tmp_path / "got.sqlite")
    known = avowal("verify", bundle, "--json").json
    (trust,) = (tmp_path / "home of another").rglob("trust.json")
    trust.write_text(json.dumps(dict.fromkeys(json.loads(trust.read_text()), "ab" * 32)))
    other = avowal("verify", bundle, "--json", status=1).json

    assert [found(said, "key")["ok"] for said in (unknown, known, other)] == [None, True, False]
    assert unknown["ok"] is True
    assert "never met" in found(unknown, "key")["detail"]


def altered(bundle, **columns):
    with closing(sqlite3.connect(bundle, isolation_level=None)) as connection:
        for name, value in columns.items():
            connection.execute(f"UPDATE bundle SET {name} = ?", [value])


def test_a_signature_that_the_key_did_not_make_is_a_no(avowal, bundle):
    altered(bundle, signature="00" * 64)

    said = avowal("verify", bundle, "--json", status=1).json

    assert found(said, "signature")["ok"] is False
    assert "key" not in {one["name"] for one in said["checks"]}


def test_rows_that_are_not_what_was_signed_are_a_no(avowal, bundle):
    data = bytearray(bundle.read_bytes())
    at = data.index(b"Interview")
    data[at : at + 9] = b"Intervene"
    bundle.write_bytes(data)

    said = avowal("verify", bundle, "--json", status=1).json

    assert said["ok"] is False
    assert found(said, "contents")["ok"] is False


@pytest.fixture
def disclosure(avowal, case):
    avowal("disclose", case, case.parent / "it.disclosed")
    return case.parent / "it.disclosed"


def test_a_disclosure_is_what_was_signed_and_holds_no_history(avowal, disclosure):
    said = avowal("verify", disclosure, "--json").json

    assert (said["ok"], said["kind"]) == (True, "disclosure")
    assert [one["name"] for one in said["checks"]] == [
        *("signature", "key", "contents", "history", "files"),
        "media interview.mp4",
    ]
    assert "selection" in {one["name"] for one in said["not_proven"]}


def test_an_altered_disclosure_is_a_no(avowal, disclosure):
    altered(disclosure, signature="00" * 64)

    said = avowal("verify", disclosure, "--json", status=1).json

    assert [one["name"] for one in said["checks"] if one["ok"] is False] == ["signature"]


def test_an_encrypted_file_needs_its_passphrase(avowal, bundle):
    locked, words = bundle.with_name("locked.avowal"), bundle.with_name("words.txt")
    locked.write_bytes(pyrage.passphrase.encrypt(bundle.read_bytes(), "correct horse"))
    words.write_text("correct horse\n", encoding="utf-8")

    avowal("verify", locked, status=2)
    said = avowal("verify", locked, "--passphrase-file", words, "--json").json
    words.write_text("wrong horse\n", encoding="utf-8")
    avowal("verify", locked, "--passphrase-file", words, status=2)

    assert (said["ok"], said["kind"]) == (True, "bundle")


def test_a_shared_folder_is_verified_file_by_file(avowal, case):
    folder = case.parent / "shared"
    folder.mkdir()
    avowal("sync", case, folder)
    (acts,) = folder.rglob("*.acts")
    whole = acts.read_bytes()

    said = avowal("verify", folder, "--json").json
    acts.write_bytes(whole[:-20])
    partial = avowal("verify", folder, "--json").json

    assert (said["ok"], said["kind"]) == (True, "feed")
    assert {one["name"].split()[0] for one in said["checks"]} == {"feed", "key", "chain", "steps"}
    assert [one["ok"] for one in partial["checks"] if one["name"].startswith("feed")] == [None]


def test_a_head_is_looked_for_in_a_shared_folder_too(avowal, case):
    folder = case.parent / "shared"
    folder.mkdir()
    avowal("sync", case, folder)
    head = avowal("info", case, "--json").json["head"]

    assert found(avowal("verify", folder, "--head", head, "--json").json, "head")["ok"] is True
    avowal("verify", folder, "--head", "0" * 64, status=1)


BENT = {
    "no device": {"device": ["a"]},
    "no acts": {"acts": []},
    "acts that are none": {"acts": [1, None]},
    "a body that is none": {"acts": [{"header": {}, "body": 3}]},
    "a case that is no text": {"case": 1e400},
    "a key that is none": {"key": None},
    "a signature that is none": {"signature": {"a": 1}},
}


@pytest.mark.parametrize("bent", BENT.values(), ids=BENT)
def test_no_file_of_a_shared_folder_gets_verifying_to_fail(avowal, case, bent):
    import zlib

    folder = case.parent / "shared"
    folder.mkdir()
    avowal("sync", case, folder)
    (acts,) = folder.rglob("*.acts")
    plain = json.loads(zlib.decompress(acts.read_bytes())) | bent
    acts.with_name("00000099-00000099.acts").write_bytes(zlib.compress(json.dumps(plain).encode()))

    status = 1 if {"key", "signature"} & bent.keys() else 0
    said = avowal("verify", folder, "--json", status=status).json

    feeds = [one["ok"] for one in said["checks"] if one["name"].startswith("feed")]
    assert feeds == ([False] if status else [None])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_no_case(avowal, tmp_path):
    os.mkfifo(tmp_path / "pipe")

    avowal("verify", tmp_path / "pipe", status=2)


def test_a_forged_file_of_a_shared_folder_is_a_no(avowal, case):
    import zlib

    folder = case.parent / "shared"
    folder.mkdir()
    avowal("sync", case, folder)
    (acts,) = folder.rglob("*.acts")
    plain = json.loads(zlib.decompress(acts.read_bytes()))
    plain["acts"][0]["header"]["label"] = "Something else"
    acts.write_bytes(zlib.compress(json.dumps(plain).encode()))

    said = avowal("verify", folder, "--json", status=1).json

    assert [one["ok"] for one in said["checks"] if one["name"].startswith("feed")] == [False]


def test_the_statement_is_the_same_page_each_time(avowal, case):
    pages = [case.parent / f"{number}.html" for number in (1, 2)]

    for page in pages:
        avowal("verify", case, "--statement", page)

    assert pages[0].read_bytes() == pages[1].read_bytes()
    text = pages[0].read_text(encoding="utf-8")
    assert "Who sat at the keyboard." in text
    assert avowal("info", case, "--json").json["head"] in text


@pytest.fixture
def stamped(tmp_path):
    """The kept case that the kept answers are about."""
    shutil.copyfile(FILES / "case_v3.sqlite", tmp_path / "kept.sqlite")
    return tmp_path / "kept.sqlite"


def test_a_time_stamp_is_asked_for_kept_and_verified(avowal, stamped):
    asked = avowal("stamp", stamped, "query", stamped.with_name("it.tsq"), "--json").json
    kept = avowal("stamp", stamped, "answer", STAMPS / "granted.tsr", "--roots", STAMPS / "root.pem", "--json").json

    assert kept["act"] == asked["act"]
    assert (kept["authority"], kept["rooted"]) == ("Test authority", True)
    for roots, ok, status in ((None, None, 0), ("root.pem", True, 0), ("other_root.pem", False, 1)):
        more = () if roots is None else ("--roots", STAMPS / roots)
        said = avowal("verify", stamped, "--without-media", "--json", *more, status=status).json
        assert found(said, f"stamp {kept['id']}")["ok"] is ok
        assert ("authority" in {one["name"] for one in said["not_proven"]}) is bool(ok)


@pytest.mark.parametrize("name", ["of_another_case.tsr", "by_sha512.tsr", "refused.tsr", "root.pem", "none.tsr"])
def test_what_is_no_answer_about_this_case_changes_nothing(avowal, stamped, name):
    before = stamped.read_bytes()

    avowal("stamp", stamped, "answer", STAMPS / name, status=2)

    assert stamped.read_bytes() == before


REFUSED = {
    "verify of nothing": ["verify", "{dir}/none.sqlite"],
    "verify of a recording": ["verify", "{dir}/interview.mp4"],
    "verify of an empty folder": ["verify", "{dir}/empty"],
    "verify of an empty file": ["verify", "{dir}/empty.avowal"],
    "verify with no roots": ["verify", "{case}", "--roots", "{dir}/none.pem"],
    "verify with no passphrase": ["verify", "{case}", "--passphrase-file", "{dir}/none.txt"],
    "a statement of another kind": ["verify", "{case}", "--statement", "{dir}/x.docx"],
    "a query into nowhere": ["stamp", "{case}", "query", "{dir}/none/x.tsq"],
    "a query with roots": ["stamp", "{case}", "query", "{dir}/x.tsq", "--roots", "{dir}/ar.vtt"],
    "an answer from nowhere": ["stamp", "{case}", "answer", "{dir}/none.tsr"],
    "an answer that is a folder": ["stamp", "{case}", "answer", "{dir}"],
    "a stamp of no kind": ["stamp", "{case}", "lick", "{dir}/x.tsq"],
}


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED)
def test_what_can_t_be_used_is_said_in_one_line(avowal, case, arguments):
    (case.parent / "empty").mkdir()
    (case.parent / "empty.avowal").touch()
    placed = [one.replace("{dir}", str(case.parent)).replace("{case}", str(case)) for one in arguments]

    avowal(*placed, status=2)

    assert not list(case.parent.glob("x.*"))
