"""Disclosing in the window: told first, written in the background, remembered, and to be found again."""

import pytest
from PySide6.QtGui import QGuiApplication

from app import departing, quoting
from app.media.digest import sha256
from db import disclosed
from db.replay import Check
from widgets.disclose_dialog import DiscloseDialog
from widgets.export_dialog import ExportDialog


@pytest.fixture
def marked(interview):
    interview.mark("The truce is over", title="Open")
    kept = interview.mark("Which targets", title="Kept")
    interview.session.do("Mark", quoting.describe, kept.id, marking="attorney_client")
    return interview.session


@pytest.fixture
def dialog(qtbot, marked):
    dialog = DiscloseDialog(marked)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_says_first_what_leaves_and_what_stays(dialog, marked, tmp_path):
    assert "1 quote\n" in dialog.leaves.text
    assert "1 record that is privileged" in dialog.stays.text
    assert "steps of the history" in dialog.stays.text
    assert not list(tmp_path.glob("*disclosure*"))


def test_it_is_written_remembered_and_can_be_copied_from(qtbot, dialog, marked, tmp_path):
    dialog.recipient.setText("The defence")
    dialog.path.setText(str(tmp_path / "out"))

    with qtbot.waitSignal(dialog.written) as told:
        dialog.do_button.click()

    out = tmp_path / "out.sqlite"
    assert told.args == [str(out)]
    assert dialog.digest.text() == sha256(out)
    dialog._copy.click()
    assert QGuiApplication.clipboard().text() == sha256(out)
    (left,) = departing.left(marked.case)
    assert (left.departure.file_name, left.departure.recipient, left.quotes) == ("out.sqlite", "The defence", 1)
    with disclosed.read(out, lambda manifest: Check("signature", True, "")) as seen:
        assert [quote.title for quote in seen.quotes.all()] == ["Open"]


def test_what_can_t_be_written_is_said_and_nothing_is_remembered(qtbot, dialog, marked, tmp_path):
    (tmp_path / "there.sqlite").write_text("mine")
    dialog.path.setText(str(tmp_path / "there.sqlite"))
    dialog.do_button.click()
    qtbot.waitUntil(lambda: "name" in dialog.problem)

    dialog.path.setText(str(tmp_path / "nowhere" / "out.sqlite"))
    dialog.do_button.click()

    assert "no folder" in dialog.problem
    assert (tmp_path / "there.sqlite").read_text() == "mine"
    assert departing.left(marked.case) == []


def test_another_choice_is_told_anew(qtbot, dialog, marked):
    assert "links" not in dialog.leaves.text
    before = dialog.leaves.text

    dialog.quotes.setCurrentIndex(dialog.quotes.findData("approved"))

    qtbot.waitUntil(lambda: dialog.leaves.text != before)
    assert "not chosen" in dialog.stays.text


def test_the_menu_opens_it(qtbot, desk):
    desk.actions_["disclose"].trigger()

    assert desk.findChildren(DiscloseDialog)


def test_a_sheet_that_the_window_writes_is_remembered_too(qtbot, marked, tmp_path):
    dialog = ExportDialog(marked)
    qtbot.addWidget(dialog)
    dialog.path.setText(str(tmp_path / "sheet.html"))

    with qtbot.waitSignal(dialog.written):
        dialog.do_button.click()

    (left,) = departing.left(marked.case)
    assert (left.departure.kind, left.departure.file_name, left.quotes) == ("sheet", "sheet.html", 2)
    assert left.departure.sha256 == sha256(tmp_path / "sheet.html")
