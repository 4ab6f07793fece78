"""The desk stands as it was left: the room, the quote, the filters, the record; no list of records is blank."""

import pytest

from app import incidents, tagging
from widgets.export_dialog import ExportDialog


@pytest.fixture
def left(qtbot, desk):
    """The sample, with a filter on, the second quote current, and the second incident looked at."""
    case = desk.session.case
    quotes = case.quotes.of(desk.review.recording.media_id)
    desk.review.choose_quote(quotes[1].id)
    desk.review.quotes._set(links="incident")
    desk.show_room("incidents")
    return desk


def reopen(qtbot, desk):
    path = desk.session.case.path
    desk.cases.close()
    with qtbot.waitSignal(desk.review.playback.opened):
        desk.cases.open(path)
    qtbot.waitUntil(lambda: desk.review.recording.is_settled)


def test_a_case_is_taken_up_where_it_was_left(qtbot, left):
    quote_id = left.review.quote_id
    second = left.incidents.list.keys[1]
    left.incidents.list.choose(second)
    left.review.playback.seek(7000)
    reopen(qtbot, left)

    assert left._stack.currentWidget() is left.incidents
    assert left.incidents.list.current == second
    assert left.review.quote_id == quote_id
    assert left.review.inspector.quote_id == quote_id
    assert left.review.quotes._wanted.links == "incident"
    assert [key for key, _ in left.review.quotes._chips.shown] == ["links"]
    qtbot.waitUntil(lambda: left.review.playback.time_ms == 7000)


def test_what_was_kept_of_a_record_that_is_gone_does_no_harm(qtbot, left):
    left._settings.keep(left.session.case.info.id, "incident", "no such")
    left.review.choose_quote(None)
    gone = left.incidents.list.keys[0]
    left.incidents.list.choose(gone)
    left.session.do("Delete", incidents.delete, gone)
    reopen(qtbot, left)
    assert left.review.quote_id is None
    assert left.incidents.list.current == left.incidents.list.keys[0]


def test_a_room_of_records_shows_one(desk):
    desk.show_room("incidents")
    assert desk.incidents.list.current == desk.incidents.list.keys[0]
    assert desk.incidents._stack.currentIndex() == 1


def test_filters_that_are_damaged_show_everything(desk):
    shown = desk.review.quotes
    for said in ("x", "0[1]", '0{"links": "sideways", "waits": 3, "tag": 4}'):
        shown.restore_filters(said)
        assert shown._wanted.is_open


def test_tags_are_a_filter_with_a_count_and_a_chip(qtbot, desk):
    shown, session = desk.review.quotes, desk.session
    first, second = [quote.id for quote in session.case.quotes.of(desk.review.recording.media_id)][:2]
    session.do("Tag", tagging.tag, "quote", [first, second], ["drones"])
    session.do("Tag", tagging.tag, "quote", [first], ["radar"])
    assert shown._model.tally("tag") == {"drones": 2, "radar": 1}

    shown._set(tag="radar")
    assert [row.id for row in shown._model._shown] == [first]
    assert shown._model.tally("tag")["drones"] == 2
    assert shown._chips.shown == [("tag", "Tag: radar")]
    shown._chips.buttons["tag"].click()
    assert shown._wanted.is_open
    assert shown._model.rowCount() > 1
    shown._set(tag="radar")
    session.undo()
    assert shown._model.rowCount() == 0


def test_several_are_deleted_in_one_step(qtbot, desk):
    shown = desk.review.quotes
    shown.step(1)
    shown._view.selectAll()
    every = shown.selected
    assert len(every) > 1
    desk.actions_["delete-quote"].trigger()
    assert shown._model.rowCount() == 0
    desk.session.undo()
    assert sorted(shown._model._rows) == sorted(every)


def test_a_quote_is_played_as_soon_as_its_recording_is_open(qtbot, desk):
    review = desk.review
    quote = desk.session.case.quotes.of(review.recording.media_id)[1]
    review.playback.close()
    review.play_quote(quote.id)
    assert not review.playback.is_playing

    review.recording.reopen()
    qtbot.waitUntil(lambda: review.playback.is_playing)
    assert review.playback.span == (quote.tokens.start_ms, quote.tokens.end_ms)


def test_several_selected_quotes_are_offered_as_a_sheet(desk):
    desk.review.quotes.step(1)
    desk.review.quotes._view.selectAll()
    desk.leaving.export()
    (dialog,) = desk.findChildren(ExportDialog)
    assert dialog.quotes.currentData() == "selected"
    assert [quote.id for quote in dialog._chosen()] == desk.review.quotes.selected
    dialog.close()


def test_a_quote_without_a_recording_says_why_it_is_not_heard(desk):
    published = next(one for one in desk.session.case.quotes.all() if one.tokens.start_ms is None)
    desk.findings.play_wanted.emit(published.id)
    assert "can't be played" in desk.notices.shown[-1].what
