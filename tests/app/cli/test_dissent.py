"""Where reviewers differ, by the command line."""

import pytest

from tests.app.cli.test_sharing import Colleagues

FIGURES = {"level", "units", "alike", "alpha", "kappa"}


@pytest.fixture
def two(tmp_path, made, avowal, monkeypatch):
    two = Colleagues(tmp_path, made, avowal, monkeypatch)
    two("hana", "mark", two.case("hana"), "--transcript", "ar", "--words", "الهدنة", "--title", "Third")
    two.hand_over()
    for who, capacity in (("hana", "individual"), ("omar", "representative")):
        more = ("--add-to", "Third", "--capacity", capacity)
        two(who, "mark", two.case(who), "--transcript", "ar", "--words", "حرب", *more)
    two.exchange()
    for one in two("hana", "conflicts", two.case("hana"), "--json").json:
        two("hana", "resolve", two.case("hana"), one["conflict"], "--take", "ours")
    two.exchange()
    return two


def test_figures_and_differences_are_one_document(two):
    said = two("hana", "dissent", two.case("hana"), "--json").json

    assert set(said) == {"reviewers", "words", "transcripts", "judgements", "same_passage", "differences"}
    assert [one["name"] for one in said["reviewers"]] == ["Hana", "Omar"]
    assert set(said["words"]) == FIGURES
    assert (said["words"]["units"], said["words"]["alpha"]) == (7, {"value": 1.0, "why_not": None, "units": 7})
    assert [set(one) for one in said["transcripts"]] == [{"transcript", "title", *FIGURES}]
    assert all(set(one) == {"table", "field", *FIGURES} for one in said["judgements"])
    capacity = next(one for one in said["judgements"] if one["field"] == "capacity")
    assert capacity["alpha"] == {"value": None, "why_not": "only one unit was judged by two reviewers", "units": 1}
    (one,) = said["differences"]
    assert set(one) == {"about", "table", "id", "field", "stands", "said"}
    assert (one["about"], one["table"], one["field"], one["stands"]) == ("record", "quote", "capacity", "individual")
    assert [(voice["name"], voice["value"]) for voice in one["said"]] == [
        ("Hana", "individual"),
        ("Omar", "representative"),
    ]
    assert two("omar", "dissent", two.case("omar"), "--json").json == said


def test_they_are_told_to_people_too(two):
    said = two("hana", "dissent", two.case("hana")).out

    assert "Words marked, all transcripts: 7 of 7 words alike; alpha 1.000" in said
    assert "alpha not defined, because only one unit" in said
    assert "1. Capacity" in said
    assert "The case says: Individual." in said


def test_they_are_written_as_a_table_or_a_page(two):
    for name in ("out.csv", "out.html"):
        assert two("hana", "dissent", two.case("hana"), "--out", two.folder / name).out == ""
        assert "Omar" in (two.folder / name).read_text(encoding="utf-8-sig")
    both = two("hana", "dissent", two.case("hana"), "--out", two.folder / "again.csv", "--json")
    assert both.json["differences"]
    assert (two.folder / "again.csv").read_bytes() == (two.folder / "out.csv").read_bytes()


@pytest.mark.parametrize("out", ["{dir}/x.pdf", "{dir}/none/x.csv", "", "{dir}"])
def test_what_can_t_be_written_is_refused(two, out):
    two("hana", "dissent", two.case("hana"), "--out", out.replace("{dir}", str(two.folder)), status=2)
    two("hana", "dissent", two.folder / "none.sqlite", status=2)
