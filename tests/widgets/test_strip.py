"""The line of time: where things lie on it, and what a click does."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.media.waveform import Peaks
from widgets.lanes import Stretch, in_lanes, ticks
from widgets.main_window import MainWindow
from widgets.strip import Strip


def test_stretches_that_overlap_lie_in_lanes_of_their_own() -> None:
    lanes = in_lanes([Stretch("a", 0, 1000), Stretch("b", 500, 1500), Stretch("c", 1000, 2000), Stretch("d", 600, 700)])

    assert lanes == [0, 1, 0, 2]


def test_stretches_of_no_length_are_parted_too() -> None:
    assert in_lanes([Stretch("a", 5, 5), Stretch("b", 5, 5)]) == [0, 1]


@pytest.mark.parametrize(
    ("start", "end", "most", "expected"),
    [
        (0, 90_000, 4, [0, 30_000, 60_000, 90_000]),
        (0, 500, 6, [0, 100, 200, 300, 400, 500]),
        (61_000, 119_000, 3, [90_000]),
        (0, 1, 1, [0]),
    ],
)
def test_ticks_are_round_and_not_too_many(start: int, end: int, most: int, expected: list[int]) -> None:
    assert ticks(start, end, most) == expected


def test_ten_hours_have_few_ticks() -> None:
    assert len(ticks(0, 36_000_000, 8)) <= 9


def x_of(strip: Strip, ms: int, whole: int) -> int:
    return round(ms / whole * strip.width())


def test_a_click_goes_there(qtbot: QtBot, desk: MainWindow) -> None:
    strip, playback = desk.review.recording.strip, desk.review.playback

    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() // 2, 10))

    assert playback.time_ms == pytest.approx(playback.duration_ms / 2, abs=playback.duration_ms / strip.width() + 1)


def test_a_click_on_a_quote_makes_it_the_current_one(qtbot: QtBot, desk: MainWindow) -> None:
    review = desk.review
    quote = next(one for one in desk.session.case.quotes.of(review.recording.media_id) if one.tokens.start_ms)
    strip = review.recording.strip
    x = x_of(strip, quote.tokens.start_ms, review.playback.duration_ms) + 2

    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 46 + 5))

    assert review.quote_id == quote.id
    assert review.inspector.quote_id == quote.id
    assert review.quotes.current == quote.id


def test_zooming_keeps_the_time_under_the_mouse(qtbot: QtBot, desk: MainWindow) -> None:
    strip, playback = desk.review.recording.strip, desk.review.playback

    strip.zoom(0.25, around_ms=60_000)

    assert strip.in_sight.length == pytest.approx(playback.duration_ms / 4, abs=1)
    assert strip.in_sight.start_ms <= 60_000 <= strip.in_sight.end_ms
    assert (60_000 - strip.in_sight.start_ms) / strip.in_sight.length == pytest.approx(
        60_000 / playback.duration_ms, abs=0.01
    )


def test_the_strip_follows_when_time_leaves_its_sight(qtbot: QtBot, desk: MainWindow) -> None:
    strip, playback = desk.review.recording.strip, desk.review.playback
    strip.zoom(0.1, around_ms=0)

    playback.seek(80_000)

    assert strip.in_sight.start_ms <= 80_000 <= strip.in_sight.end_ms


def test_the_arrows_go_a_second_on_and_back(qtbot: QtBot, desk: MainWindow) -> None:
    strip, playback = desk.review.recording.strip, desk.review.playback
    playback.seek(10_000)

    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Left)

    assert playback.time_ms == 11_000


def test_loud_is_drawn_taller_than_quiet(qtbot: QtBot, desk: MainWindow) -> None:
    strip = desk.review.recording.strip
    count = desk.review.playback.duration_ms // 10
    high = np.full(count, 2, np.int8)
    high[count // 2 :] = 120
    strip.set_peaks(Peaks(10, -high, high))
    strip.set_quotes([])

    drawn = strip.grab().toImage()

    assert ink(drawn, 0.75) > ink(drawn, 0.25) + 20


def ink(drawn: QImage, share: float) -> int:
    x, paper = round(drawn.width() * share), drawn.pixelColor(20, 1)
    return sum(drawn.pixelColor(x, y) != paper for y in range(46))


def test_a_recording_without_sound_is_a_line(qtbot: QtBot, desk: MainWindow) -> None:
    desk.review.recording.strip.set_peaks(None)

    assert not desk.review.recording.strip.grab().isNull()
