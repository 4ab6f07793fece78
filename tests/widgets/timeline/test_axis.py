"""Days as pixels, and the ticks of their scale."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from widgets.timeline.axis import Axis, around

DAYS = st.integers(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal())
AXES = st.builds(
    lambda first, length, width: Axis(first, first + length, width),
    DAYS,
    st.floats(4, 40_000),
    st.floats(200, 3000),
)


@given(AXES, st.floats(0, 3000))
def test_a_day_is_found_again_by_its_pixel(axis, x):
    assert abs(axis.x(axis.day(x)) - x) < 1e-3


@given(AXES, st.floats(0.2, 5), st.floats(0, 1))
def test_zooming_keeps_the_day_under_the_pointer(axis, factor, share):
    x = share * axis.width
    assert abs(axis.zoomed(factor, x).day(x) - axis.day(x)) < 1e-3


@given(AXES)
def test_ticks_have_room_for_their_labels(axis):
    places = [axis.x(tick.day) for tick in axis.ticks()]
    assert places == sorted(places)
    assert all(later - sooner > 40 for sooner, later in itertools.pairwise(places))


def test_ticks_are_round_dates():
    year = Axis(date(2021, 1, 1).toordinal(), date(2022, 1, 1).toordinal(), 1200)
    assert [tick.label for tick in year.ticks()][:3] == ["2021", "Feb", "Mar"]
    decades = Axis(date(1980, 1, 1).toordinal(), date(2022, 1, 1).toordinal(), 600)
    assert [tick.label for tick in decades.ticks()][:2] == ["1980", "1990"]
    week = Axis(date(2021, 6, 1).toordinal(), date(2021, 6, 8).toordinal(), 1200)
    assert [tick.label for tick in week.ticks()][:2] == ["1 Jun 2021", "2 Jun"]


def test_at_the_ends_of_the_calendar_nothing_breaks():
    assert Axis(-400, 900, 800).ticks()
    assert isinstance(Axis(date.max.toordinal() - 10, date.max.toordinal() + 500, 800).ticks(), list)
    assert around(date(2021, 6, 1), date(2021, 6, 1), 0).width == 1
