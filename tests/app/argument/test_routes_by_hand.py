"""Every way into evidence of the US forums, worked out by hand from the rule, with what must be shown for each.

Each row: which facts are given, how the way stands, and the rule that says so. The table is written out from the rules
and not from the data: a foundation that the data forgets, or adds, fails a row.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.argument import foundation, routes
from app.argument.foundation import Party
from app.argument.reading import Reader
from app.problems import Refused
from db.claims import ProceedingParty

RULES = routes.rules()
FORUMS = {forum.id: forum for forum in RULES.forums}
CRIMINAL, CIVIL = "us_federal_criminal", "us_federal_civil"
BOTH = (CRIMINAL, CIVIL)

# What each way asks for: the condition without which it is closed, and everything that must be shown.
# fmt: off
ASKED = [
    # way, forums, closed unless, must be shown, the rule
    ("801d2A", BOTH, ["speaker_is_party"], "speaker_named speaker_identified capacity_stated",
     "801(d)(2)(A): made by the party, in an individual or representative capacity"),
    ("801d2B", BOTH, ["speaker_is_party"], "adopted_statement adoption_shown speaker_identified",
     "801(d)(2)(B): the party manifested that it adopted it or believed it to be true"),
    ("801d2C", BOTH, ["organisation_is_party"], "speaker_identified office_on_date authority_shown",
     "801(d)(2)(C): authorised to make a statement on the subject; the statement alone does not establish it"),
    ("801d2D", BOTH, ["organisation_is_party"], "speaker_identified office_on_date statement_dated scope_shown",
     "801(d)(2)(D): on a matter within the scope of the relation and while it existed; not by the statement alone"),
    ("801d2E", BOTH, ["another_party"], "speaker_identified statement_dated conspiracy_shown",
     "801(d)(2)(E): during and in furtherance; 104(a) and Bourjaily; not by the statement alone"),
    ("801d2_successor", BOTH, ["another_party"], "speaker_identified derived_liability",
     "801(d)(2), last sentence (1 Dec 2024): liability directly derived from the declarant or the principal"),
    ("801c2", BOTH, [], "not_for_truth speaker_identified",
     "801(c)(2): hearsay only if offered for the truth of what it asserts"),
    ("803_3", BOTH, [], "state_of_mind speaker_identified",
     "803(3): then-existing motive, intent or plan, no statement of memory or belief"),
    ("804b3", (CRIMINAL,), [], "unavailable against_interest corroborated",
     "804(b)(3)(A), and (B) in a criminal case (1 Dec 2024)"),
    ("804b3", (CIVIL,), [], "unavailable against_interest",
     "804(b)(3)(A); (B) asks for corroboration in a criminal case only"),
    ("807", BOTH, [], "trustworthy more_probative notice_given",
     "807(a)(1) guarantees of trustworthiness, (a)(2) more probative, (b) notice"),
    ("805", BOTH, ["reports_another"], "nested_speaker nested_route",
     "805: each part of the combined statements conforms with an exception"),
    ("901b1", BOTH, [], "witness recording_in_hand", "901(b)(1): testimony that an item is what it is claimed to be"),
    ("901b4", BOTH, [], "recording_in_hand outlet_named statement_dated characteristics",
     "901(b)(4): appearance, contents and the like, taken together with all the circumstances"),
    ("901b5", BOTH, [], "recording_in_hand voice_witness",
     "901(b)(5): an opinion, based on hearing the voice in circumstances that connect it with the speaker"),
    ("901b9", BOTH, [], "recording_in_hand capture_logged process_evidence",
     "901(b)(9): evidence describing a process and showing that it produces an accurate result"),
    ("902_11", BOTH, [], "custodian address notice_given", "902(11): certification of the custodian, notice"),
    ("902_12", (CIVIL,), [], "custodian address notice_given", "902(12): in a civil case"),
    ("3505", (CRIMINAL,), [], "custodian address notice_given", "18 U.S.C. 3505: foreign records in a criminal case"),
    ("902_13", BOTH, [], "recording_in_hand capture_logged process_certificate notice_given",
     "902(13): certification of a qualified person, notice as under 902(11)"),
    ("902_14", BOTH, [], "recording_in_hand hash_at_capture copy_certificate notice_given",
     "902(14): authenticated by a process of digital identification, notice as under 902(11)"),
    ("1003", BOTH, [], "recording_in_hand accurate_copy",
     "1001(e): accurately reproduces the original; 1003: admissible to the same extent"),
    ("1004", BOTH, ["no_recording"], "originals_gone outlet_named",
     "1004: originals lost or destroyed not in bad faith, or not obtainable by judicial process"),
    ("604", BOTH, ["is_translated"], "original_words translator_named translator_qualified translation_certified",
     "604: qualified, and an oath to make a true translation; 702"),
    ("conduit", BOTH, ["is_translated"], "original_words translator_named conduit_weighed",
     "Nazemian, 948 F.2d 522: four factors"),
    ("106", BOTH, [], "omissions_known question_recorded context_recorded related_listed no_supplied_meaning",
     "106 (1 Dec 2023): any other part or statement that in fairness ought to be considered at the same time"),
    ("1006", BOTH, [], "voluminous underlying_available",
     "1006(a) voluminous and admissible, (b) made available to the other parties (1 Dec 2024)"),
    ("107", BOTH, [], "aid_helps", "107(a): utility not substantially outweighed; no evidence (1 Dec 2024)"),
    ("69_4", ("icc",), [], "speaker_named speaker_identified statement_dated capacity_stated",
     "Rome Statute 69(4), RPE 63(2): free assessment"),
    ("69_4_nested", ("icc",), ["reports_another"], "nested_speaker", "Rome Statute 69(4): hearsay goes to weight"),
    ("open_source", ("icc",), [], "recording_in_hand outlet_named address archived", "69(4); Berkeley Protocol"),
    ("chain", ("icc",), [], "capture_logged hash_at_capture recording_in_hand", "e-Court Protocol: custody, metadata"),
    ("icc_translation", ("icc",), ["is_translated"], "original_words translator_named translator_qualified",
     "Rome Statute 50(2): working languages"),
    ("54_1", ("icc",), [], "omissions_known question_recorded context_recorded related_listed",
     "Rome Statute 54(1)(a), 67(2): exonerating circumstances equally"),
    ("record", ("us_designation",), [], "speaker_named speaker_identified statement_dated",
     "8 U.S.C. 1189(a)(3)(A): administrative record"),
    ("record_nested", ("us_designation",), ["reports_another"], "nested_speaker", "hearsay may be relied upon"),
    ("record_source", ("us_designation",), [], "outlet_named address statement_dated",
     "8 U.S.C. 1189(c)(3); 5 U.S.C. 706(2)(A)"),
    ("record_copy", ("us_designation",), [], "recording_in_hand capture_logged hash_at_capture", "the same"),
    ("record_translation", ("us_designation",), ["is_translated"],
     "original_words translator_named translation_certified", "practice"),
    ("record_context", ("us_designation",), [], "omissions_known context_recorded related_listed",
     "8 U.S.C. 1189(c)(2)-(3): review on the record taken as a whole"),
    ("ff_statement", ("un_fact_finding",), [], "speaker_named speaker_identified statement_dated", "OHCHR (2015)"),
    ("ff_nested", ("un_fact_finding",), ["reports_another"], "nested_speaker second_source",
     "OHCHR (2015): a secondary source is corroborated"),
    ("ff_source", ("un_fact_finding",), [], "outlet_named address second_copy", "Berkeley Protocol"),
    ("ff_copy", ("un_fact_finding",), [], "recording_in_hand capture_logged hash_at_capture archived",
     "Berkeley Protocol"),
    ("ff_translation", ("un_fact_finding",), ["is_translated"], "original_words translator_named", "Berkeley Protocol"),
    ("ff_context", ("un_fact_finding",), [], "context_recorded related_listed", "OHCHR (2015)"),
]
# fmt: on
ROWS = [(forum, way, closed, shown.split()) for way, forums, closed, shown, _ in ASKED for forum in forums]
NAMES = [f"{forum}-{way}" for forum, way, _, _ in ROWS]


def state(forum, way, facts):
    return next(one for one in routes.find(FORUMS[forum], facts, RULES) if one.route.id == way)


@pytest.mark.parametrize(("forum", "way", "closed", "shown"), ROWS, ids=NAMES)
def test_a_way_is_open_only_with_all_that_the_rule_asks_for(forum, way, closed, shown):
    facts = dict.fromkeys((*closed, *shown), True)

    assert state(forum, way, facts).state == "open"
    for one in shown:
        assert state(forum, way, {**facts, one: False}).missing == (RULES.facts[one],)
        assert state(forum, way, {**facts, one: None}).to_show == (RULES.facts[one],)
        assert state(forum, way, {**facts, one: False}).state == "lacks foundation"
        assert state(forum, way, {**facts, one: None}).state == "lacks foundation"
    for one in closed:
        assert state(forum, way, {**facts, one: False}).state == "closed"
        assert state(forum, way, {**facts, one: None}).state == "unsure"


def test_the_table_knows_every_way_of_the_data():
    assert {(forum, way) for forum, way, _, _ in ROWS} == {
        (forum.id, route.id) for forum in RULES.forums for route in forum.routes
    }


# Who is a party decides which of the five ways is open. S is the speaker, G the group in which an office of his is
# recorded, H another group, X another person. 801(d)(2): offered against an opposing party.
# fmt: off
S, G, H, X = Party(person="P1"), Party(organisation="O1"), Party(organisation="O2"), Party(name="X")
PARTIES = [
    # parties -> (A) and (B), (C) and (D), (E) and the successor
    ([], None, None, None),                # Nobody is named: nobody can tell.
    ([S], True, False, False),             # His own case: nobody else could be bound by his words.
    ([G], False, True, True),              # His group: he may have spoken for it, or conspired with it.
    ([H], False, None, True),              # No office in it is recorded, which proves no absence of one.
    ([S, G], True, True, True),
    ([X], False, None, True),              # A natural person can authorise a speaker, or have an agent, too.
    ([S, Party(name="United States", side="prosecution")], True, None, None),  # Not offered against who brings it.
]
# fmt: on


@pytest.mark.parametrize(("parties", "own", "of_group", "of_another"), PARTIES)
def test_the_party_decides_which_way_is_open(case, ids, parties, own, of_group, of_another):
    known = [Party(ids.get(p.person), ids.get(p.organisation), p.name, p.side) for p in parties]

    facts = foundation.facts(Reader(case), case.quotes.get(ids["Q4"]), known)

    found = (facts["speaker_is_party"], facts["organisation_is_party"], facts["another_party"])
    assert found == (own, of_group, of_another)


@pytest.mark.parametrize(
    ("side", "brings"),
    [("prosecution", True), ("Plaintiffs", True), ("claimant", True), ("defence", False), ("respondent", False)],
)
def test_the_side_that_brings_the_case_is_known_by_its_name(side, brings):
    (party,) = foundation.parties_of([ProceedingParty("p", "x", side, name="N")])

    assert party.brings is brings


@pytest.mark.parametrize("wanted", ["Special Criminal Court", "International Criminal Tribunal", "tribunal civil"])
def test_a_court_of_elsewhere_is_never_taken_for_a_federal_court(wanted):
    with pytest.raises(Refused, match="No one forum"):
        routes.forum_of(wanted, RULES)


def test_what_only_a_person_can_show_is_never_taken_from_the_case(reader, case):
    """Authority, scope, conspiracy, voice, custody by certificate and the like are for proof, not for a program."""
    shown = "authority_shown scope_shown conspiracy_shown derived_liability unavailable against_interest corroborated"
    shown += " trustworthy more_probative voice_witness characteristics accurate_copy originals_gone adoption_shown"
    shown += " state_of_mind not_for_truth process_evidence voluminous underlying_available aid_helps witness custodian"

    for quote in case.quotes.all():
        facts = foundation.facts(reader, quote, [])
        assert not set(shown.split()) & set(facts)


NAMED = sorted({*RULES.facts, *RULES.conditions})
FACTS = st.dictionaries(st.sampled_from(NAMED), st.sampled_from((True, False, None)))
BETTER = ("closed", "unsure", "lacks foundation", "open")


@given(FACTS, st.sampled_from(NAMED), st.sampled_from(RULES.forums))
def test_a_fact_more_never_closes_a_way(facts, more, forum):
    before = routes.find(forum, facts, RULES)
    after = routes.find(forum, {**facts, more: True}, RULES)

    for one, other in zip(before, after, strict=True):
        assert BETTER.index(other.state) >= BETTER.index(one.state)
        assert {*other.missing, *other.to_show} <= {*one.missing, *one.to_show}


@given(FACTS, st.randoms())
def test_the_order_of_facts_never_matters(facts, random):
    shuffled = dict(random.sample(sorted(facts.items(), key=lambda one: one[0]), len(facts)))

    assert all(routes.find(one, facts, RULES) == routes.find(one, shuffled, RULES) for one in RULES.forums)
