"""The head of the window on little room."""

from PySide6.QtCore import Qt

ALONE = Qt.ToolButtonStyle.ToolButtonIconOnly


def test_words_go_where_there_is_no_room_and_come_back(window, sample_case):
    window.cases.open(sample_case)
    top = window.top
    window.resize(1800, 800)
    assert top._needed == []
    window.resize(window.minimumSizeHint().width(), 800)
    assert len(top._needed) == 2
    assert {button.toolButtonStyle() for button in top._by_name.values()} == {ALONE}
    assert all(button.accessibleName() in button.toolTip() for button in top._by_name.values())
    assert "Search" not in top._find.text()
    window.resize(1800, 800)
    assert top._needed == []
    assert ALONE not in {button.toolButtonStyle() for button in top._by_name.values()}
    assert "Search" in top._find.text()
