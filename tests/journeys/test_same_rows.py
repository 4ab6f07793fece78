"""The same case worked on through the window and by commands ends with the same rows."""

import json
import re
import shutil

import pytest
from PySide6.QtCore import Qt

from app import cli, sample
from app.session import Session
from db import replay
from tests.journeys.test_main_job import BracketBox, choose, popup, press, select

PATIENCE = 20_000
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
WORDS = "The truce is over"
MORE = "the decision is to escalate"


def avowal(*arguments):
    assert cli.run([str(argument) for argument in arguments]) == 0


@pytest.fixture
def cases(tmp_path, home):
    """Two copies of one case with a recording, two transcripts, a speaker and an incident."""
    files = sample.files()
    first = tmp_path / "by commands.sqlite"
    shutil.copy(files / "interview.mp4", tmp_path / "interview.mp4")
    avowal("new", first, "--title", "A case", "--framework", "us_fre_801d2")
    avowal("add-media", first, tmp_path / "interview.mp4", "--title", "Interview", "--language", "ar")
    for language, kind in (("ar", "original"), ("en", "translation")):
        path = files / f"interview.{language}.vtt"
        avowal(
            "add-transcript",
            first,
            path,
            "--media",
            "Interview",
            "--language",
            language,
            "--kind",
            kind,
            "--title",
            language,
        )
    avowal("person", first, "add", "--name", "Qais al-Khazali")
    avowal("incident", first, "add", "--title", "Strike on al-Asad")
    second = tmp_path / "by window.sqlite"
    shutil.copy(first, second)
    return first, second


def by_commands(case):
    avowal("mark", case, "--transcript", "en", "--words", WORDS, "--counterpart")
    with_id = rows(case)["quote"]
    (quote,) = with_id
    avowal("mark", case, "--transcript", "en", "--words", MORE, "--add-to", quote, "--counterpart")
    avowal("bracket", case, quote, "--before", "is over", "--text", "of June", "--type", "clarifies")
    avowal("link", case, quote, "--incident", "Strike on al-Asad", "--relation", "announces_decision")


def by_window(qtbot, window, case):
    assert window.cases.open(case) is None
    review = window.review
    qtbot.waitUntil(lambda: review.recording.is_settled, timeout=PATIENCE)
    for words, modifier in ((WORDS, Qt.KeyboardModifier.NoModifier), (MORE, Qt.KeyboardModifier.ShiftModifier)):
        select(window, "translation", words)
        qtbot.waitUntil(lambda: review.transcript._proposal is not None, timeout=PATIENCE)
        press(window, Qt.Key.Key_Q, modifier)
    text = review.inspector.translation.text
    place = text.toPlainText().index("is over")
    text.select(place, place)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_BracketLeft)
    qtbot.keyClicks(popup(BracketBox)._words, "of June]")
    window.actions_["link-incident"].trigger()
    choose(qtbot, "Asad")
    choose(qtbot, "Announces decision")
    window.close()


def rows(case):
    session = Session()
    session.open(case, read_only=True)
    try:
        return replay.tables(session.case.connection)
    finally:
        session.close()


def nameless(tables):
    """The rows with each id replaced by when it first appears, since ids are never the same twice."""
    names = {}
    text = json.dumps(
        {name: sorted(table.values(), key=lambda row: row["id"]) for name, table in tables.items()}, sort_keys=True
    )
    return json.loads(_ID.sub(lambda found: names.setdefault(found.group(), f"id {len(names)}"), text))


def test_the_same_work_by_window_and_by_commands_gives_equal_rows(qtbot, new_window, cases):
    first, second = cases
    by_commands(first)
    by_window(qtbot, new_window("silent"), second)

    ours, theirs = nameless(rows(first)), nameless(rows(second))

    for table in ours:
        assert ours[table] == theirs[table], table
