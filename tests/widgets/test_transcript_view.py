import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.timeline import WordAt, WordTimes
from app.words import estimate
from db.records import Segment
from db.tokens import Position, Tier
from widgets.transcript.columns import Place
from widgets.transcript_view import Mark, TextSelection, TierText, TranscriptView

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier

ARABIC = (
    "ماذا حدث في الفترة التي سبقت انتهاء الهدنة؟",
    "قال Donald Trump إن A-1234 وصلت الساعة 10:35 إلى قاعدة Balad.",
    "انتهت الهدنة. الآن هي حرب.",
    "طَلَبُوا هُدْنَةً 😀 حتى تتمكن الحكومة",
)
ENGLISH = (
    "What happened before the truce ended?",
    "Donald Trump said that A-1234 arrived at 10:35 at Balad base.",
    "The truce is over. Now it's war.",
    "They asked for a truce 😀 so that the government can act",
)


def segments(texts: tuple[str, ...], copies: int = 1) -> list[Segment]:
    return [
        estimate(Segment(i * 4000, i * 4000 + 3600, text, ("Interviewer", "Guest")[i % len(texts) > 0]))
        for i, text in enumerate(texts * copies)
    ]


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., TranscriptView]:
    def made(copies: int = 1, original: bool = True, translation: bool = True, width: int = 760) -> TranscriptView:
        view = TranscriptView()
        qtbot.addWidget(view)
        view.resize(width, 520)
        view.set_tiers(
            TierText("ar-1", "ar", segments(ARABIC, copies)) if original else None,
            TierText("en-1", "en", segments(ENGLISH, copies)) if translation else None,
        )
        with qtbot.waitExposed(view):
            view.show()
        view.setFocus()
        return view

    return made


@pytest.fixture
def view(make: Callable[..., TranscriptView]) -> TranscriptView:
    return make()


def box(view: TranscriptView, tier: Tier, word: Place) -> QRect:
    """Where a word is in the viewport."""
    row, rects = view._stage.word_rects(tier, word)
    top = view._top_of(row)
    assert top is not None
    return rects[0].translated(0, top).toRect()


def spot(view: TranscriptView, tier: Tier, word: Place) -> QPoint:
    return box(view, tier, word).center()


def click(qtbot: QtBot, view: TranscriptView, point: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, modifiers, point)


def drag(qtbot: QtBot, view: TranscriptView, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view.viewport(), LEFT, PLAIN, start)
    for step in (1, 2, 3):
        qtbot.mouseMove(view.viewport(), start + (end - start) * step / 3)
    qtbot.mouseRelease(view.viewport(), LEFT, PLAIN, end)


def selected(view: TranscriptView) -> str:
    selection = view.selection()
    return selection.text if selection else ""


# clicking


@pytest.mark.parametrize(("tier", "texts"), [("original", ARABIC), ("translation", ENGLISH)])
def test_a_click_on_a_word_seeks_to_where_it_is_said(
    qtbot: QtBot, view: TranscriptView, tier: Tier, texts: tuple[str, ...]
) -> None:
    words = segments(texts)[1].words

    for index, word in enumerate(words):
        with qtbot.waitSignal(view.seek_wanted) as wanted:
            click(qtbot, view, spot(view, tier, (1, index)))
        assert wanted.args == [word.start_ms]


def test_a_click_beside_the_words_seeks_nowhere(qtbot: QtBot, view: TranscriptView) -> None:
    last = box(view, "translation", (0, 5))

    with qtbot.assertNotEmitted(view.seek_wanted):
        click(qtbot, view, QPoint(view.viewport().width() - 4, last.center().y()))


def test_alt_click_plays_the_sentence(qtbot: QtBot, view: TranscriptView) -> None:
    words = segments(ENGLISH)[2].words

    with qtbot.waitSignal(view.sentence_wanted) as wanted:
        click(qtbot, view, spot(view, "translation", (2, 5)), ALT)

    assert wanted.args == [words[4].start_ms, words[6].end_ms]


def test_a_click_on_the_time_seeks_to_the_row(qtbot: QtBot, view: TranscriptView) -> None:
    with qtbot.waitSignal(view.seek_wanted) as wanted:
        click(qtbot, view, QPoint(view._stage.gutter + 4, spot(view, "original", (2, 0)).y()))

    assert wanted.args == [8000]


def test_a_click_on_marked_words_opens_the_shortest_quote_and_then_the_next(qtbot: QtBot, view: TranscriptView) -> None:
    view.set_marks(
        "translation",
        [Mark("long", Position(0, 0), Position(2, 9)), Mark("short", Position(1, 0), Position(1, 12))],
    )

    opened: list[str] = []
    view.mark_clicked.connect(opened.append)
    for _ in range(3):
        click(qtbot, view, spot(view, "translation", (1, 0)))

    assert opened == ["short", "long", "short"]


# selecting with the mouse


def test_dragging_selects_whole_words_over_segments_of_one_tier(qtbot: QtBot, view: TranscriptView) -> None:
    with qtbot.waitSignal(view.selection_changed):
        drag(qtbot, view, spot(view, "translation", (1, 9)), spot(view, "translation", (2, 3)))

    selection = view.selection()
    assert selection is not None
    assert selection.text == "Balad base.\nThe truce is over"
    assert (selection.tier, selection.transcript_id) == ("translation", "en-1")
    assert selection.start == Position(1, ENGLISH[1].index("Balad"))
    assert selection.end == Position(2, len("The truce is over"))


def test_dragging_backwards_selects_the_same(qtbot: QtBot, view: TranscriptView) -> None:
    drag(qtbot, view, spot(view, "translation", (2, 3)), spot(view, "translation", (1, 9)))

    assert selected(view) == "Balad base.\nThe truce is over"


def test_dragging_in_right_to_left_text_selects_in_reading_order(qtbot: QtBot, view: TranscriptView) -> None:
    drag(qtbot, view, spot(view, "original", (1, 1)), spot(view, "original", (1, 4)))

    assert selected(view) == "Donald Trump إن A-1234"


def test_a_drag_into_the_other_column_stays_in_its_own(qtbot: QtBot, view: TranscriptView) -> None:
    drag(qtbot, view, spot(view, "original", (2, 0)), spot(view, "translation", (2, 3)))

    selection = view.selection()
    assert selection is None or selection.tier == "original"


def test_a_drag_beyond_the_edge_scrolls_on_and_selects(qtbot: QtBot, make: Callable[..., TranscriptView]) -> None:
    view = make(copies=50)
    start = spot(view, "translation", (0, 0))
    qtbot.mousePress(view.viewport(), LEFT, PLAIN, start)
    qtbot.mouseMove(view.viewport(), start + QPoint(0, 50))

    qtbot.mouseMove(view.viewport(), QPoint(start.x(), view.viewport().height() + 80))
    qtbot.waitUntil(lambda: selected(view).count("\n") > 12)
    qtbot.mouseRelease(view.viewport(), LEFT, PLAIN, QPoint(start.x(), view.viewport().height() + 80))
    place = view.verticalScrollBar().value()

    assert place > 0
    assert not view._edge.isActive()


def test_a_drag_seeks_nowhere(qtbot: QtBot, view: TranscriptView) -> None:
    with qtbot.assertNotEmitted(view.seek_wanted):
        drag(qtbot, view, spot(view, "translation", (0, 0)), spot(view, "translation", (0, 3)))


def test_a_double_click_selects_the_word(qtbot: QtBot, view: TranscriptView) -> None:
    qtbot.mouseDClick(view.viewport(), LEFT, PLAIN, spot(view, "translation", (1, 4)))

    assert selected(view) == "A-1234"


def test_a_third_click_selects_the_sentence(qtbot: QtBot, view: TranscriptView) -> None:
    qtbot.mouseDClick(view.viewport(), LEFT, PLAIN, spot(view, "translation", (2, 5)))
    click(qtbot, view, spot(view, "translation", (2, 5)))

    assert selected(view) == "Now it's war"


def test_shift_click_selects_from_the_cursor(qtbot: QtBot, view: TranscriptView) -> None:
    click(qtbot, view, spot(view, "translation", (1, 0)))
    click(qtbot, view, spot(view, "translation", (1, 2)), SHIFT)

    assert selected(view) == "Donald Trump said"


def test_a_click_lets_go_of_the_selection(qtbot: QtBot, view: TranscriptView) -> None:
    view.select("translation", Position(0, 0), Position(0, 13))
    told: list[TextSelection | None] = []
    view.selection_changed.connect(told.append)

    click(qtbot, view, spot(view, "translation", (2, 0)))

    assert told == [None]


# selecting by keyboard


def keys(qtbot: QtBot, view: TranscriptView, *pressed: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    for key in pressed:
        qtbot.keyClick(view, key, modifiers)


def test_shift_arrows_select_word_by_word_and_back(qtbot: QtBot, view: TranscriptView) -> None:
    click(qtbot, view, spot(view, "translation", (1, 3)))

    keys(qtbot, view, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, modifiers=SHIFT)
    assert selected(view) == "that A-1234 arrived at"
    keys(qtbot, view, Qt.Key.Key_Left, modifiers=SHIFT)
    assert selected(view) == "that A-1234 arrived"


def test_arrows_follow_the_eye_in_right_to_left_text(qtbot: QtBot, view: TranscriptView) -> None:
    click(qtbot, view, spot(view, "original", (1, 0)))

    keys(qtbot, view, Qt.Key.Key_Left, Qt.Key.Key_Left, modifiers=SHIFT)

    assert selected(view) == "قال Donald Trump"


def test_shift_arrows_go_on_over_the_end_of_a_segment(qtbot: QtBot, view: TranscriptView) -> None:
    click(qtbot, view, spot(view, "translation", (1, 10)))

    keys(qtbot, view, Qt.Key.Key_Right, modifiers=SHIFT)

    assert selected(view) == "base.\nThe"


def test_shift_down_selects_to_the_line_below_and_home_and_end_along_the_line(
    qtbot: QtBot, view: TranscriptView
) -> None:
    click(qtbot, view, spot(view, "translation", (2, 0)))

    keys(qtbot, view, Qt.Key.Key_End, modifiers=SHIFT)
    first_line = selected(view)
    keys(qtbot, view, Qt.Key.Key_Home, modifiers=SHIFT)
    assert ENGLISH[2].startswith(first_line)
    assert len(first_line) > 10
    assert selected(view) == "The"

    click(qtbot, view, spot(view, "translation", (0, 0)))
    keys(qtbot, view, *[Qt.Key.Key_Down] * 9, modifiers=SHIFT)
    assert selected(view).startswith("What happened")
    assert "\n" in selected(view)


def test_up_and_down_stay_in_their_line_of_sight(qtbot: QtBot, view: TranscriptView) -> None:
    click(qtbot, view, spot(view, "translation", (1, 2)))
    x = spot(view, "translation", (1, 2)).x()

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        keys(qtbot, view, key)

    assert view._chosen is not None
    assert view._chosen.focus == (1, 2)
    assert abs(spot(view, "translation", view._chosen.focus).x() - x) < 2


def test_control_arrows_go_by_sentence(qtbot: QtBot, view: TranscriptView) -> None:
    click(qtbot, view, spot(view, "translation", (2, 1)))

    keys(qtbot, view, Qt.Key.Key_Right, modifiers=CONTROL)
    keys(qtbot, view, Qt.Key.Key_Right, modifiers=SHIFT)
    assert selected(view) == "Now it's"
    keys(qtbot, view, Qt.Key.Key_Left, modifiers=CONTROL)
    keys(qtbot, view, Qt.Key.Key_Left, modifiers=CONTROL)
    keys(qtbot, view, Qt.Key.Key_Right, modifiers=SHIFT)
    assert selected(view) == "The truce"


def test_control_home_and_end_reach_the_ends_and_control_a_takes_all(
    qtbot: QtBot, make: Callable[..., TranscriptView]
) -> None:
    view = make(copies=50)
    click(qtbot, view, spot(view, "translation", (1, 0)))

    keys(qtbot, view, Qt.Key.Key_End, modifiers=CONTROL)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    keys(qtbot, view, Qt.Key.Key_Home, modifiers=CONTROL | SHIFT)
    assert selected(view).startswith("What happened")
    keys(qtbot, view, Qt.Key.Key_A, modifiers=CONTROL)
    assert selected(view).endswith("can act")
    assert selected(view).count("\n") == 199


def test_page_keys_move_the_cursor_by_a_viewport(qtbot: QtBot, make: Callable[..., TranscriptView]) -> None:
    view = make(copies=50)
    click(qtbot, view, spot(view, "translation", (1, 0)))
    before = view.verticalScrollBar().value()

    keys(qtbot, view, Qt.Key.Key_PageDown, modifiers=SHIFT)
    far = selected(view).count("\n")
    keys(qtbot, view, Qt.Key.Key_PageUp, modifiers=SHIFT)

    assert far >= 3
    assert selected(view).count("\n") <= 1
    assert view.verticalScrollBar().value() == before


def test_return_seeks_and_alt_return_plays_the_sentence_and_control_return_opens_the_quote(
    qtbot: QtBot, view: TranscriptView
) -> None:
    view.set_marks("translation", [Mark("q", Position(2, 0), Position(2, 9))])
    words = segments(ENGLISH)[2].words
    click(qtbot, view, spot(view, "translation", (2, 1)))

    with qtbot.waitSignal(view.seek_wanted) as sought:
        keys(qtbot, view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.sentence_wanted) as sentence:
        keys(qtbot, view, Qt.Key.Key_Return, modifiers=ALT)
    with qtbot.waitSignal(view.mark_clicked) as opened:
        keys(qtbot, view, Qt.Key.Key_Return, modifiers=CONTROL)

    assert sought.args == [words[1].start_ms]
    assert sentence.args == [words[0].start_ms, words[3].end_ms]
    assert opened.args == ["q"]


def test_alt_arrows_cross_to_the_other_column(qtbot: QtBot, view: TranscriptView) -> None:
    click(qtbot, view, spot(view, "original", (2, 0)))

    keys(qtbot, view, Qt.Key.Key_Right, modifiers=ALT)
    keys(qtbot, view, Qt.Key.Key_Right, modifiers=SHIFT)

    selection = view.selection()
    assert selection is not None
    assert selection.tier == "translation"
    assert selection.start.ordinal == 2


def test_escape_lets_go_and_then_follows_again(qtbot: QtBot, view: TranscriptView) -> None:
    view.set_spoken(WordTimes(segments(ARABIC)).at(0))
    view.set_following(False)
    view.select("translation", Position(0, 0), Position(0, 4))

    keys(qtbot, view, Qt.Key.Key_Escape)
    assert view.selection() is None
    assert not view.following
    keys(qtbot, view, Qt.Key.Key_Escape)
    assert view.following


def test_an_arrow_without_a_cursor_begins_in_sight(qtbot: QtBot, view: TranscriptView) -> None:
    keys(qtbot, view, Qt.Key.Key_Left)
    keys(qtbot, view, Qt.Key.Key_Left, modifiers=SHIFT)

    assert selected(view) == "ماذا حدث"


# offsets


def test_offsets_count_code_points_also_after_an_emoji(qtbot: QtBot, view: TranscriptView) -> None:
    with qtbot.waitSignal(view.selection_changed):
        qtbot.mouseDClick(view.viewport(), LEFT, PLAIN, spot(view, "translation", (3, 8)))

    selection = view.selection()
    assert selection is not None
    assert selection.text == "government"
    assert ENGLISH[3][selection.start.offset : selection.end.offset] == "government"


def test_combining_marks_stay_with_their_words(qtbot: QtBot, view: TranscriptView) -> None:
    qtbot.mouseDClick(view.viewport(), LEFT, PLAIN, spot(view, "original", (3, 1)))

    assert selected(view) == "هُدْنَةً"


def test_a_mark_after_an_emoji_lies_under_its_own_words(view: TranscriptView) -> None:
    start = ENGLISH[3].index("so")
    _, placed = view._stage.place_of("translation", Position(3, start))

    rects = placed.rects(Position(3, start), Position(3, start + 2))
    emoji = placed.rects(Position(3, start - 2), Position(3, start - 1))

    assert len(rects) == 1
    assert emoji[0].right() <= rects[0].left()


# copying


def test_copied_words_bring_their_citation_as_plain_text(qtbot: QtBot, view: TranscriptView) -> None:
    view.set_citation(lambda selection: f"Interview, {selection.transcript_id}")
    view.select("translation", Position(0, 0), Position(0, 13))

    keys(qtbot, view, Qt.Key.Key_C, modifiers=CONTROL)

    assert QGuiApplication.clipboard().text() == "What happened\nInterview, en-1"
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_copying_nothing_leaves_the_clipboard_alone(view: TranscriptView) -> None:
    QGuiApplication.clipboard().setText("kept")

    view.copy()

    assert QGuiApplication.clipboard().text() == "kept"


# scrolling and following


def spoken_at(ordinal: int) -> WordAt:
    word = WordTimes(segments(ARABIC, 50)).at(ordinal * 4000 + 10)
    assert word is not None
    return word


def test_the_view_goes_along_with_what_is_said(qtbot: QtBot, make: Callable[..., TranscriptView]) -> None:
    view = make(copies=50)

    view.set_spoken(spoken_at(120))

    assert view._top_of(120) is not None


def test_it_stays_where_the_reviewer_scrolls_and_returns_on_demand(
    qtbot: QtBot, make: Callable[..., TranscriptView]
) -> None:
    view = make(copies=50)
    view.set_spoken(spoken_at(1))

    with qtbot.waitSignal(view.following_changed) as changed:
        view.verticalScrollBar().setValue(4000)
    view.set_spoken(spoken_at(2))
    assert changed.args == [False]
    assert view._top_of(2) is None
    assert view._return.isVisible()

    with qtbot.waitSignal(view.following_changed):
        qtbot.mouseClick(view._return, LEFT)
    assert view._top_of(2) is not None
    assert not view._return.isVisible()


def test_a_click_does_not_move_the_text_from_under_a_second_click(
    qtbot: QtBot, make: Callable[..., TranscriptView]
) -> None:
    view = make(copies=50)
    low = view._roll.visible()[-2][0]

    click(qtbot, view, spot(view, "original", (low, 0)))
    view.set_spoken(spoken_at(low))

    assert view.verticalScrollBar().value() == 0
    assert view.following


def test_the_wheel_scrolls_and_with_control_zooms(qtbot: QtBot, make: Callable[..., TranscriptView]) -> None:
    view = make(copies=50)

    def wheel(turned: int, modifiers: Qt.KeyboardModifier) -> None:
        middle = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            middle, view.viewport().mapToGlobal(middle), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
            modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    wheel(-120, PLAIN)
    assert view.verticalScrollBar().value() > 0
    with qtbot.waitSignal(view.zoom_changed):
        wheel(120, CONTROL)
    assert view.zoom > 1
    keys(qtbot, view, Qt.Key.Key_0, modifiers=CONTROL)
    assert view.zoom == 1.0


def test_scrolling_up_and_down_comes_back_to_the_same_pixel(make: Callable[..., TranscriptView]) -> None:
    view = make(copies=200)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    place = view._roll.row, view._roll.pixel

    for pixels in (37, 250, -37, 400, -250, -400):
        view.scroll_by(pixels)

    assert (view._roll.row, view._roll.pixel) == place


def test_a_resize_keeps_the_row_at_the_top(make: Callable[..., TranscriptView]) -> None:
    view = make(copies=50)
    view.reveal("original", Position(90, 0))
    row = view._roll.row

    view.resize(560, 520)

    assert view._roll.row == row


def test_reveal_brings_a_place_into_sight(make: Callable[..., TranscriptView]) -> None:
    view = make(copies=50)

    view.reveal("translation", Position(150, 5))

    assert view._top_of(150) is not None


class Paints(QObject):
    """The rectangles that are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def test_only_the_words_that_change_are_painted_again(qtbot: QtBot, view: TranscriptView) -> None:
    times = WordTimes(segments(ARABIC))
    view.set_spoken(times[2])
    paints = Paints()
    view.viewport().installEventFilter(paints)
    qtbot.waitUntil(lambda: bool(paints.rects))
    paints.rects.clear()

    view.set_spoken(times[3])
    qtbot.waitUntil(lambda: bool(paints.rects))

    both = box(view, "original", (0, 2)) | box(view, "original", (0, 3))
    assert paints.rects[0].width() <= both.width() + 20
    assert paints.rects[0].height() <= both.height() + 20


def test_what_is_painted_bit_by_bit_looks_like_what_is_painted_at_once(qtbot: QtBot, view: TranscriptView) -> None:
    times = WordTimes(segments(ARABIC))
    view.set_marks("original", [Mark("q", Position(0, 5), Position(1, 20)), Mark("r", Position(1, 4), Position(1, 9))])
    view.set_following(False)
    paints = Paints()
    view.viewport().installEventFilter(paints)

    for place in range(0, len(times), 2):
        paints.rects.clear()
        view.set_spoken(times[place])
        qtbot.waitUntil(lambda: bool(paints.rects))
        seen = view.screen().grabWindow(view.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
        assert seen == view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


# what is drawn


def test_right_to_left_text_stands_at_the_right_of_its_column_and_the_other_at_the_left(view: TranscriptView) -> None:
    stage = view._stage

    arabic = box(view, "original", (0, 0))
    english = box(view, "translation", (0, 0))

    assert abs(arabic.right() - (stage.left("original") + stage.column_width)) < 3
    assert abs(english.left() - stage.left("translation")) < 3


def test_the_direction_is_that_of_each_segment(qtbot: QtBot) -> None:
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(600, 400)

    view.set_tiers(TierText("m", "ar", segments(("عربي أولا", "then English", "...", "ثم عربي"))), None)

    ways = [view._stage.row(row).placed[0].block.direction for row in range(4)]
    assert ways == ["rtl", "ltr", "rtl", "rtl"]


def test_the_tiers_stand_in_step(view: TranscriptView) -> None:
    for ordinal in range(4):
        arabic, english = box(view, "original", (ordinal, 0)), box(view, "translation", (ordinal, 0))
        assert abs(arabic.top() - english.top()) <= 1


def reference(text: str, start: int, end: int, layout: QTextLayout) -> QImage:
    """What Qt itself paints behind a selection."""
    image = QImage(500, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    style = QTextCharFormat()
    style.setBackground(QColor("red"))
    chosen = QTextLayout.FormatRange()
    chosen.start, chosen.length, chosen.format = start, end - start, style
    painter = QPainter(image)
    layout.draw(painter, QPointF(0, 0), [chosen])
    painter.end()
    return image


@pytest.mark.parametrize("width", [700, 900])
def test_marks_cover_what_qts_own_selection_covers_in_mixed_directions(
    make: Callable[..., TranscriptView], width: int
) -> None:
    view = make(width=width)
    for tier, texts in (("original", ARABIC), ("translation", ENGLISH)):
        for ordinal, text in enumerate(texts):
            words = segments(texts)[ordinal].words
            _, placed = view._stage.place_of(tier, Position(ordinal, 0))
            block = placed.block
            for first in range(len(words)):
                last = min(first + 2, len(words) - 1)
                start, end = words[first].start, words[last].end
                image = reference(text, block.to_drawn(start), block.to_drawn(end), block.layout)
                for number in range(block.layout.lineCount()):
                    line = block.layout.lineAt(number)
                    y = round(line.y() + line.ascent() + line.descent() - 1)
                    reds = {
                        x for x in range(500) if image.pixelColor(x, y).red() > 200 > image.pixelColor(x, y).green()
                    }
                    ours = {
                        x
                        for rect in block.rects(start, end)
                        if rect.top() <= y < rect.bottom()
                        for x in range(round(rect.left()), round(rect.right()))
                    }
                    # Letters drawn over the red may hide some of it, and edges are rounded.
                    wrong = {x for x in reds - ours if not {x - 2, x - 1, x + 1, x + 2} & ours}
                    assert not wrong, (text, first, number)
                    assert len(ours) <= len(reds) * 1.1 + 30


def test_hidden_characters_are_shown_and_offsets_stay_right(qtbot: QtBot) -> None:
    text = "they\u202e paid \u2066him\x07 twice"
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.set_tiers(None, TierText("x", "en", [estimate(Segment(0, 1000, text))]))
    with qtbot.waitExposed(view):
        view.show()

    drawn = view._stage.row(0).placed[0].block.layout.text()
    qtbot.mouseDClick(view.viewport(), LEFT, PLAIN, spot(view, "translation", (0, 3)))

    assert drawn == "they‹RLO› paid ‹LRI›him␇ twice"
    selection = view.selection()
    assert selection is not None
    assert selection.text == "twice"
    assert text[selection.start.offset : selection.end.offset] == "twice"


def test_the_view_looks_different_where_there_is_something_to_see(view: TranscriptView) -> None:
    def picture() -> QImage:
        return view.grab().toImage()

    seen = [picture()]
    view.set_marks("translation", [Mark("q", Position(1, 0), Position(1, 12))])
    seen.append(picture())
    view.set_marks("translation", [Mark("q", Position(1, 0), Position(1, 12), current=True)])
    seen.append(picture())
    view.set_found("original", [(Position(2, 0), Position(2, 5))])
    seen.append(picture())
    view.set_spoken(WordTimes(segments(ARABIC)).at(8100))
    seen.append(picture())
    view.select("translation", Position(2, 0), Position(2, 5))
    seen.append(picture())

    for index, one in enumerate(seen):
        assert all(one != other for other in seen[:index])


def test_fonts_can_be_set_for_each_script(view: TranscriptView) -> None:
    latin, arabic = QFont("DejaVu Sans", 10), QFont("DejaVu Sans", 20)

    view.set_fonts(latin, arabic)

    assert box(view, "original", (0, 0)).height() > box(view, "translation", (0, 0)).height()


# what may be missing


@pytest.mark.parametrize("tier", ["original", "translation"])
def test_one_tier_alone_fills_the_view(make: Callable[..., TranscriptView], tier: str) -> None:
    view = make(original=tier == "original", translation=tier == "translation")

    assert view._pages.tiers == (tier,)
    assert view._stage.spine is None
    view.grab()


def test_an_empty_view_says_what_to_do_and_takes_no_harm_from_keys(qtbot: QtBot) -> None:
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    with qtbot.waitExposed(view):
        view.show()
    blank = view.grab().toImage()

    view.set_empty_text("Nothing here", "Drop a file.")

    assert view.grab().toImage() != blank
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Escape):
        keys(qtbot, view, key)
        keys(qtbot, view, key, modifiers=CONTROL)
    click(qtbot, view, QPoint(200, 150))
    view.set_spoken(None)
    view.reveal("original", Position(3, 0))
    assert view.selection() is None


def test_untimed_segments_are_shown_and_seek_nowhere(qtbot: QtBot) -> None:
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.set_tiers(None, TierText("x", "en", [Segment(None, None, "no times here"), Segment(None, None, "")]))
    with qtbot.waitExposed(view):
        view.show()

    with qtbot.assertNotEmitted(view.seek_wanted):
        click(qtbot, view, spot(view, "translation", (0, 1)))
    qtbot.mouseDClick(view.viewport(), LEFT, PLAIN, spot(view, "translation", (0, 1)))
    assert selected(view) == "times"


def test_a_line_of_a_million_letters_opens_at_once(qtbot: QtBot) -> None:
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    with qtbot.waitExposed(view):
        view.show()

    view.set_tiers(None, TierText("x", "en", [Segment(0, 10, "long words " * 90_000)]))
    view.grab()

    assert view._stage.laid_out() < 30


def test_new_tiers_let_go_of_everything_old(qtbot: QtBot, view: TranscriptView) -> None:
    view.select("translation", Position(3, 0), Position(3, 5))
    view.set_marks("translation", [Mark("q", Position(3, 0), Position(3, 5))])
    view.set_spoken(WordTimes(segments(ARABIC)).at(12_000))

    with qtbot.waitSignal(view.selection_changed) as told:
        view.set_tiers(None, TierText("x", "en", [Segment(0, 10, "short")]))

    assert told.args == [None]
    view.grab()


def test_a_word_of_another_transcript_is_not_lit(view: TranscriptView) -> None:
    view.set_spoken(WordAt(99, 0, Position(99, 0), Position(99, 3), 0, 10, False))

    view.grab()


def test_the_mirrored_interface_puts_the_times_at_the_right(view: TranscriptView) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert view._stage.gutter > view.viewport().width() / 2
    assert view._stage.left("original") > view._stage.left("translation")
    view.grab()


# for screen readers


def test_a_screen_reader_reads_what_is_in_sight_and_moves_the_cursor(qtbot: QtBot, view: TranscriptView) -> None:
    click(qtbot, view, spot(view, "translation", (1, 0)))
    interface = QAccessible.queryAccessibleInterface(view)
    text = interface.textInterface()

    assert interface.text(QAccessible.Text.Name) == "Transcript"
    assert text.text(0, -1) == "\n".join(ENGLISH)
    assert text.characterCount() == len("\n".join(ENGLISH).encode("utf-16-le")) // 2
    assert text.cursorPosition() == len(ENGLISH[0]) + 1
    assert text.offsetAtPoint(text.characterRect(3).center()) == 3

    keys(qtbot, view, Qt.Key.Key_Right)
    assert text.cursorPosition() == len(ENGLISH[0]) + 1 + len("Donald ")
    text.setCursorPosition(text.text(0, -1).index("truce is"))
    keys(qtbot, view, Qt.Key.Key_Right, modifiers=SHIFT)
    assert selected(view) == "truce is"
    text.addSelection(0, 4)
    assert selected(view) == "What"


def test_views_that_were_read_go_away_in_peace(make: Callable[..., TranscriptView]) -> None:
    for _ in range(5):
        view = TranscriptView()
        view.set_tiers(None, TierText("x", "en", segments(ENGLISH)))
        assert QAccessible.queryAccessibleInterface(view).textInterface().characterCount() > 0
        gone = weakref.ref(view)
        del view
        gc.collect()
        assert gone() is None
