"""Exporting a clip from the window."""

import pytest

from app.media.probe import probe
from db.tokens import TIERS
from widgets.clip_dialog import ClipDialog


def test_the_sample_s_quote_becomes_a_clip_with_both_languages_beside_it(qtbot, desk, tmp_path):
    said = [one for one in desk.session.case.quotes.all() if all(one.tokens.of(tier) for tier in TIERS)]
    quote = min(said, key=lambda one: (one.tokens.end_ms or 0) - (one.tokens.start_ms or 0))
    dialog = ClipDialog(desk.session, quote, desk)
    dialog.show()
    dialog.subtitles.setCurrentIndex(dialog.subtitles.findData("both"))
    dialog.path.setText(str(tmp_path / "clip.mp4"))

    dialog.do_button.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=60_000)

    assert dialog.problem == ""
    assert probe(tmp_path / "clip.mp4").has_video
    assert (tmp_path / "clip.srt").exists()


@pytest.mark.parametrize("name", ["clip.avi", ""])
def test_a_name_that_is_none_is_said_in_the_dialog(qtbot, desk, tmp_path, name):
    dialog = ClipDialog(desk.session, desk.session.case.quotes.all()[0], desk)
    dialog.show()
    dialog.path.setText(str(tmp_path / name) if name else "")

    dialog.do_button.click()
    qtbot.waitUntil(lambda: dialog.problem != "", timeout=20_000)

    assert "clip" in dialog.problem
