"""From room to room: incidents are described where the quotes are at hand."""

from PySide6.QtCore import Qt

from app import incidents, linking, quoting
from app.passages import Passage
from db.tokens import Position
from widgets.people_dialog import PeopleDialog


def marked(window, session):
    """A quote of the sample with an incident that it is linked to."""
    transcript = next(one for one in session.case.transcripts.all() if one.kind == "original")
    passage = Passage(transcript.id, Position(1, 0), Position(1, 20))
    quote = session.do("Mark quote", quoting.mark, passage)
    strike = session.do("Add incident", incidents.add, "A strike", date="2021-04-14")
    session.do("Link", linking.to_incident, quote.id, strike.id)
    return quote, strike


def test_an_incident_leads_to_its_quote_and_back(qtbot, window, tmp_path):
    from app import sample

    window.cases.open(sample.build(tmp_path / "sample"))
    quote, strike = marked(window, window.session)

    window.actions_["incidents"].trigger()
    assert window._stack.currentWidget() is window.incidents
    window.incidents.list.choose(strike.id)
    assert not window.actions_["mark"].isEnabled()
    window.incidents.play_wanted.emit(quote.id)
    assert window._stack.currentWidget() is window.incidents
    window.incidents.quote_wanted.emit(quote.id)
    assert window._stack.currentWidget() is window.review
    assert window.review.quote_id == quote.id
    assert window.top._by_name["review"].isChecked()


def test_people_are_shown_in_a_dialog_that_closes_with_the_case(qtbot, window, tmp_path):
    from app import sample

    window.cases.open(sample.build(tmp_path / "sample"))
    window.actions_["people"].trigger()
    (dialog,) = window.findChildren(PeopleDialog)
    assert dialog.people.list.keys
    qtbot.keyClick(dialog.people.list.typed, Qt.Key.Key_Down)
    assert dialog.people._id is not None
    window.cases.close()
    assert not dialog.isVisible()
