"""The log as a room, and the history of one record."""

import pytest
from PySide6.QtCore import Qt

from app import incidents, people, quoting
from widgets.history_dialog import HistoryDialog
from widgets.people_dialog import PeopleDialog


@pytest.fixture
def room(window, session, interview):
    """Some steps, one of them taken back; the window has the case, and shows its log."""
    quote = interview.mark("The truce is over.", title="Truce")
    session.do("Write notes", quoting.describe, quote.id, notes="He speaks of a truce that his group offered.")
    session.do("Write notes", quoting.describe, quote.id, notes="He speaks of a truce that the groups accepted.")
    strike = session.do("Add incident", incidents.add, "Strike")
    session.do("Set date of incident", incidents.change, strike.id, date="2021-05")
    session.undo()
    path = session.case.path
    session.close()
    window.cases.open(path)
    window.actions_["log"].trigger()
    return window.log


def labels(room):
    return [room.model.entry(row).act.label for row in range(room.model.rowCount())]


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_the_newest_step_stands_first_and_is_told_field_by_field(qtbot, room):
    assert labels(room)[:3] == ["Set date of incident", "Set date of incident", "Add incident"]
    qtbot.keyClick(room.view, Qt.Key.Key_Down)
    assert "taken back" in room.page.text
    qtbot.keyClick(room.view, Qt.Key.Key_Down)
    qtbot.keyClick(room.view, Qt.Key.Key_Down)
    assert "Write notes" in room.page.text
    assert "Truce" in room.page.text
    assert "his group offered" in room.page.text
    assert "the groups accepted" in room.page.text


def test_it_is_narrowed_by_words_record_state_and_time(qtbot, room):
    everything = len(labels(room))
    room.words.setText("notes")
    qtbot.waitUntil(lambda: labels(room) == ["Write notes", "Write notes"])
    assert room._count.text() == "2 steps"
    room.words.clear()
    qtbot.waitUntil(lambda: len(labels(room)) == everything)
    choose(room.kind, "incident")
    assert set(labels(room)) == {"Add incident", "Set date of incident"}
    choose(room.which, "undone")
    assert labels(room) == ["Set date of incident"]
    choose(room.kind, None)
    choose(room.which, "others")
    assert labels(room) == []
    assert room._count.text() == "None"
    choose(room.which, None)
    room.until.setText("2001")
    room.until.flush()
    assert labels(room) == []
    room.until.clear()
    room.until.flush()
    room.since.setText("2001")
    room.since.flush()
    assert len(labels(room)) == everything


def test_a_date_that_is_none_is_told_and_the_list_stays(qtbot, room):
    everything = labels(room)
    room.since.setText("yesterday")
    with qtbot.waitSignal(room.failed):
        room.since.flush()
    assert labels(room) == everything


def test_it_follows_the_case_while_it_is_looked_at(room, window):
    window.session.do("Add person", people.add_person, "Somebody")
    assert labels(room)[0] == "Add person"
    window.show_room("review")
    window.session.do("Add organisation", people.add_organisation, "A group")
    window.show_room("log")
    assert labels(room)[0] == "Add organisation"


def test_from_a_step_one_goes_to_its_record(room, window):
    quote = window.session.case.quotes.all()[0]
    room.page.quote_wanted.emit(quote.id)
    assert window._stack.currentWidget() is window.review
    assert window.review.quote_id == quote.id


@pytest.mark.parametrize("suffix", ["html", "csv"])
def test_what_is_listed_is_written(room, qtbot, tmp_path, suffix):
    choose(room.kind, "incident")
    with qtbot.waitSignal(room.written):
        room.write(tmp_path / f"log.{suffix}")
    text = (tmp_path / f"log.{suffix}").read_text(encoding="utf-8-sig")
    assert "Set date of incident" in text
    assert "Write notes" not in text
    with qtbot.waitSignal(room.failed):
        room.write(tmp_path / "log.txt")


def test_the_history_of_a_record_is_its_own(window, room):
    strike = window.session.case.incidents.all()[0]
    window.show_room("incidents")
    window.incidents.list.choose(strike.id)
    window.incidents.history_button.click()
    (dialog,) = window.findChildren(HistoryDialog)
    assert [entry.what for entry in dialog.entries] == [
        "Undo: Set date of incident",
        "Set date of incident",
        "Add incident",
    ]
    assert "May 2021" in dialog.page.text
    window.cases.close()
    assert not dialog.isVisible()


def test_people_have_a_history_too(window, room):
    made = window.session.do("Add person", people.add_person, "Somebody")
    window.session.do("Rename", people.change_person, made.id, name="Akram al-Kaabi")
    window.actions_["people"].trigger()
    (dialog,) = window.findChildren(PeopleDialog)
    dialog.people.list.choose(made.id)
    dialog.people.history_button.click()
    (history,) = dialog.findChildren(HistoryDialog)
    assert [entry.what for entry in history.entries] == ["Rename", "Add person"]
    assert "Akram al-Kaabi" in history.page.text
    history.close()
