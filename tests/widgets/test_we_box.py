"""The section of the inspector that says whom “we” means."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import we
from widgets.inspector import Inspector
from widgets.picker import Picker


@pytest.fixture
def panel(qtbot, session):
    panel = Inspector(session)
    qtbot.addWidget(panel)
    panel.resize(420, 900)
    panel.show()
    return panel


def test_without_a_we_it_says_so(panel, interview):
    panel.show_quote(interview.mark("The truce is over.").id)

    assert panel.we.rows == []
    assert panel.we._nothing.isVisible()


def test_a_referent_is_chosen_by_key_and_its_basis_written(qtbot, panel, interview, monkeypatch):
    monkeypatch.setattr(we, "standing", lambda word, _language: "sure" if word == "truce" else None)
    quote = interview.mark("The truce is over.")
    panel.show_quote(quote.id)

    panel.choose_referent()
    (picker,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Picker) and one.isVisible()]
    picker._typed.setText("own")
    qtbot.keyClick(picker._typed, Qt.Key.Key_Return)
    (row,) = panel.we.rows
    row.basis.setText("as leader")
    qtbot.keyClick(row.basis, Qt.Key.Key_Return)

    (kept,) = interview.session.case.argument.we_references.of(quote.id)
    assert (kept.text, kept.referent, kept.basis) == ("truce", "own organisation", "as leader")
    interview.session.undo()
    interview.session.undo()
    assert panel.we.rows[0].referent.key is None
    assert not panel.we.rows[0].basis.isVisible()


def test_weak_ones_wait_behind_a_button(qtbot, panel, interview, monkeypatch):
    monkeypatch.setattr(we, "standing", lambda word, _language: "weak" if word == "truce" else None)
    panel.show_quote(interview.mark("The truce is over.").id)
    assert panel.we.rows == []

    qtbot.mouseClick(panel.we.weak, Qt.MouseButton.LeftButton)

    assert len(panel.we.rows) == 1
