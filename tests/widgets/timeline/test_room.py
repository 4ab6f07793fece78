"""The room seen from above: chosen, gone to, played, written as a picture."""

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from app import incidents


@pytest.fixture
def room(window, sample_case):
    window.cases.open(sample_case)
    for number, one in enumerate(window.session.case.incidents.all()):
        window.session.do("Date", incidents.change, one.id, date=f"2021-0{number + 1}-1{number}")
    window.actions_["timeline"].trigger()
    return window.timeline


def test_the_arrows_walk_and_enter_goes_there(qtbot, window, room):
    chart = room.line.chart
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current is not None
    assert chart.current.kind == "statement"
    assert room.play_button.isVisible()
    for _ in window.session.case.quotes.all():
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current.kind == "incident"
    assert chart.current.title in room._name.text()
    wanted = chart.current.record_id
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert window._stack.currentWidget() is window.incidents
    assert window.incidents.list.current == wanted


def test_a_quote_is_gone_to_and_played(qtbot, window, room):
    quote = window.session.case.quotes.all()[0]
    room.line.chart.choose(quote.id)
    with qtbot.waitSignal(room.play_wanted) as played:
        qtbot.mouseClick(room.play_button, Qt.MouseButton.LeftButton)
    assert played.args == [quote.id]
    qtbot.mouseClick(room.go_button, Qt.MouseButton.LeftButton)
    assert window._stack.currentWidget() is window.review
    assert window.review.quote_id == quote.id


def test_it_zooms_moves_and_fits_again(qtbot, room):
    chart = room.line.chart
    whole = chart._axis.length
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert chart._axis.length < whole
    place = QPointF(100, 100)
    day = chart._axis.day(100)
    wheel = QWheelEvent(
        place,
        chart.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart.viewport(), wheel)
    assert chart._axis.day(100) == pytest.approx(day)
    qtbot.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 700))
    first = chart._axis.first
    qtbot.mouseMove(chart.viewport(), QPoint(250, 700))
    qtbot.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(250, 700))
    assert chart._axis.first > first
    qtbot.keyClick(chart, Qt.Key.Key_0)
    assert chart._axis.length == whole


def test_kinds_are_left_out_and_what_has_no_date_stands_beside(qtbot, window, room):
    room.line.kinds["incident"].setChecked(False)
    assert {shape.happening.kind for shape in room.line.chart._layout.shapes} == {"statement", "law"}
    assert room.line.undated.model().rowCount() == len(window.session.case.roles.all())
    room.line.undated.clicked.emit(room.line.undated.model().index(0, 0))
    assert "date not known" in room._facts.text()
    assert not room.go_button.isVisible()
    room.line.kinds["office"].setChecked(False)
    assert not room.line._side.isVisible()


def test_it_follows_the_case(window, room):
    window.session.do("Add", incidents.add, "A new strike", date="2022-01-01")
    assert "A new strike" in [shape.happening.title for shape in room.line.chart._layout.shapes]
    window.session.undo()
    assert "A new strike" not in [shape.happening.title for shape in room.line.chart._layout.shapes]


def test_the_network_is_walked_through(qtbot, window, room):
    room.show_page(1)
    web = room.network
    qtbot.keyClick(web, Qt.Key.Key_Down)
    web.choose(next(one.key for one in web.network.columns[0] if one.title == "Qais al-Khazali"))
    assert len(web._lit) > 5
    qtbot.keyClick(web, Qt.Key.Key_Right)
    assert web.current.kind == "quote"
    assert room.play_button.isVisible()
    qtbot.keyClick(web, Qt.Key.Key_Right)
    qtbot.keyClick(web, Qt.Key.Key_Down)
    assert web.current.kind == "incident"
    wanted = web.current.record_id
    qtbot.keyClick(web, Qt.Key.Key_Escape)
    assert web.current is None
    place = web._places[f"incident {wanted}"].center().toPoint()
    qtbot.mouseClick(web.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert web.current.record_id == wanted
    qtbot.mouseDClick(web.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window._stack.currentWidget() is window.incidents


@pytest.mark.parametrize("page", [0, 1])
def test_both_pages_are_written_as_pictures(room, tmp_path, page):
    room.show_page(page)
    room.write(tmp_path / "drawn.svg")
    room.write(tmp_path / "drawn.png")
    drawn = ElementTree.parse(tmp_path / "drawn.svg").getroot()
    words = "".join(drawn.itertext())
    assert "Truce negotiation and condition" in words
    assert not QImage(str(tmp_path / "drawn.png")).isNull()


def test_what_cant_be_written_is_told(qtbot, room, tmp_path):
    with qtbot.waitSignal(room.failed):
        room.write(tmp_path / "nowhere" / "drawn.svg")
    assert list(tmp_path.glob("**/*.partial")) == []


def test_an_empty_case_says_what_to_do(window, session, tmp_path):
    session.close()
    window.cases.open(tmp_path / "case.sqlite")
    window.show_room("timeline")
    room = window.timeline
    assert room._pages.currentWidget() is room._empty
    assert "Mark quotes" in room._empty.text()
    room.show_page(1)
    assert "speaker" in room._empty.text()
    assert not room.export_button.isEnabled()
