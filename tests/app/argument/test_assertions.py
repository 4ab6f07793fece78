"""The assertion check; in the article, “cost” is claimed of June but stands only in November's quote (LAW.md, 12)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.argument import assertions, gathering
from app.argument.assertions import Claim
from app.argument.wording import Piece, Wording
from db.claims import Finding, FindingSource

JUNE = Wording(((Piece("said", "the hit was accurate"), Piece("left out"), Piece("said", "we have more "),
                 Piece("put in", "weapons", "supplies_meaning")),))  # fmt: skip
NOVEMBER = Wording(((Piece("said", "the Cost of keeping"),), (Piece("said", "كلفة إبقاء"),)))
ALL = {"june": JUNE, "november": NOVEMBER}

BY_HAND = [
    ("hit was accurate", "stands", ("june",)),
    ("The hit", "stands", ("june",)),  # Folded.
    ("accurate we", "nowhere", ()),  # Never across an omission.
    ("more weapons", "inserted only", ()),
    ("cost", "elsewhere", ("november",)),
    ("كلفه ابقاء", "elsewhere", ("november",)),  # Spelled otherwise, the same words.
    ("costs", "nowhere", ()),  # Another word.
    ("hit accurate", "nowhere", ()),  # One right after the other, or not at all.
    ("accurate was hit", "nowhere", ()),  # And in order.
    ("weapons", "inserted only", ()),  # Put in by an editor; nobody said it.
    ("cost of keeping", "elsewhere", ("november",)),
    ("keeping كلفة", "nowhere", ()),  # Never from one language into the other.
]


@pytest.mark.parametrize(("words", "verdict", "found"), BY_HAND)
def test_by_hand(words, verdict, found):
    (one,) = assertions.check([Claim("f", "It is so.", ("june",), (("june", words),))], ALL)

    assert (one.verdict, one.found_in, one.is_wrong) == (verdict, found, verdict != "stands")


def test_what_stands_between_quotation_marks_is_cited_and_what_is_only_used_is_a_hint():
    found = assertions.check([Claim("f", "He says “cost” of keeping.", ("june",))], ALL)

    assert [(one.words, one.is_cited, one.is_wrong) for one in found] == [
        ("cost", True, True),
        ("keeping", False, False),
    ]


def test_a_finding_that_names_no_quote_is_not_checked():
    assert assertions.check([Claim("f", "There is “no evidence”.", ())], ALL) == []


def test_the_cost_of_the_article_is_caught(ids, reader):
    found = gathering.assertion_check(reader)

    (cost,) = [one for one in found if one.is_wrong]
    names = {id: name for name, id in ids.items()}
    assert names[cost.finding] == "F7"
    assert (cost.words, cost.verdict, [names[id] for id in cost.found_in]) == ("cost", "elsewhere", ["Q3"])
    assert "does not stand in “Drone capability" in assertions.in_words(
        cost, {id: reader.name(id) for id in ids.values() if id in reader.quotes}
    )


def test_the_cost_is_caught_even_where_nobody_says_which_words_are_claimed(ids, step):
    reader = step(
        ("findings", Finding("f7", 7, "He mentions raising the cost of the US presence.")),
        ("finding_sources", FindingSource("s", "f7", "support", "quote", ids["Q4"])),
    )

    assert "cost" in {one.words for one in gathering.assertion_check(reader) if one.verdict == "elsewhere"}


SAYING = st.lists(st.sampled_from("the cost of keeping was accurate".split()), min_size=1, max_size=5).map(" ".join)  # noqa: SIM905


@given(SAYING, st.lists(SAYING, min_size=1, max_size=3), SAYING)
def test_more_that_was_said_never_makes_a_true_citation_wrong(claimed, said, more):
    quote = tuple(Piece("said", one) for one in said)
    claim = Claim("f", "It is so.", ("q",), (("q", claimed),))

    (before,) = [one for one in assertions.check([claim], {"q": Wording((quote,))}) if one.is_cited]
    longer = Wording(((*quote, Piece("left out"), Piece("said", more)),))
    (after,) = [one for one in assertions.check([claim], {"q": longer, "r": Wording((quote,))}) if one.is_cited]

    assert before.verdict != "stands" or after.verdict == "stands"
