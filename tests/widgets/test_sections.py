"""Sections of points: many of them are shown in portions, none is lost."""

from PySide6.QtWidgets import QFrame, QPushButton

from app.argument.defence import Point, Section
from widgets.matrix.sections import SectionsView


def cards(view):
    return [one for one in view.widget().findChildren(QFrame) if one.objectName() == "card"]


def more(view):
    return [one for one in view.widget().findChildren(QPushButton) if "more" in one.text() and not one.isHidden()]


def test_thousands_of_points_are_shown_portion_by_portion(qtbot, dressed):
    view = SectionsView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    many = tuple(Point(f"Point {n}") for n in range(130))
    view.show_sections([Section("Many", "", many, ""), Section("Few", "", (Point("x"),), "")])

    assert len(cards(view)) == 61
    (button,) = more(view)
    assert button.text() == "Show 60 more, of 70"
    button.click()
    assert len(cards(view)) == 121
    assert button.text() == "Show 10 more, of 10"
    button.click()
    assert len(cards(view)) == 131
    assert more(view) == []
