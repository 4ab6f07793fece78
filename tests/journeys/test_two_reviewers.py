"""Two reviewers part, work, share, merge both ways, decide once, and end with equal cases: all of it by the window.

Two windows in one process would share one home. So there is one window at a time, each time in the home of the one
who sits before it.
"""

import pytest
from PySide6.QtCore import Qt

from app import law, sample
from app.settings import Settings
from db import replay
from tests.colleague import Colleague
from tests.journeys.test_main_job import choose, press, select
from widgets import start, theme
from widgets.arrival_dialog import ArrivalDialog
from widgets.share_dialog import ShareDialog

PATIENCE = 20_000


@pytest.fixture
def sit(qtbot, qapp):
    """Let a colleague sit down before the window, on their case if they have one; the one before gets up."""
    open_now = []

    def get_up():
        for window in open_now:
            window.close()
            window.deleteLater()
        open_now.clear()

    def down(colleague):
        get_up()
        colleague.be()
        theme.apply(qapp, "light")
        window = start.build(Settings(), qapp, "silent")
        window.resize(1280, 800)
        window.show()
        to_front(qtbot, window)
        open_now.append(window)
        if colleague.case.exists():
            assert window.cases.open(colleague.case) is None
            qtbot.waitUntil(lambda: window.review.recording.is_settled, timeout=PATIENCE)
        return window

    yield down
    get_up()


@pytest.fixture
def hana(tmp_path, monkeypatch):
    hana = Colleague("Hana", tmp_path, monkeypatch)
    sample.build(hana.folder).rename(hana.case)
    return hana


@pytest.fixture
def omar(tmp_path, monkeypatch, hana):
    return Colleague("Omar", tmp_path, monkeypatch)


def to_front(qtbot, window):
    """Keys go to the window: without a screen no dialog gives them back when it closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)


def share(qtbot, window, out):
    """One file of the case, made by the dialog."""
    window.actions_["share"].trigger()
    dialog = visible(window, ShareDialog)
    dialog.path.setText(str(out))
    with qtbot.waitSignal(dialog.written, timeout=PATIENCE):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    dialog.reject()
    return out


def take(qtbot, window, bundle):
    """What came is looked at; returns the dialog, ready to merge or receive."""
    window.exchanging.take(bundle)
    dialog = visible(window, ArrivalDialog)
    qtbot.waitUntil(lambda: dialog.do_button.isEnabled(), timeout=PATIENCE)
    return dialog


def merge(qtbot, window, bundle):
    dialog = take(qtbot, window, bundle)
    assert dialog.merges
    dialog.do_button.click()
    qtbot.waitUntil(lambda: any("Merged" in one.what for one in window.notices.shown), timeout=PATIENCE)
    return next(one.what for one in window.notices.shown if "Merged" in one.what)


def receive(qtbot, window, bundle, colleague):
    dialog = take(qtbot, window, bundle)
    assert not dialog.merges
    dialog.path.setText(str(colleague.case))
    dialog.do_button.click()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.review.recording.is_settled, timeout=PATIENCE)


def visible(window, kind):
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def mark(qtbot, window, words):
    """Mark these words as a quote; returns its id."""
    before = {quote.id for quote in window.session.case.quotes.all()}
    to_front(qtbot, window)
    window.show_room("review")
    select(window, "translation", words)
    qtbot.waitUntil(lambda: window.review.transcript._proposal is not None, timeout=PATIENCE)
    press(window, Qt.Key.Key_Q)
    (made,) = {quote.id for quote in window.session.case.quotes.all()} - before
    return made


def judge(qtbot, window, quote_id, capacity, notes):
    """Say in which capacity a quote was spoken, and write something about it, in the inspector."""
    to_front(qtbot, window)
    window.show_room("review")
    window.review.choose_quote(quote_id, reveal=True)
    window.actions_["capacity"].trigger()
    choose(qtbot, capacity.label)
    details = window.review.inspector.details
    details.notes.setPlainText(notes)
    details.notes.flush()


def disputed(window):
    """A quote, and two capacities of which it has neither."""
    case = window.session.case
    quote = next(one for one in case.quotes.all() if one.tokens.start_ms is not None)
    terms = [term for term in law.terms(case, "speaker_capacity") if term.code != quote.capacity]
    return quote.id, terms[0], terms[1]


def tables(window):
    """All that the copies share; which files left one of them after they met, the other learns with the next."""
    found = replay.tables(window.session.case.connection)
    return {name: rows for name, rows in found.items() if name != "departure"}


def asked(window):
    return {(one.conflict.table, one.conflict.field) for one in window.inbox.questions}


def decide_all(qtbot, window):
    """Decide everything in the room, by key: always for what stands second."""
    to_front(qtbot, window)
    window.show_room("together")
    room = window.together
    room.show_filter("needs you")
    while window.inbox.questions:
        left = len(window.inbox.questions)
        qtbot.keyClick(room.view, Qt.Key.Key_2)
        qtbot.waitUntil(lambda left=left: len(window.inbox.questions) < left, timeout=PATIENCE)


def test_apart_shared_merged_both_ways_decided_once_and_equal(qtbot, sit, hana, omar, tmp_path):
    window = sit(hana)
    quote_id, hanas, omars = disputed(window)
    first = share(qtbot, window, tmp_path / "first.avowal")

    window = sit(omar)
    receive(qtbot, window, first, omar)
    of_omar = mark(qtbot, window, "the decision is to escalate")
    judge(qtbot, window, quote_id, omars, "Omar's notes")
    from_omar = share(qtbot, window, tmp_path / "from omar.avowal")

    window = sit(hana)
    of_hana = mark(qtbot, window, "The truce is over")
    judge(qtbot, window, quote_id, hanas, "Hana's notes")
    from_hana = share(qtbot, window, tmp_path / "from hana.avowal")
    said = merge(qtbot, window, from_omar)
    assert "new" in said
    assert said.endswith("2 need you.")
    assert asked(window) == {("quote", "capacity"), ("quote", "notes")}
    of_both = {quote.id for quote in window.session.case.quotes.all()}
    assert {of_omar, of_hana} <= of_both

    window = sit(omar)
    assert merge(qtbot, window, from_hana).endswith("2 need you.")
    assert asked(window) == {("quote", "capacity"), ("quote", "notes")}
    unsettled = tables(window)

    window = sit(hana)
    assert tables(window) == unsettled, "who merges first makes no difference"
    decide_all(qtbot, window)
    quote = window.session.case.quotes.get(quote_id)
    assert (quote.notes, quote.capacity) == ("Omar's notes", omars.code)
    decided = share(qtbot, window, tmp_path / "decided.avowal")
    settled = tables(window)

    window = sit(omar)
    merge(qtbot, window, decided)
    assert asked(window) == set(), "what one has decided nobody else is asked"
    assert tables(window) == settled


def test_the_same_through_a_shared_folder(qtbot, sit, hana, omar, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()

    def exchange(window):
        window.notices.clear()
        window.actions_["exchange"].trigger()
        qtbot.waitUntil(
            lambda: any(("sent" in one.what or "send" in one.what) for one in window.notices.shown), timeout=PATIENCE
        )

    window = sit(hana)
    quote_id, hanas, omars = disputed(window)
    first = share(qtbot, window, tmp_path / "first.avowal")
    window.exchanging.use_folder(folder)
    qtbot.waitUntil(lambda: any("sent" in one.what for one in window.notices.shown), timeout=PATIENCE)

    window = sit(omar)
    receive(qtbot, window, first, omar)
    judge(qtbot, window, quote_id, omars, "Omar's notes")
    window.exchanging.use_folder(folder)
    qtbot.waitUntil(lambda: any("sent" in one.what for one in window.notices.shown), timeout=PATIENCE)

    window = sit(hana)
    judge(qtbot, window, quote_id, hanas, "Hana's notes")
    exchange(window)
    assert asked(window) == {("quote", "capacity"), ("quote", "notes")}
    decide_all(qtbot, window)
    exchange(window)
    settled = tables(window)

    window = sit(omar)
    exchange(window)
    assert asked(window) == set()
    assert tables(window) == settled
