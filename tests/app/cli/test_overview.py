"""A case from above, by the command line."""

from pathlib import Path

import pytest

from app import sample


@pytest.fixture(scope="module")
def sampled(tmp_path_factory) -> Path:
    return sample.build(tmp_path_factory.mktemp("overview"))


def test_the_line_of_time(avowal, sampled):
    said = avowal("timeline", sampled, "--json").json
    assert {one["kind"] for one in said["dated"]} == {"law", "statement"}
    assert [one["first"] for one in said["dated"]] == sorted(one["first"] for one in said["dated"])
    assert {one["kind"] for one in said["undated"]} == {"incident", "office"}
    said_first = next(one for one in said["dated"] if one["kind"] == "statement")
    assert said_first == {
        **said_first,
        "table": "quote",
        "date": "2020-11",
        "first": "2020-11-01",
        "last": "2020-11-30",
        "lasting": False,
        "uncertain": False,
        "note": "Qais al-Khazali",
    }
    shown = avowal("timeline", sampled).out.splitlines()
    assert len(shown) == len(said["dated"]) + len(said["undated"])
    assert any(line.startswith("November 2020") for line in shown)


def test_the_network(avowal, sampled):
    said = avowal("network", sampled, "--json").json
    keys = {one["key"] for one in said["names"]}
    assert said["ties"]
    assert all(tie["one"] in keys and tie["other"] in keys for tie in said["ties"])
    assert {one["kind"] for one in said["names"]} == {"person", "organisation", "quote", "incident"}
    shown = avowal("network", sampled).out
    assert len(shown.splitlines()) == len(said["ties"])
    assert "exculpatory" in shown


def test_an_empty_case_says_so(avowal, empty):
    assert avowal("timeline", empty).out == ""
    assert avowal("network", empty, "--json").json == {"names": [], "ties": []}
    assert "Nobody is tied" in avowal("network", empty).err
