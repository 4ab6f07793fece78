"""From the welcome page to the sheet: open, play, mark, bracket, link, undo, redo, export, close, reopen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.passages import find_words
from db import replay
from db.tokens import Bracket, Span
from widgets.export_dialog import ExportDialog
from widgets.inspector.bracket_box import BracketBox
from widgets.picker import Picker

PATIENCE = 20_000
pytestmark = pytest.mark.qt_log_ignore("PulseAudioService", "No RHI backend", "pipewire", "Immediate exit")


def popup(kind):
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def choose(qtbot, typed):
    picker = popup(Picker)
    qtbot.keyClicks(picker._typed, typed)
    qtbot.keyClick(picker._typed, Qt.Key.Key_Return)


def select(window, tier, words):
    transcript = window.review.transcript.shown[tier]
    segments = window.session.case.transcripts.segments(transcript.id)
    window.review.transcript.view.select(tier, *find_words(words, segments))
    window.review.transcript.view.setFocus()


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.review.transcript.view, key, modifier)


def picture(window):
    """Everything but what left the house, which no undo takes back."""
    tables = replay.tables(window.session.case.connection)
    return {name: rows for name, rows in tables.items() if name != "departure"}


def open_sample(qtbot, window):
    with qtbot.waitSignal(window.review.playback.opened, timeout=PATIENCE):
        window.actions_["sample"].trigger()
    qtbot.waitUntil(lambda: window.review.recording.is_settled, timeout=PATIENCE)


@pytest.mark.parametrize("player", ["vlc", "qt"])
def test_three_seconds_are_played_with_the_word_lit(qtbot, new_window, player):
    window = new_window(player)
    open_sample(qtbot, window)
    playback = window.review.playback
    lit = []
    playback.word_changed.connect(lambda word: lit.append(word) if word else None)
    playback.seek(6000)

    window.actions_["play"].trigger()
    qtbot.waitUntil(lambda: playback.time_ms >= 9000, timeout=PATIENCE)
    window.actions_["play"].trigger()

    qtbot.waitUntil(lambda: not playback.is_playing, timeout=PATIENCE)
    segments = window.session.case.transcripts.segments(window.review.transcript.shown["original"].id)
    said = [segments[word.ordinal].text[word.start.offset : word.end.offset] for word in lit]
    assert said[:4] == ["في", "الفترة", "الماضية", "تدخل"]
    qtbot.waitUntil(lambda: playback.frame.ms <= playback.time_ms < playback.frame.ms + 40, timeout=PATIENCE)


def test_the_whole_main_job(qtbot, new_window, home, tmp_path):
    window = new_window("silent")
    open_sample(qtbot, window)
    session, review = window.session, window.review
    floor = picture(window)
    steps = 0

    # Two parts in the English column, with the Arabic words proposed and taken along.
    select(window, "translation", "Which targets are excluded")
    qtbot.waitUntil(lambda: review.transcript._proposal is not None, timeout=PATIENCE)
    press(window, Qt.Key.Key_Q)
    quote_id = review.quote_id
    assert quote_id is not None
    select(window, "translation", "the decision is to escalate")
    qtbot.waitUntil(lambda: review.transcript._proposal is not None, timeout=PATIENCE)
    press(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    steps += 2
    quote = session.case.quotes.get(quote_id)
    assert [span.text for span in quote.tokens.spans("translation")] == [
        "Which targets are excluded",
        "the decision is to escalate",
    ]
    assert any(quote.tokens.spans("original"))
    assert next(quote.tokens.spans("original")).frame is not None
    text = review.inspector.translation.text
    assert text.toPlainText() == "Which targets are excluded...the decision is to escalate"

    # A bracket, typed into the text.
    place = text.toPlainText().index(" are excluded")
    text.select(place, place)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_BracketLeft)
    qtbot.keyClicks(popup(BracketBox)._words, "of the drone]")
    steps += 1
    assert text.toPlainText().startswith("Which targets [of the drone] are")

    # Linked to an incident and to an element, by search-as-you-type.
    window.actions_["link-incident"].trigger()
    choose(qtbot, "Asad")
    choose(qtbot, "capability")
    window.actions_["link-element"].trigger()
    choose(qtbot, "authoris")
    while [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Picker) and widget.isVisible()]:
        choose(qtbot, "support")
    links = session.case.links.of_quote(quote_id)
    assert len([link for link in links if link.incident_id]) == 1
    assert len([link for link in links if link.framework_id]) == 1
    done = picture(window)
    steps = session.case.ledger.count() - 0

    # All of it undone and done again, with the verb's name on the way.
    assert window.actions_["undo"].text().startswith("Undo ")
    undone = 0
    while picture(window) != floor:
        window.actions_["undo"].trigger()
        undone += 1
        assert undone < 20
    assert review.quote_id is None or session.case.quotes.find(quote_id) is None
    for _ in range(undone):
        window.actions_["redo"].trigger()
    assert picture(window) == done
    assert steps > 0

    # The sheet.
    review.choose_quote(quote_id)
    window.actions_["export"].trigger()
    dialog = popup_child(window, ExportDialog)
    out = tmp_path / "sheet.html"
    dialog._take_path(str(out))
    with qtbot.waitSignal(dialog.written, timeout=PATIENCE):
        dialog.do()
    assert "Which targets" in out.read_text(encoding="utf-8")
    dialog.close()

    # Closed and opened again: everything as it was left, and undo still reaches it.
    path = session.case.path
    window.close()
    again = new_window("silent")
    assert again.cases.open(path) is None
    qtbot.waitUntil(lambda: again.review.recording.is_settled, timeout=PATIENCE)
    assert picture(again) == done
    assert [one.file_name for one in again.session.case.departures.all()] == ["sheet.html"]
    tokens = again.session.case.quotes.get(quote_id).tokens.translation
    assert [type(token) for token in tokens] == [Span, Bracket, Span, Span]
    assert again.session.undo_label is not None
    for _ in range(undone):
        again.actions_["undo"].trigger()
    assert picture(again) == floor


def popup_child(window, kind):
    found = [child for child in window.findChildren(kind) if child.isVisible()]
    assert found
    return found[-1]
