"""A case from above, by the command line."""

from pathlib import Path

import pytest

from app import cli, sample


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


class Drawing:
    """The window, as far as it is asked to draw."""

    def __init__(self):
        self.asked = []

    def chart(self, case, name, kind):
        self.asked.append((case, name, kind))
        return b"drawn"


@pytest.mark.parametrize("name", ["timeline", "network"])
def test_each_is_drawn_by_the_window_and_written_whole(sampled, tmp_path, capsys, name):
    window = Drawing()
    assert cli.run([name, str(sampled), "--out", str(tmp_path / "drawn.PNG")], window) == 0
    assert window.asked == [(sampled, name, "png")]
    assert (tmp_path / "drawn.PNG").read_bytes() == b"drawn"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["timeline", "network"])
def test_what_can_t_be_drawn_is_said_and_nothing_is_written(avowal, sampled, empty, tmp_path, name):
    avowal(name, sampled, "--out", tmp_path / "drawn.gif", status=2)
    avowal(name, empty, "--out", tmp_path / "drawn.svg", status=2)
    avowal(name, sampled, "--out", tmp_path / "drawn.svg", status=2)  # Here there is no window that could draw.
    assert not list(tmp_path.glob("drawn*"))
