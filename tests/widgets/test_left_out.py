"""At an ellipsis the inspector lets one read what was left out."""

from app import quoting
from widgets.inspector import Inspector


def test_at_an_ellipsis_all_the_omitted_words_and_their_share_are_read(qtbot, session, interview):
    quote = interview.mark("The truce is over. Now it's war.")
    words = next(quote.tokens.spans("translation")).text
    first = words.index("is over")
    session.do("x", quoting.leave_out, quote.id, "translation", [(0, first, first + len("is over. Now"))])
    panel = Inspector(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_quote(quote.id)
    box = panel.translation
    run = next(run for run in box.text.laid.runs if run.piece.omission is not None)

    box._show_run(run)

    assert box.left_out.text() == "is over. Now"
    assert box.left_out.isVisible()
    assert "43 % of the passage in all" in box._said.text()
    box._show_run(box.text.laid.runs[0])
    assert not box.left_out.isVisible()
