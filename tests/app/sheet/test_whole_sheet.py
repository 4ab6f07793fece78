"""What a sheet prints of certificates, other translations, companions, “we”, the contrary and the signatures."""

import pytest

from app import certifying, companions, correcting, nesting, people, renderings, reviewing, sheet
from app.exporters import csv, html
from app.passages import Passage
from app.rendition import render
from db.claims import Contradiction, Finding, FindingSource, Task


@pytest.fixture
def printed(case, interview):
    def gather(**choice):
        return sheet.gather(case, sheet.Choice((interview.war.id,), **choice)).quotes[0]

    return gather


def add(case, table, record):
    with case.step("test", "Test"):
        return getattr(case.argument, table).add(record)


def values(facts):
    return {fact.label: fact.shown for fact in facts}


def all_text(quote):
    return html.render(quote, lambda _done, _all: None).decode()


def test_a_certificate_is_printed_and_a_correction_voids_it_visibly(case, interview, do, printed):
    translation = next(interview.war.tokens.spans("translation"))
    do(certifying.certify, translation.transcript_id, "A. Sworn", date="2021-06-10")
    assert values(printed().certificates[0])["Holds"].startswith("yes")
    assert printed().voided == ()

    ordinal = translation.start.ordinal
    imported = case.transcripts.segments(translation.transcript_id)[ordinal].text
    do(correcting.correct, translation.transcript_id, ordinal, "heard again", text=f"{imported} Indeed.")

    assert values(printed().certificates[0])["Holds"].startswith("VOID")
    assert "A. Sworn" in printed().voided[0]
    (fact,) = printed().corrections
    assert "Indeed." in fact.shown
    assert "heard again" in fact.shown


def test_the_passage_is_printed_as_it_was_imported_whatever_is_corrected(case, interview, do, printed):
    before = [tier.quotation for tier in printed().passages]
    span = next(interview.war.tokens.spans("translation"))
    do(correcting.correct, span.transcript_id, span.start.ordinal, "heard again", text="Something else.")
    assert [tier.quotation for tier in printed().passages] == before


def test_each_omission_has_its_share(printed):
    rows = [row for tier in printed().passages for row in tier.omissions if row.words]
    assert rows
    assert all(row.share and row.share.endswith("%") for row in rows)


def test_companions_and_their_notes(case, interview, do, printed):
    do(companions.add_quote, interview.war.id, interview.bare.id, "subject", "the same evening")
    (one,) = printed().companions
    assert one.title == "Another statement on the subject"
    assert one.lines[0].text == render(interview.bare.tokens.translation).text
    assert one.note == "the same evening"
    assert printed(with_notes=False).companions[0].note is None


def test_another_translation_is_printed_word_by_word(case, interview, do, printed):
    first, rest = renderings.quoted_text(case, interview.war).split(" ", 1)
    do(renderings.add, interview.war.id, f"Otherwise {rest}", translator="B", note="SECRETNOTE")
    (one,) = printed().renderings
    assert [(part.one, part.other) for part in one.stretches if not part.is_same] == [(first, "Otherwise")]
    whole = sheet.gather(case, sheet.Choice((interview.war.id,), with_notes=False))
    assert "SECRETNOTE" not in all_text(whole)
    assert b"SECRETNOTE" not in csv.render(whole, lambda _done, _all: None)


def test_what_speaks_against_is_gathered(case, interview, do, printed):
    war = interview.war.id
    finding = add(case, "findings", Finding("f", 1, "He commands the drones", open="the chain of command"))
    add(case, "finding_sources", FindingSource("s1", finding.id, "support", "quote", war))
    add(case, "finding_sources", FindingSource("s2", finding.id, "contrary", text="an analyst disagrees"))
    add(case, "contradictions", Contradiction("c", "change of position", "quote", war, other_text="said otherwise"))
    add(case, "tasks", Task("t", "find the second recording", table_name="quote", record_id=war))
    add(case, "tasks", Task("t2", "done already", done=1, table_name="quote", record_id=war))

    said = "\n".join(f"{use.title}: {fact.label} {fact.shown}" for use in printed().against for fact in use.facts)
    for words in ("an analyst disagrees", "the chain of command", "said otherwise", "find the second recording"):
        assert words in said
    assert "done already" not in said


def test_words_passed_on_name_whose_they_are(case, interview, do, printed):
    span = next(interview.war.tokens.spans("translation"))
    who = do(people.add_person, "The messenger")
    do(nesting.add, interview.war.id, Passage(span.transcript_id, span.start, span.end), who.id)
    (fact,) = [one for one in printed().speaker if one.label == "Words passed on"]
    assert "The messenger" in fact.shown


def test_the_sign_off_says_who_approved_and_who_has_not(interview, do, printed):
    facts = values(printed().signed)
    assert facts["First reviewer"] == "has not approved"
    assert facts["Dissent"] == "none recorded"
    do(reviewing.move, interview.war.id, "submitted")
    assert values(printed().signed)["Second reviewer"] == "has not approved"


def test_all_nine_blocks_are_there(case, interview):
    written = all_text(sheet.gather(case, sheet.Choice((interview.war.id,))))
    for letter in "ABCDEFGHI":
        assert f'<span class="letter">{letter}</span>' in written
