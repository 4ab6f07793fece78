"""What waits for a reviewer, and several quotes taken one step on at once."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from app import commenting, my_queue, reviewing, todo
from db import casefile
from db.casefile import Signature
from db.records import Device, Reviewer
from widgets import plain
from widgets.waiting_dialog import WaitingDialog

OMAR = Signature(Reviewer("omar", "Omar"), Device("omar", "omar", "laptop"))


@pytest.fixture
def case(session, interview):
    """Omar marked three quotes and handed in two; ours was sent back to us; a colleague asks, and there is a task."""
    ours = interview.mark("The truce is over.", title="Ours")
    session.do("Submit", reviewing.move, ours.id, "submitted")
    path, whose = session.case.path, session.case.author.reviewer_id
    words = [interview.passage(words) for words in ("American embassy", "Balad base", "military presence")]
    session.close()
    with casefile.open_case(path, OMAR, path.parent / "state") as case:
        from app import quoting

        with case.step("quoting.mark", "Mark"):
            made = [quoting.mark(case, passage, title=f"Omar's {n}") for n, passage in enumerate(words)]
        with case.step("reviewing.move", "Submit"):
            reviewing.move_all(case, [quote.id for quote in made[:2]], "submitted")
        with case.step("reviewing.move", "Back"):
            reviewing.move(case, ours.id, "changes_requested", "Longer.")
        with case.step("commenting.say", "Comment"):
            commenting.say(case, "quote", ours.id, "Is this he?")
        with case.step("todo.add", "Task"):
            todo.add(case, "Find the original", reviewer_id=whose)
    return path


@pytest.fixture
def dialog(qtbot, window, case):
    window.cases.open(case)
    window.actions_["waiting"].trigger()
    (dialog,) = window.findChildren(WaitingDialog)
    return dialog


def kinds(dialog):
    return [one.kind for one in dialog.waiting]


def state(window, title):
    (quote,) = [one for one in window.session.case.quotes.all() if one.title == title]
    return quote.status


def select(dialog, *rows):
    flags = QItemSelectionModel.SelectionFlag
    dialog.view.selectionModel().clearSelection()
    for row in rows:
        dialog.view.selectionModel().select(dialog.view.model().index(row, 0), flags.Select)


def test_all_that_waits_is_listed_with_the_reason(dialog):
    assert kinds(dialog) == ["first", "first", "changes", "comment", "task"]
    select(dialog, 2)
    assert dialog._said.text() == "Longer."
    assert "Omar" in dialog._who.text()
    shown = {name for name, button in dialog.buttons.items() if not button.isHidden()}
    assert shown == {"take up"}


def test_several_are_approved_by_one_key_and_undone_at_once(qtbot, window, dialog):
    select(dialog, 0, 1)
    qtbot.keyClick(dialog.view, Qt.Key.Key_A)
    assert (state(window, "Omar's 0"), state(window, "Omar's 1")) == ("r1_approved", "r1_approved")
    assert "2 quotes" in dialog.told.text()
    assert kinds(dialog) == ["changes", "comment", "task"]
    window.session.undo()
    assert kinds(dialog)[:2] == ["first", "first"]


def test_changes_are_asked_for_with_one_reason(qtbot, window, dialog, monkeypatch):
    monkeypatch.setattr(plain, "ask_text", lambda *_: "Too long.")
    select(dialog, 0, 1)
    qtbot.keyClick(dialog.view, Qt.Key.Key_C)
    assert {state(window, f"Omar's {n}") for n in (0, 1)} == {"changes_requested"}
    reasons = {one.reason for one in window.session.case.argument.reviews.all() if one.state == "changes_requested"}
    assert reasons == {"Longer.", "Too long."}


def test_our_own_is_taken_up_again_and_a_task_is_done(qtbot, window, dialog):
    select(dialog, 2)
    qtbot.keyClick(dialog.view, Qt.Key.Key_T)
    assert state(window, "Ours") == "draft"
    select(dialog, kinds(dialog).index("task"))
    qtbot.keyClick(dialog.view, Qt.Key.Key_D)
    assert kinds(dialog) == ["first", "first", "comment"]


def test_enter_goes_to_the_quote(qtbot, window, dialog):
    select(dialog, 0)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert window.review.quote_id == dialog.waiting[0].record_id
    window.cases.close()
    assert not dialog.isVisible()


def test_quotes_selected_in_the_list_are_handed_in_and_those_that_cant_are_named(qtbot, window, case, monkeypatch):
    window.cases.open(case)
    window.review.choose_quote(window.session.case.quotes.all()[0].id)
    window.review.quotes._view.selectAll()
    assert len(window.review.quotes.selected) == 4
    window.actions_["submit"].trigger()
    assert state(window, "Omar's 2") == "submitted"
    (notice,) = [one for one in window.notices.shown if "went on" in one.what]
    assert notice.what == "1 quote went on."
    monkeypatch.setattr(plain, "ask_text", lambda *_: "truce, drones")
    window.review.quotes._view.selectAll()
    window.step_quotes("tag")
    assert window.session.case.argument.taggings.count() == 8


def test_the_way_to_the_queue_says_how_long_it_is(qtbot, window, dialog):
    top = window.top
    assert top._waiting.count == "5"
    assert "5 things wait for you" in top._waiting.toolTip()
    window.resize(window.minimumSizeHint().width(), 800)
    assert top._waiting.isVisible()

    select(dialog, 0, 1)
    qtbot.keyClick(dialog.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: top._waiting.count == "3")
    window.session.undo()
    qtbot.waitUntil(lambda: top._waiting.count == "5")
    window.cases.close()
    assert top._waiting.count == ""


def test_the_queue_of_a_large_case_is_counted_aside(qtbot, window, case, monkeypatch):
    monkeypatch.setattr(my_queue, "_LARGE", 0)
    window.cases.open(case)
    assert window.top._waiting.count == ""
    qtbot.waitUntil(lambda: window.top._waiting.count == "5")


def test_a_quote_is_heard_from_the_queue_without_leaving_it(qtbot, dialog):
    select(dialog, 0)
    with qtbot.waitSignal(dialog.play_wanted) as played:
        qtbot.keyClick(dialog.view, Qt.Key.Key_P)
    assert played.args == [dialog.waiting[0].record_id]
    with qtbot.waitSignal(dialog.play_wanted) as played:
        dialog.context.play_button.click()
    assert played.args == [dialog.waiting[0].record_id]
    assert dialog.isVisible()


def test_where_nothing_waits_it_says_what_would_come(qtbot, window, session, interview):
    session.do("Add", todo.add, "Find the tape")
    path = session.case.path
    session.close()
    window.cases.open(path)
    window.actions_["waiting"].trigger()
    (dialog,) = window.findChildren(WaitingDialog)
    assert dialog.view.isHidden()
    said = dialog._said.text()
    assert said.startswith("Nothing waits for you.")
    assert "1 task is nobody’s" in said
    window.session.do("Mine", todo.add, "Ask Omar", reviewer_id=window.session.case.author.reviewer_id)
    assert kinds(dialog) == ["task"]
    assert not dialog.view.isHidden()
