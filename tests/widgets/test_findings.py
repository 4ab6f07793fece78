"""The room of findings: what a finding rests on is seen and played, and everything can be written by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QToolButton

from app import findings, incidents, measures, proceedings
from widgets import plain
from widgets.findings.checks import Check
from widgets.findings.room import FindingsRoom
from widgets.picker import Picker


@pytest.fixture
def quote(interview):
    return interview.mark("Now it's war.", title="War")


@pytest.fixture
def finding(session, quote):
    made = session.do("Add", findings.add, "He declared war.", made_by="The article")
    session.do("Cite", findings.cite, made.id, "support", table="quote", record_id=quote.id, words="war")
    session.do("Cite", findings.cite, made.id, "contrary", text="Nobody else said so.")
    return made


@pytest.fixture
def room(qtbot, session, dressed, finding):
    room = FindingsRoom(session)
    qtbot.addWidget(room)
    room.resize(1200, 800)
    room.show()
    return room


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def wait_for(qtbot, widget, text):
    """Until a label says it; what is put into a layout is shown by the event loop."""
    qtbot.waitUntil(lambda: any(text in said for said in texts(widget)))


def button(widget, name):
    found = [*widget.findChildren(QPushButton), *widget.findChildren(QToolButton)]
    return next(one for one in found if one.accessibleName().startswith(name) or one.text() == name)


def test_a_finding_shows_what_it_rests_on_and_what_speaks_against_it(room):
    page = room.findings

    support = texts(page.sides["support"])
    assert "War" in support
    assert any("Now it's war." in text for text in support)
    assert any("“\u2068war\u2069”" in text for text in support)
    assert "Nobody else said so." in texts(page.sides["contrary"])
    assert not page.sides["alternative"].isVisibleTo(page)


def test_a_quote_is_played_and_shown_from_its_card(qtbot, room, quote):
    cards = room.findings.sides["support"]

    with qtbot.waitSignal(room.play_wanted) as played:
        qtbot.mouseClick(button(cards, "Play this quote"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(room.quote_wanted) as shown:
        button(cards, "Show").click()

    assert (played.args, shown.args) == ([quote.id], [quote.id])


def test_what_a_check_says_stands_with_the_source_and_the_finding(qtbot, room, finding, session):
    source = session.case.argument.finding_sources.of(finding.id)[0]

    room.check_by(lambda id: [Check("The word “war” stands there.", True, source.id), Check(f"Checked {id}.", None)])

    wait_for(qtbot, room.findings.sides["support"], "The word “war” stands there.")
    wait_for(qtbot, room.findings, f"Checked {finding.id}.")


def test_a_new_finding_is_written_and_cites_an_incident(qtbot, room, session):
    incident = session.do("Add", incidents.add, "Strike", date="2021-06-01~")
    page = room.findings

    page.add()
    page.fields["claim"].setPlainText("It was they.")
    page.flush()
    page.side.setCurrentIndex(page.side.findData("contrary"))
    page._cite_key(f"incident\n{incident.id}")

    made = session.case.argument.findings.all()[-1]
    assert made.claim == "It was they."
    wait_for(qtbot, page.sides["contrary"], "Strike")
    session.undo()
    assert session.case.argument.finding_sources.of(made.id) == []
    assert not page.sides["contrary"].isVisibleTo(page)


def test_a_claim_that_is_emptied_is_refused_in_words(room):
    page = room.findings

    page.fields["claim"].setPlainText(" ")
    page.flush()

    assert "A finding needs a claim." in page.problem.text()


def test_contradictions_are_set_and_shown_with_the_finding_that_they_touch(qtbot, room, session, quote):
    page = room.contradictions
    page.begin()
    page.kind.setText("change of position")
    page.one.chosen.emit(f"quote\n{quote.id}")
    page.other.create_wanted.emit("what he said in 2020")
    page.keep()

    (made,) = session.case.argument.contradictions.all()
    assert (made.kind, made.one_id, made.other_text) == ("change of position", quote.id, "what he said in 2020")
    wait_for(qtbot, page, "what he said in 2020")
    room.tabs.setCurrentWidget(room.findings)
    wait_for(qtbot, room.findings, "change of position")


def test_both_ends_of_a_contradiction_are_played_from_there(qtbot, room, session, quote, interview):
    other = interview.mark("The truce is over.", title="Truce")
    session.do("Set", findings.set_against, "denial", ("quote", quote.id), ("quote", other.id))
    page = room.contradictions
    room.tabs.setCurrentIndex(1)
    wait_for(qtbot, page, "denial")

    played = []
    room.play_wanted.connect(played.append)
    for button_ in [one for one in page.findChildren(QToolButton) if one.accessibleName().startswith("Play ")]:
        qtbot.mouseClick(button_, Qt.MouseButton.LeftButton)
    assert played == [quote.id, other.id]


def test_what_is_not_whole_is_said_and_the_form_stays_open(room):
    room.contradictions.begin()
    room.contradictions.keep()

    assert not room.contradictions.problem.isHidden()
    assert not room.contradictions.keep_button.isHidden()


def test_tasks_are_added_ticked_and_removed(qtbot, room, session):
    room.tasks.line.setText("Find the June passage")
    qtbot.keyClick(room.tasks.line, Qt.Key.Key_Return)

    (task,) = session.case.argument.tasks.all()
    assert task.text == "Find the June passage"
    room.tasks.findChildren(QCheckBox)[-1].click()
    assert session.case.argument.tasks.get(task.id).done == 1


def test_a_task_gets_other_words_and_somebody_to_do_it(qtbot, room, session, monkeypatch):
    room.tasks.line.setText("Find the passage")
    room.tasks.add()
    (task,) = session.case.argument.tasks.all()
    (reviewer,) = session.case.reviewers.all()

    monkeypatch.setattr(plain, "ask_text", lambda *_: " Find  the June passage ")
    button(room.tasks, "Other words").click()
    assert session.case.argument.tasks.get(task.id).text == "Find the June passage"
    room.tabs.setCurrentIndex(1)
    button(room.tasks, "Whose task is it?").click()
    picker = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Picker) and one.isVisible())
    qtbot.keyClick(picker._typed, Qt.Key.Key_Return)
    assert session.case.argument.tasks.get(task.id).reviewer_id == reviewer.id
    wait_for(qtbot, room.tasks, f"For {reviewer.name}")


def test_one_who_comes_can_search_and_stands_on_no_button_that_removes(qtbot, room):
    room.activateWindow()
    qtbot.waitUntil(room.findings.list.typed.hasFocus)
    room.tabs.tabBar().setFocus()
    room.tabs.setCurrentWidget(room.proceedings)
    assert room.tabs.tabBar().hasFocus(), "the arrows go on from tab to tab"


def test_findings_are_put_in_another_order(qtbot, room, session, finding):
    last = session.do("Add", findings.add, "He denied it.")
    page = room.findings
    page.list.choose(last.id)
    assert page.list.keys == [finding.id, last.id]
    for place in (page.list.typed, page.list.view):
        qtbot.keyClick(place, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.list.keys == [last.id, finding.id]
    assert page.list.current == last.id
    button(page, "Move down (Alt+Down)").click()
    assert page.list.keys == [finding.id, last.id]
    assert session.undo_label == "Move finding"


def test_proceedings_and_measures_have_pages(room, session):
    session.do("Add", proceedings.add, "United States v. X", standard="us_preponderance")
    session.do("Add", measures.add, "Designated", "designation", in_force_from="2020-01-10", verify="the date")

    room.proceedings.list.choose(room.proceedings.list.keys[0])
    room.proceedings.parties.begin()
    room.proceedings.parties.fields["side"].setText("defence")
    room.proceedings.parties.fields["name"].setText("X")
    room.proceedings.parties.keep()
    room.measures.list.choose(room.measures.list.keys[0])
    room.measures.fields["in_force_to"].line.setText("2019")
    room.measures.flush()

    assert [one.name for one in session.case.argument.proceeding_parties.all()] == ["X"]
    assert "before" in room.measures.problem.text()
    assert session.case.argument.measures.all()[0].in_force_to is None


def test_a_case_that_is_closed_takes_its_pages_along(room, session, tmp_path):
    session.close()

    assert room.tabs.count() == 0
    assert not room.is_built
    session.create(tmp_path / "other.sqlite", "Other")
    assert room.findings.list.keys == []
