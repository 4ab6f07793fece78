"""EDTF dates: what is taken, how it reads, which days it may mean."""

import re
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import dates
from app.problems import Refused

WORDS = {
    "2021-06-01": "1 June 2021",
    "2020-11": "November 2020",
    "2020": "2020",
    "2021-06-01~": "circa 1 June 2021",
    "2021-06~": "circa June 2021",
    "2021-06?": "June 2021 (uncertain)",
    "2021%": "circa 2021 (uncertain)",
    "2021-~06-01": "1 June 2021 (month approximate)",
    "2021~-06-01": "1 June 2021 (year approximate)",
    "2021-21": "spring 2021",
    "2021-34": "second quarter of 2021",
    "202X": "2020s",
    "20XX": "between 2000 and 2099",
    "2020-XX": "2020 (month not stated)",
    "2021-06-XX": "June 2021 (day not stated)",
    "2020-11/2021-06": "from November 2020 to June 2021",
    "2020-11/..": "from November 2020 onwards",
    "2020-11/": "from November 2020 onwards, end not stated",
    "../2021": "until 2021",
    "/2021": "until 2021, beginning not stated",
    "[2020,2021]": "2020 or 2021",
    "{2020,2021-06}": "2020 and June 2021",
    "[..2020-11]": "November 2020 or earlier",
    "[2020-11..]": "November 2020 or later",
    "{2020..2022}": "any time from 2020 to 2022",
    "2021-06-01T20:15:00Z": "1 June 2021, 20:15:00 UTC",
    "2021-06-01T20:15:00+03:00": "1 June 2021, 20:15:00 UTC+03:00",
    "2021-06-01T20:15:00": "1 June 2021, 20:15:00 time zone not stated",
    "-0044-03-15": "15 March 45 BCE",
    "Y170000": "year 170000",
}


@pytest.mark.parametrize(("text", "words"), WORDS.items(), ids=WORDS)
def test_a_date_is_taken_and_put_into_words_with_its_own_precision(text: str, words: str):
    assert dates.check(text) == text
    assert dates.in_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 June 2021",
        "2021-13",
        "2021-02-29",
        "2021-6-1",
        "2021/06/01",
        "01.06.2021",
        "１９９９",
        "2022/2021",
        "[" * 500,
        "x",
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str):
    with pytest.raises(Refused) as refusal:
        dates.check(text)
    assert refusal.value.problem.what.endswith(".")
    assert len(refusal.value.problem.what) < 200


def test_not_known_is_no_error_and_white_space_no_part_of_a_date():
    assert dates.check(None) is None
    assert dates.check(" 2020-11 ") == "2020-11"


def test_what_is_no_date_comes_back_as_it_is():
    assert dates.in_words("some time after the strike") == "some time after the strike"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-11", date(2020, 11, 1), date(2020, 11, 30)),
        ("2021-06-01~", date(2021, 6, 1), date(2021, 6, 1)),
        ("2020/2021-06", date(2020, 1, 1), date(2021, 6, 30)),
        ("2020/..", date(2020, 1, 1), None),
        ("/2021", None, date(2021, 12, 31)),
        ("[2020,2022-03]", date(2020, 1, 1), date(2022, 3, 31)),
        ("[..2020-11]", None, date(2020, 11, 30)),
        ("Y170000", None, None),
        ("2021-06-01T20:15:00Z", date(2021, 6, 1), date(2021, 6, 1)),
    ],
)
def test_a_date_knows_the_days_that_it_may_mean(text: str, first: date | None, last: date | None):
    assert dates.bounds(text) == (first, last)


def plain(year, month, day):
    return "-".join([str(year), *(f"{part:02}" for part in (month, day if month else None) if part is not None)])


PLAIN = st.builds(plain, st.integers(1000, 9999), st.none() | st.integers(1, 12), st.none() | st.integers(0, 33))
MARKED = st.builds(str.__add__, PLAIN, st.sampled_from(["", "?", "~", "%"]))


@given(MARKED | st.builds("{}/{}".format, MARKED, MARKED) | st.builds("[{},{}]".format, PLAIN, PLAIN))
def test_plain_dates_read_without_the_grammar_read_as_with_it(text):
    dates._is_edtf.cache_clear()
    quick, days = dates._is_edtf(text), dates.bounds(text)

    with patch.object(dates, "_PLAIN", re.compile("(?!)")):
        dates._is_edtf.cache_clear()
        assert (dates._is_edtf(text), dates.bounds(text)) == (quick, days)
    dates._is_edtf.cache_clear()
