"""The parts of the inspector that hold a quote in full: unfolded, worked by key, each change one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from app import certifying, collecting, companions, correcting, quoting, transcribing
from app.importers.imported import Imported
from tests.widgets.conftest import segments_of
from widgets import plain
from widgets.correction_dialog import CorrectionDialog
from widgets.fields import ChoiceField, LineField
from widgets.inspector import Inspector
from widgets.inspector.laid import units
from widgets.inspector.translation_dialogs import CertificateDialog, RenderingDialog
from widgets.inspector.variance_view import VarianceView
from widgets.picker import Picker

EMBASSY = "Except for the American embassy and Balad base,"


@pytest.fixture
def panel(qtbot, session):
    panel = Inspector(session)
    qtbot.addWidget(panel)
    panel.resize(420, 1000)
    panel.show()
    return panel


@pytest.fixture
def quote(panel, interview):
    quote = interview.mark("والقرار هو تصعيد العمليات", "the decision is to escalate 😀 the operations")
    panel.show_quote(quote.id)
    return quote


def popup(kind):
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()][-1]


def choose(qtbot, field, typed):
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    picker = popup(Picker)
    picker._typed.setText(typed)
    qtbot.keyClick(picker._typed, Qt.Key.Key_Return)


def field(part, what, number=0):
    return [one for one in part.findChildren(ChoiceField) if one.objectName().startswith(what)][number]


def test_everything_is_folded_and_its_title_tells_what_is_there(panel, quote):
    assert not any(part.is_open for part in panel.whole.parts)
    assert "nothing" in panel.whole.left_out.title
    assert panel.whole.companions.title.endswith("nothing noted")


def test_what_is_left_out_is_read_and_heard_with_one_gesture(qtbot, panel, session, interview):
    quote = interview.mark("Except for the American embassy")
    session.do("Add", quoting.add_part, quote.id, interview.passage("any U.S. military presence"))
    panel.show_quote(quote.id)
    panel.show_part("left_out")

    assert "and Balad base," in panel.whole.left_out.text
    assert "3 words left out" in panel.whole.left_out.text
    play = next(one for one in panel.whole.left_out.findChildren(QToolButton) if one.objectName().startswith("play"))
    with qtbot.waitSignal(panel.play_wanted) as heard:
        qtbot.keyClick(play, Qt.Key.Key_Space)
    start, end = heard.args
    assert start < end


def test_the_question_is_taken_and_another_quote_added_by_key(qtbot, panel, session, interview, quote, monkeypatch):
    other = interview.mark("The truce is over")
    panel.show_part("companions")
    qtbot.keyClick(panel.whole.companions.findChild(object, "take"), Qt.Key.Key_Space)
    assert "Which targets are excluded?" in panel.whole.companions.text

    qtbot.keyClick(panel.whole.companions.findChild(object, "add"), Qt.Key.Key_Space)
    picker = popup(Picker)
    picker._typed.setText("truce")
    qtbot.keyClick(picker._typed, Qt.Key.Key_Return)

    (companion,) = (one for one in session.case.argument.companions.of(quote.id) if one.other_quote_id == other.id)
    monkeypatch.setattr(plain, "ask_text", lambda *_: "He said so twice.")
    names = [one for one in panel.whole.companions.findChildren(QToolButton) if "Why" in one.accessibleName()]
    names[-1].click()
    assert session.case.argument.companions.get(companion.id).note == "He said so twice."
    session.undo()
    session.undo()
    session.undo()
    assert not session.case.argument.companions.all()


def test_what_nobody_marked_in_another_recording_is_offered_gone_to_and_taken(qtbot, panel, session, interview):
    medium = session.do("Add", collecting.add_published, "Interview of November", language="en", kind="video")
    said = (("GUEST", "Good evening."), ("GUEST", "The embassy is spared, and so is Balad."))
    imported = Imported("srt", tuple(segments_of(said)))
    draft = transcribing.Draft(medium.id, "original", "en")
    transcript = session.do("Add", transcribing.add, draft, imported, b"", "november.srt")
    quote = interview.mark(EMBASSY)
    panel.show_quote(quote.id)
    panel.show_part("companions")
    box = panel.whole.companions
    assert "The embassy is spared, and so is Balad." in box.text
    assert "Interview of November" in box.text

    card = box.findChild(QToolButton, f"unmarked {transcript.id} 1").parentWidget()
    (go,) = [one for one in card.findChildren(QToolButton) if one.accessibleName() == "Go there"]
    with qtbot.waitSignal(panel.place_wanted) as gone:
        qtbot.keyClick(go, Qt.Key.Key_Space)
    (found,) = gone.args
    assert (found.media_id, found.ordinal, found.start_ms) == (medium.id, 1, 8000)

    qtbot.keyClick(box.findChild(QToolButton, f"unmarked {transcript.id} 1"), Qt.Key.Key_Space)
    (taken,) = session.case.argument.companions.of(quote.id)
    assert taken.kind == "subject"
    assert box.findChild(QToolButton, f"unmarked {transcript.id} 1") is None


def test_another_translation_shows_where_it_differs(qtbot, panel, session, interview, quote):
    dialog = RenderingDialog(session, quote.id, None, panel)
    dialog.text.setPlainText("and the decision is to raise the operations")
    dialog.fields["translator"].setText("B. Other")
    dialog.do()
    panel.show_part("translations")

    view = panel.whole.translations.findChild(VarianceView)
    assert "raise" in view.toPlainText()
    assert "B. Other" in view.toPlainText()
    assert "1 other" in panel.whole.translations.title


def test_a_translation_without_words_is_refused_in_the_dialog(qtbot, panel, session, quote):
    dialog = RenderingDialog(session, quote.id, None, panel)
    dialog.show()
    dialog._try()
    assert "needs words" in dialog.problem
    dialog.reject()


def test_a_certificate_is_void_in_the_title_once_a_segment_is_corrected(panel, session, interview, quote):
    dialog = CertificateDialog(session, interview.translation.id, panel)
    dialog.translator.setText("A. Sworn")
    dialog.do()
    assert panel.whole.translations.title.rstrip("\u2069").endswith("certified")

    dialog = CorrectionDialog(session, interview.translation.id, 2, panel)
    dialog.text.setPlainText("and the decision is to increase the operations.")
    dialog.reason.setText("heard again")
    dialog.do()

    assert "VOID" in panel.whole.translations.title
    panel.whole.translations.open()
    assert "VOID" in panel.whole.translations.text
    panel.show_part("corrections")
    assert "heard again" in panel.whole.corrections.text
    session.undo()
    assert certifying.of_quote(session.case, quote)[0].holds
    assert "VOID" not in panel.whole.translations.title


def test_a_correction_without_a_reason_is_refused_in_the_dialog(panel, session, interview, quote):
    dialog = CorrectionDialog(session, interview.translation.id, 2, panel)
    dialog.show()
    dialog.text.setPlainText("Other words")
    dialog._try()
    assert "reason" in dialog.problem
    assert not correcting.of_quote(session.case, quote)
    dialog.reject()


def test_selected_words_are_marked_as_passed_on(panel, session, quote):
    text = panel.translation.text.toPlainText()
    first = units(text[: text.index("to escalate")])
    panel.translation.text.select(first, first + units("to escalate"))
    panel.mark_passed_on()

    assert "“to escalate”" in panel.whole.nested.text
    assert panel.whole.nested.is_open
    session.undo()
    assert not session.case.argument.nested_speeches.all()


def test_selected_words_become_a_key_term_and_are_explained(qtbot, panel, session, interview, quote):
    panel.activateWindow()
    original = panel.original.text
    first = original.toPlainText().index("تصعيد")
    original.select(first, first + len("تصعيد"))
    panel.note_key_term()

    (term,) = session.case.argument.key_terms.all()
    field = panel.whole.terms.findChild(LineField, f"transliteration {term.id}")
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "tas'id")
    panel.flush()
    assert session.case.argument.key_terms.get(term.id).transliteration == "tas'id"
    assert "تصعيد" in panel.whole.terms.title

    other = interview.mark("تصعيد العمليات")
    panel.show_quote(other.id)
    assert "تصعيد" not in panel.whole.terms.title
    panel.original.text.select(0, len("تصعيد"))
    panel.note_key_term()
    assert [one.transliteration for one in session.case.argument.key_terms.of(other.id)] == ["tas'id"]
    qtbot.mouseClick(
        next(one for one in panel.whole.terms.findChildren(QToolButton) if one.accessibleName() == "It is no key term"),
        Qt.MouseButton.LeftButton,
    )
    assert session.case.argument.key_terms.of(other.id) == []


def test_what_is_undone_elsewhere_is_not_written_again(panel, session, quote):
    text = panel.translation.text.toPlainText()
    panel.translation.text.select(0, units(text))
    panel.mark_passed_on()
    panel.whole.nested.findChild(LineField).setText("by telephone")
    panel.flush()
    session.undo()

    assert panel.whole.nested.findChild(LineField).text() == ""
    panel.flush()
    assert session.case.argument.nested_speeches.all()[0].note is None


def test_what_is_being_written_is_kept_when_another_quote_is_shown(panel, session, interview, quote):
    text = panel.translation.text.toPlainText()
    panel.translation.text.select(0, units(text))
    panel.mark_passed_on()
    note = panel.whole.nested.findChild(LineField)
    note.setText("by telephone")
    panel.show_quote(interview.mark("The truce is over").id)
    assert session.case.argument.nested_speeches.all()[0].note == "by telephone"


def test_a_case_that_is_read_only_offers_nothing_to_change(qtbot, panel, session, interview, quote):
    path = session.case.path
    session.close()
    session.open(path, read_only=True)
    panel.show_quote(quote.id)
    for part in panel.whole.parts:
        part.open()
    assert not any(one.isEnabled() for one in panel.whole.findChildren(ChoiceField))
    assert not panel.whole.companions.findChild(object, "take").isEnabled()


def test_no_word_of_a_companion_is_cut_off_whatever_the_width(qtbot, dressed, session, interview):
    quote = interview.mark("Which targets are excluded?")
    other = interview.mark(
        "باستثناء السفارة الأمريكية وقاعدة بلد، أي وجود عسكري أمريكي هو هدف للفصائل،",
        "Except for the American embassy and Balad base, any U.S. military presence is targetable,",
    )
    rest = "and the decision is to escalate 😀 the operations in terms of quantity and quality."
    session.do("Add", quoting.add_part, other.id, interview.passage(rest))
    session.do("Name", quoting.describe, other.id, title="End of truce; targets; decision to escalate")
    session.do("Add", companions.add_quote, quote.id, other.id, "subject", "a note below")
    panel = Inspector(session)
    qtbot.addWidget(panel)
    panel.resize(336, 900)
    panel.show()
    panel.show_quote(quote.id)
    panel.show_part("companions")

    for width in range(336, 520, 12):
        panel.resize(width, 900)
        QApplication.processEvents()
        QApplication.processEvents()
        for label in panel.whole.companions.findChildren(plain.Label):
            if label.wordWrap() and label.isVisible():
                assert label.height() >= label.heightForWidth(label.width()), (width, label.text())
