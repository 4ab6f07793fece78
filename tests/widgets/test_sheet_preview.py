"""The preview shows the nine blocks of the sheet from the value that the exporters write, and nothing as rich text."""

import pytest

from app import certifying, companions, correcting, people, quoting, renderings
from app.sheet.gathering import Choice, gather
from widgets.sheet_preview import SheetPreview


@pytest.fixture
def preview(qtbot, dressed):
    shown = SheetPreview()
    qtbot.addWidget(shown)
    return shown


def said(preview, session, quote):
    preview.show_sheet(gather(session.case, Choice(quote_ids=(quote.id,))))
    return preview.toPlainText()


def test_all_blocks_are_there_in_their_order(preview, session, interview):
    quote = interview.mark("American embassy", "السفارة الأمريكية")
    text = said(preview, session, quote)
    titles = (
        "B  Source",
        "C  Passage",
        "D  Translation",
        "E  Speaker",
        "F  Context",
        "G  Use",
        "H  Against",
        "I  Sign",
    )
    places = [text.find(title) for title in titles]
    assert -1 not in places
    assert places == sorted(places)
    assert "«السفارة الأمريكية»" in text


def test_what_a_quote_stands_with_is_shown(preview, session, interview):
    quote = interview.mark("American embassy", "السفارة الأمريكية")
    tier = interview.translation.id
    session.do("Certify", certifying.certify, tier, "A. Translator")
    session.do("Correct", correcting.correct, tier, 1, text="Except for the US embassy", reason="Heard again.")
    session.do("Render", renderings.add, quote.id, "the embassy of America", translator="B. Other")
    session.do("Around", companions.take_around, quote.id)
    text = said(preview, session, quote)
    for part in ("VOID", "A. Translator", "Heard again.", "the embassy of America", "Which targets are excluded?"):
        assert part in text


def test_markup_stays_what_it_is(preview, session, interview):
    person = session.do("Add", people.add_person, "<b>Somebody</b> <img src=x>")
    quote = interview.mark("American embassy")
    session.do("Describe", quoting.describe, quote.id, speaker_id=person.id, notes="<script>alert(1)</script>")
    text = said(preview, session, quote)
    assert "<b>Somebody</b> <img src=x>" in text
    assert "<script>alert(1)</script>" in text
