"""Every command as the contract has it: what is printed, and how it ends."""

import json

import pytest

from app import cli, sample
from db import schema

KEYS = {
    "info": {"case", "counts", "schema", "head"},
    "quotes": {
        *("id", "title", "media", "speaker", "capacity", "start_ms", "end_ms", "text", "text_translation"),
        *("parts", "links", "status"),
    },
}


def test_the_commands_are_those_of_the_contract_that_exist_now(avowal):
    wanted = "demo new info add-media add-transcript formats transcript search mark bracket incident link quotes export"
    wanted += " still custody history verify log undo redo import-case matrix clip"

    assert set(wanted.split()) <= set(cli.COMMANDS)


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_each_command_has_a_help(avowal, command):
    assert avowal(command, "--help").out.startswith("Usage: main.py")


def test_the_help_lists_every_command(avowal):
    said = avowal("--help").out

    assert all(f"\n  {command} " in said for command in cli.COMMANDS)


def test_the_version_is_said(avowal):
    assert avowal("--version").out.startswith("Avowal, version ")


def test_new_makes_a_case_with_frameworks_and_a_reviewer(avowal, tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    path = tmp_path / "new.sqlite"

    avowal(
        "new",
        path,
        "--title",
        "A title",
        "--framework",
        "us_ina219_fto",
        "--framework",
        "icc_modes",
        "--reviewer",
        "Hana",
    )

    assert avowal("info", path, "--json").json["counts"]["frameworks"] == 2
    assert avowal("log", path, "--json").json[0]["reviewer"] == "Hana"


def test_a_reviewer_is_not_renamed_for_a_case_that_can_t_be_made(avowal, empty, tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))

    avowal("new", empty, "--title", "Again", "--reviewer", "Nobody", status=2)
    avowal("new", tmp_path / "second.sqlite", "--title", "Second")

    assert avowal("log", tmp_path / "second.sqlite", "--json").json[0]["reviewer"] == "Reviewer"


def test_info_counts_what_the_case_holds(avowal, case):
    said = avowal("info", case, "--json").json

    assert set(said) >= KEYS["info"]
    counts = said["counts"]
    assert (counts["media"], counts["transcripts"], counts["segments"], counts["words"]) == (1, 2, 6, 20)
    assert (counts["quotes"], counts["incidents"], counts["links"]) == (0, 0, 0)
    assert said["schema"] == schema.VERSION
    assert len(said["head"]) == 64
    assert said["case"]["title"] == "A case"
    assert "A case" in avowal("info", case).out


def test_add_media_says_what_the_recording_is(avowal, empty):
    said = avowal(
        "add-media", empty, sample.files() / "interview.mp4", "--date", "2021-06-01~", "--outlet", "iNEWS", "--json"
    ).json

    assert set(said) == {"id", "sha256", "duration_ms", "width", "height"}
    assert (said["duration_ms"], said["width"], said["height"]) == (90_000, 640, 360)
    assert len(said["sha256"]) == 64


def test_the_same_recording_is_not_added_twice(avowal, case):
    assert "Interview" in avowal("add-media", case, sample.files() / "interview.mp4", status=2).err


def test_add_transcript_reports_what_it_read_and_what_it_left_out(avowal, case):
    broken = case.parent / "broken.srt"
    broken.write_text("1\n00:00:01,000 --> 00:00:02,000\nA: one two\n\n2\nno time\nlost\n", encoding="utf-8")

    said = avowal("add-transcript", case, broken, "--media", "Interview", "--json").json

    assert set(said) >= {"id", "format", "segments", "words", "timed_words", "speakers", "skipped"}
    assert said["format"] == "srt"
    assert said["segments"] == 1
    assert [set(one) for one in said["skipped"]] == [{"line", "why"}]


def test_add_transcript_counts_the_words_that_have_times_of_their_own(avowal, case):
    said = avowal(
        "add-transcript", case, case.parent / "ar.vtt", "--media", "Interview", "--title", "again", "--json"
    ).json

    assert (said["segments"], said["words"], said["speakers"]) == (3, 7, ["GUEST", "HOST"])
    assert 0 < said["timed_words"] <= 7


def test_formats_lists_what_is_read_and_written(avowal):
    found = avowal("formats", "--json").json

    assert all(set(one) == {"name", "suffixes", "reads", "writes", "what"} for one in found)
    assert {one["name"] for one in found if one["reads"]} >= {"srt", "vtt", "whisper", "example-case/1"}
    assert {one["name"] for one in found if one["writes"]} >= {"html", "docx", "csv"}
    assert "whisper" in avowal("formats").out


def test_transcript_prints_segments_and_words(avowal, case):
    first, *_ = avowal("transcript", case, "ar", "--json").json

    assert set(first) == {"ordinal", "start_ms", "end_ms", "speaker", "text", "words"}
    assert (first["ordinal"], first["start_ms"], first["end_ms"], first["speaker"]) == (0, 1000, 3000, "GUEST")
    assert first["text"] == "انتهت الهدنة."
    assert first["words"][0] == ["انتهت", 1000, 2000, False]
    assert "الهدنة" in avowal("transcript", case, "ar").out


def test_search_meets_arabic_spellings_and_quotes(avowal, case):
    avowal("mark", case, "--transcript", "en", "--words", "truce", "--title", "On the truce")

    found = avowal("search", case, "الهدنه", "--in", "transcripts", "--json").json
    assert [set(one) for one in found] == [
        {"kind", "media", "transcript", "ordinal", "start_ms", "end_ms", "text", "quote"}
    ]
    assert (found[0]["kind"], found[0]["ordinal"], found[0]["start_ms"]) == ("segment", 0, 1000)
    assert [one["kind"] for one in avowal("search", case, "truce", "--json").json] == ["quote", "segment"]
    assert avowal("search", case, "truce", "--in", "quotes", "--limit", "1", "--json").json[0]["quote"]
    assert avowal("search", case, "nowhere", "--json").json == []
    assert "truce" in avowal("search", case, "truce").out


def test_mark_by_words_and_by_times(avowal, case):
    by_words = avowal("mark", case, "--transcript", "ar", "--words", "انتهت  الهدنة", "--json").json
    by_times = avowal("mark", case, "--transcript", "ar", "--from-ms", 6600, "--to-ms", 8900, "--json").json

    assert set(by_words) == {"quote", "text", "start_ms", "end_ms"}
    assert (by_words["text"], by_words["start_ms"], by_words["end_ms"]) == ("انتهت الهدنة", 1000, 3000)
    assert by_times["text"] == "هي حرب"


def test_mark_the_nth_time_that_words_stand_there(avowal, case):
    second = avowal("mark", case, "--transcript", "en", "--words", "war", "--nth", 2, "--json").json

    assert second["start_ms"] > 7000
    avowal("mark", case, "--transcript", "en", "--words", "war", "--nth", 3, status=2)


def test_mark_adds_parts_speaker_and_capacity(avowal, case):
    avowal("person", case, "add", "--name", "Qais al-Khazali", "--role", "leader", "--role-from", "2006")
    quote = avowal("mark", case, "--transcript", "en", "--words", "The truce is over", "--json").json["quote"]

    added = avowal(
        *("mark", case, "--transcript", "en", "--words", "Now it's war", "--add-to", quote, "--json"),
        *("--speaker", "qais al-khazali", "--capacity", "both", "--title", "Over"),
    ).json

    assert added["quote"] == quote
    assert added["text"] == "The truce is over...Now it's war"
    found = avowal("quotes", case, "--json").json[0]
    assert (found["capacity"], found["title"], found["speaker_name"]) == ("both", "Over", "Qais al-Khazali")
    assert [part["k"] for part in found["parts"]] == ["span", "span"]


def test_mark_takes_the_other_language_with_it_if_asked(avowal, case):
    avowal("mark", case, "--transcript", "ar", "--words", "انتهت الهدنة.", "--counterpart")

    found = avowal("quotes", case, "--json").json[0]
    assert (found["text"], found["text_translation"]) == ("انتهت الهدنة.", "The truce is over")


def test_bracket_before_after_and_instead_of_words(avowal, case):
    quote = avowal("mark", case, "--transcript", "en", "--words", "Now it's war", "--json").json["quote"]

    avowal("bracket", case, quote, "--before", "it's", "--text", "then", "--type", "clarifies")
    said = avowal(
        "bracket", case, quote, "--after", "war", "--text", "again", "--type", "translator's note", "--json"
    ).json
    assert said["text"] == "Now [then] it's war [again]"
    said = avowal(
        "bracket", case, quote, "--instead-of", "it's", "--text", "is", "--type", "supplies meaning", "--json"
    ).json

    assert said["text"] == "Now [then] [is] war [again]"
    brackets = [part for part in avowal("quotes", case, "--json").json[0]["parts"] if part["k"] == "bracket"]
    assert [part["type"] for part in brackets] == ["clarifies", "supplies_meaning", "translator_note"]
    assert {part["by"] for part in brackets} == {"Reviewer"}


def test_incidents_are_added_changed_listed_and_deleted(avowal, empty):
    id = avowal("incident", empty, "add", "--title", "Strike", "--date", "2021-04", "--place", "al-Asad").id

    avowal("incident", empty, "change", "strike", "--weapon", "drone")
    (found,) = avowal("incident", empty, "list", "--json").json
    assert (found["id"], found["title"], found["date"], found["weapon"]) == (id, "Strike", "2021-04", "drone")
    avowal("incident", empty, "delete", id)
    assert avowal("incident", empty, "list", "--json").json == []


def test_link_to_an_incident_and_to_an_element(avowal, case):
    avowal("mark", case, "--transcript", "en", "--words", "Now it's war", "--title", "War")
    avowal("incident", case, "add", "--title", "Strike")

    one = avowal("link", case, "War", "--incident", "Strike", "--relation", "announces_decision", "--json").json
    avowal(
        *("link", case, "War", "--element", "us_ina219_fto:C", "--bearing", "supports", "--weight", 3),
        *("--reason", "Why not"),
    )

    assert (one["relation"], one["polarity"]) == ("announces_decision", "inculpatory")
    first, second = avowal("quotes", case, "--json").json[0]["links"]
    assert first["incident"] is not None
    assert (second["framework"], second["element"], second["weight"], second["reason"]) == (
        *("us_ina219_fto", "C", 3, "Why not"),
    )


def test_quotes_have_the_keys_of_the_contract(avowal, case):
    avowal("mark", case, "--transcript", "ar", "--words", "حرب")

    (found,) = avowal("quotes", case, "--json").json

    assert set(found) >= KEYS["quotes"]
    assert (found["status"], found["text"], found["text_translation"]) == ("draft", "حرب", None)
    assert "حرب" in avowal("quotes", case).out


@pytest.mark.parametrize("format", ["html", "docx", "csv"])
def test_export_writes_each_format_the_same_twice(avowal, case, format):
    first = avowal("mark", case, "--transcript", "ar", "--words", "حرب", "--json").json["quote"]
    avowal("mark", case, "--transcript", "en", "--words", "war")
    out = case.parent / f"sheet.{format}"

    avowal("export", case, format, out, "--quotes", first, "--style", "bluebook", "--marking", "TLP:AMBER")
    once = out.read_bytes()
    avowal("export", case, format, out, "--quotes", first, "--style", "bluebook", "--marking", "TLP:AMBER")

    assert out.read_bytes() == once
    assert once


def test_still_writes_the_frame_at_the_in_point(avowal, case):
    quote = avowal("mark", case, "--transcript", "ar", "--words", "حرب", "--json").json["quote"]

    avowal("still", case, quote, case.parent / "still.png")

    assert (case.parent / "still.png").read_bytes().startswith(b"\x89PNG")


def test_custody_tells_who_did_what_and_whether_the_file_is_unchanged(avowal, case):
    (found,) = avowal("custody", case, "Interview", "--json").json

    assert found["files"][0]["state"] == "unchanged"
    assert [event["what"] for event in found["events"]] == ["Add recording", "Add transcript", "Add transcript"]


def test_a_changed_recording_is_named_with_both_hashes(avowal, case):
    recording = case.parent / "interview.mp4"
    data = bytearray(recording.read_bytes())
    recording.unlink()
    data[-1] ^= 1
    recording.write_bytes(data)

    (found,) = avowal("custody", case, "--json", status=1).json
    assert found["files"][0]["state"] == "changed"
    assert found["files"][0]["sha256_now"] != found["files"][0]["sha256_at_import"]
    checks = avowal("verify", case, "--json", status=1).json
    assert not checks["ok"]
    assert [one["ok"] for one in checks["checks"]] == [True] * 5 + [False]


def test_a_missing_recording_is_a_finding_unless_the_case_alone_is_asked_for(avowal, case):
    (case.parent / "interview.mp4").unlink()

    avowal("verify", case, status=1)
    assert avowal("verify", case, "--without-media", "--json").json["ok"]


def test_verify_says_no_to_a_case_that_was_changed_by_another_program(avowal, empty):
    data = bytearray(empty.read_bytes())
    data[8192:16384] = bytes(8192)
    empty.write_bytes(data)

    said = avowal("verify", empty, "--json", status=1).json

    assert said["ok"] is False
    assert set(said["checks"][0]) == {"name", "ok", "detail"}


def test_history_log_undo_and_redo(avowal, empty):
    id = avowal("incident", empty, "add", "--title", "Strike").id

    assert avowal("undo", empty, "--json").json == {"undone": "Add incident"}
    assert avowal("incident", empty, "list", "--json").json == []
    assert avowal("redo", empty, "--json").json == {"redone": "Add incident"}
    assert [one["change"] for one in avowal("history", empty, "incident", id, "--json").json] == [
        *("insert", "delete", "insert"),
    ]
    assert [one["kind"] for one in avowal("log", empty, "--json").json] == ["open", "do", "undo", "redo"]
    assert "Strike" in avowal("history", empty, "incident", id).out


def test_nothing_to_undo_is_a_no(avowal, empty):
    avowal("undo", empty, status=1)
    avowal("redo", empty, status=1)


def test_import_case_brings_the_worked_example_in(avowal, empty):
    said = avowal("import-case", empty, sample.files() / "example_case.json", "--json").json

    assert (said["people"], said["organisations"], said["quotes"], said["incidents"], said["links"]) == (
        9,
        12,
        5,
        7,
        32,
    )
    assert avowal("info", empty, "--json").json["counts"]["links"] == 32


def test_import_case_finds_quotes_in_a_recording_that_the_case_has(avowal, case):
    english = sample.files() / "interview.en.vtt"
    avowal("add-transcript", case, english, "--media", "Interview", "--title", "whole", "--kind", "translation")

    said = avowal(
        *("import-case", case, sample.files() / "example_case.json", "--recording", "S1=Interview", "--json"),
    ).json

    assert said["quotes"] == 6
    found = {one["title"]: one for one in avowal("quotes", case, "--json").json}
    assert found["Truce negotiation and condition"]["media_title"] == "Interview"
    assert found["Truce negotiation and condition"]["text_translation"].startswith("In this past period, mediators")
    avowal("import-case", case, sample.files() / "example_case.json", "--recording", "S9=Interview", status=2)


def test_frameworks_and_their_elements_are_listed(avowal):
    assert len(avowal("frameworks", "--json").json) == 18
    assert "C" in {one["path"] for one in avowal("frameworks", "us_ina219_fto", "--json").json}


def test_json_reads_back_what_would_steer_a_terminal(avowal, empty):
    title = "red \x1b[31m, C1 \x9b31m, override \u202e, NUL-free"
    avowal("incident", empty, "add", "--title", title)

    said = avowal("incident", empty, "list", "--json")

    assert said.json[0]["title"] == title
    assert not {"\x1b", "\x9b", "\u202e"} & set(said.out)
    assert not {"\x1b", "\x9b", "\u202e"} & set(avowal("incident", empty, "list").out)


def test_a_case_that_is_being_edited_can_be_read_and_not_written(avowal, case):
    from app.session import Session

    window = Session()
    window.open(case)
    try:
        assert avowal("quotes", case, "--json").json == []
        assert json.loads(avowal("info", case, "--json").out)["counts"]["media"] == 1
        assert "Another window" in avowal("incident", case, "add", "--title", "x", status=2).err
    finally:
        window.close()


def test_a_demo_builds_the_case_and_its_sheets(avowal, tmp_path):
    said = avowal("demo", tmp_path / "demo").out

    assert {path.name for path in (tmp_path / "demo").iterdir()} >= {
        *(sample.NAME, "interview.mp4", "Quote sheet.html", "Quote sheet.docx"),
    }
    assert str(tmp_path / "demo" / sample.NAME) in said
    assert "SYNTHETIC" in (tmp_path / "demo" / "Quote sheet.html").read_text("utf-8")


def test_a_script_of_many_commands_makes_one_backup(avowal, empty):
    for number in range(4):
        avowal("incident", empty, "add", "--title", f"Strike {number}")

    assert len(list((empty.parent / "case backups").iterdir())) == 1


def test_words_are_found_across_the_segments_of_a_long_transcript(avowal, case):
    long = case.parent / "long.vtt"
    cues = [
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\nword{n}  of\t the long one"
        for n in range(3000)
    ]
    long.write_text("WEBVTT\n\n" + "\n\n".join(cues), encoding="utf-8")
    avowal("add-transcript", case, long, "--media", "Interview")

    said = avowal("mark", case, "--transcript", "long.vtt", "--words", "long one word2000 of the", "--json").json

    assert said["text"].split() == ["long", "one", "word2000", "of", "the"]
    assert said["end_ms"] < 2_001_000


def test_a_worked_example_comes_out_as_it_went_in(avowal, empty, tmp_path):
    example = sample.files() / "example_case.json"
    avowal("import-case", empty, example)

    avowal("export", empty, "example-case", tmp_path / "out.json")

    assert json.loads((tmp_path / "out.json").read_bytes()) == json.loads(example.read_bytes())
    avowal("export", empty, "example-case", tmp_path / "out.json", "--style", "bluebook", status=2)
