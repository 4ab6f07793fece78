"""Tables of incidents: read as ACLED, GTD and people export them, brought in in one step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import importing_incidents, incidents
from app.importing_incidents import bring_in, read
from app.incident_tables import columns, reading
from app.problems import Refused

ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,location,admin1,country,latitude,"
    "longitude,source,notes,fatalities\n"
    "IRQ1,04 May 2021,2021,1,Explosions/Remote violence,Air/drone strike,Unknown,Ain al-Asad,Al Anbar,Iraq,33.7856,"
    '42.4412,Shafaq; AFP,"On 4 May 2021, rockets, two of them, fell.",0\n'
    "IRQ2,12 May 2021,2021,3,Battles,,Kataib Hezbollah,Balad,Salah al-Din,Iraq,91,44.1,AFP,x,0\n"
    "IRQ3,12 May 2021,2021,3,Battles,,Kataib Hezbollah,Balad,Salah al-Din,Iraq,34.0,44.1,AFP,x,0\n"
    "IRQ4,12 May 2021,too short\n"
)
GTD = (
    "eventid;iyear;imonth;iday;approxdate;country_txt;city;latitude;longitude;attacktype1_txt;targtype1_txt;gname;"
    "claimed;weaptype1_txt;summary;scite1\r\n"
    "202105040001;2021;5;0;May 2021;Iraq;Balad;34,0;44,1;Bombing/Explosion;Military;Asa'ib Ahl al-Haq;1;Explosives;"
    "Text;“News,” 2021\r\n"
).encode("cp1252")


def step(case, verb, *args):
    with case.step("test", "Test"):
        return verb(case, *args)


def test_acled_comes_in_and_bad_rows_are_named(case):
    made = step(case, bring_in, read(ACLED.encode()), "acled.csv")

    first, third = (case.incidents.get(id) for id in made.ids)
    assert (first.title, first.date) == (
        "Explosions/Remote violence, Air/drone strike, Ain al-Asad, Al Anbar, Iraq",
        "2021-05-04",
    )
    assert (first.latitude, first.longitude, first.attributed_to) == ("33.7856", "42.4412", None)
    assert first.notes == "On 4 May 2021, rockets, two of them, fell.\nFrom acled.csv, line 2, IRQ1."
    assert (third.date, third.attributed_to) == ("2021-05", "Kataib Hezbollah")
    assert [(one.line, one.why) for one in made.skipped] == [
        (3, "“91” lies outside -90 to 90"),
        (5, "has 3 cells where the head has 15"),
    ]


def test_gtd_comes_in_with_its_unknown_day_and_its_claim(case):
    made = step(case, bring_in, read(GTD), "gtd.csv")

    (one,) = (case.incidents.get(id) for id in made.ids)
    assert (one.date, one.place, one.latitude) == ("2021-05~", "Balad, Iraq", "34.0")
    assert (one.claimed_by, one.weapon, one.target) == ("Asa'ib Ahl al-Haq", "Explosives", "Military")
    assert one.sources == "“News,” 2021"


def test_it_is_one_step_that_can_be_undone(case):
    step(case, bring_in, read(ACLED.encode()), "acled.csv")

    case.undo()

    assert (case.incidents.count(), case.argument.foreign_records.count()) == (0, 0)


def test_the_same_rows_are_not_brought_in_twice(case):
    step(case, bring_in, read(ACLED.encode()), "acled.csv")

    again = step(case, bring_in, read(ACLED.encode()), "acled.csv")

    assert again.ids == ()
    assert [one.why for one in again.skipped].count("was brought in before") == 2


def test_what_may_be_there_already_is_told_of_and_not_joined(case):
    there = step(case, incidents.add, "Drone strike on Ain al-Asad")
    with case.step("test", "Test"):
        incidents.change(case, there.id, date="2021-05-04", place="Ain al-Asad, Al Anbar, Iraq")
    table = b'title,date,place\nDrone strike on Ayn al-Asad,2021-05-04,"Ain al-Asad, Al Anbar, Iraq"\n'

    before = importing_incidents.suggestions(case, read(table))
    made = step(case, bring_in, read(table), "own.csv")

    assert [(draft.line, one.id) for draft, one, _ in before] == [(2, there.id)]
    assert [(pair.one.id, pair.other.id) for pair in made.twice] == [(there.id, made.ids[0])]
    assert case.incidents.count() == 2


def test_the_map_is_guessed_and_can_be_corrected(case):
    head = ("What", "When", "Source", "url", "year")
    guessed = columns.guess(head)
    assert guessed == {"Source": "sources", "url": "sources", "year": "year"}

    chosen = columns.corrected(guessed, head, ["What=title", "When=date", "url=", "year="])

    assert chosen == {"Source": "sources", "What": "title", "When": "date"}
    for wish in ("nope=title", "What=nope", "What"):
        with pytest.raises(Refused):
            columns.corrected(guessed, head, [wish])
    with pytest.raises(Refused, match="Two columns"):
        columns.corrected({}, head, ["What=title", "When=title"])
    with pytest.raises(Refused, match="what happened"):
        columns.corrected({}, head, [])


def test_dates_that_can_be_read_in_two_ways_keep_both(case):
    table = b"title,date\na,05/06/2021\nb,07/06/2021\n"

    assert [draft.fields["date"] for draft in read(table).drafts] == [
        "[2021-05-06,2021-06-05]",
        "[2021-06-07,2021-07-06]",
    ]
    assert [draft.fields["date"] for draft in read(table, order="day first").drafts] == ["2021-06-05", "2021-06-07"]


def test_nowhere_is_no_place_in_the_sea(case):
    found = read(b"title,lat,lon\na,0,0\nb,33.1,\n")

    assert [draft.fields for draft in found.drafts] == [{"title": "a"}]
    assert [one.line for one in found.noticed] == [2]
    assert [(one.line, one.why) for one in found.skipped] == [(3, "has one coordinate of two")]


def test_arabic_in_a_windows_encoding_is_read(case):
    table = "title,place\nقصف قاعدة عين الأسد الجوية بطائرة مسيرة,الأنبار\n".encode("cp1256")

    assert read(table).drafts[0].fields["place"] == "الأنبار"


@pytest.mark.parametrize(
    "data", [b"", b"title\n", b"\xef\xbb\xbf", b"a" * 10], ids=["nothing", "a head", "a mark", "a word"]
)
def test_what_is_no_table_is_refused(data):
    with pytest.raises(Refused):
        read(data)


def test_where_no_row_is_usable_the_first_reason_is_said(case):
    with pytest.raises(Refused, match="Line 2: “99” lies outside"):
        step(case, bring_in, read(b"title,latitude,longitude\nA,99,44\n"), "bad.csv")


def test_a_cell_that_is_too_large_is_named_by_its_line():
    table = reading.read(b'title\n"' + b"a" * 1_100_000 + b'"\nb\n')

    assert [row.cells["title"] for row in table.rows] == ["b"]
    assert table.skipped[0].line == 2


@given(st.binary(max_size=200) | st.text(st.sampled_from('ab,;"\n\r\t01/2 ')).map(str.encode))
def test_whatever_the_bytes_are_they_are_read_or_refused(data):
    try:
        found = read(b"title,date,lat,lon\n" + data)
    except Refused:
        return
    for draft in found.drafts:
        assert draft.fields["title"]


@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\x01\x02\xff"])
def test_what_is_no_table_is_refused_and_a_table_asked_for(data):
    with pytest.raises(Refused, match="CSV file"):
        read(data)
