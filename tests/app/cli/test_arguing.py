"""The commands that argue a case and test it, on the article."""

import pytest

from app import sample

FALLS = "1 cell falls without the inserted words."


@pytest.fixture
def article(avowal, empty):
    avowal("import-case", empty, sample.files() / "example_case.json")
    return empty


def test_the_matrix_has_rows_cells_and_gaps(avowal, article):
    said = avowal("matrix", article, "--framework", "us_18usc2332a", "--json").json

    assert {"framework", "columns", "rows", "cells", "gaps", "verify", "said"} <= set(said)
    assert [row["path"] for row in said["rows"]] == ["1", "2", "3", "3/3.1", "3/3.2", "3/3.3", "4"]
    (cell, other) = said["cells"]
    assert (cell["element"], cell["direction"], cell["support"], cell["count"]) == ("1", "partly", 2, 1)
    assert other["before"] is None
    assert "2" in {one["path"] for one in said["gaps"]}
    assert said["said"] is None


def test_the_attribution_falls_without_its_brackets(avowal, article):
    said = avowal("matrix", article, "--framework", "us_18usc2332a", "--without-brackets", "--json").json

    (cell,) = [one for one in said["cells"] if one["before"]]
    assert (cell["element"], cell["direction"], cell["before"]["direction"]) == ("1", "none", "partly")
    assert cell["links"][0]["holds"] == "falls"
    assert (said["fallen"], said["said"]) == (1, FALLS)
    out = avowal("matrix", article, "--framework", "us_18usc2332a", "--without-brackets")
    assert "x!" in out.out
    assert FALLS in out.out
    assert "To be verified" in out.err


def test_the_attribution_of_the_incident_loses_a_link(avowal, article):
    said = avowal("matrix", article, "--framework", "incidents", "--without-brackets", "--json").json

    (cell,) = [one for one in said["cells"] if one["before"]]
    (row,) = [one for one in said["rows"] if one["path"] == cell["element"]]
    assert (row["title"], cell["direction"], cell["fallen"]) == ("Drone strike on al-Asad Air Base", "contested", 1)


def test_we_is_read_as_the_case_knows_it(avowal, article):
    said = avowal("matrix", article, "--framework", "us_ata_civil_2333", "--we", "self", "--json").json

    assert said["we"] == "self"
    assert all(one["doubtful"] for one in said["cells"] if one["before"])
    assert "state" in avowal("matrix", article, "--framework", "us_ata_civil_2333", "--we", "them", status=2).err


def test_a_matrix_needs_a_framework_of_the_case(avowal, article):
    assert "us_18usc2332a" in avowal("matrix", article, "--framework", "nope", status=2).err
    assert "--framework" in avowal("matrix", article, status=2).err


def test_gaps_of_one_framework_or_of_all(avowal, article):
    one = avowal("gaps", article, "--framework", "us_ina219_fto", "--json").json
    every = avowal("gaps", article, "--json").json

    assert [gap["path"] for gap in one[0]["gaps"]] == ["A", "B/B.3/B.3.c"]
    assert len(every) == 9
    assert "Foreign organization" in avowal("gaps", article).out


def test_routes_of_a_quote_in_a_forum(avowal, article):
    quote = ("--quote", "Drone capability and the al-Asad hit")
    said = avowal("routes", article, "--forum", "us_federal_civil", "--party", "Qais al-Khazali", *quote, "--json").json

    (one,) = said["quotes"]
    ways = {way["id"]: way for layer in one["layers"] for way in layer["routes"]}
    assert ways["801d2A"]["state"] == "lacks foundation"
    assert ways["801d2A"]["basis"] == "Fed. R. Evid. 801(d)(2)(A)"
    assert said["verify"]
    out = avowal("routes", article, "--forum", "icc", *quote)
    assert "Rome Statute art. 69(4)" in out.out
    assert "not legal advice" in out.err
    assert "icc" in avowal("routes", article, "--forum", "nowhere", status=2).err
    assert "--forum" in avowal("routes", article, status=2).err


def test_law_as_of_a_date(avowal, article):
    said = avowal("asof", article, "2008", "--json").json

    force = {one["id"]: one["in_force"] for one in said["law"]}
    assert force["icc_modes"] == "in force"
    assert force["us_18usc2332"] == "not yet"
    assert {one["in_force"] for one in said["flags"]} <= {"not yet", "unsure"}
    assert "in force" in avowal("asof", article, "2008").out
    assert "is not a date" in avowal("asof", article, "soon", status=2).err


def test_details_and_assertions_of_the_article(avowal, article):
    assert [one["clock"] for one in avowal("details", article, "--json").json] == ["no detail"]
    assert "No detail" in avowal("details", article).out
    (cost,) = [one for one in avowal("assertions", article, "--json", status=1).json if one["wrong"]]
    assert (cost["words"], cost["verdict"]) == ("cost", "elsewhere")


def test_the_defence_sheet_is_shown_or_written(avowal, article, tmp_path):
    said = avowal("defence", article, "--json").json
    page = tmp_path / "defence.html"

    assert {section["title"] for section in said["sections"]} >= {"What speaks against it", "Contradictions"}
    assert "Names military presence" in avowal("defence", article).out
    assert str(page) in avowal("defence", article, "--out", page).err
    assert "Names military presence" in page.read_text(encoding="utf-8")
    assert ".docx" in avowal("defence", article, "--out", tmp_path / "x.txt", status=2).err
