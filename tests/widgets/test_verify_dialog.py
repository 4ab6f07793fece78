"""Verifying in the window: two lists, a detail for each line, other files, time stamps and the statement."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app import exhibit, incidents, sharing
from app.session import Session
from widgets.verify_dialog import VerifyDialog

FILES = Path(__file__).parents[1] / "files"
STAMPS = FILES / "stamps"
PATIENCE = 60_000


def lines(shown):
    return [shown.item(row).text() for row in range(shown.count())]


@pytest.fixture
def looked(qtbot):
    """Makes dialogs that have looked."""

    def look(session):
        dialog = VerifyDialog(session)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE)
        return dialog

    return look


@pytest.fixture
def kept(tmp_path):
    """The kept case that the kept answers are about."""
    shutil.copyfile(FILES / "case_v3.sqlite", tmp_path / "kept.sqlite")
    session = Session()
    session.open(tmp_path / "kept.sqlite")
    for file in session.case.media_files.all():
        session.do("Remove", lambda case, id: case.media_files.remove(id), file.id)
    yield session
    session.close()


def test_it_says_in_two_lists_what_is_proven_and_what_is_not(interview, looked):
    dialog = looked(interview.session)

    assert "Nothing was found wrong" in dialog.answer.text()
    assert "The file is undamaged." in lines(dialog.proven)
    assert "Who sat at the keyboard." in lines(dialog.limits)
    assert interview.session.case.ledger.heads()[0][:16] in dialog.subject.text()


def test_each_line_tells_its_detail_by_key_and_only_one_is_chosen(interview, looked):
    dialog = looked(interview.session)
    first = dialog.detail.text()

    dialog.proven.setCurrentRow(1)
    assert "follow one another" in dialog.detail.text() != first
    dialog.limits.setCurrentRow(0)

    assert "hand that used them" in dialog.detail.text()
    assert dialog.proven.currentRow() == -1


def test_the_window_tells_that_the_case_is_whole(qtbot, desk):
    desk.actions_["verify"].trigger()

    qtbot.waitUntil(lambda: any("whole" in notice.what for notice in desk.notices.shown), timeout=PATIENCE)
    assert desk.findChild(VerifyDialog) is not None


def test_a_changed_recording_is_the_first_line(session, sample_case, looked):
    session.open(sample_case)
    recording = next(sample_case.parent.glob("*.mp4"))
    data = bytearray(recording.read_bytes())
    data[-1] ^= 1
    recording.unlink()
    recording.write_bytes(data)

    dialog = looked(session)

    assert "not as it should be" in dialog.answer.text()
    assert "IS NOT THE ONE THAT WAS ADDED" in dialog.proven.item(0).text()
    assert dialog.proven.item(0).font().bold()
    assert "when it was added and has" in dialog.detail.text()


def test_another_file_is_checked_too(qtbot, interview, looked, tmp_path):
    sharing.share(interview.session.case, tmp_path / "it.avowal")
    dialog = looked(interview.session)

    dialog.check(tmp_path / "it.avowal")
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE)

    assert "it.avowal" in dialog.subject.text()
    assert "What is in this file is what the holder of one key signed." in lines(dialog.proven)


def test_what_is_no_case_is_said_in_the_dialog(qtbot, interview, looked, tmp_path):
    (tmp_path / "notes.txt").write_text("nothing " * 50, encoding="utf-8")
    dialog = looked(interview.session)

    dialog.check(tmp_path / "notes.txt")
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE)

    assert "not an Avowal case" in dialog.problem
    assert "Nothing can be said" in dialog.answer.text()
    assert dialog.proven.count() == 0
    assert dialog.do_button.isEnabled()


def test_a_stamp_is_asked_for_and_its_answer_kept(qtbot, kept, looked, tmp_path):
    dialog = looked(kept)
    dialog.write_query(tmp_path / "it.tsq")
    assert "it.tsq" in dialog.detail.text()
    assert (tmp_path / "it.tsq").stat().st_size < 80

    dialog.take_roots(STAMPS / "root.pem")
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE)
    dialog.read_answer(STAMPS / "granted.tsr")
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE)

    assert any(line.startswith("An authority attests") for line in lines(dialog.proven))
    assert "That a time-stamping authority told the truth." in lines(dialog.limits)
    assert kept.undo_label == "Keep time stamp"


def test_the_statement_is_what_is_shown(interview, looked, tmp_path):
    interview.session.do("Add incident", incidents.add, "Strike")
    dialog = looked(interview.session)

    dialog.save_statement(tmp_path / "it.html")

    page = (tmp_path / "it.html").read_text(encoding="utf-8")
    assert all(line in page for line in lines(dialog.limits))
    assert interview.session.case.ledger.heads()[0] in page


def test_it_can_be_stopped(qtbot, interview, looked):
    dialog = looked(interview.session)

    dialog.look()
    dialog.stop()

    assert not dialog.is_working
    assert "not looked at to the end" in dialog.answer.text()
    assert dialog.do_button.isEnabled()


def test_who_only_reads_the_case_keeps_no_answer(interview, looked):
    path = interview.session.case.path
    interview.session.open(path, read_only=True)

    dialog = looked(interview.session)

    assert not dialog.answer_button.isEnabled()
    assert dialog.query_button.isEnabled()


def test_an_exhibit_is_checked_as_the_folder_that_it_is(qtbot, interview, looked, tmp_path):
    interview.mark("The truce is over.")
    made = exhibit.write(interview.session.case, tmp_path / "exhibit", exhibit.Choice(with_clips=False))
    dialog = looked(interview.session)
    dialog.folder_button.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    assert chooser.fileMode() == QFileDialog.FileMode.Directory
    chooser.fileSelected.emit(str(made.path))
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE)

    assert "Nothing was found wrong" in dialog.answer.text()
    assert any("file of the exhibit is as it was signed" in line for line in lines(dialog.proven))
    (page,) = made.path.glob("READ ME FIRST.html")
    page.write_text("another page", encoding="utf-8")
    dialog.do_button.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE)
    assert "not as it should be" in dialog.answer.text()
