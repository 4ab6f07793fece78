"""What comes from a case onto its sheet, and what is said to be missing."""

from dataclasses import replace
from pathlib import Path

import pytest

from app import collecting, key_terms, privilege, quoting, renderings
from app.exporters import html
from app.problems import Refused
from app.sheet import Choice, gather, illustrate, still_of
from app.sheet.people import held_on
from app.sheet.values import Facts, Picture, QuoteSheet, Wanted
from db.errors import NoSuchRecord
from db.records import Role
from tests.app.sheet.conftest import Interview

SAMPLE = Path(__file__).parent.parent.parent.parent / "resources" / "sample" / "interview.mp4"


def fact(facts: Facts, label: str) -> str | None:
    return next(one for one in facts if one.label == label).value


@pytest.fixture
def war(interview: Interview) -> QuoteSheet:
    return gather(interview.case, Choice(quote_ids=(interview.war.id,))).quotes[0]


@pytest.fixture
def bare(interview: Interview) -> QuoteSheet:
    return gather(interview.case, Choice(quote_ids=(interview.bare.id,))).quotes[0]


def test_the_passage_stands_in_both_languages(war: QuoteSheet):
    original, translation = war.passages

    assert translation.quotation == (
        "“The truce is over....Except for the American embassy...any U.S. military presence is targetable [=in Iraq] "
        "by the armed groups”"
    )
    assert original.quotation == "«انتهت الهدنة....أي وجود عسكري أمريكي هو هدف للفصائل»"
    assert (original.direction, translation.direction) == ("rtl", "ltr")
    assert (original.language, translation.language) == ("ar", "en")


def test_key_terms_stand_in_latin_letters_with_what_they_mean(interview: Interview, war: QuoteSheet):
    assert [(one.label, one.shown) for one in war.key_terms] == [("الهدنة", "al-hudna, “the truce” (Ask again.)")]
    plain = gather(interview.case, Choice((interview.war.id,), with_notes=False)).quotes[0].key_terms
    assert plain[0].value == "al-hudna, “the truce”"
    with interview.case.step("test", "Test"):
        term = interview.case.argument.key_terms.all()[0]
        key_terms.change(interview.case, term.id, transliteration="")
    (bare,) = gather(interview.case, Choice((interview.war.id,), with_notes=False)).quotes[0].key_terms
    assert bare.value == "transliteration not stated, “the truce”"


def test_every_part_has_its_times_to_the_millisecond(war: QuoteSheet):
    spans = war.passages[1].spans
    assert spans[0].start == "00:00:58.337 (estimated)"
    assert all(one.is_estimated for one in spans)
    assert spans[0].place == "segment 9, characters 0–18"


def test_a_bracket_or_an_emphasis_does_not_part_a_part(war: QuoteSheet):
    assert [one.text for one in war.passages[1].spans] == [
        "The truce is over.",
        "Except for the American embassy",
        "any U.S. military presence is targetable by the armed groups",
    ]


def test_every_ellipsis_has_its_seconds_its_words_and_the_omitted_words(war: QuoteSheet):
    first, second = war.passages[1].omissions
    assert (first.words, first.text) == (7, "Now it's war. Which targets are excluded?")
    assert (second.words, second.text) == (3, "and Balad base,")
    assert first.seconds is not None
    assert first.seconds.endswith("s (estimated)")


def test_every_bracket_has_its_type_and_its_author(war: QuoteSheet):
    (bracket,) = war.passages[1].insertions
    assert (bracket.text, bracket.type, bracket.author) == ("=in Iraq", "clarifies", "Reviewer")


def test_the_shares_are_of_what_is_read_and_of_what_was_said(war: QuoteSheet):
    facts = war.passages[1].facts
    assert fact(facts, "Words quoted") == "19"
    assert fact(facts, "Words left out") == "10 of 29 (34.5 %), at 2 places"
    assert fact(facts, "Words put in") == "2 of 21 (9.5 %), at 1 place"


def test_source_and_copies_are_told_without_the_folders_of_the_reviewer(war: QuoteSheet):
    assert fact(war.source, "Date") == "1 June 2021 (EDTF 2021-06-01)"
    assert fact(war.source, "Archived at") is None
    assert fact(war.copies[0], "File") == "interview.mp4"
    assert fact(war.copies[0], "Duration") == "00:01:29.280"
    assert war.copies[0][-1].shown == "not checked for this sheet"


def test_a_file_that_is_not_the_same_any_more_is_shouted(interview: Interview):
    for now, shown in {"ab" * 32: "the same", "cd" * 32: f"DIFFERENT: {'cd' * 32}"}.items():
        quote = gather(interview.case, Choice(hashes={"file": now})).quotes[0]
        assert quote.copies[0][-1].shown == shown
    assert gather(interview.case, Choice(hashes={"file": None})).quotes[0].copies[0][-1].shown == "the file is missing"


def test_the_speaker_has_three_names_an_office_and_a_capacity(war: QuoteSheet):
    assert fact(war.speaker, "Name in script") == "قيس الخزعلي"
    assert fact(war.speaker, "Transliteration") == "Qays al-Khazʿalī"
    assert fact(war.speaker, "Identified by") is None
    office = fact(war.speaker, "Office")
    assert office is not None
    assert office.startswith("Secretary-general, Asaib Ahl al-Haq; from 2006 to a date not stated; whether held")
    assert fact(war.speaker, "Capacity") == "Both"


def test_the_surroundings_reach_half_a_minute_both_ways(war: QuoteSheet):
    english = war.surroundings[1]
    assert english.before[-1].text == "What is the position today?"
    assert english.before[0].text.startswith("The prime minister sent")
    assert english.after[0].text == "and the decision is to escalate the operations in terms of quantity and quality."
    assert english.after[-1].text == "The drone exists, it's been launched."
    assert war.surroundings[0].before[-1].direction == "rtl"


def test_the_use_shows_incidents_elements_and_what_nobody_has_checked(interview: Interview):
    sheet = gather(interview.case, Choice())
    (incident,), (element,) = sheet.quotes[0].incidents, sheet.quotes[0].elements
    assert incident.is_against
    assert fact(incident.facts, "Date") is None
    assert fact(incident.facts, "Relation") == "Excludes a target: States who or what is not to be attacked."
    assert fact(element.facts, "Weight") == "3 of 4 · Moderate: carries with corroboration"
    assert "2024" in (fact(element.facts, "In force") or "")
    assert sheet.law[0].verify
    assert "No lawyer" in sheet.caution


def test_what_is_privileged_marks_the_whole_sheet(interview: Interview):
    sheet = gather(interview.case, Choice(marking="TLP:AMBER"))
    assert sheet.marking == "TLP:AMBER · Privileged: Attorney work product"
    assert {note.marking for note in sheet.quotes[0].notes} == {"Privileged: Attorney work product"}
    assert gather(interview.case, Choice(with_notes=False)).quotes[0].notes == ()
    assert gather(interview.case, Choice(quote_ids=(interview.bare.id,))).marking is None


def test_a_note_that_is_privileged_is_never_printed(interview: Interview):
    case, war = interview.case, interview.war
    term = case.argument.key_terms.all()[0]
    with case.step("test", "Test"):
        quoting.describe(case, war.id, marking=None, capacity_note="The source told us so.")
        collecting.describe(case, war.media_id, notes="Handed over by S.")
        rendering = renderings.add(case, war.id, "The calm is over.", note="From our informant.")
        for table, id, field in (
            ("quote", war.id, "notes"),
            ("quote", war.id, "capacity_note"),
            ("media", war.media_id, ""),
            ("key_term", term.id, "note"),
            ("rendering", rendering.id, ""),
        ):
            privilege.mark(case, table, id, field, "attorney_client")
    sheet = gather(case, Choice((war.id,)))
    page = html.render(sheet, lambda _done, _all: None).decode()
    for secret in ("Ask the translator", "The source told us", "Handed over by S", "From our informant", "Ask again."):
        assert secret not in page
    assert page.count("privileged: not printed") == 5
    assert sheet.marking == "Privileged: Attorney-client privileged", "the source as a whole is privileged"


def test_a_light_on_a_note_or_on_what_is_printed_is_on_the_sheet(interview: Interview):
    case, war = interview.case, interview.war
    incident = case.incidents.all()[0]
    with case.step("test", "Test"):
        quoting.describe(case, war.id, marking=None)
        privilege.mark(case, "quote", war.id, "notes", None, "TLP:AMBER")
    sheet = gather(case, Choice((war.id,)))
    assert sheet.marking == sheet.quotes[0].marking == sheet.quotes[0].notes[0].marking == "TLP:AMBER"
    with case.step("test", "Test"):
        privilege.mark(case, "incident", incident.id, "", "none", "TLP:RED")
    assert gather(case, Choice((war.id,))).marking == "TLP:RED"
    assert gather(case, Choice((interview.bare.id,))).marking is None


def test_a_quote_of_which_nothing_is_known_is_printed_with_what_is_missing(bare: QuoteSheet):
    assert bare.missing == ("Original wording: missing. The case holds these words in translation only.",)
    assert bare.question is None
    assert [one.value for one in bare.speaker] == [None] * len(bare.speaker)
    assert bare.incidents == bare.elements == ()
    assert "No still" in bare.picture.caption


def test_the_head_of_the_ledger_is_in_the_record(interview: Interview):
    sheet = gather(interview.case, Choice())
    assert sheet.head == interview.case.ledger.heads()[0]
    assert sheet.head in {one.value for one in sheet.record}
    assert fact(sheet.quotes[0].header, "Marked by") is not None


def test_the_same_case_gives_the_same_sheet(interview: Interview):
    assert gather(interview.case, Choice()) == gather(interview.case, Choice())


def test_the_style_is_switched_for_the_whole_sheet(interview: Interview):
    sheet = gather(interview.case, Choice(style="bluebook"))
    assert "\u00a0.\u00a0.\u00a0. Except" in sheet.quotes[0].passages[1].quotation
    assert sheet.style == "Bluebook style"


def test_one_language_can_be_asked_for(interview: Interview):
    (passage,) = gather(interview.case, Choice((interview.war.id,), language="ar")).quotes[0].passages
    assert passage.language == "ar"


@pytest.mark.parametrize("choice", [Choice(style="chicago"), Choice(stamp="secret"), Choice(quote_ids=())])
def test_a_choice_that_makes_no_sheet_is_refused(interview: Interview, choice: Choice):
    with pytest.raises(Refused):
        gather(interview.case, choice)


def test_a_quote_that_is_not_there_is_no_such_record(interview: Interview):
    with pytest.raises(NoSuchRecord):
        gather(interview.case, Choice(quote_ids=("nothing",)))


def test_stills_are_fetched_apart_and_can_be_stopped(interview: Interview, tmp_path: Path):
    sheet = gather(interview.case, Choice((interview.bare.id,)))
    wanted = Picture(None, "At the in-point.", Wanted(tmp_path / "x.mp4", 5))
    asked: list[tuple[Path, int]] = []

    def still(path: Path, ms: int) -> bytes | None:
        asked.append((path, ms))
        return b"png" if ms == 5 else None

    one = replace(sheet, quotes=(replace(sheet.quotes[0], picture=wanted),))
    assert illustrate(one, still).quotes[0].picture == Picture(b"png", "At the in-point.")
    assert asked == [(tmp_path / "x.mp4", 5)]
    assert "can't be read" in illustrate(one, lambda path, ms: None).quotes[0].picture.caption
    with pytest.raises(KeyboardInterrupt):
        illustrate(one, still, lambda done, total: (_ for _ in ()).throw(KeyboardInterrupt))


def test_a_still_is_the_frame_of_the_recording(tmp_path: Path):
    png = still_of(SAMPLE, 58_337)
    assert png is not None
    assert png.startswith(b"\x89PNG")
    assert png == still_of(SAMPLE, 58_337)
    assert still_of(tmp_path / "nothing.mp4", 0) is None


@pytest.mark.parametrize(
    ("begun", "ended", "day", "said"),
    [
        ("2006", "2022", "2021-06-01", "held on"),
        ("2006", None, "2021-06-01", "do not tell"),
        ("2022", None, "2021-06-01", "not held"),
        ("2006", "2010", "2020-11", "not held"),
        ("2021", "2022", "2021-06-01", "do not tell"),
        ("2006", "2022", None, "unknown"),
    ],
)
def test_whether_an_office_was_held_is_said_only_where_the_dates_tell(
    begun: str | None, ended: str | None, day: str | None, said: str
):
    assert said in held_on(Role("r", "p", None, "Leader", begun, ended), day)


def test_a_bracket_before_a_part_stands_after_the_ellipsis(interview: Interview):
    case = interview.case
    with case.step("test", "Test"):
        quoting.bracket(case, interview.war.id, "translation", 1, 0, "all", "clarifies")

    words = gather(case, Choice((interview.war.id,))).quotes[0].passages[1].quotation

    assert words.startswith("“The truce is over....[all] Except for the American embassy...")
