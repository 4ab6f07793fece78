"""Who works here: asked once, renamed at any time; an older value of a record set again from its history."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app import incidents, installation
from widgets.history_dialog import HistoryDialog
from widgets.keys_dialog import KeysDialog


@pytest.fixture
def strike(session):
    made = session.do("Add incident", incidents.add, "Strike", notes="At dawn.")
    session.do("Change incident", incidents.change, made.id, notes="At dusk.")
    return made


def restore_buttons(dialog):
    return [one for one in dialog.page.widget().findChildren(QPushButton) if one.text() == "Restore"]


def test_an_older_value_comes_back_and_the_history_says_so(qtbot, dressed, session, strike):
    history = HistoryDialog(session, "incident", strike.id)
    history.show()

    restore_buttons(history)[0].click()

    assert session.case.incidents.get(strike.id).notes == "At dawn."
    assert [entry.what for entry in history.entries] == [
        "Restore an older value",
        "Change incident",
        "Add incident",
    ]
    assert len(restore_buttons(history)) == 1, "the newest step can be restored from as well"
    session.undo()
    assert session.case.incidents.get(strike.id).notes == "At dusk."
    history.close()


def test_nothing_is_offered_that_would_change_nothing(qtbot, dressed, session, strike):
    session.do("Change incident", incidents.change, strike.id, notes="At dawn.")
    history = HistoryDialog(session, "incident", strike.id)
    history.show()

    history.view.setCurrentIndex(history.view.model().index(1, 0))

    assert restore_buttons(history) == []
    history.close()


def test_reviewers_are_listed_and_one_can_rename_oneself(qtbot, dressed, session):
    dialog = KeysDialog(session)
    qtbot.addWidget(dialog)
    dialog.name.line.setText("Hana")
    dialog.name.button.click()

    assert session.case.reviewers.all()[0].name == "Hana"
    assert any("Hana" in one.text() for one in dialog.findChildren(QLabel))
    assert not dialog.name.button.isEnabled()


def test_the_first_start_asks_for_a_name_once(qtbot, window):
    box = window.welcome.name
    assert box.isVisible()

    box.line.setText("Hana")
    box.button.click()

    assert not box.isVisible()
    assert installation.load().reviewer_name == "Hana"
