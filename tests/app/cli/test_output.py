"""Progress on a terminal, and the whole story of a case by commands."""

import sys

import pytest

from app import sample
from app.cli import output


def test_progress_is_drawn_on_a_terminal_and_wiped(monkeypatch, capsys):
    times = iter([0.0, 0.05, 1.0, 2.0])
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(output.time, "monotonic", lambda: next(times))

    with output.progress("Reading \x1b[31m") as progress:
        progress(1, 100)  # Too soon to be drawn again.
        progress(50, 100)

    said = capsys.readouterr()
    assert said.out == ""
    assert "Reading ␛[31m [###############...............]  50%  0:01 left" in said.err
    assert said.err.endswith("\r\x1b[K")
    assert said.err.count("%") == 1


def test_progress_is_silent_elsewhere(capsys):
    with output.progress("Reading") as progress:
        progress(1, 2)

    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("ms", "shown"), [(0, "0:00:00.000"), (3_723_004, "1:02:03.004"), (None, "-")])
def test_times_are_read_as_on_a_clock(ms, shown):
    assert output.clock(ms) == shown


def test_a_case_from_nothing_to_a_sheet_by_commands_alone(avowal, tmp_path):
    case, files = tmp_path / "story.sqlite", sample.files()
    avowal("new", case, "--title", "Story", "--framework", "us_ina219_fto")
    avowal(
        "add-media", case, files / "interview.mp4", "--title", "Interview", "--outlet", "iNEWS", "--date", "2021-06-01"
    )
    avowal(
        "add-transcript", case, files / "interview.ar.vtt", "--media", "Interview", "--language", "ar", "--title", "ar"
    )
    english = ("--kind", "translation", "--language", "en", "--title", "en")
    avowal("add-transcript", case, files / "interview.en.vtt", "--media", "Interview", *english)
    avowal("person", case, "add", "--name", "Qais al-Khazali")
    words = ("--words", "The truce is over", "--speaker", "Qais al-Khazali", "--title", "War", "--counterpart")
    avowal("mark", case, "--transcript", "en", *words)
    avowal("mark", case, "--transcript", "en", "--words", "the American embassy", "--add-to", "War", "--counterpart")
    avowal("bracket", case, "War", "--after", "the American embassy", "--text", "in Baghdad", "--type", "clarifies")
    avowal("incident", case, "add", "--title", "Strike", "--date", "2021")
    avowal("link", case, "War", "--incident", "Strike", "--relation", "announces_decision")
    avowal(
        "link", case, "War", "--element", "us_ina219_fto:C", "--bearing", "supports", "--weight", 2, "--reason", "War"
    )
    for _ in range(7):
        avowal("undo", case)
    avowal("undo", case)
    for _ in range(8):
        avowal("redo", case)
    avowal("export", case, "html", tmp_path / "sheet.html")
    avowal("still", case, "War", tmp_path / "still.png")

    page = (tmp_path / "sheet.html").read_text("utf-8")
    assert "The truce is over" in page
    assert "[in Baghdad]" in page
    assert "انتهت" in page
    assert "data:image/png" in page
    assert avowal("verify", case, "--json").json["ok"]
    assert avowal("info", case, "--json").json["counts"]["links"] == 2
