"""One table of actions: every row works, no key is given twice, and the keys leave whoever types alone."""

from operator import attrgetter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.settings import Settings
from widgets import actions as actions_module
from widgets.action_table import GROUPS, TABLE
from widgets.actions import Actions
from widgets.command_palette import choices
from widgets.main_window import MainWindow
from widgets.shortcut_sheet import ShortcutSheet
from widgets.typing_guard import TypingGuard


class Caller:
    """Counts what is called."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def toggle(self) -> None:
        self.calls.append(("toggle",))

    def back(self, ms: int) -> None:
        self.calls.append(("back", ms))


@pytest.fixture
def actions(dressed: QApplication, settings: Settings) -> Actions:
    return Actions(settings)


def test_ids_are_unique_and_groups_known() -> None:
    assert len({deed.id for deed in TABLE}) == len(TABLE)
    assert {deed.group for deed in TABLE} == set(GROUPS)


def test_no_key_is_given_twice() -> None:
    keys = [QKeySequence(key).toString() for deed in TABLE for key in deed.keys]

    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_every_action_calls_something_that_is_there(window: MainWindow) -> None:
    assert all(callable(attrgetter(deed.calls)(window.actions_.targets)) for deed in TABLE)


def test_an_action_calls_its_target_with_its_arguments(actions: Actions) -> None:
    playback = Caller()
    actions.bind(playback=playback)
    actions.set_facts({"recording"})

    actions["play"].trigger()
    actions["back"].trigger()

    assert playback.calls == [("toggle",), ("back", 3000)]


def test_what_can_not_be_done_is_disabled_and_not_in_the_palette(actions: Actions) -> None:
    assert not actions["mark"].isEnabled()
    assert "mark" not in {choice.key for choice in choices(actions)}

    actions.set_facts({"case", "edit", "selection"})

    assert actions["mark"].isEnabled()
    assert not actions["add-part"].isEnabled()
    assert "mark" in {choice.key for choice in choices(actions)}


def test_a_key_that_is_given_to_another_action_is_taken_from_its_owner(actions: Actions, settings: Settings) -> None:
    actions.remap("play", ["F9", "Q"])

    assert [key.toString() for key in actions.keys("play")] == ["F9", "Q"]
    assert actions.keys("mark") == []
    again = Actions(settings)
    assert [key.toString() for key in again.keys("play")] == ["F9", "Q"]
    assert again.keys("mark") == []


def test_the_usual_keys_come_back(actions: Actions, settings: Settings) -> None:
    actions.remap("play", ["F9"])
    actions.remap("play", None)

    assert [key.toString() for key in actions.keys("play")] == ["Space", "Tab"]
    assert settings.keys("play") is None


def test_the_tooltip_names_the_action_and_its_key(actions: Actions) -> None:
    actions.name("undo", "Undo mark quote")

    assert "Undo mark quote" in actions["undo"].toolTip()
    assert "Ctrl+Z" in actions["undo"].toolTip()


def test_the_sheet_of_keys_changes_them(qtbot: QtBot, actions: Actions) -> None:
    sheet = ShortcutSheet(actions)
    qtbot.addWidget(sheet)
    sheet.choose("mark")
    sheet.try_key(QKeySequence("Ctrl+M"))

    qtbot.mouseClick(sheet.give, Qt.MouseButton.LeftButton)

    assert actions_module.readable(actions.keys("mark")) == "Ctrl+M"


def test_the_sheet_finds_by_key(qtbot: QtBot, actions: Actions) -> None:
    sheet = ShortcutSheet(actions)
    qtbot.addWidget(sheet)

    sheet.find("F1")

    assert "keys" in sheet.shown
    assert "mark" not in sheet.shown


@pytest.fixture
def bench(qtbot: QtBot, dressed: QApplication, actions: Actions) -> tuple[QWidget, Caller]:
    """A window with a text field, a button and a bare widget, under the guard."""
    guard = TypingGuard(dressed)
    dressed.installEventFilter(guard)
    window, caller = QWidget(), Caller()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    layout.addWidget(QPushButton("Push"))
    actions.bind(playback=caller, review=caller)
    actions.set_facts({"recording"})
    actions.add_to(window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window, caller
    dressed.removeEventFilter(guard)


def test_space_plays_where_nobody_types(qtbot: QtBot, bench: tuple[QWidget, Caller]) -> None:
    window, caller = bench
    window.setFocus()

    qtbot.keyClick(window, Qt.Key.Key_Space)

    assert caller.calls == [("toggle",)]


def test_space_is_a_letter_in_a_text_field_and_a_push_on_a_button(qtbot: QtBot, bench: tuple[QWidget, Caller]) -> None:
    window, caller = bench
    line, button = window.findChild(QLineEdit), window.findChild(QPushButton)
    pushed: list[bool] = []
    button.clicked.connect(lambda: pushed.append(True))

    line.setFocus()
    qtbot.keyClicks(line, "a q,")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert line.text() == "a q,"
    assert pushed == [True]
    assert caller.calls == []


def test_tab_leaves_a_text_field(qtbot: QtBot, bench: tuple[QWidget, Caller]) -> None:
    window, caller = bench
    line, button = window.findChild(QLineEdit), window.findChild(QPushButton)
    line.setFocus()

    qtbot.keyClick(line, Qt.Key.Key_Tab)

    assert button.hasFocus()
    assert caller.calls == []
