"""All that a quote stands with, by the command line: omissions, companions, other translations, passed-on words."""

import pytest


@pytest.fixture
def quote(avowal, case):
    """Two parts of the recording, in both languages, with words between them left out."""
    made = avowal("mark", case, "--transcript", "ar", "--words", "انتهت الهدنة.", "--counterpart", "--json").json[
        "quote"
    ]
    return avowal("mark", case, "--transcript", "ar", "--words", "هي حرب.", "--add-to", made, "--json").json["quote"]


def test_what_an_ellipsis_leaves_out_is_told_with_its_share(avowal, case, quote):
    (gap,) = [one for one in avowal("omitted", case, quote, "--json").json if one["tier"] == "original"]
    assert gap["text"].startswith("ومن نقل؟")
    assert gap["words"] == 3
    assert gap["start_ms"] < gap["end_ms"]
    assert 0 < gap["share"] < 1
    assert "3 words" in avowal("omitted", case, quote).out


def test_the_question_and_what_was_said_around_are_taken(avowal, case):
    quote = avowal("mark", case, "--transcript", "ar", "--words", "الآن هي حرب.", "--json").json["quote"]
    assert avowal("companion", case, quote).out == ""
    avowal("companion", case, quote, "around")
    found = {one["kind"]: one["text"] for one in avowal("companion", case, quote, "--json").json}
    assert found["question"] == "ومن نقل؟"
    assert "after" not in found
    avowal("companion", case, quote, "around", status=2)
    (question,) = [one["id"] for one in avowal("companion", case, quote, "--json").json if one["kind"] == "question"]
    avowal("companion", case, quote, "remove", question)
    assert "question" not in {one["kind"] for one in avowal("companion", case, quote, "--json").json}


def test_words_and_other_quotes_are_added_once(avowal, case, quote):
    other = avowal("mark", case, "--transcript", "ar", "--words", "ومن نقل؟", "--title", "Other", "--json").json[
        "quote"
    ]
    avowal("companion", case, quote, "add", "Other", "--note", "The same subject")
    avowal("companion", case, quote, "add", "Other", status=2)
    avowal("companion", case, quote, "add", quote, status=2)
    avowal("companion", case, quote, "add", "--transcript", "ar", "--words", "نقل؟", "--kind", "completeness")
    avowal("companion", case, quote, "add", "--transcript", "ar", "--words", "نقل؟", "--kind", "nonsense", status=2)
    found = avowal("companion", case, quote, "--json").json
    assert [(one["kind"], one["quote"], one["note"]) for one in found] == [
        ("subject", other, "The same subject"),
        ("completeness", None, None),
    ]
    subject, words = (one["id"] for one in found)
    avowal("companion", case, quote, "note", words, "--note", "He corrects  himself")
    avowal("companion", case, quote, "note", subject, "--note", "")
    notes = [one["note"] for one in avowal("companion", case, quote, "--json").json]
    assert notes == [None, "He corrects himself"]
    for wrong in (["note", words], ["remove", words, "--note", "x"], ["list", "--kind", "subject"], ["note"]):
        avowal("companion", case, quote, *wrong, status=2)
    assert found[1]["text"] == "نقل؟"


def test_quotes_that_share_rare_words_are_suggested_and_nothing_is_decided(avowal, case):
    for words, title in (("The truce is over.", "One"), ("Now it's war, we say war.", "Two")):
        avowal("mark", case, "--transcript", "en", "--words", words, "--title", title)
    assert avowal("companion", case, "One", "suggest", "--json").json == []


def test_words_that_nobody_marked_are_suggested_with_their_place_and_taken_in_both_languages(avowal, case, tmp_path):
    more = tmp_path / "more.vtt"
    more.write_text("WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nThat truce was over in June.\n", encoding="utf-8")
    avowal("add-transcript", case, more, "--media", "Interview", "--title", "other", "--kind", "translation")
    quote = avowal("mark", case, "--transcript", "en", "--words", "The truce is over.", "--json").json["quote"]
    assert avowal("companion", case, quote, "suggest").out == ""  # “over” alone is no subject.
    avowal("mark", case, "--transcript", "en", "--words", "who carried?", "--add-to", quote)
    more.write_text("WEBVTT\n\n00:00:11.000 --> 00:00:13.000\nWho carried the truce?\n", encoding="utf-8")
    avowal("add-transcript", case, more, "--media", "Interview", "--title", "again", "--kind", "translation")
    (found,) = avowal("companion", case, quote, "suggest", "--json").json
    assert (found["ordinal"], found["start_ms"], found["text"]) == (0, 11_000, "Who carried the truce?")
    assert found["words"] == ["carried", "truce"]
    assert "segment 0: Who carried the truce?" in avowal("companion", case, quote, "suggest").out

    add = ("add", "--transcript", "en", "--words", "war, we say war", "--counterpart", "--kind", "subject")
    avowal("companion", case, quote, *add)
    (taken,) = avowal("companion", case, quote, "--json").json
    assert "حرب" in taken["text"]
    assert taken["text_translation"] == "war, we say war"


def test_another_translation_is_compared_word_by_word(avowal, case, quote):
    made = avowal(
        "rendering", case, quote, "add", "--text", "The calm is over.", "--translator", "K. Haddad", "--json"
    ).json["id"]
    (found,) = avowal("rendering", case, quote, "--json").json
    assert (found["id"], found["translator"]) == (made, "K. Haddad")
    differ = [(part["one"], part["other"]) for part in found["variance"] if not part["same"]]
    assert ("truce", "calm") in differ
    assert 0 < found["share"] < 1
    avowal("rendering", case, quote, "change", made, "--note", "From the court's file")
    assert avowal("rendering", case, quote, "--json").json[0]["note"] == "From the court's file"
    avowal("rendering", case, quote, "add", "--text", "  ", status=2)
    avowal("rendering", case, quote, "remove", made)
    assert avowal("rendering", case, quote, "--json").json == []


def test_words_whose_choice_moves_an_element_are_named(avowal, case, quote):
    avowal("incident", case, "add", "--title", "End of the truce")
    why = ("--relation", "corroborates_fact", "--reason", "He says “truce”.")
    avowal("link", case, quote, "--incident", "End of the truce", *why)
    avowal("rendering", case, quote, "add", "--text", "The calm is over.")
    (found,) = avowal("rendering", case, quote, "--json").json
    assert found["moves"] == ["End of the truce"]


def test_a_message_inside_a_message_is_marked(avowal, case, quote):
    avowal("person", case, "add", "--name", "The mediator")
    made = avowal("nested", case, quote, "add", "هي حرب", "--speaker", "The mediator", "--json").json["id"]
    (found,) = avowal("nested", case, quote, "--json").json
    assert (found["id"], found["text"]) == (made, "هي حرب")
    avowal("nested", case, quote, "add", "هي حرب", status=2)
    avowal("nested", case, quote, "add", "elsewhere", status=2)
    avowal("nested", case, quote, "change", made, "--note", "As he tells it")
    avowal("nested", case, quote, "remove", made)
    assert avowal("nested", case, quote).out == ""


def test_key_terms_are_noted_explained_and_printed(avowal, case, quote, tmp_path):
    assert avowal("term", case, quote).out == ""
    made = avowal("term", case, quote, "add", "حرب", "--transliteration", "ḥarb", "--json").json["id"]
    avowal("term", case, quote, "change", made, "--meaning", "war", "--note", "")
    (found,) = avowal("term", case, quote, "--json").json
    assert (found["text"], found["transliteration"], found["meaning"]) == ("حرب", "ḥarb", "war")
    assert "حرب  ḥarb  war" in avowal("term", case, quote).out
    avowal("export", case, "html", tmp_path / "sheet.html")
    assert "ḥarb, “war”" in (tmp_path / "sheet.html").read_text("utf-8")
    for wrong in (["add", "سلام"], ["add", "حرب"], ["add"], ["change", made], ["list", "--note", "x"], ["remove", "x"]):
        avowal("term", case, quote, *wrong, status=2)
    avowal("term", case, quote, "remove", made)
    assert avowal("term", case, quote, "--json").json == []


def test_with_the_quote_goes_all_of_it_and_undo_brings_it_back(avowal, case, quote):
    from app import quoting
    from app.session import Session

    avowal("rendering", case, quote, "add", "--text", "The calm is over.")
    avowal("nested", case, quote, "add", "هي حرب")
    session = Session()
    session.open(case)
    session.do("Delete quote", quoting.delete, quote)
    assert (session.case.argument.renderings.count(), session.case.argument.nested_speeches.count()) == (0, 0)
    session.undo()
    assert (session.case.argument.renderings.count(), session.case.argument.nested_speeches.count()) == (1, 1)
    session.close()
    assert avowal("verify", case, "--without-media", "--json").json["ok"]
