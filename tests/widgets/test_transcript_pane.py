"""The transcript pane: tiers, search, and marking in both languages with one key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app import quoting, transcribing
from app.importers.imported import Imported
from app.playback import Playback
from app.problems import Refused
from db.records import Segment
from db.tokens import Bracket, Span
from widgets.models.tiers import NONE, choose_pair
from widgets.transcript_pane import TranscriptPane

ESCALATE = "the decision is to escalate 😀 the operations in terms of quantity and quality"
DECISION = "والقرار هو تصعيد العمليات من حيث الكم والنوع"


@pytest.fixture
def playback(qtbot):
    playback = Playback(player="silent")
    yield playback
    playback.shut_down()


@pytest.fixture
def panel(qtbot, session, interview, playback):
    panel = TranscriptPane(session, playback)
    qtbot.addWidget(panel)
    panel.resize(800, 600)
    panel.show_medium(interview.medium.id)
    panel.show()
    return panel


def select(panel, interview, words):
    passage = interview.passage(words)
    tier = "original" if passage.transcript_id == interview.original.id else "translation"
    panel.view.select(tier, passage.start, passage.end)


def said(quote, tier):
    return [token.text for token in quote.tokens.of(tier) if isinstance(token, Span | Bracket)]


def marks(panel, tier):
    return [(laid.mark.quote_id, laid.mark.current) for laid in panel.view._scene.marks[tier]._laid]


def test_both_tiers_are_shown_with_their_languages(panel, interview):
    assert panel.view._pages.tiers == ("original", "translation")
    assert ["Arabic" in text for text in panel._chooser.texts()] == [True, False]


def test_marking_takes_the_proposed_words_of_the_other_tier_along(qtbot, panel, interview):
    select(panel, interview, "The truce is over")
    assert panel._bar.isVisible()
    qtbot.waitUntil(lambda: panel._proposal is not None)
    assert panel._bar._words.text() == "انتهت الهدنة"
    assert marks(panel, "original") == [("", True)]

    with qtbot.waitSignal(panel.quote_marked) as told:
        quote = panel.mark()

    assert told.args == [quote.id]
    assert (said(quote, "translation"), said(quote, "original")) == (["The truce is over"], ["انتهت الهدنة"])
    assert marks(panel, "original") == [(quote.id, True)]
    assert not panel._bar.isVisible()
    assert interview.session.undo_label == "Mark quote"


def test_the_key_is_quicker_than_the_proposal_and_gets_it_all_the_same(panel, interview):
    select(panel, interview, "The truce is over")
    assert said(panel.mark(), "original") == ["انتهت الهدنة"]


def test_the_other_tier_can_be_left_out(panel, interview):
    select(panel, interview, "The truce is over")
    panel.toggle_both()
    quote = panel.mark()
    assert quote.tokens.original == ()


def test_a_part_is_added_and_a_tier_chosen_anew(panel, interview):
    select(panel, interview, "Except for the American embassy")
    quote = panel.mark()
    select(panel, interview, ESCALATE)
    panel.add_part()
    select(panel, interview, DECISION)
    quote = panel.use_for_quote()

    assert said(quote, "translation") == ["Except for the American embassy", ESCALATE]
    assert said(quote, "original") == [DECISION]
    assert panel._quote_id == quote.id


def test_marking_and_adjusting_leaves_the_proposed_words_selected(panel, interview):
    select(panel, interview, "The truce is over")
    panel.mark_and_adjust()
    selection = panel.view.selection()
    assert (selection.tier, selection.text) == ("original", "انتهت الهدنة")
    select(panel, interview, "انتهت الهدنة. الآن هي حرب")
    assert said(panel.use_for_quote(), "original") == ["انتهت الهدنة. الآن هي حرب"]


def test_without_a_selection_or_a_quote_it_says_what_to_do(panel, interview):
    with pytest.raises(Refused, match="Select words"):
        panel.mark()
    select(panel, interview, "The truce is over")
    with pytest.raises(Refused, match="mark a new one"):
        panel.add_part()


def test_marks_follow_undo_and_the_current_quote(panel, interview):
    quote = interview.mark("The truce is over", "انتهت الهدنة")
    assert marks(panel, "translation") == [(quote.id, False)]
    panel.set_current_quote(quote.id, reveal=True)
    assert marks(panel, "translation") == [(quote.id, True)]
    interview.session.undo()
    assert marks(panel, "translation") == []
    assert panel._bar._part.isHidden()


def test_a_search_walks_through_both_tiers_in_step(qtbot, panel, interview):
    panel.find()
    panel.search._typed.setText("الهدنه")
    qtbot.waitUntil(lambda: panel.search._count.text() == "1 of 1")
    panel.search._typed.setText("the")
    qtbot.keyClick(panel.search._typed, Qt.Key.Key_Return)
    total = len(panel._finder._hits)
    assert panel.search._count.text() == f"1 of {total}"
    qtbot.keyClick(panel.search._typed, Qt.Key.Key_Return)
    panel.find_next()
    assert panel.search._count.text() == f"3 of {total}"
    panel.find_previous()
    qtbot.keyClick(panel.search._typed, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert panel.search._count.text() == f"1 of {total}"
    panel.search._typed.setText("no such word")
    qtbot.keyClick(panel.search._typed, Qt.Key.Key_Return)
    assert panel.search._count.text() == "not found"
    qtbot.keyClick(panel.search._typed, Qt.Key.Key_Escape)
    assert not panel.search.isVisible()


def test_the_whole_case_is_searched_as_a_list(qtbot, panel, interview):
    quote = interview.mark("The truce is over")
    opened = []
    panel.found_opened.connect(opened.append)
    panel.find_in_case()
    panel.search._typed.setText("truce")
    qtbot.keyClick(panel.search._typed, Qt.Key.Key_Return)
    assert panel.search._list.model().rowCount() == 2

    qtbot.keyClick(panel.search._typed, Qt.Key.Key_Return)
    assert opened[0].quote_id == quote.id
    qtbot.keyClick(panel.search._typed, Qt.Key.Key_Down)
    qtbot.keyClick(panel.search._typed, Qt.Key.Key_Return)
    assert len(opened) == 1
    assert panel._finder._current == 0


def test_copied_words_say_where_they_come_from(panel, interview):
    select(panel, interview, "The truce is over")
    panel.view.copy()
    words, citation = QGuiApplication.clipboard().text().split("\n")
    assert words == "The truce is over"
    assert "“Interview of June”" in citation
    assert "00:00:24" in citation


def test_another_translation_can_be_chosen_and_stays_chosen(panel, interview, session):
    draft = transcribing.Draft(interview.medium.id, "translation", "fr", interview.original.id, translator="A & B")
    french = session.do("Add", transcribing.add, draft, Imported("srt", (Segment(0, 1000, "La trêve"),)), b"", "fr.srt")
    assert panel._shown["translation"].id == interview.translation.id
    panel._choose("translation", french.id)
    interview.mark("The truce is over")
    session.do("Add", transcribing.add, draft, Imported("srt", (Segment(0, 1000, "Encore"),)), b"", "fr2.srt")
    assert panel._shown["translation"].id == french.id
    assert "A && B" in panel._chooser.texts()[1]


def test_clicks_reach_the_playback(qtbot, panel, playback):
    asked = []
    playback.seek = asked.append
    panel.view.seek_wanted.disconnect()
    panel.view.seek_wanted.connect(playback.seek)
    panel.view.seek_wanted.emit(1200)
    assert asked == [1200]


def test_a_recording_without_a_transcript_offers_to_add_one(qtbot, panel, session):
    panel.show_medium(None)
    assert panel._add.isHidden()
    from app import collecting

    other = session.do("Add", collecting.add_published, "Remarks")
    panel.show_medium(other.id)
    assert panel._add.text() == "Add a transcript"
    with qtbot.waitSignal(panel.import_wanted):
        panel._add.click()


def test_closing_the_case_empties_the_pane(panel, session, interview):
    interview.mark("The truce is over")
    session.close()
    assert panel.view._pages.tiers == ()
    assert panel.media_id is None


def test_tiers_that_belong_together_are_shown_together(interview):
    first, second = interview.original, interview.translation
    assert choose_pair([], NONE) == NONE
    assert choose_pair([second], NONE) == {"original": None, "translation": second}
    assert choose_pair([first, second], NONE) == {"original": first, "translation": second}


def test_a_quote_keeps_its_words_when_a_tier_is_chosen_anew_in_vain(panel, interview, session):
    quote = interview.mark("The truce is over", "انتهت الهدنة")
    panel.set_current_quote(quote.id)
    with pytest.raises(Refused):
        session.do("x", quoting.replace_tier, quote.id, [interview.passage("American embassy")], "original")
    assert interview.quote(quote) == quote
