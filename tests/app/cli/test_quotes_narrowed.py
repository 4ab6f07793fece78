"""The list of quotes, narrowed as in the window."""

import pytest


@pytest.fixture
def two(avowal, case):
    """One quote that is linked, tagged and handed in; one with nothing."""
    first = avowal("mark", case, "--transcript", "en", "--words", "The truce is over.").id
    second = avowal("mark", case, "--transcript", "en", "--words", "Now it's war").id
    avowal("incident", case, "add", "--title", "Strike")
    avowal("link", case, first, "--incident", "Strike", "--relation", "announces_decision", "--reason", "Says so")
    avowal("tag", case, "add", "quote", first, "--name", "Truce")
    avowal("review", case, first, "--to", "submitted")
    return first, second


def ids(avowal, case, *options):
    return [one["id"] for one in avowal("quotes", case, *options, "--json").json]


def test_each_filter_and_several_together(avowal, case, two):
    first, second = two
    assert ids(avowal, case) == [first, second]
    assert ids(avowal, case, "--tag", "truce") == [first]
    assert ids(avowal, case, "--status", "submitted") == [first]
    assert ids(avowal, case, "--incident", "Strike") == [first]
    assert ids(avowal, case, "--unlinked") == [second]
    assert ids(avowal, case, "--unlinked", "--tag", "Truce") == []
    assert ids(avowal, case, "--waiting") == []


def test_what_is_no_state_or_incident_is_refused(avowal, case, two):
    assert "submited" in avowal("quotes", case, "--status", "submited", status=2).err
    avowal("quotes", case, "--incident", "nothing such", status=2)


def test_an_element_is_named_by_its_framework_and_its_code(avowal, tmp_path):
    case = tmp_path / "law.sqlite"
    avowal("new", case, "--title", "Law", "--framework", "us_ina219_fto")

    assert ids(avowal, case, "--element", "us_ina219_fto:C") == []
    assert "no element" in avowal("quotes", case, "--element", "us_ina219_fto:Z", status=2).err
