"""The verifier that stands alone: run as a program, on files that Avowal shared."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app import incidents, sharing
from app.session import Session

VERIFIER = Path(__file__).parents[2] / "resources" / "verifier" / "verify_bundle.py"


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    session = Session()
    session.create(tmp_path / "case.sqlite", "Ashfall", [])
    session.do("Add incident", incidents.add, "Strike", notes="الضربة")
    sharing.share(session.case, tmp_path / "it.avowal")
    session.close()
    return tmp_path / "it.avowal"


def run(*arguments, status=0):
    command = [sys.executable, "-I", "-S", str(VERIFIER), *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == status, ended.stdout + ended.stderr
    return ended.stdout if status < 2 else ended.stderr


def change(bundle, statement, *values):
    """Alter a row behind everybody's back."""
    with closing(sqlite3.connect(bundle, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, values)


def test_a_whole_file_is_said_to_be_so_and_left_as_it_is(bundle):
    before = bundle.read_bytes()

    said = run(bundle)

    assert said.count("ok      ") == 4
    assert "not checked  the signature" in said
    assert "NOT OK" not in said
    assert bundle.read_bytes() == before


ALTERED = {
    "a row": ("UPDATE incident SET title = 'Raid'", "incident"),
    "an act": ("UPDATE act SET label = 'Nothing' WHERE counter = 2", "was altered"),
    "what a step did": ("UPDATE act_body SET body = '{}'", "altered steps"),
    "the end of the history": ("DELETE FROM act WHERE counter = 2", "does not end where the manifest says"),
    "a table less": ("ALTER TABLE incident RENAME TO gone", "incident"),
}


@pytest.mark.parametrize(("statement", "said"), ALTERED.values(), ids=ALTERED)
def test_whatever_was_altered_is_named(bundle, statement, said):
    change(bundle, statement)

    answer = run(bundle, status=1)

    assert "NOT OK" in answer
    assert said in answer


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_openssl_can_check_the_signature_of_what_was_extracted(bundle, tmp_path):
    said = run(bundle, "--extract", tmp_path / "parts")
    command = said[said.index("openssl pkeyutl") :].split()

    good = subprocess.run(command, cwd=tmp_path / "parts", capture_output=True)
    manifest = tmp_path / "parts" / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"Ashfall", b"Ashfell"))
    bad = subprocess.run(command, cwd=tmp_path / "parts", capture_output=True)

    if b"nsupported" in good.stderr or b"nknown option" in good.stderr:
        pytest.skip("an openssl that knows no Ed25519 signatures of whole messages")
    assert (good.returncode, bad.returncode) == (0, 1)


def test_what_is_no_shared_file_gets_one_line(tmp_path, bundle):
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    (tmp_path / "cut.avowal").write_bytes(bundle.read_bytes()[:5000])

    for path in (
        tmp_path / "notes.txt",
        tmp_path / "cut.avowal",
        tmp_path / "none",
        tmp_path,
        tmp_path / "case.sqlite",
    ):
        assert len(run(path, status=2).splitlines()) == 1
