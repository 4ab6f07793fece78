"""Details and actors on the page of an incident; tables brought in, the map, the frameworks."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app import facts, incidents, law, people
from widgets.frameworks_dialog import FrameworkEditor, FrameworksDialog
from widgets.incidents_import_dialog import IncidentsImportDialog
from widgets.incidents_pane import IncidentsPane
from widgets.map_dialog import MapDialog


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def wait_for(qtbot, widget, text):
    """Until a label says it; what is put into a layout is shown by the event loop."""
    qtbot.waitUntil(lambda: any(text in said for said in texts(widget)))


@pytest.fixture
def incident(session):
    return session.do("Add", incidents.add, "Strike", latitude="33.8", longitude="42.4")


@pytest.fixture
def pane(qtbot, session, dressed, incident):
    pane = IncidentsPane(session)
    qtbot.addWidget(pane)
    pane.resize(1100, 800)
    pane.show()
    pane.show_incident(incident.id)
    return pane


def test_a_detail_is_added_changed_and_removed(qtbot, pane, session, incident):
    pane.details.begin()
    pane.details.fields["detail"].setPlainText("A radar was hit")
    pane.details.fields["public_on"].line.setText("2021-05~")
    pane.details.keep()

    (made,) = session.case.argument.incident_details.of(incident.id)
    assert (made.detail, made.public_on) == ("A radar was hit", "2021-05~")
    wait_for(qtbot, pane.details, "public since circa May 2021")

    pane.details.change(made)
    assert pane.details.fields["detail"].toPlainText() == "A radar was hit"
    pane.details.fields["source"].setText("A newspaper")
    pane.details.keep()
    assert session.case.argument.incident_details.get(made.id).source == "A newspaper"
    pane.details.remove(made.id)
    assert session.case.argument.incident_details.count() == 0


def test_a_date_that_is_none_is_said_below_the_form(pane, session):
    pane.details.begin()
    pane.details.fields["detail"].setPlainText("x")
    pane.details.fields["public_on"].line.setText("soon")
    pane.details.keep()

    assert "soon" in pane.details.problem.text()
    assert session.case.argument.incident_details.count() == 0


def test_an_actor_is_somebody_of_the_case(qtbot, pane, session, incident):
    group = session.do("Add", people.add_organisation, "A group")

    pane.actors.begin()
    pane.actors.part.setCurrentIndex(pane.actors.part.findData("claims_it"))
    pane.actors.fields["who"].choose(f"organisation\n{group.id}")
    pane.actors.keep()

    (made,) = session.case.argument.incident_actors.of(incident.id)
    assert (made.part, made.organisation_id, made.person_id) == ("claims_it", group.id, None)
    wait_for(qtbot, pane.actors, "Claims it: A group")


def test_enter_keeps_what_was_written(qtbot, pane, session):
    pane.details.begin()
    pane.details.fields["detail"].setPlainText("a drone")
    pane.details.fields["source"].setText("A newspaper")
    qtbot.keyClick(pane.details.fields["source"], Qt.Key.Key_Return)

    assert [one.source for one in session.case.argument.incident_details.all()] == ["A newspaper"]
    assert pane.details.add_button.isVisibleTo(pane)


def test_what_is_entered_elsewhere_appears_on_the_page(qtbot, pane, session, incident):
    session.do("Add", facts.add_detail, incident.id, "two or three metres")

    wait_for(qtbot, pane.details, "two or three metres")


TABLE = "title,when,lat,lon\nStrike on Balad,05/06/2021,33.9,44.4\nBad,soon,1,1\n"


@pytest.fixture
def dialog(qtbot, session, dressed, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(TABLE, encoding="utf-8")
    dialog = IncidentsImportDialog(session, path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.summary))
    return dialog


def test_a_table_is_shown_before_it_comes_in(qtbot, dialog, session):
    dialog.choose("when", "date")

    assert dialog.preview.item(0, 1).text() == "Strike on Balad"
    assert dialog.preview.item(0, 2).text() == "6 May 2021 or 5 June 2021"
    assert "Line 3" in dialog.notices.toPlainText()
    dialog.order.setCurrentIndex(dialog.order.findData("day first"))
    dialog.order.activated.emit(dialog.order.currentIndex())
    assert dialog.preview.item(0, 2).text() == "5 June 2021"

    with qtbot.waitSignal(dialog.imported) as told:
        dialog.do()

    (made,) = session.case.incidents.all()
    assert (made.date, told.args[0].ids) == ("2021-06-05", (made.id,))


def test_a_large_table_is_read_beside_the_window(qtbot, session, dressed, tmp_path):
    path = tmp_path / "large.csv"
    path.write_text("title,date\n" + "".join(f"Strike {n},2021-06-01\n" for n in range(300)), encoding="utf-8")
    dialog = IncidentsImportDialog(session, path)
    qtbot.addWidget(dialog)
    dialog.show()

    qtbot.waitUntil(dialog.do_button.isEnabled)

    assert "300 rows come in" in dialog.summary
    dialog.do()
    assert session.case.incidents.count() == 300


def test_a_map_that_can_not_be_is_said(dialog):
    dialog.choose("title", "")

    assert "No column says what happened." in dialog.problem
    assert not dialog.do_button.isEnabled()
    dialog.choose("title", "title")
    assert dialog.problem == ""
    assert dialog.do_button.isEnabled()


def test_the_map_is_kept_as_svg_or_png(qtbot, session, dressed, incident, tmp_path):
    dialog = MapDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.save(tmp_path / "map.svg")
    dialog.save(tmp_path / "map.png")
    dialog.save(tmp_path / "none" / "map.svg")

    assert "Strike" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert "There is no folder" in dialog.problem.text()


@pytest.fixture
def frameworks(qtbot, session, dressed):
    dialog = FrameworksDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_frameworks_are_used_and_taken_out_with_their_notes_in_sight(frameworks, session):
    frameworks.list.choose("us_ina219_fto")
    assert "B/B.1: (iii) list from own knowledge" in frameworks.verify.toPlainText()
    assert frameworks.use.isVisibleTo(frameworks)

    frameworks.add()
    assert session.case.frameworks.find("us_ina219_fto") is not None
    assert frameworks.take_out.isVisibleTo(frameworks)
    frameworks.remove()
    assert session.case.frameworks.find("us_ina219_fto") is None


def test_an_own_file_is_added_and_what_is_wrong_with_another_is_named(frameworks, session, tmp_path):
    plain = json.loads(law.offers()[0].data)
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps({**plain, "id": "own", "title": "Our own law"}))
    bad.write_text(json.dumps({**plain, "id": "other", "root_logic": "maybe"}))

    frameworks.add_file(good)
    assert session.case.frameworks.get("own").title == "Our own law"
    frameworks.add_file(bad)
    assert "root_logic: “maybe” is none of" in frameworks.problem.text()


def test_a_framework_is_edited_as_text_and_kept_only_when_it_is_right(qtbot, frameworks, session):
    frameworks.list.choose("us_18usc2339b")
    editor = FrameworkEditor(session, "us_18usc2339b", frameworks._file("us_18usc2339b"), frameworks)
    text = editor.text.toPlainText()

    editor.text.setPlainText(text[:-20])
    editor._try()
    assert "Line" in editor.problem
    editor.text.setPlainText(json.dumps({**json.loads(text), "version": "mine"}))
    with qtbot.waitSignal(editor.kept):
        editor._try()

    assert session.case.frameworks.get("us_18usc2339b").version == "mine"
