"""Two entries of one incident are found in other spellings, scripts and dates, and told apart where they can't be."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.same_incident import suggestions
from app.spellings import keys
from db.records import Incident


@pytest.mark.parametrize(
    "spellings",
    [
        ("al-Asad", "el-Asad", "Al Asad", "al-Assad", "el Assad", "الأسد", "ألأسد"),
        ("Ain", "Ayn", "ʿAyn", "عين"),
        ("Fallujah", "Falluja", "al-Fallujah", "الفلوجة"),
        ("Muhammad", "Mohammed", "Mohamed", "Mohammad", "محمد"),
        ("Erbil", "Arbil", "Irbil", "أربيل", "اربيل"),
        ("Ba'quba", "Baqubah", "Baʿqūba", "بعقوبة"),
        ("Qasim", "Kassem", "Qassim", "قاسم"),
        ("Hashd ash-Shaabi", "al-Hashd al-Sha'bi", "الحشد الشعبي"),
        ("rocket attack", "Rocket attacks", "ROCKET-ATTACK"),
        ("A-1234 at 10:35", "a 1234, 10:35"),
    ],
)
def test_spellings_of_a_name_have_one_key(spellings):
    assert len({keys(one) for one in spellings}) == 1


def test_other_names_have_other_keys():
    names = ["Balad", "Baghdad", "Basra", "Erbil", "Taji", "Fallujah", "Kirkuk", "Mosul", "Najaf", "Karbala"]
    assert len({keys(one) for one in names}) == len(names)
    assert keys("on the") == keys("") == frozenset()


MAYBE = "same words, dates that may be the same"


def told(*incidents, apart=()):
    return [(two.one.id, two.other.id, two.reason) for two in suggestions(incidents, apart)]


def incident(id, title, date=None, place=None, at=(None, None)):
    return Incident(id, title, date, place, *at)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("Strike on al-Asad",), ("STRIKE ON AL ASAD",), "same words, no date"),
        (("Strike on al-Asad", "2021-06-01"), ("Strike on el-Assad",), "same words, one without a date"),
        (("Strike on al-Asad", "2021-06-01"), ("Strikes on Al Assad", "2021-06-01"), "same words, same date"),
        (("Strike on al-Asad", "2021-06"), ("Strike on al-Asad", "2021-06-01"), MAYBE),
        (("Strike on al-Asad", "2021-06-03~"), ("Strike on al-Asad", "2021-06-01"), MAYBE),
        (("Strike on al-Asad", "2021-05/2021-07"), ("Strike on al-Asad", "2021-06-01"), MAYBE),
        (("قصف قاعدة عين الأسد", "2021-06-01"), ("قصف على قاعدة عين الاسد", "2021-06-01"), "same words, same date"),
        (
            ("Rocket attack on Ayn al-Asad air base", "2021-06-01", "al-Anbar"),
            ("Rockets hit Ain el-Assad", "2021-06-01", "Anbar"),
            "alike in words, same date, same place",
        ),
        (
            ("Drone on the airport", "2021-06-01", None, ("36.2376", "43.9632")),
            ("Drone strikes airport of Erbil", "2021-06-01", None, ("36.30", "44.01")),
            "alike in words, same date, places 8 km apart",
        ),
        (("Raid", "2021-06-01", "Balad"), ("Raid", "2021-06-01"), "same words, same date"),
    ],
)  # fmt: skip
def test_what_may_be_the_same_is_told_with_a_reason(one, other, reason):
    pair = [incident("a", *one), incident("b", *other)]

    assert told(*pair) == told(*reversed(pair)) == [("a", "b", reason)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Strike on al-Asad", "2021-06-01"), ("Strike on al-Asad", "2021-06-02")),
        (("Strike on al-Asad", "2020"), ("Strike on al-Asad", "2021-06-01~")),
        (("Strike on al-Asad", "../2021-05"), ("Strike on al-Asad", "2021-06-01")),
        (("Strike on al-Asad",), ("Strike on Balad",)),
        (("Rocket attack on Balad", "2021-06-01"), ("Drone attack on Erbil", "2021-06-01")),
        (("Raid", "2021-06-01", None, ("36.2", "43.9")), ("Raid", "2021-06-01", None, ("33.3", "44.4"))),
        (("the",), ("of the",)),
    ],
)
def test_what_can_t_be_the_same_is_not(one, other):
    assert told(incident("a", *one), incident("b", *other)) == []


def test_a_pair_that_was_said_to_be_two_is_not_told_of_again():
    three = [incident(id, "Strike on al-Asad") for id in "abc"]

    assert [two[:2] for two in told(*three, apart={("a", "b")})] == [("a", "c"), ("b", "c")]


def test_the_likeliest_come_first():
    found = told(
        incident("a", "Strike on al-Asad"),
        incident("b", "Strike on el-Asad"),
        incident("c", "Raid on Balad", "2021-06-01", "Balad"),
        incident("d", "Raid on Balad", "2021-06-01", "Balad"),
    )

    assert [two[:2] for two in found] == [("c", "d"), ("a", "b")]


WORDS = ["Strike", "Raid", "al-Asad", "Assad", "Balad", "Erbil", "عين", "الأسد", "of", "2"]
DATES = [None, "2021-06-01", "2021-06", "2021-06-02~", "2020/..", "[2021-06-01,2021-06-03]"]
incidents = st.lists(
    st.builds(
        Incident,
        st.uuids().map(str),
        st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
        st.sampled_from(DATES),
        st.sampled_from([None, "Balad", "Erbil"]),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(incidents, st.randoms(use_true_random=False))
def test_the_order_of_entering_changes_nothing(incidents, chance):
    found = suggestions(incidents)
    shuffled = list(incidents)
    chance.shuffle(shuffled)

    assert suggestions(shuffled) == found
    assert all(two.one.id < two.other.id for two in found)
    assert len({(two.one.id, two.other.id) for two in found}) == len(found)


def test_thousands_of_one_title_are_compared_with_those_beside_them_in_time():
    days = [f"2021-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(3000)]
    many = [incident(f"{n:05}", "Rocket attack", day) for n, day in enumerate(days)]
    random.Random(1).shuffle(many)

    found = suggestions(many)

    assert 0 < len(found) < 5 * len(many)
    assert all(two.one.date == two.other.date for two in found)
