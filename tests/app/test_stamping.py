"""Time stamps: the query that goes out, and answers of a test authority that were kept (tests/files/stamps/make.py)."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from app import stamping
from app.problems import Refused
from app.session import Session
from db import before, canonical

FILES = Path(__file__).parents[1] / "files"
STAMPS = FILES / "stamps"
GRANTED = (STAMPS / "granted.tsr").read_bytes()
ROOT, OTHER_ROOT = ((STAMPS / f"{name}.pem").read_bytes() for name in ("root", "other_root"))


@pytest.fixture
def session(tmp_path, monkeypatch):
    """The kept case whose head the answers are about."""
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    shutil.copyfile(FILES / "case_v3.sqlite", tmp_path / "case.sqlite")
    session = Session()
    session.open(tmp_path / "case.sqlite")
    yield session
    session.close()


def test_the_query_asks_about_the_id_of_the_newest_step_and_of_nothing_else(session):
    (head,) = session.case.ledger.heads()

    asked = stamping.query(session.case)

    assert bytes.fromhex(head) in asked
    assert len(asked) < 80
    assert stamping.query(session.case) == asked


def test_what_is_hashed_is_what_the_open_format_says(session):
    (head,) = session.case.ledger.heads()
    header = before.header_of(session.case.connection, head)

    assert canonical.sha256(header) == head
    built = TimestampRequestBuilder(header, HashAlgorithm.SHA256, nonce=False).build()
    assert stamping.query(session.case) == built.as_bytes()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_openssl_reads_the_query(session, tmp_path):
    (tmp_path / "it.tsq").write_bytes(stamping.query(session.case))

    said = subprocess.run(
        ["openssl", "ts", "-query", "-in", str(tmp_path / "it.tsq"), "-text"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert "Hash Algorithm: sha256" in said
    assert "Nonce: unspecified" in said
    (head,) = session.case.ledger.heads()
    assert " ".join(head[at : at + 2] for at in range(0, 16, 2)) in said


def test_an_answer_tells_whose_word_it_is_when_and_of_what(session):
    said = stamping.read(session.case, GRANTED, ROOT)

    assert said.authority == "Test authority"
    assert said.is_rooted is True
    assert isinstance(said.at, datetime)
    assert said.time.endswith(" UTC")
    assert session.case.ledger.find(said.act_id) is not None


def test_without_roots_the_answer_does_not_count_as_checked(session):
    assert stamping.read(session.case, GRANTED).is_rooted is None


def test_an_answer_is_kept_in_one_step_that_can_be_undone(session):
    kept = session.do("Keep time stamp", stamping.keep, GRANTED, ROOT)

    held = stamping.held(session.case, kept, ROOT)
    assert session.case.contents.original(kept.original_sha256) == GRANTED
    assert (held.answer.act_id, held.answer.is_rooted) == (kept.act_id, True)
    assert 0 < held.covered < held.steps
    session.undo()
    assert session.case.stamps.all() == []


def test_the_same_answer_is_kept_once(session):
    session.do("Keep time stamp", stamping.keep, GRANTED)

    with pytest.raises(Refused, match="in the case already"):
        session.do("Keep time stamp", stamping.keep, GRANTED)


REFUSED = {
    "another case": ((STAMPS / "of_another_case.tsr").read_bytes(), "not about any step"),
    "another hash": ((STAMPS / "by_sha512.tsr").read_bytes(), "not about any step"),
    "a refusal": ((STAMPS / "refused.tsr").read_bytes(), "did not grant.*not supported"),
    "nothing": (b"", "no time-stamp answer"),
    "garbage": (b"time stamp answer\n" * 50, "no time-stamp answer"),
    "a certificate": (ROOT, "no time-stamp answer"),
    "cut off": (GRANTED[:-1], "no time-stamp answer"),
    "cut in half": (GRANTED[: len(GRANTED) // 2], "no time-stamp answer"),
    "longer": (GRANTED + b"\0", "no time-stamp answer"),
    "far too long": (GRANTED + bytes(stamping.LARGEST), "no time-stamp answer"),
}


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_answer_about_this_case_is_refused_and_nothing_is_written(session, data, why):
    before_it = session.case.ledger.count()

    with pytest.raises(Refused, match=why):
        session.do("Keep time stamp", stamping.keep, data)

    assert session.case.ledger.count() == before_it
    assert session.case.stamps.all() == []


def test_an_answer_that_leads_to_no_given_root_is_refused(session):
    with pytest.raises(Refused, match="does not lead to any of the roots"):
        stamping.read(session.case, GRANTED, OTHER_ROOT)


def test_any_altered_byte_is_refused_by_whoever_has_the_root(session):
    for at in range(0, len(GRANTED), 5):
        altered = bytearray(GRANTED)
        altered[at] ^= 1
        try:
            said = stamping.read(session.case, bytes(altered), ROOT)
        except Refused:
            continue
        # What the authority did not sign, such as the text of its status, may differ; what it says may not.
        assert said == stamping.read(session.case, GRANTED, ROOT)


def test_roots_must_be_certificates(session):
    with pytest.raises(Refused, match="no certificates"):
        stamping.read(session.case, GRANTED, b"not a certificate")


def test_a_history_with_two_newest_steps_is_joined_first(session, monkeypatch):
    monkeypatch.setattr(type(session.case.ledger), "heads", lambda _ledger: ["a" * 64, "b" * 64])

    with pytest.raises(Refused, match="several newest steps"):
        stamping.query(session.case)
