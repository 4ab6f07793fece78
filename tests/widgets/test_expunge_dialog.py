"""Expunging in the window: told first, done once it is confirmed, and everything shows it."""

import pytest

from app import people
from app.passages import find_words
from db import backup
from widgets.expunge_dialog import ExpungeDialog


@pytest.fixture
def dialog(qtbot, interview, speaker):
    dialog = ExpungeDialog(interview.session, None, "")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_says_first_what_would_go(qtbot, dialog):
    assert "Nothing is chosen" in dialog.outlook.text()

    dialog.words.setPlainText("al-Kaabi\nالكعبي")

    qtbot.waitUntil(lambda: "Steps of the history" in dialog.outlook.text())
    assert not dialog.do_button.isEnabled()


def test_it_is_done_once_it_is_confirmed_and_gives_a_reason(qtbot, dialog, interview):
    interview.session.back_up()
    dialog.words.setPlainText("al-Kaabi")
    dialog.sure.setChecked(True)
    dialog.do_button.click()
    assert "ground" in dialog.problem
    dialog.what.setText("the name of a witness")
    dialog.ground.setText("order of May")

    with qtbot.waitSignal(dialog.expunged) as told:
        dialog.do_button.click()

    assert told.args == [1]
    assert "Kaabi" not in people.name_of(interview.session.case.people.all()[0])
    assert len(backup.all_of(interview.session.case.path)) == 1


def test_the_selected_passage_goes_and_the_window_shows_it(qtbot, desk):
    transcript = desk.review.transcript
    segments = desk.session.case.transcripts.segments(transcript.shown["translation"].id)

    transcript.view.select("translation", *find_words("What happened", segments))
    desk.actions_["expunge"].trigger()
    dialog = next(one for one in desk.findChildren(ExpungeDialog))
    assert dialog.only_here.isChecked()
    dialog.what.setText("a passage")
    dialog.ground.setText("order of May")
    dialog.sure.setChecked(True)

    dialog.do_button.click()

    assert any("expunged" in notice.what for notice in desk.notices.shown)
    shown = desk.session.case.transcripts.segments(transcript.shown["translation"].id)[0]
    assert shown.text.startswith("█████████████ in the period")
    assert not desk.actions_["undo"].isEnabled() or "Expunge" not in desk.actions_["undo"].text()
