"""Whom “we” means, on the command line."""

import pytest


@pytest.fixture
def quote(avowal, case):
    return avowal("mark", case, "--transcript", "en", "--words", "Now it's war, we say war.", "--json").json["quote"]


def test_each_we_is_listed_tagged_and_untagged(avowal, case, quote):
    (found,) = avowal("we", case, quote, "--json").json
    assert (found["number"], found["text"], found["weak"], found["referent"]) == (1, "we", False, None)

    avowal("we", case, quote, "tag", 1, "--referent", "own organisation", "--basis", "as leader")
    (found,) = avowal("we", case, quote, "--json").json
    assert (found["referent"], found["basis"]) == ("own organisation", "as leader")

    avowal("undo", case)
    assert avowal("we", case, quote, "--json").json[0]["referent"] is None
    avowal("redo", case)
    assert avowal("we", case, quote, "untag", 1, "--json").json[0]["referent"] is None


def test_the_sheet_prints_whom_we_means(avowal, case, quote, tmp_path):
    avowal("we", case, quote, "tag", 1, "--referent", "allied collective", "--basis", "as leader")

    avowal("export", case, "html", tmp_path / "sheet.html")

    page = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert "allied collective; basis: as leader" in page


@pytest.mark.parametrize(
    "words",
    [
        *(("tag",), ("tag", 1), ("list", 1), ("untag", 1, "--basis", "x"), ("untag", 1)),
        *(("tag", 9, "--referent", "self"), ("tag", 1, "--referent", "everybody")),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(avowal, case, quote, words):
    avowal("we", case, quote, *words, status=2)
