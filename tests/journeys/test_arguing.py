"""From words that were said to a case that can be attacked: marked, bracketed, linked, tested, claimed, approved, told.

Everything goes through the window, by keys and clicks; the gestures of each flow are counted.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from app import sample
from app.settings import Settings
from tests.colleague import Colleague
from tests.journeys.test_main_job import popup, select
from widgets import start, theme
from widgets.inspector.bracket_box import BracketBox
from widgets.picker import Picker
from widgets.waiting_dialog import WaitingDialog

PATIENCE = 20_000
KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
QUOTED = "We said we are ready for this"


class Desk:
    """One reviewer before the window, whose gestures are counted: a key, a click, or a word that is typed."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window, self.gestures = qtbot, window, 0

    @property
    def case(self):
        return self.window.session.case

    def key(self, key, modifier=NONE, at=None):
        self.gestures += 1
        QTest.keyClick(at or self.window.review.transcript.view, key, modifier)

    def room(self, number):
        """Without a screen no pop-up gives the keys back when it closes: that is no gesture."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=PATIENCE)
        self.gestures += 1
        QTest.keyClick(self.window, number, CTRL)

    def click(self, widget):
        assert widget.isEnabled()
        self.gestures += 1
        widget.click()

    def type(self, widget, words):
        self.gestures += 1
        self.qtbot.keyClicks(widget, words)

    def choose(self, typed):
        """From the pop-up that is open: type, Enter."""
        picker = popup(Picker)
        self.type(picker._typed, typed)
        self.key(KEY.Key_Return, at=picker._typed)

    def choose_while_asked(self, typed):
        """Whatever is still asked about what was chosen."""
        while any(isinstance(one, Picker) and one.isVisible() for one in QApplication.topLevelWidgets()):
            self.choose(typed)

    def select(self, words):
        """Drag over words: one gesture."""
        self.gestures += 1
        select(self.window, "translation", words)
        self.qtbot.waitUntil(lambda: self.window.review.transcript._proposal is not None, timeout=PATIENCE)

    def counted(self):
        """The gestures since last asked."""
        done, self.gestures = self.gestures, 0
        return done


@pytest.fixture
def sit(qtbot, qapp):
    """Let somebody sit down before the window, on the one case of the office; whoever was there gets up."""
    open_now = []

    def get_up():
        for window in open_now:
            window.close()
            window.deleteLater()
        open_now.clear()

    def down(colleague, path):
        get_up()
        colleague.be()
        theme.apply(qapp, "light")
        window = start.build(Settings(), qapp, "silent")
        window.resize(1400, 860)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
        open_now.append(window)
        assert window.cases.open(path) is None
        qtbot.waitUntil(lambda: window.review.recording.is_settled, timeout=PATIENCE)
        return Desk(qtbot, window)

    yield down
    get_up()


def test_the_article_is_argued_and_attacked(qtbot, sit, tmp_path, monkeypatch):
    people = [Colleague(name, tmp_path, monkeypatch) for name in ("Omar", "Lina", "Hana")]
    omar, lina, hana = people
    path = sample.build(tmp_path / "office")
    desk = sit(hana, path)
    window, review = desk.window, desk.window.review

    # Marked: drag, Q.
    desk.select(QUOTED)
    desk.key(KEY.Key_Q)
    quote_id = review.quote_id
    assert desk.counted() == 2

    # A bracket: at the caret, [, the words.
    text = review.inspector.translation.text
    place = text.toPlainText().index(" for this")
    text.select(place, place)
    text.setFocus()
    desk.key(KEY.Key_BracketLeft, at=text)
    desk.type(popup(BracketBox)._words, "all of the muqawama]")
    assert "[all of the muqawama]" in text.toPlainText()
    assert desk.counted() == 2

    # Whom "we" means: one key, type, Enter.
    desk.key(KEY.Key_W, SHIFT)
    desk.choose("Own org")
    (said,) = desk.case.argument.we_references.of(quote_id)
    assert said.referent == "own organisation"
    assert desk.counted() == 3

    # Linked to an incident and to an element: one key each, type, Enter, and what the link says.
    desk.key(KEY.Key_T)
    desk.choose("Truce")
    desk.choose_while_asked("decision")
    desk.counted()
    before = len(desk.case.links.all())
    review.transcript.view.setFocus()
    desk.key(KEY.Key_E)
    desk.choose("control")
    desk.choose_while_asked("support")
    assert desk.counted() <= 7
    links = desk.case.links.of_quote(quote_id)
    assert {bool(link.framework_id) for link in links} == {True, False}
    element = next(link for link in links if link.framework_id)

    # The matrix has it: a cell more; Enter plays what stands in it, and the room stays.
    desk.room(KEY.Key_3)
    matrix = window.argument.matrix
    matrix.show_framework(element.framework_id)
    assert any(one.evidence.column == quote_id for one in matrix.seen.sheet.entries)
    assert before != len(desk.case.links.all())
    matrix.grid.choose(element.element_path, quote_id)
    table = window.focusWidget()
    with qtbot.waitSignal(matrix.play_wanted, timeout=PATIENCE) as played:
        desk.key(KEY.Key_Return, at=table)
    assert played.args == [quote_id]
    qtbot.waitUntil(lambda: review.playback.is_playing, timeout=PATIENCE)
    assert window._stack.currentWidget() is window.argument
    review.playback.pause()

    # Without the inserted words, one click: the al-Asad attribution falls, and the gap is said in words.
    matrix.frameworks.setCurrentIndex(matrix.frameworks.count() - 1)
    as_it_is = matrix.seen
    desk.counted()
    desk.click(matrix.without)
    assert desk.counted() == 1
    seen = matrix.seen
    assert seen.changes
    assert seen.said != as_it_is.said
    asad = next(one for one in desk.case.incidents.all() if "al-Asad" in one.title)
    assert asad.id in {change.element for change in seen.changes}
    desk.click(matrix.without)
    matrix.show_framework(element.framework_id)
    gaps = [one.words for one in matrix.seen.assessment.standings.values() if one.counts and one.words]
    assert gaps

    # A finding that cites the quote, and says more than stands there.
    desk.room(KEY.Key_4)
    desk.counted()
    page = window.findings.findings
    desk.click(page.list.new_button)
    page.fields["claim"].selectAll()
    desk.type(page.fields["claim"], 'He named the "cost" of staying.')
    page.flush()
    desk.click(page._cite)
    desk.choose(QUOTED[:18])
    finding = desk.case.argument.findings.all()[-1]
    assert [one.record_id for one in desk.case.argument.finding_sources.of(finding.id)] == [quote_id]
    qtbot.waitUntil(lambda: any("cost" in one.text() and "not" in one.text() for one in _labels(page)))

    # The contrary end, from the same place.
    page.side.setCurrentIndex(page.side.findData("contrary"))
    desk.click(page._cite)
    desk.choose("Truce with")
    assert desk.counted() <= 9
    sides = {one.side for one in desk.case.argument.finding_sources.of(finding.id)}
    assert sides == {"support", "contrary"}
    qtbot.waitUntil(lambda: bool(_players(page)), timeout=PATIENCE)
    desk.click(_players(page)[0])
    qtbot.waitUntil(lambda: review.playback.is_playing, timeout=PATIENCE)
    review.playback.pause()
    assert window._stack.currentWidget() is window.findings

    # Handed in: back to the quote, one key.
    desk.room(KEY.Key_1)
    review.choose_quote(quote_id)
    desk.counted()
    desk.key(KEY.Key_D, CTRL)
    assert desk.case.quotes.get(quote_id).status == "submitted"
    assert desk.counted() == 1

    # Two others approve, each from the queue: the badge says it, a key opens it, P plays, A approves.
    for colleague, state in ((omar, "r1_approved"), (lina, "approved")):
        desk = sit(colleague, path)
        assert desk.window.top._waiting.count == "1"
        desk.click(desk.window.top._waiting)
        (queue,) = desk.window.findChildren(WaitingDialog)
        desk.key(KEY.Key_P, at=queue.view)
        qtbot.waitUntil(lambda desk=desk: desk.window.review.playback.is_playing, timeout=PATIENCE)
        desk.key(KEY.Key_A, at=queue.view)
        assert desk.case.quotes.get(quote_id).status == state
        assert desk.counted() == 3
        qtbot.waitUntil(lambda desk=desk: desk.window.top._waiting.count == "")

    # The other side's sheet, from the same file, with what was just found.
    desk.room(KEY.Key_3)
    argument = desk.window.argument
    argument.tabs.setCurrentWidget(argument.defence)
    out = tmp_path / "defence.html"
    with qtbot.waitSignal(argument.written):
        argument.defence.write(out)
    page = out.read_text(encoding="utf-8")
    assert "cost" in page
    assert "Truce with the groups" in page


def _labels(page):
    return [one for one in page.findChildren(QLabel) if one.isVisible()]


def _players(page):
    buttons = [*page.findChildren(QToolButton), *page.findChildren(QPushButton)]
    return [one for one in buttons if one.isVisible() and one.accessibleName().startswith("Play")]
