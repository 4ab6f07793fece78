"""The way into a case."""

import shutil
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.session import Session
from app.settings import Settings
from widgets.case_dialog import CaseDialog
from widgets.import_dialog import ImportDialog
from widgets.main_window import MainWindow
from widgets.welcome import Welcome


def button(welcome: Welcome, words: str) -> QPushButton:
    return next(
        one for one in welcome.findChildren(QPushButton) if words in one.text() or words in one.accessibleName()
    )


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))


def dialog(kind: type) -> object:
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


def test_one_click_opens_the_sample_ready_to_play(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.review.playback.opened, timeout=30_000):
        qtbot.mouseClick(button(window.welcome, "sample"), Qt.MouseButton.LeftButton)

    assert window.session.is_open
    assert window.review.isVisible()


def test_one_click_opens_the_last_case(qtbot: QtBot, window: MainWindow, sample_case: Path, settings: Settings) -> None:
    window.cases.open(sample_case)
    window.actions_["close"].trigger()
    assert [case.path for case in settings.recent] == [sample_case.resolve()]

    qtbot.mouseClick(button(window.welcome, "Sample: the"), Qt.MouseButton.LeftButton)

    assert window.session.is_open


def test_a_case_that_is_gone_is_said_to_be_gone(qtbot: QtBot, window: MainWindow, sample_case: Path) -> None:
    window.cases.open(sample_case)
    window.cases.close()
    shutil.rmtree(sample_case.parent)

    qtbot.mouseClick(button(window.welcome, "Sample: the"), Qt.MouseButton.LeftButton)

    assert not window.session.is_open
    assert "no case at that place" in window.notices.shown[0].what


def test_a_dropped_case_opens(qtbot: QtBot, window: MainWindow, sample_case: Path) -> None:
    drop(window, sample_case)

    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.case.path == sample_case


def test_a_dropped_transcript_is_asked_about(qtbot: QtBot, desk: MainWindow) -> None:
    drop(desk, Path("resources/sample/interview.en.vtt").resolve())

    qtbot.waitUntil(lambda: dialog(ImportDialog) is not None)
    asked = dialog(ImportDialog)
    assert asked.medium.currentData() == desk.review.recording.media_id
    asked.reject()


def test_a_recording_that_is_dropped_on_no_case_asks_for_one_first(qtbot: QtBot, window: MainWindow) -> None:
    drop(window, Path("resources/sample/interview.mp4").resolve())

    assert dialog(CaseDialog) is not None
    dialog(CaseDialog).reject()


def test_a_case_that_another_window_edits_can_be_read(qtbot: QtBot, window: MainWindow, sample_case: Path) -> None:
    other = Session()
    other.open(sample_case)
    window.cases.open(sample_case)
    notice = window.notices.shown[0]

    qtbot.mouseClick(notice.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)

    assert window.session.read_only
    assert window.status.read_only.words == "Read only"
    assert not window.actions_["mark"].isEnabled()
    other.close()
