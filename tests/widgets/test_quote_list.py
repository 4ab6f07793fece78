"""The list of quotes: found by typing, narrowed, sorted, played; always as the case is."""

import pytest
from PySide6.QtCore import Qt

from app import incidents, linking, people, quoting, reviewing
from widgets.models.quote_model import ROW
from widgets.quote_list import QuoteList


@pytest.fixture
def panel(qtbot, session, interview):
    panel = QuoteList(session)
    qtbot.addWidget(panel)
    panel.show_medium(interview.medium.id)
    panel.show()
    return panel


def texts(panel):
    model = panel._model
    return [model.index(row).data(ROW).translation for row in range(model.rowCount())]


def test_an_empty_list_says_what_to_do(panel):
    assert panel._stack.currentWidget() is panel._empty
    assert "press Q" in panel._empty.text()


def test_quotes_stand_in_the_order_of_speech_and_follow_every_change(panel, session, interview):
    late = interview.mark("The truce is over.")
    interview.mark("American embassy", "السفارة الأمريكية")
    assert texts(panel) == ["American embassy", "The truce is over."]

    session.do("Add part", quoting.add_part, late.id, interview.passage("Which targets"))
    assert texts(panel) == ["Which targets...The truce is over.", "American embassy"]

    session.do("Delete", quoting.delete, late.id)
    assert texts(panel) == ["American embassy"]
    session.undo()
    assert len(texts(panel)) == 2
    session.close()
    assert texts(panel) == []


def test_typing_finds_words_of_both_languages_and_the_speaker(qtbot, panel, interview, speaker):
    interview.mark("American embassy", "السفارة الأمريكية")
    interview.mark("The truce is over.", speaker_id=speaker.id)

    panel._typed.insert("السفاره")
    assert texts(panel) == ["American embassy"]
    panel._typed.setText("kaabi tru")
    assert texts(panel) == ["The truce is over."]
    panel._typed.setText("no such word")
    assert panel._stack.currentWidget() is panel._empty
    assert "No quote fits" in panel._empty.text()
    qtbot.keyClick(panel._typed, Qt.Key.Key_Escape)
    assert len(texts(panel)) == 2


def test_the_list_is_narrowed_by_status_speaker_and_link(panel, session, interview, speaker):
    submitted = interview.mark("American embassy")
    session.do("Submit", reviewing.move, submitted.id, "submitted")
    interview.mark("The truce is over.", speaker_id=speaker.id)
    strike = session.do("Add", incidents.add, "Strike")
    session.do("Link", linking.to_incident, submitted.id, strike.id)

    panel._set(status="submitted")
    assert texts(panel) == ["American embassy"]
    panel._set(status=None, speaker_id=speaker.id)
    assert texts(panel) == ["The truce is over."]
    panel._set(speaker_id=None, links="incident")
    assert texts(panel) == ["American embassy"]
    panel._set(links="none")
    assert texts(panel) == ["The truce is over."]
    panel._show_all()
    assert len(texts(panel)) == 2


def test_a_row_knows_its_links_its_speaker_and_its_direction(panel, session, interview, speaker):
    quote = interview.mark("American embassy", "السفارة الأمريكية", speaker_id=speaker.id)
    session.do("Link", linking.to_element, quote.id, "us_18usc2339b", "3")

    row = panel._model.index(0).data(ROW)
    assert (row.incidents, row.elements, row.speaker, row.directions) == (0, 1, "Akram al-Kaabi", ("rtl", "ltr"))
    session.do("Name", people.change_person, speaker.id, name="A. al-Kaabi")
    assert panel._model.index(0).data(ROW).speaker == "A. al-Kaabi"


def test_enter_plays_and_the_arrows_choose_from_the_field(qtbot, panel, interview):
    first, second = interview.mark("American embassy"), interview.mark("The truce is over.")
    chosen, played = [], []
    panel.quote_chosen.connect(chosen.append)
    panel.play_wanted.connect(played.append)

    qtbot.keyClick(panel._typed, Qt.Key.Key_Down)
    qtbot.keyClick(panel._typed, Qt.Key.Key_Down)
    qtbot.keyClick(panel._view, Qt.Key.Key_Return)

    assert chosen == [first.id, second.id]
    assert played == [second.id]


def test_the_current_quote_stays_current_while_the_list_changes(panel, interview):
    late = interview.mark("The truce is over.")
    panel.set_current(late.id)
    told = []
    panel.quote_chosen.connect(told.append)

    interview.mark("American embassy")

    assert panel._view.currentIndex().data(ROW).id == late.id
    assert told == []


@pytest.mark.parametrize("order", ["speaker", "status", "newest"])
def test_other_orders_hold_the_same_quotes(panel, interview, order):
    first, second = interview.mark("American embassy"), interview.mark("The truce is over.")
    interview.session.do("Submit", reviewing.move, first.id, "submitted")
    panel._sort_by(order)
    shown = [panel._model.quote_id(row) for row in range(2)]
    assert set(shown) == {first.id, second.id}
    if order == "newest":
        assert shown == [second.id, first.id]
