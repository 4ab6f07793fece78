"""Custody, history and the log by the command line."""

import shutil

import pytest


@pytest.fixture
def recording(case):
    return case.parent / "interview.mp4"


def spoil(path):
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    # The recording is linked to those of the other tests.
    path.unlink()
    path.write_bytes(data)


def files(said):
    return [file for medium in said.json for file in medium["files"]]


def test_an_entry_is_added_and_listed(avowal, case):
    told = ("--at", "2021-06-01~", "--by", "Hana", "--how", "screen capture", "--place", "Erbil")
    avowal("custody", case, "Interview", "--add", "collected", *told)

    (medium,) = avowal("custody", case, "--json").json
    (event,) = medium["custody"]
    assert (event["kind"], event["at"], event["by"], event["how"], event["place"]) == (
        *("collected", "2021-06-01~", "Hana", "screen capture"),
        "Erbil",
    )
    said = avowal("custody", case, "Interview").out
    assert "Collected" in said
    assert "Hana" in said


def test_checking_keeps_what_was_found(avowal, case):
    assert [file["state"] for file in files(avowal("custody", case, "check", "--json"))] == ["unchanged"]

    (event,) = avowal("custody", case, "Interview", "--quick", "--json").json[0]["custody"]
    assert event["kind"] == "verified"


def test_a_changed_byte_is_named_and_the_answer_is_no(avowal, case, recording):
    avowal("custody", case, "check")
    spoil(recording)

    ended = avowal("custody", case, "check", "Interview", status=1)

    (file,) = files(avowal("custody", case, "--quick", "--json", status=1))
    assert file["state"] == "changed"
    assert file["changed_since"] == file["verified_at"]
    assert "CHANGED" in ended.out
    assert file["verified_sha256"] in ended.out
    assert file["sha256_at_import"] in ended.out


def test_the_log_is_exported_in_three_formats(avowal, case):
    for name in ("log.html", "log.docx", "log.csv"):
        avowal("custody", case, "export", case.parent / name)
        avowal("custody", case, "export", case.parent / f"one-{name}", "Interview")
        assert (case.parent / name).stat().st_size > 250


def test_a_copy_is_compared(avowal, case, recording):
    copy = shutil.copyfile(recording, case.parent / "copy.mp4")

    assert avowal("custody", case, "Interview", "--copy", copy, "--json").json["same_bytes"] is True
    assert [file["copy_type"] for file in files(avowal("custody", case, "--json"))] == ["evidentiary", "working"]


@pytest.mark.parametrize(
    "words",
    [
        ("one", "two"),
        ("export",),
        ("export", "log.pdf"),
        ("check", "nope"),
        ("--add", "received"),
        ("Interview", "--add", "stolen"),
        ("Interview", "--add", "received", "--at", "soon"),
        ("Interview", "--by", "Hana"),
        ("Interview", "--verify", "--quick"),
    ],
)
def test_what_makes_no_sense_is_refused(avowal, case, words):
    avowal("custody", case, *words, status=2)


def test_the_log_is_asked_by_person_device_kind_record_time_and_words(avowal, case):
    avowal("incident", case, "add", "--title", "Strike", "--date", "2021")
    everything = avowal("log", case, "--json").json
    (step,) = avowal("log", case, "--table", "incident", "--json").json
    record = avowal("incident", case, "add", "--title", "Raid", "--json").json["id"]

    def labels(*asked):
        return [one["label"] for one in avowal("log", case, *asked, "--json").json]

    assert labels("--record", record) == [step["label"]]
    assert len(labels("--reviewer", step["reviewer"])) == len(everything) + 1
    assert len(labels("--device", step["device"])) == len(everything) + 1
    assert labels("--text", "transcript") == labels("--words", "TRANSCRIPT")
    assert len(labels("--text", "transcript")) == 2
    assert labels("--since", "2100") == labels("--until", "2001") == []
    assert avowal("log", case, "--device", "nope", status=2).err
    assert avowal("log", case, "--reviewer", "nope", status=2).err


def test_a_history_says_from_what_to_what(avowal, case):
    avowal("incident", case, "add", "--title", "Strike", "--date", "2021")
    record = avowal("log", case, "--table", "incident", "--json").json[-1]
    incident = next(row["id"] for row in avowal("incident", case, "list", "--json").json if row["title"] == "Strike")

    (step,) = avowal("history", case, "incident", incident, "--json").json

    assert step["id"] == record["id"]
    assert step["change"] == "insert"
    assert {"field": "Title", "before": None, "after": "Strike", "difference": None} in step["in_words"]
