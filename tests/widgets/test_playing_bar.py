"""A quote that is played from another room is seen there; what can't be played says why."""

import pytest


@pytest.fixture
def matrix(window, sample_case):
    """The window in the room of the matrix, on the sample."""
    window.cases.open(sample_case)
    window.show_room("matrix")
    return window


def quote_of(window, *, timed):
    return next(one for one in window.session.case.quotes.all() if (one.tokens.start_ms is not None) == timed)


def test_a_click_on_a_cell_is_heard_and_seen_without_leaving_the_room(qtbot, matrix):
    quote = quote_of(matrix, timed=True)
    with qtbot.waitSignal(matrix.playing.canvas._playback.frame_ready):
        matrix.argument.play_wanted.emit(quote.id)

    assert matrix._stack.currentWidget() is matrix.argument
    assert matrix.playing.isVisible()
    assert matrix.playing.title.text() == quote.title
    assert matrix.review.playback.span == (quote.tokens.start_ms, quote.tokens.end_ms)
    matrix.playing.toggle_button.click()
    assert not matrix.review.playback.is_playing

    matrix.playing.quote_wanted.emit(quote.id)
    assert matrix._stack.currentWidget() is matrix.review
    assert matrix.review.quote_id == quote.id
    assert not matrix.playing.isVisible()


def test_closing_it_stops(matrix):
    matrix.argument.play_wanted.emit(quote_of(matrix, timed=True).id)
    assert matrix.review.playback.is_playing
    matrix.playing.stop()
    assert not matrix.review.playback.is_playing
    assert not matrix.playing.isVisible()


def test_words_without_times_say_that_they_cannot_be_played(matrix):
    matrix.argument.play_wanted.emit(quote_of(matrix, timed=False).id)
    assert not matrix.playing.isVisible()
    assert "no times" in matrix.notices.shown[-1].what


def test_a_recording_whose_file_is_missing_says_so(matrix):
    quote = quote_of(matrix, timed=True)
    (file,) = matrix.session.case.media_files.of(quote.media_id)
    matrix.session.case.path.with_name(file.path_hint).unlink()
    matrix.review.recording.show_medium(quote.media_id, again=True)
    matrix.argument.play_wanted.emit(quote.id)
    assert any("no file" in notice.what for notice in matrix.notices.shown)


def test_it_goes_with_the_case(matrix):
    matrix.argument.play_wanted.emit(quote_of(matrix, timed=True).id)
    matrix.cases.close()
    assert not matrix.playing.isVisible()
