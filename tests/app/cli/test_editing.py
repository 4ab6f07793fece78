"""What was marked, linked, added and named can be changed and taken back by the command line alone."""

import pytest

EN = "en"
WAR = "Now it's war, we say war."


@pytest.fixture
def quote(avowal, case):
    return avowal("mark", case, "--transcript", EN, "--words", WAR, "--title", "War", "--json").json["quote"]


def parts(avowal, case, quote):
    return avowal("quote", case, quote, "--json").json["parts"]


def test_a_quote_is_shown_with_the_numbers_of_its_parts(avowal, case, quote):
    avowal("bracket", case, quote, "--after", "Now", "--text", "in May", "--type", "clarifies")
    out = avowal("quote", case, "War").out
    assert "2  translation  bracket  in May" in out
    assert "media title  Interview" in " ".join(out.split("\n")[1].split()).replace("media title", "media title ")
    assert [one["k"] for one in parts(avowal, case, quote)] == ["span", "bracket", "span"]


def test_what_is_said_of_it_is_set_and_taken_away(avowal, case, quote):
    guest = avowal("person", case, "add", "--name", "Guest").id
    avowal("quote", case, quote, "describe", "--speaker", "Guest", "--capacity", "both", "--notes", "Ask him.")
    shown = avowal("quote", case, quote, "--json").json
    assert (shown["speaker"], shown["capacity"], shown["notes"]) == (guest, "both", "Ask him.")
    avowal("quote", case, quote, "describe", "--speaker", "", "--notes", "")
    shown = avowal("quote", case, quote, "--json").json
    assert (shown["speaker"], shown["capacity"], shown["notes"]) == (None, "both", None)


def test_its_words_are_left_out_stressed_and_marked(avowal, case, quote):
    said = avowal("quote", case, quote, "leave-out", "it's war,", "--json").json["text"]
    assert said == "Now...we say war."
    avowal("quote", case, quote, "emphasise", "say", "--original")
    avowal("quote", case, quote, "sic", "say")
    found = parts(avowal, case, quote)
    assert [one.get("emphasis") for one in found if one["k"] == "span"] == [None, None, "original", None]
    assert [one["k"] for one in found] == ["span", "span", "span", "sic", "span"]
    avowal("quote", case, quote, "plain", "say")
    avowal("quote", case, quote, "take-out", 3)
    assert avowal("quote", case, quote, "take-out", 1, "--json").json["text"] == "we say war."


def test_brackets_are_reworded_and_marks_of_the_text_inherited(avowal, case, tmp_path):
    (tmp_path / "printed.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:05.000\nThe [drone] exists...it flew.\n", encoding="utf-8"
    )
    avowal("add-transcript", case, tmp_path / "printed.vtt", "--media", "Interview", "--title", "printed")
    quote = avowal("mark", case, "--transcript", "printed", "--words", "The [drone] exists...it flew.", "--json").json[
        "quote"
    ]
    avowal("quote", case, quote, "inherit", "--source", "The Institute")
    found = parts(avowal, case, quote)
    assert [one["k"] for one in found] == ["span", "bracket", "span", "ellipsis", "span"]
    assert (found[1]["by"], found[3]["inherited_from"]) == ("The Institute", "The Institute")
    answer = avowal(
        "quote", case, quote, "reword", 2, "--text", "aircraft", "--type", "supplies meaning", "--json"
    ).json
    assert answer["text"] == "The [aircraft] exists...it flew."
    reworded = parts(avowal, case, quote)[1]
    assert reworded["type"] == "supplies_meaning"
    assert reworded["by"] != "The Institute", "whose words they are now, not whose they were"
    avowal("quote", case, quote, "inherit", status=2)


def test_a_deleted_quote_comes_back_with_its_links(avowal, case, quote):
    avowal("incident", case, "add", "--title", "Strike")
    avowal("link", case, quote, "--incident", "Strike")
    avowal("quote", case, quote, "delete")
    assert avowal("quotes", case, "--json").json == []
    avowal("undo", case)
    assert len(avowal("quote", case, quote, "--json").json["links"]) == 1


def test_a_link_is_listed_changed_and_removed(avowal, case, quote):
    avowal("incident", case, "add", "--title", "Strike")
    avowal("link", case, quote, "--incident", "Strike", "--weight", 1, "--reason", "He says so.")
    (link,) = avowal("links", case, "--quote", "War", "--json").json
    avowal("links", case, "change", link["id"], "--weight", 3, "--relation", "adopts_conduct", "--reason", "")
    (link,) = avowal("links", case, "--json").json
    assert (link["weight"], link["relation"], link["reason"]) == (3, "adopts_conduct", None)
    assert "Strike" in avowal("links", case).out
    avowal("links", case, "change", link["id"], "--bearing", "supports", status=2)
    avowal("links", case, "remove", link["id"])
    assert avowal("links", case, "--json").json == []


def test_an_incident_bears_on_an_element_by_itself(avowal, case, quote):
    avowal("incident", case, "add", "--title", "Strike")
    avowal("link", case, quote, "--incident", "Strike")
    told = ("--bearing", "supports", "--weight", 2, "--reason", "It was a bomb.")
    made = avowal("link", case, "--incident", "strike", "--element", "us_18usc2332a:2", *told, "--json").json
    assert (made["quote_id"], made["element_path"], made["weight"]) == (None, "2", 2)
    assert len(avowal("links", case, "--incident", "Strike", "--json").json) == 2
    assert len(avowal("links", case, "--quote", "War", "--json").json) == 1
    assert "Strike  us_18usc2332a:2  supports" in avowal("links", case).out
    avowal("links", case, "change", made["id"], "--relation", "adopts_conduct", status=2)
    avowal("links", case, "change", made["id"], "--bearing", "qualifies")
    seen = avowal("matrix", case, "--framework", "us_18usc2332a", "--json").json
    assert [(one["kind"], one["title"]) for one in seen["columns"]] == [("incident", "Strike")]


def test_the_bracket_test_is_answered_and_opened_again(avowal, case, quote):
    avowal("incident", case, "add", "--title", "Strike")
    avowal("bracket", case, quote, "--after", "Now", "--text", "on them", "--type", "supplies_meaning")
    told = ("--relation", "claims_responsibility", "--without-brackets", "holds")
    made = avowal("link", case, quote, "--incident", "Strike", *told)

    def shown():
        return avowal("matrix", case, "--framework", "incidents", "--without-brackets", "--json").json["cells"][0]

    (link,) = avowal("links", case, "--json").json
    assert link["holds_without_brackets"] is True
    assert shown()["direction"] == "supports"
    avowal("links", case, "change", link["id"], "--without-brackets", "falls")
    assert shown()["direction"] == "none"
    assert "falls" in avowal("links", case).out
    avowal("links", case, "change", link["id"], "--without-brackets", "")
    assert avowal("links", case, "--json").json[0]["holds_without_brackets"] is None
    assert made.id == link["id"]
    of_incident = avowal("link", case, "--incident", "Strike", "--element", "us_18usc2332a:2").id
    refused = avowal("links", case, "change", of_incident, "--without-brackets", "holds", status=2)
    assert "An incident has no inserted words" in refused.err


@pytest.mark.parametrize(
    "told",
    [
        ["--incident", "Strike", "--element", "us_18usc2332a:2", "--without-brackets", "holds"],
        ["--incident", "Strike"],
        ["--element", "us_18usc2332a:2"],
        ["--incident", "Strike", "--element", "us_18usc2332a:2", "--relation", "adopts_conduct"],
        ["--incident", "Strike", "--element", "us_18usc2332a"],
        ["War", "--incident", "Strike", "--element", "us_18usc2332a:2"],
        [],
    ],
)
def test_a_link_that_says_too_little_or_too_much_is_refused(avowal, case, quote, told):
    avowal("incident", case, "add", "--title", "Strike")
    avowal("link", case, *told, status=2)
    assert avowal("links", case, "--json").json == []


def test_people_their_offices_and_organisations_change(avowal, case):
    avowal("organisation", case, "add", "--name", "AAH")
    avowal("person", case, "add", "--name", "Khazali")
    avowal("office", case, "add", "Khazali", "--title", "leader", "--organisation", "AAH", "--date-from", "2006")
    assert "leader  AAH  2006" in avowal("office", case, "list").out
    (office,) = avowal("office", case, "list", "Khazali", "--json").json
    avowal("office", case, "change", office["id"], "--title", "secretary-general", "--date-to", "2023-11~")
    avowal("office", case, "change", office["id"], "--date-from", "")
    (office,) = avowal("office", case, "list", "--json").json
    assert (office["title"], office["date_from"], office["date_to"]) == ("secretary-general", None, "2023-11~")
    avowal("person", case, "change", "Khazali", "--name-script", "قيس الخزعلي", "--identified-by", "his own face")
    (person,) = avowal("person", case, "list", "--json").json
    assert (person["name_script"], person["identified_by"]) == ("قيس الخزعلي", "his own face")
    avowal("organisation", case, "change", "AAH", "--affiliation", "PMF")
    avowal("organisation", case, "remove", "AAH", status=2)
    avowal("office", case, "remove", office["id"])
    avowal("organisation", case, "remove", "AAH")
    avowal("person", case, "remove", "Khazali")
    assert avowal("person", case, "list", "--json").json == []


def test_recordings_and_transcripts_are_described_and_removed(avowal, case, quote):
    avowal("recordings", case, "describe", "Interview", "--archive-url", "https://a.example", "--date", "2021-06-01")
    (medium,) = avowal("recordings", case, "--json").json
    assert (medium["archive_url"], medium["broadcast_date"], len(medium["files"])) == (
        "https://a.example",
        "2021-06-01",
        1,
    )
    avowal("transcripts", case, "describe", "en", "--translator", "A. Translator")
    assert {one["title"]: one["translator"] for one in avowal("transcripts", case, "--json").json} == {
        "ar": None,
        "en": "A. Translator",
    }
    avowal("recordings", case, "remove", "Interview", status=2)
    avowal("transcripts", case, "remove", "en", status=2)
    avowal("quote", case, quote, "delete")
    avowal("correct", case, "en", 0, "--text", "The truce is at an end.", "--reason", "Heard again.")
    avowal("certificate", case, "en", "add", "--translator", "A. Translator")
    avowal("transcripts", case, "remove", "ar", status=2)
    avowal("transcripts", case, "remove", "en")
    avowal("transcripts", case, "remove", "ar")
    avowal("recordings", case, "remove", "Interview")
    assert avowal("info", case, "--json").json["counts"]["media"] == 0
    for _ in range(3):
        avowal("undo", case)
    assert len(avowal("correct", case, "en", "--json").json) == 1


def test_a_source_without_a_file_is_noted(avowal, empty):
    id = avowal("recordings", empty, "add", "--title", "The article", "--outlet", "An institute").id
    (found,) = avowal("recordings", empty, "--json").json
    assert (found["id"], found["kind"], found["outlet"], found["files"]) == (id, "published text", "An institute", [])
    for wrong in (["add"], ["add", "--title", " "], ["add", id, "--title", "x"], ["add", "--title", "x", "--in", "."]):
        avowal("recordings", empty, *wrong, status=2)


def test_recordings_that_were_moved_are_found_by_their_hash(avowal, case):
    (medium,) = avowal("recordings", case, "--json").json
    (file,) = medium["files"]
    (moved,) = [path for path in case.parent.rglob("*") if path.is_file() and path.stat().st_size == file["size"]]
    other = case.parent / "elsewhere" / "deep"
    other.mkdir(parents=True)
    now = moved.rename(other / "other name.bin")

    missing = avowal("recordings", case, "locate", "Interview", "--in", other.parent.parent / "elsewhere", "--json")
    assert missing.json == {"found": {file["id"]: str(now)}, "missing": []}
    assert avowal("recordings", case, "--json").json[0]["files"][0]["path_hint"] == "elsewhere/deep/other name.bin"
    now.unlink()
    assert "not found" in avowal("recordings", case, "locate", "--in", case.parent, status=1).out
    for wrong in (["locate"], ["locate", "--in", "nowhere"], ["locate", "--in", case.parent, "--title", "x"]):
        avowal("recordings", case, *wrong, status=2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("quote", "{}", "War", "describe"),
        ("quote", "{}", "War", "describe", "--capacity", "nonsense"),
        ("quote", "{}", "War", "describe", "--marking", "nonsense"),
        ("quote", "{}", "War", "describe", "--speaker", "Nobody"),
        ("quote", "{}", "War", "show", "words"),
        ("quote", "{}", "War", "leave-out"),
        ("quote", "{}", "War", "leave-out", WAR),
        ("quote", "{}", "War", "leave-out", "peace"),
        ("quote", "{}", "War", "emphasise", "war"),
        ("quote", "{}", "War", "plain", "say", "--original"),
        ("quote", "{}", "War", "take-out", "2"),
        ("quote", "{}", "War", "take-out", "1"),
        ("quote", "{}", "War", "take-out", "٣"),
        ("quote", "{}", "War", "reword", "1", "--text", "x"),
        ("quote", "{}", "War", "reword", "1"),
        ("quote", "{}", "War", "delete", "--source", "x"),
        ("quote", "{}", "None", "delete"),
        ("links", "{}", "remove", "nothing"),
        ("links", "{}", "remove"),
        ("links", "{}", "list", "x"),
        ("office", "{}", "add", "Nobody", "--title", "x"),
        ("office", "{}", "remove"),
        ("person", "{}", "change"),
        ("person", "{}", "list", "x"),
        ("person", "{}", "list", "--name", "x"),
        ("office", "{}", "list", "--organisation", "x"),
        ("recordings", "{}", "describe", "Interview", "--title", " "),
        ("recordings", "{}", "describe", "Interview", "--date", "soon"),
        ("recordings", "{}", "list", "--title", "x"),
        ("transcripts", "{}", "describe", "en", "--title", ""),
        ("transcripts", "{}", "remove", "none"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_leaves_no_step(avowal, case, quote, arguments):
    before = avowal("log", case, "--json").json
    avowal(*(case if one == "{}" else one for one in arguments), status=2)
    assert avowal("log", case, "--json").json == before
