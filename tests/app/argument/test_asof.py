"""Law as of a date, by hand: every day that the date may mean must lie on one side; uncertain dates decide nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.argument import asof, gathering
from app.argument.asof import Body, Event, Law, Use
from db.claims import Measure

# No penalty for what was no crime when it was done (U.S. Const. art. I, § 9; Rome Statute arts. 11, 22, 24): law must
# be known to have been in force on every day that the date may mean. What a date leaves open, the answer leaves open.
BY_HAND = [
    # when, from, to -> force
    ("2021-06-01", "2020-01-10", None, "in force"),
    ("2020-01-09", "2020-01-10", None, "not yet"),
    ("2020-01-10", "2020-01-10", None, "in force"),  # The first day counts.
    ("2020-01", "2020-01-10", None, "unsure"),  # Some days of January are before it.
    ("2019", "2020-01-10", None, "not yet"),
    ("2021", "2020", "2022", "in force"),
    ("2022-12-31", "2020", "2022-12-31", "in force"),  # So does the last.
    ("2023-01-01", "2020", "2022", "no longer"),
    ("2023", None, "2022", "no longer"),
    ("2021", None, None, "unsure"),
    (None, "2020", None, "unsure"),
    ("2021-06-01~", "2020-01-10", None, "unsure"),  # Circa.
    ("2021-06-01", "2020-01?", None, "unsure"),  # Doubted by its source.
    ("2021-06-01", "2020", "..", "in force"),
    ("2019-12-31", "2020", "..", "not yet"),
    ("2020", "2020", None, "unsure"),  # Nobody says on which day of the year either was.
    ("2020-12", "2020-06", "2020", "unsure"),  # Nor on which day of December it ended.
    ("2020-11", "2020-06", "2020-12", "in force"),
    ("2020-12/2021-01", "2021-01-01", None, "unsure"),  # Some days of a period before, some after.
    ("2021-02/2021-03", "2021-01", "2021-12", "in force"),
    ("2019/2020", "2021", None, "not yet"),
    ("2021-06-01", "2020", "2021-05~", "unsure"),  # An end that is only approximate.
    ("2021-06-01?", "1990", None, "unsure"),  # Doubted by its source: never decided, however far apart.
]


@pytest.mark.parametrize(("when", "start", "end", "force"), BY_HAND)
def test_by_hand(when, start, end, force):
    assert asof.in_force(when, start, end).force == force


dates = st.dates().map(lambda day: day.isoformat()).filter(lambda day: day >= "0001-01-02")


@given(dates, dates)
def test_whole_days_are_always_decided(when, start):
    assert asof.in_force(when, start).force == ("in force" if when >= start else "not yet")


@given(st.integers(1900, 2100), st.integers(1900, 2100), st.integers(1, 12))
def test_a_less_precise_date_never_decides_otherwise(year, start, month):
    coarse = asof.in_force(f"{year}", f"{start}-06").force
    fine = asof.in_force(f"{year}-{month:02}", f"{start}-06").force

    assert coarse in ("unsure", fine)


def flags(laws, *, date="2019-05-01", body_date="2010", procedural=False, hearing=None, element="a/b"):
    use = Use("l", "q", "f", element)
    body = Body("f", "The law", "v", body_date, procedural)
    return asof.flags([use], [Event("q", "quote", "A quote", date)], laws, [body], hearing)


def test_a_link_to_law_that_was_not_in_force_is_flagged():
    law = Law("m", "Designation", "designation", "2020-01-10", framework="f", element="a")

    assert [(one.law, one.force) for one in flags([law])] == [("Designation", "not yet")]
    assert flags([law], date="2020-02-01") == []
    assert flags([law], element="ab") == []


def test_a_younger_version_of_a_framework_is_flagged_unless_the_case_dates_the_law():
    (flag,) = flags([], body_date="2023-05-18")
    statute = Law("m", "Statute", "statute", "1992", framework="f")

    assert (flag.force, "may have read otherwise" in flag.why) == ("not yet", True)
    assert flags([statute], body_date="2023-05-18") == []


def test_rules_of_evidence_are_those_of_the_hearing():
    assert flags([], body_date="2024-12-01", procedural=True) == []
    assert flags([], body_date="2024-12-01", procedural=True, hearing="2025-03-01") == []
    (flag,) = flags([], body_date="2024-12-01", procedural=True, hearing="2024-03-01")
    assert flag.force == "not yet"


def test_the_article_before_and_after_the_designation(reader, ids, step):
    reader = step(("measures", Measure("m", "AAH designated an FTO", "designation", "2020-01-10",
                                       framework_id="us_ata_civil_2333", element_path="d/d.0")))  # fmt: skip

    then = {one.law.id: one.answer.force for one in gathering.law_at(reader, "2020-01-09")}
    flagged = [(one.use.element, one.force) for one in gathering.law_flags(reader) if one.law.startswith("AAH")]

    assert then["m"] == "not yet"
    assert flagged == []  # November 2020 is after it.
    assert {one.use.framework for one in gathering.law_flags(reader)} == {
        *("us_18usc2332a", "us_ata_civil_2333", "us_ina219_fto")
    }


def test_the_law_of_the_article_by_hand():
    """Events and law worked out day by day: the FTO designation of AAH was published on 10 January 2020 (85 Fed. Reg.).

    Rome Statute arts. 11(1), 126(1): in force since 1 July 2002; 8 U.S.C. 1189(a)(2)(B): effective upon publication.
    """
    laws = [
        Law("statute", "Rome Statute", "statute", "2002-07-01"),
        Law("fto", "Designation", "designation", "2020-01-10"),
        Law("gone", "Designation, revoked", "designation", "2012-09-19", "2019-04-14"),
    ]
    table = [
        # when          statute     fto         gone
        ("2002-06-30", "not yet",  "not yet",  "not yet"),
        ("2002-07-01", "in force", "not yet",  "not yet"),
        ("2019-04-14", "in force", "not yet",  "in force"),
        ("2019-04-15", "in force", "not yet",  "no longer"),
        ("2020-01",    "in force", "unsure",   "no longer"),
        ("2020-11",    "in force", "in force", "no longer"),
        (None,         "unsure",   "unsure",   "unsure"),
    ]  # fmt: skip

    for when, *forces in table:
        assert [one.answer.force for one in asof.at(laws, when)] == forces, when
