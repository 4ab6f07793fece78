"""Corrections lie over the import, and a certificate is void once the certified words are others."""

from app import correcting
from db import casefile


def effective(case):
    with casefile.read_case(case) as opened:
        (english,) = [one for one in opened.transcripts.all() if one.kind == "translation"]
        return [segment.text for segment in correcting.effective(opened, english.id)], [
            segment.text for segment in opened.transcripts.segments(english.id)
        ]


def test_a_correction_lies_over_the_import_and_can_be_withdrawn(avowal, case):
    avowal(
        "correct", case, "en", 0, "--text", "The armistice is over.", "--reason", "Heard again with a native speaker"
    )
    read, imported = effective(case)
    assert (read[0], imported[0]) == ("The armistice is over.", "The truce is over.")
    (found,) = avowal("correct", case, "en", "--json").json
    assert (found["ordinal"], found["text"], found["imported"]) == (0, "The armistice is over.", "The truce is over.")
    avowal("correct", case, "en", 0, "--speaker", "HOST", "--reason", "The voice changes")
    (found,) = avowal("correct", case, "en", "--json").json
    assert (found["text"], found["speaker"], found["reason"]) == ("The armistice is over.", "HOST", "The voice changes")
    avowal("correct", case, "en", 0, "--withdraw")
    assert avowal("correct", case, "en", "--json").json == []
    assert effective(case)[0] == effective(case)[1]


def test_what_is_no_correction_is_refused(avowal, case):
    for wrong in (
        (0, "--text", "x"),
        (0, "--text", "The truce is over.", "--reason", "same"),
        (0, "--text", " ", "--reason", "empty"),
        (99, "--text", "x", "--reason", "nowhere"),
        (0, "--start-ms", 3000, "--end-ms", 1000, "--reason", "backwards"),
        (0, "--withdraw"),
        (0, "--reason", "nothing"),
    ):
        avowal("correct", case, "en", *wrong, status=2)
    assert avowal("correct", case, "en").out == ""


def test_a_certificate_holds_for_the_certified_words_and_no_others(avowal, case):
    about = ("--translator", "K. Haddad", "--qualification", "Sworn", "--date", "2026-05")
    made = avowal("certificate", case, "en", "add", *about, "--json").json["id"]
    (found,) = avowal("certificate", case, "en", "--json").json
    assert (found["id"], found["holds"], found["translator"]) == (made, True, "K. Haddad")

    avowal("correct", case, "en", 0, "--text", "The armistice is over.", "--reason", "Heard again")
    (found,) = avowal("certificate", case, "en", "--json").json
    assert (found["holds"], found["why"][:4]) == (False, "VOID")
    assert "VOID" in avowal("certificate", case, "en").out
    avowal("undo", case)
    assert avowal("certificate", case, "en", "--json").json[0]["holds"]
    avowal("certificate", case, "en", "add", "--translator", "X", "--sha256", "beef", status=2)
    avowal("certificate", case, "en", "add", "--translator", "X", "--date", "soon", status=2)


def test_a_correction_is_found_and_printed(avowal, case):
    avowal("correct", case, "en", 0, "--text", "The ceasefire has ended.", "--reason", "Heard again.")
    avowal("correct", case, "ar", 0, "--text", "انتهى وقف إطلاق النار.", "--reason", "سمع مرة أخرى.")

    (hit,) = avowal("search", case, "ceasefire", "--json").json
    assert (hit["kind"], hit["ordinal"], hit["start_ms"], hit["text"]) == (
        "correction",
        0,
        1000,
        "The ceasefire has ended.",
    )
    assert [one["kind"] for one in avowal("search", case, "اطلاق", "--json").json] == ["correction"]
    assert [one["kind"] for one in avowal("search", case, "truce", "--json").json] == ["segment"]
    avowal("search", case, "ceasefire", "--in", "quotes")
    assert avowal("search", case, "ceasefire", "--limit", 1, "--json").json == [hit]
    lines = avowal("transcript", case, "en").out.splitlines()
    assert lines[0].endswith("The truce is over.")
    assert lines[1].endswith("The ceasefire has ended. (Heard again.)")
    assert "The ceasefire has ended." in avowal("transcript", case, "en", "--corrected").out
    assert avowal("transcript", case, "en", "--json").json[0]["correction"]
    avowal("undo", case)
    avowal("undo", case)
    assert avowal("search", case, "ceasefire", "--json").json == []
