"""Custody: what is told by people and what the program found stay apart, and a changed byte is named."""

import shutil

import pytest

from app import collecting, custody, sample
from app.problems import Refused
from app.session import Session
from app.tasks import Cancelled


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    session = Session()
    session.create(tmp_path / "case.sqlite", "A case")
    yield session
    session.close()


@pytest.fixture
def recording(tmp_path):
    return shutil.copyfile(sample.files() / "interview.mp4", tmp_path / "interview.mp4")


@pytest.fixture
def medium(session, recording):
    return session.do("Add recording", collecting.add, collecting.examine(recording), "Interview")


def only_file(session, medium):
    (file,) = session.case.media_files.of(medium.id)
    return file


def verify(session):
    found = custody.check_all(session.case, session.case.media_files.all())
    return session.do("Verify recordings", custody.keep_findings, found)


def standing(session, medium, file=None):
    file = file or only_file(session, medium)
    return custody.standing(file, session.case.custody.of(medium.id))


def other_bytes(path):
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def test_an_entry_says_what_was_told_and_the_hash_of_its_file(session, medium):
    file = only_file(session, medium)

    told = {"at": "2021-06-01~", "person": " Hana ", "method": "screen capture", "media_file_id": file.id}
    event = session.do("Add", custody.record, medium.id, "collected", **told)

    assert (event.at, event.person, event.method) == ("2021-06-01~", "Hana", "screen capture")
    assert event.sha256 == file.sha256
    assert session.case.custody.of(medium.id) == [event]


def test_a_hash_of_ones_own_is_kept_in_small_letters(session, medium):
    assert session.do("Add", custody.record, medium.id, "received", sha256="AB" * 32).sha256 == "ab" * 32


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("stolen", {}),
        ("received", {"sha256": "abc"}),
        ("received", {"sha256": "g" * 64}),
        ("received", {"at": "last tuesday"}),
        ("verified", {"method": custody.METHOD}),
    ],
)
def test_what_cannot_be_is_refused(session, medium, kind, told):
    with pytest.raises(Refused):
        session.do("Add", custody.record, medium.id, kind, **told)
    assert session.case.custody.of(medium.id) == []


def test_an_entry_is_about_a_file_of_its_own_recording(session, medium):
    text = session.do("Add text", collecting.add_published, "A text")

    with pytest.raises(Refused, match="another recording"):
        session.do("Add", custody.record, text.id, "received", media_file_id=only_file(session, medium).id)


def test_what_a_person_wrote_can_be_corrected_and_removed(session, medium):
    event = session.do("Add", custody.record, medium.id, "received", person="Hanna")

    session.do("Correct", custody.correct, event.id, person="Hana")
    assert session.case.custody.get(event.id).person == "Hana"
    session.do("Remove", custody.remove, event.id)
    assert session.case.custody.of(medium.id) == []
    session.undo()
    assert session.case.custody.get(event.id).person == "Hana"


def test_correcting_one_thing_leaves_the_rest(session, medium):
    file = only_file(session, medium)
    event = session.do("Add", custody.record, medium.id, "received", media_file_id=file.id, person="Hana")

    after = session.do("Correct", custody.correct, event.id, place="Baghdad")

    assert (after.media_file_id, after.person, after.place) == (file.id, "Hana", "Baghdad")


def test_what_the_program_found_is_neither_corrected_nor_removed(session, medium):
    (finding,) = verify(session)

    with pytest.raises(Refused):
        session.do("Correct", custody.correct, finding.id, note="It was fine.")
    with pytest.raises(Refused):
        session.do("Remove", custody.remove, finding.id)


def test_a_file_is_unverified_then_unchanged_then_changed_then_good_again(session, medium, recording):
    assert standing(session, medium).state == "unverified"
    verify(session)
    assert standing(session, medium).state == "unchanged"

    good = recording.read_bytes()
    other_bytes(recording)
    (finding,) = verify(session)

    changed = standing(session, medium)
    assert changed.state == "changed"
    assert changed.found == finding.sha256 != only_file(session, medium).sha256
    assert finding.note.startswith("CHANGED")
    assert changed.good_at is not None
    assert changed.since == finding.at

    recording.write_bytes(good)
    verify(session)
    mended = standing(session, medium)
    assert (mended.state, mended.since) == ("unchanged", None)


def test_a_file_that_is_gone_is_missing_not_changed(session, medium, recording):
    recording.unlink()

    (finding,) = verify(session)

    assert standing(session, medium).state == "missing"
    assert finding.sha256 is None


def test_what_a_person_says_of_verifying_is_no_finding(session, medium):
    told = {"at": "2030-01-01", "media_file_id": only_file(session, medium).id, "sha256": "0" * 64}
    session.do("Add", custody.record, medium.id, "verified", **told)

    assert standing(session, medium).state == "unverified"


def test_reading_tells_how_far_it_is_and_stops_when_asked(session, medium):
    file = only_file(session, medium)
    steps = []
    custody.check_all(session.case, [file, file], lambda done, total: steps.append((done, total)))
    assert steps[-1] == (2 * file.size, 2 * file.size)
    assert sorted(steps) == steps

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        custody.check_all(session.case, [file], stop)


def test_a_copy_of_the_same_bytes_says_so(session, medium, recording, tmp_path):
    copy = shutil.copyfile(recording, tmp_path / "copy.mp4")

    added = session.do("Add copy", custody.add_copy, medium.id, collecting.examine(copy))

    assert added.is_same is True
    assert added.file.copy_type == "working"
    (event,) = session.case.custody.of(medium.id)
    assert (event.kind, event.media_file_id) == ("copied", added.file.id)
    assert "Its bytes are those" in event.note


def test_a_copy_of_other_bytes_works_but_is_no_evidence(session, medium, recording, tmp_path):
    copy = shutil.copyfile(recording, tmp_path / "copy.mp4")
    with copy.open("ab") as file:
        file.write(bytes(8))
    examined = collecting.examine(copy)

    with pytest.raises(Refused, match="differ"):
        session.do("Add copy", custody.add_copy, medium.id, examined, "evidentiary")
    assert session.do("Add copy", custody.add_copy, medium.id, examined).is_same is False


def test_the_same_file_twice_is_refused(session, medium, recording):
    with pytest.raises(Refused, match="already"):
        session.do("Add copy", custody.add_copy, medium.id, collecting.examine(recording))


def test_the_only_evidentiary_copy_stays(session, medium):
    with pytest.raises(Refused, match="only evidentiary"):
        session.do("Set", custody.set_copy_type, only_file(session, medium).id, "working")


def test_other_bytes_take_the_place_of_the_evidence_only_with_a_reason(session, medium, recording, tmp_path):
    first = only_file(session, medium)
    copy = shutil.copyfile(recording, tmp_path / "copy.mp4")
    with copy.open("ab") as file:
        file.write(bytes(8))
    other = session.do("Add copy", custody.add_copy, medium.id, collecting.examine(copy)).file

    with pytest.raises(Refused, match="differ"):
        session.do("Set", custody.set_copy_type, other.id, "evidentiary")
    session.do("Set", custody.set_copy_type, other.id, "evidentiary", "The first was recompressed.")

    assert [file.id for file in custody.evidentiary(session.case, medium.id)] == [other.id]
    assert session.case.media_files.get(first.id).copy_type == "working"
    notes = [event.note for event in session.case.custody.of(medium.id) if event.kind == "designated"]
    assert len(notes) == 2
    assert all("recompressed" in note for note in notes)
