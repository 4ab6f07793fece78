"""The assembled window: what is said, what is kept, what survives."""

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app import paths, quoting
from app.passages import find_words
from app.problems import Problem, Refused
from app.settings import Settings
from app.tasks import Progress, Task
from widgets import crash, start
from widgets.main_window import MainWindow
from widgets.notices import Notices
from widgets.picker import Picker


def select(window: MainWindow, words: str) -> None:
    transcript = window.review.transcript
    segments = window.session.case.transcripts.segments(transcript.shown["translation"].id)
    transcript.view.select("translation", *find_words(words, segments))
    transcript.view.setFocus()


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    qtbot.keyClick(window.review.transcript.view, key, held)


def test_q_marks_and_undo_names_it(qtbot: QtBot, desk: MainWindow) -> None:
    before = len(desk.session.case.quotes.all())
    select(desk, "What happened")

    press(qtbot, desk, Qt.Key.Key_Q)

    assert len(desk.session.case.quotes.all()) == before + 1
    assert desk.review.quote_id == desk.review.inspector.quote_id
    assert desk.actions_["undo"].text() == "Undo mark quote"
    assert desk.status.saved.words.startswith("Saved ")

    press(qtbot, desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert len(desk.session.case.quotes.all()) == before
    assert desk.review.quote_id is None
    assert desk.actions_["redo"].text() == "Redo mark quote"


def test_shift_q_adds_a_part(qtbot: QtBot, desk: MainWindow) -> None:
    select(desk, "What happened")
    press(qtbot, desk, Qt.Key.Key_Q)
    quote_id = desk.review.quote_id
    select(desk, "the truce ended")

    press(qtbot, desk, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)

    spans = list(desk.session.case.quotes.get(quote_id).tokens.spans("translation"))
    assert [span.text for span in spans] == ["What happened", "the truce ended"]


def test_the_keys_of_the_trade(qtbot: QtBot, desk: MainWindow) -> None:
    playback = desk.review.playback
    desk.review.transcript.view.setFocus()
    playback.seek(10_000)

    press(qtbot, desk, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert playback.time_ms == 7_000
    press(qtbot, desk, Qt.Key.Key_Tab)
    assert playback.is_playing
    press(qtbot, desk, Qt.Key.Key_Space)
    assert not playback.is_playing
    playback.seek(7_000)
    with qtbot.waitSignal(playback.frame_ready):
        press(qtbot, desk, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: playback.time_ms == 7_040)


def test_a_quote_that_is_typed_about_does_not_play(qtbot: QtBot, desk: MainWindow) -> None:
    desk.review.quotes.focus_filter()
    line = desk.review.quotes.findChild(QLineEdit)

    qtbot.keyClicks(line, "truce, q")

    assert line.text() == "truce, q"
    assert not desk.review.playback.is_playing


def test_the_palette_runs_what_is_chosen(qtbot: QtBot, desk: MainWindow) -> None:
    desk.actions_["palette"].trigger()
    palette = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Picker) and one.isVisible())
    line = palette.findChild(QLineEdit)

    qtbot.keyClicks(line, "play or")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert desk.review.playback.is_playing


def test_where_the_reviewer_stopped_is_remembered(
    qtbot: QtBot, desk: MainWindow, settings: Settings, sample_case: Path
) -> None:
    desk.review.playback.seek(42_000)
    desk.close()

    again = start.build(Settings(Path(settings.file)), QApplication.instance(), "silent")
    qtbot.addWidget(again)
    again.show()
    with qtbot.waitSignal(again.review.playback.opened):
        again.cases.open(sample_case)

    assert again.review.playback.time_ms == 42_000
    again.close()


def test_a_missing_recording_is_offered_to_be_found(qtbot: QtBot, window: MainWindow, sample_case: Path) -> None:
    (sample_case.parent / "interview.mp4").rename(sample_case.parent.parent / "elsewhere.mp4")

    window.cases.open(sample_case)

    assert "not where it was" in window.notices.shown[0].what
    assert not window.actions_["play"].isEnabled()
    window.cases.look_in(sample_case.parent.parent)
    qtbot.waitUntil(lambda: window.review.playback.is_open)


def test_a_recording_that_was_changed_is_warned_of(qtbot: QtBot, window: MainWindow, sample_case: Path) -> None:
    recording = sample_case.parent / "interview.mp4"
    data = bytearray(recording.read_bytes())
    data[-1] ^= 0xFF
    recording.write_bytes(data)

    window.cases.open(sample_case)

    qtbot.waitUntil(lambda: any("not the one that was added" in notice.what for notice in window.notices.shown))


def test_a_case_can_be_verified(qtbot: QtBot, desk: MainWindow) -> None:
    desk.actions_["verify"].trigger()

    qtbot.waitUntil(lambda: any("whole" in notice.what for notice in desk.notices.shown), timeout=20_000)


def test_the_window_can_be_drawn_without_a_display(qapp: QApplication, sample_case: Path, tmp_path: Path) -> None:
    start.render(sample_case, tmp_path / "window.png")

    assert (tmp_path / "window.png").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize(("name", "said"), [("timeline", b"Line of time"), ("network", b"Network of people")])
def test_a_page_from_above_can_be_drawn_without_a_display(
    qapp: QApplication, sample_case: Path, name: str, said: bytes
) -> None:
    lines = start.chart(sample_case, name, "svg")

    assert said in lines
    assert b"Decision to escalate" in lines
    assert start.chart(sample_case, name, "png")[:4] == b"\x89PNG"


def test_the_same_problem_twice_is_one_banner(qtbot: QtBot, dressed: QApplication) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    notices.show()

    for _ in range(2):
        notices.show_problem(Problem("The drive is full.", "Make room."))

    assert [notice.what for notice in notices.shown] == ["The drive is full."]


def test_a_job_can_be_cancelled_and_goes(qtbot: QtBot, dressed: QApplication) -> None:
    notices, release = Notices(), threading.Event()
    qtbot.addWidget(notices)
    notices.show()

    def work(progress: Progress) -> None:
        while not release.wait(0.005):
            progress(1, 10)

    task = Task("Hash", work, notices)
    notices.follow(task)
    task.start()
    assert notices.shown[0].what == "Hash"

    with qtbot.waitSignal(task.cancelled):
        task.cancel()
    release.set()

    qtbot.waitUntil(lambda: not notices.shown)


def test_a_refusal_that_flies_is_told_and_a_bug_is_logged_without_its_words(
    qtbot: QtBot, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Problem] = []
    hook = crash.CrashHook()
    hook.show_with(told.append)

    for error in (Refused("No words are selected.", "Select some."), ValueError("what the witness said")):
        try:
            raise error
        except Exception:
            with qtbot.waitSignal(hook.happened), caplog.at_level(logging.CRITICAL):
                hook.take(*sys.exc_info())
    qtbot.waitUntil(lambda: len(told) == 2)

    assert told[0].what == "No words are selected."
    assert "ValueError" in told[1].what
    assert "witness" not in str(told[1])
    assert "witness" not in caplog.text
    assert "test_main_window.py" in caplog.text


def test_the_log_holds_no_message_of_an_exception(tmp_path: Path) -> None:
    crash.keep_log()
    handler = logging.getLogger().handlers[-1]
    try:
        raise ValueError("what the witness said")
    except ValueError:
        logging.getLogger("test").exception("a task failed")
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
        crash.qInstallMessageHandler(None)

    written = (paths.logs() / "avowal.log").read_text("utf-8")
    assert "a task failed" in written
    assert "ValueError" in written
    assert "witness" not in written


def test_a_quote_that_another_hand_deletes_leaves_every_pane(qtbot: QtBot, desk: MainWindow) -> None:
    quote = desk.session.case.quotes.all()[0]
    desk.review.choose_quote(quote.id)

    desk.session.do("Delete quote", quoting.delete, quote.id)

    assert desk.review.quote_id is None
    assert not desk.actions_["play-quote"].isEnabled()
