"""Small pictures of the quotes in their list: those of rows that are seen, of the file as it is now."""

import shutil

from widgets.models import stills


def media_and_start(desk):
    quote = desk.session.case.quotes.of(desk.review.recording.media_id)[0]
    return quote.media_id, quote.tokens.start_ms


def settled(qtbot, desk):
    shown = desk.review.quotes._stills
    qtbot.waitUntil(lambda: shown._held and not shown.is_busy and not shown._wishes)
    return shown


def test_the_rows_that_are_seen_get_their_first_frame(qtbot, desk):
    shown = settled(qtbot, desk)
    picture = shown.of(*media_and_start(desk))
    assert picture is not None
    assert picture.width() <= 2 * stills.SIZE.width()
    assert picture.height() <= 2 * stills.SIZE.height()


def test_a_recording_that_was_replaced_shows_no_old_picture(qtbot, desk, monkeypatch):
    shown = settled(qtbot, desk)
    monkeypatch.setattr(stills, "_LOOK_AGAIN_S", -1.0)
    media_id, ms = media_and_start(desk)
    source = shown._source(media_id)
    beside = source.path.with_name("beside.mp4")
    shutil.copyfile(source.path, beside)
    beside.replace(source.path)
    assert shown._source(media_id) != source
    assert shown.of(media_id, ms) is None
    qtbot.waitUntil(lambda: shown.of(media_id, ms) is not None)


def test_a_source_without_a_file_has_no_place_for_a_picture(desk):
    shown = desk.review.quotes._stills
    published = next(one for one in desk.session.case.media.all() if not desk.session.case.media_files.of(one.id))
    assert not shown.has(published.id, 0)
    assert shown.of(published.id, 0) is None


def test_a_file_that_can_t_be_read_is_asked_once(qtbot, desk):
    shown = settled(qtbot, desk)
    media_id, ms = media_and_start(desk)
    source = shown._source(media_id)
    source.path.write_bytes(b"\0" * source.size)
    shown.forget()
    assert shown.of(media_id, ms) is None
    with qtbot.waitSignal(shown.ready):
        pass
    assert not shown.has(media_id, ms)


def test_closing_forgets_every_picture(qtbot, desk):
    shown = settled(qtbot, desk)
    desk.cases.close()
    assert not shown._held
