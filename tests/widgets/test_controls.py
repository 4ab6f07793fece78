"""Canvas and controls over the silent clock."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.playback import Playback
from app.settings import Settings
from widgets import theme
from widgets.canvas import Canvas
from widgets.controls import clock
from widgets.main_window import MainWindow


@pytest.mark.parametrize(
    ("ms", "whole", "said"),
    [
        (0, 0, "0:00.000"),
        (83_456, 90_000, "1:23.456"),
        (83_456, 3_600_000, "0:01:23.456"),
        (3_661_001, 0, "1:01:01.001"),
    ],
)
def test_the_clock_is_exact_and_as_wide_for_every_time(ms: int, whole: int, said: str) -> None:
    assert clock(ms, whole) == said


def test_the_play_button_shows_what_it_will_do(qtbot: QtBot, desk: MainWindow) -> None:
    playback, play = desk.review.playback, desk.actions_["play"]
    before = play.icon().cacheKey()

    play.trigger()
    assert playback.is_playing
    assert play.icon().cacheKey() != before
    play.trigger()

    assert not playback.is_playing
    assert play.icon().cacheKey() == before


def test_the_time_is_shown(desk: MainWindow) -> None:
    desk.review.playback.seek(61_500)

    assert desk.review.recording.controls.time.startswith("1:01.500")


def test_the_speed_is_shown_and_kept_for_the_recording(desk: MainWindow, settings: Settings) -> None:
    desk.actions_["faster"].trigger()
    desk.review.remember()

    assert desk.review.recording.controls.speed == "1.1×"
    assert settings.place(desk.session.case.info.id, desk.review.recording.media_id)[1] == pytest.approx(1.1)


def test_silence_is_remembered(desk: MainWindow, settings: Settings) -> None:
    desk.actions_["mute"].trigger()

    assert settings.muted
    assert desk.review.playback.is_muted


def test_in_and_out_make_a_loop_and_select_its_words(desk: MainWindow) -> None:
    playback = desk.review.playback
    playback.seek(6_000)
    desk.actions_["set-in"].trigger()
    playback.seek(9_000)
    desk.actions_["set-out"].trigger()

    assert playback.span == (6_000, 9_000)
    assert playback.is_looping
    selection = desk.review.transcript.view.selection()
    assert selection is not None
    assert selection.tier == "original"

    desk.actions_["end-loop"].trigger()

    assert playback.span is None


def test_shuttle_keys(desk: MainWindow) -> None:
    playback = desk.review.playback
    for _ in range(3):
        desk.actions_["shuttle-on"].trigger()
    assert (playback.is_playing, playback.rate) == (True, 2.0)
    desk.actions_["shuttle-back"].trigger()
    assert playback.rate == 1.5
    desk.actions_["shuttle-stand"].trigger()

    assert (playback.is_playing, playback.rate) == (False, 1.0)


@pytest.fixture
def canvas(qtbot: QtBot, dressed: object, playback: Playback) -> Canvas:
    canvas = Canvas(playback)
    qtbot.addWidget(canvas)
    canvas.resize(400, 400)
    canvas.show()
    return canvas


def test_the_picture_keeps_its_shape(desk: MainWindow) -> None:
    canvas = desk.review.recording.canvas
    picture = QImage(160, 90, QImage.Format.Format_RGB32)
    picture.fill(QColor(Qt.GlobalColor.red))
    canvas.resize(400, 400)

    desk.review.playback.frame_ready.emit(picture)
    drawn = canvas.grab().toImage()

    assert drawn.pixelColor(200, 200) == QColor(Qt.GlobalColor.red)
    assert drawn.pixelColor(200, 200 - 225 // 2 - 4) == theme.colour("canvas")
    assert drawn.pixelColor(200, 200 - 225 // 2 + 4) == QColor(Qt.GlobalColor.red)


def test_an_empty_canvas_says_what_to_do(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.set_nothing("The file is missing.", "Click to look for it.")

    with qtbot.waitSignal(canvas.find_wanted):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton)
    canvas.set_nothing("Nothing here", "")
    with qtbot.waitSignal(canvas.clicked):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton)


def test_the_words_stand_on_the_picture_only_if_wanted(desk: MainWindow) -> None:
    canvas = desk.review.recording.canvas
    desk.review.playback.seek(7_000)
    bare = canvas.grab().toImage()

    desk.actions_["captions"].trigger()
    written = canvas.grab().toImage()
    desk.actions_["captions"].trigger()

    assert written != bare
    assert canvas.grab().toImage() == bare
