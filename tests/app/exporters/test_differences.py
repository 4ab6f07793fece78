"""The differences as a table that runs no formula and a page that lets nothing in."""

import csv
import io
import re
from dataclasses import replace

import pytest

from app.comparing import compare
from app.differences.gathering import gather
from app.exporters import differences
from app.problems import Refused
from db.records import Link
from tests.app.exporters.conftest import EVIL, poisoned
from tests.app.exporters.test_html import ALLOWED, Page
from tests.db.test_merge import Desk


@pytest.fixture
def found(tmp_path):
    """Two reviewers who differ on a capacity and on a weight."""
    from app import law

    desk = Desk(tmp_path)
    with desk.step("hana") as case:
        law.load_vocabularies(case)
        case.quotes.change("q0", tokens=desk.quote("q0", "انتهت الهدنة").tokens, capacity="individual")
        case.links.add(Link("l0", "q0", "i0", relation="praises", weight=1, reason="he is glad"))
        case.infos.change("case", marking="TLP:AMBER")
    desk.take("omar", "hana")
    with desk.step("omar") as case:
        case.quotes.change("q0", capacity="representative", capacity_note="an office")
        case.links.change("l0", weight=4, reason="he did it")
    with desk.open("omar") as case:
        return gather(case, compare(case))


def rows(found):
    return list(csv.reader(io.StringIO(differences.to_csv(found).decode("utf-8-sig"))))


def test_the_table_has_a_line_for_each_view_and_the_figures_below(found):
    head, *lines = rows(found)
    views = [dict(zip(head, line, strict=True)) for line in lines[: lines.index([])]]

    said = [(one["No."], one["Judgement"], one["Reviewer"], one["The reviewer says"], one["Why"]) for one in views]
    assert said == [
        ("1", "Weight", "Hana", "1 of 4 · Weak: background only", "he is glad"),
        ("1", "Weight", "Omar", "4 of 4 · Strong: would carry the element if believed", "he did it"),
        ("2", "Capacity", "Hana", "Individual", ""),
        ("2", "Capacity", "Omar", "Representative / office-holder / spokesperson", "an office"),
    ]
    assert {one["The case says"] for one in views[2:]} == {"Representative / office-holder / spokesperson"}
    assert (views[0]["Linked to"], views[0]["Record"], views[0]["Marking"]) == ("Incident 0", "link l0", "TLP:AMBER")
    assert views[0]["Words"] == "انتهت الهدنة"
    figures = {line[0]: line for line in lines[lines.index([]) + 2 :]}
    assert figures["Weight"][1:4] == [
        "1 judgements",
        "0",
        "not defined, because only one unit was judged by two reviewers",
    ]


def test_the_page_shows_both_and_sets_arabic_from_right_to_left(found):
    page = Page(differences.to_html(found).decode())

    words = [values for tag, values in page.tags if tag == "p" and values.get("class") == "line"]
    assert {(one["dir"], one["lang"]) for one in words} == {("rtl", "ar")}
    for text in ("انتهت الهدنة", "Hana", "he is glad", "Individual", "TLP:AMBER", "not defined, because"):
        assert text in page.said
    assert {tag for tag, _ in page.tags} <= ALLOWED


def test_the_page_lets_nothing_in_and_the_policy_is_strict(found):
    text = differences.to_html(poisoned(found)).decode()
    page = Page(text)

    assert {tag for tag, _ in page.tags} <= ALLOWED
    assert not any(name.startswith("on") for _, values in page.tags for name in values)
    assert "<script" not in text
    assert "\u202e" not in text
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy.startswith("default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-")


def test_no_cell_of_the_table_is_a_formula(found):
    for line in rows(poisoned(found)):
        assert not any(cell.lstrip()[:1] in tuple("=+-@\t\r") for cell in line if cell)
        assert not any("\x1b" in cell or "\x00" in cell for cell in line)
    assert EVIL not in differences.to_csv(poisoned(found)).decode("utf-8-sig")


def test_the_same_differences_give_the_same_bytes(found, tmp_path):
    for name in ("a.csv", "b.HTML"):
        differences.write(found, tmp_path / name)
        first = (tmp_path / name).read_bytes()
        differences.write(found, tmp_path / name)
        assert (tmp_path / name).read_bytes() == first
    assert not list(tmp_path.glob(".avowal*"))


@pytest.mark.parametrize("name", ["x.txt", "x", "x.sqlite"])
def test_another_kind_of_file_is_refused(found, tmp_path, name):
    with pytest.raises(Refused):
        differences.write(found, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_nothing_to_differ_about_is_said(found):
    empty = replace(found, differences=(), reviewers=())

    assert "The reviewers differ on nothing" in Page(differences.to_html(empty).decode()).said
    assert rows(empty)[1] == []
