"""Custody in the window: verified with progress, written down, corrected, printed; a changed byte is named loudly."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app import collecting
from widgets.custody_dialog import CustodyDialog
from widgets.custody_event_dialog import CustodyEventDialog


@pytest.fixture
def dialog(qtbot, window, sample_case):
    window.cases.open(sample_case)
    qtbot.waitUntil(lambda: window.review.recording.is_settled, timeout=20_000)
    window.actions_["custody"].trigger()
    (dialog,) = window.findChildren(CustodyDialog)
    return dialog


def file_of(window) -> Path:
    (file,) = window.session.case.media_files.all()
    return collecting.path_of(window.session.case, file)


def add(dialog, kind, **told):
    dialog.add_button.click()
    form = dialog.findChildren(CustodyEventDialog)[-1]
    form.kind.setCurrentIndex(form.kind.findData(kind))
    form.at.show_text(told.pop("at", None))
    for name, text in told.items():
        form.lines[name].setText(text)
    form.do_button.click()
    return form


def test_a_file_that_is_what_it_was(qtbot, window, dialog):
    assert "Not verified since it was added." in dialog.text
    dialog.do_button.click()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert "Unchanged" in dialog.text
    assert [event.kind for event in dialog.log.events] == ["verified"]
    assert window.session.undo_label == "Verify recordings"
    # What the program found is not corrected by hand.
    assert not dialog.change_button.isEnabled()


def test_a_changed_byte_is_named_with_both_hashes(qtbot, window, dialog):
    path = file_of(window)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with qtbot.waitSignal(dialog.changed_found, timeout=20_000):
        dialog.do_button.click()
    (copy,) = dialog.log.copies
    assert copy.state == "changed"
    assert copy.file.sha256 in dialog.text
    assert copy.found in dialog.text
    assert "CHANGED" in dialog.text
    assert any("not the one that was added" in notice.what for notice in window.notices.shown)


def test_an_entry_is_added_corrected_and_removed(window, dialog):
    add(dialog, "received", at="2021-06-03", person="Registry", note="Sealed envelope")
    (event,) = dialog.log.events
    assert (event.kind, event.at, event.person) == ("received", "2021-06-03", "Registry")
    assert "Sealed envelope" in dialog.detail.text()
    dialog.change_button.click()
    form = dialog.findChildren(CustodyEventDialog)[-1]
    assert form.lines["person"].text() == "Registry"
    form.lines["person"].setText("The registry")
    form.do_button.click()
    assert dialog.current.person == "The registry"
    dialog.remove_button.click()
    assert dialog.log.events == ()
    window.session.undo()
    assert len(dialog.log.events) == 1


def test_a_date_that_is_none_is_refused_in_the_form(dialog):
    form = add(dialog, "received", at="last week")
    assert form.isVisible()
    assert form.problem
    assert dialog.log.events == ()
    form.reject()


def test_a_copy_is_compared_and_can_take_the_others_place(qtbot, window, dialog, tmp_path):
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(file_of(window).read_bytes())
    dialog.add_copy(copy)
    qtbot.waitUntil(lambda: len(dialog.log.copies) == 2, timeout=20_000)
    assert [one.file.copy_type for one in dialog.log.copies] == ["evidentiary", "working"]
    assert any("are those of the evidentiary copy" in (event.note or "") for event in dialog.log.events)
    dialog._set_type(dialog.log.copies[1], "evidentiary")
    assert [one.file.copy_type for one in dialog.log.copies] == ["evidentiary", "evidentiary"]


@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_the_log_is_written_as_a_document(qtbot, dialog, tmp_path, suffix):
    add(dialog, "sealed", person="Registry")
    with qtbot.waitSignal(dialog.written):
        dialog.write(tmp_path / f"custody.{suffix}")
    assert (tmp_path / f"custody.{suffix}").stat().st_size > 1000
    dialog.write(tmp_path / "custody.txt")
    assert "html" in dialog.problem


def test_a_case_open_for_reading_is_verified_and_nothing_is_written(qtbot, window, sample_case):
    window.session.open(sample_case, read_only=True)
    qtbot.waitUntil(lambda: window.review.recording.is_settled, timeout=20_000)
    dialog = CustodyDialog(window.session, window.review.recording.media_id, window)
    dialog.open()
    assert not dialog.add_button.isVisible()
    qtbot.mouseClick(dialog.do_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=20_000)
    assert "Unchanged" in dialog.text
    assert dialog.log.events == ()
