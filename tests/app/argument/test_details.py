"""The clock of inside details, by hand: it counts only if it was said before it was public."""

import pytest

from app.argument import details, gathering
from app.argument.details import Detail, Telling
from app.argument.wording import Piece, Wording
from db.claims import IncidentDetail

SAID = Wording(((Piece("said", "which was a radar related to the Patriot"),),))
BY_HAND = [
    # said, public -> clock, least and most days that it was said before
    ("2021-06-01", "2021-06-03", "before", 2, 2),
    ("2021-06-01", "2021-05-30", "after", -2, -2),
    ("2021-06-01", "2021-06-01", "same day", 0, 0),
    ("2021-06-01", "2021-07", "before", 30, 60),
    ("2021-06-01", "2021-06", "unsure", 0, 29),
    ("2020-11", "2021-06-01", "before", 183, 212),
    ("2021-06-01", None, "unsure", None, None),
    (None, "2021-06-01", "unsure", None, None),
    ("2021-06-01", "2021-07~", "unsure", 30, 60),
    ("2021-06-01", "../2021-05-01", "after", None, -31),
    ("2021-06", "2021-06", "unsure", -29, 29),  # The same month: either may have been first.
    ("2021-06/2021-07", "2021-08-01", "before", 1, 61),
    ("2021-06-01?", "2021-05-01", "unsure", -31, -31),  # A doubted date decides nothing, for nobody.
    ("2020", "2021", "before", 1, 730),
]


@pytest.mark.parametrize(("said", "public", "clock", "least", "most"), BY_HAND)
def test_by_hand(said, public, clock, least, most):
    (found,) = details.read(
        [Detail("d", "i", "The radar was hit", public)],
        [Telling("l", "q", "i", "shows_inside_detail", said, SAID)],
    )

    assert (found.clock, found.least_days, found.most_days, found.common) == (clock, least, most, ("radar",))


def test_a_quote_that_shares_words_is_read_and_another_is_not():
    detail = Detail("d", "i", "The radar was hit", "2021")

    assert len(details.read([detail], [Telling("l", "q", "i", "context", "2020", SAID)])) == 1
    assert details.read([detail], [Telling("l", "q", "i", "context", "2020", Wording())]) == []
    assert details.read([detail], [Telling("l", "q", "other", "context", "2020", SAID)]) == []


def test_an_inside_detail_without_any_record_says_so():
    (found,) = details.read([], [Telling("l", "q", "i", "shows_inside_detail", "2020", SAID)])

    assert found.clock == "no detail"


def test_the_radar_of_the_article(ids, step):
    reader = step(
        ("incident_details", IncidentDetail("d1", ids["I1"], "A radar of the Patriot was the target", "2021-06-05")),
        ("incident_details", IncidentDetail("d2", ids["I1"], "The base was fortified", "2021-05-10")),
    )

    found = {one.detail.id: one.clock for one in gathering.detail_clock(reader)}

    assert found == {"d1": "before", "d2": "after"}
