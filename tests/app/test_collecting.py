"""Recordings come in by their hash, and are known by it wherever they go."""

import shutil

import pytest

from app import collecting, quoting
from app.passages import Passage
from app.paths import resources
from app.problems import Refused
from app.tasks import Cancelled
from db.errors import NoSuchRecord
from db.records import Segment, Transcript, Word
from db.tokens import Position

SAMPLE = resources() / "sample" / "interview.mp4"


@pytest.fixture
def recording(tmp_path):
    folder = tmp_path / "media"
    folder.mkdir()
    return shutil.copy(SAMPLE, folder / "interview.mp4")


@pytest.fixture
def medium(case, recording):
    with case.step("test", "Add"):
        return collecting.add(case, collecting.examine(recording), "Interview", broadcast_date="2021-06-01")


def only_file(case, medium):
    (file,) = case.media_files.of(medium.id)
    return file


def test_a_recording_is_added_with_what_it_says_of_itself(case, medium):
    file = only_file(case, medium)
    assert (medium.kind, file.copy_type, file.path_hint) == ("video", "evidentiary", "media/interview.mp4")
    assert (file.duration_ms, file.width, file.height, file.frame_rate) == (90000, 640, 360, "25/1")
    assert file.size == SAMPLE.stat().st_size
    assert len(file.sha256) == 64


def test_the_same_bytes_are_one_exhibit(case, medium, recording, tmp_path):
    again = shutil.copy(recording, tmp_path / "other name.mp4")
    with pytest.raises(Refused, match="Interview"), case.step("test", "Add"):
        collecting.add(case, collecting.examine(again))


def test_a_date_that_is_none_is_refused(case, recording):
    with pytest.raises(Refused), case.step("test", "Add"):
        collecting.add(case, collecting.examine(recording), broadcast_date="last June")
    assert case.media.all() == []


def test_a_file_that_moved_is_found_again_by_its_hash(case, medium, recording, tmp_path):
    elsewhere = tmp_path / "usb" / "deep" / "renamed.mp4"
    elsewhere.parent.mkdir(parents=True)
    recording.rename(elsewhere)
    decoy = tmp_path / "usb" / "decoy.mp4"
    decoy.write_bytes(bytes(SAMPLE.stat().st_size))
    file = only_file(case, medium)
    assert collecting.path_of(case, file) is None

    found = collecting.search([file], tmp_path / "usb")
    with case.step("collecting.relocate", "Find file"):
        assert collecting.relocate(case, found) == 1

    assert collecting.path_of(case, only_file(case, medium)) == elsewhere
    assert not collecting.check(case, only_file(case, medium)).is_changed


def test_a_case_and_its_media_can_be_moved_together(case, medium, tmp_path):
    with case.step("test", "Test"):
        case.media_files.change(only_file(case, medium).id, path_hint="gone\\somewhere\\media/interview.mp4")
    assert collecting.path_of(case, only_file(case, medium)) is None
    shutil.copy(SAMPLE, tmp_path / "interview.mp4")
    assert collecting.path_of(case, only_file(case, medium)) == tmp_path / "interview.mp4"


def test_a_changed_byte_is_named(case, medium, recording):
    data = bytearray(recording.read_bytes())
    data[1000] ^= 1
    recording.write_bytes(data)

    state = collecting.check(case, only_file(case, medium))
    assert state.is_changed
    assert state.path == recording


def test_a_missing_file_is_no_changed_file(case, medium, recording):
    recording.unlink()
    state = collecting.check(case, only_file(case, medium))
    assert (state.path, state.hash_now, state.is_changed) == (None, None, False)


@pytest.mark.parametrize(
    "hint", ["http://host/x.mp4", "\\\\server\\share\\x.mp4", "//server/x.mp4", "file:///etc/passwd"]
)
def test_a_hint_that_is_no_local_path_is_never_followed(case, medium, hint):
    with case.step("test", "Test"):
        case.media_files.change(only_file(case, medium).id, path_hint=hint)
    assert collecting.path_of(case, only_file(case, medium)) is None


def test_hashing_can_be_cancelled(recording):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        collecting.examine(recording, stop)


def test_a_recording_goes_only_when_nothing_stands_on_it(case, medium):
    with case.step("test", "Remove"):
        collecting.remove(case, medium.id)
    with pytest.raises(NoSuchRecord):
        case.media.get(medium.id)
    assert case.media_files.all() == []


def test_a_mark_keeps_the_frame_at_its_in_point(case, medium):
    content = case_words(case, medium)
    with case.step("test", "Mark"):
        passage = Passage(content, Position(0, 0), Position(0, 5))
        quote = quoting.mark(case, passage, None, collecting.frame_at(case, medium.id))
    (span,) = quote.tokens.original
    assert (span.start_ms, span.frame) == (5779, 144)
    assert span.frame_pts is not None


def test_where_no_picture_is_there_no_frame_is_kept(case, medium, recording):
    recording.unlink()
    content = case_words(case, medium)
    with case.step("test", "Mark"):
        passage = Passage(content, Position(0, 0), Position(0, 5))
        quote = quoting.mark(case, passage, None, collecting.frame_at(case, medium.id))
    assert next(quote.tokens.spans()).frame is None


def case_words(case, medium):
    with case.step("test", "Add"):
        words = (Word(0, 5, 5779, 6106),)
        content = case.contents.keep_segments([Segment(5779, 6106, "truce", None, words)])
        return case.transcripts.add(Transcript("t", medium.id, "t", "original", "ar", content, None, "test")).id
