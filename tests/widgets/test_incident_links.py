"""The page of an incident: what quotes say of it, and what it means for the law."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app import incidents, law, linking
from widgets import plain
from widgets.incidents_pane import IncidentsPane
from widgets.picker import Picker


@pytest.fixture
def raid(session, interview):
    return session.do("Add", incidents.add, "Raid", date="2021-06", place="Erbil")


@pytest.fixture
def pane(qtbot, dressed, session, raid):
    pane = IncidentsPane(session)
    qtbot.addWidget(pane)
    pane.resize(900, 900)
    pane.show()
    pane.show_incident(raid.id)
    return pane


def question():
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, Picker) and one.isVisible())


def ask(qtbot, words):
    """Choose what is found by these words in the question that is open."""
    picker = question()
    picker._typed.setText(words)
    qtbot.keyClick(picker._typed, Qt.Key.Key_Return)


def said(widget):
    return "\n".join(label.text() for label in widget.findChildren(plain.Label) if label.isVisible())


def test_an_incident_is_linked_to_an_element_and_weighed(qtbot, pane, session, raid):
    qtbot.waitUntil(lambda: "None yet" in said(pane.elements))
    session.do("Choose", law.choose, "us_18usc2332a")
    pane.elements.add_button.click()
    ask(qtbot, "weapon of mass destruction")
    ask(qtbot, "partly")

    (link,) = session.case.links.of_incident(raid.id)
    assert (link.quote_id, link.framework_id, link.bearing) == (None, "us_18usc2332a", "partly_supports")
    assert session.undo_label == "Link incident to element"
    assert "A statement can't carry this" not in said(pane.elements)
    qtbot.waitUntil(lambda: "To verify: definition in § 2332a(c)(2)" in said(pane.elements))
    card = pane.elements.cards.shown[link.id]
    card._choices["weight"].chosen.emit("3")
    card._reason.setText("It fell on a barracks.")
    pane.flush()
    now = session.case.links.get(link.id)
    assert (now.weight, now.reason) == (3, "It fell on a barracks.")
    card.removed.emit(link.id)
    assert session.case.links.of_incident(raid.id) == []
    session.undo()
    assert list(pane.elements.cards.shown) == [link.id]


def test_without_a_framework_the_question_says_where_they_are(pane, session, tmp_path):
    session.create(tmp_path / "lawless.sqlite", "Lawless")
    pane.show_incident(session.do("Add", incidents.add, "Raid").id)
    pane.elements.add_button.click()
    picker = question()
    assert "Frameworks of law" in picker._empty.text()
    assert picker._empty.isVisible()
    picker.close()


def test_another_incident_has_links_of_its_own(qtbot, pane, session, raid):
    other = session.do("Add", incidents.add, "Other")
    session.do("Link", linking.incident_to_element, raid.id, "us_18usc2332a", "2", "supports")
    assert len(pane.elements.cards.shown) == 1
    pane.show_incident(other.id)
    assert not pane.elements.cards.shown
    qtbot.waitUntil(lambda: "None yet" in said(pane.elements))


def test_its_quotes_are_told_with_their_side_and_shown(qtbot, pane, session, interview, raid):
    quote = interview.mark("American embassy")
    session.do("Link", linking.to_incident, quote.id, raid.id, "excludes_target", polarity="exculpatory")

    qtbot.waitUntil(lambda: "Exculpatory" in said(pane.quotes))
    with qtbot.waitSignal(pane.quote_wanted) as wanted:
        next(one for one in pane.quotes.findChildren(QPushButton) if one.text() == "Show").click()
    assert wanted.args == [quote.id]
