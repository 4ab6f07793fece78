"""The custody log as a document: what was declared, found and done, each for itself, the same bytes every time."""

import csv
import io
import shutil
import zipfile

import pytest

from app import collecting, custody, custody_log, sample
from app.problems import Refused
from app.session import Session


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    session = Session()
    session.create(tmp_path / "case.sqlite", "A <b>case</b>")
    yield session
    session.close()


@pytest.fixture
def medium(session, tmp_path):
    path = shutil.copyfile(sample.files() / "interview.mp4", tmp_path / "interview.mp4")
    described = {"collected_by": "Hana", "collected_at": "2021-06-02"}
    medium = session.do("Add recording", collecting.add, collecting.examine(path), "Interview", **described)
    told = {"person": "عمر", "at": "2021-06-03", "note": "<script>alert(1)</script>", "method": "=1+1"}
    session.do("Add custody entry", custody.record, medium.id, "received", **told)
    return medium


def verify(session):
    found = custody.check_all(session.case, session.case.media_files.all())
    session.do("Verify recordings", custody.keep_findings, found)


def text_of(report):
    found = []
    for block in report.blocks:
        found.append(getattr(block, "text", ""))
        found += [f"{pair.label}: {pair.shown}" for pair in getattr(block, "pairs", ())]
        found += [cell.text for row in getattr(block, "rows", ()) for cell in row]
    return "\n".join(found)


def test_it_says_who_declared_what_and_what_was_done(session, medium):
    log = custody_log.gather(session.case, medium.id)

    text = text_of(custody_log.report(session.case, [log]))

    assert log.is_declared
    assert log.declared_by == "Reviewer"
    assert [act.label for act, _ in log.steps] == ["Add recording"]
    for words in (
        "Collected by: Hana",
        "Received",
        "عمر",
        "Not verified since it was added.",
        log.copies[0].file.sha256,
    ):
        assert words in text


def test_a_changed_byte_is_named_with_both_hashes(session, medium, tmp_path):
    verify(session)
    path = tmp_path / "interview.mp4"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    verify(session)

    log = custody_log.gather(session.case, medium.id)
    (copy,) = log.copies
    text = custody_log.said_of(copy)

    assert not log.is_sound
    assert text.startswith("CHANGED")
    assert copy.found in text
    assert copy.found != copy.file.sha256
    assert "last found unchanged on" in text
    assert copy.file.sha256 in text_of(custody_log.report(session.case, [log]))


@pytest.mark.parametrize("suffix", custody_log.SUFFIXES)
def test_the_same_log_gives_the_same_bytes(session, medium, tmp_path, suffix):
    logs = [custody_log.gather(session.case, medium.id)]
    one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"

    custody_log.write(session.case, logs, one)
    custody_log.write(session.case, logs, other)

    assert one.read_bytes() == other.read_bytes()


def test_strangers_words_stay_words(session, medium, tmp_path):
    logs = [custody_log.gather(session.case, medium.id)]
    for suffix in custody_log.SUFFIXES:
        custody_log.write(session.case, logs, tmp_path / f"log{suffix}")

    page = (tmp_path / "log.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    with zipfile.ZipFile(tmp_path / "log.docx") as packed:
        assert "عمر" in packed.read("word/document.xml").decode()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "log.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0]["What"] == "Received"
    assert not rows[0]["How"].startswith("=")
    assert rows[1]["SHA-256 when added"] == logs[0].copies[0].file.sha256


def test_another_suffix_is_refused(session, medium, tmp_path):
    with pytest.raises(Refused, match="document"):
        custody_log.write(session.case, [], tmp_path / "log.pdf")
