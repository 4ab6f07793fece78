"""All that a quote stands with, each verb one step that can be undone: on the sample's own interview."""

import os
import shutil

import pytest
from PySide6.QtCore import QCoreApplication

from app import (
    certifying,
    clipping,
    companions,
    correcting,
    linking,
    nesting,
    offices,
    other_statements,
    people,
    quoting,
    renderings,
    sample,
    variance,
    we,
)
from app.left_out import left_out
from app.passages import Passage, find_words
from app.problems import Refused
from app.session import Session
from db import replay
from db.records import Role
from db.tokens import Position


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return sample.build(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def session(built, tmp_path):
    shutil.copyfile(built, tmp_path / built.name)
    os.link(built.parent / "interview.mp4", tmp_path / "interview.mp4")
    session = Session()
    session.open(tmp_path / built.name)
    yield session
    session.close()
    QCoreApplication.processEvents()


@pytest.fixture
def case(session):
    return session.case


def quote_of(case, start):
    return next(one for one in case.quotes.all() if (one.title or "").startswith(start))


@pytest.fixture
def truce(case):
    return quote_of(case, "Truce")


@pytest.fixture
def english(case, truce):
    return next(truce.tokens.spans("translation")).transcript_id


# what is left out


def test_an_omission_tells_its_words_seconds_and_share(case, truce):
    original = [one for one in left_out(case, truce) if one.tier == "original"]

    assert [one.text for one in original] == ["ومن نقل إليكم الرسالة؟", "هل وافقتم على ما طلبوه؟"]
    assert [one.omission.words for one in original] == [4, 5]
    assert [one.omission.duration_ms for one in original] == [28_196 - 24_892, 43_225 - 39_633]
    assert [round(one.share, 4) for one in original] == [round(4 / 75, 4), round(5 / 75, 4)]


def test_an_ellipsis_that_was_published_claims_no_words(case):
    found = left_out(case, quote_of(case, "Drone capability and the al-Asad hit"))
    inherited = [one for one in found if one.omission.reason == "inherited"]
    assert all(one.omission.words is None and one.share is None for one in inherited)


# companions


def test_the_question_and_the_half_minute_around_are_taken_in_both_languages(session, case):
    war = quote_of(case, "End of truce")
    made = session.do("Take", companions.take_around, war.id)

    assert [one.kind for one in made] == ["question", "before", "after"]
    assert companions.words_of(case, made[0], "original") == "ما هو الموقف اليوم؟"
    assert companions.words_of(case, made[0], "translation") == "What is the position today?"
    assert companions.words_of(case, made[2], "translation").startswith("Let us turn to the drones.")
    with pytest.raises(Refused, match="nothing more"):
        session.do("Take", companions.take_around, war.id)
    session.undo()
    assert not case.argument.companions.all()


def test_a_quote_without_times_or_at_the_start_of_its_source_takes_nothing(session, case):
    with pytest.raises(Refused, match="nothing more"):
        session.do("Take", companions.take_around, quote_of(case, "Self-placement").id)


def test_quotes_that_share_rare_words_are_suggested_and_a_person_accepts(session, case):
    said, printed = (
        quote_of(case, "Drone capability and the al-Asad hit: the words"),
        next(one for one in case.quotes.all() if one.title == "Drone capability and the al-Asad hit"),
    )
    first = other_statements.quotes(case, said)[0]

    assert first.quote_id == printed.id
    assert {"drone", "launched"} <= set(first.words)
    session.do("Add", companions.add_quote, said.id, printed.id)
    assert printed.id not in [one.quote_id for one in other_statements.quotes(case, said)]
    with pytest.raises(Refused, match="already"):
        session.do("Add", companions.add_quote, said.id, printed.id)
    with pytest.raises(Refused, match="itself"):
        session.do("Add", companions.add_quote, said.id, said.id)


def test_what_can_belong_to_a_quote_is_named(session, case, truce, english):
    passage = Passage(english, Position(0, 0), Position(0, 4))
    with pytest.raises(Refused, match="nothing that can belong"):
        session.do("Add", companions.add_passage, truce.id, "gossip", passage)


# other translations


def test_words_that_differ_are_aligned_and_those_that_carry_a_link_light_up():
    ground = variance.Ground("1 Intent", "He says “ready for this”, which is intent.")
    found = variance.compare("We said we are ready for this.", "We said that we are prepared for this.", [ground])

    assert [(one.one, one.other, one.is_same) for one in found.stretches] == [
        ("We said", "We said", True),
        ("", "that", False),
        ("we are", "we are", True),
        ("ready", "prepared", False),
        ("for this.", "for this.", True),
    ]
    assert found.moves == ("1 Intent",)
    assert [one.moves for one in found.stretches if one.one == "ready"] == [("1 Intent",)]
    assert found.share == pytest.approx(1 - 6 / 8)


def test_arabic_spellings_of_one_word_do_not_differ():
    assert variance.compare("أَطلقنا الهدنة", "اطلقنا الهدنه").share == 0


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", "words"), ("words", ""), ("...", "…")])
def test_nothing_differs_from_nothing(one, other):
    assert variance.compare(one, other).moves == ()


def test_another_translation_is_compared_with_the_words_without_brackets(session, case, truce):
    incident = case.incidents.all()[0]
    link = session.do("Link", linking.to_incident, truce.id, incident.id, "admits_participation")
    session.do("Why", linking.change, link.id, reason="“we agree on one condition” accepts it")
    session.do("Add", renderings.add, truce.id, "We told him we accept a single condition.", language="en")

    (one,) = renderings.compared(case, truce)
    assert "[" not in renderings.quoted_text(case, truce)
    assert incident.title in one.variance.moves
    session.do("Change", renderings.change, one.rendering.id, language="fr")
    assert renderings.compared(case, truce)[0].variance is None


def test_a_translation_needs_words(session, truce):
    with pytest.raises(Refused, match="needs words"):
        session.do("Add", renderings.add, truce.id, "  ")


# corrections and certificates


def test_a_correction_lies_over_the_import_and_voids_the_certificate_until_it_is_undone(session, case, truce, english):
    session.do("Certify", certifying.certify, english, "A. Sworn", date="2021-06-10")
    assert [one.holds for one in certifying.of_quote(case, truce)] == [True]

    session.do("Correct", correcting.correct, english, 8, "heard again", text="The truce has ended. Now it's war.")

    assert case.transcripts.segments(english)[8].text == "The truce is over. Now it's war."
    assert correcting.effective(case, english)[8].text == "The truce has ended. Now it's war."
    assert [one.holds for one in certifying.of_quote(case, truce)] == [False]
    assert certifying.standings(case, english)[0].why.startswith("VOID")
    session.undo()
    assert [one.holds for one in certifying.of_quote(case, truce)] == [True]
    session.redo()
    session.do("Withdraw", correcting.withdraw, case.argument.corrections.all()[0].id)
    assert [one.holds for one in certifying.of_quote(case, truce)] == [True]


def test_a_correction_of_the_speaker_changes_no_word_and_voids_nothing(session, case, english):
    session.do("Certify", certifying.certify, english, "A. Sworn")
    session.do("Correct", correcting.correct, english, 8, "the voice", speaker="SOMEBODY")
    assert certifying.standings(case, english)[0].holds
    assert correcting.effective(case, english)[8].speaker == "SOMEBODY"


def test_words_of_a_corrected_segment_are_timed_anew_within_it(session, case, english):
    session.do("Correct", correcting.correct, english, 8, "heard again", text="It is over.")
    segment = correcting.effective(case, english)[8]
    assert [segment.text[word.start : word.end] for word in segment.words] == ["It", "is", "over"]
    assert all(segment.start_ms <= word.start_ms <= word.end_ms <= segment.end_ms for word in segment.words)


@pytest.mark.parametrize(
    ("ordinal", "reason", "fields", "why"),
    [
        (99, "x", {"text": "y"}, "no segment 99"),
        (8, " ", {"text": "y"}, "needs a reason"),
        (8, "x", {}, "something to correct"),
        (8, "x", {"text": " "}, "can't be empty"),
        (8, "x", {"text": "The truce is over. Now it's war."}, "says so already"),
        (8, "x", {"start_ms": 90_000}, "end before it begins"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(session, case, english, ordinal, reason, fields, why):
    with pytest.raises(Refused, match=why):
        session.do("Correct", correcting.correct, english, ordinal, reason, **fields)
    assert not case.argument.corrections.all()


def test_a_certificate_is_for_the_words_of_a_hash(session, case, english):
    session.do("Certify", certifying.certify, english, "A. Sworn", text_sha256="0" * 64)
    assert not certifying.standings(case, english)[0].holds
    with pytest.raises(Refused, match="no SHA-256"):
        session.do("Certify", certifying.certify, english, "A. Sworn", text_sha256="abc")
    with pytest.raises(Refused, match="needs a translator"):
        session.do("Certify", certifying.certify, english, " ")


# words passed on, offices


def test_words_passed_on_are_in_the_quote_and_have_a_speaker(session, case, truce, english):
    segments = case.transcripts.segments(english)
    passage = Passage(english, *find_words("the circumstances are complicated", segments))
    messenger = session.do("Add", people.add_person, "Hadi al-Ameri (as named)")
    made = session.do("Mark", nesting.add, truce.id, passage, messenger.id)

    assert nesting.words_of(case, made) == "the circumstances are complicated"
    with pytest.raises(Refused, match="already"):
        session.do("Mark", nesting.add, truce.id, passage)
    with pytest.raises(Refused, match="not in the quote"):
        session.do("Mark", nesting.add, truce.id, Passage(english, Position(0, 0), Position(0, 4)))
    with pytest.raises(Refused, match="named by a quote"):
        session.do("Remove", people.remove_person, messenger.id)


@pytest.mark.parametrize(
    ("begun", "ended", "day", "held"),
    [
        ("2006", "2022", "2021-06-01", "held"),
        ("2006", "..", "2021-06-01", "held"),
        ("2006", None, "2021-06-01", "unsure"),
        ("2006~", "..", "2021-06-01", "held"),  # Circa 2006 is long before.
        ("2020~", "..", "2021-06-01", "unsure"),  # Circa 2020 may be 2021.
        ("2006", "2022?", "2021-06-01", "unsure"),
        ("2006", "2019?", "2021-06-01", "not held"),
        ("2006", "2020?", "2021-06-01", "unsure"),
        (None, "..", "2021-06-01", "unsure"),
        ("2021", "2022", "2021-06", "unsure"),
        ("2021-07", None, "2021-06-01", "not held"),
        (None, "2020", "2021-06-01", "not held"),
        ("2006", "2022", None, "unsure"),
    ],
)
def test_an_office_was_held_was_not_or_nobody_can_be_sure(begun, ended, day, held):
    assert offices.held_on(Role("r", "p", None, "Leader", begun, ended), day) == held


# together


def test_deleting_a_quote_takes_all_of_it_and_undo_brings_all_back(session, case, truce, english):
    other = quote_of(case, "End of truce")
    passage = Passage(english, *find_words("the circumstances are complicated", case.transcripts.segments(english)))
    session.do("Tag", we.tag, truce.id, 1, "self")
    session.do("Add", renderings.add, truce.id, "Other words.")
    session.do("Take", companions.take_around, truce.id)
    session.do("Add", companions.add_quote, other.id, truce.id)
    session.do("Mark", nesting.add, truce.id, passage)
    argument = case.argument
    tables = (argument.we_references, argument.renderings, argument.companions, argument.nested_speeches)
    before = [table.all() for table in tables]

    session.do("Delete", quoting.delete, truce.id)
    assert [table.all() for table in tables] == [[], [], [], []]
    session.undo()
    assert [table.all() for table in tables] == before
    assert replay.same(replay.replay(case.connection), replay.tables(case.connection))


# the clip


def test_a_clip_leaves_out_what_the_quote_leaves_out_whatever_its_margin(case, truce):
    assert [(one.start_ms, one.end_ms) for one in clipping.plan(case, truce, "none", 2000).stretches] == [
        (3779, 24_892),
        (28_196, 39_633),
        (43_225, 57_115),
    ]


def test_stress_and_brackets_cut_nothing_out_of_a_clip(session, case, truce):
    before = clipping.plan(case, truce).stretches
    at = truce.tokens.original[0].text.index("وسطاء")
    session.do("Stress", quoting.emphasise, truce.id, "original", 0, at, at + 5)
    session.do("Bracket", quoting.bracket, truce.id, "original", 0, 3, "يقول", "clarifies")
    assert clipping.plan(case, case.quotes.get(truce.id)).stretches == before
