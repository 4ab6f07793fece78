"""Files are sorted by what they hold."""

import shutil
from pathlib import Path

from app import paths
from app.incoming import is_bundle, sort_files


def test_a_recording_is_known_by_its_content_and_a_case_by_its_name(tmp_path: Path) -> None:
    recording = tmp_path / "interview.txt"
    shutil.copyfile(paths.resources() / "sample" / "interview.mp4", recording)
    transcript = tmp_path / "words.mp4"
    transcript.write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n")
    case = tmp_path / "case.SQLITE"
    case.write_bytes(b"")

    found = sort_files([transcript, case, recording, tmp_path, tmp_path / "gone.srt"])

    assert found.case == case
    assert found.recordings == (recording,)
    assert found.others == (transcript,)


def test_what_a_colleague_shared_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    shared = tmp_path / "holiday.sqlite"
    shared.write_bytes(b"SQLite format 3\0".ljust(68, b"\0") + b"AVOB" + bytes(100))
    sealed = tmp_path / "sealed.bin"
    sealed.write_bytes(b"age-encryption.org/v1\n")

    found = sort_files([shared])

    assert (found.bundle, found.case, found.others) == (shared, None, ())
    assert is_bundle(sealed)
    assert not is_bundle(tmp_path / "gone")
