"""A disclosure by the command line, and the list of what left the house."""

import json
import shutil
import sqlite3

import pytest

from app import paths
from db import casefile
from tests.db.disclosing import said_in


@pytest.fixture
def marked(case, avowal):
    """A case with two quotes, the second of them privileged, and an incident that the first is linked to."""
    avowal("mark", case, "--transcript", "en", "--words", "truce", "--title", "Open words")
    avowal("mark", case, "--transcript", "en", "--words", "Now it's war", "--title", "Privileged words")
    avowal("incident", case, "add", "--title", "Raid at night")
    avowal("link", case, "Open words", "--incident", "Raid at night", "--reason", "because of the hour")
    from app import quoting
    from app.session import Session

    session = Session()
    session.open(case)
    (quote,) = [one for one in session.case.quotes.all() if one.title == "Privileged words"]
    session.do("Mark", quoting.describe, quote.id, marking="attorney_client")
    session.close()
    return case


def left(avowal, case):
    return avowal("departures", case, "--json").json


def test_it_says_what_is_in_it_and_what_was_withheld(avowal, marked, tmp_path):
    out = tmp_path / "out.sqlite"
    before = avowal("info", marked, "--json").json["head"]

    said = avowal("disclose", marked, out, "--to", "The defence", "--json").json

    assert set(said) == {"path", "sha256", "key", "marking", "counts", "withheld", "heads", "departure"}
    assert said["counts"]["quote"] == 1
    assert (said["withheld"]["privileged"], said["withheld"]["argument"]) == (1, 1)
    assert said["heads"] == [before]
    (one,) = left(avowal, marked)
    assert (one["id"], one["kind"], one["file"], one["sha256"]) == (
        said["departure"],
        "disclose",
        "out.sqlite",
        said["sha256"],
    )
    assert (one["quotes"], one["recipient"], one["heads"]) == (1, "The defence", [before])
    assert set(one) == {"id", "kind", "at", "reviewer", "file", "sha256", "quotes", "recipient", "heads"}
    assert said_in(out, {"Privileged words", "because of the hour", "The defence"}) == set()
    assert "Withheld" in avowal("disclose", marked, tmp_path / "two.sqlite").out


def test_it_is_only_looked_at_if_that_is_asked(avowal, marked, tmp_path):
    said = avowal("disclose", marked, tmp_path / "out", "--look", "--json").json

    assert said["counts"]["quote"] == 1
    assert not (tmp_path / "out").exists()
    assert left(avowal, marked) == []


def test_who_gets_it_reads_it_and_proves_it_but_can_t_work_on_it(avowal, marked, tmp_path):
    out = tmp_path / "out.sqlite"
    avowal("disclose", marked, out, "--with-argument", "--with-media")

    assert avowal("info", out, "--json").json["counts"]["steps"] == 0
    assert [one["title"] for one in avowal("quotes", out, "--json").json] == ["Open words"]
    avowal("export", out, "html", tmp_path / "sheet.html")
    checks = avowal("verify", out, "--without-media", "--json").json["checks"]
    assert [one["name"] for one in checks] == ["signature", "key", "contents", "history", "files"]
    assert all(one["ok"] for one in checks)
    for work in (
        ("undo", out),
        ("merge", marked, out),
        ("receive", out, tmp_path / "new.sqlite"),
        ("share", out, tmp_path / "x"),
        ("disclose", out, tmp_path / "x"),
    ):
        assert "disclosure" in avowal(*work, status=2).err
    assert not (tmp_path / "x").exists()
    assert not (tmp_path / "new.sqlite").exists()


def test_packed_recordings_come_out_whole(avowal, marked, tmp_path):
    avowal("disclose", marked, tmp_path / "bare")
    avowal("disclose", marked, tmp_path / "with", "--with-media")

    (made,) = avowal("unpack", tmp_path / "with", tmp_path / "there", "--json").json

    assert (tmp_path / "there" / made).read_bytes() == (tmp_path / "interview.mp4").read_bytes()
    assert "1 recording is in" in avowal("unpack", tmp_path / "with", tmp_path / "there").err
    avowal("unpack", tmp_path / "bare", tmp_path / "none", status=2)
    avowal("unpack", marked, tmp_path / "none", status=2)
    assert not (tmp_path / "none").exists()


def test_a_false_signature_is_not_believed(avowal, marked, tmp_path):
    out = tmp_path / "out.sqlite"
    avowal("disclose", marked, out)
    with sqlite3.connect(out) as forged:
        forged.execute('UPDATE bundle SET manifest = replace(manifest, \'"by":"Reviewer"\', \'"by":"Somebody"\')')
    forged.close()

    avowal("info", out, status=2)


def test_the_key_the_device_and_places_of_files_don_t_leave(avowal, marked, tmp_path):
    out = tmp_path / "out.sqlite"
    avowal("disclose", marked, out, "--with-argument", "--with-notes")
    private = (paths.state() / "device.key").read_bytes()
    installation = json.loads((paths.state() / "installation.json").read_text())

    data = out.read_bytes()

    assert private not in data
    assert private.hex().encode() not in data
    assert said_in(out, {installation["device_id"], installation["reviewer_id"], str(tmp_path)}) == set()
    assert installation["device_name"].encode() not in data


def test_chosen_quotes_only(avowal, marked, tmp_path):
    avowal("disclose", marked, tmp_path / "none", "--quotes", "nope", status=2)
    avowal("disclose", marked, tmp_path / "none", "--quotes", ",", status=2)
    avowal("disclose", marked, tmp_path / "none", "--quotes", "Privileged words", status=2)

    said = avowal("disclose", marked, tmp_path / "one", "--quotes", "Open words", "--json").json

    assert said["counts"]["quote"] == 1
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("marking", ["attorney_client", "opinion_work_product"])
def test_what_is_marked_as_privileged_as_a_whole_is_no_disclosure(avowal, marked, tmp_path, marking):
    avowal("disclose", marked, tmp_path / "out", "--marking", marking, status=2)


def test_what_was_there_is_not_replaced(avowal, marked, tmp_path):
    avowal("disclose", marked, marked, status=2)
    avowal("disclose", marked, tmp_path / "no folder" / "out", status=2)

    assert avowal("verify", marked, "--without-media", "--json").json["ok"]
    assert left(avowal, marked) == []


def test_everything_that_left_is_remembered_and_no_undo_forgets_it(avowal, marked, tmp_path):
    avowal("share", marked, tmp_path / "share.avowal")
    avowal("export", marked, "html", tmp_path / "sheet.html")
    avowal("dissent", marked, "--out", tmp_path / "differences.csv")
    avowal("disclose", marked, tmp_path / "out")

    said = left(avowal, marked)

    assert [one["kind"] for one in said] == ["share", "sheet", "differences", "disclose"]
    assert [one["file"] for one in said] == ["share.avowal", "sheet.html", "differences.csv", "out"]
    assert [one["quotes"] for one in said] == [2, 2, None, 1]
    assert avowal("undo", marked, "--json").json == {"undone": "Mark"}
    assert left(avowal, marked) == said
    assert avowal("verify", marked, "--without-media", "--json").json["ok"]
    steps = {one["id"] for one in avowal("log", marked, "--json").json}
    assert all(steps.issuperset(one["heads"]) for one in said)
    assert "sheet.html" in avowal("departures", marked).out


def test_two_sheets_of_the_same_case_are_the_same_bytes_though_the_first_was_remembered(avowal, marked, tmp_path):
    for name in ("one.html", "two.html"):
        avowal("export", marked, "html", tmp_path / name)

    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert len(left(avowal, marked)) == 2


def test_a_case_that_can_only_be_read_is_exported_all_the_same(avowal, marked, tmp_path, monkeypatch):
    def refuse(*_):
        raise casefile.CaseReadOnly("a medium that can't be written")

    copy = tmp_path / "elsewhere.sqlite"
    shutil.copy(marked, copy)
    monkeypatch.setattr(casefile, "open_case", refuse)

    said = avowal("export", copy, "html", tmp_path / "sheet.html")
    avowal("disclose", copy, tmp_path / "out")

    assert said.err.strip() == f"Wrote {tmp_path / 'sheet.html'}."
    assert (tmp_path / "out").exists()
    assert left(avowal, copy) == []


def test_a_case_that_somebody_edits_is_exported_and_that_is_said(avowal, marked, tmp_path):
    from app.session import Session

    editing = Session()
    editing.open(marked)
    try:
        said = avowal("export", marked, "html", tmp_path / "sheet.html")
    finally:
        editing.close()

    assert "can only be read now" in said.err
    assert (tmp_path / "sheet.html").exists()
