"""Where happenings lie: nothing covers anything else's words."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.chronology import KINDS, Happening
from widgets.timeline.axis import around
from widgets.timeline.layout import HEAD, ROW, lay_out

FIRST = date(2020, 1, 1)
HAPPENINGS = st.builds(
    lambda kind, id, title, first, length, ends: Happening(
        kind,
        "incident",
        id,
        title,
        "",
        FIRST + timedelta(first) if ends != "last" else None,
        FIRST + timedelta(first + length) if ends != "first" else None,
        is_lasting=length > 0,
        is_doubtful=False,
    ),
    st.sampled_from(KINDS),
    st.uuids().map(str),
    st.text("abc", min_size=1, max_size=60),
    st.integers(0, 900),
    st.integers(0, 400),
    st.sampled_from(["both", "first", "last"]),
)


@given(st.lists(HAPPENINGS, max_size=40), st.floats(300, 2000))
def test_nothing_covers_anything_else(happenings, width):
    axis = around(FIRST, FIRST + timedelta(1300), width)
    laid = lay_out(happenings, KINDS, axis, lambda title: 7.0 * len(title))

    assert len(laid.shapes) == len(happenings)
    rows: dict[float, list[tuple[float, float]]] = {}
    for shape in laid.shapes:
        left, right = min(shape.left, shape.label_left), max(shape.right, shape.label_left + shape.label_width)
        rows.setdefault(shape.top, []).append((left, right))
    for taken in rows.values():
        taken.sort()
        assert all(end <= begin for (_, end), (begin, _) in itertools.pairwise(taken))
    for lane in laid.lanes:
        tops = [shape.top for shape in laid.shapes if shape.happening.kind == lane.kind]
        assert lane.top + HEAD <= min(tops)
        assert max(tops) + ROW <= lane.top + lane.height


def test_what_is_at_the_end_has_its_words_before_it():
    axis = around(FIRST, FIRST + timedelta(100), 800)
    late = Happening("incident", "incident", "1", "x" * 30, "", *[FIRST + timedelta(100)] * 2, False, False)
    (shape,) = lay_out([late], KINDS, axis, lambda title: 7.0 * len(title)).shapes
    assert shape.label_left + shape.label_width < shape.left
    assert not shape.is_inside


def test_thousands_at_one_day_are_laid_out_at_once():
    one = [Happening("statement", "quote", str(n), "said", "", FIRST, FIRST, False, False) for n in range(20_000)]
    laid = lay_out(one, KINDS, around(FIRST, FIRST, 800), lambda _title: 30.0)
    assert laid.height == HEAD + 20_000 * ROW + 10
