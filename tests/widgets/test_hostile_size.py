"""What is far larger than anybody makes by hand is laid out once, and measured a few times."""

from app.gaps import gaps_in
from app.rendition import render
from db.tokens import Bracket, Position, Span
from widgets.inspector.quote_text import QuoteText
from widgets.matrix.grid import shortened


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


def test_a_title_of_any_length_is_cut_in_a_few_steps():
    asked = []

    def fits(title):
        asked.append(title)
        return len(title) <= 30

    assert shortened("w" * 100_000, fits) == "w" * 29 + "…"
    assert len(asked) < 25
    assert shortened("w" * 30, fits) == "w" * 30
    assert shortened("words, and more words that go on", fits) == "words, and more words that go…"
    assert shortened("w" * 100, lambda _: False) == "w" * 8 + "…"
