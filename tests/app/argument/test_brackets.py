"""The bracket test against the article's quotations, worked out by hand.

The rules are those of the module: a reviewer's answer decides; cited words that were said hold; a word that is said
only where meaning was put in falls; no word in common can't be told. (LAW.md, "Bracket test".)
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.argument import brackets
from app.argument.wording import Piece, Wording, cited, folded, stands, stem


def words(*pieces):
    kinds = {"(": "supplies_meaning", "[": "clarifies"}
    made = []
    for piece in pieces:
        if piece == "...":
            made.append(Piece("left out"))
        elif piece[0] in kinds:
            made.append(Piece("put in", piece[1:-1], kinds[piece[0]]))
        else:
            made.append(Piece("said", piece))
    return Wording((tuple(made),))


DRONE = words("(The drone)", " exists, it's been launched", "...", "(Drones)", " targeted al-Asad ", "[Air Base]",
              ", but the hit was so accurate", "...", "This weapon exists and we are proud of it, and we have more ",
              "(sophisticated weapons)", ". I'm not talking about myself only.")  # fmt: skip

BY_HAND = [
    # the reason, how it fares, and why
    ("Launch described without saying by whom.", "falls"),  # Rule 3: "launched" opens with a supplied subject.
    ("al-Asad targeted", "falls"),  # Rule 3: said of "[Drones]" and nowhere else.
    ("the hit was accurate", "falls"),  # Rule 3: the whole sentence rests on "[Drones]".
    ("“This weapon exists and we are proud of it”", "holds"),  # Rule 2: cited and said.
    ("“we have more sophisticated weapons”", "falls"),  # Rule 2: stands only with the brackets.
    ("pride in the weapon", "holds"),  # Rule 3: "weapon" is said in a clause of its own.
    ("“and we have more”: numbers", "holds"),  # Rule 2.
    ("Claimed capability.", "doubt"),  # Rule 4: no word in common.
    (None, "doubt"),
]


@pytest.mark.parametrize(("reason", "holding"), BY_HAND)
def test_by_hand(reason, holding):
    assert brackets.fate(DRONE, reason).holding == holding


def test_what_a_reviewer_judged_decides():
    assert brackets.fate(DRONE, "Launch described", 1).holding == "holds"
    assert brackets.fate(DRONE, "“This weapon exists”", 0) == brackets.Test("falls", "A reviewer has judged so.", True)


def test_what_has_no_inserted_meaning_or_carries_nothing_holds():
    assert brackets.fate(words("any base", "[armed groups]"), "armed groups").holding == "holds"
    assert brackets.fate(DRONE, "Launch described", carries=False).holding == "holds"


def test_the_attribution_of_al_asad_falls_and_the_rest_of_the_article_stands(reader, ids, case):
    sheets = [reader.sheet(one.id) for one in case.frameworks.all()] + [reader.sheet("incidents")]
    fates = {entry.link.id: entry.test.holding for sheet in sheets for entry in sheet.entries}
    names = {id: name for name, id in ids.items()}

    assert {names[id] for id, fate in fates.items() if fate == "falls"} == {"L1", "E5"}
    assert {names[id] for id, fate in fates.items() if fate == "doubt"} == {"E3", "E9", "E16"}
    assert len(fates) == 32


# Each row: the words (as above, ( ) supplies meaning, [ ] clarifies), the reason, how it fares, and the rule for it.
RULES = [
    (["We hit ", "(the embassy)"], "embassy", "falls", "3: said only within what was put in"),
    (["We hit ", "(the embassy)"], "hit", "falls", "3: the clause bears the bracket that stands in it"),
    (["We came at night, and hit ", "(the embassy)"], "at night", "holds", "3: another clause of the sentence"),
    (["We came at night; they hit ", "(the embassy)"], "night", "holds", "3: a semicolon ends a sentence"),
    (["(The rockets)", " came at night, and they hit"], "night", "falls", "3: what opens a sentence bears all of it"),
    (["(The rockets)", " came. We hit at night"], "night", "holds", "3: the next sentence is free"),
    (["(The rockets)", " came at night", "...", "at night we sleep"], "night", "holds", "3: said elsewhere, free"),
    (["We hit ", "[the embassy]"], "embassy", "holds", "1: to clarify is not to supply meaning"),
    (["We hit the embassy"], "anything", "holds", "1: nothing was put in"),
    (["We hit ", "(the embassy)"], "“We hit”", "holds", "2: cited and said"),
    (["We hit ", "(the embassy)"], "“We hit” and “hit the embassy”", "falls", "2: one citation stands on brackets"),
    (["We hit ", "(the embassy)"], "“We left”", "doubt", "4: cites what is not there, and no word in common"),
    (["We hit ", "(the embassy)"], "remorse", "doubt", "4: no word in common"),
    (["ضربنا ", "(السفارة)"], "السفارة", "falls", "3: in Arabic alike"),
    (["جئنا ليلا، وضربنا ", "(السفارة)"], "ليلا", "holds", "3: an Arabic comma ends a clause"),
]


@pytest.mark.parametrize(("said", "reason", "holding", "rule"), RULES)
def test_each_rule_by_hand(said, reason, holding, rule):
    assert brackets.fate(words(*said), reason).holding == holding, rule


VOCABULARY = st.sampled_from("rocket embassy night launch radar cost convoy".split())  # noqa: SIM905
SAYING = st.lists(VOCABULARY, min_size=1, max_size=4).map(" ".join)
PIECES = st.lists(
    st.one_of(SAYING, SAYING.map("({})".format), SAYING.map("[{}]".format), st.just("...")), min_size=1, max_size=6
)
REASON = st.one_of(SAYING, SAYING.map("“{}”".format))


@given(PIECES, REASON, SAYING)
def test_more_words_that_were_said_never_fell_a_link(pieces, reason, more):
    before = brackets.fate(words(*pieces), reason).holding
    after = brackets.fate(words(*pieces, "...", more), reason).holding

    assert (before, after) in {("falls", "falls"), ("falls", "holds"), ("holds", "holds"), ("doubt", "doubt"),
                               ("doubt", "holds")}  # fmt: skip


@given(PIECES, REASON)
def test_what_stands_without_any_bracket_always_holds(pieces, reason):
    bare = [one for one in pieces if not one.startswith("(")]

    assert not bare or brackets.fate(words(*bare), reason).holding == "holds"


@given(PIECES, REASON, st.sampled_from((0, 1)))
def test_a_reviewers_answer_always_decides(pieces, reason, judged):
    assert brackets.fate(words(*pieces), reason, judged).holding == ("holds" if judged else "falls")


def test_words_are_compared_folded_and_never_across_an_omission():
    assert cited('He says "we are ... ready" and “so”') == ["we are", "ready", "so"]
    assert stands(["الهدنه"], [folded("انتهت الهدنة")])
    assert not stands(["one", "two"], [["one"], ["two"]])
    assert stem("launched") == stem("launch") == stem("launches")
