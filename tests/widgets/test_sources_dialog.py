"""What a recording or a transcript is can be said after it was added, and it can be taken out again."""

import pytest

from app import correcting, quoting
from widgets.sources_dialog import SourcesDialog


@pytest.fixture
def dialog(qtbot, session, interview):
    dialog = SourcesDialog(session, interview.medium.id)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def write(page, name, text):
    field = page.fields[name]
    getattr(field, "line", field).setText(text)
    field.flush()


def test_a_recording_says_where_it_is_from(session, interview, dialog):
    page = dialog.recordings
    assert page.fields["title"].text() == "Interview of June"
    write(page, "archive_url", "https://archive.example")
    write(page, "broadcast_date", "2021-06-01")
    write(page, "collected_with", "yt-dlp")
    medium = session.case.media.get(interview.medium.id)
    assert (medium.archive_url, medium.broadcast_date, medium.collected_with) == (
        "https://archive.example",
        "2021-06-01",
        "yt-dlp",
    )
    assert session.undo_label == "Describe recording"
    write(page, "broadcast_date", "soon")
    assert page.fields["broadcast_date"].echo
    assert session.case.media.get(interview.medium.id).broadcast_date == "2021-06-01"


def test_what_something_stands_on_stays(session, interview, dialog):
    quote = interview.mark("American embassy")
    assert "2 transcripts" in dialog.recordings._facts.text()
    assert not dialog.recordings.remove_button.isEnabled()
    page = dialog.transcripts
    page.list.choose(interview.translation.id)
    page.remove()
    assert "Quotes are marked" in page.problem.text()
    session.do("Delete", quoting.delete, quote.id)
    session.do("Correct", correcting.correct, interview.translation.id, 0, text="Which ones?", reason="Heard again.")
    page.remove()
    assert session.case.transcripts.find(interview.translation.id) is None
    session.undo()
    assert len(session.case.argument.corrections.of(interview.translation.id)) == 1


def test_a_translator_is_named_afterwards(session, interview, dialog):
    dialog.transcripts.list.choose(interview.translation.id)
    dialog.transcripts.fields["translator"].setText("A. Translator")
    dialog.accept()
    assert session.case.transcripts.get(interview.translation.id).translator == "A. Translator"


def test_one_more_is_added_by_the_window(qtbot, dialog):
    with qtbot.waitSignal(dialog.add_wanted):
        dialog.recordings.list.new_button.click()
    assert not dialog.isVisible()


def test_the_window_opens_it_on_the_recording_that_is_shown(window, sample_case):
    window.cases.open(sample_case)
    window.actions_["sources"].trigger()
    (dialog,) = window.findChildren(SourcesDialog)
    assert dialog.recordings._id == window.review.recording.media_id
    window.cases.close()
    assert not dialog.isVisible()
