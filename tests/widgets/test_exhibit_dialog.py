"""An exhibit in the window: told first, written in the background, stopped without a trace, opened, remembered."""

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app import departing, quoting
from app.media.digest import sha256
from widgets.exhibit_dialog import ExhibitDialog


@pytest.fixture
def marked(interview):
    interview.mark("The truce is over", title="Open")
    kept = interview.mark("Which targets", title="Kept")
    interview.session.do("Mark", quoting.describe, kept.id, marking="attorney_client")
    return interview.session


@pytest.fixture
def dialog(qtbot, marked):
    dialog = ExhibitDialog(marked)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_says_first_what_is_in_it_what_is_amiss_and_what_stays(dialog, tmp_path):
    assert "1 quote, on a quote sheet" in dialog.holds.text
    assert "Not approved by two reviewers: \u2068Open\u2069" in dialog.amiss.text
    assert "the case has no recording: \u2068Open\u2069" in dialog.amiss.text
    assert "Kept" not in dialog.amiss.text
    assert "1 record that is privileged" in dialog.stays.text
    assert not list(tmp_path.glob("*exhibit*"))


def test_it_is_written_remembered_and_opened(qtbot, dialog, marked, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog.recipient.setText("The court")
    dialog.path.setText(str(tmp_path / "out"))

    with qtbot.waitSignal(dialog.written) as told:
        dialog.do_button.click()

    out = tmp_path / "out"
    assert told.args == [str(out)]
    assert dialog.digest.text() == sha256(out / "MANIFEST.json")
    dialog._copy.click()
    assert QGuiApplication.clipboard().text() == dialog.digest.text()
    dialog._open.click()
    dialog._folder.click()
    assert opened == [str(out / "READ ME FIRST.html"), str(tmp_path)]
    assert (out / "READ ME FIRST.html").is_file()
    (left,) = departing.left(marked.case)
    assert (left.departure.kind, left.departure.file_name, left.departure.recipient, left.quotes) == (
        *("exhibit", "out", "The court", 1),
    )


def test_one_file_of_it_ends_in_zip(qtbot, dialog, tmp_path):
    dialog.form.setCurrentIndex(dialog.form.findData("zip"))
    assert dialog.path.text().endswith(" exhibit.zip")
    dialog._take_path(str(tmp_path / "out"))

    with qtbot.waitSignal(dialog.written):
        dialog.do_button.click()

    assert (tmp_path / "out.zip").is_file()
    assert dialog.digest.text() == sha256(tmp_path / "out.zip")


def test_what_can_t_be_written_is_said_and_nothing_is_remembered(qtbot, dialog, marked, tmp_path):
    (tmp_path / "there").mkdir()
    dialog.path.setText(str(tmp_path / "there"))
    dialog.do_button.click()
    qtbot.waitUntil(lambda: "replaces nothing" in dialog.problem)

    dialog.path.setText("")
    dialog.do_button.click()
    assert "no name" in dialog.problem
    assert departing.left(marked.case) == []
    assert not list(tmp_path.glob(".avowal-*.partial*"))


def test_where_nothing_may_leave_there_is_nothing_to_press(qtbot, dialog, marked):
    dialog.quotes.setCurrentIndex(dialog.quotes.findData("approved"))
    qtbot.waitUntil(lambda: "Nothing." in dialog.holds.text)
    assert not dialog.do_button.isEnabled()
    assert not dialog.amiss.isVisible()


def test_stopped_in_the_middle_of_a_clip_it_leaves_nothing(qtbot, desk, tmp_path):
    desk.actions_["exhibit"].trigger()
    (dialog,) = desk.findChildren(ExhibitDialog)
    place = desk.session.case.path.parent
    dialog.path.setText(str(place / "out"))
    dialog.do_button.click()
    qtbot.waitUntil(lambda: bool(list(place.glob(".avowal-*/clips"))), timeout=30_000)

    task = dialog._task
    with qtbot.waitSignal(task.ended, timeout=30_000):
        dialog.stop()

    assert not list(place.glob(".avowal-*"))
    assert not (place / "out").exists()
    assert departing.left(desk.session.case) == []


def test_the_menu_offers_the_quotes_that_are_listed(qtbot, desk):
    desk.actions_["exhibit"].trigger()
    (dialog,) = desk.findChildren(ExhibitDialog)

    dialog.quotes.setCurrentIndex(dialog.quotes.findData("listed"))
    dialog.look()

    assert len(desk.review.quotes.listed) > 1
    assert f"{len(desk.review.quotes.listed)} quotes, on a quote sheet" in dialog.holds.text
