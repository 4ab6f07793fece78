"""The inspector: read and change a quote by key, each change one step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import incidents, linking, people, quoting, reviewing, transcribing
from app.gaps import gaps_in
from app.importers.imported import Imported
from app.passages import Passage
from app.rendition import render
from db.records import Segment
from db.tokens import Bracket, Position, Sic, Span
from widgets.inspector import Inspector
from widgets.inspector.bracket_box import BracketBox
from widgets.inspector.laid import Laid, code_points, units
from widgets.models.choice_model import CHOICE
from widgets.picker import Picker

EMBASSY = "Except for the American embassy and Balad base,"
ESCALATE = "the decision is to escalate 😀 the operations"


@pytest.fixture
def panel(qtbot, session):
    panel = Inspector(session)
    qtbot.addWidget(panel)
    panel.resize(400, 900)
    panel.show()
    return panel


def select(box, words):
    text = box.text.toPlainText()
    first = units(text[: text.index(words)])
    box.text.select(first, first + units(words))


def popup(kind):
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    return found[-1]


def choose(picker, typed, qtbot):
    picker._typed.setText(typed)
    qtbot.keyClick(picker._typed, Qt.Key.Key_Return)


def said(quote, tier="translation"):
    return [
        token.text if isinstance(token, Span | Bracket) else type(token).__name__ for token in quote.tokens.of(tier)
    ]


def test_without_a_quote_it_says_what_to_do(panel):
    assert panel.quote_id is None
    assert panel._stack.currentIndex() == 0


def test_a_bracket_is_typed_into_the_text(qtbot, panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    box = panel.translation
    text = box.text.toPlainText()
    box.text.select(text.index(" and"), text.index(" and"))

    qtbot.keyClick(box.text, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.NoModifier)
    typed = popup(BracketBox)
    typed._types.buttons()[1].click()
    qtbot.keyClicks(typed._words, "in Baghdad]")

    assert said(interview.quote(quote)) == ["Except for the American embassy", "in Baghdad", "and Balad base,"]
    assert interview.quote(quote).tokens.translation[1].type == "supplies_meaning"
    assert box.text.toPlainText() == "Except for the American embassy [in Baghdad] and Balad base,"
    interview.session.undo()
    assert box.text.toPlainText() == EMBASSY


def test_a_bracket_stands_for_the_selected_words_and_can_be_edited(qtbot, panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    select(panel.translation, "Balad base")
    qtbot.keyClick(panel.translation.text, Qt.Key.Key_BracketLeft)
    typed = popup(BracketBox)
    qtbot.keyClicks(typed._words, "that base")
    qtbot.keyClick(typed._words, Qt.Key.Key_Return)
    bracket = interview.quote(quote).tokens.translation[1]
    assert (bracket.text, bracket.replaces) == ("that base", True)

    select(panel.translation, "[that")
    panel.translation.text.select(*(panel.translation.text.selected[0] + 2,) * 2)
    qtbot.keyClick(panel.translation.text, Qt.Key.Key_Return)
    again = popup(BracketBox)
    again._words.setText("the other base")
    qtbot.keyClick(again._words, Qt.Key.Key_Return)
    assert interview.quote(quote).tokens.translation[1].text == "the other base"

    qtbot.keyClick(panel.translation.text, Qt.Key.Key_Delete)
    assert said(interview.quote(quote)) == ["Except for the American embassy and", ","]


def test_emphasis_goes_on_and_off_across_a_bracket_and_an_emoji(qtbot, panel, interview):
    quote = interview.mark(ESCALATE)
    panel.show_quote(quote.id)
    interview.session.do("Insert", quoting.bracket, quote.id, "translation", 0, 29, "again", "clarifies")

    select(panel.translation, "escalate 😀 [again] the operations")
    qtbot.keyClick(panel.translation.text, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    spans = list(interview.quote(quote).tokens.spans("translation"))
    assert [span.text for span in spans if span.emphasis] == ["escalate 😀", "the operations"]

    select(panel.translation, "escalate 😀 [again] the operations")
    qtbot.keyClick(panel.translation.text, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert not any(span.emphasis for span in interview.quote(quote).tokens.spans())


def test_selected_words_are_left_out_and_the_ellipsis_tells_of_them(qtbot, panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    select(panel.translation, "the American embassy and")
    qtbot.keyClick(panel.translation.text, Qt.Key.Key_Delete)

    assert panel.translation.text.toPlainText() == "Except for...Balad base,"
    (tip,) = panel.translation.text._tips.values()
    assert "4 words left out" in tip
    assert "the American embassy and" in tip
    panel.translation.text.select(12, 12)
    assert "4 words left out" in panel.translation._said.text()
    with qtbot.waitSignal(panel.play_wanted) as heard:
        panel.translation._play.click()
    assert heard.args == [8000 + 400 + 300, 8000 + 6 * 400]


def test_sic_follows_the_caret(panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    panel.translation.text.select(10, 10)
    panel.translation._ask_sic()
    assert [type(token) for token in interview.quote(quote).tokens.translation] == [Span, Sic, Span]


def test_speaker_and_capacity_are_chosen_by_key(qtbot, panel, interview, speaker):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)

    panel.choose_speaker()
    choose(popup(Picker), "الكعبى", qtbot)
    panel.choose_capacity()
    choose(popup(Picker), "repres", qtbot)
    panel.choose_basis()
    choose(popup(Picker), "pronoun", qtbot)
    panel.choose_status()
    choose(popup(Picker), "submitted", qtbot)

    now = interview.quote(quote)
    assert (now.speaker_id, now.capacity, now.capacity_basis, now.status) == (
        speaker.id,
        "representative",
        "pronoun usage",
        "submitted",
    )
    assert interview.session.undo_label == "Set status"


def test_a_speaker_who_is_not_there_yet_is_made_in_one_step(qtbot, panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    panel.choose_speaker()
    choose(popup(Picker), "Somebody New", qtbot)

    person = interview.session.case.people.get(interview.quote(quote).speaker_id)
    assert person.name == "Somebody New"
    interview.session.undo()
    assert interview.session.case.people.all() == []


def test_what_is_being_written_is_kept_when_another_quote_is_shown(qtbot, panel, interview):
    first, second = interview.mark(EMBASSY), interview.mark("The truce is over.")
    panel.show_quote(first.id)
    panel.details.notes.setPlainText("Compare November.")
    panel.details.title.setText("Exceptions")

    panel.show_quote(second.id)

    assert interview.quote(first).notes == "Compare November."
    assert interview.quote(first).title == "Exceptions"
    assert panel.details.notes.toPlainText() == ""


def test_a_quote_is_linked_to_an_incident_in_two_answers(qtbot, panel, interview):
    quote = interview.mark(EMBASSY)
    strike = interview.session.do("Add", incidents.add, "Drone attack on Erbil", date="2021-04-14")
    panel.show_quote(quote.id)

    panel.link_incident()
    choose(popup(Picker), "erbil", qtbot)
    choose(popup(Picker), "defines", qtbot)

    (link,) = interview.session.case.links.of_quote(quote.id)
    assert (link.incident_id, link.relation, link.polarity) == (strike.id, "defines_target_set", "inculpatory")
    assert list(panel.links.cards.shown) == [link.id]


def test_an_incident_that_is_not_there_yet_is_made_with_the_link(qtbot, panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    panel.link_incident()
    choose(popup(Picker), "Rockets at Taji", qtbot)
    qtbot.keyClick(popup(Picker)._typed, Qt.Key.Key_Delete)

    (link,) = interview.session.case.links.of_quote(quote.id)
    assert link.relation is None
    assert interview.session.case.incidents.get(link.incident_id).title == "Rockets at Taji"
    interview.session.undo()
    assert interview.session.case.incidents.all() == []


def test_elements_show_what_nobody_checked_and_what_a_statement_cannot_carry(qtbot, panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    panel.link_element()
    picker = popup(Picker)
    picker._typed.setText("designated fto")
    choice = picker._list.currentIndex().data(CHOICE)
    assert choice.badge == "needs other evidence"
    assert "To verify" in picker._note.text()
    qtbot.keyClick(picker._typed, Qt.Key.Key_Return)
    choose(popup(Picker), "supports in part", qtbot)

    (link,) = interview.session.case.links.of_quote(quote.id)
    assert (link.framework_id, link.element_path, link.bearing) == ("us_18usc2339b", "3", "partly_supports")


def test_a_link_is_weighed_without_losing_the_field_that_is_written_in(qtbot, panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    link = interview.session.do("Link", linking.to_element, quote.id, "us_18usc2339b", "3", "supports")
    card = panel.links.cards.shown[link.id]
    card.unfold()
    card._reason.setText("He names the group.")
    card._reason.flush()
    card._choices["weight"].open()
    choose(popup(Picker), "moderate", qtbot)

    now = interview.session.case.links.get(link.id)
    assert (now.weight, now.reason) == (3, "He names the group.")
    assert panel.links.cards.shown[link.id] is card
    card.removed.emit(link.id)
    assert interview.session.case.links.of_quote(quote.id) == []
    assert not panel.links.cards.shown


def test_the_bracket_test_is_answered_for_incidents_too(qtbot, panel, interview):
    do = interview.session.do
    quote = interview.mark(EMBASSY)
    incident = do("Add", incidents.add, "Strike")
    panel.show_quote(quote.id)
    plain = do("Link", linking.to_incident, quote.id, incident.id, "praises")
    assert "survives_without_brackets" not in panel.links.cards.shown[plain.id]._choices, "nothing is inserted yet"
    do("Bracket", quoting.bracket, quote.id, "translation", 0, 0, "all", "supplies_meaning")
    card = panel.links.cards.shown[plain.id]
    card.unfold()
    card._choices["survives_without_brackets"].open()
    choose(popup(Picker), "falls", qtbot)

    assert interview.session.case.links.get(plain.id).survives_without_brackets == 0


def test_the_history_says_who_changed_what(panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    panel.show_history()
    interview.session.do("Set status", reviewing.move, quote.id, "submitted")

    lines = panel.history.text.splitlines()
    assert len(lines) == 2
    assert "Set status" in lines[0]
    assert "draft → submitted" in lines[0]
    assert "Reviewer" in lines[1]


def test_a_deleted_quote_is_gone_and_undo_brings_it_back(panel, interview):
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    panel.delete()
    assert panel.quote_id is None
    interview.session.undo()
    panel.show_quote(quote.id)
    assert panel.quote_id == quote.id


def test_a_case_open_for_reading_shows_and_changes_nothing(panel, interview):
    quote = interview.mark(EMBASSY, speaker_id=interview.session.do("p", people.add_person, "A").id)
    path = interview.session.case.path
    interview.session.close()
    interview.session.open(path, read_only=True)
    panel.show_quote(quote.id)

    panel.choose_speaker()
    panel.translation.ask_bracket()
    panel.delete()

    assert not any(isinstance(w, Picker | BracketBox) and w.isVisible() for w in QApplication.topLevelWidgets())
    assert not panel.details.speaker.isEnabled()
    assert panel.translation._bracket.isHidden()


@given(st.text(max_size=12), st.integers(0, 30))
def test_units_and_code_points_are_each_others_inverse(text, place):
    place = min(place, len(text))
    assert code_points(text, units(text[:place])) == place


@given(st.lists(st.text(alphabet="ab \n\r\u2028\u00a0😀é\u202e", min_size=1, max_size=8), min_size=1, max_size=4))
def test_every_place_on_the_screen_leads_back_to_its_letter(texts):
    tokens = [
        Span("t", Position(number * 2, 0), Position(number * 2, len(text)), text) for number, text in enumerate(texts)
    ]
    laid = Laid(render(tokens, gaps=gaps_in(lambda _id: ())), tokens)
    for run in laid.runs:
        for index, letter in enumerate(run.text if run.has_words else ""):
            offset = run.offset_at(run.start + units(run.text[:index]))
            told = tokens[run.piece.token].text[offset]
            assert letter == told or letter == " " or told in "\r\u202e"


def test_stress_is_said_to_be_the_speakers_own(panel, interview):
    quote = interview.mark(ESCALATE)
    panel.show_quote(quote.id)
    select(panel.translation, "escalate")
    panel.translation._toggle_emphasis()
    assert [span.emphasis for span in interview.quote(quote).tokens.spans()] == [None, "added", None]
    select(panel.translation, "escal")
    assert panel.translation._whose.isVisible()
    panel.translation._whose.click()
    assert [span.emphasis for span in interview.quote(quote).tokens.spans()] == [None, "original", None]
    panel.translation._whose.click()
    assert [span.emphasis for span in interview.quote(quote).tokens.spans()] == [None, "added", None]


def test_marks_that_the_text_has_itself_are_inherited(qtbot, panel, session, interview):
    imported = Imported("srt", (Segment(0, 5000, "The [drone] exists...it flew.", "GUEST", ()),))
    draft = transcribing.Draft(interview.medium.id, "translation", "en", interview.original.id, translator="A. T.")
    printed = session.do("Add transcript", transcribing.add, draft, imported, b"", "printed.srt")
    whole = Passage(printed.id, Position(0, 0), Position(0, 29))
    quote = session.do("Mark quote", quoting.mark, whole)
    panel.show_quote(quote.id)
    assert panel.printed.isVisible()
    assert "[drone]  ..." in panel.printed.said.text()
    assert panel.printed.source.text() == "A. T."
    panel.printed.source.setText("The Institute")
    qtbot.keyClick(panel.printed.source, Qt.Key.Key_Return)
    assert said(interview.quote(quote)) == ["The", "drone", "exists", "Ellipsis", "it flew."]
    assert not panel.printed.isVisible()
    session.undo()
    assert panel.printed.isVisible()
