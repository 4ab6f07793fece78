"""Which quotes leave, whatever they leave in."""

import pytest
from PySide6.QtWidgets import QWidget

from app import quoting, reviewing
from db import casefile
from db.casefile import Signature
from db.records import Device, Reviewer
from widgets.which_quotes import WhichQuotes


@pytest.fixture
def marked(interview):
    return [interview.mark(words).id for words in ("American embassy", "The truce is over.", "Which targets")]


@pytest.fixture
def holder(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    return holder


@pytest.fixture
def box(holder, session, interview, marked):
    return WhichQuotes(session, interview.medium.id, marked[1], holder, listed=marked[:2], selected=marked[1:])


def chosen(box, name):
    box.setCurrentIndex(box.findData(name))
    return box.ids()


def test_several_that_are_selected_are_taken_at_first(box, marked):
    assert box.ids() == tuple(marked[1:])


def test_each_choice_is_what_it_says(box, marked):
    assert chosen(box, "all") is None
    assert chosen(box, "listed") == tuple(marked[:2])
    assert sorted(chosen(box, "medium")) == sorted(marked)
    assert chosen(box, "quote") == (marked[1],)
    assert chosen(box, "approved") == ()


def test_an_approval_that_lapsed_lets_nothing_leave(holder, session, interview, marked):
    """What was rewritten after it was approved does not go out under the name of two reviewers."""
    one, other = marked[:2]
    session.do("Submit", reviewing.move_all, [one, other], "submitted")
    path = session.case.path
    session.close()
    for name in ("Omar", "Zoe"):
        author = Signature(Reviewer(name, name), Device(name, name, "laptop"))
        with casefile.open_case(path, author, path.parent / "state") as case, case.step("reviewing.approve", "Approve"):
            for id in (one, other):
                reviewing.approve(case, id)
    session.open(path)
    session.do("More", quoting.add_part, other, interview.passage("Now it's war."))

    assert session.case.quotes.get(other).status == "approved", "its row alone would still say so"
    assert chosen(WhichQuotes(session, None, None, holder), "approved") == (one,)
