"""The pages that test a case: read when somebody looks, with their notes to verify, and written where asked."""

import pytest
from PySide6.QtWidgets import QPushButton

from app import example_case, sample
from app.session import Session
from db.claims import IncidentDetail
from widgets.argument_room import ArgumentRoom
from widgets.plain import Label


@pytest.fixture
def article(tmp_path):
    session = Session()
    session.create(tmp_path / "article.sqlite", "The article")
    file = example_case.read(sample.files() / "example_case.json")
    session.brought = session.do("Import", example_case.bring_in, file)
    yield session
    session.close()


@pytest.fixture
def room(qtbot, dressed, article):
    room = ArgumentRoom(article)
    qtbot.addWidget(room)
    room.resize(1280, 760)
    room.show()
    qtbot.waitExposed(room)
    return room


def texts(page):
    return "\n".join(label.text() for label in page.view.widget().findChildren(Label))


def look_at(room, page):
    room.tabs.setCurrentWidget(page)
    return texts(page)


def test_ways_into_evidence_name_basis_state_and_what_is_missing(room):
    said = look_at(room, room.ways)

    assert "Fed. R. Evid. 801(d)(2)(A)" in said
    assert "unsure" in said
    room.ways.party.setCurrentIndex(room.ways.party.findText("Qais al-Khazali"))
    assert "lacks foundation" in texts(room.ways)
    room.ways.forum.setCurrentIndex(room.ways.forum.findData("icc"))
    assert "Rome Statute art. 69(4)" in texts(room.ways)
    assert "not legal advice" in texts(room.ways)


def test_the_law_of_a_day(room):
    assert "not yet" in look_at(room, room.law)

    room.law.date.setText("2008")
    room.law.date.editingFinished.emit()
    assert "The law of 2008" in texts(room.law)
    room.law.date.setText("soon")
    room.law.date.editingFinished.emit()
    assert "not a date" in room.law._wrong.text()
    assert "The law of" not in texts(room.law)


def test_details_are_read_anew_when_one_is_recorded(room, article):
    assert "No detail of the incident is recorded" in look_at(room, room.details)

    def add(case):
        case.argument.incident_details.add(
            IncidentDetail("d", article.brought.ids["I1"], "A radar was the target", "2021-06-05")
        )

    article.do("Add detail", add)
    assert "Said before it was public. 4 days apart." in texts(room.details)


def test_the_cost_of_the_article_is_shown_as_not_there(qtbot, room, article):
    assert "“cost”, which does not stand in" in look_at(room, room.assertions)
    assert "does not stand there" in texts(room.assertions)
    (show, *_) = [one for one in room.assertions.view.widget().findChildren(QPushButton) if one.text() == "Show"]
    with qtbot.waitSignal(room.quote_wanted) as wanted:
        show.click()
    assert wanted.args == [article.brought.ids["Q4"]]


def test_the_defence_sheet_is_read_and_written(qtbot, room, tmp_path):
    assert "Names military presence" in look_at(room, room.defence)

    with qtbot.waitSignal(room.written) as written:
        room.defence.write(tmp_path / "defence.docx")
    assert written.args == ["defence.docx"]
    with qtbot.waitSignal(room.failed) as failed:
        room.defence.write(tmp_path / "nowhere" / "defence.html")
    assert "no folder" in failed.args[0].what


def test_a_page_that_nobody_looks_at_is_not_read(room, article):
    assert room.defence in room._stale
    room.tabs.setCurrentWidget(room.defence)
    assert room.defence not in room._stale


def test_an_empty_case_has_pages_that_say_so(qtbot, dressed, session):
    room = ArgumentRoom(session)
    qtbot.addWidget(room)
    room.show()
    qtbot.waitExposed(room)
    room._outdate()

    assert "No quotes yet" in look_at(room, room.ways)
    assert "No quote is linked" in look_at(room, room.details)
    assert "Nothing is linked yet." in look_at(room, room.law)
