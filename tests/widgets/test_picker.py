"""The pop-up: type, arrows, Enter; what was chosen last stands first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from widgets.models.choice_model import CHOICE, RECENT
from widgets.models.choices import Choice
from widgets.picker import Picker

CHOICES = [
    Choice("a", "Attack on Erbil", "14 April 2021"),
    Choice("b", "Rockets at Balad", "4 April 2021", badge="needs other evidence", note="To verify: the date"),
    Choice("c", "<b>Bold</b> \u202eclaim"),
]


@pytest.fixture
def open_picker(qtbot):
    anchor = QPushButton("here")
    qtbot.addWidget(anchor)
    anchor.show()

    def make(**options):
        picker = Picker("Link to incident", CHOICES, parent=anchor, **options)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(picker)
        picker.open_at(anchor)
        return picker

    return make


def titles(picker):
    return [picker._model.index(row).data(CHOICE).title for row in range(picker._model.rowCount())]


def test_typing_narrows_and_enter_chooses(qtbot, open_picker):
    picker = open_picker()
    qtbot.keyClicks(picker._typed, "bal")
    assert titles(picker) == ["Rockets at Balad"]
    with qtbot.waitSignal(picker.chosen) as said:
        qtbot.keyClick(picker._typed, Qt.Key.Key_Return)
    assert said.args == ["b"]
    assert not picker.isVisible()


def test_the_arrows_go_round_and_show_what_is_known_of_each(qtbot, open_picker):
    picker = open_picker()
    qtbot.keyClick(picker._typed, Qt.Key.Key_Down)
    assert picker._note.text() == "To verify: the date"
    qtbot.keyClick(picker._typed, Qt.Key.Key_Up)
    qtbot.keyClick(picker._typed, Qt.Key.Key_Up)
    assert picker._list.currentIndex().data(CHOICE).key == "c"


def test_escape_chooses_nothing(qtbot, open_picker):
    picker = open_picker()
    with qtbot.assertNotEmitted(picker.chosen):
        qtbot.keyClick(picker._typed, Qt.Key.Key_Escape)
    assert not picker.isVisible()


def test_what_was_chosen_last_stands_first(qtbot, open_picker):
    picker = open_picker(kind="incident")
    picker._take(1)

    again = open_picker(kind="incident")
    assert titles(again)[0] == "Rockets at Balad"
    assert again._model.index(0).data(RECENT)
    assert len(titles(again)) == len(CHOICES)


def test_a_new_one_is_made_by_its_name(qtbot, open_picker):
    picker = open_picker(create="New incident “{}”")
    picker._typed.setText("Rockets  at Taji")
    assert titles(picker) == ["New incident “Rockets at Taji”"]
    with qtbot.waitSignal(picker.create_wanted) as said:
        qtbot.keyClick(picker._typed, Qt.Key.Key_Return)
    assert said.args == ["Rockets at Taji"]


def test_no_new_one_is_offered_where_that_very_name_is_there(open_picker):
    picker = open_picker(create="New incident “{}”")
    picker._typed.setText("Rockets at Balad")
    assert titles(picker) == ["Rockets at Balad"]


def test_nothing_is_a_choice_too(qtbot, open_picker):
    picker = open_picker(clear="no incident", current="b")
    assert picker._list.currentIndex().data(CHOICE).key == "b"
    with qtbot.waitSignal(picker.cleared):
        qtbot.keyClick(picker._typed, Qt.Key.Key_Delete)


def test_text_from_strangers_is_shown_letter_by_letter(open_picker):
    picker = open_picker()
    assert picker._model.index(2).data(Qt.ItemDataRole.DisplayRole) == "<b>Bold</b> \\u202eclaim"
    assert not picker.grab().isNull()
