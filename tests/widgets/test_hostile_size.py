"""A quote that is far larger than anybody makes by hand is laid out once."""

from app.gaps import gaps_in
from app.rendition import render
from db.tokens import Bracket, Position, Span
from widgets.inspector.quote_text import QuoteText


def test_a_quote_of_many_parts_is_laid_out_once(qtbot):
    tokens = []
    for at in range(200):
        tokens += [
            Span("t", Position(0, at * 50), Position(0, at * 50 + 4), "word", at, at + 1),
            Bracket(f"put in {at}", "clarifies"),
        ]
    shown = QuoteText("Words")
    qtbot.addWidget(shown)
    changes = []
    shown.document().contentsChange.connect(lambda *change: changes.append(change))

    shown.show_tokens(render(tuple(tokens), "house", gaps_in(lambda _: ())), tokens, {})

    assert "put in 199" in shown.toPlainText()
    assert len(changes) < 10
