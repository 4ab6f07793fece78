"""The CSV sheet: read back by a spreadsheet's rules, and never a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exporters import csv as exporter
from app.exporters.csv import cell
from app.sheet import Sheet
from app.tasks import no_progress


def rows(sheet: Sheet) -> list[dict[str, str]]:
    text = exporter.render(sheet, no_progress).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_quote_is_a_line_with_the_words_of_both_languages(sheet: Sheet):
    first, second = rows(sheet)
    assert first["Original: words"] == "انتهت الهدنة....أي وجود عسكري أمريكي هو هدف للفصائل"
    assert first["Translation: words"].startswith("The truce is over....Except for the American embassy...*any* U.S.")
    assert "and Balad base," in first["Translation: words left out"]
    assert "[=in Iraq] clarifies; put in by Reviewer" in first["Translation: words put in"]
    assert second["Original: words"] == "missing"
    assert "Verify: " in first["Law relied on"]


def test_it_opens_as_utf_8_with_windows_line_ends(sheet: Sheet):
    data = exporter.render(sheet, no_progress)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data == exporter.render(sheet, no_progress)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", " =", "\u200f=", "\n="])
def test_what_a_spreadsheet_might_run_stays_text(start: str):
    assert cell(f"{start}1+1")[0] == "'"


def test_other_text_is_left_alone():
    for text in ("The truce", "انتهت", "[=in Iraq]", "1 June", "“–”", ""):
        assert cell(text) == text


@given(st.text())
def test_no_cell_begins_with_a_formula_or_holds_a_control_character(text: str):
    shown = cell(text)
    assert shown.lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert not any(ord(letter) < 32 and letter not in "\t\n" for letter in shown)


def test_hostile_text_does_not_break_the_table(evil: Sheet):
    found = rows(evil)
    assert len(found) == 2
    assert all(None not in row and None not in row.values() for row in found)
    assert all(not value.startswith("=") for row in found for value in row.values())
