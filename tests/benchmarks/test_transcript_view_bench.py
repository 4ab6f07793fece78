"""What the transcript view costs: 100,000 segments in two tiers, a million words each, 2,000 marked spans.

The yardsticks are Qt's own widgets in the same run, with a twentieth of one tier: the whole would take too long.
"""

import gc
import random
import resource
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QStringListModel
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QListView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.timeline import WordTimes
from db.records import Segment, Word
from db.tokens import Position
from db.words import PackedWords, pack
from widgets.transcript_view import Mark, TierText, TranscriptView

SEGMENTS = 100_000
WORDS = 10
YARDSTICK = 5_000
ARABIC = ["وقالوا", "إن", "العمليات", "في", "تصاعد", "وإنها", "تخلق", "مشاكل", "نحن", "مستعدون", "Balad", "A-1234"]
ENGLISH = ["they", "said", "that", "the", "operations", "are", "on", "the", "rise", "and", "A-1234", "at", "10:35"]


def said(words: list[str], count: int) -> list[Segment]:
    chance = random.Random(1)
    segments: list[Segment] = []
    speakers = cycle(["Interviewer", "Guest", "Guest", "Guest"])
    for index in range(count):
        chosen = chance.choices(words, k=chance.randint(WORDS - 6, WORDS + 6))
        places: list[Word] = []
        offset, begin = 0, index * 3000
        for number, word in enumerate(chosen):
            start_ms = begin + number * 180
            places.append(Word(offset, offset + len(word), start_ms, start_ms + 180))
            offset += len(word) + 1
        segments.append(Segment(begin, begin + 2900, " ".join(chosen), next(speakers), PackedWords(pack(places))))
    return segments


@pytest.fixture(scope="module")
def tiers() -> Iterator[tuple[TierText, TierText]]:
    made = TierText("original", "ar", said(ARABIC, SEGMENTS)), TierText("translation", "en", said(ENGLISH, SEGMENTS))
    # What Python tidies up after the making of these is no cost of the view's.
    gc.collect()
    gc.freeze()
    yield made
    gc.unfreeze()


@pytest.fixture(scope="module")
def marks(tiers: tuple[TierText, TierText]) -> list[Mark]:
    chance = random.Random(2)
    found: list[Mark] = []
    for number in range(2000):
        ordinal = chance.randrange(SEGMENTS - 3)
        words = tiers[0].segments[ordinal].words
        end = chance.choice([ordinal, ordinal, ordinal + 1])
        found.append(
            Mark(str(number), Position(ordinal, words[1].start), Position(end, tiers[0].segments[end].words[3].end))
        )
    return found


@pytest.fixture
def view(qtbot: QtBot, tiers: tuple[TierText, TierText], marks: list[Mark]) -> TranscriptView:
    made = TranscriptView()
    show(qtbot, made)
    made.set_tiers(*tiers)
    made.set_marks("original", marks)
    paint(made)
    return made


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(900, 800)
    with qtbot.waitExposed(widget):
        widget.show()


def paint(area: QAbstractScrollArea) -> None:
    area.viewport().repaint()


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def times_ms(work: Callable[[], object], count: int) -> list[float]:
    found: list[float] = []
    for _ in range(count):
        begin = time.perf_counter()
        work()
        found.append((time.perf_counter() - begin) * 1000)
    return sorted(found)


def report(what: str, found: list[float]) -> None:
    median, late = found[len(found) // 2], found[int(len(found) * 0.95)]
    print(f"\n  {what}: best {found[0]:.2f}, median {median:.2f}, p95 {late:.2f}, max {found[-1]:.2f} ms", end="")


def test_opening(qtbot: QtBot, tiers: tuple[TierText, TierText], marks: list[Mark]) -> None:
    view = TranscriptView()
    show(qtbot, view)
    before = resident_mb()

    def open_it() -> None:
        view.set_tiers(*tiers)
        view.set_marks("original", marks)
        paint(view)

    first = times_ms(open_it, 1)
    print(f"\n  open to first paint, first time: {first[0]:.1f} ms, memory {resident_mb() - before:+.1f} MB", end="")
    report("open to first paint, again", times_ms(open_it, 7))


def test_scrolling(view: TranscriptView) -> None:
    before = resident_mb()

    def by(pixels: int) -> Callable[[], None]:
        return lambda: (view.scroll_by(pixels), paint(view), None)[2]

    report("scroll frame", times_ms(by(60), 400))
    report("page of new layouts", times_ms(by(760), 80))
    print(f"\n  memory after scrolling: {resident_mb() - before:+.1f} MB", end="")


def test_moving_the_spoken_word(view: TranscriptView, tiers: tuple[TierText, TierText]) -> None:
    times = WordTimes(tiers[0].segments[:12])
    view.set_following(False)
    spoken = cycle([times[place] for place in range(len(times))])

    def move() -> None:
        view.set_spoken(next(spoken))
        QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)

    report("move of the spoken word", times_ms(move, 1000))
    within = cycle([times[place] for place in range(4)])
    spoken = within
    report("move of the spoken word within a row", times_ms(move, 1000))


def test_resizing(view: TranscriptView) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    widths = cycle(range(700, 1000, 7))
    report("resize", times_ms(lambda: (view.resize(next(widths), 800), paint(view)), 40))


def test_jumping(view: TranscriptView) -> None:
    report("jump", times_ms(jumper(view), 100))


def jumper(area: QAbstractScrollArea) -> Callable[[], None]:
    chance = random.Random(3)

    def jump() -> None:
        area.verticalScrollBar().setValue(chance.randrange(area.verticalScrollBar().maximum()))
        paint(area)

    return jump


def test_words_at_times(tiers: tuple[TierText, TierText]) -> None:
    begin = time.perf_counter()
    times = WordTimes(tiers[0].segments)
    print(f"\n  {len(times):,} word times packed in {(time.perf_counter() - begin) * 1000:.0f} ms", end="")
    chance = random.Random(4)
    moments = [chance.randrange(SEGMENTS * 3000) for _ in range(10_000)]
    begin = time.perf_counter()
    for ms in moments:
        times.at(ms)
    print(f", looked up in {(time.perf_counter() - begin) * 100:.2f} us each", end="")


def test_yardstick_text_edit(qtbot: QtBot, tiers: tuple[TierText, TierText]) -> None:
    edit = QTextEdit()
    show(qtbot, edit)
    text = "\n".join(segment.text for segment in tiers[0].segments[:YARDSTICK])
    before = resident_mb()

    report("QTextEdit, one tier, a twentieth: open", times_ms(lambda: (edit.setPlainText(text), paint(edit)), 1))
    print(f", memory {resident_mb() - before:+.1f} MB", end="")
    widths = cycle(range(700, 1000, 70))
    report("QTextEdit: resize", times_ms(lambda: (edit.resize(next(widths), 800), paint(edit)), 5))
    report("QTextEdit: jump", times_ms(jumper(edit), 20))


def test_yardstick_list_view(qtbot: QtBot, tiers: tuple[TierText, TierText]) -> None:
    view = QListView()
    show(qtbot, view)
    view.setWordWrap(True)
    model = QStringListModel([segment.text for segment in tiers[0].segments[:YARDSTICK]], view)

    report("QListView, one tier, a twentieth: open", times_ms(lambda: (view.setModel(model), paint(view)), 1))
    widths = cycle(range(700, 1000, 70))
    report("QListView: resize", times_ms(lambda: (view.resize(next(widths), 800), paint(view)), 5))
    report("QListView: jump", times_ms(jumper(view), 20))
