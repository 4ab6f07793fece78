"""Words of a case are shown letter by letter, wherever they land."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from widgets import plain

EVIL = '<img src="file:///etc/passwd"><b>loud</b>'
WIDGETS = Path(__file__).parents[2] / "widgets"


def test_a_label_shows_markup_as_it_was_written(qtbot: QtBot) -> None:
    label = plain.label(EVIL)
    qtbot.addWidget(label)

    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == EVIL


@pytest.mark.parametrize("make", [plain.label, plain.note, plain.heading, plain.ElidedLabel])
def test_every_label_is_plain(qtbot: QtBot, make: type[QLabel]) -> None:
    label = make(EVIL)
    qtbot.addWidget(label)

    assert label.textFormat() == Qt.TextFormat.PlainText


def test_an_override_of_the_reading_order_becomes_visible(qtbot: QtBot) -> None:
    label = plain.label("exe.\u202efdp")
    qtbot.addWidget(label)

    assert "\u202e" not in label.text()
    assert "202e" in label.text()


def test_a_name_is_isolated_and_cannot_break_out() -> None:
    name = plain.isolated("قيس\u2069\u202e\nx")

    assert name.startswith(plain.FSI)
    assert name.endswith(plain.PDI)
    assert name.count(plain.PDI) == 1
    assert "\n" not in name


def test_a_tooltip_escapes_and_names_the_keys(qtbot: QtBot) -> None:
    action = QAction("x")

    plain.tip(action, EVIL, "Ctrl+<")

    assert "<img" not in action.toolTip()
    assert "&lt;img" in action.toolTip()
    assert "Ctrl+&lt;" in action.toolTip()


def test_a_question_shows_markup_as_it_was_written(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    box = plain.question(window, EVIL, EVIL, "Yes", "No")

    assert box.textFormat() == Qt.TextFormat.PlainText
    assert "<img" not in box.informativeText()
    assert box.defaultButton().text() == "Yes"
    assert box.escapeButton().text() == "No"


def test_a_label_that_gives_way_tells_the_rest_in_its_tooltip(qtbot: QtBot) -> None:
    label = plain.ElidedLabel("a very long title of a recording <b>x</b>")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()

    assert label.text().endswith("…")
    assert "&lt;b&gt;" in label.toolTip()


@pytest.mark.parametrize("path", sorted(WIDGETS.rglob("*.py")), ids=lambda path: path.stem)
def test_nobody_else_sets_a_tooltip(path: Path) -> None:
    if path.name == "plain.py":
        return

    calls = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}

    assert not calls & {"setToolTip", "setWhatsThis", "setHtml", "insertHtml", "setInformativeText", "setDetailedText"}


@pytest.mark.parametrize("path", sorted(WIDGETS.rglob("*.py")), ids=lambda path: path.stem)
def test_no_colour_stands_in_the_code(path: Path) -> None:
    assert not re.findall(r"[\"']#[0-9a-fA-F]{6}[\"']", path.read_text("utf-8"))
