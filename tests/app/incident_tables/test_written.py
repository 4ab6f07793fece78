"""Dates and coordinates as tables write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import dates
from app.incident_tables import written_dates
from app.incident_tables.written_dates import Unreadable, coarser, edtf, order_of, parts
from app.incident_tables.written_places import NoPlace, degrees

WRITTEN = {
    "2021-06-01": "2021-06-01",
    " 2021-06-01 ": "2021-06-01",
    "2021/6/1": "2021-06-01",
    "2021-06": "2021-06",
    "2021": "2021",
    "01 June 2021": "2021-06-01",
    "1-Jun-2021": "2021-06-01",
    "June 1, 2021": "2021-06-01",
    "Sept. 3rd, 2020": "2020-09-03",
    "June 2021": "2021-06",
    "2021-06-01T20:15:00Z": "2021-06-01",
    "2021-06-01 20:15": "2021-06-01",
    "c. 2021": "2021~",
    "circa June 2021": "2021-06~",
    "about 1 June 2021": "2021-06-01~",
    "2021-06-01?": "2021-06-01?",
    "ca. 2021?": "2021%",
    "13/06/2021": "2021-06-13",
    "06/13/2021": "2021-06-13",
    "05.05.2021": "2021-05-05",
    "01/06/2021": "[2021-01-06,2021-06-01]",
    "2021-06-01 to 2021-06-03": "2021-06-01/2021-06-03",
    "1 June 2021 - 3 June 2021": "2021-06-01/2021-06-03",
    "2021-06-01/2021-06-03": "2021-06-01/2021-06-03",
    "٢٠٢١-٠٦-٠١": "2021-06-01",
    "": None,
}


@pytest.mark.parametrize(("text", "wanted"), WRITTEN.items())
def test_a_date_keeps_what_it_says_and_its_doubts(text, wanted):
    assert edtf(text) == wanted
    assert dates.check(wanted) == wanted


@pytest.mark.parametrize("text", ["soon", "31/02/2021", "2021-13-01", "32 June 2021", "13/13/2021", "June", "21-06-01"])
def test_what_is_no_date_is_said_to_be_none(text):
    with pytest.raises(Unreadable):
        edtf(text)


def test_one_sure_date_of_a_column_tells_the_order_of_the_others():
    assert order_of(["01/06/2021", "13/06/2021"]) == "day first"
    assert order_of(["01/06/2021", "06/13/2021"]) == "month first"
    assert order_of(["13/06/2021", "06/13/2021"]) is None
    assert order_of(["01/06/2021"]) is None
    assert edtf("01/06/2021", "day first") == "2021-06-01"
    assert edtf("01/06/2021", "month first") == "2021-01-06"


def test_three_columns_are_as_precise_as_they_are_filled():
    assert parts("2021", "6", "1") == "2021-06-01"
    assert parts("2021", "6", "0") == "2021-06"
    assert parts("2021", "0", "0", approximate=True) == "2021~"
    assert parts("", "", "") is None
    with pytest.raises(Unreadable):
        parts("", "6", "1")
    with pytest.raises(Unreadable):
        parts("2021", "2", "30")


def test_a_precision_makes_a_date_coarser_never_finer():
    assert coarser("2021-06-01", "week") == "2021-06-01~"
    assert coarser("2021-06-01", "month") == "2021-06"
    assert coarser("2021", "day") == "2021"


@given(st.text(max_size=30))
def test_whatever_is_read_is_a_date_that_can_be_kept(text):
    try:
        found = edtf(text)
    except Unreadable:
        return
    assert found is None or written_dates.edtf(found) == found or found[0] == "[" or found[-1] in "~?%" or "/" in found


@given(st.dates(min_value=dates.date(1000, 1, 1)), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y"]))
def test_a_date_of_numbers_is_one_of_its_two_readings(day, form):
    assert day.isoformat() in edtf(day.strftime(form))


def test_coordinates_are_read_in_the_forms_that_tables_have():
    assert degrees("33.7856", 90) == "33.7856"
    assert degrees("33,7856", 90) == "33.7856"
    assert degrees("33.8 N", 90) == "33.8"
    assert degrees("42.4° W", 180) == "-42.4"
    assert degrees("-42.4", 180) == "-42.4"
    assert degrees("33°47'8\"N", 90) == "33.785556"
    assert degrees("33:47", 90) == "33.783333"
    assert degrees("٣٣,٥", 90) == "33.5"
    assert degrees("٣٣٫٥", 90) == "33.5"
    assert degrees(" ", 90) is None


def test_a_side_is_said_once():
    with pytest.raises(NoPlace, match="twice"):
        degrees("-33.5 S", 90)


@pytest.mark.parametrize("text", ["north", "91", "1e3", "33.8 E", "33°61'N", "nan", "inf", "1.2.3"])
def test_what_is_no_latitude_is_said_to_be_none(text):
    with pytest.raises(NoPlace):
        degrees(text, 90)
