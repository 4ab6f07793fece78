"""The route finder, by hand from the rules; and its data held to the frameworks that it names."""

import pytest

from app import certifying, correcting, law, people
from app.argument import foundation, gathering, routes
from app.argument.foundation import Party
from app.argument.reading import Reader
from app.problems import Refused

RULES = routes.rules()
CIVIL = routes.forum_of("us_federal_civil", RULES)
CRIMINAL = routes.forum_of("us_federal_criminal", RULES)


def states(facts, forum=CIVIL):
    return {one.route.id: one for one in routes.find(forum, facts, RULES)}


def test_a_partys_own_statement_is_open_when_speaker_and_capacity_are_shown():
    facts = {"speaker_is_party": True, "speaker_named": True, "speaker_identified": True, "capacity_stated": True}

    assert states(facts)["801d2A"].state == "open"
    lacking = states({**facts, "speaker_identified": False})["801d2A"]
    assert (lacking.state, lacking.missing) == ("lacks foundation", (RULES.facts["speaker_identified"],))


def test_no_partys_statement_against_a_non_party():
    """Fed. R. Evid. 801(d)(2): offered against an opposing party."""
    assert states({"speaker_is_party": False})["801d2A"].state == "closed"
    assert states({"speaker_is_party": None})["801d2A"].state == "unsure"


def test_authority_is_never_shown_by_the_statement_alone():
    """Fed. R. Evid. 801(d)(2), last sentence but one: considered, but does not by itself establish it."""
    known = dict.fromkeys(("organisation_is_party", "speaker_identified", "office_on_date"), True)

    found = states(known)["801d2C"]

    assert (found.state, found.to_show) == ("lacks foundation", (RULES.facts["authority_shown"],))


def test_against_interest_needs_corroboration_in_a_criminal_case_only():
    """Fed. R. Evid. 804(b)(3)(B)."""
    facts = {"unavailable": True, "against_interest": True}

    assert states(facts, CIVIL)["804b3"].state == "open"
    assert states(facts, CRIMINAL)["804b3"].state == "lacks foundation"


def test_a_foreign_record_is_certified_under_902_12_in_a_civil_case_only():
    assert "902_12" in states({}, CIVIL)
    assert "902_12" not in states({}, CRIMINAL)


@pytest.mark.parametrize("forum", RULES.forums, ids=lambda forum: forum.id)
def test_every_forum_covers_every_layer_and_cites_a_basis(forum):
    assert set(RULES.layers) - {route.layer for route in forum.routes} <= {"presentation"}
    assert all(route.basis for route in forum.routes)
    assert len({route.id for route in forum.routes}) == len(forum.routes)


def test_the_elements_that_routes_name_are_in_the_frameworks(case):
    named = {route.element for forum in RULES.forums for route in forum.routes if route.element}

    with case.step("test", "Test"):
        for one in sorted(named):
            framework, _, path = one.partition(":")
            law.choose(case, framework)
            assert law.element_of(case, framework, path).path == path


@pytest.mark.parametrize(
    ("wanted", "id"),
    [
        ("ICC", "icc"),
        ("International Criminal Court", "icc"),
        ("S.D.N.Y., indictment", "us_federal_criminal"),
        ("OFAC designation", "us_designation"),
    ],
)
def test_a_forum_is_known_by_its_words(wanted, id):
    assert routes.forum_of(wanted, RULES).id == id


def test_an_unknown_forum_is_refused_with_the_list():
    with pytest.raises(Refused, match="un_fact_finding"):
        routes.forum_of("somewhere", RULES)


def test_nothing_in_the_rules_concludes_liability():
    said = [RULES.note, *RULES.facts.values(), *(line for three in RULES.conditions.values() for line in three)]
    said += [text for forum in RULES.forums for route in forum.routes for text in (route.title, route.note or "")]

    assert not any(word in line.lower() for line in said for word in ("liable", "guilty", "is admissible"))


def test_the_article_against_its_speaker_and_against_another(case, reader, ids):
    quote = case.quotes.get(ids["Q4"])

    own = foundation.facts(reader, quote, [Party(person=ids["P1"])])
    others = foundation.facts(reader, quote, [Party(organisation=ids["O2"])])

    assert (own["speaker_is_party"], own["recording_in_hand"], own["translator_named"]) == (True, False, False)
    assert (others["speaker_is_party"], others["organisation_is_party"]) == (False, None)
    assert own["organisation_is_party"] is False
    assert (own["omissions_known"], own["no_supplied_meaning"], own["outlet_named"]) == (False, False, True)
    assert foundation.facts(reader, quote, [])["speaker_is_party"] is None


def test_an_office_counts_on_the_date_only(case, ids):
    with case.step("test", "Test"):
        people.add_role(case, ids["P1"], "secretary-general", ids["O1"], date_from="2019", date_to="2020-12-31")
    reader = Reader(case)

    facts = {name: foundation.facts(reader, case.quotes.get(ids[name]), []) for name in ("Q3", "Q4")}

    assert facts["Q3"]["office_on_date"] is True  # November 2020
    assert facts["Q4"]["office_on_date"] is False  # June 2021


@pytest.mark.parametrize(
    ("ended", "known"),
    [("2020-12-31", False), (None, None), ("..", True), ("2022", True)],
)
def test_the_route_finder_reads_offices_as_the_sheet_does(case, ids, ended, known):
    with case.step("test", "Test"):
        people.add_role(case, ids["P1"], "secretary-general", ids["O1"], date_from="2019", date_to=ended)

    facts = foundation.facts(Reader(case), case.quotes.get(ids["Q4"]), [])

    assert facts["office_on_date"] is known


def test_a_certificate_counts_while_it_holds_and_a_mention_of_one_never(case, ids):
    quote = case.quotes.get(ids["Q4"])
    (tier,) = {span.transcript_id for span in quote.tokens.spans("translation")}

    def certified():
        return foundation.facts(Reader(case), case.quotes.get(quote.id), [])["translation_certified"]

    with case.step("test", "Test"):
        case.transcripts.change(tier, certificate="certified by somebody")
    assert certified() is False
    with case.step("test", "Test"):
        certifying.certify(case, tier, "A. Translator")
    assert certified() is True
    with case.step("test", "Test"):
        correcting.correct(case, tier, 0, text="Other words.", reason="Heard again.")
    assert certified() is False


def test_every_quote_is_heard_in_every_forum(reader, case):
    for forum in RULES.forums:
        heard = gathering.heard(reader, forum, [], case.quotes.all())
        assert len(heard) == 5
        assert all(len(one.found) == len(forum.routes) for one in heard)
