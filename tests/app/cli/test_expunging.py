"""`expunge` as a shell meets it."""

import json

import pytest


@pytest.fixture
def named(avowal, tmp_path):
    """A case that names somebody, as a path."""
    case = tmp_path / "case.sqlite"
    avowal("new", case, "--title", "T")
    avowal("incident", case, "add", "--title", "Raid seen by Rasha Qabbani", "--date", "2021")
    return case


WHY = ("--what", "a name", "--ground", "order of May")


def test_without_yes_it_only_tells(avowal, named):
    done = avowal("expunge", named, "--words", "rasha qabbani", *WHY, "--json")

    said = json.loads(done.out)
    assert (said["done"], said["records"], said["steps"]) == (False, {"incident": 1}, 1)
    assert b"Qabbani" in named.read_bytes()


def test_with_yes_it_is_gone(avowal, named):
    done = avowal("expunge", named, "--words", "rasha qabbani", *WHY, "--yes")

    assert "steps of the history" in done.out
    assert b"Qabbani" not in named.read_bytes()
    avowal("verify", named)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--words", "Nobody", *WHY, "--yes"),
        ("--words", "Qabbani", "--what", "Qabbani", "--ground", "x", "--yes"),
        ("--words", "...", *WHY),
        WHY,
        ("--transcript", "T", *WHY),
        ("--transcript", "T", "--passage", "x", *WHY),
    ],
)
def test_bad_wishes_are_one_line_and_change_nothing(avowal, named, wrong):
    before = named.read_bytes()

    done = avowal("expunge", named, *wrong, status=2)

    assert len(done.err.strip().splitlines()) == 1
    assert named.read_bytes() == before
