"""The “we” ledger: what a link still says under each reading of “we” (LAW.md, "We ledger")."""

import pytest

from app.argument import pronouns
from app.argument.matrix import Switches
from app.argument.pronouns import We
from app.argument.reading import see
from app.argument.wording import Piece, Wording
from db.claims import WeReference
from db.tokens import Span

SAID = Wording(((Piece("said", "We decided to escalate, and the weapon exists."),),))
OWN, ALLIED = "own organisation", "allied collective"

BOTH = Wording(
    ((Piece("said", "نحن قررنا وهذا قرارنا"),), (Piece("said", "We decided and this is our decision of the US"),))
)

BY_HAND = [
    # tagged, reason -> whom it may mean
    ([], "We decided", ("unclear",)),  # A “we” that nobody has tagged.
    ([We(OWN, "We")], "A decision", (OWN,)),
    ([We(OWN, "We")], "“the weapon exists”", None),  # The cited words have no “we”.
    ([We(OWN, "We")], "“We decided”", (OWN,)),
]


@pytest.mark.parametrize(("tagged", "reason", "readings"), BY_HAND)
def test_by_hand(tagged, reason, readings):
    assert pronouns.readings(SAID, tagged, reason) == readings


IN_TWO_LANGUAGES = [
    # tagged -> whom it may mean; “قررنا” and “قرارنا” may be other words, and “US” is a country
    ([], ("unclear",)),
    ([We(OWN, "We")], (OWN, "unclear")),  # “our” and “نحن” were never spoken of.
    ([We(OWN, "We"), We(ALLIED, "our")], (ALLIED, OWN)),  # The English is whole, so the Arabic is too.
    ([We(OWN, "نحن")], (OWN,)),  # The Arabic is whole.
    ([We(OWN, "قررنا")], (OWN, "unclear")),  # A weak one was tagged; the sure ones were not.
]


@pytest.mark.parametrize(("tagged", "readings"), IN_TWO_LANGUAGES)
def test_what_nobody_tagged_is_unclear_unless_the_other_language_is_whole(tagged, readings):
    assert pronouns.readings(BOTH, tagged, None) == readings


def test_a_quote_without_a_we_rests_on_none():
    assert pronouns.readings(Wording(((Piece("said", "It is war"),),)), [], None) is None


@pytest.mark.parametrize(
    ("readings", "fate"), [(None, "holds"), ((OWN,), "holds"), ((ALLIED,), "falls"), ((ALLIED, "unclear"), "doubt")]
)
def test_how_it_fares_if_we_is_the_own_organisation(readings, fate):
    assert pronouns.fares(readings, OWN) == fate


def test_the_decision_of_november_falls_if_we_is_tagged_as_another(case, ids, step):
    quote = case.quotes.get(ids["Q3"])
    span = next(token for token in quote.tokens.translation if isinstance(token, Span))
    said = [WeReference(text + str(n), quote.id, span.transcript_id, 0, 9 * n, 9 * n + 2, text, ALLIED, basis="said")
            for n, text in enumerate(("We", "our", "our", "we"))]  # fmt: skip
    half = step(*(("we_references", one) for one in said[:2]))
    assert [change.falls for change in see(half.sheet("us_ata_civil_2333"), Switches(we=OWN)).changes] == [False, False]
    reader = step(*(("we_references", one) for one in said[2:]))

    sheet = reader.sheet("us_ata_civil_2333")

    assert see(sheet, Switches(we=ALLIED)).changes == ()
    seen = see(sheet, Switches(we=OWN))
    assert [change.falls for change in seen.changes] == [True, True]
    assert seen.said == "2 cells fall if “we” means own organisation."
    assert seen.assessment.standings["d/d.0"].state == "nothing"
