"""The matrix room on the article: what is seen, what a switch changes, and the keyboard for all of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app import example_case, linking, quoting, sample
from app.session import Session
from widgets.incident_quotes import IncidentQuotes
from widgets.matrix.model import CELL, CHANGE, ELEMENT, FIRST, GAP
from widgets.matrix_room import MatrixRoom


@pytest.fixture
def article(tmp_path):
    session = Session()
    session.create(tmp_path / "article.sqlite", "The article")
    file = example_case.read(sample.files() / "example_case.json")
    session.brought = session.do("Import", example_case.bring_in, file)
    yield session
    session.close()


@pytest.fixture
def room(qtbot, dressed, article):
    room = MatrixRoom(article)
    qtbot.addWidget(room)
    room.resize(1280, 760)
    room.show()
    qtbot.waitExposed(room)
    room.show_framework("us_18usc2332a")
    return room


def cell(room, row, column=FIRST, role=CELL):
    return room.model.data(room.model.index(row, column), role)


def test_elements_gaps_and_cells_are_shown(room):
    assert room.model.rowCount() == 7
    assert room.model.columnCount() == FIRST + 1
    assert room.model.data(room.model.index(1, GAP)) == "Nothing speaks to it yet."
    assert (cell(room, 0).direction, cell(room, 0).support) == ("partly", 2)
    assert cell(room, 1) is None
    assert "4 notes to verify" in room.whole.text()
    assert not room.said.isVisible()


def test_a_switch_marks_what_falls_and_says_so(room):
    room.without.click()

    assert room.said.text() == "1 cell falls without the inserted words."
    assert room.said.isVisible()
    assert cell(room, 0).direction == "none"
    assert cell(room, 0, role=CHANGE).falls
    assert cell(room, 5, role=CHANGE) is None
    room.without.click()
    assert cell(room, 0).direction == "partly"


def test_the_incident_of_al_asad_loses_its_attribution(room):
    room.show_framework("incidents")
    room.without.click()

    row = [one.title for one in room.model.elements].index("Drone strike on al-Asad Air Base")
    changed = [
        (row, column)
        for row in range(room.model.rowCount())
        for column in range(FIRST, room.model.columnCount())
        if cell(room, row, column, CHANGE) is not None
    ]
    assert changed == [(row, room.model.columnCount() - 1)]
    assert room.said.text() == "1 cell loses a link without the inserted words."
    assert room.grid.fixed.isColumnHidden(GAP)


def test_we_read_as_one_referent_is_said(room):
    room.show_framework("us_ata_civil_2333")
    room.we.setCurrentIndex(room.we.findData("self"))

    assert room.said.text() == "2 cells can’t be told if “we” means self."


def test_the_keyboard_reaches_every_cell_and_plays_it(qtbot, room, article):
    quote = article.brought.ids["Q4"]
    assert room.grid.fixed.hasFocus()

    qtbot.keyClick(room.grid.fixed, Qt.Key.Key_Right)
    qtbot.keyClick(room.grid.fixed, Qt.Key.Key_Right)
    assert room.grid.cells.hasFocus()
    with qtbot.waitSignal(room.play_wanted) as played:
        qtbot.keyClick(room.grid.cells, Qt.Key.Key_Return)
    assert played.args == [quote]
    qtbot.keyClick(room.grid.cells, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(room.play_wanted):
        qtbot.keyClick(room.grid.cells, Qt.Key.Key_Return)
    qtbot.keyClick(room.grid.cells, Qt.Key.Key_Left)
    assert room.grid.fixed.hasFocus()
    assert room.grid.fixed.currentIndex() == room.model.index(1, GAP)


def test_a_click_on_a_cell_lists_its_quotes_and_plays_them(qtbot, room, article):
    index = room.model.index(5, FIRST)
    place = room.grid.cells.visualRect(index).center()

    with qtbot.waitSignal(room.play_wanted) as played:
        qtbot.mouseClick(room.grid.cells.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert played.args == [article.brought.ids["Q4"]]
    shown = "\n".join(label.text() for label in texts(room))
    assert "Radar at a US-used base" in shown
    assert "Only:" in shown


def test_the_cell_of_an_incident_plays_the_quotes_that_speak_of_it(qtbot, room, article):
    incident = article.brought.ids["I1"]
    article.do("Link", linking.incident_to_element, incident, "us_18usc2332a", "2", "supports", weight=3)
    row = next(n for n, one in enumerate(room.model.elements) if one.path == "2")

    with qtbot.assertNotEmitted(room.play_wanted):
        room.grid.choose("2", incident)
    plays = room.detail.findChild(IncidentQuotes).findChildren(QPushButton)
    with qtbot.waitSignal(room.play_wanted) as played:
        next(one for one in plays if one.accessibleName() == "Play this quote").click()

    assert (cell(room, row, FIRST + 1).direction, cell(room, row, FIRST + 1).support) == ("supports", 3)
    assert played.args == [article.brought.ids["Q4"]]
    room.grid.choose("2", None)
    assert room.detail.findChild(IncidentQuotes) is None, "listed only where the cell is chosen"


def texts(room):
    from widgets.plain import Label

    return room.detail.widget().findChildren(Label)


def test_the_page_beside_shows_text_source_and_notes_to_verify(room):
    room.grid.choose("2", None)

    shown = "\n".join(label.text() for label in texts(room))
    assert "A weapon of mass destruction" in shown
    assert "To be verified: definition in § 2332a(c)(2)" in shown
    assert "Weak source" in shown
    assert "None yet." in shown


def test_what_contradicts_stands_apart(room):
    room.show_framework("icc_art8_niac")
    row = next(n for n, one in enumerate(room.model.elements) if one.path == "8.2.e.i/2")
    room.grid.fixed.setCurrentIndex(room.model.index(row, ELEMENT))

    assert cell(room, row).direction == "contradicts"
    assert any("Names military presence" in label.text() for label in texts(room))


def test_a_new_link_appears_and_undo_takes_it_away(room, article):
    quote = article.brought.ids["Q2"]

    article.do("Link", linking.to_element, quote, "us_18usc2332a", "4", "supports", weight=3)
    assert room.model.columnCount() == FIRST + 2
    row = next(n for n, one in enumerate(room.model.elements) if one.path == "4")
    assert {cell(room, row, column) and cell(room, row, column).support for column in (FIRST, FIRST + 1)} == {None, 3}
    article.undo()
    assert room.model.columnCount() == FIRST + 1


def test_an_empty_case_says_what_to_do(qtbot, dressed, session):
    room = MatrixRoom(session)
    qtbot.addWidget(room)
    room.show()
    qtbot.waitExposed(room)

    assert room.frameworks.count() == 2
    room.show_framework("incidents")
    assert "No incidents yet" in room._empty.text()
    session.close()
    assert room.seen is None


def test_text_of_the_case_is_shown_as_text(room, article):
    quote = article.brought.ids["Q4"]
    article.do("Name", quoting.describe, quote, title="<b>x</b>")

    tip = room.model.headerData(FIRST, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;x" in tip


def test_the_room_is_reached_by_its_key_and_leads_to_a_quote(window, sample_case: Path):
    window.cases.open(sample_case)

    window.actions_["matrix"].trigger()
    assert window._stack.currentWidget() is window.argument
    quote = window.argument.matrix.model.columns[0].id
    window.argument.quote_wanted.emit(quote)
    assert window._stack.currentWidget() is window.review
    assert window.review.quote_id == quote
