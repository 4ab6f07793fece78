"""Any note, and any record, is marked where it stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import facts, incidents, people, privilege, quoting
from widgets.incidents_pane import IncidentsPane
from widgets.inspector import Inspector
from widgets.marking_button import MarkingButton
from widgets.people_dialog import PeopleDialog
from widgets.picker import Picker


def choose(qtbot, button, words):
    button.click()
    picker = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Picker) and one.isVisible())
    if words is None:
        qtbot.keyClick(picker._typed, Qt.Key.Key_Delete)
        return
    picker._typed.setText(words)
    qtbot.keyClick(picker._typed, Qt.Key.Key_Return)


def marks(session):
    found = session.case.argument.privileges.all()
    return [(one.table_name, one.field, one.privilege, one.marking) for one in found]


@pytest.fixture
def raid(session):
    return session.do("Add", incidents.add, "Raid", notes="The neighbour saw it.")


def test_the_notes_of_a_quote_have_a_privilege_and_a_light_and_neither_takes_the_other(qtbot, session, interview):
    quote = interview.mark("American embassy")
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    inspector.show()
    inspector.show_quote(quote.id)
    button = inspector.details.notes_marking
    assert button.isHidden()
    session.do("Write", quoting.describe, quote.id, notes="Ask S. again.")
    assert not button.isHidden()
    assert button.text() == "Not marked"
    choose(qtbot, button, "work product")
    choose(qtbot, button, "TLP:RED")
    assert marks(session) == [("quote", "notes", "attorney_work_product", "TLP:RED")]
    assert "TLP:RED" in button.text()
    choose(qtbot, button, "Not privileged")
    assert marks(session) == [("quote", "notes", None, "TLP:RED")]
    choose(qtbot, button, None)
    assert marks(session) == []


def test_an_incident_its_notes_and_its_details_are_marked(qtbot, dressed, session, raid):
    detail = session.do("Add", facts.add_detail, raid.id, "A radar was hit")
    pane = IncidentsPane(session)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_incident(raid.id)
    choose(qtbot, pane.marking, "TLP:AMBER+")
    choose(qtbot, pane.notes_marking, "work product")
    of_detail = pane.details.findChildren(MarkingButton)[-1]
    choose(qtbot, of_detail, "TLP:RED")
    assert privilege.marked(session.case, "incident_detail", detail.id).marking == "TLP:RED"
    assert set(marks(session)) == {
        ("incident", "", None, "TLP:AMBER+STRICT"),
        ("incident", "notes", "attorney_work_product", None),
        ("incident_detail", "", None, "TLP:RED"),
    }
    session.undo()
    session.undo()
    assert pane.notes_marking.text() == "Not marked"
    assert "TLP:AMBER+STRICT" in pane.marking.text()


def test_a_person_and_the_notes_on_one_are_marked(qtbot, dressed, session):
    person = session.do("Add", people.add_person, "Somebody", notes="Speaks to us.")
    dialog = PeopleDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    page = dialog.people
    page.list.choose(person.id)
    choose(qtbot, page.marking, "TLP:RED")
    choose(qtbot, page._note_markings[0], "work product")
    assert set(marks(session)) == {
        ("person", "", None, "TLP:RED"),
        ("person", "notes", "attorney_work_product", None),
    }


def test_nothing_is_marked_in_a_case_that_is_only_read(qtbot, session, raid):
    path = session.case.path
    session.close()
    session.open(path, read_only=True)
    button = MarkingButton(session, "incident", "notes")
    qtbot.addWidget(button)
    button.show_of(raid.id)
    assert not button.isEnabled()
