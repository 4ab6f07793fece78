"""A correction is read in the transcript itself, beneath what was imported; no offset moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import correcting
from db.tokens import Position
from widgets.correction_dialog import CorrectionDialog
from widgets.transcript_pane import TranscriptPane


@pytest.fixture
def pane(qtbot, session, playback, interview, dressed):
    pane = TranscriptPane(session, playback)
    qtbot.addWidget(pane)
    pane.resize(900, 700)
    pane.show()
    qtbot.waitExposed(pane)
    pane.show_medium(interview.medium.id)
    return pane


def correct(session, transcript, ordinal, **fields):
    return session.do("Correct", correcting.correct, transcript.id, ordinal, reason="Heard again.", **fields)


def column(pane, tier="translation"):
    return pane.view._pages.columns[tier]


def heights(pane):
    return [pane.view._stage.measure(row) for row in range(len(pane.view._pages))]


def test_the_words_that_are_replaced_and_how_it_should_read(pane, session, interview):
    correct(session, interview.translation, 3, text="The truce has ended. Now it's war.")
    (reading,) = column(pane).readings.values()
    assert reading.told == "Corrected: Heard again."
    assert reading.text == "The truce has ended. Now it's war."
    text = column(pane).segments[3].text
    assert [text[first:last] for first, last in reading.wrong] == ["is over"]


def test_its_row_grows_and_shrinks_again_with_undo(pane, session, interview):
    before = heights(pane)
    correct(session, interview.original, 3, text="انتهت الهدنة أمس. الآن هي حرب.")
    now = heights(pane)
    assert now[3] > before[3]
    assert now[:3] == before[:3]
    session.undo()
    assert heights(pane) == before
    assert column(pane, "original").readings == {}


def test_selection_and_places_are_those_of_the_import(pane, session, interview):
    pane.view.select("translation", Position(3, 0), Position(3, 9))
    before = pane.view.selection()
    correct(session, interview.translation, 3, text="Something else altogether, and much longer than it was before.")
    assert pane.view.selection() == before
    assert pane.view._stage.place_of("translation", Position(3, 4))[1].block.ordinal == 3


def test_a_speaker_alone_is_told_without_words(pane, session, interview):
    correct(session, interview.translation, 3, speaker="HOST")
    (reading,) = column(pane).readings.values()
    assert (reading.text, reading.wrong) == ("", ())
    assert "HOST" in reading.told


def test_markup_is_shown_as_it_is(pane, session, interview):
    correct(session, interview.translation, 3, text="<b>The</b> truce\u202e is over.")
    placed = pane.view._stage.place_of("translation", Position(3, 0))[1]
    drawn = [layout.text() for layout, _ in placed.remark.layouts]
    assert drawn[1].startswith("<b>The</b> truce")
    assert "\u202e" not in drawn[1]


def test_a_correction_is_begun_where_the_cursor_is(qtbot, pane, session, interview):
    pane.view.select("translation", Position(2, 0), Position(2, 7))
    pane._bar.correct_wanted.emit()
    (dialog,) = pane.window().findChildren(CorrectionDialog)
    assert "the decision is to escalate" in dialog.text.toPlainText()
    dialog.text.setPlainText("and the decision was to escalate 😀 the operations.")
    dialog.reason.setText("Heard again.")
    dialog.do()
    assert column(pane).readings[2].text.startswith("and the decision was")


WORDS = st.lists(st.sampled_from(["war", "هدنة", "truce", "😀", "now,", "الآن"]), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_what_is_kept_and_what_is_struck_out_make_the_import(one, other):
    imported = " ".join(one)
    struck = correcting.replaced(imported, " ".join(other))
    assert all(0 <= first < last <= len(imported) for first, last in struck)
    assert list(struck) == sorted(struck)
    assert correcting.replaced(imported, imported) == ()
